// Finds the agents that a brief asks to run at the same time, and who puts their work together.
import type { Crew } from "../model.ts";
import type { Sourced } from "../text.ts";
import {
  ABOUT_AGENTS,
  APART,
  COLLECT,
  COUNT,
  EACH_OWN,
  LIST_OF,
  MACHINE,
  NO_ROLE,
  NOT,
  OF_THEM,
  PERSON,
  PRODUCE,
  ROLE,
  START,
  TOGETHER,
  WAIT,
} from "./crew-cues.ts";
import { evidence, isOwn } from "./evidence.ts";
import { numberOf } from "./numbers.ts";
import type { Outline, Statement } from "./outline.ts";

/**
 * The groups of agents that the text asks for, largest first. A number counts when a verb starts the agents and
 * something says that they work at the same time; "up to five" is five, "three to five" is five, "10+" is ten.
 */
export function readCrews({ statements }: Outline, title: Sourced<string>): Crew[] {
  const own = statements.filter((statement) => statement.kind === "sentence" && !statement.quoted && isOwn(statement));
  const found = own.flatMap((statement, index) => {
    const size = sizeOf(statement, own, index);
    return size > 1 ? [{ statement, size, near: own.slice(Math.max(0, index - 3), index + 8) }] : [];
  });
  if (found.length === 0) return [];
  const coordinator = own.find(({ text }) => coordinates(text));
  const divided = own.find(({ text }) => APART.test(text));
  return found
    .map(({ statement, size, near }) => {
      const apart =
        divided ??
        (produces(statement.text) || near.some(({ text }) => OF_THEM.test(text) && produces(text))
          ? undefined
          : statement);
      return {
        subject: { value: title.value, start: statement.start, end: statement.end },
        size,
        ...(coordinator && { coordinator: evidence(coordinator) }),
        ...(apart && { apart: evidence(apart) }),
        start: statement.start,
        end: statement.end,
      };
    })
    .toSorted((a, b) => b.size - a.size);
}

function sizeOf(statement: Statement, all: readonly Statement[], index: number): number {
  const { text, section } = statement;
  if (!(START.test(text) || PRODUCE.test(text)) || NOT.test(text)) return 0;
  if (MACHINE.test(text) && !PERSON.test(text)) return 0;
  const around = [
    text,
    section?.label ?? "",
    ...[all[index - 1], all[index + 1]].map((near) => (near?.section === section ? (near?.text ?? "") : "")),
  ];
  if (!around.some((said) => TOGETHER.test(said) && !/\bnot in parallel\b/i.test(said))) return 0;
  const counts = [...text.matchAll(COUNT)].map(([, low = "", high]) => numberOf(high ?? low));
  if (counts.length > 0) return Math.max(...counts);
  return TOGETHER.test(text) && LIST_OF.test(text) && text.endsWith(":") ? itemsBelow(statement, all, index) : 0;
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
  !NO_ROLE.test(text) &&
  ((ROLE.test(text) && ABOUT_AGENTS.test(text)) || WAIT.test(text) || (COLLECT.test(text) && !EACH_OWN.test(text)));

const produces = (text: string): boolean =>
  PRODUCE.test(text) && !/\b(?:do not|don't|never|without) (?:\w+ )?(?:write|edit|change|modify|commit)/i.test(text);
