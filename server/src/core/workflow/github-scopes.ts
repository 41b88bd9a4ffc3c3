// Where the expressions of a GitHub Actions document stand, and so which jobs, steps and values they can see.
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
import { type PlacedReference, referencesUnder, type Walked } from "./github-expressions.ts";
import { isNever, stepSubject } from "./github-jobs.ts";

/** A job as it is written, also one that a condition switches off. A composite action counts as one. */
export interface WrittenJob {
  readonly id: Sourced<string>;
  readonly map: YamlMap;
  readonly needs: readonly Sourced<string>[];
  /** Empty for a list of steps that an alias repeats. */
  readonly steps: readonly WrittenStep[];
  /** Where in `steps` each id stands first, ids in lower case. */
  readonly ids: ReadonlyMap<string, number>;
}

/** A step as it is written. */
export interface WrittenStep {
  readonly map: YamlMap;
  /** Its `id:`, empty when it has none. */
  readonly id: string;
  readonly subject: Sourced<string>;
}

/** An expression reads something. */
export interface Use {
  readonly reference: PlacedReference;
  /** The step, the job or the output of the workflow that it belongs to. */
  readonly subject: Sourced<string>;
  readonly job?: WrittenJob;
  /** How many steps of the job have ended when it is read, all of them outside the steps. */
  readonly ended: number;
}

/** The jobs of a workflow, or the one that a composite action stands for. */
export function writtenJobs(tree: YamlTree, top: YamlNode): WrittenJob[] {
  const runs = entry(tree, top, "runs");
  const action = runs && isMapping(runs.value) ? [{ key: runs.key, map: runs.value, prefix: "" }] : [];
  const jobs = [...entries(tree, get(tree, top, "jobs"))].flatMap(({ key, value }) =>
    isMapping(value) ? [{ key, map: value, prefix: key.value }] : [],
  );
  const seen = new Map<YamlNode, WrittenJob["ids"]>();
  return [...jobs, ...action].map(({ key, map, prefix }) => {
    const needs = get(tree, map, "needs");
    const list = get(tree, map, "steps");
    // Steps that an alias repeats belong to the job where they are written.
    const known = list && seen.get(list);
    const steps = known ? [] : writtenSteps(tree, list, prefix);
    const ids = known ?? idsOf(steps);
    if (list) seen.set(list, ids);
    return { id: key, map, steps, ids, needs: [needs, ...items(tree, needs)].flatMap(named) };
  });
}

function idsOf(steps: readonly WrittenStep[]): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  for (const [index, { id }] of steps.entries()) {
    const name = id.toLowerCase();
    if (name && !ids.has(name)) ids.set(name, index);
  }
  return ids;
}

function named(node: YamlNode | undefined): Sourced<string>[] {
  const value = scalarText(node);
  return node && value ? [{ value, ...spanOf(node) }] : [];
}

function writtenSteps(tree: YamlTree, list: YamlNode | undefined, job: string, prefix = ""): WrittenStep[] {
  return [...items(tree, list)].flatMap((map, index) => {
    if (!isMapping(map)) return [];
    const parallel = prefix ? undefined : get(tree, map, "parallel");
    if (parallel) return writtenSteps(tree, parallel, job, `${index}.`);
    const [first] = entries(tree, map);
    const { start } = spanOf(map);
    const value = stepSubject(tree, map, job, `${prefix}${index}`);
    const subject = { value, start: first?.key.start ?? start, end: first?.key.end ?? start };
    return [{ map, id: scalarText(get(tree, map, "id")) ?? "", subject }];
  });
}

/**
 * What all expressions of a document read, but for jobs and steps that are switched off. One that an alias repeats counts
 * where it was written first.
 */
export function* usesOf(tree: YamlTree, top: YamlNode, jobs: readonly WrittenJob[]): Iterable<Use> {
  const walked: Walked = new Set();
  for (const job of jobs) {
    if (isNever(tree, job.map)) walked.add(job.map);
    if (walked.has(job.map)) continue;
    for (const [index, step] of job.steps.entries()) {
      if (isNever(tree, step.map)) walked.add(step.map);
      for (const reference of referencesUnder(tree, step.map, walked)) {
        yield { reference, subject: step.subject, job, ended: index };
      }
    }
    for (const { key, value } of entries(tree, job.map)) {
      for (const reference of referencesUnder(tree, value, walked, key.value)) {
        yield { reference, subject: job.id, job, ended: Number.POSITIVE_INFINITY };
      }
    }
  }
  // The outputs of an action read its steps, those of a workflow its jobs.
  const action = isMapping(get(tree, top, "runs")) ? jobs[0] : undefined;
  for (const { key, value } of entries(tree, top)) {
    for (const reference of referencesUnder(tree, value, walked)) {
      yield { reference, subject: key, ended: Number.POSITIVE_INFINITY, ...(action && { job: action }) };
    }
  }
}
