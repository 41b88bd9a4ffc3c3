import { notesOn, statedParts } from "../../brief/explain.ts";
import { lacks } from "../../brief/owed.ts";
import { writeSections } from "../../brief/scaffold.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "brief/missing-outputs",
  title: "The brief never says what is produced, where or in which form",
  why: `
"Analyse the module" ends as a chat message, a comment, a new file or a rewrite, as the reader pleases, and whatever comes
next cannot rely on any of them. Name the file, the format or the list of parts that somebody gets in the end.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check(brief, _, { profile }) {
    if (!lacks(brief, "outputs", profile)) return;
    yield {
      subject: brief.title,
      message: `"${brief.title.value}" never says what comes out of it; name the file, format or parts of the result.`,
      related: statedParts(brief),
      notes: notesOn(brief, ["outputs"]),
      evidence: brief,
    };
  },

  *fix(brief) {
    yield { title: "Write a section for the output", safety: "review", edits: writeSections(brief, ["outputs"]) };
  },

  examples: [
    {
      title: "Verbs without a result; the section goes before the criteria",
      path: ".claude/commands/harden.md",
      bad: source`
        # «Harden»

        Look at $ARGUMENTS. Think about attackers and optimise the handling of errors.

        ## Success Criteria

        - All tests pass.
      `,
      fixed: source`
        # Harden

        Look at $ARGUMENTS. Think about attackers and optimise the handling of errors.

        ## Output

        - One commit on the current branch, with the change and its tests.
        - A summary in the final message: every changed file, what changed in it, and how it was checked.

        ## Success Criteria

        - All tests pass.
      `,
    },
    {
      title: "Adjectives are no deliverables",
      path: ".claude/agents/optimiser.md",
      bad: source`
        ---
        name: «optimiser»
        ---

        You are an expert for fast code. Read \`docs/performance.md\` before you begin.

        ## Output

        - Memory-efficient code
        - Clean architecture
      `,
    },
    {
      title: "A form is enough",
      path: ".claude/agents/auditor.md",
      good: source`
        You audit access rights. The caller names the service in \`services/\`. Return a table with one row for each role.
        Every row must cite the line that grants it.
      `,
    },
  ],
});
