import { notesOn, statedParts } from "../../brief/explain.ts";
import { lacks } from "../../brief/owed.ts";
import { writeSections } from "../../brief/scaffold.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "brief/missing-success-criteria",
  title: "Nothing in the brief tells when the work is done and right",
  why: `
Without a criterion an agent stops when it runs out of ideas, and reports success. A command that must pass, a number, a
condition on the result or a rule that fixes the verdict lets both sides see whether it is done. Adjectives, lists of
duties and prohibitions do not.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check(brief, _, { profile }) {
    if (!lacks(brief, "success", profile)) return;
    yield {
      subject: brief.title,
      message: `Nothing tells when "${brief.title.value}" is done and right; name a check, a number or a condition on the result.`,
      related: statedParts(brief),
      notes: notesOn(brief, ["success"]),
      evidence: brief,
    };
  },

  *fix(brief) {
    yield {
      title: "Write a section for the success criteria",
      safety: "review",
      edits: writeSections(brief, ["success"]),
    };
  },

  examples: [
    {
      title: "Quality adjectives; the command that the text knows becomes the criterion",
      path: ".claude/commands/port.md",
      bad: source`
        # «Port a module»

        ## Inputs

        - $ARGUMENTS: the module. Its tests are started with \`npm test\`.

        ## Output

        - \`src/<module>.ts\`, robust and of high quality.
      `,
      fixed: source`
        # Port a module

        ## Inputs

        - $ARGUMENTS: the module. Its tests are started with \`npm test\`.

        ## Output

        - \`src/<module>.ts\`, robust and of high quality.

        ## Success Criteria

        - \`npm test\` passes, or the failing test is named.
        - No file outside the scope of this text is changed.
      `,
    },
    {
      title: "A document that uses tags",
      path: ".claude/agents/mapper.md",
      bad: source`
        ---
        name: «mapper»
        ---

        <input>
        The caller passes the path of a package.
        </input>

        <output>
        A table: module, what it imports, what imports it.
        </output>
      `,
      fixed: source`
        ---
        name: mapper
        ---

        <input>
        The caller passes the path of a package.
        </input>

        <output>
        A table: module, what it imports, what imports it.
        </output>

        <success_criteria>
        - The project's tests and linter pass, or the failing ones are named.
        - Every claim in the final message cites a \`path:line\` or the output of a command.
        </success_criteria>
      `,
    },
    {
      title: "A prohibition is no criterion",
      path: ".claude/skills/deploy/SKILL.md",
      bad: source`
        # «Deploy»

        ## Steps

        1. Read \`deploy/config.yaml\`.
        2. Write a summary to \`deploy/log.md\`. Never push to the main branch.
      `,
    },
    {
      title: "An obligation to run a check is one",
      path: ".claude/skills/deploy/SKILL.md",
      good: source`
        # Deploy

        ## Steps

        1. Read \`deploy/config.yaml\`.
        2. Run the smoke tests and fix what fails until all of them pass.
        3. Write a summary to \`deploy/log.md\`.
      `,
    },
  ],
});
