// Programs as far as their text tells: what is called with what, what is assigned, where functions stand. The trees of
// Python and JavaScript have nearly the same names for this (lezer-parser/python and lezer-parser/javascript, *.grammar).
import type { SyntaxNode, SyntaxNodeRef, Tree } from "@lezer/common";
import type { Span } from "../text.ts";

/** What is known of a program. Everything is in the order of the text. */
export interface Program {
  readonly calls: readonly ProgramCall[];
  /** Functions, methods and classes that have a name. */
  readonly definitions: readonly Definition[];
  readonly assignments: readonly Assignment[];
  readonly mentions: readonly Mention[];
  readonly comments: readonly Span[];
  /** What could not be parsed. */
  readonly errors: readonly Span[];
}

/** A call, `new` among them. The span is that of the whole call. */
export interface ProgramCall extends Span {
  /** The last name of what is called: `add_node` for `graph.add_node(…)`. */
  readonly name: string;
  /** Where that name stands. */
  readonly at: Span;
  /** What comes before the name, calls that are chained left out: `graph` for `graph.a().b()`. */
  readonly receiver?: Value;
  /** The text of what is called. */
  readonly callee: string;
  readonly arguments: readonly Argument[];
  readonly context: Context;
}

/** An argument, with its name if it has one. */
export interface Argument {
  readonly name?: string;
  readonly value: Value;
}

/** A value as it is written; casts and brackets around it are left out. */
export type Value = Span &
  (
    | { readonly kind: "text"; readonly value: string }
    /** A variable or names behind dots: `self.llm`. */
    | { readonly kind: "name"; readonly value: string }
    | { readonly kind: "list"; readonly items: readonly Value[] }
    | { readonly kind: "object"; readonly entries: readonly { readonly key?: Value; readonly value: Value }[] }
    | { readonly kind: "call"; readonly callee: string; readonly arguments: readonly Argument[] }
    | { readonly kind: "function" }
    | { readonly kind: "other" }
  );

/** A function, method or class. */
export interface Definition extends Span {
  readonly name: string;
  readonly kind: "function" | "class";
  /** Where its body stands in. */
  readonly context: Context;
}

/** `name = value`, the name with its dots. */
export interface Assignment extends Span {
  readonly name: string;
  readonly value: Value;
  /** The call at the beginning of the chain that is assigned, and the last one of the chain: `StateGraph(…).compile()`. */
  readonly chain?: { readonly first: Span; readonly last: string };
  readonly context: Context;
}

/** A variable, and up to one name behind a dot. */
export interface Mention extends Span {
  readonly name: string;
  readonly as: "receiver" | "target" | "key" | "other";
}

/** What surrounds a place: the innermost function, class, loop or condition; undefined at the top. */
export type Context =
  | (Span & { readonly kind: "function" | "class" | "loop" | "condition"; readonly outer: Context })
  | undefined;

// Nobody asks what lies deeper in a value; every call reads its own, so this is also what a deep nest costs.
const MAX_VALUE_DEPTH = 6;
// Longer chains of brackets and names are generated.
const MAX_DEPTH = 40;
const MAX_CALLEE = 300;

const CONTEXTS: ReadonlyMap<string, NonNullable<Context>["kind"]> = new Map([
  ...["FunctionDefinition", "FunctionDeclaration", "FunctionExpression", "MethodDeclaration", "ArrowFunction"].map(
    (name) => [name, "function"] as const,
  ),
  ["LambdaExpression", "function"],
  ["ClassDefinition", "class"],
  ["ClassDeclaration", "class"],
  ...["ForStatement", "WhileStatement", "DoStatement"].map((name) => [name, "loop"] as const),
  ...["ArrayComprehensionExpression", "SetComprehensionExpression", "DictionaryComprehensionExpression"].map(
    (name) => [name, "loop"] as const,
  ),
  ["ComprehensionExpression", "loop"],
  ...["IfStatement", "MatchStatement", "SwitchStatement", "ConditionalExpression"].map(
    (name) => [name, "condition"] as const,
  ),
]);

/** Reads the tree of a program. Never throws: what is not understood is missing. */
export function programOf(tree: Tree, text: string): Program {
  const reader = new Reader(text);
  tree.iterate({ enter: (node) => reader.enter(node), leave: (node) => reader.leave(node) });
  return { ...reader.found, calls: reader.found.calls.toSorted((a, b) => a.at.start - b.at.start) };
}

class Reader {
  readonly found = {
    calls: [] as ProgramCall[],
    definitions: [] as Definition[],
    assignments: [] as Assignment[],
    mentions: [] as Mention[],
    comments: [] as Span[],
    errors: [] as Span[],
  };
  readonly #text: string;
  #context: Context;

  constructor(text: string) {
    this.#text = text;
  }

  enter(ref: SyntaxNodeRef): void {
    const { name, from, to } = ref;
    if (ref.type.isError) this.found.errors.push({ start: from, end: to });
    const kind = CONTEXTS.get(name);
    if (kind && !isMain(ref.node, this.#text)) {
      if (kind === "function" || kind === "class") this.#define(ref.node, kind);
      this.#context = { kind, outer: this.#context, start: from, end: to };
    } else if (name === "CallExpression" || name === "NewExpression") this.#call(ref.node);
    else if (name === "AssignStatement" || name === "VariableDeclaration" || name === "AssignmentExpression") {
      this.#assign(ref.node);
    } else if (name === "PropertyDeclaration") this.#assign(ref.node, "this.");
    else if (name === "VariableName" || name === "VariableDefinition" || name === "MemberExpression") {
      this.#mention(ref.node);
    } else if (name.endsWith("Comment")) this.found.comments.push({ start: from, end: to });
  }

  leave({ name, from, to }: SyntaxNodeRef): void {
    const context = this.#context;
    if (CONTEXTS.has(name) && context?.start === from && context.end === to) this.#context = context.outer;
  }

  #define(node: SyntaxNode, kind: Definition["kind"]): void {
    const named =
      node.getChild("VariableName") ?? node.getChild("VariableDefinition") ?? node.getChild("PropertyDefinition");
    if (!named || node.name === "LambdaExpression" || node.name === "ArrowFunction") return;
    const name = textOf(named, this.#text);
    this.found.definitions.push({ name, kind, context: this.#context, start: node.from, end: node.to });
  }

  #call(node: SyntaxNode): void {
    const read = callOf(node, this.#text);
    if (read) this.found.calls.push({ ...read, context: this.#context });
  }

  /** `a = value`, `a: Type = value`, `const a = value`, `self.a = value`; several at once are not understood. */
  #assign(node: SyntaxNode, prefix = ""): void {
    const parts = partsOf(node).filter(({ name }) => !/^(?:TypeDef|TypeAnnotation|Decorator|Privacy)$/.test(name));
    const [target, value] = parts;
    if (!target || !value || parts.length > 2) return;
    const name =
      target.name === "VariableName" || target.name === "MemberExpression" ? dotted(target, this.#text) : undefined;
    const said = name ?? (target.name.endsWith("Definition") ? textOf(target, this.#text) : undefined);
    if (said === undefined) return;
    const first = chainRoot(value);
    const isCall = first && (first.name === "CallExpression" || first.name === "NewExpression");
    const last = isCall ? callOf(plain(value), this.#text)?.name : undefined;
    this.found.assignments.push({
      name: prefix + said,
      value: readValue(value, this.#text, 0),
      ...(isCall && last !== undefined && { chain: { first: spanOf(first), last } }),
      context: this.#context,
      start: node.from,
      end: node.to,
    });
  }

  #mention(node: SyntaxNode): void {
    const name = dotted(node, this.#text);
    if (name === undefined || name.split(".").length > 2) return;
    this.found.mentions.push({ name, as: roleOf(node), start: node.from, end: node.to });
  }
}

function roleOf(node: SyntaxNode): Mention["as"] {
  const { parent } = node;
  if (parent?.name === "MemberExpression" && parent.firstChild?.from === node.from) return "receiver";
  if (node.name === "VariableDefinition") return "target";
  const next = node.nextSibling?.name;
  if (parent?.name === "AssignStatement" && (next === "AssignOp" || next === "TypeDef")) return "target";
  if (parent?.name === "AssignmentExpression" && next === "Equals") return "target";
  return parent?.name === "ArgList" && next === "AssignOp" ? "key" : "other";
}

/** `if __name__ == "__main__":` is no condition that anybody needs to think of. */
const isMain = (node: SyntaxNode, text: string): boolean =>
  node.name === "IfStatement" && text.slice(node.from, node.from + 40).includes("__name__");

function callOf(node: SyntaxNode, text: string): Omit<ProgramCall, "context"> | undefined {
  if (node.name !== "CallExpression" && node.name !== "NewExpression") return undefined;
  const callee = calleeOf(node);
  const list = node.getChild("ArgList");
  if (!callee || !list) return undefined;
  const last = callee.name === "MemberExpression" ? callee.lastChild : callee;
  const named = last?.name === "VariableName" || last?.name === "PropertyName" ? last : undefined;
  const root = callee.name === "MemberExpression" ? chainRoot(callee.firstChild) : undefined;
  return {
    name: named ? textOf(named, text) : "",
    at: spanOf(named ?? callee),
    ...(root && { receiver: readValue(root, text, MAX_VALUE_DEPTH) }),
    callee: text.slice(Math.max(callee.from, callee.to - MAX_CALLEE), callee.to),
    arguments: argumentsOf(list, text, 0),
    start: node.from,
    end: node.to,
  };
}

function calleeOf(node: SyntaxNode): SyntaxNode | null {
  const first = node.name === "NewExpression" ? (node.firstChild?.nextSibling ?? null) : node.firstChild;
  return first?.name === "InstantiationExpression" ? first.firstChild : first;
}

/** Where a chain of calls begins: `graph` of `graph.a().b()`. */
function chainRoot(node: SyntaxNode | null): SyntaxNode | undefined {
  let at = node && plain(node);
  for (;;) {
    const callee = at?.name === "CallExpression" ? calleeOf(at) : null;
    if (callee?.name !== "MemberExpression" || !callee.firstChild) return at ?? undefined;
    at = plain(callee.firstChild);
  }
}

/** The value inside brackets, `await`, `as` and `!`. */
function plain(node: SyntaxNode): SyntaxNode {
  let at = node;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const isCast = at.name === "BinaryExpression" && (at.getChild("as") || at.getChild("satisfies"));
    if (!isCast && !/^(?:ParenthesizedExpression|AwaitExpression|PostfixExpression)$/.test(at.name)) return at;
    const [inner] = partsOf(at);
    if (!inner) return at;
    at = inner;
  }
  return at;
}

function argumentsOf(list: SyntaxNode, text: string, depth: number): Argument[] {
  const found: Argument[] = [];
  for (let child = list.firstChild; child; child = child.nextSibling) {
    if (!isPart(child)) continue;
    const next = child.nextSibling;
    if (next?.name === "AssignOp" && next.nextSibling) {
      found.push({ name: textOf(child, text), value: readValue(next.nextSibling, text, depth + 1) });
      child = next.nextSibling;
    } else found.push({ value: readValue(child, text, depth + 1) });
  }
  return found;
}

function readValue(outer: SyntaxNode, text: string, depth: number): Value {
  const node = plain(outer);
  const span = spanOf(node);
  if (depth > MAX_VALUE_DEPTH) return { kind: "other", ...span };
  switch (node.name) {
    case "String":
      return {
        kind: "text",
        value: textOf(node, text).replace(/^[bru]{0,2}(?:"""|'''|["'])|(?:"""|'''|["'])$/gi, ""),
        ...span,
      };
    case "VariableName":
    case "MemberExpression": {
      const value = dotted(node, text);
      return value === undefined ? { kind: "other", ...span } : { kind: "name", value, ...span };
    }
    case "ArrayExpression":
    case "TupleExpression":
      return { kind: "list", items: partsOf(node).map((one) => readValue(one, text, depth + 1)), ...span };
    case "ObjectExpression":
      return { kind: "object", entries: node.getChildren("Property").map((one) => entryOf(one, text, depth)), ...span };
    case "DictionaryExpression":
      return { kind: "object", entries: [...dictionary(node, text, depth)], ...span };
    case "CallExpression":
    case "NewExpression": {
      const callee = calleeOf(node);
      const list = node.getChild("ArgList");
      const said = callee ? text.slice(Math.max(callee.from, callee.to - MAX_CALLEE), callee.to) : "";
      return { kind: "call", callee: said, arguments: list ? argumentsOf(list, text, depth) : [], ...span };
    }
    case "LambdaExpression":
    case "ArrowFunction":
    case "FunctionExpression":
      return { kind: "function", ...span };
    default:
      return { kind: "other", ...span };
  }
}

function entryOf(node: SyntaxNode, text: string, depth: number): { key?: Value; value: Value } {
  const [first, second] = partsOf(node);
  const other = { kind: "other", ...spanOf(node) } as const;
  if (!first || node.getChild("Spread") || node.getChild("ParamList")) return { value: other };
  const isName = first.name === "PropertyDefinition";
  const said = { value: textOf(first, text), ...spanOf(first) };
  const key: Value = isName ? { kind: "text", ...said } : readValue(first, text, depth + 1);
  // `{ draft }` stands for `{ draft: draft }`.
  return { key, value: second ? readValue(second, text, depth + 1) : isName ? { kind: "name", ...said } : other };
}

/** The entries of `{a: b, **more}`; what two stars bring has no key. */
function* dictionary(node: SyntaxNode, text: string, depth: number): Iterable<{ key?: Value; value: Value }> {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const next = child.nextSibling;
    if (next?.name === ":" && next.nextSibling) {
      yield { key: readValue(child, text, depth + 1), value: readValue(next.nextSibling, text, depth + 1) };
      child = next.nextSibling;
    } else if (child.name === "**") yield { value: { kind: "other", ...spanOf(child) } };
  }
}

/** `self.graph` for names behind dots; undefined where a call or an index is among them. */
function dotted(node: SyntaxNode, text: string): string | undefined {
  const names: string[] = [];
  let at: SyntaxNode | null = node;
  while (at?.name === "MemberExpression" && names.length < MAX_DEPTH) {
    if (at.lastChild?.name !== "PropertyName") return undefined;
    names.push(textOf(at.lastChild, text));
    at = at.firstChild;
  }
  if (at?.name !== "VariableName" && at?.name !== "VariableDefinition" && at?.name !== "this") return undefined;
  return [textOf(at, text), ...names.reverse()].join(".");
}

const isPart = ({ name, type }: SyntaxNode): boolean =>
  !type.isError &&
  ((/^[A-Z]/.test(name) && !/Op$|Comment$|^(?:Equals|Arrow|Spread|TypeArgList)$/.test(name)) || name === "this");

/** The parts of a node without its marks and keywords. */
function partsOf(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (isPart(child)) parts.push(child);
  return parts;
}

const spanOf = ({ from, to }: SyntaxNode): Span => ({ start: from, end: to });
const textOf = ({ from, to }: SyntaxNode, text: string): string => text.slice(from, to);
