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
    for (const { subject, noun, wanted, why, among, start, end } of dangling) {
      const guess = nearest(wanted, among);
      yield {
        subject,
        message: `Nothing produces the ${noun} "${wanted}": ${why}${guess ? `; did you mean "${guess}"` : ""}${guess ? "?" : "."}`,
        related: start === subject.start ? [] : [{ value: `"${wanted}" is used here.`, start, end }],
        evidence: guess === undefined ? undefined : { guess, edits: [{ start, end, text: guess }] },
      };
    }
  },

  *fix(repair) {
    if (repair) yield { title: `Use "${repair.guess}"`, safety: "review", edits: repair.edits };
  },

  examples: [],
});
