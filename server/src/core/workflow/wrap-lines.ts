// Puts lines of YAML one level deeper, below a new key.
import type { Edit } from "../finding.ts";
import { type Entry, isFlow, spanOf, type YamlMap, type YamlTree } from "../syntax/yaml.ts";
import { lineEnd, lineStart, nextLine } from "../text.ts";

/** What is written around lines: each is a line of its own, without the indentation of the key that it stands beside. */
export interface Wrapping {
  readonly before: readonly string[];
  /** How many blanks deeper the lines go. */
  readonly deeper: number;
  readonly after: readonly string[];
}

/**
 * The edits that wrap entries of a mapping, which follow each other; undefined for a flow mapping, for JSON, or where an
 * entry shares its line with something else.
 */
export function wrapEntries(
  tree: YamlTree,
  map: YamlMap,
  own: readonly Entry[],
  { before, deeper, after }: Wrapping,
): Edit[] | undefined {
  const { text } = tree;
  const [head] = own;
  const tail = own.at(-1);
  if (tree.json || isFlow(map) || !head || !tail?.value) return undefined;
  const from = lineStart(text, head.key.start);
  const indent = text.slice(from, head.key.start);
  const end = spanOf(tail.value).end;
  const stop = text[end - 1] === "\n" ? end : nextLine(text, end);
  if (indent.trim() !== "" || text[stop - 1] !== "\n") return undefined;
  const eol = lineEnd(text);
  const lines = (written: readonly string[]) => written.map((line) => `${indent}${line}${eol}`).join("");
  const blanks = " ".repeat(deeper);
  const edits: Edit[] = [{ start: from, end: from, text: `${lines(before)}${blanks}` }];
  for (let line = nextLine(text, from); line < stop; line = nextLine(text, line)) {
    if (text.slice(line, nextLine(text, line)).trim()) edits.push({ start: line, end: line, text: blanks });
  }
  return [...edits, { start: stop, end: stop, text: lines(after) }];
}
