// What a reader might take for a deliverable, and why it is none.
import type { NearMiss } from "../model.ts";
import { firstPlace, isContent, isDuty, isOwn, namesPlace, nearMiss, sectionOf } from "./evidence.ts";
import { once } from "./once.ts";
import type { Statement } from "./outline.ts";
import { ACTIVITY, FORMED, OUTPUT_LABEL, PLACED } from "./output-cues.ts";

/** The statement that came nearest to a deliverable, with why it does not count. */
export function nearestOutput(statements: readonly Statement[]): NearMiss | undefined {
  const place = firstPlace(statements);
  const near = misplaced(statements);
  if (near) return { ...near, doubtful: place !== undefined };
  return place && nearMiss(place, "names a place, and not what is written there", true);
}

/** A deliverable at the wrong place, or an activity without one. */
function misplaced(statements: readonly Statement[]): NearMiss | undefined {
  for (const statement of statements) {
    const why = statement.kind === "header" ? undefined : reason(statement, undefined);
    if (why) return nearMiss(statement, why);
  }
  return undefined;
}

const reason = once((statement: Statement): string | undefined => {
  const { text } = statement;
  if (text.trim() === "") return undefined;
  if (sectionOf(statement, OUTPUT_LABEL)) {
    return isContent(statement) ? "names a quality, and nothing that one can point at" : "is a placeholder";
  }
  const wanted = FORMED.some((cue) => cue.test(text)) || (PLACED.some((cue) => cue.test(text)) && namesPlace(text));
  if (wanted && !isOwn(statement)) return "belongs to an example";
  if (wanted && isDuty(statement)) return "stands in a list of abilities";
  return ACTIVITY.test(text) ? "says neither where the result goes nor which form it has" : undefined;
});
