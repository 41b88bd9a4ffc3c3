// What a reader might take for an input, and why it is none.
import type { NearMiss } from "../model.ts";
import { firstPlace, isContent, isDuty, isOwn, nearMiss, sectionOf } from "./evidence.ts";
import { EVENT, GIVEN, HINTED, INPUT_LABEL } from "./input-cues.ts";
import { once } from "./once.ts";
import type { Statement } from "./outline.ts";

const OBJECT =
  /\b(?:review|analy[sz]e|read|check|examine|understand|explore|study|assess|look at)\b.{0,40}\b(?:code(?:base)?|requirements?|requests?|files|documentation|project|repository|system|context|needs)\b/i;
const TRIGGER = /\buse (?:this |it )?(?:\w+ )?(?:when|for|if)\b/i;

/** The statement that came nearest to an input, with why it does not count. */
export function nearestInput(statements: readonly Statement[], hint?: Statement): NearMiss | undefined {
  const place = firstPlace(statements);
  const misplaced = first(statements, (statement) => whyMisplaced(statement, undefined));
  if (misplaced) return { ...misplaced, doubtful: place !== undefined };
  if (hint) return nearMiss(hint, whyHint(hint.text), true);
  if (place) return nearMiss(place, "names a place, and nobody is told to read what is there", true);
  return first(statements, (statement) => whyGeneral(statement, undefined));
}

const whyMisplaced = once((statement: Statement) => {
  if (sectionOf(statement, INPUT_LABEL) && !isContent(statement)) return "is a placeholder";
  if (!GIVEN.some((cue) => cue.test(statement.text))) return undefined;
  if (!isOwn(statement)) return "belongs to an example";
  return isDuty(statement) ? "stands in a list of abilities" : undefined;
});

const whyGeneral = once(({ text }: Statement) => {
  if (OBJECT.test(text)) return "names an object of work in general, and not how it arrives";
  return TRIGGER.test(text) ? "tells when to use it, and not what it is given" : undefined;
});

/** Why a hint alone decides nothing. */
function whyHint(text: string): string {
  if (HINTED.test(text)) return "tells that somebody speaks or chooses, and not what is handed over";
  return EVENT.test(text) ? "leaves open which change is meant" : "names a kind of document or an example, and no file";
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
