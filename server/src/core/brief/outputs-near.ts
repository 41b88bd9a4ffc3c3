// What a reader might take for a deliverable, and why it is none.
import type { NearMiss } from "../model.ts";
import { firstPlace, isContent, isDuty, isOwn, namesPlace, nearMiss, sectionOf } from "./evidence.ts";
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
    if (statement.kind === "header" || statement.text.trim() === "") continue;
    const { text } = statement;
    const wanted = FORMED.some((cue) => cue.test(text)) || (PLACED.some((cue) => cue.test(text)) && namesPlace(text));
    if (sectionOf(statement, OUTPUT_LABEL)) {
      return nearMiss(
        statement,
        isContent(statement) ? "names a quality, and nothing that one can point at" : "is a placeholder",
      );
    }
    if (wanted && !isOwn(statement)) return nearMiss(statement, "belongs to an example");
    if (wanted && isDuty(statement)) return nearMiss(statement, "stands in a list of abilities");
    if (ACTIVITY.test(text)) return nearMiss(statement, "says neither where the result goes nor which form it has");
  }
  return undefined;
}
