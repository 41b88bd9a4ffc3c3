// In which order the jobs of a GitLab CI file run, how many side by side, and which of them are named and not there.
// Source: GitLab documentation, "CI/CD YAML syntax reference", `stages`, `needs`, `parallel`.
import type { Crew, Dangling, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  scalarText,
  scalarValue,
  spanOf,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { runsAgent } from "./gitlab-guards.ts";
import type { GitLabFile, GitLabJob } from "./gitlab-jobs.ts";

interface Need {
  readonly to: string;
  /** Left out where it stands in another file. */
  readonly at?: Sourced<string>;
  readonly optional: boolean;
}

/** The jobs of the same pipeline that a job names in `needs`. */
function needsOf(tree: YamlTree, { find }: GitLabJob): Need[] {
  const needs = find("needs");
  if (!needs) return [];
  return [...items(needs.tree, needs.node)].flatMap((need) => {
    const job = isMapping(need) ? get(needs.tree, need, "job") : need;
    const to = scalarText(job);
    const elsewhere = isMapping(need) && ["project", "pipeline"].some((key) => entry(needs.tree, need, key));
    const optional = isMapping(need) && scalarText(get(needs.tree, need, "optional")) === "true";
    if (!job || !to || elsewhere) return [];
    return [{ to, optional, ...(needs.tree === tree && { at: { value: to, ...spanOf(job) } }) }];
  });
}

// Each job of a stage waits for each of the one before: of larger stages the order alone counts.
const MAX_STAGE = 60;

/** What a job waits for: what it needs, or all jobs of the last stage before its own that has any. */
export function afterOf(job: GitLabJob, { tree, jobs, stages }: GitLabFile): WorkflowNode["after"] {
  if (job.hidden) return [];
  if (job.find("needs")) return needsOf(tree, job).map(({ to, at }) => ({ to, ...(at && { at }) }));
  const at = stages.indexOf(job.stage);
  for (const stage of stages.slice(0, Math.max(0, at)).toReversed()) {
    const before = jobs.filter((other) => !other.hidden && other.stage === stage);
    if (before.length > 0) return before.slice(0, MAX_STAGE).map(({ name }) => ({ to: name.value }));
  }
  return [];
}

/** `parallel: 5`, or the product of the lists of each row of a matrix. */
export function widthOf({ find }: GitLabJob): number | "dynamic" | undefined {
  const parallel = find("parallel");
  if (!parallel) return undefined;
  const { tree, node } = parallel;
  const count = scalarValue(node);
  if (typeof count === "number") return count;
  const rows = [...items(tree, get(tree, node, "matrix"))];
  if (rows.length === 0) return "dynamic";
  const lengths = rows.map((row) =>
    [...entries(tree, row)].map(({ value }) => Math.max(1, [...items(tree, value)].length)),
  );
  return lengths.reduce((sum, row) => sum + row.reduce((product, length) => product * length, 1), 0);
}

/** Agents of one stage, or that need the same jobs, start together; a job that comes after them can join their work. */
export function crewsOf(file: GitLabFile): Crew[] {
  const jobs = file.jobs.filter(({ hidden }) => !hidden);
  const after = new Map(jobs.map((job) => [job, afterOf(job, file).map(({ to }) => to)]));
  const waves = new Map<string, GitLabJob[]>();
  for (const job of jobs) {
    if (!runsAgent(job)) continue;
    const before = after.get(job) ?? [];
    const key = job.find("needs") ? before.toSorted().join("\n") : `${job.stage}\n`;
    waves.set(key, [...(waves.get(key) ?? []), job]);
  }
  return [...waves.values()].flatMap((wave) => {
    const [first] = wave;
    // Jobs of one group take turns.
    const groups = new Set(wave.map(({ find }) => scalarText(find("resource_group")?.node)).filter((name) => name));
    const free = wave.filter(({ find }) => !find("resource_group")).map((job) => widthOf(job) ?? 1);
    if (!first || free.includes("dynamic")) return [];
    const size = free.reduce<number>((sum, width) => sum + (width === "dynamic" ? 0 : width), groups.size);
    const names = new Set(wave.map(({ name }) => name.value));
    const next = jobs.find((job) => !names.has(job.name.value) && after.get(job)?.some((to) => names.has(to)));
    const { start } = first.name;
    return [{ subject: first.name, size, ...(next && { coordinator: next.name }), start, end: spanOf(first.map).end }];
  });
}

/**
 * Names of jobs, templates and stages that are nowhere. A part of a pipeline, and one with parts that nobody here can read,
 * may name what stands elsewhere.
 */
export function danglingOf({ tree, jobs, known, templates, declared, open, isEntry }: GitLabFile): Dangling[] {
  if (open || !isEntry) return [];
  return jobs.flatMap((job) => {
    const { name: subject, map, hidden } = job;
    const found: Dangling[] = [];
    for (const { to, at, optional } of hidden ? [] : needsOf(tree, job)) {
      if (!at || optional || known.has(to) || /[$:]/.test(to)) continue;
      const why = templates.includes(to) ? "that is a template, which never runs" : "no job has that name";
      found.push({ ...at, subject, noun: "job", wanted: to, why, among: [...known.keys()] });
    }
    for (const template of namesIn(tree, job)) {
      if (templates.includes(template.value) || template.value.includes("$")) continue;
      found.push({
        ...template,
        subject,
        noun: "template",
        wanted: template.value,
        why: "neither a job nor a template has that name",
        among: templates,
      });
    }
    const stage = get(tree, map, "stage");
    const wanted = scalarText(stage);
    if (stage && wanted && declared && !hidden && !/^\.(?:pre|post)$|\$/.test(wanted) && !declared.includes(wanted)) {
      const why = "the list of stages has none of that name, so GitLab refuses the pipeline";
      found.push({ ...spanOf(stage), subject, noun: "stage", wanted, why, among: declared });
    }
    return found;
  });
}

/** The templates that a job names in `extends`. */
function namesIn(tree: YamlTree, { map }: GitLabJob): Sourced<string>[] {
  const list = get(tree, map, "extends");
  return (list ? [list, ...items(tree, list)] : []).flatMap((item) => {
    const value = scalarText(item);
    return value ? [{ value, ...spanOf(item) }] : [];
  });
}
