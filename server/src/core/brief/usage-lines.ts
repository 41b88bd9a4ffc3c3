// Where the text of a brief, and not its front matter, declares what a caller may pass.
import { lineStart, lineStop, nextLine } from "../text.ts";
import type { Declaration } from "./declarations.ts";
import type { Reading } from "./evidence.ts";
import { groupsOf } from "./hint.ts";
import type { Statement } from "./outline.ts";

/** A line that shows how the brief is called: `/name <task info> --flag`. */
export interface UsageLine {
  readonly start: number;
  readonly end: number;
  /** What follows the name, and its place. */
  readonly rest: string;
  readonly at: number;
  /** True when words behind it explain it. */
  readonly explained: boolean;
}

/** The lines that show a call of this very brief, in prose and in code. */
export function usageLines({ tree: { text }, outline: { statements }, name }: Reading): UsageLine[] {
  const called = new RegExp(`^[\`>$ \\t]{0,10}/(?:[\\w-]{1,60}:){0,3}${escaped(name)}(?=[\\s\`]|$)`, "i");
  const lines: UsageLine[] = [];
  for (const statement of statements) {
    if (lines.length > MAX_LINES) break;
    if (statement.kind !== "code" && !/^[`>$]{0,3}\//.test(statement.text)) continue;
    for (let start = statement.start; start < statement.end; start = nextLine(text, start)) {
      const end = Math.min(statement.end, lineStop(text, start));
      const line = text.slice(start, Math.min(end, start + 400));
      const [head] = called.exec(line) ?? [];
      if (!head) continue;
      const said = line.slice(head.length);
      const [remark = ""] = REMARK.exec(said) ?? [];
      const rest = said.slice(0, said.length - remark.length);
      lines.push({ start, end, rest, at: start + head.length, explained: /\p{L}{2}/u.test(remark) });
    }
  }
  return lines;
}

/** What explains a call in its own line: `/name --quick   # less detail`. */
const REMARK = /(?:`|\s#|\s{2}\(|\s(?:->|→|-|–|—)\s|\s\/\/).{0,400}$/;
const MAX_LINES = 50;
const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The parameters of the usage lines: groups in brackets of the first, and the flags of all. */
export function declaredInUsage({ kind, frontMatter }: Reading, lines: readonly UsageLine[]): Declaration[] {
  if (kind !== "command" || frontMatter?.fields.get("argument-hint")?.value) return [];
  const found = new Map<string, Declaration>();
  const add = (value: string, start: number, end: number) => {
    if (!found.has(value)) found.set(value, { name: { value, start, end }, source: "usage", removal: [] });
  };
  for (const { rest, at } of lines) {
    for (const { index, 0: flag } of rest.matchAll(/(?<![\w-])--[a-z][\w-]{1,40}/g)) {
      add(flag, at + index, at + index + flag.length);
    }
    if (!/[[<]/.test(rest)) continue;
    for (const { value, start, end } of groupsOf(rest)) {
      if (!value.includes("--")) add(value, at + start, at + end);
    }
  }
  return [...found.values()];
}

/** The first cell of a row: a name in code. */
const CELL = /^\|?\s{0,10}`([a-zA-Z][\w-]{2,60})`\s{0,10}\|/;

/** The rows of a table of inputs: "You receive these values", and a name in code in each first cell. */
export function declaredInRows(
  { tree, outline: { statements } }: Reading,
  isInput: (row: Statement) => boolean,
): Declaration[] {
  return statements.flatMap((row) => {
    const name = row.kind === "row" ? CELL.exec(row.text)?.[1] : undefined;
    if (!name || !isInput(row)) return [];
    const start = tree.text.indexOf(`\`${name}\``, row.start) + 1;
    const removal = [{ start: lineStart(tree.text, row.start), end: nextLine(tree.text, row.start), text: "" }];
    return [{ name: { value: name, start, end: start + name.length }, source: "row", removal } as const];
  });
}
