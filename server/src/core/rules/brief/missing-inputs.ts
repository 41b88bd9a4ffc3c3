import { notesOn, statedParts } from "../../brief/explain.ts";
import { lacks } from "../../brief/owed.ts";
import { writeSections } from "../../brief/scaffold.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "brief/missing-inputs",
  title: "The brief never says what its reader is given, reads or receives",
  why: `
Whoever works on the brief starts by searching, and finds something: an old file, the wrong branch, a document that was
replaced. Name the paths, the arguments, the issue or the command whose output is to be read. Agent definitions and skills
get their inputs with the call, so only the strict profile asks them.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check(brief, _, { profile }) {
    if (!lacks(brief, "inputs", profile)) return;
    yield {
      subject: brief.title,
      message: `"${brief.title.value}" never says what it works from; name the files, arguments or issue to start with.`,
      related: statedParts(brief),
      notes: notesOn(brief, ["inputs"]),
      evidence: brief,
    };
  },

  *fix(brief) {
    yield { title: "Write a section for the inputs", safety: "review", edits: writeSections(brief, ["inputs"]) };
  },

  examples: [
    {
      title: "A command that does not say what it gets",
      path: ".claude/commands/release-notes.md",
      bad: source`
        # «Release notes»

        Find out what changed for users. Leave out what only we find interesting.

        ## Output

        - A list in Markdown, newest change first, in \`docs/release-notes.md\`.

        ## Success criteria

        - Every entry links to its pull request.
      `,
      fixed: source`
        # Release notes

        Find out what changed for users. Leave out what only we find interesting.

        ## Inputs

        - \`$ARGUMENTS\`: what to work on, as paths, an issue number or a short description. If it is empty, ask for it and stop.

        ## Output

        - A list in Markdown, newest change first, in \`docs/release-notes.md\`.

        ## Success criteria

        - Every entry links to its pull request.
      `,
    },
    {
      title: "An argument is an input",
      path: ".claude/commands/explain.md",
      good: source`
        ---
        argument-hint: <file>
        ---

        Explain the file in five bullet points. Done when each point names the lines it is about.
      `,
    },
    {
      title: "When to use it is no input",
      path: ".claude/commands/polish.md",
      bad: source`
        # «Polish»

        Use this when the user wants nicer prose. Return the text as a Markdown file. Done when no sentence has more than
        thirty words.
      `,
    },
    {
      title: "The inputs of an agent come with the call",
      path: ".claude/agents/summariser.md",
      profile: "recommended",
      good: source`
        You are a careful reader. Return a list of five bullet points. Every point must cite a page.
      `,
    },
  ],
});
