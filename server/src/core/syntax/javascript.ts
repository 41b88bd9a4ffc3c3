// The only file that knows the parser of JavaScript and TypeScript.
import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@lezer/javascript";
import type { Span } from "../text.ts";
import { type Program, programOf } from "./program.ts";

/** A call as far as its text alone tells. The span is that of the whole call. */
export interface JavaScriptCall extends Span {
  /** The names behind dots, innermost first: `findMany`, `post`, `prisma` for `this.prisma.post.findMany(…)`. */
  readonly names: readonly string[];
  readonly arguments: readonly JavaScriptValue[];
}

/** A value as it is written. Casts, brackets and `!` around it are left out. */
export type JavaScriptValue = Span &
  (
    | { readonly kind: "object"; readonly entries: readonly JavaScriptEntry[] }
    | { readonly kind: "list"; readonly items: readonly JavaScriptValue[] }
    | { readonly kind: "text"; readonly value: string }
    /** A number, `true`, `null`, a template. */
    | { readonly kind: "literal"; readonly value: string }
    /** A variable, `undefined` among them. */
    | { readonly kind: "name"; readonly value: string }
    /** One of these, as `a ? b : c`, `a && b`, `a ?? b` say; the condition is left out. */
    | { readonly kind: "either"; readonly values: readonly JavaScriptValue[] }
    | { readonly kind: "other" }
  );

/** `key: value`, `key`, or `...value`, which has no key. A computed key is no key either, and its value is `other`. */
export interface JavaScriptEntry extends Span {
  readonly key?: string;
  readonly value: JavaScriptValue;
}

const typescript = parser.configure({ dialect: "ts" });
const withTags = parser.configure({ dialect: "ts jsx" });

// Deeper values are generated.
const MAX_DEPTH = 40;

const parse = (text: string, path: string): Tree => (/\.[cm]?ts$/.test(path) ? typescript : withTags).parse(text);

/** Reads a program in JavaScript or TypeScript. Never throws: what does not parse is missing. */
export const readJavaScript = (text: string, path: string): Program => programOf(parse(text, path), text);

/** The calls whose last name is wanted, in the order of the text. Never throws: what does not parse is missing. */
export function* javascriptCalls(
  text: string,
  path: string,
  isWanted: (name: string) => boolean,
): Iterable<JavaScriptCall> {
  const cursor = parse(text, path).cursor();
  do {
    if (cursor.name !== "CallExpression") continue;
    const call = cursor.node;
    const names = namesOf(call.firstChild, text);
    if (!isWanted(names[0] ?? "")) continue;
    const list = call.getChild("ArgList");
    const args = list ? inner(list).map((node) => readValue(node, text, 0)) : [];
    yield { names, arguments: args, start: call.from, end: call.to };
  } while (cursor.next());
}

/** The names of a chain of members, innermost first; calls inside it count by their own names. */
function namesOf(callee: SyntaxNode | null, text: string): string[] {
  const names: string[] = [];
  let node = callee;
  while (node && names.length < MAX_DEPTH) {
    if (node.name === "MemberExpression") {
      const last = node.lastChild?.name === "]" ? node.lastChild.prevSibling : node.lastChild;
      if (last) names.push(textOf(last, text).replace(/^["'`]|["'`]$/g, ""));
      node = node.firstChild;
    } else if (node.name === "VariableName" || node.name === "this") {
      names.push(textOf(node, text));
      node = null;
    } else {
      // `db()`, `db!`, `(await db)`, `find<T>`: the name stands inside.
      node =
        /^(?:CallExpression|PostfixExpression|InstantiationExpression|ParenthesizedExpression|AwaitExpression)$/.test(
          node.name,
        )
          ? (inner(node)[0] ?? null)
          : null;
    }
  }
  return names;
}

/** The parts of a node without its marks and keywords. */
function inner(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^[A-Z]/.test(child.name) && !/^(?:LogicOp|Spread|LineComment|BlockComment|TypeArgList)$/.test(child.name)) {
      parts.push(child);
    } else if (child.name === "this" || child.name === "null") parts.push(child);
  }
  return parts;
}

function readValue(node: SyntaxNode | null | undefined, text: string, depth: number): JavaScriptValue {
  if (!node || depth > MAX_DEPTH) return { kind: "other", start: node?.from ?? 0, end: node?.to ?? 0 };
  const span = { start: node.from, end: node.to };
  const said = textOf(node, text);
  switch (node.name) {
    case "ObjectExpression":
      return { kind: "object", entries: node.getChildren("Property").map((one) => entryOf(one, text, depth)), ...span };
    case "ArrayExpression":
      return { kind: "list", items: inner(node).map((item) => readValue(item, text, depth + 1)), ...span };
    case "String":
      return { kind: "text", value: said.slice(1, -1), ...span };
    case "Number":
    case "BooleanLiteral":
    case "null":
    case "TemplateString":
      return { kind: "literal", value: said, ...span };
    case "VariableName":
      return { kind: "name", value: said, ...span };
    case "ParenthesizedExpression":
    case "PostfixExpression":
      return readValue(inner(node)[0], text, depth + 1);
    case "ConditionalExpression":
      return {
        kind: "either",
        values: inner(node)
          .slice(1)
          .map((one) => readValue(one, text, depth + 1)),
        ...span,
      };
    case "BinaryExpression":
      return binary(node, text, depth);
    default:
      return { kind: "other", ...span };
  }
}

/** `value as Type` and `value satisfies Type` are the value; `a && b` is b or nothing; `a || b` and `a ?? b` either. */
function binary(node: SyntaxNode, text: string, depth: number): JavaScriptValue {
  const [left, right] = inner(node);
  if (node.getChild("as") || node.getChild("satisfies")) return readValue(left, text, depth + 1);
  const operator = node.getChild("LogicOp");
  if (!operator) return { kind: "other", start: node.from, end: node.to };
  const second = readValue(right, text, depth + 1);
  const nothing = { kind: "name", value: "undefined", start: node.from, end: node.from } as const;
  const first = textOf(operator, text) === "&&" ? nothing : readValue(left, text, depth + 1);
  return { kind: "either", values: [first, second], start: node.from, end: node.to };
}

function entryOf(node: SyntaxNode, text: string, depth: number): JavaScriptEntry {
  const span = { start: node.from, end: node.to };
  if (node.getChild("Spread")) return { value: readValue(inner(node)[0], text, depth + 1), ...span };
  const name = node.getChild("PropertyDefinition");
  const [first, second] = inner(node);
  const isComputed = node.firstChild?.name === "[";
  if (!first || isComputed || node.getChild("ParamList")) return { value: { kind: "other", ...span }, ...span };
  const key = textOf(first, text).replace(/^["']|["']$/g, "");
  // `{ where }` stands for `{ where: where }`.
  const value = second ? readValue(second, text, depth + 1) : ({ kind: "name", value: key, ...span } as const);
  return name || first.name === "String" || first.name === "Number" ? { key, value, ...span } : { value, ...span };
}

const textOf = ({ from, to }: SyntaxNode, text: string): string => text.slice(from, to);
