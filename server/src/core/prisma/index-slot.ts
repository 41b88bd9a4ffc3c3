import type { Edit } from "../finding.ts";
import type { Slot } from "../model.ts";
import type { PrismaBlock, PrismaTree } from "../syntax/prisma.ts";
import { lineEnd, lineStart, lineStop } from "../text.ts";

// `prisma format` sorts block attributes by kind and keeps the order inside a kind: these stand before an index, or are
// one; `@@fulltext`, `@@map`, `@@ignore` and `@@schema` follow it (seen alike in Prisma 5.22, 6.18, 7.8 and 8.1).
const UP_TO_INDEX = new Set(["id", "unique", "index"]);

/**
 * Where a line `@@index(…)` is written in a model so that `prisma format` leaves it there: below the last attribute of
 * the same or an earlier kind, else above the first of a later kind, else at the end, with a blank line above the first.
 * No edits while something in the model is unfinished.
 */
export function indexSlot(tree: PrismaTree, { attributes, fields, open, close, isWhole }: PrismaBlock): Slot {
  const { text, plain } = tree;
  if (!isWhole || !open || !close) return { edits: [] };
  const indent = indentAt(text, (attributes[0] ?? fields[0] ?? close).start);
  const last = attributes.findLast(({ name }) => UP_TO_INDEX.has(name));
  const first = attributes[0];
  const at = last ? lineStop(plain, last.end) : first ? startOf(tree, first.start) : lineStart(plain, close.start);
  return { edits: last ? [insert(at, `${lineEnd(text)}${indent}{value}`)] : above(text, at, indent) };
}

/**
 * The line above the one that begins here, and a blank line above it unless there is one. Two edits, so that several
 * indexes written at once share the blank line.
 */
function above(text: string, at: number, indent: string): Edit[] {
  const line = insert(at, `${indent}{value}${lineEnd(text)}`);
  const isBlank = !text.slice(lineStart(text, at - 1), at).trim();
  return isBlank ? [line] : [insert(at, lineEnd(text)), line];
}

/** The line that holds the offset, or the first of the comment lines right above it: they belong to what they precede. */
function startOf({ text, plain }: PrismaTree, offset: number): number {
  let at = lineStart(plain, offset);
  while (at > 0) {
    const up = lineStart(plain, at - 1);
    const isComment = !plain.slice(up, at).trim() && text.slice(up, at).trim();
    if (!isComment) break;
    at = up;
  }
  return at;
}

const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] || "  ";

const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });
