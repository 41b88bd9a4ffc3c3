// The only file that knows the parser of the Prisma schema language.
import type { SyntaxNode, Tree } from "@lezer/common";
import type { Sourced, Span } from "../text.ts";
import { parser } from "./prisma.parser.generated.ts";

/** A parsed schema file. */
export interface PrismaTree {
  readonly text: string;
  /** The text with every comment replaced by as many spaces: block comments lose their line ends. Offsets are the same. */
  readonly plain: string;
  readonly blocks: readonly PrismaBlock[];
  /** The `//` and `///` comments, with their slashes and without the line end. */
  readonly comments: readonly Sourced<string>[];
  /** What Prisma cannot read, in the order of the text; a construct that is only unfinished is not among it. */
  readonly errors: readonly Sourced<string>[];
}

/** `model Post { … }` and its like. */
export interface PrismaBlock extends Span {
  readonly keyword: "model" | "view" | "type" | "enum" | "datasource" | "generator";
  readonly name: Sourced<string>;
  /** The lines of a model, view or type that declare a field. */
  readonly fields: readonly PrismaField[];
  /** The `@@` lines. */
  readonly attributes: readonly PrismaAttribute[];
  /** The `key = value` lines of a datasource or generator. */
  readonly settings: readonly PrismaSetting[];
  /** The braces; one that is not typed yet is missing. */
  readonly open?: Span;
  readonly close?: Span;
  /** False where something inside is unfinished or cannot be read, so that the rest had to be guessed. */
  readonly isWhole: boolean;
}

/** One line of a model that declares a field. */
export interface PrismaField extends Span {
  readonly name: Sourced<string>;
  /** The name of its type, `Unsupported` for one that Prisma does not know; empty while it is not typed yet. */
  readonly type: string;
  readonly isList: boolean;
  readonly attributes: readonly PrismaAttribute[];
}

/** `@name(…)` on a field or `@@name(…)` in a block. */
export interface PrismaAttribute extends Span {
  /** Without the `@`; `db.ObjectId` for a native type. */
  readonly name: string;
  readonly arguments: readonly PrismaArgument[];
}

/** `value` or `key: value`. */
interface PrismaArgument extends Span {
  readonly key?: string;
  readonly value: PrismaValue;
}

interface PrismaSetting extends Span {
  readonly key: string;
  readonly value: PrismaValue;
}

/** A value in the arguments of an attribute. */
export type PrismaValue = Span &
  (
    | { readonly kind: "string" | "number"; readonly value: string }
    /** A name: of a field, an enum value, `true`; with dots inside a composite type. */
    | { readonly kind: "path"; readonly value: string }
    | { readonly kind: "call"; readonly value: string; readonly arguments: readonly PrismaArgument[] }
    | { readonly kind: "list"; readonly items: readonly PrismaValue[] }
    | { readonly kind: "object"; readonly entries: readonly PrismaArgument[] }
  );

// A comment, or a string, which may hold what looks like a comment. A string that is not closed ends with its line.
const COMMENT_OR_STRING = /"(?:[^"\\\r\n]|\\[^\r\n])*"?|\/\/[^\r\n]*|\/\*/g;
// `type` and the others are also names of fields: `type String` is a head only where no block is open.
const HEAD = /^[ \t]*(?:model|view|type|enum|datasource|generator)[ \t]+[A-Za-z_][\w-]*[ \t]*(\{|\r?$)/gm;
// Nothing that Prisma accepts nests values deeper than four times.
const MAX_DEPTH = 20;

/**
 * Reads a schema, or a file of one. Never throws: what does not parse is missing from the tree.
 *
 * Every block is parsed by itself, so that a missing brace cannot hide the blocks below.
 */
export function parsePrisma(text: string): PrismaTree {
  const { plain, comments } = withoutComments(text);
  const blocks: PrismaBlock[] = [];
  const errors: Sourced<string>[] = [];
  for (const part of split(plain)) {
    for (const block of readBlocks(part)) blocks.push(block);
    for (const error of complaints(part)) errors.push(error);
  }
  return { text, plain, blocks, comments, errors };
}

/** The `//` and `///` comments: where suppressions may stand. */
export const prismaComments = ({ comments }: PrismaTree): Iterable<Sourced<string>> => comments;

/** The value of the argument with this key, or of the first one without a key if `unnamed` says so. */
export function argument({ arguments: all }: PrismaAttribute, key: string, unnamed = false): PrismaValue | undefined {
  const found = all.find((one) => one.key === key) ?? (unnamed ? all.find((one) => one.key === undefined) : undefined);
  return found?.value;
}

function withoutComments(text: string): { plain: string; comments: Sourced<string>[] } {
  const comments: Sourced<string>[] = [];
  const lastClose = text.lastIndexOf("*/");
  let plain = "";
  let at = 0;
  const mark = new RegExp(COMMENT_OR_STRING);
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    const { 0: found, index: start } = match;
    const isBlock = found === "/*";
    // A block comment that is not closed is no comment yet: the rest of the file stays readable.
    if (found.startsWith('"') || (isBlock && start + 2 > lastClose)) continue;
    const end = isBlock ? text.indexOf("*/", start + 2) + 2 : start + found.length;
    if (!isBlock) comments.push({ value: found, start, end });
    plain += text.slice(at, start) + " ".repeat(end - start);
    at = end;
    mark.lastIndex = end;
  }
  return { plain: plain + text.slice(at), comments };
}

/** A piece of the text that holds one block, or what stands before the first. */
interface Part {
  /** Offset of the piece in the text; the tree counts from there. */
  readonly from: number;
  readonly text: string;
  readonly root: SyntaxNode;
  readonly tree: Tree;
}

function* split(plain: string): Iterable<Part> {
  let from = 0;
  for (const { 0: head, 1: brace, index } of plain.matchAll(HEAD)) {
    const isHead = brace === "{" || (!/^[ \t]/.test(head) && isBetweenBlocks(plain, index));
    if (!isHead || index === from) continue;
    yield toPart(plain, from, index);
    from = index;
  }
  yield toPart(plain, from, plain.length);
}

function isBetweenBlocks(plain: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && " \t\r\n".includes(plain.charAt(at))) at--;
  return at < 0 || plain[at] === "}";
}

function toPart(plain: string, from: number, to: number): Part {
  const text = plain.slice(from, to);
  const tree = parser.parse(text);
  return { from, text, tree, root: tree.topNode };
}

function* readBlocks(part: Part): Iterable<PrismaBlock> {
  for (const node of part.root.getChildren("Block")) {
    const keyword = node.getChild("Keyword");
    const name = node.getChild("BlockName");
    if (!keyword || !name) continue;
    const body = bodyOf(node);
    const [open, close] = [body?.getChild("Open"), body?.getChild("Close")];
    yield {
      keyword: textOf(keyword, part) as PrismaBlock["keyword"],
      name: named(name, part),
      fields: body?.getChildren("Field").flatMap((field) => readField(field, part) ?? []) ?? [],
      attributes: body ? readAttributes(body, "BlockAttribute", part) : [],
      settings: body?.getChildren("Setting").flatMap((setting) => readSetting(setting, part) ?? []) ?? [],
      ...(open && { open: spanOf(open, part) }),
      ...(close && { close: spanOf(close, part) }),
      isWhole: errorsIn(part, node).length === 0,
      ...spanOf(node, part),
    };
  }
}

const bodyOf = (block: SyntaxNode): SyntaxNode | null =>
  block.getChild("ModelBody") ?? block.getChild("EnumBody") ?? block.getChild("ConfigBody");

function readField(node: SyntaxNode, part: Part): PrismaField | undefined {
  const name = node.getChild("FieldName");
  if (!name) return undefined;
  const type = node.getChild("FieldType");
  const typeName = type?.getChild("TypeName") ?? type?.getChild("Call")?.getChild("Identifier");
  return {
    name: named(name, part),
    type: typeName ? textOf(typeName, part) : "",
    isList: Boolean(type?.getChild("ListMark")),
    attributes: readAttributes(node, "FieldAttribute", part),
    ...spanOf(node, part),
  };
}

function readAttributes(node: SyntaxNode, type: "FieldAttribute" | "BlockAttribute", part: Part): PrismaAttribute[] {
  return node.getChildren(type).flatMap((attribute) => {
    const name = attribute.getChild("AttributeName");
    if (!name) return [];
    const value = textOf(name, part).replaceAll(/\s/g, "");
    return { name: value, arguments: readArguments(attribute, part), ...spanOf(attribute, part) };
  });
}

const readArguments = (node: SyntaxNode, part: Part, depth = 0): PrismaArgument[] =>
  (node.getChild("Arguments") ?? node).getChildren("Argument").flatMap((one) => readArgument(one, part, depth) ?? []);

function readArgument(node: SyntaxNode, part: Part, depth: number): PrismaArgument | undefined {
  const key = node.getChild("Key");
  const value = readValue(node.lastChild, part, depth + 1);
  return value && { ...(key && { key: textOf(key, part) }), value, ...spanOf(node, part) };
}

function readSetting(node: SyntaxNode, part: Part): PrismaSetting | undefined {
  const key = node.getChild("Key");
  const value = readValue(node.lastChild, part, 0);
  return key && value ? { key: textOf(key, part), value, ...spanOf(node, part) } : undefined;
}

function readValue(node: SyntaxNode | null, part: Part, depth: number): PrismaValue | undefined {
  if (!node || depth > MAX_DEPTH) return undefined;
  const span = spanOf(node, part);
  switch (node.name) {
    case "String":
      return { kind: "string", value: unquote(textOf(node, part)), ...span };
    case "Number":
      return { kind: "number", value: textOf(node, part), ...span };
    case "Path":
      return { kind: "path", value: textOf(node, part).replaceAll(/\s/g, ""), ...span };
    case "Call": {
      const name = node.getChild("Identifier");
      if (!name) return undefined;
      return { kind: "call", value: textOf(name, part), arguments: readArguments(node, part, depth), ...span };
    }
    case "Object":
      return { kind: "object", entries: readArguments(node, part, depth), ...span };
    case "Array":
      return { kind: "list", items: children(node).flatMap((item) => readValue(item, part, depth + 1) ?? []), ...span };
    default:
      return undefined;
  }
}

function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
}

/** What a string says: the only quotes without a backslash are those around it, and the second may be missing. */
const unquote = (quoted: string): string => quoted.replaceAll(/\\(.)|"/g, "$1");

/** The block that never ends, and the lines of which something had to be skipped. */
function* complaints(part: Part): Iterable<Sourced<string>> {
  const block = part.root.getChild("Block");
  const name = block?.getChild("BlockName");
  if (block && name && !bodyOf(block)?.getChild("Close")) {
    const { value, ...span } = named(name, part);
    yield { value: `The block "${value}" has no closing brace.`, ...span };
  }
  let last = part.from;
  for (const { start, end } of errorsIn(part, part.root)) {
    // Without a length it is something missing: the construct is unfinished, not wrong.
    if (start < last || !part.text.slice(start - part.from, end - part.from).trim()) continue;
    const line = lineAround(part, start - part.from);
    yield { value: "Prisma cannot read this line.", ...line };
    last = line.end;
  }
}

/** What the parser skipped below a node, and the places, of no length, where it missed something. */
function errorsIn(part: Part, { from, to }: SyntaxNode): Span[] {
  const found: Span[] = [];
  part.tree.iterate({
    from,
    to,
    enter(node) {
      if (node.type.isError && node.from >= from && node.to <= to) found.push(spanOf(node, part));
    },
  });
  return found;
}

function lineAround({ text, from }: Part, offset: number): Span {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const stop = text.indexOf("\n", offset);
  const line = text.slice(start, stop < 0 ? text.length : stop);
  const indent = line.length - line.trimStart().length;
  return { start: from + start + indent, end: from + start + line.trimEnd().length };
}

const textOf = ({ from, to }: SyntaxNode, part: Part): string => part.text.slice(from, to);
const spanOf = ({ from, to }: { readonly from: number; readonly to: number }, part: Part): Span => ({
  start: part.from + from,
  end: part.from + to,
});
const named = (node: SyntaxNode, part: Part): Sourced<string> => ({ value: textOf(node, part), ...spanOf(node, part) });
