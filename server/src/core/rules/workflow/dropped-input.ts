import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/dropped-input",
  title: "A declared input is never used",
  why: `
Whoever passes it believes that it matters. Either a use was forgotten, and the value is silently lost, or the declaration
is left over and misleads.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ inputs }) {
    for (const { name, noun, used, repairs } of inputs) {
      if (used) continue;
      yield {
        subject: name,
        message: `The ${noun} "${name.value}" is declared and never used: what a caller passes is lost; use it or remove it.`,
        unnecessary: true,
        evidence: repairs,
      };
    }
  },

  *fix(repairs) {
    for (const { title, edits, safety = "review" } of repairs) yield { title, safety, edits };
  },

  examples: [],
});
