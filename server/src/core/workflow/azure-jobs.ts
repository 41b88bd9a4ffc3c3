// The jobs and steps of an Azure pipeline, those inside template directives included.
// Source: MicrosoftDocs, "YAML schema reference for Azure Pipelines".
import {
  entries,
  entry,
  get,
  isMapping,
  isSequence,
  items,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { agentsIn, readScript, type StepScript } from "./scripts.ts";

/** A job, a deployment, or the steps of a file without jobs. */
export interface AzureJob {
  readonly name: Sourced<string>;
  /** Left out for the steps of a file without jobs. */
  readonly map?: YamlMap;
  readonly deployment: boolean;
  readonly steps: readonly AzureStep[];
  readonly dependsOn: readonly Sourced<string>[];
  /** The stage that it is part of. */
  readonly stage?: AzureStage;
  /** True for a job without an agent machine. */
  readonly server: boolean;
  /** The image of its machine, as `ubuntu-latest`; empty where nobody can tell. */
  readonly image: string;
  /** True where a template of another repository is given the job, and may add to it. */
  readonly handed: boolean;
}

/** A step: a script, a task, or a template that stands elsewhere. */
export interface AzureStep {
  readonly subject: Sourced<string>;
  readonly map: YamlMap;
  /** `NuGetCommand` for `NuGetCommand@2`; empty for a script. */
  readonly task: string;
  /** The template's path as it is written; empty for other steps. */
  readonly template: string;
  readonly script: StepScript | undefined;
  readonly agents: readonly string[];
  /** The value of an input of its task. */
  readonly inputOf: (name: string) => string | undefined;
}

/** A stage, in the order of the file. */
export interface AzureStage {
  readonly name: Sourced<string>;
  /** Left out where it follows the stage above it. */
  readonly dependsOn: readonly Sourced<string>[] | undefined;
  /** True when all of its jobs stand in the file, under names that are known. */
  readonly closed: boolean;
}

/** What a file says about its order. */
export interface AzureFile {
  readonly stages: readonly AzureStage[];
  readonly jobs: readonly AzureJob[];
  /** True when all stages stand in the file, and likewise the jobs of a file without stages. */
  readonly closed: boolean;
}

const MAX_DEPTH = 12;

/** The entries of a list; what stands below `${{ if … }}:` and `${{ each … }}:` counts as if it stood there itself. */
export function* azureItems(tree: YamlTree, list: YamlNode | undefined, depth = 0): Iterable<YamlMap> {
  if (depth > MAX_DEPTH) return;
  for (const item of items(tree, list)) {
    if (!isMapping(item)) continue;
    const own = [...entries(tree, item)];
    const directives = own.filter(({ key }) => key.value.startsWith("${{"));
    if (directives.length < own.length || own.length === 0) yield item;
    for (const { value } of directives) {
      if (isSequence(value)) yield* azureItems(tree, value, depth + 1);
      else if (isMapping(value)) yield value;
    }
  }
}

/** The stages of a file, and its jobs. */
export function readAzure(tree: YamlTree): AzureFile {
  const top = root(tree);
  const given = get(tree, get(tree, top, "extends"), "parameters");
  const holders = [
    { node: top, handed: false },
    { node: given, handed: true },
  ];
  const stages: AzureStage[] = [];
  const jobs: AzureJob[] = [];
  for (const { node, handed } of holders) {
    const image = imageOf(tree, node, "");
    for (const map of azureItems(tree, get(tree, node, "stages"))) {
      const name = sourced(get(tree, map, "stage"));
      if (!name) continue;
      const needs = entry(tree, map, "dependsOn");
      const list = get(tree, map, "jobs");
      const stage = { name, dependsOn: needs && namesIn(tree, needs.value), closed: isClosed(tree, list) };
      stages.push(stage);
      const around = { stage, image: imageOf(tree, map, image), handed };
      jobs.push(...jobsIn(tree, list, around), ...bareSteps(tree, map, around));
    }
    jobs.push(...jobsIn(tree, get(tree, node, "jobs"), { image, handed }));
    if (isMapping(node)) jobs.push(...bareSteps(tree, node, { image, handed }));
  }
  const list = get(tree, top, "stages") ?? get(tree, top, "jobs");
  return { stages, jobs, closed: given === undefined && isClosed(tree, list) && isPipeline(tree, top) };
}

/** True for a list of which each entry stands in the file, under a name that is known. */
const isClosed = (tree: YamlTree, list: YamlNode | undefined): boolean =>
  [...items(tree, list)].every((item) =>
    [...entries(tree, item)].every(
      ({ key, value }) =>
        key.value !== "template" &&
        !key.value.startsWith("${{") &&
        !(/^(?:stage|job|deployment)$/.test(key.value) && scalarText(value)?.includes("$")),
    ),
  );

/** Jobs of a template may wait for others of the pipeline that uses it. */
const isPipeline = (tree: YamlTree, top: YamlNode | undefined): boolean =>
  ["trigger", "pr", "schedules"].some((key) => entry(tree, top, key));

function sourced(node: YamlNode | undefined): Sourced<string> | undefined {
  const value = scalarText(node);
  return node && value !== undefined ? { value, ...spanOf(node) } : undefined;
}

/** `dependsOn: a` or `dependsOn: [a, b]`. */
const namesIn = (tree: YamlTree, node: YamlNode | undefined): Sourced<string>[] =>
  (node ? [node, ...items(tree, node)] : []).flatMap((item) => sourced(item) ?? []).filter(({ value }) => value !== "");

/** The image of a job or of what it stands in; a pool of somebody's own may be anything. */
function imageOf(tree: YamlTree, holder: YamlNode | undefined, above: string): string {
  const pool = entry(tree, holder, "pool");
  if (!pool) return above;
  return scalarText(get(tree, pool.value, "vmImage")) || scalarText(get(tree, pool.value, "os")) || "";
}

interface Place {
  readonly stage?: AzureStage;
  readonly image: string;
  readonly handed: boolean;
}

function jobsIn(tree: YamlTree, list: YamlNode | undefined, place: Place): AzureJob[] {
  return [...azureItems(tree, list)].flatMap((map): AzureJob[] => {
    const deployment = get(tree, map, "deployment");
    const name = sourced(get(tree, map, "job") ?? deployment);
    if (!name) return [];
    const value = name.value || "job";
    return [
      {
        ...place,
        map,
        name: { ...name, value },
        deployment: deployment !== undefined,
        dependsOn: namesIn(tree, get(tree, map, "dependsOn")),
        server: scalarText(get(tree, map, "pool")) === "server",
        image: imageOf(tree, map, place.image),
        steps: stepLists(tree, map).flatMap((steps) => stepsIn(tree, steps, value)),
      },
    ];
  });
}

/** The steps of a file or stage without jobs; what a template is given as steps, too. */
function bareSteps(tree: YamlTree, holder: YamlMap, place: Place): AzureJob[] {
  const lists = [...entries(tree, holder)].filter(({ key }) => /^(?:steps|\w{1,40}Steps)$/.test(key.value));
  return lists.map(({ key, value }) => ({
    ...place,
    name: key,
    deployment: false,
    dependsOn: [],
    server: false,
    steps: stepsIn(tree, value, key.value),
  }));
}

/** The steps of a job; a deployment has them below each hook of its strategy. */
function stepLists(tree: YamlTree, map: YamlMap): YamlNode[] {
  const own = get(tree, map, "steps");
  const hooks = [...entries(tree, get(tree, map, "strategy"))].flatMap(({ value }) =>
    [...entries(tree, value)].flatMap(({ value: hook }) => [
      get(tree, hook, "steps"),
      ...[...entries(tree, hook)].map((inner) => get(tree, inner.value, "steps")),
    ]),
  );
  return [own, ...hooks].filter((list) => list !== undefined);
}

/** The keys of a step that hold a script, with the shell that runs it. */
const SCRIPTS = [
  ["bash", "posix"],
  ["script", "posix"],
  ["pwsh", "pwsh"],
  ["powershell", "powershell"],
] as const;

/** The steps of a list. `job`: what it is called in the names of steps that have none. */
export function stepsIn(tree: YamlTree, list: YamlNode | undefined, job: string): AzureStep[] {
  return [...azureItems(tree, list)].flatMap((map, index): AzureStep[] => {
    if (scalarText(get(tree, map, "enabled")) === "false") return [];
    const [first] = entries(tree, map);
    const named = scalarText(get(tree, map, "task")) ?? "";
    const task = named.split("@")[0] ?? "";
    const inputs = get(tree, map, "inputs");
    const inputOf = (name: string) => scalarText(get(tree, inputs, name));
    const shown = scalarText(get(tree, map, "displayName"));
    const { start } = spanOf(map);
    const place = { start: first?.key.start ?? start, end: first?.key.end ?? start };
    const script = scriptOf(tree, map, task);
    const template = scalarText(get(tree, map, "template")) ?? "";
    const subject = { value: shown || named || `${job}/${index}`, ...place };
    return [{ map, task, template, script, subject, inputOf, agents: agentsIn(script) }];
  });
}

function scriptOf(tree: YamlTree, map: YamlMap, task: string): StepScript | undefined {
  for (const [key, shell] of SCRIPTS) {
    const node = get(tree, map, key);
    if (node) return readScript(tree, node, shell);
  }
  const inputs = get(tree, map, "inputs");
  const inline = get(tree, inputs, "script") ?? get(tree, inputs, "inlineScript");
  if (/^Bash$|^ShellScript$|^AzureCLI$/i.test(task)) {
    const kind = scalarText(get(tree, inputs, "scriptType")) ?? "bash";
    return readScript(tree, inline, /^ps|pscore/i.test(kind) ? "pwsh" : "posix");
  }
  if (/^(?:Azure)?PowerShell$/i.test(task))
    return readScript(tree, inline, scalarText(get(tree, inputs, "pwsh")) === "true" ? "pwsh" : "powershell");
  return /^CmdLine$/i.test(task) ? readScript(tree, inline) : undefined;
}
