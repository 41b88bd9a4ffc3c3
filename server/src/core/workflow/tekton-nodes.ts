// The nodes of Tekton's objects: runs, the tasks of a pipeline, their steps.
import type { Crew, Edge, Gate, Guard, Risk, WorkflowNode } from "../model.ts";
import { entry, get, items, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { agentsOf, riskOf, worst } from "./containers.ts";
import { type ScriptStep, stepNodes } from "./script-steps.ts";
import { siblingCrews } from "./sibling-crews.ts";
import { PLATFORM_LIMIT, retriesOf, timeoutOf } from "./tekton-limits.ts";
import {
  type PipelineTask,
  type TektonObject,
  type TektonPipeline,
  type TektonTask,
  taskOf,
} from "./tekton-objects.ts";
import { remoteCallsOf, workOf } from "./tekton-steps.ts";
import { workflowNode } from "./workflow.ts";

type Tasks = ReadonlyMap<string, TektonTask>;

/** All nodes of an object. `tasks`: those of the same file by name. */
export function* nodesOf(tree: YamlTree, object: TektonObject, tasks: Tasks, users: Users): Iterable<WorkflowNode> {
  const { task, pipeline, kind } = object;
  const isRun = kind === "PipelineRun" || kind === "TaskRun";
  const limit = timeoutOf(tree, object);
  // A single task whose work is local ends soon enough with the cluster's hour.
  const risk = task
    ? riskOfTask(tree, task)
    : worst((pipeline?.tasks ?? []).map((part) => riskOfPart(tree, part, tasks)));
  const calm = kind === "TaskRun" && limit.platformLimit !== undefined && risk !== "agent" && risk !== "network";
  const time: Guard = calm ? { state: "unsupported" } : limit.timeout;
  if (isRun) {
    yield workflowNode({
      id: "",
      name: object.name,
      kind: "job",
      risk,
      ...limit,
      timeout: time,
      start: object.name.start,
      end: spanOf(object.map).end,
    });
  }
  if (task) {
    const run = kind === "TaskRun" ? object.spec : undefined;
    const key = run ? retriesOf(tree, run, "taskSpec") : (users.get(task) ?? { state: "unsupported" });
    yield* stepNodes("", scriptSteps(tree, task, key), time);
  }
  if (pipeline) yield* pipelineNodes(tree, pipeline, tasks, time);
}

/** For each task of a file what tries it again, where a pipeline of the same file runs it. */
export type Users = ReadonlyMap<TektonTask, Guard>;

/** Reads what the pipelines of a file do to its tasks: a retry that all of them have guards the task, too. */
export function usersOf(tree: YamlTree, objects: readonly TektonObject[], tasks: Tasks): Users {
  const users = new Map<TektonTask, Guard>();
  for (const part of objects.flatMap(({ pipeline }) => pipeline?.tasks ?? [])) {
    const task = part.inline ? undefined : taskOf(part, tasks);
    if (!task) continue;
    const guard = retriesOf(tree, part.map, "name");
    const known = users.get(task);
    const weaker = known && known.state !== "present" ? known : guard;
    // The key would stand in the pipeline; the tool's own option is nearer.
    users.set(task, weaker.state === "absent" ? { state: "unsupported" } : weaker);
  }
  return users;
}

function scriptSteps(tree: YamlTree, { steps }: TektonTask, key: Guard): ScriptStep[] {
  return steps.map((step) => {
    const { subject, name, map } = step;
    const work = workOf(tree, step);
    const own = get(tree, map, "timeout");
    const value = scalarText(own);
    const timeout: Guard | undefined = own && value ? { state: "present", value, ...spanOf(own) } : undefined;
    return {
      subject,
      name,
      end: spanOf(map).end,
      work,
      calls: remoteCallsOf(step, work, key),
      ...(timeout && { timeout }),
      ...conditionOf(tree, step),
    };
  });
}

const conditionOf = (tree: YamlTree, { map }: { readonly map: PipelineTask["map"] }): { gate?: Gate } => {
  const when = entry(tree, map, "when");
  return when ? { gate: { value: "condition", start: when.key.start, end: when.key.end } } : {};
};

const riskOfTask = (tree: YamlTree, { steps }: TektonTask): Risk =>
  worst(steps.map((step) => riskOf(workOf(tree, step))));

function riskOfPart(tree: YamlTree, part: PipelineTask, tasks: Tasks): Risk {
  const task = taskOf(part, tasks);
  return task ? riskOfTask(tree, task) : "local";
}

function* pipelineNodes(tree: YamlTree, pipeline: TektonPipeline, tasks: Tasks, time: Guard): Iterable<WorkflowNode> {
  for (const part of pipeline.tasks) {
    const { name, map, inline } = part;
    const risk = riskOfPart(tree, part, tasks);
    const own = get(tree, map, "timeout");
    const value = scalarText(own);
    const timeout: Guard = own && value ? { state: "present", value, ...spanOf(own) } : inherited(time);
    const width = widthOf(tree, part);
    const gate = gateOf(tree, part);
    yield workflowNode({
      id: name.value,
      name,
      kind: inline ? "job" : risk === "agent" ? "agent" : "call",
      risk,
      timeout,
      platformLimit: PLATFORM_LIMIT,
      after: edgesOf(tree, pipeline, part),
      ...(width !== 1 && { width }),
      ...(gate && { gate }),
      start: name.start,
      end: spanOf(map).end,
    });
    if (inline) yield* stepNodes(name.value, scriptSteps(tree, inline, retriesOf(tree, map, "name")), timeout);
  }
}

/** The run lacks the limit, not each of its tasks. */
const inherited = (time: Guard): Guard =>
  time.state === "present" ? { ...time, state: "inherited" } : { state: "unsupported" };

/** A person is asked by a task of another group. Source: OpenShift Pipelines, "manual approval gate". */
function gateOf(tree: YamlTree, part: PipelineTask): Gate | undefined {
  const kind = get(tree, get(tree, part.map, "taskRef"), "kind");
  if (kind && /approv/i.test(scalarText(kind) ?? "")) return { value: "human", ...spanOf(kind) };
  return conditionOf(tree, part).gate;
}

// Nobody joins more by hand; it keeps hostile files linear.
const MAX_EDGES = 100;
const USED = /\$\(tasks\.([\w-]{1,200})\./g;

/** Tasks that are named under `runAfter`, whose results or status are used, and for the last ones all others. */
function edgesOf(tree: YamlTree, { tasks }: TektonPipeline, { map, runAfter, last }: PipelineTask): Edge[] {
  const { start, end } = spanOf(map);
  const used = new Set([...tree.text.slice(start, end).matchAll(USED)].map(({ 1: name = "" }) => name));
  const edges = new Map<string, Edge>();
  const others = last ? tasks.filter((other) => !other.last).slice(0, MAX_EDGES) : [];
  for (const { name } of others) edges.set(name.value, { to: name.value });
  for (const name of runAfter) edges.set(name.value, { to: name.value, at: name });
  for (const to of used) edges.set(to, { ...edges.get(to), to, uses: true });
  return [...edges.values()].slice(0, MAX_EDGES);
}

/** The product of a matrix and the combinations it adds. Source: Tekton's documentation, "Matrix". */
function widthOf(tree: YamlTree, { map }: PipelineTask): number | "dynamic" {
  const matrix = get(tree, map, "matrix");
  if (!matrix) return 1;
  let product = 0;
  for (const param of items(tree, get(tree, matrix, "params"))) {
    const count = [...items(tree, get(tree, param, "value"))].length;
    // A list that a parameter holds may have any length.
    if (count === 0) return "dynamic";
    product = (product || 1) * count;
  }
  const added = [...items(tree, get(tree, matrix, "include"))].length;
  return Math.max(product, added) || "dynamic";
}

/** The agents of a pipeline that work at the same time. */
export function crewsOf(tree: YamlTree, pipeline: TektonPipeline, tasks: Tasks): Iterable<Crew> {
  return siblingCrews(
    pipeline.tasks.map((part) => {
      const width = widthOf(tree, part);
      const task = taskOf(part, tasks);
      const isAgent = task?.steps.some((step) => agentsOf(workOf(tree, step)).length > 0) ?? false;
      const when = get(tree, part.map, "when");
      return {
        id: part.name.value,
        name: part.name,
        end: spanOf(part.map).end,
        needs: edgesOf(tree, pipeline, part).map(({ to }) => to),
        agents: isAgent && width !== "dynamic" ? width : 0,
        condition: when && tree.text.slice(spanOf(when).start, spanOf(when).end),
      };
    }),
  );
}
