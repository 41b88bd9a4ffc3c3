// The pipelines of a Bitbucket repository: their steps, in the order in which they run.
import {
  entries,
  get,
  isMapping,
  items,
  root,
  scalarText,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { find } from "./merge-keys.ts";

/** What starts a pipeline, and its steps. */
export interface BitbucketPipeline {
  /** `default`, `branches/main`, `custom/nightly`. */
  readonly name: Sourced<string>;
  readonly steps: readonly PipelineStep[];
}

/** A step as a pipeline runs it. */
export interface PipelineStep {
  /** How findings call it, and its place: `default/Build`. */
  readonly subject: Sourced<string>;
  /** Its own name; empty where it has none. */
  readonly name: string;
  readonly map: YamlMap;
  /** The parallel block or stage around it, the innermost first. */
  readonly around: readonly YamlNode[];
  /** Its place among the items of the pipeline; those of one number run side by side. */
  readonly stage: number;
  /** Unique among the steps of its pipeline. */
  readonly index: number;
  /** True where an alias brings a step again that another place runs. */
  readonly repeated: boolean;
}

/** All pipelines. Those under `definitions` are templates: they count where they are used. */
export function readPipelines(tree: YamlTree): BitbucketPipeline[] {
  const seen = new Set<YamlNode>();
  return [...listsIn(tree)].map(({ name, list }) => ({ name, steps: [...stepsIn(tree, name.value, list, seen)] }));
}

/** Source: Atlassian's documentation, "Pipeline start conditions". */
const BY_NAME = /^(?:branches|tags|bookmarks|pull-requests|custom)$/;

interface List {
  readonly name: Sourced<string>;
  readonly list: YamlNode | undefined;
}

function* listsIn(tree: YamlTree): Iterable<List> {
  for (const { key, value } of entries(tree, get(tree, root(tree), "pipelines"))) {
    if (key.value === "default") yield { name: key, list: value };
    if (!BY_NAME.test(key.value)) continue;
    for (const { key: inner, value: list } of entries(tree, value)) {
      if (inner.value !== "<<") yield { name: { ...inner, value: `${key.value}/${inner.value}` }, list };
    }
  }
}

interface Placed {
  readonly key: Sourced<string>;
  readonly map: YamlMap;
  readonly around: readonly YamlNode[];
  readonly stage: number;
}

function* stepsIn(
  tree: YamlTree,
  owner: string,
  list: YamlNode | undefined,
  seen: Set<YamlNode>,
): Iterable<PipelineStep> {
  let index = 0;
  for (const { key, map, around, stage } of placedIn(tree, list)) {
    const node = find(tree, map, "name");
    const name = scalarText(node) ?? "";
    // Steps merged from one anchor run the same script, whatever else they are given.
    const script = find(tree, map, "script") ?? map;
    const repeated = seen.has(map) || seen.has(script);
    seen.add(map).add(script);
    const { start, end } = key;
    yield { subject: { value: `${owner}/${name || index}`, start, end }, name, map, around, stage, index, repeated };
    index += 1;
  }
}

// Bitbucket takes at most a hundred steps in a pipeline.
const MAX_STEPS = 300;

/** Steps, blocks of parallel steps and stages. Source: Atlassian's documentation, "Parallel step options", "Stage options". */
function* placedIn(tree: YamlTree, list: YamlNode | undefined): Iterable<Placed> {
  let stage = 0;
  let count = 0;
  for (const item of items(tree, list)) {
    if (count++ > MAX_STEPS) return;
    for (const { key, value } of entries(tree, item)) {
      if (key.value === "step" && isMapping(value)) yield { key, map: value, around: [], stage: stage++ };
      const inner = stepsOf(tree, value);
      if (key.value === "stage" && value) {
        for (const step of inner) yield { ...step, around: [value], stage: stage++ };
      }
      if (key.value === "parallel" && value) {
        for (const step of inner) yield { ...step, around: [value], stage };
        stage += 1;
      }
    }
  }
}

/** The steps of a block: a list of them, or one under `steps`. */
function* stepsOf(tree: YamlTree, block: YamlNode | undefined): Iterable<Pick<Placed, "key" | "map">> {
  let count = 0;
  for (const item of items(tree, isMapping(block) ? get(tree, block, "steps") : block)) {
    if (count++ > MAX_STEPS) return;
    for (const { key, value } of entries(tree, item)) {
      if (key.value === "step" && isMapping(value)) yield { key, map: value };
    }
  }
}
