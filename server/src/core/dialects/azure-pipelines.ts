import { dialect } from "../dialect.ts";
import type { Crew, Guard, RemoteCall, Swallow, WorkflowInput, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  isSequence,
  items,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { type AzureJob, type AzureStage, type AzureStep, azureItems, readAzure } from "../workflow/azure-jobs.ts";
import { commentAbove, saysOptional, saysReason } from "../workflow/excuses.ts";
import { swallowsIn } from "../workflow/script-failures.ts";
import { callsIn } from "../workflow/scripts.ts";
import { turnsIn } from "../workflow/turns.ts";
import { workflow, workflowNode } from "../workflow/workflow.ts";

// Source: MicrosoftDocs, "YAML schema reference for Azure Pipelines"; microsoft/azure-pipelines-tasks, Tasks/BashV3.
export default dialect({
  id: "azure-pipelines",
  title: "Azure pipeline",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/{.,}azure-pipelines*.{yml,yaml}", "**/.vsts*.{yml,yaml}"],
  elsewhere: ["**/*.{yml,yaml}"],

  claim(tree, { path }, byPath) {
    const top = root(tree);
    if (!isMapping(top) || entry(tree, top, "on")) return 0;
    const lists = ["stages", "jobs", "steps"].filter((key) => isSequence(get(tree, top, key)));
    const isOurs = lists.some((key) =>
      [...azureItems(tree, get(tree, top, key))].some((item) => MARKS.some((mark) => entry(tree, item, mark))),
    );
    const inFolder = /(?:^|\/)\.?(?:azure-pipelines|pipelines|azuredevops|ado)\//i.test(path);
    if (byPath) return isOurs || entry(tree, top, "extends") || lists.length > 0 ? 1 : 0;
    const telling = ["trigger", "pr", "pool", "resources", "parameters"].some((key) => entry(tree, top, key));
    return isOurs && (inFolder || telling || hasTasks(tree, top)) ? 0.7 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const { jobs, stages } = readAzure(tree);
    yield workflow("azure-pipelines", spanOf(top), {
      nodes: jobs.map((job) => toNode(tree, job, jobs, stages)),
      crews: crewsOf(tree, jobs),
      swallows: jobs.flatMap(({ steps, server }) => (server ? [] : steps.flatMap((step) => swallowsOf(tree, step)))),
      inputs: inputsOf(tree, top),
      dangling: jobs.flatMap((job) => danglingOf(job, jobs, tree)),
    });
  },
});

const MARKS = ["stage", "job", "deployment", "task", "template", "script", "bash", "pwsh", "powershell", "checkout"];

const hasTasks = (tree: YamlTree, top: YamlNode): boolean =>
  readAzure(tree).jobs.some(({ steps }) =>
    steps.some(({ map }) => /@\d/.test(scalarText(get(tree, map, "task")) ?? "")),
  ) && !entry(tree, top, "apiVersion");

/** A name in one file may be that of several jobs, in stages of their own. */
const idOf = ({ stage, name }: AzureJob): string => (stage === undefined ? name.value : `${stage}/${name.value}`);

function afterOf(job: AzureJob, jobs: readonly AzureJob[], stages: readonly AzureStage[]): WorkflowNode["after"] {
  const beside = jobs.filter((other) => other.stage === job.stage);
  const own = job.dependsOn.flatMap(({ value, start, end }) => {
    const other = beside.find(({ name }) => name.value === value);
    return other ? [{ to: idOf(other), at: { start, end } }] : [];
  });
  if (own.length > 0 || job.stage === undefined) return own;
  // Stages run one after another unless they say otherwise.
  const at = stages.findIndex(({ name }) => name === job.stage);
  const before = stages[at]?.dependsOn ?? stages.slice(Math.max(0, at - 1), Math.max(0, at)).map(({ name }) => name);
  return jobs
    .filter(({ stage }) => stage !== undefined && before.includes(stage))
    .map((other) => ({ to: idOf(other) }));
}

/** Tasks that change something outside the pipeline. Source: "Azure Pipelines task reference". */
const DEPLOYS =
  /^(?:Azure(?:RmWebApp|WebApp|FunctionApp|ContainerApps|StaticWebApp|ResourceManagerTemplate|SpringCloud)\w*|Kubernetes\w*|HelmDeploy|GitHubRelease|NuGetPush|UniversalPackages|ServiceFabricDeploy|SqlAzureDacpacDeployment|.*EsrpRelease|.*EsrpCodeSigning)$/i;

function toNode(tree: YamlTree, job: AzureJob, jobs: readonly AzureJob[], stages: readonly AzureStage[]): WorkflowNode {
  const { name, map, steps, server, deployment } = job;
  const agent = steps.some(({ agents }) => agents.length > 0);
  const calls = server ? [] : steps.flatMap((step) => callsOf(tree, step));
  const deploys =
    deployment || steps.some(({ task }) => DEPLOYS.test(task)) || calls.some(({ effect }) => effect === "change");
  const risk = agent ? "agent" : deploys ? "network" : "local";
  const validation = steps.find(({ task }) => /^ManualValidation$/i.test(task));
  const environment = map && entry(tree, map, "environment");
  const gate = validation?.subject ?? environment?.key;
  const width = widthOf(tree, map);
  const turns = steps.map(({ script }) => turnsIn(script)).find((guard) => guard !== undefined);
  const timeout = timeoutOf(tree, job, risk);
  return workflowNode({
    id: idOf(job),
    name,
    kind: agent ? "agent" : "job",
    risk,
    timeout,
    platformLimit: 60,
    calls: calls.map(({ call }) => call),
    after: afterOf(job, jobs, stages),
    ...(width !== undefined && { width }),
    ...(gate && { gate: { value: "human" as const, start: gate.start, end: gate.end } }),
    ...(turns && timeout.state === "absent" && { turns }),
    start: name.start,
    end: map ? spanOf(map).end : name.end,
  });
}

/** An hour is the platform's own limit; 0 takes it away. What deploys or lets an agent work should say how long it may take. */
function timeoutOf(tree: YamlTree, { map, steps, server }: AzureJob, risk: WorkflowNode["risk"]): Guard {
  const own = map && entry(tree, map, "timeoutInMinutes");
  if (own?.value) {
    const value = scalarText(own.value) ?? "";
    if (value !== "0") return { state: "present", value, ...spanOf(own.value) };
    return { state: "absent", slot: { edits: [{ ...spanOf(own.value), text: "{value}" }] } };
  }
  const timed = steps.length > 0 && steps.every(({ map: step }) => entry(tree, step, "timeoutInMinutes"));
  if (!map || server || timed || steps.length === 0 || (risk !== "agent" && risk !== "network"))
    return { state: "unsupported" };
  const edit = insertEntry(tree, map, "timeoutInMinutes: {value}", entry(tree, map, "job") ? "job" : "deployment");
  return { state: "absent", ...(edit && { slot: { edits: [edit] } }) };
}

/** The legs of a matrix, as many as run at the same time. */
function widthOf(tree: YamlTree, map: YamlMap | undefined): number | "dynamic" | undefined {
  const strategy = map && get(tree, map, "strategy");
  const matrix = get(tree, strategy, "matrix");
  const parallel = scalarValue(get(tree, strategy, "parallel"));
  if (!matrix && parallel === undefined) return undefined;
  const most = Number(scalarText(get(tree, strategy, "maxParallel")) ?? 0);
  const width = isMapping(matrix)
    ? [...entries(tree, matrix)].length
    : typeof parallel === "number"
      ? parallel
      : undefined;
  if (width === undefined || Number.isNaN(most)) return "dynamic";
  return most > 0 ? Math.min(most, width) : width;
}

function callsOf(tree: YamlTree, { script, subject, map }: AzureStep): { call: RemoteCall; effect: string }[] {
  if (!script) return [];
  const again = entry(tree, map, "retryCountOnTaskFailure");
  const edit = insertEntry(tree, map, "retryCountOnTaskFailure: 2", "displayName");
  return [...callsIn(script, { subject, rewritable: false, variable: () => undefined, localCluster: false })].map(
    ({ call, effect }) => {
      const { retry } = call;
      const guard: Guard = again
        ? { state: "inherited", value: "retryCountOnTaskFailure", start: again.key.start, end: again.key.end }
        : retry.state === "absent" && !retry.slot && edit
          ? { state: "absent", slot: { edits: [edit] } }
          : retry;
      return { call: { ...call, retry: guard }, effect };
    },
  );
}

function swallowsOf(tree: YamlTree, { map, subject, script }: AzureStep): Swallow[] {
  const flags = {
    errexit: script?.shell !== "posix" || entry(tree, map, "script") !== undefined,
    pipefail: entry(tree, map, "script") !== undefined,
  };
  const inScript = script ? swallowsIn(script, { subject, flags }) : [];
  const tolerated = entry(tree, map, "continueOnError");
  if (!tolerated?.value || scalarText(tolerated.value) !== "true") return inScript;
  const comment = commentAbove(tree.text, tolerated.key.start) ?? commentAbove(tree.text, subject.start);
  if (saysOptional(subject.value) || (comment && saysReason(comment.value)) || /^Publish/i.test(subject.value))
    return inScript;
  const { start } = tolerated.key;
  const end = spanOf(tolerated.value).end;
  const effect = "the steps behind it go on as if it had worked, and nothing looks at its result";
  const repairs = [
    { title: "Let it fail the job", edits: [{ start: spanOf(tolerated.value).start, end, text: "false" }] },
  ];
  return [{ subject, words: "continueOnError: true", effect, repairs, start, end }, ...inScript];
}

/** Jobs of one stage that wait for the same ones run together; a job that waits for them can join their work. */
function crewsOf(tree: YamlTree, jobs: readonly AzureJob[]): Crew[] {
  const waves = new Map<string, AzureJob[]>();
  for (const job of jobs) {
    if (!job.steps.some(({ agents }) => agents.length > 0)) continue;
    const key = `${job.stage ?? ""}\n${job.dependsOn
      .map(({ value }) => value)
      .toSorted()
      .join("\n")}`;
    waves.set(key, [...(waves.get(key) ?? []), job]);
  }
  return [...waves.values()].flatMap((wave) => {
    const [first] = wave;
    const widths = wave.map(({ map }) => widthOf(tree, map) ?? 1);
    if (!first || widths.includes("dynamic")) return [];
    const size = widths.reduce<number>((sum, width) => sum + (width === "dynamic" ? 0 : width), 0);
    const names = new Set(wave.map(({ name }) => name.value));
    const next = jobs.find(
      ({ stage, dependsOn }) => stage === first.stage && dependsOn.some(({ value }) => names.has(value)),
    );
    const strategy = wave.length === 1 && first.map ? get(tree, first.map, "strategy") : undefined;
    const cap =
      isMapping(strategy) && !entry(tree, strategy, "maxParallel")
        ? insertEntry(tree, strategy, "maxParallel: {value}")
        : undefined;
    const coordinator = next && { coordinator: next.name };
    return [
      {
        subject: first.name,
        size,
        ...coordinator,
        ...(cap && { cap: { edits: [cap] } }),
        start: first.name.start,
        end: first.name.end,
      },
    ];
  });
}

/** Parameters are placed when the pipeline is compiled, so the file tells all of their uses. */
function inputsOf(tree: YamlTree, top: YamlNode): WorkflowInput[] {
  const { text } = tree;
  if (
    /\$\{\{\s{0,9}(?:parameters\s{0,9}\}\}|convertToJson\(\s{0,9}parameters\s{0,9}\)|each \w{1,60} in parameters\s{0,9}\}\})/.test(
      text,
    )
  )
    return [];
  const list = get(tree, top, "parameters");
  const named = isMapping(list)
    ? [...entries(tree, list)].map(({ key }) => key)
    : [...items(tree, list)].flatMap((item) => {
        const name = get(tree, item, "name");
        const value = scalarText(name);
        return name && value ? [{ value, ...spanOf(name) }] : [];
      });
  return named.map((name) => {
    const escaped = name.value.replace(/[^\w]/g, "\\$&");
    const match = new RegExp(`parameters(?:\\.${escaped}(?![\\w-])|\\[\\s{0,5}['"]${escaped}['"])`, "i").exec(text);
    const used = match ? { used: { start: match.index, end: match.index + match[0].length } } : {};
    return { name, noun: "parameter", ...used, repairs: [] };
  });
}

function danglingOf(job: AzureJob, jobs: readonly AzureJob[], tree: YamlTree) {
  // Templates bring jobs that nobody here can see.
  if (/^\s{0,40}(?:- )?template:|\$\{\{/m.test(tree.text)) return [];
  const among = jobs.filter(({ stage }) => stage === job.stage).map(({ name }) => name.value);
  return job.dependsOn.flatMap(({ value, start, end }) =>
    among.includes(value) || value.includes("$")
      ? []
      : [
          {
            subject: job.name,
            noun: "job",
            wanted: value,
            why: "no job of this stage has that name",
            among,
            start,
            end,
          },
        ],
  );
}
