import { nearest } from "../../nearest.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/broken-handoff",
  title: "It uses what nothing produces",
  why: `
An output, artifact or node by a name that does not exist is empty at best: most platforms put nothing in its place and go
on. The work that was meant to be handed over is lost without a word.
`,
  severity: { recommended: "error", strict: "error" },
  since: "0.1.0",

  *check({ dangling }) {
    for (const { subject, noun, wanted, why, among, repairs = [], start, end } of dangling) {
      const guess = nearest(wanted, among);
      const missing = MADE.has(noun) ? "Nothing produces the" : "There is no";
      const question = guess ? `; did you mean "${guess}"?` : ".";
      yield {
        subject,
        message: `${missing} ${noun} "${wanted}": ${why}${question}`,
        related: start === subject.start ? [] : [{ value: `"${wanted}" is used here.`, start, end }],
        evidence: { guess, place: { start, end }, repairs },
      };
    }
  },

  *fix({ guess, place, repairs }) {
    if (guess) yield { title: `Use "${guess}"`, safety: "review", edits: [{ ...place, text: guess }] };
    for (const { title, edits, safety = "review" } of repairs) yield { title, safety, edits };
  },

  examples: [],
});

/** What work makes; the rest is declared. */
const MADE: ReadonlySet<string> = new Set(["output", "artifact", "result"]);
