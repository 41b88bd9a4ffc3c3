// What the drawing boards of agents (Flowise, Langflow) have in common: nodes with ids, and edges between them.
import type { Dangling } from "../model.ts";
import {
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
import { withinQuotes } from "./n8n-flow.ts";

/** A node of a drawing. */
export interface CanvasNode {
  readonly id: string;
  /** What it is called on the board, or its id. */
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  readonly data: YamlMap;
}

/** An edge of a drawing, by the ids of its ends. */
export interface CanvasEdge {
  readonly source: Sourced<string>;
  readonly target: Sourced<string>;
  readonly map: YamlNode;
}

/** The nodes of a drawing. `label`: where in `data` the name stands. */
export function canvasNodes(tree: YamlTree, list: YamlNode | undefined, label: readonly string[]): CanvasNode[] {
  const seen = new Set<string>();
  return [...items(tree, list)].flatMap((map) => {
    const id = get(tree, map, "id");
    const data = get(tree, map, "data");
    const value = scalarText(id);
    if (!isMapping(map) || !isMapping(data) || !id || !value || seen.has(value)) return [];
    seen.add(value);
    let place: YamlNode | undefined = data;
    for (const key of label) place = get(tree, place, key);
    const called = scalarText(place);
    const name = place && called ? { value: called, ...spanOf(place) } : { value, ...spanOf(id) };
    return [{ id: value, name, map, data }];
  });
}

/** The edges of a drawing. */
export const canvasEdges = (tree: YamlTree, list: YamlNode | undefined): CanvasEdge[] =>
  [...items(tree, list)].flatMap((map) => {
    const [source, target] = ["source", "target"].map((key): Sourced<string> | undefined => {
      const node = get(tree, map, key);
      const value = scalarText(node);
      return node && value ? { value, ...withinQuotes(spanOf(node)) } : undefined;
    });
    return source && target ? [{ source, target, map }] : [];
  });

/** Edges that begin or end at a node that is not on the board. `ids`: all that is there, notes included. */
export function* looseEnds(ids: ReadonlySet<string>, edges: readonly CanvasEdge[]): Iterable<Dangling> {
  const seen = new Set<string>();
  for (const { source, target } of edges) {
    for (const end of [source, target]) {
      if (ids.has(end.value) || seen.has(end.value)) continue;
      seen.add(end.value);
      const why = `an edge ${end === source ? "starts at" : "leads to"} it, and no node has that id`;
      yield { subject: end, noun: "node", wanted: end.value, why, among: [...ids], start: end.start, end: end.end };
    }
  }
}
