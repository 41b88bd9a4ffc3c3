// Finds the agents that a brief asks to run at the same time, and who puts their work together.
import { remembering } from "../memory.ts";
import type { Crew } from "../model.ts";
import type { MarkdownTree } from "../syntax/markdown.ts";
import type { Sourced } from "../text.ts";
import {
  ABOUT_AGENTS,
  ALL_OF,
  ALL_OF_THEM,
  APART,
  APART_ANYWHERE,
  APART_BY_NAME,
  CAP,
  COLLECT,
  COUNT,
  EACH_OWN,
  IN_TURN,
  LIST_OF,
  MACHINE,
  NO_ROLE,
  NOT,
  NUMBERED,
  OF_ALL,
  OF_THEM,
  ONE_NAME,
  PERSON,
  PRODUCE,
  RETURNS,
  ROLE,
  START,
  THEM,
  TOGETHER,
  WAIT,
  WORKER_COLUMN,
} from "./crew-cues.ts";
import {
  EASTERN_COUNT,
  FOREIGN_APART,
  FOREIGN_CAP,
  FOREIGN_COORDINATES,
  FOREIGN_COUNT,
  FOREIGN_EACH_OWN,
  FOREIGN_LIST_OF,
  FOREIGN_NO_ROLE,
  FOREIGN_NOT,
  FOREIGN_OF_THEM,
  FOREIGN_PRODUCE,
  FOREIGN_TOGETHER,
} from "./crew-words.ts";
import { evidence, isOwn } from "./evidence.ts";
import { numberOf } from "./numbers.ts";
import type { Outline, Statement } from "./outline.ts";

/** A stem of every word that says "at the same time". */
const SIGNS =
  /parall|paralel|concurren|simult|at once|same time|side by side|together|message|swarm|gleichzeitig|zeitgleich|zugleich|nebeneinander|auf einmal|même temps|à la fois|de front|mismo tiempo|a la vez|mesmo tempo|vez|параллел|одновремен|并行|并发|同时|同時|並行|並列|一斉|병렬|동시|한꺼번|병행/iu;

/**
 * The groups of agents that the text asks for, largest first. A number counts when a verb starts the agents and
 * something says that they work at the same time; "up to five" is five, "three to five" is five, "10+" is ten. Without a
 * number, the agents that a list or table names are counted.
 */
export function readCrews({ statements, sections }: Outline, { text }: MarkdownTree, title: Sourced<string>): Crew[] {
  // Most briefs never speak of work at the same time, in any language.
  if (!SIGNS.test(text)) return [];
  const atOnce = new Set(statements.filter(({ text, kind }) => kind === "sentence" && isTogether(text)));
  if (atOnce.size === 0 && !sections.some(({ title: { value } }) => isTogether(value))) return [];
  const all = statements.filter((statement) => statement.kind !== "code" && !statement.quoted && isOwn(statement));
  const own = all.filter(({ kind }) => kind === "sentence");
  const places = new Map(all.map((statement, index) => [statement, index]));
  const found = own.flatMap((statement, index) => {
    const together = togetherOf(statement, own, index, atOnce);
    const size = together ? sizeOf(statement, { own, index, all, at: places.get(statement) ?? 0, atOnce }) : 0;
    return together && size > 1
      ? [{ statement, size, together, near: own.slice(Math.max(0, index - 3), index + 8) }]
      : [];
  });
  if (found.length === 0) return [];
  const coordinator = own.find(({ text }) => coordinates(text));
  const divided = own.find(({ text }) => APART_ANYWHERE.test(text) || (OF_THEM.test(text) && APART.test(text)));
  return found
    .map(({ statement, size, together, near }): Crew => {
      const shared = [statement, ...near].find(
        (said) => produces(said.text) && (said === statement || isOfThem(said.text)) && isOfAll(said),
      );
      const apart = divided ?? near.find(({ text }) => isApart(text)) ?? (shared ? undefined : statement);
      const artifact = shared && artifactIn(shared);
      const reasons = [
        ...(together === statement ? [] : [because("They work at the same time", together)]),
        ...(shared && shared !== statement ? [because("What they write", shared)] : []),
      ];
      return {
        subject: { value: title.value, start: statement.start, end: statement.end },
        size,
        ...(coordinator && { coordinator: evidence(coordinator) }),
        ...(apart && { apart: evidence(apart) }),
        ...(artifact && { artifact }),
        ...(reasons.length > 0 && { reasons }),
        start: statement.start,
        end: statement.end,
      };
    })
    .toSorted((a, b) => b.size - a.size);
}

/** The first sentence that says who brings the work of several together, or that one works after the other. */
export function findJoin({ statements }: Outline): Sourced<string> | undefined {
  const found = statements.find(
    ({ kind, quoted, text }) => kind === "sentence" && !quoted && (coordinates(text) || IN_TURN.test(text)),
  );
  return found && evidence(found);
}

/** The path or branch that a sentence has all of them write: the only one that it names, and the same for each. */
function artifactIn({ text, start, end }: Statement): Sourced<string> | undefined {
  const names = new Set([...text.matchAll(ONE_NAME)].map(([, name = ""]) => name));
  const [name] = names;
  if (names.size !== 1 || name === undefined || APART_BY_NAME.test(text)) return undefined;
  return ALL_OF_THEM.test(text) ? { value: name, start, end } : undefined;
}

function because(what: string, statement: Statement): Sourced<string> {
  const { value, ...place } = evidence(statement);
  return { value: `${what}: "${value}"`, ...place };
}

/** The statement that says that the agents of this one work at the same time: itself, or one beside it. */
function togetherOf(
  statement: Statement,
  own: readonly Statement[],
  index: number,
  atOnce: ReadonlySet<Statement>,
): Statement | undefined {
  const beside = [own[index - 1], own[index + 1]].filter((near) => near?.section === statement.section);
  const found = [statement, ...beside].find((near) => near !== undefined && atOnce.has(near));
  return found ?? (isTogether(statement.section?.title.value ?? "") ? statement : undefined);
}

const isTogether = remembering(
  (text: string): boolean =>
    SIGNS.test(text) && ((TOGETHER.test(text) && !/\bnot in parallel\b/i.test(text)) || FOREIGN_TOGETHER.test(text)),
);

/** Where a sentence stands: among the sentences, and among all statements. */
interface Place {
  readonly own: readonly Statement[];
  readonly index: number;
  readonly all: readonly Statement[];
  readonly at: number;
  /** The sentences that say that something happens at the same time. */
  readonly atOnce: ReadonlySet<Statement>;
}

function sizeOf(statement: Statement, place: Place): number {
  const { text } = statement;
  if (NOT.test(text) || FOREIGN_NOT.test(text)) return 0;
  if (MACHINE.test(text) && !PERSON.test(text)) return 0;
  const counts = countsIn(text);
  const size = counts.length > 0 ? Math.max(...counts) : place.atOnce.has(statement) ? listed(statement, place) : 0;
  return size > 0 ? Math.min(size, ...capsAround(statement, place)) : 0;
}

function countsIn(text: string): number[] {
  const english = START.test(text) || PRODUCE.test(text) ? [...text.matchAll(COUNT)] : [];
  const other = FOREIGN_TOGETHER.test(text) ? [...text.matchAll(FOREIGN_COUNT), ...text.matchAll(EASTERN_COUNT)] : [];
  return [...english, ...other]
    .map(([, low, high, behind]) => numberOf(behind ?? high ?? low ?? ""))
    .filter((n) => n > 0);
}

/** The numbers that cap how many run at once, in the sentence itself or in one beside it. */
function capsAround(statement: Statement, { own, index, atOnce }: Place): number[] {
  return own.slice(Math.max(0, index - 1), index + 3).flatMap((near) => {
    if (near.section !== statement.section) return [];
    const cap = (CAP.exec(near.text) ?? FOREIGN_CAP.exec(near.text))?.[1];
    const counts = atOnce.has(near) || /\bat (?:a|any one|any) time\b/i.test(near.text);
    return cap !== undefined && counts ? [numberOf(cap)] : [];
  });
}

/** How many workers a list, a table or their own numbers name, around a sentence that only says "the agents" or "all". */
function listed(statement: Statement, { own, index, all, at }: Place): number {
  const { text } = statement;
  const about = LIST_OF.test(text) || FOREIGN_LIST_OF.test(text);
  const named = about || ALL_OF.test(text) || THEM.test(text);
  if (!named) return 0;
  const starts = START.test(text) || FOREIGN_TOGETHER.test(text);
  const below = about && starts && /[:：]\**$/.test(text) ? itemsBelow(statement, own, index) : 0;
  if (below > 0) return below;
  const near = all
    .slice(Math.max(0, at - 30), at + 30)
    .filter(({ section }) => isSameSection(section, statement.section));
  const rows = near.filter(({ kind, info }) => kind === "row" && WORKER_COLUMN.test(info)).length;
  const numbers = new Set(
    near.flatMap((said) =>
      [...`${said.section?.title.value ?? ""}\n${said.text}`.matchAll(NUMBERED)].map(([, number]) => number),
    ),
  );
  const around = Math.max(rows, numbers.size);
  const allOf = ALL_OF.exec(text)?.[1];
  return allOf !== undefined && around > 0 ? numberOf(allOf) : around;
}

/** The same section, or one is inside the other. */
function isSameSection(a: Statement["section"], b: Statement["section"]): boolean {
  const top = (section: Statement["section"]) => {
    let around = section;
    while (around && around.style !== "heading") around = around.parent;
    return around;
  };
  const [first, second] = [top(a), top(b)];
  return first === second || first?.parent === second || second?.parent === first;
}

/** The number of items of the list that a sentence with a colon leads to. */
function itemsBelow({ depth, text }: Statement, all: readonly Statement[], index: number): number {
  let items = 0;
  for (const next of all.slice(index + 1, index + 200)) {
    if (next.lead !== text.slice(-300) && next.depth <= depth) break;
    if (next.item !== "none" && next.depth === depth + 1) items += 1;
  }
  return items;
}

const coordinates = (text: string): boolean =>
  (!NO_ROLE.test(text) &&
    ((ROLE.test(text) && ABOUT_AGENTS.test(text)) ||
      WAIT.test(text) ||
      (COLLECT.test(text) && !EACH_OWN.test(text)))) ||
  (FOREIGN_COORDINATES.test(text) && !FOREIGN_NO_ROLE.test(text) && !FOREIGN_EACH_OWN.test(text));

const isOfThem = (text: string): boolean => OF_THEM.test(text) || FOREIGN_OF_THEM.test(text);

/** What an item of a list tells one of them to make is its own. */
const isOfAll = ({ text, item }: Statement): boolean =>
  item === "none" || OF_ALL.test(text) || FOREIGN_EACH_OWN.test(text);

const isApart = (text: string): boolean =>
  APART.test(text) ||
  FOREIGN_APART.test(text) ||
  (isOfThem(text) && (APART_BY_NAME.test(text) || (RETURNS.test(text) && !produces(text))));

const produces = (text: string): boolean =>
  (PRODUCE.test(text) || FOREIGN_PRODUCE.test(text)) &&
  !/\b(?:do not|don't|never|without) (?:\w+ )?(?:write|edit|change|modify|commit)/i.test(text);
