// Where a brief says when the work is done and right.
import { evidence, isContent, isDuty, isOwn, type Reading, type Search, sectionOf } from "./evidence.ts";
import type { Words } from "./languages/type.ts";
import type { Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";
import { ASKED, CONDITIONS, CUES, PROOFS, SUCCESS_LABEL, SUCCESS_LABEL_WITH_CONDITION } from "./success-cues.ts";

/** The first place from which a reader can tell whether the work is done and right. */
export function findSuccess({ outline, words }: Reading): Search {
  const found = outline.statements.find((statement) => isCriterion(statement, words));
  return found ? { found: evidence(found) } : {};
}

function isCriterion(statement: Statement, words: Words | undefined): boolean {
  if (!isOwn(statement) || !isContent(statement) || statement.kind === "header") return false;
  if (sectionOf(statement, OUTPUT_LABEL) || sectionOf(statement, ASKED)) return false;
  if (isInSection(statement, words)) return true;
  if (statement.kind !== "sentence" || statement.text.endsWith("?")) return false;
  if (PROOFS.some((cue) => cue.test(statement.text))) return true;
  return !isDuty(statement) && [...CUES, ...(words?.criteria ?? [])].some((cue) => cue.test(statement.text));
}

function isInSection(statement: Statement, words: Words | undefined): boolean {
  const { text, label, kind } = statement;
  const section = sectionOf(statement, SUCCESS_LABEL);
  if (section || SUCCESS_LABEL.test(label)) {
    // A bullet among the abilities of a persona names a topic, unless it has criteria of its own below it.
    const isTopic = section?.style !== "heading" && statement.depth <= (section?.level ?? 0);
    if (isTopic && isDuty(statement)) return false;
    return kind === "code" || text.length > (words ? 12 : 30) || isCondition(text, words);
  }
  const weak = sectionOf(statement, SUCCESS_LABEL_WITH_CONDITION) ?? SUCCESS_LABEL_WITH_CONDITION.test(label);
  return Boolean(weak) && kind !== "code" && isCondition(text, words);
}

/** Something about the result that is true or false. */
const isCondition = (text: string, words: Words | undefined): boolean =>
  [...CONDITIONS, ...(words?.conditions ?? [])].some((cue) => cue.test(text));
