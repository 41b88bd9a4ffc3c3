// What a reader might take for an input, and why it is none.
import type { NearMiss } from "../model.ts";
import { isContent, isDuty, isOwn, namesPlace, nearMiss, sectionOf } from "./evidence.ts";
import { GIVEN, INPUT_LABEL } from "./input-cues.ts";
import type { Statement } from "./outline.ts";

const OBJECT =
  /\b(?:review|analy[sz]e|read|check|examine|understand|explore|study|assess|look at)\b.{0,40}\b(?:code(?:base)?|requirements?|requests?|files|documentation|project|repository|system|context|needs)\b/i;
const TRIGGER = /\buse (?:this |it )?(?:\w+ )?(?:when|for|if)\b/i;

/** The statement that came nearest to an input, with why it does not count. */
export function nearestInput(statements: readonly Statement[], hint?: Statement): NearMiss | undefined {
  const place = statements.find(
    (statement) => statement.kind !== "code" && isOwn(statement) && namesPlace(statement.text),
  );
  const misplaced = first(statements, (statement) => {
    if (sectionOf(statement, INPUT_LABEL) && !isContent(statement)) return "is a placeholder";
    if (!GIVEN.some((cue) => cue.test(statement.text))) return undefined;
    if (!isOwn(statement)) return "belongs to an example";
    return isDuty(statement) ? "stands in a list of abilities" : undefined;
  });
  if (misplaced) return { ...misplaced, doubtful: place !== undefined };
  if (hint) return nearMiss(hint, "only hints at an input: name the file, the command or the argument", true);
  if (place) return nearMiss(place, "names a place, and nobody is told to read what is there", true);
  return first(statements, ({ text }) => {
    if (OBJECT.test(text)) return "names an object of work in general, and not how it arrives";
    return TRIGGER.test(text) ? "tells when to use it, and not what it is given" : undefined;
  });
}

function first(
  statements: readonly Statement[],
  why: (statement: Statement) => string | undefined,
): NearMiss | undefined {
  for (const statement of statements) {
    const reason = statement.kind === "sentence" && statement.text !== "" ? why(statement) : undefined;
    if (reason) return nearMiss(statement, reason);
  }
  return undefined;
}
