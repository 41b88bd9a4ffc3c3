import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/ineffective-guard",
  title: "A guard is written and guards nothing",
  why: `
A limit, retry or gate that the platform ignores is worse than none: everybody believes that it is there. The platforms
rarely say so; they skip a key they do not know at that place.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ idleGuards }) {
    for (const { subject, words, why, instead, repairs, start, end } of idleGuards) {
      yield {
        subject: { value: subject.value, start, end },
        message: `"${words}" does nothing here: ${why}; ${instead}.`,
        evidence: repairs,
      };
    }
  },

  *fix(repairs) {
    for (const { title, edits, safety = "review" } of repairs) yield { title, safety, edits };
  },

  examples: [],
});
