import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/unapproved-side-effect",
  title: "An agent may do what cannot be undone, and no person agrees first",
  why: `
A model that misreads an instruction publishes, deploys or pays with the same ease as one that reads it well. What cannot
be taken back wants a person who says yes before it happens.
`,
  severity: { recommended: "info", strict: "warning" },
  since: "0.1.0",

  *check({ nodes }) {
    for (const { name, effects = [] } of nodes) {
      const [first, ...others] = effects.filter(({ approval }) => !approval);
      if (!first) continue;
      yield {
        subject: name,
        message: `The agent of "${name.value}" may ${first.deed} and no person agrees first; put an approval before it.`,
        related: [first, ...others].map(({ deed, start, end }) => ({ value: `It may ${deed} here.`, start, end })),
        evidence: undefined,
      };
    }
  },

  examples: [],
});
