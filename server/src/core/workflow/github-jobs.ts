// The jobs and steps of a GitHub Actions workflow, as far as several readers need them.
import { readShell } from "../syntax/shell.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { agentOfAction } from "./agents.ts";
import { agentsIn, readScript, type StepScript } from "./scripts.ts";

/** A job that may run. */
export interface Job {
  readonly id: Sourced<string>;
  readonly map: YamlMap;
  readonly steps: readonly Step[];
  /** Ids of the jobs it waits for. */
  readonly needs: readonly string[];
  /** `if:` as written, empty when there is none. */
  readonly condition: string;
  /** True when an earlier job is the same mapping, by an alias. */
  readonly repeated: boolean;
}

/** A step that may run. */
export interface Step {
  readonly map: YamlMap;
  /** `job/Name of the step`, or `job/3` for the fourth step when it has no name; its span is that of the step's first line. */
  readonly subject: Sourced<string>;
  /** `owner/name` of its action, without version; empty when it has none. */
  readonly uses: string;
  readonly script: StepScript | undefined;
  /** The command line of the shell that runs its script, as the platform fills it in: `bash -e {0}`. */
  readonly shell: string;
  /** Names of the agents it runs, one for each run. */
  readonly agents: readonly string[];
  /** True when the job goes on while it runs. */
  readonly background: boolean;
  /** True when an earlier step is the same mapping, by an alias. */
  readonly repeated: boolean;
  /** Value of a variable that the workflow, the job or the step sets. */
  readonly variable: (name: string) => string | undefined;
}

/** Reads the jobs that may run: those with a body and without `if: false`. */
export function readJobs(tree: YamlTree, root: YamlNode): Job[] {
  const seen = { nodes: new Set<YamlNode>(), steps: new Map<YamlNode, Step>() };
  const outer: Settings = { variable: variables(tree, get(tree, root, "env")), shell: defaultShell(tree, root), seen };
  const jobs: Job[] = [];
  for (const { key, value: map } of entries(tree, get(tree, root, "jobs"))) {
    if (!isMapping(map) || isNever(tree, map)) continue;
    const settings: Settings = {
      seen,
      variable: variables(tree, get(tree, map, "env"), outer.variable),
      shell: defaultShell(tree, map) ?? outer.shell ?? runnerShell(tree, map),
    };
    const needs = get(tree, map, "needs");
    jobs.push({
      id: key,
      map,
      steps: readSteps(tree, key.value, get(tree, map, "steps"), settings),
      needs: [needs, ...items(tree, needs)].map(scalarText).filter((name) => name !== undefined),
      condition: scalarText(get(tree, map, "if")) ?? "",
      repeated: seen.nodes.has(map),
    });
    seen.nodes.add(map);
  }
  return jobs;
}

/** Reads the steps of a composite action as those of a job; undefined for an action of another kind. */
export function readAction(tree: YamlTree, root: YamlNode): Job | undefined {
  const { key, value: map } = entry(tree, root, "runs") ?? {};
  if (!key || !isMapping(map) || scalarText(get(tree, map, "using")) !== "composite") return undefined;
  // Each script names its shell; the defaults of the caller end at the action.
  const settings: Settings = {
    seen: { nodes: new Set(), steps: new Map() },
    variable: () => undefined,
    shell: undefined,
  };
  const steps = readSteps(tree, "", get(tree, map, "steps"), settings);
  return { id: key, map, steps, needs: [], condition: "", repeated: false };
}

interface Settings {
  readonly variable: Step["variable"];
  /** The shell of steps that name none. */
  readonly shell: string | undefined;
  /** What was read already, an alias brings again: jobs and lists of steps, and the steps that were read. */
  readonly seen: { readonly nodes: Set<YamlNode>; readonly steps: Map<YamlNode, Step> };
}

// Ten thousand aliases of a list of ten thousand steps are a hundred million steps: of such a list only the first count.
const MAX_REPEATED = 30;

function readSteps(tree: YamlTree, job: string, list: YamlNode | undefined, settings: Settings, prefix = ""): Step[] {
  const { nodes } = settings.seen;
  const maps = take(items(tree, list), list && nodes.has(list) ? MAX_REPEATED : Number.POSITIVE_INFINITY);
  if (list) nodes.add(list);
  return maps.flatMap((map, index) => {
    if (!isMapping(map) || isNever(tree, map)) return [];
    // Steps of `parallel:` run side by side, and hold no further ones; they count as steps of their job.
    const parallel = prefix ? undefined : get(tree, map, "parallel");
    if (parallel) {
      const inner = readSteps(tree, job, parallel, settings, `${index}.`);
      return inner.map((step) => ({ ...step, background: true }));
    }
    return [readStep(tree, map, stepSubject(tree, map, job, `${prefix}${index}`), settings)];
  });
}

/** How findings call a step: `job/Name`, or by its number; a composite action has no job. */
export const stepSubject = (tree: YamlTree, step: YamlMap, job: string, index: string): string =>
  `${job && `${job}/`}${scalarText(get(tree, step, "name")) || index}`;

function take<T>(all: Iterable<T>, most: number): T[] {
  const some: T[] = [];
  for (const item of all) if (some.push(item) >= most) break;
  return some;
}

function readStep(tree: YamlTree, map: YamlMap, value: string, settings: Settings): Step {
  const { steps } = settings.seen;
  const earlier = steps.get(map);
  if (earlier) return { ...earlier, subject: { ...earlier.subject, value }, repeated: true };
  const uses = scalarText(get(tree, map, "uses")) ?? "";
  const script = readRun(tree, map, settings);
  const { start } = spanOf(map);
  const [first] = entries(tree, map);
  const step: Step = {
    map,
    repeated: false,
    subject: { value, start: first?.key.start ?? start, end: first?.key.end ?? start },
    uses: uses.split("@")[0] ?? "",
    script,
    shell: shellLine(tree, map, settings),
    agents: [...agentsIn(script), ...agentsOfAction(tree, map, uses)],
    background: scalarText(get(tree, map, "background")) === "true",
    variable: variables(tree, get(tree, map, "env"), settings.variable),
  };
  steps.set(map, step);
  return step;
}

function readRun(tree: YamlTree, step: YamlMap, settings: Settings): StepScript | undefined {
  const shell = shellOf(shellLine(tree, step, settings));
  return shell && readScript(tree, get(tree, step, "run"), shell);
}

/** Actions that repeat a step hold the real one in an input. Source: their `action.yml`. */
function agentsOfAction(tree: YamlTree, step: YamlMap, uses: string): string[] {
  const inputs = get(tree, step, "with");
  const names = [...entries(tree, inputs)].map(({ key }) => key.value);
  const wrapped = /retry/i.test(uses) ? (scalarText(get(tree, inputs, "action")) ?? "") : "";
  const command = /retry/i.test(uses) ? (scalarText(get(tree, inputs, "command")) ?? "") : "";
  const agent = agentOfAction(uses, names) ?? agentOfAction(wrapped, ["prompt"]);
  return agent ? [agent] : agentsIn(readShell(command));
}

/** The values under `env:`, then those around. */
function variables(
  tree: YamlTree,
  env: YamlNode | undefined,
  outer: Step["variable"] = () => undefined,
): Step["variable"] {
  const own = new Map([...entries(tree, env)].map(({ key, value }) => [key.value, scalarText(value)]));
  return own.size === 0 ? outer : (name) => own.get(name) ?? outer(name);
}

const defaultShell = (tree: YamlTree, node: YamlNode): string | undefined =>
  scalarText(get(tree, get(tree, get(tree, node, "defaults"), "run"), "shell"));

/** Source: GitHub's workflow syntax, `jobs.<job_id>.steps[*].shell`: bash without pipefail, on Windows PowerShell. */
function runnerShell(tree: YamlTree, job: YamlMap): string {
  const runsOn = entry(tree, job, "runs-on")?.value;
  const group = get(tree, runsOn, "group");
  const labels = [runsOn, ...items(tree, runsOn), group, get(tree, runsOn, "labels")].map(scalarText).join(" ");
  if (/windows/i.test(labels)) return "pwsh";
  // A matrix that names only other systems is as good as their names.
  const matrix = labels.includes("${{") && get(tree, get(tree, job, "strategy"), "matrix");
  const axes = matrix ? tree.text.slice(spanOf(matrix).start, spanOf(matrix).end) : "${{";
  if (/^\s{0,3}\$\{\{\s{0,3}matrix\.[\w.-]{1,60}\s{0,3}\}\}\s{0,3}$/.test(labels) && !/windows|\$\{\{/i.test(axes))
    return UNNAMED;
  return labels.includes("${{") ? "unsure" : UNNAMED;
}

/** How GitHub starts the shell of a step that names none. Source: the same page. */
const UNNAMED = "bash -e {0}";
/** What GitHub makes of the two names that it knows options for. Source: the same page. */
const SHELLS: ReadonlyMap<string, string> = new Map([
  ["bash", "bash --noprofile --norc -eo pipefail {0}"],
  ["sh", "sh -e {0}"],
]);

function shellLine(tree: YamlTree, step: YamlMap, { shell = UNNAMED }: Settings): string {
  const name = scalarText(get(tree, step, "shell")) ?? shell;
  return SHELLS.get(name) ?? name;
}

function shellOf(name: string): StepScript["shell"] | undefined {
  if (name === "pwsh" || name === "powershell" || name === "unsure") return name;
  return /^(?:\S{0,100}\/)?(?:ba|da|z|k|a)?sh(?:\s|$)/.test(name) ? "posix" : undefined;
}

/** `if: false` switches a job or a step off. */
export const isNever = (tree: YamlTree, map: YamlMap): boolean =>
  /^(?:\$\{\{\s{0,9})?false(?:\s{0,9}\}\})?$/.test(scalarText(get(tree, map, "if")) ?? "");
