import { notesOn } from "../../brief/explain.ts";
import { isVague, owed } from "../../brief/owed.ts";
import { writeSections } from "../../brief/scaffold.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "brief/vague",
  title: "Neither inputs nor outputs nor success criteria are explicit",
  why: `
A brief is handed to somebody who knows nothing else. When it names neither what goes in, nor what comes out, nor how one
knows that it is done and right, every reader fills the gaps with guesses of their own, and two agents guess differently.
This finding stands for the three about the single parts; its fix writes all three sections.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check(brief, _, { profile }) {
    if (!isVague(brief, profile)) return;
    yield {
      subject: brief.title,
      message: `"${brief.title.value}" does not say what it works from, what it produces or when it is done; name all three.`,
      notes: notesOn(brief, owed(brief, profile)),
      evidence: brief,
    };
  },

  *fix(brief) {
    yield {
      title: "Write sections for inputs, output and success criteria",
      safety: "review",
      edits: writeSections(brief, ["inputs", "outputs", "success"]),
    };
  },

  examples: [
    {
      title: "A wish",
      path: "briefs/importer.brief.md",
      bad: source`
        # «Make the importer faster»

        The importer is slow and people complain about it. Look into it and improve what matters most.
      `,
      fixed: source`
        # Make the importer faster

        The importer is slow and people complain about it. Look into it and improve what matters most.

        ## Inputs

        - \`README.md\` and every file that this brief names, read before the first change.
        - The current branch: \`git status\` and \`git log -5\` show what is already there.

        ## Output

        - One commit on the current branch, with the change and its tests.
        - A summary in the final message: every changed file, what changed in it, and how it was checked.

        ## Success Criteria

        - The project's tests and linter pass, or the failing ones are named.
        - No file outside the scope of this text is changed.
      `,
    },
    {
      title: "A role without a contract; its document uses bold lines",
      path: ".claude/agents/reviewer.md",
      bad: source`
        ---
        name: «reviewer»
        description: Reviews changes
        ---

        You are an experienced reviewer. You look at changes with care.

        **Focus**

        - Readability
        - Naming
      `,
      fixed: source`
        ---
        name: reviewer
        description: Reviews changes
        ---

        You are an experienced reviewer. You look at changes with care.

        **Inputs**

        The caller's prompt names what to work on: paths, a diff range or an issue number. Nothing else of the
        conversation is visible here. If it names nothing, say so and stop.

        **Focus**

        - Readability
        - Naming

        **Output**

        End with a report: one line for each point that was done or found, as \`path:line\`, what it is and what follows
        from it, most important first; then what is still open.

        **Success Criteria**

        - The project's tests and linter pass, or the failing ones are named.
        - Every claim in the final message cites a \`path:line\` or the output of a command.
      `,
    },
    {
      title: "One sentence is a hint, not a brief, unless the profile is strict",
      path: ".claude/commands/tidy.md",
      profile: "recommended",
      good: source`
        Tidy up the place we are in.
      `,
    },
    {
      title: "The sections are only shown as a sample",
      path: "briefs/handbook.brief.md",
      bad: source`
        # «Write better tickets»

        Many of our tickets are hard to work on. Please think about it. A good one looks like this:

        ~~~markdown
        ## Inputs

        - src/lexer.ts

        ## Success Criteria

        - npm test exits with 0
        ~~~
      `,
    },
    {
      title: "All three are there",
      path: "briefs/parser.brief.md",
      good: source`
        # Parse pricing rules

        ## Inputs

        - \`docs/pricing-grammar.md\`: the grammar, one production a line.

        ## Output

        - \`src/parser.ts\`: exports \`parse(text): Rule[]\`.

        ## Success Criteria

        - \`npm test -- parser\` exits with 0.
      `,
    },
  ],
});
