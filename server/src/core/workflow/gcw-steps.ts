// The steps of a workflow of Google Cloud Workflows.
import { groupBy } from "../groups.ts";
import {
  type Entry,
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

/** `main`, or a subworkflow. */
export interface Routine {
  readonly name: string;
  /** Undefined where the file is but a list of steps. */
  readonly key: Sourced<string> | undefined;
  readonly node: YamlNode;
  readonly params: readonly Sourced<string>[];
  /** Those around others first. */
  readonly steps: readonly Step[];
  /** By their names; of equals the first. */
  readonly byName: ReadonlyMap<string, Step>;
  /** By the list they stand in. */
  readonly byList: ReadonlyMap<YamlNode, readonly Step[]>;
  /** The step behind each in its list. */
  readonly behind: ReadonlyMap<Step, Step>;
}

/** One step. */
export interface Step {
  readonly id: string;
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  readonly around: Step | undefined;
  /** What it is a part of there: its own list of steps, a branch, the steps that may fail, those for when they have. */
  readonly part: "steps" | "branch" | "loop" | "try" | "except";
  /** Steps of one list run one after another. */
  readonly list: YamlNode;
  /** The mapping with the call, which may stand right below `try`. */
  readonly body: YamlMap;
  readonly call: Sourced<string> | undefined;
}

/**
 * The routines of the file; none where it is of another kind. A file that is a list looks like a playbook of Ansible, so two
 * of its steps must do something. Source: "Syntax overview" in the documentation of Google Cloud Workflows.
 */
export function routinesOf(tree: YamlTree, byPath: boolean): Routine[] {
  const top = root(tree);
  if (isSequence(top)) {
    const acting = [...items(tree, top)].filter((item) => isStep(tree, item, ACTS)).length;
    return top && acting >= (byPath ? 1 : 2) ? [routine(tree, "main", undefined, top)] : [];
  }
  if (!isMapping(top)) return [];
  const all = [...entries(tree, top)];
  const main = all.find(({ key }) => key.value === "main");
  const steps = main && stepsOf(tree, main.value);
  if (!steps || ![...items(tree, steps)].some((item) => isStep(tree, item, byPath ? KEYS : DOES))) return [];
  return all.flatMap(({ key, value }) => (value && stepsOf(tree, value) ? [routine(tree, key.value, key, value)] : []));
}

const stepsOf = (tree: YamlTree, node: YamlNode | undefined): YamlNode | undefined => {
  const list = isSequence(node) ? node : get(tree, node, "steps");
  return isSequence(list) ? list : undefined;
};

const ACTS: ReadonlySet<string> = new Set(["call", "assign", "switch", "parallel", "try", "return"]);
const DOES: ReadonlySet<string> = new Set([...ACTS, "for", "raise"]);
const KEYS: ReadonlySet<string> = new Set([...DOES, "steps", "next"]);

/** `- name: { call: … }`. */
function isStep(tree: YamlTree, item: YamlNode, keys: ReadonlySet<string>): boolean {
  const [only, other] = entries(tree, item);
  if (!only || other) return false;
  return [...entries(tree, only.value)].some(({ key }) => keys.has(key.value));
}

function routine(tree: YamlTree, name: string, key: Sourced<string> | undefined, node: YamlNode): Routine {
  const steps: Step[] = [];
  readList(tree, stepsOf(tree, node), {
    around: undefined,
    part: "steps",
    path: `${name}/`,
    steps,
    taken: new Set(),
    depth: 0,
  });
  const byList = groupBy(steps, ({ list }) => list);
  return {
    name,
    key,
    node,
    params: [...paramsOf(tree, node)],
    steps,
    byName: new Map(steps.toReversed().map((step) => [step.name.value, step])),
    byList,
    behind: new Map([...byList.values()].flatMap((list) => list.slice(1).map((step, at) => [list[at] ?? step, step]))),
  };
}

function* paramsOf(tree: YamlTree, node: YamlNode): Iterable<Sourced<string>> {
  for (const item of items(tree, get(tree, node, "params"))) {
    const [pair] = entries(tree, item);
    const name = scalarText(item);
    if (name) yield { value: name, ...spanOf(item) };
    else if (pair) yield pair.key;
  }
}

interface Place {
  readonly around: Step | undefined;
  readonly part: Step["part"];
  readonly path: string;
  readonly steps: Step[];
  readonly taken: Set<string>;
  readonly depth: number;
}

// Steps of steps of steps … : no honest workflow goes deeper.
const MAX_DEPTH = 30;

function readList(tree: YamlTree, list: YamlNode | undefined, place: Place): void {
  if (!list || place.depth > MAX_DEPTH) return;
  for (const item of items(tree, list)) {
    const [only, other] = entries(tree, item);
    if (only && !other && isMapping(only.value)) readStep(tree, only as Entry & { value: YamlMap }, list, place);
  }
}

function readStep(
  tree: YamlTree,
  { key, value: map }: { readonly key: Sourced<string>; readonly value: YamlMap },
  list: YamlNode,
  { around, part, path, steps, taken, depth }: Place,
): void {
  const tried = get(tree, map, "try");
  // `try` may hold a call, or steps.
  const body = isMapping(tried) && entry(tree, tried, "call") ? tried : map;
  const call = get(tree, body, "call");
  const name = scalarText(call);
  const id = `${path}${key.value}`;
  const step: Step = {
    // Names are unique in a routine; where one is not, the place tells.
    id: taken.has(id) ? `${id}/${key.start}` : id,
    name: key,
    map,
    around,
    part,
    list,
    body,
    call: call && name ? { value: name, ...spanOf(call) } : undefined,
  };
  steps.push(step);
  taken.add(id);
  const read = (node: YamlNode | undefined, inner: Step["part"]) =>
    readList(tree, node, { around: step, part: inner, path, steps, taken, depth: depth + 1 });
  read(get(tree, map, "steps"), "steps");
  read(get(tree, tried, "steps"), "try");
  read(get(tree, get(tree, map, "except"), "steps"), "except");
  read(get(tree, get(tree, map, "for"), "steps"), "loop");
  for (const choice of items(tree, get(tree, map, "switch"))) read(get(tree, choice, "steps"), "steps");
  const parallel = get(tree, map, "parallel");
  read(get(tree, get(tree, parallel, "for"), "steps"), "loop");
  for (const branch of items(tree, get(tree, parallel, "branches"))) {
    const [only] = entries(tree, branch);
    read(stepsOf(tree, only?.value), "branch");
  }
}
