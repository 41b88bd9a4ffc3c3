import { dialect } from "../dialect.ts";
import type { Edit } from "../finding.ts";
import type { Repair, WorkflowInput, WorkflowNode } from "../model.ts";
import { entries, entry, get, isFlow, isMapping, root, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineStart, nextLine, type Span } from "../text.ts";
import { idleGuardsOf, swallowsOf } from "../workflow/gitlab-failures.ts";
import { gitlabBody, readSources } from "../workflow/gitlab-files.ts";
import { callsOf, gateOf, isManual, isNever, riskOf, timeoutOf, unsafeRetriesOf } from "../workflow/gitlab-guards.ts";
import { type GitLabFile, type GitLabJob, readJobs } from "../workflow/gitlab-jobs.ts";
import { afterOf, crewsOf, danglingOf, widthOf } from "../workflow/gitlab-order.ts";
import { supersedingOf } from "../workflow/gitlab-superseding.ts";
import { effectsBehindAgent } from "../workflow/script-effects.ts";
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

  mention: /^[ \t]+(?:script|trigger|extends|stage)[ \t]*:/m,

  claim(tree, { path }, byPath) {
    const top = gitlabBody(tree);
    if (byPath) return isMapping(top) || tree.errors.length > 0 ? 1 : 0;
    // CircleCI, Travis and GitHub have scripts below keys of their own.
    if (FOREIGN.some((key) => entry(tree, top, key))) return 0;
    const inFolder = /(?:^|\/)\.?gitlab(?:-ci)?(?:\.d)?\//.test(path);
    const work = inFolder ? ["script", "trigger", "extends"] : ["script"];
    const isOurs = [...entries(tree, top)].some(
      ({ key, value }) =>
        isMapping(value) &&
        work.some((one) => entry(tree, value, one)) &&
        (inFolder || key.value.startsWith(".") || MARKS.some((mark) => entry(tree, value, mark))),
    );
    return isOurs ? 0.6 : 0;
  },

  *lower(tree, { path }, { around }) {
    const top = gitlabBody(tree);
    const sources = readSources(tree, path, around);
    const file = readJobs(sources);
    if (!top || !file) return;
    const { jobs } = file;
    // A template with a script is judged where the script stands; one without is only a part of those that extend it.
    const judged = jobs.filter((job) => !isNever(job));
    const nodes = judged.filter(({ hidden, scripts }) => !hidden || scripts.length > 0);
    const superseding = supersedingOf(sources, top, judged);
    yield workflow("gitlab-ci", spanOf(top), {
      ...(superseding && { superseding }),
      nodes: nodes.map((job) => toNode(tree, job, file)),
      crews: crewsOf({ ...file, jobs: judged }),
      swallows: judged.flatMap((job) => swallowsOf(tree, job)),
      idleGuards: idleGuardsOf(tree, top, file),
      inputs: inputsOf(tree),
      dangling: danglingOf(file),
      unsafeRetries: judged.flatMap(unsafeRetriesOf),
      links: sources.includes.filter(({ value }) => around.exists(value)),
    });
  },
});

const FOREIGN = ["jobs", "on", "pipelines", "language", "steps", "version", "apiVersion"];
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

function toNode(tree: YamlTree, job: GitLabJob, file: GitLabFile): WorkflowNode {
  const { name, map, hidden, find } = job;
  const risk = riskOf(job);
  const width = widthOf(job);
  const gate = gateOf(job);
  const timeout = timeoutOf(tree, job, risk);
  const turns = job.scripts.map(turnsIn).find((guard) => guard !== undefined);
  // A limit on the time bounds an agent as well; what uses a template may have one.
  const bounded = timeout.state === "present" || timeout.state === "inherited" || hidden;
  const effects = gate?.value === "human" || isAsked(job) ? [] : effectsBehindAgent(job.scripts);
  return workflowNode({
    id: name.value,
    name,
    kind: find("trigger") ? "call" : risk === "agent" ? "agent" : "job",
    risk,
    timeout,
    platformLimit: 60,
    calls: callsOf(tree, job),
    after: afterOf(job, file),
    ...(width !== undefined && { width }),
    ...(gate && { gate }),
    ...(turns && !bounded && { turns: timeout.state === "absent" ? turns : ({ state: "unsupported" } as const) }),
    ...(effects.length > 0 && { effects: effects.map((effect) => ({ ...effect, repairs: [...askFirst(tree, job)] })) }),
    start: name.start,
    end: spanOf(map).end,
  });
}

/** True for a job that somebody starts: by its button, in the browser, or with a tag. */
const isAsked = (job: GitLabJob): boolean =>
  isManual(job) ||
  ["rules", "only"].some((key) => {
    const found = job.find(key);
    const { start, end } = found ? spanOf(found.node) : { start: 0, end: 0 };
    return /"web"|'web'|\bweb\b|CI_COMMIT_TAG|\btags\b/.test(found?.tree.text.slice(start, end) ?? "");
  });

/** In rules a manual job waits for somebody, and all behind it wait with it. */
function* askFirst(tree: YamlTree, { map, find }: GitLabJob): Iterable<Repair> {
  if (["rules", "only", "except", "when"].some((key) => find(key))) return;
  const edit = insertEntry(tree, map, "rules:\n  - when: manual", "stage");
  if (edit) yield { title: "Wait for somebody to start it", edits: [edit] };
}

/** The inputs of the header are placed when the pipeline is compiled, so the file tells all of their uses. */
function inputsOf(tree: YamlTree): WorkflowInput[] {
  if (tree.documents.length < 2) return [];
  const inputs = get(tree, get(tree, root(tree), "spec"), "inputs");
  const all = [...entries(tree, inputs)];
  return all.map(({ key, value }, index) => {
    const name = key.value.replace(/[^\w-]/g, "\\$&");
    const use = new RegExp(`\\$\\[\\[\\s{0,9}inputs\\.${name}\\b(?!-)`).exec(tree.text);
    if (use)
      return { name: key, noun: "input", used: { start: use.index, end: use.index + use[0].length }, repairs: [] };
    const stop = all[index + 1]?.key.start ?? (value ? spanOf(value).end : key.end);
    const isBlock = isMapping(inputs) && !isFlow(inputs) && all.length > 1;
    const edits = isBlock ? [linesWithout(tree.text, key, stop)] : [];
    const title = `Remove the input "${key.value}"`;
    return { name: key, noun: "input", repairs: isBlock ? [{ title, edits }] : [] };
  });
}

/** Takes the lines from a key on away; the comments before the next one stay with that. */
function linesWithout(text: string, key: Span, stop: number): Edit {
  const start = lineStart(text, key.start);
  let end = nextLine(text, key.end);
  for (let at = end; at < stop; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    if (line.trim() && !/^\s{0,200}#/.test(line) && nextLine(text, at) <= Math.max(stop, end)) end = nextLine(text, at);
  }
  return { start, end, text: "" };
}
