// Nodes that a flow of n8n names and does not have.
import type { Dangling } from "../model.ts";
import {
  entries,
  get,
  isMapping,
  isSequence,
  items,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Span } from "../text.ts";
import { type Flow, type FlowNode, sourcesOf, withinQuotes } from "./n8n-flow.ts";

/** Connections and expressions that name a node that is not there. `running`: the nodes that a trigger reaches. */
export function* danglingOf(tree: YamlTree, flow: Flow, running: readonly FlowNode[]): Iterable<Dangling> {
  const names = new Set(allNames(tree, flow));
  // What a fix writes goes into the text as it is.
  const among = [...names].filter((name) => !/["'`\\]/.test(name));
  const byId = new Map(flow.nodes.map(({ map, name }) => [scalarText(get(tree, map, "id")), name.value]));
  for (const source of sourcesOf(tree, flow)) {
    if (names.has(source.value)) continue;
    const meant = byId.get(source.value);
    const why = meant
      ? `connections go by the names of nodes, and this is the id of "${meant}"`
      : "connections start at it, and no node has that name";
    yield { subject: source, noun: "node", wanted: source.value, why, among: meant ? [] : among, ...place(source) };
  }
  for (const { from, to } of flow.connections) {
    if (names.has(to.value) || !names.has(from)) continue;
    const why = `"${from}" leads to it, and no node has that name`;
    yield { subject: to, noun: "node", wanted: to.value, why, among, ...place(to) };
  }
  for (const node of running) {
    if (!node.disabled) yield* expressionsOf(tree, node, { names, among, byId });
  }
}

const place = ({ start, end }: Span): Span => ({ start, end });

/** Sticky notes have names, too. */
function* allNames(tree: YamlTree, { map }: Flow): Iterable<string> {
  for (const node of items(tree, get(tree, map, "nodes"))) {
    const name = scalarText(get(tree, node, "name"));
    if (name !== undefined) yield name;
  }
}

/** `$('Name').item`, `$node["Name"]`, `$items("Name")`: the ways to name a node in an expression. */
const USES =
  /(?:\$node\[|\$items\(|\$\()\s{0,5}(["'`])((?:\\.|(?!\1)[^\\\n$]){1,200})\1\s{0,5}(?:[\])])(?:\s{0,50}\??\.\s{0,5}(\w{1,30}))?/g;
const READS = /^(?:item|first|last|all|itemMatching|pairedItem|params|context|isExecuted|json|binary)$/;
const CODE = /^(?:jsCode|functionCode|pythonCode|code)$/;

interface Known {
  readonly names: ReadonlySet<string>;
  readonly among: readonly string[];
  /** The names of nodes by their ids. */
  readonly byId: ReadonlyMap<string | undefined, string>;
}

function* expressionsOf(tree: YamlTree, node: FlowNode, known: Known): Iterable<Dangling> {
  const seen = new Set<string>();
  for (const { text, scalar } of scripts(tree, node.parameters, undefined, 0)) {
    for (const wanted of namedIn(text)) {
      if (known.names.has(wanted) || seen.has(wanted)) continue;
      seen.add(wanted);
      yield missing(tree, node, { wanted, scalar }, known);
    }
  }
}

/** The names of nodes in an expression. */
function* namedIn(text: string): Iterable<string> {
  for (const { 0: use, 2: quoted = "", 3: method } of text.matchAll(USES)) {
    // Libraries for web pages have a `$` of their own.
    if (!use.startsWith("$(") || READS.test(method ?? "")) yield quoted.replace(/\\(.)/g, "$1");
  }
}

function missing(
  tree: YamlTree,
  { name }: FlowNode,
  { wanted, scalar }: { readonly wanted: string; readonly scalar: YamlNode },
  { among, byId }: Known,
): Dangling {
  const found = placeIn(tree, scalar, wanted);
  const meant = byId.get(wanted);
  const reads = `an expression in "${name.value}" reads it`;
  const why = meant
    ? `${reads} by the id of "${meant}", and expressions go by names`
    : `${reads}, and no node has that name`;
  const repairs =
    meant && found && among.includes(meant) ? [{ title: `Use "${meant}"`, edits: [{ ...found, text: meant }] }] : [];
  const span = found ?? withinQuotes(spanOf(scalar));
  return { subject: name, noun: "node", wanted, why, among: found && !meant ? among : [], repairs, ...span };
}

interface Script {
  readonly text: string;
  readonly scalar: YamlNode;
}

const MAX_DEPTH = 30;

/** The expressions and the code among the parameters, without comments. */
function* scripts(
  tree: YamlTree,
  node: YamlNode | undefined,
  key: string | undefined,
  depth: number,
): Iterable<Script> {
  if (depth > MAX_DEPTH || !node) return;
  if (isMapping(node)) {
    for (const { key: name, value } of entries(tree, node)) yield* scripts(tree, value, name.value, depth + 1);
  } else if (isSequence(node)) {
    for (const item of items(tree, node)) yield* scripts(tree, item, key, depth + 1);
  } else {
    const text = scalarText(node) ?? "";
    // A flow that writes flows holds the expressions of others.
    if (!text.includes("$") || text.includes("n8n-nodes-")) return;
    if (key && CODE.test(key)) {
      if (!/cheerio|jquery|\$\s{0,5}=[^=]/i.test(text)) yield { text: withoutComments(text), scalar: node };
    } else if (text.startsWith("=")) {
      yield { text: insideBraces(text), scalar: node };
    }
  }
}

const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/(?<=^|[\s;{}(),])\/\/[^\n]*/g, "");

const insideBraces = (text: string): string =>
  text
    .split("{{")
    .slice(1)
    .map((part) => part.split("}}")[0] ?? "")
    .join("\n");

/** Where a scalar names a node, if it does so without escapes. */
function placeIn(tree: YamlTree, scalar: YamlNode, wanted: string): Span | undefined {
  const { start, end } = spanOf(scalar);
  const raw = tree.text.slice(start, end);
  for (let at = raw.indexOf(wanted); at >= 0; at = raw.indexOf(wanted, at + 1)) {
    if (/[[(]\s{0,5}\\?["'`]$/.test(raw.slice(Math.max(0, at - 10), at))) {
      return { start: start + at, end: start + at + wanted.length };
    }
  }
  return undefined;
}
