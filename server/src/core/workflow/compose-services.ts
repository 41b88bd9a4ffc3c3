// The services of a Compose file, with what merge keys and `extends` add to them.
import type { Around } from "../around.ts";
import { readShell } from "../syntax/shell.ts";
import {
  type Entry,
  entries,
  entry,
  get,
  isMapping,
  isSequence,
  items,
  parseYaml,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";

/** A node, and the tree that it is part of: `extends` may lead to another file. */
export interface Found {
  readonly tree: YamlTree;
  readonly node: YamlNode;
}

/** A service. */
export interface Service {
  readonly name: Sourced<string>;
  readonly tree: YamlTree;
  readonly map: YamlMap;
  /** The value of a key: its own, that of a merge key, or that of the service that it extends. */
  readonly find: (key: string) => Found | undefined;
  /** False when it extends what nobody can read. */
  readonly isWhole: boolean;
}

/** Where a file lies, and what else can be read. */
export interface Place {
  /** Empty, or ending in `/`. */
  readonly folder: string;
  readonly around: Around;
}

// `extends` of an `extends`, merge keys in merge keys: nobody goes deeper.
const MAX_DEPTH = 8;

/** The services of a file, in order. One that is an alias of another is left out: it is judged where it is written. */
export function servicesOf(tree: YamlTree, place: Place): Service[] {
  const seen = new Set<YamlMap>();
  const found: Service[] = [];
  for (const { key, value } of entries(tree, get(tree, root(tree), "services"))) {
    if (key.value === "<<" || key.value.startsWith("x-") || !isMapping(value) || seen.has(value)) continue;
    seen.add(value);
    found.push(serviceOf(tree, { key, value }, place, 0));
  }
  return found;
}

function serviceOf(
  tree: YamlTree,
  { key, value: map }: Entry & { readonly value: YamlMap },
  place: Place,
  depth: number,
): Service {
  const base = depth < MAX_DEPTH ? baseOf(tree, map, place, depth) : "unknown";
  return {
    name: key,
    tree,
    map,
    find(name) {
      const own = entryIn(tree, map, name);
      if (own) return own.value && { tree, node: own.value };
      return base === "unknown" ? undefined : base?.find(name);
    },
    isWhole: base !== "unknown" && (base?.isWhole ?? true),
  };
}

/** The entry of a mapping, or of what its merge keys name: of several the first that has it. Source: YAML merge key type. */
export function entryIn(tree: YamlTree, map: YamlNode | undefined, name: string, depth = 0): Entry | undefined {
  const own = entry(tree, map, name);
  if (own || depth > MAX_DEPTH) return own;
  const merged = get(tree, map, "<<");
  const sources = isSequence(merged) ? [...items(tree, merged)] : merged ? [merged] : [];
  for (const source of sources) {
    const found = entryIn(tree, source, name, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** The service that it extends. Source: Compose specification, `extends`. */
function baseOf(tree: YamlTree, map: YamlMap, place: Place, depth: number): Service | "unknown" | undefined {
  const extend = entryIn(tree, map, "extends");
  if (!extend) return undefined;
  const name = scalarText(extend.value) ?? scalarText(get(tree, extend.value, "service"));
  const file = scalarText(get(tree, extend.value, "file"));
  if (!name || file?.includes("$")) return "unknown";
  if (file === undefined) return serviceNamed(tree, name, place, depth) ?? "unknown";
  const path = resolvePath(place.folder, file);
  const text = path === undefined ? undefined : place.around.read(path);
  if (path === undefined || text === undefined) return "unknown";
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  return serviceNamed(parseYaml(text), name, { ...place, folder }, depth) ?? "unknown";
}

const named = new WeakMap<YamlTree, ReadonlyMap<string, Entry>>();

function serviceNamed(tree: YamlTree, name: string, place: Place, depth: number): Service | undefined {
  const all =
    named.get(tree) ??
    new Map([...entries(tree, get(tree, root(tree), "services"))].map((each) => [each.key.value, each] as const));
  named.set(tree, all);
  const found = all.get(name);
  return found && isMapping(found.value)
    ? serviceOf(tree, { key: found.key, value: found.value }, place, depth + 1)
    : undefined;
}

/** The path of a file that another one in `folder` names; undefined for one outside the project. */
export function resolvePath(folder: string, name: string): string | undefined {
  if (name.startsWith("/") || name.startsWith("~") || name.includes("$") || name.includes("://")) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}${name}`.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part && part !== ".") {
      parts.push(part);
    }
  }
  return parts.join("/");
}

/** The text of a key. */
export const textOf = (service: Service, key: string): string | undefined => scalarText(service.find(key)?.node);

/** True for a list or mapping that holds something. */
export const isFilled = (found: Found | undefined): boolean =>
  found !== undefined &&
  ([...items(found.tree, found.node)].length > 0 || [...entries(found.tree, found.node)].length > 0);

/** The words of a command: of a list, or of a text that Compose splits as a shell would. */
export function wordsOf(found: Found | undefined): string[] {
  if (!found) return [];
  if (isSequence(found.node)) return [...items(found.tree, found.node)].map((node) => scalarText(node) ?? "");
  const text = scalarText(found.node) ?? "";
  // Operators mean nothing without a shell, but then nothing that matters here stands behind them.
  return readShell(text).commands.flatMap(({ words }) => words.map(({ text: word }) => word));
}

/** How another service waits for it: `service_started` where nothing else is said. */
export interface Dependency extends Sourced<string> {
  readonly condition: string;
}

/** What a service depends on. Source: Compose specification, `depends_on`. */
export function dependenciesOf(service: Service): Dependency[] {
  const found = service.find("depends_on");
  if (!found) return [];
  const { tree, node } = found;
  if (isSequence(node)) {
    return [...items(tree, node)].flatMap((item) => {
      const value = scalarText(item);
      return value ? [{ value, condition: "service_started", ...spanOf(item) }] : [];
    });
  }
  return [...entries(tree, node)].flatMap(({ key, value }) => {
    if (key.value === "<<") return [];
    return [{ ...key, condition: scalarText(entryIn(tree, value, "condition")?.value) ?? "service_started" }];
  });
}
