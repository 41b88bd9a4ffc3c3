// What an export of n8n says: its nodes by name, and what leads from one to another.
import { groupBy } from "../groups.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  isSequence,
  items,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced, Span } from "../text.ts";

/** A workflow as it was exported. */
export interface Flow {
  readonly map: YamlMap;
  /** Without sticky notes, which are comments; disabled nodes included. */
  readonly nodes: readonly FlowNode[];
  readonly connections: readonly Connection[];
  readonly settings: YamlNode | undefined;
}

/** A node, by its name: connections and expressions know nothing else of it. */
export interface FlowNode {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  /** The last word of its type: `httpRequest`. */
  readonly type: string;
  readonly parameters: YamlNode | undefined;
  readonly disabled: boolean;
}

/** One wire from a node to another. The span of `to` is that of the words that name it. */
export interface Connection {
  readonly from: string;
  readonly to: Sourced<string>;
  /** `main`, or `ai_languageModel`, `ai_tool` … where a sub-node is wired to the node that it is a part of. */
  readonly kind: string;
  /** Which of its outputs it leaves by; errors leave by the last. */
  readonly output: number;
}

/** The workflows of a document: one, a list of them, or one in the wrapper that the template library puts around. */
export function* flowsOf(tree: YamlTree): Iterable<Flow> {
  const top = root(tree);
  const candidates = isSequence(top) ? items(tree, top) : [top, get(tree, top, "workflow")];
  for (const map of candidates) {
    const flow = isMapping(map) ? flowOf(tree, map) : undefined;
    if (flow) yield flow;
  }
}

// Source: n8n-io/n8n, packages/workflow/src/interfaces.ts. Packages of the community are called `n8n-nodes-…`, too.
const TYPE = /^(?:@[\w.-]{1,80}\/)?n8n-nodes-[\w-]{1,80}\.\w/;
const OWN = /^@n8n\/[\w-]{1,80}\.\w/;

function flowOf(tree: YamlTree, map: YamlMap): Flow | undefined {
  const list = [...items(tree, get(tree, map, "nodes"))].filter(isMapping);
  const wired = get(tree, map, "connections");
  const types = list.map((node) => scalarText(get(tree, node, "type")) ?? "");
  if (!isMapping(wired) || !types.some((type) => TYPE.test(type) || OWN.test(type))) return undefined;
  const nodes = list.flatMap((node, index) => {
    const type = types[index]?.split(".").at(-1) ?? "";
    const name = get(tree, node, "name");
    const value = scalarText(name);
    if (!name || !value || type === "stickyNote") return [];
    const parameters = get(tree, node, "parameters");
    const disabled = scalarValue(get(tree, node, "disabled")) === true;
    return [{ name: { value, ...spanOf(name) }, map: node, type, parameters, disabled }];
  });
  return { map, nodes, connections: [...connectionsOf(tree, wired)], settings: get(tree, map, "settings") };
}

function* connectionsOf(tree: YamlTree, wired: YamlMap): Iterable<Connection> {
  for (const { key: from, value: kinds } of entries(tree, wired)) {
    for (const { key: kind, value: outputs } of entries(tree, kinds)) {
      let output = -1;
      // An output without a wire is null or an empty list, and counts.
      for (const wires of items(tree, outputs)) {
        output += 1;
        for (const wire of items(tree, wires)) {
          const node = get(tree, wire, "node");
          const value = scalarText(node);
          if (node && value) {
            yield { from: from.value, to: { value, ...withinQuotes(spanOf(node)) }, kind: kind.value, output };
          }
        }
      }
    }
  }
}

/** The keys of `connections`, with their places. */
export const sourcesOf = (tree: YamlTree, { map }: Flow): Sourced<string>[] =>
  [...entries(tree, get(tree, map, "connections"))].map(({ key: { value, ...span } }) => ({
    value,
    ...withinQuotes(span),
  }));

/** A text of JSON without its quotes. */
export const withinQuotes = ({ start, end }: Span): Span =>
  end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };

/** The text of a parameter, looked for along keys: `options`, `timeout`. */
export function parameter(tree: YamlTree, { parameters }: FlowNode, ...keys: readonly string[]): string | undefined {
  let node = parameters;
  for (const key of keys) node = get(tree, node, key);
  return scalarText(node);
}

/** The parameters of a node as they stand in the text. */
export function textOf(tree: YamlTree, { parameters }: FlowNode): string {
  if (!parameters) return "";
  const { start, end } = spanOf(parameters);
  return tree.text.slice(start, end);
}

/** What a node does when it fails; `continueOnFail` is the older word for going on. */
export function onErrorOf(tree: YamlTree, { map }: FlowNode): (Sourced<string> & { readonly key: Span }) | undefined {
  const found = entry(tree, map, "onError");
  const value = scalarText(found?.value);
  if (found?.value && value) return { value, ...spanOf(found.value), key: found.key };
  const old = entry(tree, map, "continueOnFail");
  if (!old?.value || scalarValue(old.value) !== true) return undefined;
  return { value: "continueRegularOutput", ...spanOf(old.value), key: old.key };
}

/** The names of the nodes that come right behind one, through disabled nodes, which hand on what they get. */
export interface Wires {
  readonly byName: ReadonlyMap<string, FlowNode>;
  next(name: string): readonly string[];
  previous(name: string): readonly string[];
  /** The wires that leave a node. */
  leaving(name: string): readonly Connection[];
  /** The sub-nodes of a node, by the kind of their wire. */
  parts(name: string): readonly Connection[];
}

/** The main wires of a flow, and those of its sub-nodes. */
export function wiresOf({ nodes, connections }: Flow): Wires {
  const byName = new Map(nodes.map((node) => [node.name.value, node]));
  const main = connections.filter(({ kind, from, to }) => kind === "main" && byName.has(from) && byName.has(to.value));
  const out = groupBy(main, ({ from }) => from);
  const into = groupBy(main, ({ to }) => to.value);
  const subs = groupBy(
    connections.filter(({ kind }) => kind !== "main"),
    ({ to }) => to.value,
  );
  const through = (name: string, step: (name: string) => readonly string[]): string[] => {
    const found = new Set<string>();
    const seen = new Set<string>();
    const waiting = [...step(name)];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      if (byName.get(at)?.disabled) waiting.push(...step(at));
      else found.add(at);
    }
    return [...found];
  };
  const after = (name: string) => (out.get(name) ?? []).map(({ to }) => to.value);
  const before = (name: string) => (into.get(name) ?? []).map(({ from }) => from);
  return {
    byName,
    next: (name) => through(name, after),
    previous: (name) => through(name, before),
    leaving: (name) => out.get(name) ?? [],
    parts: (name) => subs.get(name) ?? [],
  };
}
