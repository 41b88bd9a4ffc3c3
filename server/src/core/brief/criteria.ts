// Reads what a brief sets down as its success criteria.
import type { Sourced } from "../text.ts";
import { isContent, isDuty, isOwn, type Reading, sectionOf } from "./evidence.ts";
import { once } from "./once.ts";
import type { Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";
import { ASKED, SUCCESS_LABEL } from "./success-cues.ts";

/** Labels of criteria by which the reader judges somebody else's work. */
const OTHERS_WORK = /\b(?:evaluation|review|approval|merge|decision|verdict|disposition|scoring|selection)\b/;

/** A sentence that says on its own when the work is done. */
const DONE_WHEN =
  /^(?:\*\*)?(?:(?:the |this |your )?(?:work|task|job|feature|change|it|project|story|brief)?\s?(?:is |counts as )?(?:only )?(?:done|complete|finished|successful|accepted)|success means|you(?:'re| are) done|fertig|erledigt)(?:\*\*)?:?,? (?:only )?(?:when|if|once|as soon as|that|wenn|sobald)\b/i;

/**
 * The statements that are meant as success criteria, whether or not anybody can check them: each item and each sentence
 * below such a label, and what "done when" sentences say behind these words. The one that leads to a list is none.
 */
export function readCriteria({ outline: { statements }, context }: Reading): Sourced<string>[] {
  const criteria: Sourced<string>[] = [];
  let open: { readonly statement: Statement; value: string; end: number } | undefined;
  const close = () => {
    if (open) criteria.push({ value: open.value, start: open.statement.start, end: open.end });
    open = undefined;
  };
  for (const statement of statements) {
    const { text, end, item, depth } = statement;
    const isNew = item !== "none" || depth === 0;
    // An item with items below it says there how it is checked.
    if (open && isNew && depth > open.statement.depth) open = undefined;
    if (open && !isNew && depth === open.statement.depth) {
      open.value += ` ${text}`;
      open.end = statement.kind === "sentence" ? end : open.end;
      continue;
    }
    close();
    if (isNew && isCriterion(statement, context)) open = { statement, value: text.replace(DONE_WHEN, "").trim(), end };
  }
  close();
  return criteria;
}

const isCriterion = once((statement: Statement): boolean => {
  const { kind, text, label } = statement;
  if (kind !== "sentence" || !isOwn(statement) || !isContent(statement)) return false;
  if (
    /[:：?？]\**$|^(?:your|the|our) (?:goal|aim|task|job)\b/i.test(text) ||
    sectionOf(statement, OUTPUT_LABEL) ||
    sectionOf(statement, ASKED)
  )
    return false;
  if (DONE_WHEN.test(text)) return true;
  const section = sectionOf(statement, SUCCESS_LABEL);
  const name = section?.label ?? (SUCCESS_LABEL.test(label) ? label : undefined);
  return name !== undefined && !OTHERS_WORK.test(name) && !isDuty(statement);
});
