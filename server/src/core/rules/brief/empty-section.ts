import { matterOf } from "../../brief/scaffold.ts";
import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

const MATTER = { inputs: "what the reader is given", outputs: "what comes out", success: "when it is done" } as const;

export default rule({
  id: "brief/empty-section",
  title: "A section for inputs, outputs or success criteria says nothing",
  why: `
An empty heading looks like an answer to everybody who only skims, and an agent that finds \`TBD\` below *Success Criteria*
makes up criteria of its own. Say it, or take the section away, so that the gap can be seen. Placeholders that a tool fills
(\`$ARGUMENTS\`, \`{topic}\`), templates for somebody else and sections with sub-sections are left alone.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check(brief) {
    for (const section of brief.emptySections) {
      const { placeholder, part, value, start, end } = section;
      const name = value.replace(/[*:]/g, "").trim();
      yield {
        subject: { value: name, start, end },
        message: placeholder?.value
          ? `"${name}" only holds the placeholder "${placeholder.value.slice(0, 40)}", so the reader makes up ${MATTER[part]}; write it.`
          : `"${name}" is empty, so the reader makes up ${MATTER[part]}; write it or remove the section.`,
        evidence: { brief, section },
      };
    }
  },

  *fix({ brief, section: { part, slot, indent, removal } }) {
    yield { title: "Write the section", safety: "review", edits: fill(slot, matterOf(brief, part, indent)) };
    if (removal.length > 0) yield { title: "Remove the section", safety: "review", edits: removal };
  },

  examples: [
    {
      title: "A heading and nothing below it",
      path: "briefs/export.brief.md",
      bad: source`
        # Export orders

        Read \`docs/orders.md\`, then write \`export.csv\` with one line for each order.

        ## «Success Criteria»

        ## Notes

        The shop closes at eight.
      `,
      fixed: source`
        # Export orders

        Read \`docs/orders.md\`, then write \`export.csv\` with one line for each order.

        ## Success Criteria

        - The project's tests and linter pass, or the failing ones are named.
        - No file outside the scope of this text is changed.

        ## Notes

        The shop closes at eight.
      `,
    },
    {
      title: "A placeholder in a list, below a bold label",
      path: "briefs/import.brief.md",
      bad: source`
        # Import orders

        Read \`orders.csv\`. Done when \`npm test\` passes.

        **«Output»**

        - TBD
      `.replace("**«Output»**", "«**Output**»"),
      fixed: source`
        # Import orders

        Read \`orders.csv\`. Done when \`npm test\` passes.

        **Output**

        - One commit on the current branch, with the change and its tests.
        - A summary in the final message: every changed file, what changed in it, and how it was checked.
      `,
    },
    {
      title: "A tag, in a command",
      path: ".claude/commands/score.md",
      bad: source`
        Score $ARGUMENTS and return a table. Every row cites a \`file:line\`.

        «<success_criteria>»
        …
        </success_criteria>
      `,
    },
    {
      title: "In another language",
      path: "briefs/bericht.brief.md",
      bad: source`
        # Umsatz

        Lies die Datei \`umsatz.csv\` und schreibe den Bericht nach \`bericht.md\`. Die Zahlen sind die des Monats.

        ## «Abnahmekriterien»

        TODO
      `,
    },
    {
      title: "Labels of a list",
      path: "briefs/rename.brief.md",
      bad: source`
        # Rename a column

        - «**Inputs:** TBD»
        - **Output:** one commit
        - **Done when:** \`npm test\` passes
      `,
      fixed: source`
        # Rename a column

        - **Inputs:**
          - \`README.md\` and every file that this brief names, read before the first change.
          - The current branch: \`git status\` and \`git log -5\` show what is already there.
        - **Output:** one commit
        - **Done when:** \`npm test\` passes
      `,
    },
    {
      title: "A label and its blank in one line",
      path: "briefs/merge.brief.md",
      bad: source`
        # Merge the tables

        Read \`docs/tables.md\` and merge the two tables in \`schema.sql\`.

        «Success criteria: TODO - ask the owner»
      `,
      fixed: source`
        # Merge the tables

        Read \`docs/tables.md\` and merge the two tables in \`schema.sql\`.

        Success criteria:

        - The project's tests and linter pass, or the failing ones are named.
        - No file outside the scope of this text is changed.
      `,
    },
    {
      title: "A sentence that leads to nothing, and a table without rows",
      path: "briefs/limits.brief.md",
      bad: source`
        # Limits

        Read \`docs/limits.md\` and write \`src/limits.ts\`.

        ## «Definition of Done»

        The work is done when:

        ## «Output»

        | File | Meaning |
        | --- | --- |

        ## Notes

        There are three of them.
      `,
    },
    {
      title: "A form that stands below its label, and answers that are short",
      path: ".claude/agents/judge.md",
      good: source`
        You judge the diff that the caller names. Every finding cites a line.

        ## Inputs

        None.

        ## Output format

        ## Verdict: [pass or fail]

        One line for each finding.

        ## Success Criteria

        - TBD for the parser
        - \`npm test\` passes
      `,
    },
    {
      title: "Its matter stands in sub-sections, a table, code or a file that is included",
      path: "briefs/parser.brief.md",
      good: source`
        # Parser

        ## Inputs

        ### Grammar

        \`docs/grammar.md\`

        ## Output

        ~~~json
        { "rules": [] }
        ~~~

        ## Success Criteria

        @docs/criteria.md
      `,
    },
    {
      title: "A blank that the tool fills, and one in a form for somebody else",
      path: ".claude/commands/plan.md",
      good: source`
        ## Input

        $ARGUMENTS

        ## Output format

        ~~~markdown
        ## Success Criteria

        TBD
        ~~~

        ## Done when

        \`npm test\` passes.
      `,
    },
    {
      title: "A template is full of blanks by design",
      path: "briefs/templates/story.brief.md",
      good: source`
        # Story

        ## Inputs

        TBD

        ## Success Criteria

        TBD
      `,
    },
  ],
});
