// Mappings that take keys from others: `<<: *defaults`.
import { type Entry, entries, entry, isMapping, items, type YamlNode, type YamlTree } from "../syntax/yaml.ts";

// Nobody merges deeper.
const MAX_DEPTH = 5;

/** The entry of that name: the mapping's own, else that of the first mapping merged into it which has one. */
export function findEntry(tree: YamlTree, map: YamlNode | undefined, name: string, depth = 0): Entry | undefined {
  const own = entry(tree, map, name);
  if (own || depth > MAX_DEPTH) return own;
  for (const source of mergedInto(tree, map)) {
    const found = findEntry(tree, source, name, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** The value of that name, own or merged. */
export const find = (tree: YamlTree, map: YamlNode | undefined, name: string): YamlNode | undefined =>
  findEntry(tree, map, name)?.value;

/** All entries, a mapping's own before those merged into it; of two with one name the first. */
export function allEntries(tree: YamlTree, map: YamlNode | undefined, depth = 0): Entry[] {
  const own = [...entries(tree, map)].filter(({ key }) => key.value !== "<<");
  if (depth > MAX_DEPTH) return own;
  const names = new Set(own.map(({ key }) => key.value));
  const others = mergedInto(tree, map).flatMap((source) => allEntries(tree, source, depth + 1));
  for (const other of others) {
    if (names.has(other.key.value)) continue;
    names.add(other.key.value);
    own.push(other);
  }
  return own;
}

// Nobody merges more; it keeps hostile files linear.
const MAX_SOURCES = 5;

/** Source: the YAML type repository, "merge": one mapping, or a list of them of which the earlier win. */
function mergedInto(tree: YamlTree, map: YamlNode | undefined): YamlNode[] {
  const value = entry(tree, map, "<<")?.value;
  if (isMapping(value)) return [value];
  const sources: YamlNode[] = [];
  for (const item of items(tree, value)) if (sources.push(item) >= MAX_SOURCES) break;
  return sources;
}
