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
  readonly stage?: string;
  /** True for a job without an agent machine. */
  readonly server: boolean;
}

/** A step: a script, a task, or a template that stands elsewhere. */
export interface AzureStep {
  readonly subject: Sourced<string>;
  readonly map: YamlMap;
  /** `NuGetCommand` for `NuGetCommand@2`; empty for a script. */
  readonly task: string;
  readonly script: StepScript | undefined;
  readonly agents: readonly string[];
}

/** A stage, in the order of the file. */
export interface AzureStage {
  readonly name: string;
  readonly dependsOn: readonly string[] | undefined;
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
export function readAzure(tree: YamlTree): {
  readonly stages: readonly AzureStage[];
  readonly jobs: readonly AzureJob[];
} {
  const top = root(tree);
  const stages: AzureStage[] = [];
  const jobs: AzureJob[] = [];
  for (const stage of azureItems(tree, get(tree, top, "stages"))) {
    const name = scalarText(get(tree, stage, "stage"));
    if (name === undefined) continue;
    const needs = entry(tree, stage, "dependsOn");
    stages.push({ name, dependsOn: needs && namesIn(tree, needs.value).map(({ value }) => value) });
    jobs.push(...jobsIn(tree, get(tree, stage, "jobs"), name), ...bareSteps(tree, stage, name));
  }
  jobs.push(...jobsIn(tree, get(tree, top, "jobs")), ...(isMapping(top) ? bareSteps(tree, top) : []));
  return { stages, jobs };
}

/** `dependsOn: a` or `dependsOn: [a, b]`. */
function namesIn(tree: YamlTree, node: YamlNode | undefined): Sourced<string>[] {
  return (node ? [node, ...items(tree, node)] : []).flatMap((item) => {
    const value = scalarText(item);
    return value ? [{ value, ...spanOf(item) }] : [];
  });
}

function jobsIn(tree: YamlTree, list: YamlNode | undefined, stage?: string): AzureJob[] {
  return [...azureItems(tree, list)].flatMap((map): AzureJob[] => {
    const job = get(tree, map, "job");
    const deployment = get(tree, map, "deployment");
    const name = job ?? deployment;
    if (!name) return [];
    const value = scalarText(name) || "job";
    return [
      {
        map,
        name: { value, ...spanOf(name) },
        deployment: deployment !== undefined,
        dependsOn: namesIn(tree, get(tree, map, "dependsOn")),
        server: scalarText(get(tree, map, "pool")) === "server",
        steps: stepLists(tree, map).flatMap((steps) => stepsIn(tree, steps, value)),
        ...(stage !== undefined && { stage }),
      },
    ];
  });
}

function bareSteps(tree: YamlTree, holder: YamlMap, stage?: string): AzureJob[] {
  const steps = entry(tree, holder, "steps");
  if (!steps) return [];
  const name = { ...steps.key, value: "steps" };
  return [
    {
      name,
      deployment: false,
      dependsOn: [],
      server: false,
      steps: stepsIn(tree, steps.value, "steps"),
      ...(stage !== undefined && { stage }),
    },
  ];
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

function stepsIn(tree: YamlTree, list: YamlNode | undefined, job: string): AzureStep[] {
  return [...azureItems(tree, list)].flatMap((map, index): AzureStep[] => {
    if (scalarText(get(tree, map, "enabled")) === "false") return [];
    const [first] = entries(tree, map);
    const task = (scalarText(get(tree, map, "task")) ?? "").split("@")[0] ?? "";
    const shown = scalarText(get(tree, map, "displayName"));
    const { start } = spanOf(map);
    const place = { start: first?.key.start ?? start, end: first?.key.end ?? start };
    const script = scriptOf(tree, map, task);
    const value = shown || (task && scalarText(get(tree, map, "task"))) || `${job}/${index}`;
    return [{ map, task, script, subject: { value, ...place }, agents: agentsIn(script) }];
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
