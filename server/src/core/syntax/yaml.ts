// The only file that knows the `yaml` package.
import {
  type Alias,
  Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parseAllDocuments,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from "yaml";
import type { Sourced, Span } from "../text.ts";
import { lineStart } from "../text.ts";

/** A parsed YAML stream, or JSON text. */
export interface YamlTree {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
  readonly errors: readonly Sourced<string>[];
  /** The comments of a JSON text; left out for YAML. */
  readonly json?: { readonly comments: readonly Span[] };
}
type YamlDocument = Document<Node>;
/** A node of the tree: mapping, sequence, scalar or alias. */
export type YamlNode = Node;
/** A mapping of the tree; a value is null while it is not typed yet. */
export type YamlMap = YAMLMap<Node, Node | null>;

// `uniqueKeys` is quadratic in `yaml` 2.9 and `toJS` fails on many aliases: neither is used (measured on 20,000 keys).
const OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: "silent", keepSourceTokens: false } as const;
// A hostile file may name ten thousand anchors inside each other; no honest one nests aliases this deep.
const MAX_ALIAS_DEPTH = 20;

/**
 * Reads every document of the stream. Never throws: what does not parse is missing from its tree.
 *
 * A key whose colon is not typed yet swallows the lines around it, so when a text has errors the line of the first one
 * is blanked and read again; the errors of the first reading are the ones reported.
 */
export function parseYaml(text: string): YamlTree {
  const documents = read(text);
  const errors = documents.flatMap((document) => document.errors);
  const first = errors[0];
  if (!first) return { text, documents, errors: [] };
  const joined = text.replace(OUTDENTED, (quoted) => quoted.replace(/[\r\n]/g, " "));
  const forgiven = joined === text ? [] : read(joined);
  if (forgiven.length > 0 && forgiven.every((document) => document.errors.length === 0)) {
    return { text, documents: forgiven, errors: [] };
  }
  const { start, end } = lineAround(text, Math.min(first.pos[0], Math.max(0, text.length - 1)));
  const blanked = `${text.slice(0, start)}${" ".repeat(end - start)}${text.slice(end)}`;
  const again = read(blanked);
  const better = again.flatMap((document) => document.errors).length < errors.length;
  return {
    text,
    documents: better ? again : documents,
    errors: errors.map(({ message, pos: [from, to] }) => ({ value: sentence(message), ...inside(text, from, to) })),
  };
}

/**
 * `["` or `['`, lines of a script, and the closing quote no deeper than the key: against the rules, and yet read by the
 * parsers of Go, Python and C. Line ends in quotes are blanks to them, too.
 */
const OUTDENTED = /\[[ \t]{0,9}(?:"(?:[^"\\]|\\[\s\S]){0,9999}"|'[^']{0,9999}')\s{0,99}\]/g;

/** The parser's complaint as a sentence. */
const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);

/** The parser points one past the end of a text that stops too soon. */
function inside(text: string, from: number, to: number): Span {
  const start = Math.min(from, text.length);
  return { start, end: Math.max(start, Math.min(to, text.length)) };
}

function read(text: string): (YamlDocument & Pick<Document, "errors">)[] {
  const documents = parseAllDocuments(text, OPTIONS);
  return "empty" in documents ? [] : (documents as YamlDocument[]);
}

function lineAround(text: string, offset: number): Span {
  const start = lineStart(text, offset);
  const end = text.indexOf("\n", offset);
  return { start, end: end < 0 ? text.length : end };
}

/** The root of the first document, or of the one given. */
export const root = (tree: YamlTree, index = 0): YamlNode | undefined => tree.documents[index]?.contents ?? undefined;

/** Follows an alias to its anchored node, through aliases of aliases; anything else is itself. */
function resolve(tree: YamlTree, node: YamlNode | null | undefined, depth = 0): YamlNode | undefined {
  if (!isAlias(node)) return node ?? undefined;
  if (depth > MAX_ALIAS_DEPTH) return undefined;
  const target = targetsOf(tree).get(node);
  return target && resolve(tree, target, depth + 1);
}

const targets = new WeakMap<YamlTree, ReadonlyMap<Alias, Node>>();

/**
 * What each alias stands for: the last node above it with that anchor. One that stands inside its own anchor, and would
 * never end, stands for nothing. (`Alias.resolve` of `yaml` walks the whole document each time.)
 */
function targetsOf(tree: YamlTree): ReadonlyMap<Alias, Node> {
  const known = targets.get(tree);
  if (known) return known;
  const found = new Map<Alias, Node>();
  for (const document of tree.documents) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node(_, node, path) {
        const target = isAlias(node) ? anchors.get(node.source) : undefined;
        if (isAlias(node)) {
          if (target && !path.includes(target)) found.set(node, target);
        } else if (node.anchor) {
          anchors.set(node.anchor, node);
        }
      },
    });
  }
  targets.set(tree, found);
  return found;
}

/** The aliases that stand for nothing: `globs: *.ts` names an anchor that is nowhere, and loaders refuse it. */
export function danglingAliases(tree: YamlTree): Sourced<string>[] {
  const found: Sourced<string>[] = [];
  if (!tree.text.includes("*")) return found;
  const known = targetsOf(tree);
  for (const document of tree.documents) {
    visit(document, {
      Alias(_, node) {
        if (!known.has(node)) found.push({ value: `Nothing is called "&${node.source}".`, ...spanOf(node) });
      },
    });
  }
  return found;
}

/** One `key: value` of a mapping; `value` is undefined while it is not typed yet. */
export interface Entry {
  readonly key: Sourced<string>;
  readonly value: YamlNode | undefined;
}

/** The entries of a mapping, in order, aliases followed. Anything else has none. */
export function* entries(tree: YamlTree, node: YamlNode | undefined): Iterable<Entry> {
  const map = resolve(tree, node);
  if (!isMap<Node, Node | null>(map)) return;
  for (const { key, value } of map.items) {
    if (isScalar(key)) yield { key: { value: String(key.value), ...spanOf(key) }, value: resolve(tree, value) };
  }
}

/** The entry of that name, the last one where the key stands twice (as runners read it), or undefined. */
export function entry(tree: YamlTree, node: YamlNode | undefined, name: string): Entry | undefined {
  let found: Entry | undefined;
  for (const candidate of entries(tree, node)) if (candidate.key.value === name) found = candidate;
  return found;
}

/** The value of that key, or undefined. */
export const get = (tree: YamlTree, node: YamlNode | undefined, name: string): YamlNode | undefined =>
  entry(tree, node, name)?.value;

/** The items of a sequence, aliases followed. Anything else has none. */
export function* items(tree: YamlTree, node: YamlNode | undefined): Iterable<YamlNode> {
  const list = resolve(tree, node);
  if (!isSeq<Node | null>(list)) return;
  for (const item of list.items) {
    const target = resolve(tree, item);
    if (target) yield target;
  }
}

/** The text of a scalar as YAML reads it (`yes` stays `yes`, null is empty); of anything else, undefined. */
export function scalarText(node: YamlNode | undefined): string | undefined {
  if (!isScalar(node)) return undefined;
  const { value } = node;
  return typeof value === "string"
    ? value
    : value === null || value === undefined
      ? ""
      : `${value as number | boolean}`;
}

/** The value of a scalar (string, number, boolean, null); of anything else, undefined. */
export const scalarValue = (node: YamlNode | undefined): unknown => (isScalar(node) ? node.value : undefined);

/** True for a mapping, in block or flow style. */
export const isMapping = (node: YamlNode | undefined): node is YamlMap => isMap(node);
/** True for a sequence, in block or flow style. */
export const isSequence = (node: YamlNode | undefined): boolean => isSeq(node);
/** True for a collection written in one line with `{}` or `[]`. */
export const isFlow = (node: YamlNode | undefined): boolean => isCollection(node) && node.flow === true;
/** True for a text written with `|` or `>`, whose lines keep their own places in the file. */
export const isBlockScalar = (node: YamlNode | undefined): node is Scalar<string> =>
  isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
/** True for a text in quotes. */
export const isQuoted = (node: YamlNode | undefined): boolean =>
  isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE");

/** The node's place without the line end that block nodes carry. */
export function spanOf(node: YamlNode): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

/** The comments, each with its mark (`#`, or `//` in JSON). A `#` inside quotes counts when a blank stands before it. */
export function* yamlComments({ text, json }: YamlTree): Iterable<Span> {
  if (json) return yield* json.comments;
  for (const { index, 0: match } of text.matchAll(/(?:^|[ \t])#[^\r\n]*/gm)) {
    const start = index + (match.startsWith("#") ? 0 : 1);
    yield { start, end: index + match.length };
  }
}

/** Builds a tree from what the parser of another notation reports, in the order of the text. */
export interface Builder {
  /** A collection begins at the offset. */
  open(kind: "mapping" | "sequence", start: number): void;
  /** A key of the mapping that is open. */
  key(name: string, span: Span): void;
  /** A value: of the last key, or the next item. */
  scalar(value: unknown, span: Span, quoted: boolean): void;
  /** The collection that is open ends before the offset. */
  close(end: number): void;
  /** The tree of all there was. */
  end(errors: readonly Sourced<string>[], comments: readonly Span[]): YamlTree;
}

/** Builds the tree of a JSON text, whose collections are all in flow style. */
export function treeBuilder(text: string): Builder {
  let top: Node | undefined;
  const stack: { readonly node: YAMLMap<Node, Node | null> | YAMLSeq<Node>; pair?: Pair<Node, Node | null> }[] = [];
  const add = (node: Node) => {
    const around = stack.at(-1);
    if (!around) top ??= node;
    else if (isSeq(around.node)) around.node.items.push(node);
    else if (around.pair) around.pair.value = node;
  };
  return {
    open(kind, start) {
      const node = kind === "mapping" ? new YAMLMap<Node, Node | null>() : new YAMLSeq<Node>();
      node.flow = true;
      node.range = [start, text.length, text.length];
      add(node);
      stack.push({ node });
    },
    key(name, span) {
      const around = stack.at(-1);
      if (!around || !isMap(around.node)) return;
      around.pair = new Pair<Node, Node | null>(scalarNode(name, span, true), null);
      around.node.items.push(around.pair);
    },
    scalar: (value, span, quoted) => add(scalarNode(value, span, quoted)),
    close(end) {
      const { node } = stack.pop() ?? {};
      if (node?.range) node.range = [node.range[0], end, end];
    },
    end(errors, comments) {
      const document = new Document<Node>();
      document.contents = top ?? null;
      return { text, documents: top ? [document] : [], errors, json: { comments } };
    },
  };
}

function scalarNode(value: unknown, { start, end }: Span, quoted: boolean): Scalar {
  const node = new Scalar(value);
  node.range = [start, end, end];
  node.type = quoted ? "QUOTE_DOUBLE" : "PLAIN";
  return node;
}
