// Reads the named subtasks of a brief: what each is called, what it takes and gives, and which may run side by side.
import { remembering } from "../memory.ts";
import type { Subtask } from "../model.ts";
import type { Sourced } from "../text.ts";
import { lineStart, lineStop } from "../text.ts";
import { NOT, TOGETHER } from "./crew-cues.ts";
import { FOREIGN_NOT, FOREIGN_TOGETHER } from "./crew-words.ts";
import type { Reading } from "./evidence.ts";
import type { Section, Statement } from "./outline.ts";
import { placesOf } from "./references.ts";
import { contractOf, type Draft, key, NOTHING, namedElsewhere, numbersOf } from "./subtask-contract.ts";
import {
  GIVES,
  KEYED,
  KEYS_IN_GROUP,
  MARKED_PARALLEL,
  NUMBERED_TITLE,
  PARALLEL_GROUP,
  TAKES,
  TASK_COLUMN,
  TASK_ID,
  WORK,
} from "./subtask-cues.ts";
import { ASIDE } from "./words.ts";

/** Longer lists of work are generated; nobody hands over between so many. */
const MAX_SUBTASKS = 500;

/** The named pieces of work of a brief, in the order of the text; one inside another follows it. */
export function readSubtasks(reading: Reading): Subtask[] {
  if (reading.kind === "not-a-brief") return [];
  const drafts = [...fromHeadings(reading), ...fromItems(reading), ...fromTables(reading)]
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .slice(0, MAX_SUBTASKS);
  if (drafts.length === 0) return [];
  const own = statementsOf(drafts, reading.outline.statements);
  const together = groupsAtOnce(reading.outline.statements);
  const contracts = drafts.map((draft) => contractOf(draft, own.get(draft) ?? [], reading.tree.text));
  const isGiven = namedElsewhere(reading.tree.text, contracts);
  const isListed = numbersOf(reading);
  return drafts.map((draft, index): Subtask => {
    const { inputs, outputs, uses, waits } = contracts[index] ?? NOTHING;
    const before = previousSibling(drafts, index);
    return {
      name: draft.name,
      level: draft.level,
      ...(draft.key !== undefined && { key: draft.key }),
      inputs: inputs.map((name) => ({
        ...name,
        candidates: /[./]/.test(name.value) ? placesOf(name.value, reading.path) : [],
        given: isGiven(name, draft),
      })),
      outputs,
      uses: uses.filter((use) => !isListed(use)),
      waits: waits.filter((wait) => !isListed(wait)),
      parallel: before !== undefined && (together(before, draft) || (isMarked(before) && isMarked(draft))),
      start: draft.start,
      end: draft.end,
    };
  });
}

const isMarked = ({ name: { value } }: Draft): boolean => MARKED_PARALLEL.test(value);

/** `task 2` for "Task 2: Parser", `t012` for "T012 [P] …". */
function keyOf(title: string): string | undefined {
  const [, noun, ordinal] = KEYED.exec(title) ?? [];
  if (noun !== undefined && ordinal !== undefined && key(noun, ordinal)) return key(noun, ordinal);
  return TASK_ID.exec(title)?.[1]?.toLowerCase();
}

const isAside = (section: Section | undefined): boolean => {
  for (let around = section; around; around = around.parent) if (ASIDE.test(around.label)) return true;
  return false;
};

const isInWork = (section: Section | undefined): boolean => {
  for (let around = section; around; around = around.parent) if (WORK.test(around.label)) return true;
  return false;
};

function* fromHeadings({ tree, outline }: Reading): Iterable<Draft> {
  const headings = outline.sections.filter(({ style }) => style === "heading");
  // Where each heading's matter ends: at the next of its level or above. Found from the last to the first.
  const ends: number[] = [];
  const next: number[] = Array.from({ length: 8 }, () => tree.text.length);
  for (const heading of headings.toReversed()) {
    ends.push(Math.min(...next.slice(0, heading.level + 1)));
    next[heading.level] = lineStart(tree.text, heading.title.start);
  }
  ends.reverse();
  for (const [index, { title, level, parent }] of headings.entries()) {
    const keyed = keyOf(title.value);
    if (keyed === undefined && !(NUMBERED_TITLE.test(title.value) && isInWork(parent))) continue;
    if (isAside(parent)) continue;
    const start = lineStart(tree.text, title.start);
    yield { name: named(title), level, key: keyed, start, end: ends[index] ?? title.end };
  }
}

function* fromItems({ tree, outline: { statements } }: Reading): Iterable<Draft> {
  for (const [index, statement] of statements.entries()) {
    const { item, text, section, depth, start } = statement;
    if (item === "none" || statement.quoted) continue;
    const outside = section?.style === "item" ? section.parent : section;
    const keyed = keyOf(text);
    const isNamed = keyed !== undefined || (item === "number" && /^\*\*[^*]{2,80}\*\*/.test(text) && isInWork(outside));
    if (!isNamed || isAside(outside)) continue;
    const title =
      /^\*\*([^*]{2,100})\*\*/.exec(text)?.[1] ??
      /^.{2,80}?(?=[:：](?:\s|$)|\.(?:\s|$)|\s[–—]\s|$)/.exec(text)?.[0] ??
      text.slice(0, 80);
    const offset = Math.max(0, tree.text.slice(start, lineStop(tree.text, start)).indexOf(title));
    const name = named({ value: title, start: start + offset, end: start + offset + title.length });
    yield { name, level: levelOf(outside) + depth, key: keyed, start, end: endOfItem(statements, index) };
  }
}

/** The level of the heading around; 0 where there is none. */
function levelOf(section: Section | undefined): number {
  for (let around = section; around; around = around.parent) if (around.style === "heading") return around.level;
  return 0;
}

function endOfItem(statements: readonly Statement[], index: number): number {
  const first = statements[index];
  let end = first?.end ?? 0;
  for (const next of statements.slice(index + 1, index + 100)) {
    if (!first || next.depth < first.depth || (next.depth === first.depth && next.item !== "none")) break;
    end = next.end;
  }
  return end;
}

function* fromTables({ tree, outline }: Reading): Iterable<Draft> {
  const asides = outline.statements.filter(({ kind, section }) => kind === "row" && isAside(section));
  const shown = new Set(asides.map(({ start }) => start));
  let columns: readonly string[] = [];
  for (const block of tree.blocks) {
    if (block.kind !== "row") continue;
    if (block.header) {
      columns = block.cells.map(({ value }) => value.replace(/[*_`]/g, "").trim().toLowerCase());
      continue;
    }
    const [first] = block.cells;
    if (!first?.value.trim() || !TASK_COLUMN.test(columns[0] ?? "") || shown.has(block.start)) continue;
    const of = (label: RegExp) => block.cells.filter((_, index) => index > 0 && label.test(columns[index] ?? ""));
    const [takes, gives] = [of(TAKES), of(GIVES)];
    if (takes.length + gives.length === 0) continue;
    const noun = columns[0]?.replace(/ .*$/, "") ?? "";
    const said = first.value.trim();
    const keyed =
      keyOf(said) ?? (/^(?:\d{1,3}|[A-Z])$/.test(said) && /^[a-z]/.test(noun) ? key(noun, said) : undefined);
    yield { name: named(first), level: 6, key: keyed, cells: { takes, gives }, start: block.start, end: block.end };
  }
}

function named({ value, start, end }: Sourced<string>): Sourced<string> {
  const said = value.trim();
  const from = start + value.length - value.trimStart().length;
  return { value: said.replace(/[*`]/g, ""), start: from, end: Math.max(from, Math.min(end, from + said.length)) };
}

/** The statements of each subtask, without those of a subtask inside it. Both lists are in the order of the text. */
function statementsOf(drafts: readonly Draft[], statements: readonly Statement[]): Map<Draft, Statement[]> {
  const own = new Map<Draft, Statement[]>();
  const open: Draft[] = [];
  let next = 0;
  for (const statement of statements) {
    for (let draft = drafts[next]; draft && draft.start <= statement.start; draft = drafts[next]) {
      open.push(draft);
      next += 1;
    }
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= statement.start) open.pop();
    const inner = open.at(-1);
    if (inner) own.set(inner, [...(own.get(inner)?.slice(-200) ?? []), statement]);
  }
  return own;
}

/** The subtask before this one at the same level, with nothing of a higher level between them. */
function previousSibling(drafts: readonly Draft[], index: number): Draft | undefined {
  const draft = drafts[index];
  for (let at = index - 1; draft && at >= 0; at--) {
    const other = drafts[at];
    if (!other || other.level < draft.level) return undefined;
    if (other.level === draft.level) return other;
  }
  return undefined;
}

const isAtOnce = remembering(
  (text: string): boolean =>
    (TOGETHER.test(text) || FOREIGN_TOGETHER.test(text)) && !NOT.test(text) && !FOREIGN_NOT.test(text),
);

/** Tells of two neighbours whether a sentence of the text lets them run side by side. */
function groupsAtOnce(statements: readonly Statement[]): (a: Draft, b: Draft) => boolean {
  const keys: ReadonlySet<string>[] = [];
  const nouns = new Set<string>();
  for (const { text, kind, quoted } of statements) {
    if (kind !== "sentence" || quoted || !isAtOnce(text)) continue;
    const named = KEYS_IN_GROUP.exec(text);
    const group = PARALLEL_GROUP.exec(text);
    if (named) keys.push(new Set(keysOf(named[1] ?? "", named[2] ?? "")));
    else if (group) nouns.add(nounOf(key(group[1] ?? group[2] ?? group[3] ?? "", "1")));
  }
  return ({ key: first }, { key: second }) => {
    if (first === undefined || second === undefined) return false;
    if (keys.some((group) => group.has(first) && group.has(second))) return true;
    return keys.length === 0 && nounOf(first) === nounOf(second) && nouns.has(nounOf(second));
  };
}

const nounOf = (of: string): string => of.slice(0, of.lastIndexOf(" "));

function keysOf(noun: string, said: string): string[] {
  const range = /^(\d{1,3}) ?(?:[-–]|to|through) ?(\d{1,3})$/.exec(said);
  if (!range) return [...said.matchAll(/\d{1,3}[A-Z]?|[A-Z]\b/gi)].map(([ordinal]) => key(noun, ordinal));
  const [from, to] = [Number(range[1]), Number(range[2])];
  return Array.from({ length: Math.max(0, Math.min(to - from + 1, 50)) }, (_, index) =>
    key(noun, String(from + index)),
  );
}
