// What a DSL file of Dify says: the nodes of its graph and what leads from one to another.
import {
  get,
  isMapping,
  items,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { reachedBy } from "./circles.ts";

/** A node of the canvas. Sticky notes and the markers at the beginning of a loop are left out. */
export interface DifyNode {
  readonly id: string;
  /** Its title, as people know it, or its id where it has none. */
  readonly name: Sourced<string>;
  readonly type: string;
  readonly map: YamlMap;
  readonly data: YamlMap;
  /** The iteration or loop that it is a part of. */
  readonly parent: string | undefined;
}

/** A wire. Those that leave a node by one handle run at the same time, those by different ones instead of each other. */
export interface DifyEdge {
  readonly source: string;
  readonly handle: string;
  readonly target: string;
}

/** The graph of an app. */
export interface DifyGraph {
  readonly nodes: readonly DifyNode[];
  readonly edges: readonly DifyEdge[];
  /** The ids of all that is on the canvas. */
  readonly ids: ReadonlySet<string>;
}

const MARKERS = /^(?:|custom-note|iteration-start|loop-start|loop-end)$/;

/** The graph of an app; undefined for one that is no workflow. */
export function graphOf(tree: YamlTree): DifyGraph | undefined {
  const graph = get(tree, get(tree, root(tree), "workflow"), "graph");
  const list = get(tree, graph, "nodes");
  if (!list) return undefined;
  const maps = [...items(tree, list)].filter(isMapping);
  const ids = new Set(maps.flatMap((map) => scalarText(get(tree, map, "id")) ?? []));
  const nodes = maps.flatMap((map) => {
    const data = get(tree, map, "data");
    const id = get(tree, map, "id");
    const value = scalarText(id);
    if (!isMapping(data) || !id || !value) return [];
    const type = scalarText(get(tree, data, "type")) ?? "";
    if (MARKERS.test(type)) return [];
    const title = get(tree, data, "title");
    const called = scalarText(title);
    const name = title && called ? { value: called, ...spanOf(title) } : { value, ...spanOf(id) };
    return [{ id: value, name, type, map, data, parent: scalarText(get(tree, map, "parentId")) }];
  });
  const edges = [...items(tree, get(tree, graph, "edges"))].flatMap((edge) => {
    const [source, target] = ["source", "target"].map((key) => scalarText(get(tree, edge, key)));
    return source && target
      ? [{ source, target, handle: scalarText(get(tree, edge, "sourceHandle")) ?? "source" }]
      : [];
  });
  return { nodes, edges, ids };
}

/** A text among the settings of a node, looked for along keys. */
export function setting(tree: YamlTree, { data }: DifyNode, ...keys: readonly string[]): string | undefined {
  let node = get(tree, data, keys[0] ?? "");
  for (const key of keys.slice(1)) node = get(tree, node, key);
  return scalarText(node);
}

/** True for a setting that is switched on. */
export const isOn = (tree: YamlTree, { data }: DifyNode, key: string): boolean =>
  scalarValue(get(tree, data, key)) === true;

/** The ids of all that comes behind a node. */
export const behindOf = ({ edges }: DifyGraph, id: string): ReadonlySet<string> =>
  reachedBy(id, (from) => edges.filter(({ source }) => source === from).map(({ target }) => target));
