import { dialect } from "../dialect.ts";
import type { Repair, SideEffect, WorkflowInput, WorkflowNode } from "../model.ts";
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
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { removeItem } from "../syntax/yaml-places.ts";
import { lineStart, nextLine, type Sourced, type Span } from "../text.ts";
import { danglingOf } from "../workflow/azure-dangling.ts";
import { idleGuardsOf, swallowsOf } from "../workflow/azure-failures.ts";
import { callsOf, gateOf, platformLimit, riskOf, timeoutOf, unsafeRetriesOf } from "../workflow/azure-guards.ts";
import { type AzureFile, type AzureJob, azureItems, readAzure } from "../workflow/azure-jobs.ts";
import { afterOf, crewsOf, idOf, widthOf } from "../workflow/azure-order.ts";
import { stepTemplates, templatePath, type WithTemplates } from "../workflow/azure-templates.ts";
import { commentAbove } from "../workflow/excuses.ts";
import { effectsBehindAgent } from "../workflow/script-effects.ts";
import { turnsIn } from "../workflow/turns.ts";
import { workflow, workflowNode } from "../workflow/workflow.ts";

// Source: MicrosoftDocs, "YAML schema reference for Azure Pipelines".
export default dialect({
  id: "azure-pipelines",
  title: "Azure pipeline",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/{.,}azure-pipelines*.{yml,yaml}", "**/.vsts*.{yml,yaml}"],
  elsewhere: ["**/*.{yml,yaml}"],

  mention: /^[ \t]*(?:stages|jobs|steps|extends)[ \t]*:/m,

  claim(tree, { path }, byPath) {
    const top = root(tree);
    if (!isMapping(top) || FOREIGN.some((key) => entry(tree, top, key))) return 0;
    const lists = ["stages", "jobs", "steps"].filter((key) => isSequence(get(tree, top, key)));
    const all = lists.flatMap((key) => [...azureItems(tree, get(tree, top, key))]);
    const isOurs = all.some((item) => MARKS.some((mark) => entry(tree, item, mark)));
    const given = scalarText(get(tree, get(tree, top, "extends"), "template")) !== undefined;
    if (byPath) return isOurs || given || lists.length > 0 ? 1 : 0;
    const telling = TELLING.some((key) => entry(tree, top, key));
    if (given && telling) return 0.7;
    const inFolder = /(?:^|\/)\.?(?:azure-pipelines|pipelines|azuredevops|ado)\//i.test(path);
    return isOurs && (inFolder || telling || all.some((item) => isUnique(tree, item))) ? 0.7 : 0;
  },

  *lower(tree, { path }, { around }) {
    const top = root(tree);
    if (!top) return;
    const file = readAzure(tree);
    const { jobs } = file;
    const withTemplates = stepTemplates(path, around);
    const isAgent = ({ steps }: AzureJob) => withTemplates(steps).some(({ agents }) => agents.length > 0);
    const steps = jobs.flatMap((job) => (job.server ? [] : job.steps));
    yield workflow("azure-pipelines", spanOf(top), {
      nodes: jobs.map((job) => toNode(tree, job, file, withTemplates)),
      crews: crewsOf(tree, file, isAgent),
      swallows: jobs.flatMap((job) => swallowsOf(tree, job)),
      idleGuards: jobs.flatMap((job) => idleGuardsOf(tree, job)),
      inputs: inputsOf(tree, top),
      dangling: danglingOf(tree, file),
      unsafeRetries: steps.flatMap((step) => unsafeRetriesOf(tree, step)),
      links: templatesOf(tree).flatMap(({ value, start, end }) => {
        const named = templatePath(value, path, around);
        return named !== undefined && around.exists(named) ? [{ value: named, start, end }] : [];
      }),
    });
  },
});

/** Keys of formats that have `jobs` or `steps` as well: GitHub Actions, Kubernetes and what is built on it, CircleCI. */
const FOREIGN = ["on", "runs", "apiVersion", "orbs"];
const TELLING = ["trigger", "pr", "schedules", "pool", "resources", "parameters"];
const MARKS = ["stage", "job", "deployment", "task", "template", "script", "bash", "pwsh", "powershell", "checkout"];

/** True for an entry that no other format has: a job by that key, a task with its version, a template in a YAML file. */
function isUnique(tree: YamlTree, item: YamlNode): boolean {
  const isJob = ["job", "deployment", "stage"].some((key) => entry(tree, item, key));
  if (isJob && ["steps", "pool", "strategy", "jobs", "dependsOn"].some((key) => entry(tree, item, key))) return true;
  if (/\.ya?ml(?:@\w+)?$/.test(scalarText(get(tree, item, "template")) ?? "")) return true;
  return /^[\w.-]+@\d{1,3}$/.test(scalarText(get(tree, item, "task")) ?? "");
}

function toNode(tree: YamlTree, job: AzureJob, file: AzureFile, withTemplates: WithTemplates): WorkflowNode {
  const { name, map, steps, server } = job;
  const risk = server ? "local" : riskOf(tree, job, withTemplates(steps));
  const timeout = timeoutOf(tree, job, risk);
  const limit = platformLimit(tree, job);
  const gate = gateOf(tree, job);
  const width = widthOf(tree, map);
  const turns = steps.map(({ script }) => turnsIn(script)).find((guard) => guard !== undefined);
  const effects = risk === "agent" ? effectsOf(job, file) : [];
  return workflowNode({
    id: idOf(job),
    name,
    kind: risk === "agent" ? "agent" : "job",
    risk,
    timeout,
    ...(limit !== undefined && { platformLimit: limit }),
    calls: server ? [] : steps.flatMap((step) => callsOf(tree, step)),
    after: afterOf(job, file),
    ...(width !== undefined && { width }),
    ...(gate && { gate }),
    ...(turns && timeout.state === "absent" && { turns }),
    ...(effects.length > 0 && { effects }),
    start: name.start,
    end: map ? spanOf(map).end : name.end,
  });
}

/** What a job does with the work of its agent; the reviewers of an environment, or whoever validates before it, agree first. */
function effectsOf(job: AzureJob, file: AzureFile): SideEffect[] {
  const isAsked =
    job.deployment || file.jobs.some(({ steps }) => steps.some(({ task }) => task === "ManualValidation"));
  return isAsked ? [] : effectsBehindAgent(job.steps.flatMap(({ script }) => script ?? []));
}

/** All templates that a document names. */
function templatesOf(tree: YamlTree): Sourced<string>[] {
  return [...tree.text.matchAll(/^[ \t-]{0,200}template:[ \t]{1,20}(['"]?)([\w./@-]{1,300})\1[ \t]*\r?$/gm)].map(
    ({ 0: line, 2: value = "", index }) => {
      const start = index + line.lastIndexOf(value);
      return { value, start, end: start + value.length };
    },
  );
}

/** What is said of a parameter that is kept for callers of old. */
const KEPT = /\b(?:unused|deprecated|obsolete|no longer|ignored|legacy|reserved|compat\w{0,12}|placeholder)\b/i;
/** Uses of all parameters at once. */
const WHOLE =
  /\$\{\{\s{0,9}(?:parameters\s{0,9}\}\}|convertToJson\(\s{0,9}parameters\s{0,9}\)|each \w{1,60} in parameters\s{0,9}\}\})/i;

/** Parameters are placed when the pipeline is compiled, so the file tells all of their uses. */
function inputsOf(tree: YamlTree, top: YamlNode): WorkflowInput[] {
  if (WHOLE.test(tree.text)) return [];
  const list = get(tree, top, "parameters");
  // Whoever uses a template passes its parameters; those of a pipeline are asked of the person who starts it.
  const isPipeline = ["trigger", "pr", "schedules"].some((key) => entry(tree, top, key));
  const removal = ({ value, start }: Sourced<string>): Repair[] => {
    const item = [...items(tree, list)].find((one) => spanOf(one).start <= start && start < spanOf(one).end);
    const edit = isPipeline && item ? removeItem(tree, list, item) : undefined;
    return edit ? [{ title: `Remove the parameter "${value}"`, edits: [edit] }] : [];
  };
  return parametersOf(tree, list).flatMap(({ name, text }) => {
    if (KEPT.test(text)) return [];
    const escaped = name.value.replace(/[^\w]/g, "\\$&");
    const use = new RegExp(`parameters(?:\\.${escaped}(?![\\w-])|\\[\\s{0,5}['"]${escaped}['"])`, "i").exec(tree.text);
    const used = use && { used: { start: use.index, end: use.index + use[0].length } };
    return [{ name, noun: "parameter", ...used, repairs: used ? [] : removal(name) }];
  });
}

/** The parameters, with what is written about each: a list, or the mapping that templates have. */
function parametersOf(tree: YamlTree, list: YamlNode | undefined): { name: Sourced<string>; text: string }[] {
  const { text } = tree;
  const about = ({ start, end }: Span): string => {
    const above = commentAbove(text, start, () => true)?.value ?? "";
    return `${above} ${text.slice(lineStart(text, start), nextLine(text, end - 1)).slice(0, MAX_TEXT)}`;
  };
  if (isMapping(list))
    return [...entries(tree, list)].map(({ key, value }) => ({
      name: key,
      text: about({ start: key.start, end: value ? spanOf(value).end : key.end }),
    }));
  return [...items(tree, list)].flatMap((item) => {
    const name = get(tree, item, "name");
    const value = scalarText(name);
    return name && value ? [{ name: { value, ...spanOf(name) }, text: about(spanOf(item)) }] : [];
  });
}

// Longer ones hold data.
const MAX_TEXT = 2000;
