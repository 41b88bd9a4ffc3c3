import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

const FATE = {
  appended: "its value only arrives in a line behind the text that nothing explains",
  lost: "the value that a caller passes for it is lost",
  literal: "it stays in the text as it is written",
} as const;

export default rule({
  id: "brief/dropped-argument",
  title: "A declared argument is never used",
  why: `
Whoever calls the command passes a value for everything its hint names, and expects that it counts. Claude Code and OpenCode
append what the text does not place, as long as it places nothing; as soon as one placeholder is filled, the arguments
without one are gone. Codex drops them in any case, and an agentic workflow only fills the expressions that it finds.

Declared is what \`arguments\`, \`parameters\`, \`inputs\` or \`argument-hint\` names, what the usage line of a command
shows, and what a table lists below "you receive". An argument that the text speaks of in words ("the given file") counts as
used, and so does everything when the text has \`$ARGUMENTS\` or hands the work to another file. In Gemini CLI, Cursor and
the prompt files of VS Code the text of the call always goes along, so nothing is said there.
`,
  severity: { recommended: "info", strict: "warning" },
  since: "0.1.0",

  *check({ parameters, kind }) {
    if (kind === "not-a-brief") return;
    for (const parameter of parameters) {
      const { name, declared, used, otherwise } = parameter;
      const isTypo = !declared && otherwise === "literal";
      if (!isTypo && (!declared || used)) continue;
      yield {
        subject: name,
        message: isTypo
          ? `"${name.value}" is declared nowhere, so it stays in the text as it is written; use a declared name or declare it.`
          : `"${name.value}" is declared and the text never uses it, so ${FATE[otherwise]}; use it or remove it.`,
        evidence: parameter,
      };
    }
  },

  *fix({ repairs }) {
    for (const { title, edits } of repairs) yield { title, safety: "review", edits };
  },

  examples: [
    {
      title: "One placeholder takes an argument, and nothing the other",
      path: ".claude/commands/backport.md",
      bad: source`
        ---
        description: Carries a fix over
        argument-hint: "[fix] «[series]»"
        ---

        Take the fix \`$1\` over and solve what does not apply in favour of the older code.

        Open a pull request. All tests must pass.
      `,
      fixed: source`
        ---
        description: Carries a fix over
        argument-hint: "[fix] [series]"
        ---

        Take the fix \`$1\` over and solve what does not apply in favour of the older code.

        Arguments: $ARGUMENTS

        Open a pull request. All tests must pass.
      `,
    },
    {
      title: "Arguments with names",
      path: ".claude/skills/licences/SKILL.md",
      bad: source`
        ---
        name: licences
        description: Lists licences
        arguments:
          - name: package
            description: the folder
          - name: «threshold»
            description: the mildest licence to report
        ---

        Read the lock file of $package and write a table of its licences to \`licences.md\`.
      `,
      fixed: source`
        ---
        name: licences
        description: Lists licences
        arguments:
          - name: package
            description: the folder
          - name: threshold
            description: the mildest licence to report
        ---

        Read the lock file of $package and write a table of its licences to \`licences.md\`.

        threshold: $threshold
      `,
    },
    {
      title: "Nothing is placed, and no word speaks of it",
      path: ".claude/commands/polish.md",
      bad: source`
        ---
        argument-hint: «<wish>»
        ---

        Rewrite the last message so that a newcomer understands it. Reply with the new text and nothing else.
      `,
    },
    {
      title: "A flag that nothing explains",
      path: ".claude/commands/build.md",
      bad: source`
        ---
        argument-hint: "«[--force]»"
        ---

        Build the site into \`dist/\` and list the pages that changed. Done when \`npm run check\` passes.
      `,
    },
    {
      title: "A usage line whose matter never appears",
      path: ".claude/commands/reword.md",
      bad: source`
        \`/reword «<task info>»\`

        Below stands an instruction that is hard to read. Rewrite it in plain words and reply with it.
      `,
    },
    {
      title: "Another list of parameters, of which the text fills the others",
      path: ".claude/commands/patch.md",
      bad: source`
        ---
        description: Prepares a patch
        parameters:
          - name: title
          - name: «linked_tickets»
        ---

        Create the branch \`patch/{{title}}\` and open a pull request with that title.
      `,
      fixed: source`
        ---
        description: Prepares a patch
        parameters:
          - name: title
          - name: linked_tickets
        ---

        Create the branch \`patch/{{title}}\` and open a pull request with that title.

        linked_tickets: {{linked_tickets}}
      `,
    },
    {
      title: "A table of values that the caller hands over",
      path: ".claude/agents/prober.md",
      bad: source`
        ---
        name: prober
        description: Probes an endpoint
        ---

        ## Input

        You receive these values from the orchestrator:

        | Parameter | Meaning |
        | --- | --- |
        | \`base_url\` | where the service runs |
        | \`token_file\` | a file with the token |
        | \`out_dir\` | where the report goes |
        | \`«retry_budget_ms»\` | how long to try |

        ## Steps

        1. Read \`token_file\` and call \`base_url\`.
        2. Write \`report.md\` into \`out_dir\`.
      `,
      fixed: source`
        ---
        name: prober
        description: Probes an endpoint
        ---

        ## Input

        You receive these values from the orchestrator:

        | Parameter | Meaning |
        | --- | --- |
        | \`base_url\` | where the service runs |
        | \`token_file\` | a file with the token |
        | \`out_dir\` | where the report goes |

        ## Steps

        1. Read \`token_file\` and call \`base_url\`.
        2. Write \`report.md\` into \`out_dir\`.
      `,
    },
    {
      title: "A name that is misspelt",
      path: ".claude/commands/chart.md",
      bad: source`
        ---
        arguments: [dataset, format]
        ---

        Draw «$datset» as a chart in the $format format. Take $dataset from \`data/\`.
      `,
      fixed: source`
        ---
        arguments: [dataset, format]
        ---

        Draw $dataset as a chart in the $format format. Take $dataset from \`data/\`.
      `,
    },
    {
      title: "Usage lines that explain themselves",
      path: ".claude/commands/sweep.md",
      good: source`
        Delete the notes that nobody confirmed, and list them.

        ~~~
        /sweep                # older than thirty days
        /sweep --age 60       # another limit, in days
        ~~~
      `,
    },
    {
      title: "Positions in a script of another language",
      path: ".claude/commands/sizes.md",
      good: source`
        ---
        argument-hint: "[folder] [limit]"
        ---

        List the files of the folder with \`du -k | awk '{print $1}'\`, and those above the limit first.
      `,
    },
    {
      title: "A hint in English, a text in another language",
      path: ".claude/commands/pruefe.md",
      good: source`
        ---
        argument-hint: "[branch] [ticket]"
        ---

        Prüfe den Zweig, der genannt ist, und schreibe die Befunde zu dem Vorgang in eine Tabelle. Nenne die Zeile.
      `,
    },
    {
      title: "Mentioned in words",
      path: ".claude/commands/explain.md",
      good: source`
        ---
        argument-hint: "[file]"
        ---

        Read the given file and explain it in three sentences.
      `,
    },
    {
      title: "The whole text of the call is placed",
      path: ".claude/commands/compare.md",
      good: source`
        ---
        argument-hint: "[left] [right]"
        ---

        Compare $ARGUMENTS and print a table of the differences.
      `,
    },
    {
      title: "There is none, and a field of money",
      path: ".claude/commands/prices.md",
      good: source`
        ---
        argument-hint: "(none - reads the price list)"
        ---

        List everything that costs more than $5 in a table.
      `,
    },
    {
      title: "Another file does the work",
      path: ".claude/commands/phase.md",
      good: source`
        ---
        argument-hint: "<phase-number>"
        ---

        Follow @./workflows/phase.md from start to end.
      `,
    },
    {
      title: "In VS Code the text of the call goes along",
      path: ".github/prompts/check.prompt.md",
      good: source`
        ---
        description: Checks a file
        argument-hint: which one
        ---

        Check that every heading of the document is unique and list those that are not.
      `,
    },
  ],
});
