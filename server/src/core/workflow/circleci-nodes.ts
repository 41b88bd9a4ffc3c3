// The nodes of a CircleCI configuration: its jobs and commands with their steps, and the jobs of its workflows.
import type { Crew, Edge, Gate, Guard, Risk, WorkflowNode } from "../model.ts";
import { isFlow, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { CircleConfig, Definition } from "./circleci-config.ts";
import { type RunStep, runSteps } from "./circleci-steps.ts";
import { type CircleWorkflow, namedBy, type WorkflowJob, widthOf } from "./circleci-workflows.ts";
import { agentsOf, type ContainerWork, riskOf, worst } from "./containers.ts";
import { find, findEntry } from "./merge-keys.ts";
import { stepNodes } from "./script-steps.ts";
import { siblingCrews, type Worker } from "./sibling-crews.ts";
import { workflowNode } from "./workflow.ts";

/** A configuration with all that was read of it. */
export interface CircleProject {
  readonly config: CircleConfig;
  readonly workflows: readonly CircleWorkflow[];
  /** The steps that run scripts, by the job or command they are part of. */
  readonly runs: ReadonlyMap<Definition, readonly RunStep[]>;
  /** What each job does that may hang, with the commands of the same file that it calls. */
  readonly risks: ReadonlyMap<Definition, Risk>;
}

/** Puts together what was read. */
export function readProject(tree: YamlTree, config: CircleConfig, workflows: readonly CircleWorkflow[]): CircleProject {
  const all = [...config.jobs, ...config.commands];
  const runs = new Map(
    all.map((definition) => {
      const reruns = rerunsOf(tree, workflows, definition);
      return [definition, runSteps(tree, config, definition, { owner: definition.name.value, reruns })] as const;
    }),
  );
  const commands = new Map(config.commands.map((command) => [command.name.value, command]));
  const known = new Map<ContainerWork, Risk>();
  const riskOfWork = (work: ContainerWork): Risk => {
    const risk = known.get(work) ?? riskOf(work);
    known.set(work, risk);
    return risk;
  };
  const own = (definition: Definition) => worst((runs.get(definition) ?? []).map(({ work }) => riskOfWork(work)));
  // Commands that call each other deeper are rare; their jobs count as local.
  const risks = new Map(
    all.map((definition) => {
      const called = definition.steps.flatMap(({ what }) => commands.get(what.value) ?? []);
      return [definition, worst([own(definition), ...called.map(own)])] as const;
    }),
  );
  return { config, workflows, runs, risks };
}

/** What runs a job again when it failed: its workflow. Source: CircleCI's documentation, "Automatic reruns". */
function rerunsOf(tree: YamlTree, workflows: readonly CircleWorkflow[], definition: Definition): Guard | undefined {
  const users = workflows.filter(
    ({ jobs }) => definition.kind === "command" || jobs.some((job) => job.definition === definition),
  );
  const guards = users.map(({ map }) => findEntry(tree, map, "max_auto_reruns"));
  const [first] = guards;
  if (!first || guards.some((guard) => !guard)) return undefined;
  return { state: "inherited", value: scalarText(first.value) ?? "", start: first.key.start, end: first.key.end };
}

/** All of them. A job stands where it is defined, and takes the place of its first use among the others. */
export function* nodesOf(tree: YamlTree, project: CircleProject): Iterable<WorkflowNode> {
  const ids = idsOf(project);
  const placed = new Set<Definition>();
  for (const workflow of project.workflows) {
    for (const job of workflow.jobs) {
      const place = placeOf(tree, workflow, job, ids);
      const { definition } = job;
      if (definition && !placed.has(definition)) {
        placed.add(definition);
        yield* jobNodes(project, definition, place);
      } else {
        yield workflowNode({
          id: ids.get(job) ?? "",
          name: job.name,
          kind: job.isApproval ? "job" : "call",
          risk: job.isApproval ? "none" : ((definition && project.risks.get(definition)) ?? "local"),
          start: job.name.start,
          end: job.end,
          ...place,
        });
      }
    }
  }
  for (const definition of [...project.config.jobs, ...project.config.commands]) {
    if (!placed.has(definition)) yield* jobNodes(project, definition, {});
  }
}

/** The id of each job of a workflow: that of its definition at the first use. */
function idsOf({ workflows }: CircleProject): ReadonlyMap<WorkflowJob, string> {
  const ids = new Map<WorkflowJob, string>();
  const placed = new Set<Definition>();
  for (const { name, jobs } of workflows) {
    for (const [index, job] of jobs.entries()) {
      const { definition } = job;
      const first = definition && !placed.has(definition);
      if (definition) placed.add(definition);
      ids.set(job, first ? definition.name.value : `${name.value}/${index}`);
    }
  }
  return ids;
}

// Nobody joins more by hand; it keeps hostile files linear.
const MAX_EDGES = 100;

function placeOf(
  tree: YamlTree,
  workflow: CircleWorkflow,
  job: WorkflowJob,
  ids: ReadonlyMap<WorkflowJob, string>,
): Pick<WorkflowNode, "after"> & Partial<WorkflowNode> {
  const after: Edge[] = job.requires
    .slice(0, MAX_EDGES)
    .flatMap(({ name }) =>
      namedBy(tree, workflow, name.value).map((other) => ({ to: ids.get(other) ?? "", at: name })),
    );
  const width = widthOf(tree, job);
  const gate = gateOf(job);
  return { after, ...(width !== 1 && { width }), ...(gate && { gate }) };
}

const gateOf = ({ isApproval, name }: WorkflowJob): Gate | undefined =>
  isApproval ? { value: "human", start: name.start, end: name.end } : undefined;

function* jobNodes(
  { runs, risks }: CircleProject,
  definition: Definition,
  place: Partial<WorkflowNode>,
): Iterable<WorkflowNode> {
  const { kind, name, map } = definition;
  const id = kind === "command" ? `command ${name.value}` : name.value;
  const steps = runs.get(definition) ?? [];
  yield workflowNode({
    id,
    name,
    kind: kind === "command" ? "step" : "job",
    risk: risks.get(definition) ?? "local",
    start: name.start,
    end: spanOf(map).end,
    ...place,
  });
  const fresh = steps.filter(({ step }) => !step.repeated);
  yield* stepNodes(id, fresh, { state: "unsupported" });
}

/** The agents of each workflow that work at the same time. */
export function* crewsOf(tree: YamlTree, { workflows, runs, risks }: CircleProject): Iterable<Crew> {
  for (const workflow of workflows) {
    const ids = new Map(workflow.jobs.map((job, index) => [job, String(index)]));
    const workers = workflow.jobs.map((job): Worker => {
      const { definition, requires } = job;
      const isAgent = definition !== undefined && risks.get(definition) === "agent";
      const needs = requires
        .slice(0, MAX_EDGES)
        .flatMap(({ name }) => namedBy(tree, workflow, name.value).map((other) => ids.get(other) ?? ""));
      const filters = find(tree, job.map, "filters");
      return {
        id: ids.get(job) ?? "",
        name: job.name,
        end: job.end,
        needs,
        agents: isAgent ? agentsAt(tree, job, runs.get(definition) ?? []) : 0,
        turn: scalarText(find(tree, job.map, "serial-group")),
        condition: filters && tree.text.slice(spanOf(filters).start, spanOf(filters).end),
      };
    });
    yield* siblingCrews(workers);
  }
}

/** Legs of the matrix, and the containers of each; nobody knows of a number that is an expression. */
function agentsAt(tree: YamlTree, job: WorkflowJob, steps: readonly RunStep[]): number {
  const width = widthOf(tree, job);
  const written = find(tree, job.definition?.map, "parallelism");
  // Containers of one job share its tests; a job that runs an agent has nothing else to share.
  const own = steps.some(({ work }) => agentsOf(work).length > 0);
  const parallel = own && written && !isFlow(written) ? Number(scalarText(written)) : 1;
  return width === "dynamic" || !Number.isInteger(parallel) ? 0 : width * parallel;
}
