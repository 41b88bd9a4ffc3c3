// The workflows of a CircleCI configuration: which jobs they run, and which wait for which.
import {
  entries,
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
import type { CircleConfig, Definition } from "./circleci-config.ts";
import { allEntries, find } from "./merge-keys.ts";

/** A workflow. */
export interface CircleWorkflow {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  readonly jobs: readonly WorkflowJob[];
  /** The jobs that a name may mean; see `namedBy`. */
  readonly named: Map<string, WorkflowJob[]>;
}

/** A job as a workflow runs it. */
export interface WorkflowJob {
  /** What it runs, as written: the name of a job, one of an orb, or of an approval. */
  readonly job: Sourced<string>;
  /** How the others call it: its `name`, else that of the job. */
  readonly name: Sourced<string>;
  readonly map: YamlNode | undefined;
  readonly definition: Definition | undefined;
  /** It waits for a person. Source: CircleCI's configuration reference, `type`. */
  readonly isApproval: boolean;
  readonly requires: readonly Requirement[];
  /** The values of its matrix by name; undefined without one. */
  readonly matrix: YamlNode | undefined;
  readonly end: number;
}

/** A job that another one waits for. */
export interface Requirement {
  readonly name: Sourced<string>;
  /** How it may have ended; empty for a success. */
  readonly statuses: readonly string[];
}

/** All workflows. */
export function readWorkflows(tree: YamlTree, config: CircleConfig): CircleWorkflow[] {
  const byName = new Map(config.jobs.map((job) => [job.name.value, job]));
  return [...entries(tree, get(tree, config.map, "workflows"))].flatMap(({ key, value }) => {
    if (!isMapping(value)) return [];
    const jobs = first(items(tree, find(tree, value, "jobs"))).flatMap((item) => readJob(tree, item, byName) ?? []);
    return [{ name: key, map: value, jobs, named: new Map() }];
  });
}

// Nobody runs more jobs by hand, but aliases may bring one ten thousand times.
const MAX_ITEMS = 1000;

function first<T>(all: Iterable<T>): T[] {
  const some: T[] = [];
  for (const item of all) if (some.push(item) >= MAX_ITEMS) break;
  return some;
}

/** `- test`, `- test: { … }`, `- node/test`. */
function readJob(tree: YamlTree, item: YamlNode, byName: ReadonlyMap<string, Definition>): WorkflowJob | undefined {
  const word = scalarText(item);
  const [named] = word ? [{ key: { value: word, ...spanOf(item) }, value: undefined }] : allEntries(tree, item);
  if (!named) return undefined;
  const { key, value } = named;
  const name = find(tree, value, "name");
  const text = scalarText(name);
  const definition = byName.get(key.value);
  const type = scalarText(find(tree, value, "type")) ?? scalarText(find(tree, definition?.map, "type"));
  return {
    job: key,
    name: name && text ? { value: text, ...spanOf(name) } : key,
    map: value,
    definition,
    isApproval: type === "approval",
    requires: first(requirements(tree, find(tree, value, "requires"))),
    matrix: find(tree, value, "matrix"),
    end: value ? spanOf(value).end : key.end,
  };
}

const STATUS = /^(?:success|failed|canceled|unauthorized|not_run|terminal)$/;

/** `- build` or `- build: [success, failed]`. Source: CircleCI's configuration reference, `requires`. */
function* requirements(tree: YamlTree, list: YamlNode | undefined): Iterable<Requirement> {
  for (const item of items(tree, list)) {
    const word = scalarText(item);
    if (word) yield { name: { value: word, ...spanOf(item) }, statuses: [] };
    for (const { key, value } of entries(tree, item)) {
      const statuses = [value, ...items(tree, value)].map(scalarText).filter((status) => status !== undefined);
      if (statuses.length > 0 && statuses.every((status) => STATUS.test(status))) yield { name: key, statuses };
    }
  }
}

/**
 * The jobs of a workflow that a name may mean: their own names, those that CircleCI makes for several of one job, and for
 * each run of a matrix. Source: CircleCI's configuration reference, `name`, `matrix` and `alias`.
 */
export function namedBy(tree: YamlTree, { jobs, named }: CircleWorkflow, wanted: string): WorkflowJob[] {
  const earlier = named.get(wanted);
  if (earlier) return earlier;
  const exact = jobs.filter(({ job, name }) => name.value === wanted || job.value === wanted);
  const found = exact.length > 0 ? exact : jobs.filter((job) => mayBeCalled(tree, job, wanted));
  named.set(wanted, found);
  return found;
}

function mayBeCalled(tree: YamlTree, { job, name, matrix }: WorkflowJob, wanted: string): boolean {
  if (fitsTemplate(name.value, wanted)) return true;
  const bases = [name.value, job.value, scalarText(get(tree, matrix, "alias"))];
  return bases.some((base) => {
    if (!base || !wanted.startsWith(base)) return false;
    const rest = wanted.slice(base.length);
    return matrix ? rest === "" || rest.startsWith("-") : /^-\d{1,4}$/.test(rest);
  });
}

/** `test-<< matrix.os >>` stands for `test-linux`. */
function fitsTemplate(template: string, wanted: string): boolean {
  const parts = template.split(/<<[^<>]{1,200}>>/);
  const [head = "", ...rest] = parts;
  const tail = rest.pop();
  if (tail === undefined || !wanted.startsWith(head) || !wanted.endsWith(tail)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = wanted.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + tail.length <= wanted.length;
}

/** How many of a job run side by side: the product of its matrix without what is left out. */
export function widthOf(tree: YamlTree, { matrix }: WorkflowJob): number | "dynamic" {
  if (!matrix) return 1;
  let product = 1;
  for (const { value } of allEntries(tree, get(tree, matrix, "parameters"))) {
    const count = [...items(tree, value)].length;
    // An expression may be any list.
    if (count === 0) return "dynamic";
    product *= count;
  }
  const left = product - [...items(tree, get(tree, matrix, "exclude"))].length;
  return left > 0 ? left : "dynamic";
}
