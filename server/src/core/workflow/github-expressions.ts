// What the expressions of GitHub Actions read: `needs.build.outputs.tag`, `inputs['dry-run']`. Source: GitHub's
// documentation, "Evaluate expressions in workflows and actions".
import { entries, items, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { placesOf } from "../syntax/yaml-places.ts";
import type { Sourced, Span } from "../text.ts";

/** A property that an expression reads. */
export interface Reference extends Span {
  /** The context, then the names behind it, as written; names compare without regard to case. */
  readonly path: readonly Sourced<string>[];
  /** True when it reads more than the path says: `inputs[matrix.key]`, `steps.*.outcome`, or it is still being typed. */
  readonly open: boolean;
  /** True when `||` stands behind it: its author has something else in case it is empty. */
  readonly fallback: boolean;
}

/** A reference in a document. */
export interface PlacedReference extends Reference {
  /** False when the spans are those of the whole scalar, where the places of its characters cannot be told. */
  readonly exact: boolean;
}

/** True when the reference reads that property, or something inside it. Names in lower case. */
export const reads = ({ path }: Reference, ...names: readonly string[]): boolean =>
  names.every((name, index) => path[index]?.value.toLowerCase() === name);

/** The name behind these names, or undefined: `nameAfter(ref, "inputs")` of `inputs.tag` is `tag`. */
export const nameAfter = (reference: Reference, ...names: readonly string[]): Sourced<string> | undefined =>
  reads(reference, ...names) ? reference.path[names.length] : undefined;

/** True when the reference takes the whole of what has these names, as `toJSON(inputs)` does. */
export const takesAll = (reference: Reference, ...names: readonly string[]): boolean =>
  reference.path.length <= names.length && reads(reference, ...names.slice(0, reference.path.length));

/** What was walked through already, so that an alias brings it only once. */
export type Walked = Set<YamlNode>;

/** The references below a node, in the order of the text. `name`: the key that it is the value of. */
export function* referencesUnder(
  tree: YamlTree,
  node: YamlNode | undefined,
  walked: Walked = new Set(),
  name = "",
): Iterable<PlacedReference> {
  for (const { key, scalar, text } of scalarsUnder(tree, node, walked, name)) {
    const found = readExpressions(text, key === "if");
    if (found.length === 0) continue;
    const places = placesOf(tree, scalar, text);
    for (const reference of found) yield placed(reference, places, spanOf(scalar));
  }
}

function placed(reference: Reference, places: ((at: number) => number) | undefined, all: Span): PlacedReference {
  const move = <T extends Span>(span: T): T =>
    places
      ? { ...span, start: places(span.start), end: places(span.end) }
      : { ...span, start: all.start, end: all.end };
  return { ...move(reference), path: reference.path.map(move), exact: places !== undefined };
}

interface FoundScalar {
  readonly key: string;
  readonly scalar: YamlNode;
  readonly text: string;
}

// No workflow nests this deep; it keeps hostile files from exhausting the stack.
const MAX_DEPTH = 100;

function* scalarsUnder(
  tree: YamlTree,
  node: YamlNode | undefined,
  walked: Walked,
  key = "",
  depth = 0,
): Iterable<FoundScalar> {
  if (!node || walked.has(node) || depth > MAX_DEPTH) return;
  walked.add(node);
  const text = scalarText(node);
  if (text !== undefined) {
    if (key === "if" || text.includes("${{")) yield { key, scalar: node, text };
    return;
  }
  for (const pair of entries(tree, node)) yield* scalarsUnder(tree, pair.value, walked, pair.key.value, depth + 1);
  for (const item of items(tree, node)) yield* scalarsUnder(tree, item, walked, key, depth + 1);
}

/**
 * The references in a text, in time linear in its length: those between `${{` and `}}`. `condition`: a text without these
 * is an expression as a whole, as under `if:`.
 */
export function readExpressions(text: string, condition = false): Reference[] {
  if (!text.includes("${{")) return condition ? readFrom(text, 0).found : [];
  const all: Reference[] = [];
  for (let at = text.indexOf("${{"); at >= 0; at = text.indexOf("${{", at)) {
    const { found, end } = readFrom(text, at + 3);
    all.push(...found);
    at = end;
  }
  return all;
}

/** Names may hold dashes; `''` in a string is a quote. */
const TOKEN = /\}\}|'(?:[^']|'')*'|[A-Za-z_][\w-]*|\d[\w.]*|\S/g;
const NAME = /^[A-Za-z_]/;

/** Reads one expression, up to `}}` or the end of the text. */
function readFrom(text: string, start: number): { readonly found: Reference[]; readonly end: number } {
  const reader = new Reader();
  for (const { 0: token, index } of tokensFrom(text, start)) {
    if (token === "}}") {
      reader.flush();
      return { found: reader.found, end: index + 2 };
    }
    reader.take(token, index);
  }
  reader.flush();
  const last = reader.found.at(-1);
  // What nothing closes may still be growing.
  const found = last && start > 0 ? [...reader.found.slice(0, -1), { ...last, open: true }] : reader.found;
  return { found, end: text.length };
}

function* tokensFrom(text: string, start: number): Iterable<RegExpExecArray> {
  const token = new RegExp(TOKEN);
  token.lastIndex = start;
  for (let match = token.exec(text); match; match = token.exec(text)) yield match;
}

class Reader {
  readonly found: Reference[] = [];
  private path: Sourced<string>[] = [];
  private end = 0;
  /** What the path waits for: a name behind a dot, or the end of an index. */
  private awaits: "nothing" | "name" | "index" | "]" = "nothing";
  private before = "";

  take(token: string, at: number): void {
    this.step(token, at);
    this.before = token;
  }

  private step(token: string, at: number): void {
    const end = at + token.length;
    if (this.path.length > 0) {
      if (this.awaits === "name" && NAME.test(token)) {
        this.add(token, at, end);
        return;
      }
      if (this.awaits === "index" && token.startsWith("'") && token.length > 1) {
        this.add(token.slice(1, -1).replaceAll("''", "'"), at + 1, end - 1);
        this.awaits = "]";
        return;
      }
      if (this.awaits === "]" && token === "]") {
        this.end = end;
        this.awaits = "nothing";
        return;
      }
      if (this.awaits === "nothing" && (token === "." || token === "[")) {
        this.awaits = token === "." ? "name" : "index";
        return;
      }
      // A name before a parenthesis is that of a function.
      if (token === "(" && this.path.length === 1 && this.awaits === "nothing") this.path = [];
      this.flush(token === "|");
    }
    // What stands behind the dot of something computed is no context.
    if (NAME.test(token) && this.before !== "." && !LITERALS.has(token)) this.add(token, at, end);
  }

  private add(value: string, start: number, end: number): void {
    this.path.push({ value, start, end });
    this.end = end;
    this.awaits = "nothing";
  }

  flush(fallback = false): void {
    const [first] = this.path;
    if (first) {
      const { path, end } = this;
      this.found.push({ path, open: this.awaits !== "nothing", fallback, start: first.start, end });
    }
    this.path = [];
    this.awaits = "nothing";
  }
}

const LITERALS: ReadonlySet<string> = new Set(["true", "false", "null"]);
