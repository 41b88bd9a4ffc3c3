// What a reader might take for a success criterion, and why it is none.
import type { NearMiss } from "../model.ts";
import { isContent, isDuty, isOwn, nearMiss, sectionOf } from "./evidence.ts";
import { once } from "./once.ts";
import type { Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";
import { CUES, SUCCESS_LABEL, SUCCESS_LABEL_WITH_CONDITION } from "./success-cues.ts";

const VERIFY = /\b(?:verify|ensure|make sure|validate|confirm|test|check)\b/i;
const PRAISE =
  /\b(?:high[- ]quality|robust|production[- ]ready|clean|maintainable|comprehensive|best practices|actionable|well[- ]\w+|thorough)\b/i;

/** The statement that came nearest to a criterion, with why it does not count; `hint` is one that counts half. */
export function nearestCriterion(statements: readonly Statement[], hint: Statement | undefined): NearMiss | undefined {
  if (hint) return nearMiss(hint, "is a hint, and says too little to decide by it alone", true);
  let praise: Statement | undefined;
  let verify: Statement | undefined;
  for (const statement of statements) {
    const why = statement.kind === "sentence" && statement.text !== "" ? reason(statement, undefined) : undefined;
    if (why) return nearMiss(statement, why);
    // Praise matters only as long as nothing is to be verified.
    if (verify || statement.kind !== "sentence" || !isOwn(statement)) continue;
    if (VERIFY.test(statement.text)) verify = statement;
    else if (!praise && PRAISE.test(statement.text)) praise = statement;
  }
  if (verify) return nearMiss(verify, "names neither a check nor an expected result");
  return praise && nearMiss(praise, "is a quality that everybody judges differently");
}

/** Why a statement that stands at the right place, or is worded like a criterion, is none. */
const reason = once((statement: Statement): string | undefined => {
  const isLabelled = sectionOf(statement, SUCCESS_LABEL) !== undefined;
  if (isLabelled && !isContent(statement)) return "is a placeholder";
  const place = misplaced(statement);
  // Elsewhere the wording has been looked at already.
  if (place) return isLabelled || CUES.some((cue) => cue.test(statement.text)) ? place : undefined;
  if (!isLabelled && statement.item !== "none" && sectionOf(statement, SUCCESS_LABEL_WITH_CONDITION)) {
    return "is a step or a topic, and not something that is true of the result";
  }
  return undefined;
});

/** Where a criterion does not count. */
function misplaced(statement: Statement): string | undefined {
  if (!isOwn(statement)) return "belongs to an example";
  if (isDuty(statement)) return "stands in a list of abilities";
  return sectionOf(statement, OUTPUT_LABEL) && "belongs to the form of the output";
}
