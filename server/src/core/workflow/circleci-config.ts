// What a CircleCI configuration defines: jobs, commands and executors, and the steps in them.
import {
  entries,
  get,
  isMapping,
  items,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { allEntries, find } from "./merge-keys.ts";

/** A configuration. */
export interface CircleConfig {
  readonly map: YamlMap;
  readonly jobs: readonly Definition[];
  readonly commands: readonly Definition[];
  readonly executors: readonly Definition[];
  /** The names under which orbs are brought in. */
  readonly orbs: readonly string[];
  /** True when the pipeline that really runs is made by this one. Source: CircleCI's documentation, "Dynamic configuration". */
  readonly setup: boolean;
}

/** Something under `jobs`, `commands` or `executors`. */
export interface Definition {
  readonly kind: "job" | "command" | "executor";
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  readonly steps: readonly CircleStep[];
}

/** A step: `run`, another one that is built in, or a call of a command. */
export interface CircleStep {
  /** What it is: `run`, `checkout`, `slack/notify`; the place is that of its first words. */
  readonly what: Sourced<string>;
  /** What stands behind it. */
  readonly value: YamlNode | undefined;
  /** Its number in the list, `2.1` inside of a condition. */
  readonly index: string;
  /** True inside of `when:` and `unless:` with steps. */
  readonly conditional: boolean;
  /** True when an alias brings it again. */
  readonly repeated: boolean;
}

/** Reads a configuration; undefined for anything that has none of its parts. */
export function readConfig(tree: YamlTree): CircleConfig | undefined {
  const map = root(tree);
  if (!isMapping(map)) return undefined;
  const seen = new Set<YamlNode>();
  const definitions = (key: string, kind: Definition["kind"]) => [
    ...definitionsIn(tree, get(tree, map, key), kind, seen),
  ];
  return {
    map,
    jobs: definitions("jobs", "job"),
    commands: definitions("commands", "command"),
    executors: definitions("executors", "executor"),
    orbs: [...entries(tree, get(tree, map, "orbs"))].map(({ key }) => key.value),
    setup: scalarValue(get(tree, map, "setup")) === true,
  };
}

function* definitionsIn(
  tree: YamlTree,
  map: YamlNode | undefined,
  kind: Definition["kind"],
  seen: Set<YamlNode>,
): Iterable<Definition> {
  for (const { key, value } of entries(tree, map)) {
    if (!isMapping(value) || key.value === "<<") continue;
    const steps = kind === "executor" ? [] : readSteps(tree, find(tree, value, "steps"), seen);
    yield { kind, name: key, map: value, steps };
  }
}

/** Conditions hold steps that may be conditions. */
const MAX_DEPTH = 5;
// Ten thousand aliases of a list of ten thousand steps are a hundred million steps: of such a list only the first count.
const MAX_REPEATED = 30;

/** The steps of a list, those inside of conditions in their place. `seen`: what was read already. */
function readSteps(
  tree: YamlTree,
  list: YamlNode | undefined,
  seen: Set<YamlNode>,
  prefix = "",
  depth = 0,
): CircleStep[] {
  const steps: CircleStep[] = [];
  const most = list && seen.has(list) ? MAX_REPEATED : Number.POSITIVE_INFINITY;
  let index = 0;
  for (const item of items(tree, list)) {
    if (index >= most) break;
    const place = { index: `${prefix}${index}`, conditional: depth > 0, repeated: seen.has(item) };
    index += 1;
    const word = scalarText(item);
    if (word) steps.push({ what: { value: word, ...spanOf(item) }, value: undefined, ...place });
    const [first] = allEntries(tree, item);
    if (!first) continue;
    const inner = find(tree, first.value, "steps");
    if (/^(?:when|unless)$/.test(first.key.value) && inner) {
      if (depth < MAX_DEPTH) steps.push(...readSteps(tree, inner, seen, `${place.index}.`, depth + 1));
    } else {
      // `run: *tests` brings the same script to other steps.
      const { value } = first;
      const again = isMapping(value) && seen.has(value);
      if (isMapping(value)) seen.add(value);
      steps.push({ what: first.key, value, ...place, repeated: place.repeated || again });
    }
    seen.add(item);
  }
  if (list) seen.add(list);
  return steps;
}

/** An expression that CircleCI fills in before anything runs. Source: CircleCI's reusable configuration reference. */
const EXPRESSION =
  /(?<!\\)<<\s{0,9}(?:[#/^]\s{0,9})?(?:(?:parameters|matrix|pipeline)\.([\w.-]{1,200})|include\([^()\n]{1,200}\))\s{0,9}>>/g;

/** Puts a variable of the shell in the place of each expression, as long as it is: `<<` would begin a here-document. */
export const maskExpressions = (text: string): string =>
  text.replace(EXPRESSION, (all: string, name = "") => `\${${name.replace(/\W/g, "_").padEnd(all.length - 3, "_")}}`);
