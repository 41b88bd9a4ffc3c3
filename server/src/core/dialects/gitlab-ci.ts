import { dialect } from "../dialect.ts";
import type { Crew, Dangling, Guard, IdleGuard, RemoteCall, Swallow, WorkflowInput, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { commentAbove, saysFirm, saysOptional, saysReason } from "../workflow/excuses.ts";
import { type GitLabFile, type GitLabJob, gitlabBody, hasScript, readGitLab } from "../workflow/gitlab-jobs.ts";
import { swallowsIn } from "../workflow/script-failures.ts";
import { agentsIn, callsIn } from "../workflow/scripts.ts";
import { turnsIn } from "../workflow/turns.ts";
import { workflow, workflowNode } from "../workflow/workflow.ts";

// Source: GitLab documentation, "CI/CD YAML syntax reference".
export default dialect({
  id: "gitlab-ci",
  title: "GitLab CI pipeline",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/.gitlab-ci.{yml,yaml}", "**/*.gitlab-ci.{yml,yaml}"],
  elsewhere: ["**/*.{yml,yaml}"],

  claim(tree, _, byPath) {
    const top = gitlabBody(tree);
    if (byPath) return isMapping(top) || tree.errors.length > 0 ? 1 : 0;
    const jobs = [...entries(tree, top)].filter(({ value }) => isMapping(value) && entry(tree, value, "script"));
    const isOne = jobs.some(
      ({ key, value }) => key.value.startsWith(".") || MARKS.some((mark) => entry(tree, value, mark)),
    );
    // CircleCI, Travis and GitHub have scripts below keys of their own.
    const isOther = ["jobs", "on", "pipelines", "language", "steps", "version", "apiVersion"].some((key) =>
      entry(tree, top, key),
    );
    return isOne && !isOther ? 0.6 : 0;
  },

  *lower(tree, _, { around }) {
    const top = gitlabBody(tree);
    if (!top) return;
    const file = readGitLab(tree, around);
    // A template with a script is judged where the script stands; one without is only a part of those that extend it.
    const judged = file.jobs.filter((job) => (!job.hidden || job.scripts.length > 0) && !isNever(job));
    const running = file.jobs.filter(({ hidden }) => !hidden);
    yield workflow("gitlab-ci", spanOf(top), {
      nodes: judged.map((job) => toNode(tree, job, file)),
      crews: crewsOf(tree, running, file),
      swallows: judged.flatMap((job) => swallowsOf(tree, job)),
      idleGuards: idleGuardsOf(tree, top, running, file),
      inputs: inputsOf(tree),
      dangling: file.open ? [] : danglingOf(tree, running),
      links: file.includes.filter(({ value }) => around.exists(value)),
    });
  },
});

/** Keys that only jobs of GitLab have beside `script`. */
const MARKS = [
  "stage",
  "rules",
  "only",
  "except",
  "extends",
  "before_script",
  "allow_failure",
  "artifacts",
  "dependencies",
  "tags",
];

/** `when: never`, alone, or as the only rule. */
function isNever({ find }: GitLabJob): boolean {
  const when = find("when");
  const rules = find("rules");
  const list = rules ? [...items(rules.tree, rules.node)] : [];
  const never = (node: YamlNode) => rules !== undefined && scalarText(get(rules.tree, node, "when")) === "never";
  return (
    (when !== undefined && scalarText(when.node) === "never") ||
    (list.length === 1 && list.every((rule) => never(rule) && isMapping(rule) && rule.items.length === 1))
  );
}

const needsOf = (tree: YamlTree, { map }: GitLabJob) =>
  [...items(tree, get(tree, map, "needs"))].flatMap((need) => {
    const job = isMapping(need) ? get(tree, need, "job") : need;
    const to = scalarText(job);
    const elsewhere = isMapping(need) && ["project", "pipeline"].some((key) => entry(tree, need, key));
    const optional = isMapping(need) && scalarText(get(tree, need, "optional")) === "true";
    return job && to && !elsewhere ? [{ to, at: spanOf(job), optional }] : [];
  });

// Each job of a stage waits for each of the one before: of larger stages the order alone counts.
const MAX_STAGE = 60;

function afterOf(tree: YamlTree, job: GitLabJob, { jobs, stages }: GitLabFile): WorkflowNode["after"] {
  if (job.find("needs")) return needsOf(tree, job).map(({ to, at }) => ({ to, at }));
  const at = stages.indexOf(job.stage);
  for (const stage of stages.slice(0, Math.max(0, at)).toReversed()) {
    const before = jobs.filter((other) => !other.hidden && other.stage === stage);
    if (before.length > 0) return before.slice(0, MAX_STAGE).map(({ name }) => ({ to: name.value }));
  }
  return [];
}

/** `parallel: 5`, or the product of the lists of each row of a matrix. */
function widthOf({ find }: GitLabJob): number | "dynamic" | undefined {
  const parallel = find("parallel");
  if (!parallel) return undefined;
  const { tree, node } = parallel;
  const count = scalarValue(node);
  if (typeof count === "number") return count;
  const rows = [...items(tree, get(tree, node, "matrix"))];
  if (rows.length === 0) return "dynamic";
  return rows.reduce(
    (sum, row) =>
      sum +
      [...entries(tree, row)].reduce((product, { value }) => product * Math.max(1, [...items(tree, value)].length), 1),
    0,
  );
}

const DEPLOYS = /(?:^|[\W_])(?:deploy|publish|release|rollout|promote|production)/i;

function toNode(tree: YamlTree, job: GitLabJob, file: GitLabFile): WorkflowNode {
  const { name, map, scripts, find } = job;
  const calls = callsOf(tree, job);
  const agent = scripts.some((script) => agentsIn(script).length > 0);
  const deploys =
    hasScript(job) && (find("environment") !== undefined || DEPLOYS.test(job.stage) || DEPLOYS.test(name.value));
  const risk = agent ? "agent" : deploys || calls.some(({ effect }) => effect === "change") ? "network" : "local";
  const width = widthOf(job);
  const gate = gateOf(job);
  const turns = scripts.map(turnsIn).find((guard) => guard !== undefined);
  const timeout = timeoutOf(tree, job, risk);
  return workflowNode({
    id: name.value,
    name,
    kind: find("trigger") ? "call" : agent ? "agent" : "job",
    risk,
    timeout,
    platformLimit: 60,
    calls: calls.map(({ call }) => call),
    after: afterOf(tree, job, file),
    ...(width !== undefined && { width }),
    ...(gate && { gate }),
    ...(turns &&
      timeout.state !== "present" && {
        turns: timeout.state === "absent" ? turns : ({ state: "unsupported" } as const),
      }),
    start: name.start,
    end: spanOf(map).end,
  });
}

/**
 * The project's own limit, an hour unless somebody changed it, is enough for what builds and tests. What deploys or lets an
 * agent work should say how long it may take.
 */
function timeoutOf(tree: YamlTree, job: GitLabJob, risk: WorkflowNode["risk"]): Guard {
  const { find, name, map, hidden, open } = job;
  const own = find("timeout");
  if (own) {
    const place = own.own ? spanOf(own.node) : { start: name.start, end: name.end };
    return { state: own.own ? "present" : "inherited", value: scalarText(own.node) ?? "", ...place };
  }
  if (hidden || open || find("trigger") || !hasScript(job) || (risk !== "agent" && risk !== "network"))
    return { state: "unsupported" };
  const edit = insertEntry(tree, map, "timeout: {value}", "stage");
  return edit ? { state: "absent", slot: { edits: [edit], time: "30 minutes" } } : { state: "absent" };
}

function gateOf({ find, name }: GitLabJob): WorkflowNode["gate"] {
  const rules = find("rules");
  const manual =
    rules && [...items(rules.tree, rules.node)].some((rule) => scalarText(get(rules.tree, rule, "when")) === "manual");
  const when = find("when");
  const blocks = when && scalarText(when.node) === "manual" && scalarText(find("allow_failure")?.node) === "false";
  if (manual || blocks || find("environment")) return { value: "human", start: name.start, end: name.end };
  return /(?:^|[\W_])(?:test|lint|check|verify|validate)/i.test(name.value)
    ? { value: "check", start: name.start, end: name.end }
    : undefined;
}

/** The calls of a job. A `retry` of the job repeats all of them; two more tries are the most that GitLab allows. */
function callsOf(
  tree: YamlTree,
  { name, map, scripts, find, open }: GitLabJob,
): { call: RemoteCall; effect: string }[] {
  const retry = find("retry");
  const count = retry && (scalarText(retry.node) ?? scalarText(get(retry.tree, retry.node, "max")));
  const again = retry !== undefined && count !== "0";
  const edit = insertEntry(
    tree,
    map,
    "retry:\n  max: 2\n  when: [runner_system_failure, stuck_or_timeout_failure, script_failure]",
    "stage",
  );
  const variables = [get(tree, map, "variables"), get(tree, gitlabBody(tree), "variables")];
  const variable = (key: string) =>
    variables.map((node) => scalarText(get(tree, node, key))).find((value) => value !== undefined);
  return scripts.flatMap((script) =>
    [...callsIn(script, { subject: name, rewritable: false, variable, localCluster: false })].map(
      ({ call, effect }) => {
        const { start, end } = call;
        const guard = (): Guard => {
          if (again) return { state: "inherited", value: `retry: ${count ?? ""}`, start: name.start, end: name.end };
          if (call.retry.state !== "absent" || open)
            return open && call.retry.state === "absent" && find("extends") && !call.tool
              ? { state: "unsupported" }
              : call.retry;
          return call.retry.slot ? call.retry : { state: "absent", ...(edit && { slot: { edits: [edit] } }) };
        };
        return { call: { ...call, start, end, retry: guard() }, effect };
      },
    ),
  );
}

function swallowsOf(tree: YamlTree, job: GitLabJob): Swallow[] {
  const { name, map, scripts } = job;
  const inScripts = scripts.flatMap((script) =>
    swallowsIn(script, { subject: name, flags: { errexit: true, pipefail: true } }),
  );
  const allowed = entry(tree, map, "allow_failure");
  const manual = scalarText(job.find("when")?.node) === "manual";
  if (!allowed?.value || scalarText(allowed.value) !== "true" || manual) return inScripts;
  const comment = commentAbove(tree.text, allowed.key.start) ?? commentAbove(tree.text, name.start);
  const explained = comment && (saysFirm(comment.value) || saysReason(comment.value));
  if (saysOptional(name.value.replace(/[._-]+/g, " ")) || explained) return inScripts;
  const { start } = allowed.key;
  const end = spanOf(allowed.value).end;
  const effect = "the pipeline goes on, and is green but for a small mark, when this job fails";
  const edits = [{ start: spanOf(allowed.value).start, end, text: "false" }];
  const repairs = [{ title: "Let it fail the pipeline", edits }];
  return [{ subject: name, words: "allow_failure: true", effect, repairs, start, end }, ...inScripts];
}

const APPROVES = /approv|confirm|gate|hold|sign-?off|review/i;

function idleGuardsOf(tree: YamlTree, top: YamlNode, jobs: readonly GitLabJob[], { stages }: GitLabFile): IdleGuard[] {
  const found: IdleGuard[] = [];
  const timeout = entry(tree, get(tree, top, "default"), "timeout");
  if (timeout) {
    const why = "GitLab accepts a timeout there, and does not use it (issue 213634)";
    found.push({
      subject: timeout.key,
      words: "default: timeout",
      why,
      instead: "give each job its own timeout",
      repairs: [],
      start: timeout.key.start,
      end: timeout.key.end,
    });
  }
  for (const { name, map, stage, find } of jobs) {
    const when = entry(tree, map, "when");
    const waits = jobs.some((other) => stages.indexOf(other.stage) > stages.indexOf(stage));
    if (
      !when?.value ||
      scalarText(when.value) !== "manual" ||
      find("allow_failure") ||
      !APPROVES.test(`${name.value} ${stage}`) ||
      !waits
    )
      continue;
    const edit = insertEntry(tree, map, "allow_failure: false", "when");
    found.push({
      subject: name,
      words: "when: manual",
      why: "outside of rules it allows the job to fail, so the later stages do not wait for anybody",
      instead: "add allow_failure: false",
      repairs: edit ? [{ title: "Wait for it", edits: [edit] }] : [],
      start: when.key.start,
      end: spanOf(when.value).end,
    });
  }
  return found;
}

/** Agents of one stage, or that need the same jobs, start together; a job that comes after them can join their work. */
function crewsOf(tree: YamlTree, jobs: readonly GitLabJob[], file: GitLabFile): Crew[] {
  const waves = new Map<string, GitLabJob[]>();
  for (const job of jobs) {
    if (!job.scripts.some((script) => agentsIn(script).length > 0)) continue;
    const key =
      afterOf(tree, job, file)
        .map(({ to }) => to)
        .toSorted()
        .join("\n") + (job.find("needs") ? "" : `\n${job.stage}`);
    waves.set(key, [...(waves.get(key) ?? []), job]);
  }
  return [...waves.values()].flatMap((wave) => {
    const [first] = wave;
    const sizes = wave.map((job) => (job.find("resource_group") ? 1 : (widthOf(job) ?? 1)));
    if (!first || sizes.includes("dynamic")) return [];
    const size = sizes.reduce<number>((sum, width) => sum + (width === "dynamic" ? 0 : width), 0);
    const names = new Set(wave.map(({ name }) => name.value));
    const next = jobs.find(
      (job) => !names.has(job.name.value) && afterOf(tree, job, file).some(({ to }) => names.has(to)),
    );
    return [
      {
        subject: first.name,
        size,
        ...(next && { coordinator: next.name }),
        start: first.name.start,
        end: spanOf(first.map).end,
      },
    ];
  });
}

function inputsOf(tree: YamlTree): WorkflowInput[] {
  const header = root(tree);
  const inputs = get(tree, get(tree, header, "spec"), "inputs");
  if (tree.documents.length < 2) return [];
  return [...entries(tree, inputs)].map(({ key }) => {
    const match = new RegExp(`\\$\\[\\[\\s{0,9}inputs\\.${key.value.replace(/[^\w-]/g, "\\$&")}\\b(?!-)`).exec(
      tree.text,
    );
    const used = match ? { used: { start: match.index, end: match.index + match[0].length } } : {};
    return { name: key, noun: "input", ...used, repairs: [] };
  });
}

function danglingOf(tree: YamlTree, jobs: readonly GitLabJob[]): Dangling[] {
  const names = jobs.map(({ name }) => name.value);
  return jobs.flatMap((job) =>
    needsOf(tree, job).flatMap(({ to, at, optional }) =>
      optional || names.includes(to) || /[$:]/.test(to)
        ? []
        : [{ subject: job.name, noun: "job", wanted: to, why: "no job has that name", among: names, ...at }],
    ),
  );
}
