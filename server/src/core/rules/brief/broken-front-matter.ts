import { source } from "../../example.ts";
import type { FrontMatterFault } from "../../model.ts";
import { rule } from "../../rule.ts";

/** What loses the front matter, and where it is only some of the tools. */
function messageFor({ kind, key, value, tolerated, edits }: FrontMatterFault): string {
  if (kind === "late")
    return `The front matter begins below ${value}, so no tool takes it for one and its description, tools and model are lost; move it to the first line.`;
  if (kind === "duplicate")
    return `"${value}" stands twice in the front matter, so strict loaders refuse all of it and the others keep only the last; remove one.`;
  const what = key ? `The value of "${key}" is not valid YAML` : "The front matter is not valid YAML";
  const who = tolerated
    ? "a loader that wants valid YAML, such as Codex or the Copilot CLI, silently loses all of the front matter"
    : "the tool that loads this file silently loses all of its front matter";
  return `${what}, so ${who}; ${edits.length > 0 && tolerated ? "put it in quotes" : "correct it"}.`;
}

function titleFor({ kind, key, tolerated }: FrontMatterFault): string {
  if (kind === "late") return "Move the front matter to the first line";
  if (kind === "duplicate") return `Remove the first "${key}"`;
  return tolerated && key ? `Quote the value of "${key}"` : `Make the value of "${key ?? "the key"}" valid YAML`;
}

export default rule({
  id: "brief/broken-front-matter",
  title: "The front matter is not valid YAML",
  why: `
The tool that loads the file reads the block between the \`---\` lines as YAML. When it does not parse, most tools go on
without it and say nothing: the description, the tools, the model and the hint for arguments are all gone, and the agent
runs with the defaults. The classics are \`argument-hint: [a] [b]\`, which looks like a list and is none, and a colon
followed by a blank in a description.

Tools differ. Codex leaves the whole skill out, the Copilot CLI and \`claude plugin validate\` refuse the file. Claude Code
puts values of one line in quotes and tries again, so that it hides the mistake from its author; where that does not help
it goes on with empty metadata. OpenCode tries again too, but only for colons, and VS Code keeps
no more than the keys above the mistake. Cursor reads the front matter of its rules
line by line, so they are left alone. A key that stands twice is no valid YAML either, and a front matter below a blank
line, a comment or a heading is none at all: every loader wants the file to begin with \`---\`.
`,
  severity: { recommended: "warning", strict: "error" },
  since: "0.1.0",

  *check({ frontMatterFault: fault, kind }) {
    if (!fault || kind === "not-a-brief") return;
    const { key, value, start, end } = fault;
    yield {
      subject: { value: key ?? "front matter", start, end },
      message: messageFor(fault),
      notes: fault.kind === "syntax" ? [`The parser says: ${value}`] : [],
      evidence: fault,
    };
  },

  *fix(fault) {
    if (fault.edits.length > 0)
      yield { title: titleFor(fault), safety: fault.sure ? "safe" : "review", edits: fault.edits };
  },

  examples: [
    {
      title: "What looks like a list is none",
      path: ".claude/commands/port.md",
      bad: source`
        ---
        description: Ports a module
        argument-hint: «[module] [--dry-run]»
        ---

        Port $ARGUMENTS to the new client and return the diff as a patch in \`port.diff\`. Done when \`npm test\` passes.
      `,
      fixed: source`
        ---
        description: Ports a module
        argument-hint: "[module] [--dry-run]"
        ---

        Port $ARGUMENTS to the new client and return the diff as a patch in \`port.diff\`. Done when \`npm test\` passes.
      `,
    },
    {
      title: "A colon in a sentence begins another mapping",
      path: ".claude/agents/reviewer.md",
      bad: source`
        ---
        name: reviewer
        description: «Use for reviews: it reads the "diff" and reports»
        ---

        You review the diff that the caller names.
      `,
      fixed: source`
        ---
        name: reviewer
        description: "Use for reviews: it reads the \\"diff\\" and reports"
        ---

        You review the diff that the caller names.
      `,
    },
    {
      title: "The same in a text of several lines",
      path: ".claude/agents/tester.md",
      bad: source`
        ---
        name: tester
        description: «Runs tests.
          Example: a caller names a module,
          and the agent runs its tests.»
        model: inherit
        ---

        You run the tests of the module that the caller names.
      `,
      fixed: source`
        ---
        name: tester
        description: >-
          Runs tests.
          Example: a caller names a module,
          and the agent runs its tests.
        model: inherit
        ---

        You run the tests of the module that the caller names.
      `,
    },
    {
      title: "A quote that is never closed",
      path: ".github/prompts/explain.prompt.md",
      bad: source`
        ---
        description: «"Explains a file»
        agent: ask
        ---

        Explain \${file} in three sentences.
      `,
      fixed: source`
        ---
        description: "Explains a file"
        agent: ask
        ---

        Explain \${file} in three sentences.
      `,
    },
    {
      title: "An indentation of tabs",
      path: ".claude/skills/port/SKILL.md",
      bad: source`
        ---
        name: port
        metadata:
        	«owner: platform»
        ---

        Ports a module.
      `,
    },
    {
      title: "Values that begin with a sign of YAML",
      path: ".claude/agents/everything.md",
      bad: source`
        ---
        name: everything
        tools: «*»
        color: «@team»
        ---

        You do what the caller asks for.
      `.replace("«@team»", "@team"),
      fixed: source`
        ---
        name: everything
        tools: "*"
        color: "@team"
        ---

        You do what the caller asks for.
      `,
    },
    {
      title: "Quotes inside quotes",
      path: ".claude/skills/quote/SKILL.md",
      bad: source`
        ---
        name: quote
        description: «'It's the skill that quotes'»
        ---

        Quotes a value.
      `,
      fixed: source`
        ---
        name: quote
        description: "It's the skill that quotes"
        ---

        Quotes a value.
      `,
    },
    {
      title: "Text behind a value in quotes",
      path: ".claude/skills/said/SKILL.md",
      bad: source`
        ---
        name: said
        description: «"Summaries" for everybody»
        ---

        Writes a summary.
      `,
      fixed: source`
        ---
        name: said
        description: "\\"Summaries\\" for everybody"
        ---

        Writes a summary.
      `,
    },
    {
      title: "Lines that are not indented belong to the key above them",
      path: ".claude/agents/scout.md",
      bad: source`
        ---
        name: scout
        description: «Use it to look around. Examples:»

        <example>
        user: "Where is the parser?"
        assistant: "I send the scout."
        </example>
        model: inherit
        ---

        You look around and report what you saw.
      `,
      fixed: source`
        ---
        name: scout
        description: |-
          Use it to look around. Examples:

          <example>
          user: "Where is the parser?"
          assistant: "I send the scout."
          </example>
        model: inherit
        ---

        You look around and report what you saw.
      `,
    },
    {
      title: "A key without a blank behind its colon",
      path: ".claude/skills/dense/SKILL.md",
      bad: source`
        ---
        name: dense
        «description:Packs a folder»
        ---

        Packs a folder.
      `,
      fixed: source`
        ---
        name: dense
        description: Packs a folder
        ---

        Packs a folder.
      `,
    },
    {
      title: "A key that stands twice",
      path: ".claude/agents/twice.md",
      bad: source`
        ---
        name: twice
        model: haiku
        «model»: opus
        ---

        You answer.
      `,
      fixed: source`
        ---
        name: twice
        model: opus
        ---

        You answer.
      `,
    },
    {
      title: "A front matter below the first line",
      path: ".claude/commands/late.md",
      bad: source`
        # Late

        «---»
        description: Comes too late
        argument-hint: "[file]"
        ---

        Read $ARGUMENTS.
      `,
      fixed: source`
        ---
        description: Comes too late
        argument-hint: "[file]"
        ---

        # Late

        Read $ARGUMENTS.
      `,
    },
    {
      title: "Two rules around a line are no front matter",
      path: ".claude/commands/rules.md",
      good: source`
        ---
        Mind this: read before you write
        ---

        Read $ARGUMENTS.
      `,
    },
    {
      title: "A list with one item is valid, and so is a quoted hint",
      path: ".claude/commands/tidy.md",
      good: source`
        ---
        argument-hint: [path]
        description: "Tidy: a folder"
        ---

        Tidy $ARGUMENTS.
      `,
    },
    {
      title: "Cursor reads its rules line by line",
      path: ".cursor/rules/style.mdc",
      good: source`
        ---
        description: Style: names
        globs: *.ts
        ---

        Names are whole words.
      `,
    },
    {
      title: "The end of the front matter is not typed yet",
      path: ".claude/agents/draft.md",
      good: source`
        ---
        name: draft
        description: Use for: drafts
      `,
    },
  ],
});
