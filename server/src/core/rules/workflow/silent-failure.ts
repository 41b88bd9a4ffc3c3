import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/silent-failure",
  title: "A failure is swallowed and what follows takes it for success",
  why: `
A step that fails and says nothing hands an empty or half-made result to the next one. The run ends green, and the fault
shows days later in another place. Let it fail, or look at the result where it is used.

What somebody looks at later, what is called best effort, and clean-up that may fail are left alone.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ swallows }) {
    for (const { subject, effect, words, readBy, excuse, repairs, start, end } of swallows) {
      if (readBy || excuse) continue;
      yield {
        subject,
        message: `"${words}" hides a failure: ${effect}.`,
        related: start === subject.start ? [] : [{ value: "It is hidden here.", start, end }],
        evidence: repairs,
      };
    }
  },

  *fix(repairs) {
    for (const { title, edits, safety = "review" } of repairs) yield { title, safety, edits };
  },

  examples: [],
});
