import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/unbounded-agent",
  title: "Nothing ends the loop of an agent",
  why: `
An agent that does not come to an end repeats itself, and every turn is paid for. A limit on its turns, its time or a
condition that ends it turns that into a failure somebody sees.
`,
  severity: { recommended: "warning", strict: "error" },
  since: "0.1.0",
  options: {
    turns: { default: 30, description: "The limit that the quick fix writes." },
  },

  *check({ nodes }) {
    for (const { name, turns } of nodes) {
      if (turns?.state !== "absent") continue;
      yield {
        subject: name,
        message: `Nothing limits the turns of "${name.value}", nor its time: an agent that goes round in circles is paid for on every turn; limit its turns.`,
        evidence: turns.slot,
      };
    }
  },

  *fix(slot, { turns }) {
    if (slot) yield { title: `Limit to ${turns} turns`, safety: "review", edits: fill(slot, turns) };
  },

  examples: [
    {
      title: "An action without a limit",
      path: ".github/workflows/claude.yml",
      bad: source`
        on: issue_comment
        jobs:
          claude:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - «name»: Answer
                uses: anthropics/claude-code-action@v1
                with:
                  anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
                  claude_args: |
                    --model claude-sonnet-4-5
                    --allowedTools Read,Grep
      `,
      fixed: source`
        on: issue_comment
        jobs:
          claude:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - name: Answer
                uses: anthropics/claude-code-action@v1
                with:
                  anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
                  claude_args: |
                    --model claude-sonnet-4-5
                    --allowedTools Read,Grep
                    --max-turns 30
      `,
    },
    {
      title: "A command line without a limit",
      path: ".github/workflows/nightly.yml",
      bad: source`
        on: workflow_dispatch
        jobs:
          fix:
            runs-on: ubuntu-latest
            steps:
              - «run»: claude -p "Fix the failing tests"
      `,
      fixed: source`
        on: workflow_dispatch
        jobs:
          fix:
            runs-on: ubuntu-latest
            steps:
              - run: claude --max-turns 30 -p "Fix the failing tests"
      `,
    },
    {
      title: "A loop that goes on until the tests pass, however often that takes",
      path: ".github/workflows/nightly.yml",
      bad: source`
        on: workflow_dispatch
        jobs:
          fix:
            runs-on: ubuntu-latest
            steps:
              - «run»: |
                  until npm test; do
                    claude -p "Fix the failing tests" --max-turns 10
                  done
      `,
    },
    {
      title: "A limit on the turns, or on the time",
      path: ".github/workflows/nightly.yml",
      good: source`
        on: workflow_dispatch
        jobs:
          docs:
            runs-on: ubuntu-latest
            timeout-minutes: 20
            steps:
              - uses: anthropics/claude-code-action@v1
                with:
                  prompt: Refresh the docs
          tests:
            runs-on: ubuntu-latest
            steps:
              - run: timeout 20m claude -p "Raise the coverage"
              - uses: google-github-actions/run-gemini-cli@v0
                with:
                  prompt: Explain what was done
                  settings: '{"model": {"maxSessionTurns": 20}}'
      `,
    },
  ],
});
