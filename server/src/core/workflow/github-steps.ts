// The steps of a GitHub Actions workflow as nodes: their order, their limits, and what checks the work between them.
import type { Around } from "../around.ts";
import type { Edge, Gate, Guard, WorkflowNode } from "../model.ts";
import { entry, get, scalarText, spanOf, type YamlMap, type YamlTree } from "../syntax/yaml.ts";
import { agentParts } from "./agent-parts.ts";
import { checkIn, namesCheck } from "./checks.ts";
import { outputOf, parsedAnswers, schemaOf } from "./github-answers.ts";
import { isUnconditional } from "./github-crews.ts";
import type { Job, Step } from "./github-jobs.ts";
import { turnsOfStep } from "./github-turns.ts";
import { workflowNode } from "./workflow.ts";

/** What is known around the steps of a job. */
interface Surrounding {
  /** The limit on the time of the job. */
  readonly time: Guard;
  readonly around: Around;
  /** The folder of the repository, empty or ending in `/`. */
  readonly folder: string;
}

/** The steps of a job, in order. One that an alias repeats is where it was written first. */
export function* stepNodes(tree: YamlTree, job: Job, surrounding: Surrounding): Iterable<WorkflowNode> {
  const parsed = parsedAnswers(tree, job);
  let previous: Edge[] = [];
  let condition = "";
  for (const [index, step] of job.steps.entries()) {
    if (step.repeated) continue;
    const id = `${job.id.value}/${index}`;
    const node = stepNode(tree, job, step, { id, after: previous, condition }, surrounding);
    if (step.agents.length > 0) condition = ifOf(tree, step.map);
    const output = outputOf(tree, step, schemaOf(tree, step), parsed);
    const parts = agentParts(step.script, node);
    const { gate, ...rest } = node;
    // The checks of a script with several agents stand between them.
    const kept = gate && (parts.length === 0 || gate.value !== "check") ? { gate } : {};
    yield { ...rest, ...kept, ...(output && { output }) };
    yield* parts;
    // The job goes on beside a step in the background.
    if (!step.background) previous = [{ to: id }];
  }
}

function stepNode(
  tree: YamlTree,
  job: Job,
  step: Step,
  { condition, ...place }: { readonly id: string; readonly after: readonly Edge[]; readonly condition: string },
  { time, around, folder }: Surrounding,
): WorkflowNode {
  const { map, subject, agents } = step;
  const timeout = timeoutOf(tree, map, time);
  const turns = turnsOfStep(tree, step, timeout.state === "unsupported" ? time : timeout, around, folder);
  const gate = gateOfStep(tree, step, subject.value.slice(job.id.value.length + 1), condition);
  return workflowNode({
    ...place,
    name: subject,
    kind: agents.length > 0 ? "agent" : "step",
    inside: job.id.value,
    risk: agents.length > 0 ? "agent" : "local",
    timeout,
    ...(turns && { turns }),
    ...(gate && { gate }),
    start: subject.start,
    end: spanOf(map).end,
  });
}

/** A step without a limit of its own has that of its job, where one is missing it is the job that lacks it. */
function timeoutOf(tree: YamlTree, map: YamlMap, job: Guard): Guard {
  const own = get(tree, map, "timeout-minutes");
  const value = scalarText(own);
  if (own && value) return { state: "present", value, ...spanOf(own) };
  return job.state === "present" ? { ...job, state: "inherited" } : { state: "unsupported" };
}

/**
 * What checks the work at a step: a person, a schema the answer must fit, a condition, a test. `earlier` is the condition
 * of the agent before: one more agent under the same condition is no new gate, under another one they may exclude each
 * other.
 */
function gateOfStep(tree: YamlTree, step: Step, name: string, earlier: string): Gate | undefined {
  const { map, uses, subject, script, agents } = step;
  const { start, end } = subject;
  if (/manual-approval/i.test(uses)) return { value: "human", start, end };
  if (agents.length === 0) {
    return checkIn(script) || checksByName(tree, step, name) ? { value: "check", start, end } : undefined;
  }
  const condition = ifOf(tree, map);
  const value = get(tree, map, "if");
  if (value && condition && condition !== earlier) return { value: "condition", ...spanOf(value) };
  return schemaOf(tree, step) ?? (checkIn(script) ? { value: "check", start, end } : undefined);
}

/** The condition of a step, empty for one that holds in every run. */
function ifOf(tree: YamlTree, map: YamlMap): string {
  const text = (scalarText(get(tree, map, "if")) ?? "").trim();
  return isUnconditional(text) ? "" : text;
}

const CHECKING_ACTION = /test|lint|valid|verif|scan|codeql|trivy|sonar|pre-commit|(?:^|[/-])check(?!out)/i;

/** A step says by its name, by its action, or by failing on its own account that it checks. */
function checksByName(tree: YamlTree, { map, uses }: Step, name: string): boolean {
  const script = scalarText(get(tree, get(tree, map, "with"), "script")) ?? "";
  return namesCheck(name) || CHECKING_ACTION.test(uses) || /\bsetFailed\b|\bthrow new\b/.test(script);
}

/** A person who may have to agree before the job runs, or a condition on the result of another job. */
export function gateOfJob(tree: YamlTree, { map, condition }: Job): Gate | undefined {
  const environment = entry(tree, map, "environment");
  if (environment) return { value: "human", ...(environment.value ? spanOf(environment.value) : environment.key) };
  const value = get(tree, map, "if");
  const reads = /\bneeds\.[\w-]{1,100}\.(?:outputs|result)\b/.test(condition);
  return value && reads ? { value: "condition", ...spanOf(value) } : undefined;
}
