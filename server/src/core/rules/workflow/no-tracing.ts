import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/no-tracing",
  title: "An agent pipeline keeps no trace",
  why: `
When an agent gives a wrong answer, the question is what it read and did. Without a trace nobody can tell.
`,
  severity: { recommended: "off", strict: "info" },
  since: "0.1.0",

  *check(workflow) {
    const { tracing, nodes } = workflow;
    const agent = nodes.find(({ kind }) => kind === "agent") ?? nodes.find(({ risk }) => risk === "agent");
    if (tracing?.state !== "absent" || !agent) return;
    yield {
      subject: agent.name,
      message:
        "Nothing keeps a trace of what the agents did, so a wrong answer cannot be explained; turn on tracing or keep their logs.",
      evidence: tracing.slot,
    };
  },

  *fix(slot) {
    if (slot) yield { title: "Keep a trace", safety: "review", edits: fill(slot, "") };
  },

  examples: [
    {
      title: "What the agent printed is thrown away",
      path: ".github/workflows/triage.yml",
      bad: source`
        on: issues
        jobs:
          triage:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - «name»: Label the issue
                run: claude -p "Label the new issue" --max-turns 10 > /dev/null 2>&1
      `,
    },
    {
      title: "It stays in the log of the run",
      path: ".github/workflows/triage.yml",
      good: source`
        on: issues
        jobs:
          triage:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Label the issue
                run: claude -p "Label the new issue" --max-turns 10 --verbose 2> /dev/null
      `,
    },
  ],
});
