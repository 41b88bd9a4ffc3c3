// How many legs of a matrix run at the same time.
import type { Edit } from "../finding.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  isSequence,
  items,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";

/** More legs than this a run may not have. Source: GitHub's documentation of `strategy.matrix`. */
const MAX_LEGS = 256;

/**
 * How many legs of a job run at the same time: 1 without a matrix, undefined when an expression decides. A concurrency
 * group that all legs share lets one run.
 */
export function widthOf(tree: YamlTree, job: YamlMap): number | undefined {
  const strategy = get(tree, job, "strategy");
  const matrix = get(tree, strategy, "matrix");
  if (strategy && !isMapping(strategy)) return undefined;
  if (!matrix || isSerial(tree, job)) return 1;
  const legs = legsOf(tree, matrix);
  const limit = get(tree, strategy, "max-parallel");
  if (legs === undefined || !limit) return legs;
  const most = Number(scalarText(limit));
  return Number.isInteger(most) && most > 0 ? Math.min(legs, most) : undefined;
}

/** The concurrency group of a job, empty when it has none; one that names the matrix differs from leg to leg. */
export function concurrencyGroup(tree: YamlTree, job: YamlMap): string {
  const concurrency = get(tree, job, "concurrency");
  const group = scalarText(concurrency) ?? scalarText(get(tree, concurrency, "group")) ?? "";
  return /\b(?:matrix|strategy)\b/.test(group) ? "" : group;
}

const isSerial = (tree: YamlTree, job: YamlMap): boolean => concurrencyGroup(tree, job) !== "";

/** The edit that caps the width of a job's matrix at `{value}`, or undefined where none can be written. */
export function capOf(tree: YamlTree, job: YamlMap): Edit | undefined {
  const strategy = get(tree, job, "strategy");
  if (!isMapping(strategy)) return undefined;
  const limit = entry(tree, strategy, "max-parallel");
  if (!limit) return insertEntry(tree, strategy, "max-parallel: {value}");
  return limit.value && { ...spanOf(limit.value), text: "{value}" };
}

/** Source: GitHub's documentation of `include` and `exclude`: exclude first, by the keys that a row names. */
function legsOf(tree: YamlTree, matrix: YamlNode): number | undefined {
  if (!isMapping(matrix)) return undefined;
  const axes: Axis[] = [];
  const rows = { include: [] as Row[], exclude: [] as Row[] };
  for (const { key, value } of entries(tree, matrix)) {
    if (!isSequence(value)) return undefined;
    const list = [...items(tree, value)];
    if (key.value === "include" || key.value === "exclude") rows[key.value] = list.map((row) => rowOf(tree, row));
    // An item that is no scalar is told from the others by its place.
    else axes.push({ name: key.value, values: list.map((item, index) => scalarText(item) ?? `#${index}`) });
  }
  const all = combine(axes);
  const left = all.filter((leg) => !rows.exclude.some((row) => row.size > 0 && agrees(leg, row)));
  const names = new Set(axes.map(({ name }) => name));
  const extra = rows.include.filter((row) => {
    const own = new Map([...row].filter(([name]) => names.has(name)));
    return !left.some((leg) => agrees(leg, own));
  });
  return Math.min(MAX_LEGS, left.length + extra.length);
}

interface Axis {
  readonly name: string;
  readonly values: readonly string[];
}
type Row = ReadonlyMap<string, string>;

const rowOf = (tree: YamlTree, row: YamlNode): Row =>
  new Map([...entries(tree, row)].map(({ key, value }) => [key.value, scalarText(value) ?? "#"]));

const agrees = (leg: Row, row: Row): boolean => [...row].every(([name, value]) => leg.get(name) === value);

// Ten axes of two values are past the limit already.
const MAX_AXES = 10;

/** Every combination of the axes, up to the limit. No axes have none. */
function combine(axes: readonly Axis[]): Row[] {
  if (axes.length === 0) return [];
  let legs: Row[] = [new Map()];
  for (const { name, values } of axes.slice(0, MAX_AXES)) {
    const some = values.slice(0, MAX_LEGS);
    legs = legs.flatMap((leg) => some.map((value) => new Map([...leg, [name, value]]))).slice(0, MAX_LEGS);
  }
  return legs;
}
