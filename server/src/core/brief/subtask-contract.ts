// Reads what a subtask takes and gives, and whose results it uses.
import { remembering } from "../memory.ts";
import type { Subtask } from "../model.ts";
import type { Sourced, Span } from "../text.ts";
import { lineStart } from "../text.ts";
import type { Reading } from "./evidence.ts";
import type { Statement } from "./outline.ts";
import {
  ANY_KEY,
  ANY_NAME,
  GIVES,
  NAME_IN_BOLD,
  NAME_IN_CODE,
  READS,
  TAKES,
  USES,
  WAITS,
  WRITES,
} from "./subtask-cues.ts";

/** A subtask whose contract is not read yet. */
export interface Draft extends Span {
  readonly name: Sourced<string>;
  readonly level: number;
  readonly key: string | undefined;
  /** The cells of a table's row, by what their column is for. */
  readonly cells?: { readonly takes: readonly Sourced<string>[]; readonly gives: readonly Sourced<string>[] };
}

/** What is read of it. */
export type Contract = Pick<Subtask, "outputs" | "uses" | "waits"> & { readonly inputs: readonly Sourced<string>[] };

/** The contract of a subtask of which nothing is said. */
export const NOTHING: Contract = { inputs: [], outputs: [], uses: [], waits: [] };

/** The label at the beginning of a statement. */
const LABEL = /^\W{0,6}\*\*[^*\n]{1,60}\*\*:?|^\W{0,6}[\p{L}][\p{L}\d /]{1,40}[:：]/u;

/** How a subtask is called elsewhere: `task 2`. Empty for a letter in lower case: "agent a" is no name. */
export const key = (noun: string, ordinal: string): string =>
  /^[a-z]$/.test(ordinal)
    ? ""
    : `${noun
        .toLowerCase()
        .replace(/^sub-?/, "")
        .replace(/s$/, "")} ${ordinal.toLowerCase()}`;

/** The contract of a subtask, read in the statements that are its own and no inner one's. */
export function contractOf(draft: Draft, statements: readonly Statement[], text: string): Contract {
  if (draft.cells) {
    const { takes, gives } = draft.cells;
    const names = (cells: readonly Sourced<string>[]) => cells.flatMap((cell) => at(cell, marksIn(cell.value).code));
    return {
      inputs: names(takes),
      outputs: names(gives),
      uses: takes.flatMap((cell) => at(cell, marksIn(cell.value).keys)),
      waits: [],
    };
  }
  const inputs: Sourced<string>[] = [];
  const outputs: Sourced<string>[] = [];
  const uses: Sourced<string>[] = [];
  const waits: Sourced<string>[] = [];
  for (const statement of statements) {
    if (statement.kind === "code" || statement.quoted) continue;
    for (const line of linesOf(text, statement)) {
      const hasOwn = [TAKES, GIVES, WAITS].some((label) => label.test(line.label));
      const labelled = (label: RegExp) => (hasOwn ? label.test(line.label) : isBelow(statement, label, draft));
      const [takes, gives] = [labelled(TAKES), labelled(GIVES)];
      const body = hasOwn ? { ...line, value: line.value.replace(LABEL, (label) => " ".repeat(label.length)) } : line;
      const { code, bold, keys, used } = marksIn(body.value);
      const names = at(body, [...code, ...bold]);
      if (takes && !gives) inputs.push(...names);
      else if (gives && !takes) outputs.push(...names);
      else {
        const paths = marksIn(line.value).code;
        const written = paths.filter(({ start }) => isWritten(line.value, start - 1));
        outputs.push(...at(line, written));
      }
      uses.push(...at(body, takes ? keys : used));
      if (labelled(WAITS)) waits.push(...at(body, keys));
    }
  }
  return { inputs, outputs, uses, waits };
}

/** Tells of a step or phase whether it may be an item of a numbered list, or a heading with nothing but a number. */
export function numbersOf({
  tree: { text },
  outline: { sections, statements },
}: Reading): (key: Sourced<string>) => boolean {
  const numbers = new Set(sections.map(({ title: { value } }) => /^\W{0,6}(\d{1,3})[.):\s]/.exec(value)?.[1]));
  for (const { item, start } of statements) {
    if (item === "number") numbers.add(/^\D{0,20}(\d{1,3})[.)]/.exec(text.slice(lineStart(text, start), start))?.[1]);
  }
  return ({ value }) => numbers.has(/^(?:step|phase|stage) (\d{1,3})/.exec(value)?.[1] ?? "");
}

/** Tells of a name whether the text has it outside a subtask, other than as what some subtask produces. */
export function namedElsewhere(
  text: string,
  contracts: readonly Contract[],
): (name: Sourced<string>, draft: Draft) => boolean {
  const names = contracts.some(({ inputs }) => inputs.length > 0) ? [...text.matchAll(ANY_NAME)] : [];
  const places = new Map<string, number[]>();
  for (const { 0: path, index } of names) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    places.set(name, [...(places.get(name)?.slice(-50) ?? []), index]);
  }
  const made = new Set(contracts.flatMap(({ outputs }) => outputs.map(({ start }) => start)));
  return ({ value }, { start, end }) =>
    (places.get(value.slice(value.lastIndexOf("/") + 1)) ?? []).some(
      (at) => (at < start || at >= end) && !made.has(at),
    );
}

/** The lines of a statement, each with its label: "Input: …" and "Output: …" may follow one another without a blank line. */
function linesOf(text: string, { start, end, label }: Statement): (Sourced<string> & { readonly label: string })[] {
  let from = start;
  return text
    .slice(start, end)
    .split("\n")
    .map((value, index) => {
      const at = from;
      from += value.length + 1;
      const own = index === 0 ? undefined : LABEL.exec(value)?.[0].replace(/[^\p{L}\d /]/gu, "");
      return { value, start: at, end: at + value.length, label: own?.trim().toLowerCase() ?? label };
    });
}

/** True when a label of the subtask itself stands above the statement. A bold line leads to a list, or to one paragraph. */
function isBelow({ section, item, depth, kind, start }: Statement, label: RegExp, draft: Draft): boolean {
  const isLed = item !== "none" || depth > 0 || kind === "row";
  for (let around = section; around && around.title.start > draft.start; around = around.parent) {
    const holds = around.style === "heading" || around.style === "tag" || isLed || start - around.title.end < 10;
    if (holds && label.test(around.label)) return true;
  }
  return false;
}

function isWritten(said: string, offset: number): boolean {
  const before = said.slice(Math.max(0, offset - 90), offset);
  return WRITES.test(before) && !READS.test(before);
}

/** What a line names: files in code, names in bold, other subtasks, those whose results it uses. Places in the line. */
const marksIn = remembering((said: string) => ({
  code: said.includes("`") ? namesIn(said, NAME_IN_CODE) : [],
  bold: said.includes("**") ? namesIn(said, NAME_IN_BOLD) : [],
  keys: keysIn(said, ANY_KEY),
  used: keysIn(said, USES),
}));

const at = ({ start: base }: Span, found: readonly Sourced<string>[]): Sourced<string>[] =>
  found.map(({ value, start, end }) => ({ value, start: base + start, end: base + end }));

function namesIn(said: string, pattern: RegExp): Sourced<string>[] {
  return [...said.matchAll(pattern)].flatMap((match) => {
    const value = match[1] ?? "";
    const start = match.index + match[0].indexOf(value);
    return value.endsWith(":") ? [] : [{ value, start, end: start + value.length }];
  });
}

function keysIn(said: string, pattern: RegExp): Sourced<string>[] {
  return [...said.matchAll(pattern)].flatMap((match) => {
    const [whole, noun = "", ordinal = ""] = match;
    const from = match.index + whole.lastIndexOf(noun);
    const value = key(noun, ordinal);
    return value ? [{ value, start: from, end: match.index + whole.length }] : [];
  });
}
