import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/uncoordinated-agents",
  title: "Many agents work at the same time and nothing joins them",
  why: `
Agents that work side by side do not know of each other. They change the same files, answer the same question twice and
overwrite what another has pushed; the more there are, the surer it is. Past a handful, somebody has to route their work
or merge their results: a job that waits for all of them, one lead that hands out the parts, or a cap on how many run at
a time.
`,
  severity: { recommended: "warning", strict: "error" },
  since: "0.1.0",
  options: {
    maxAgents: { default: 3, description: "How many agents may run side by side without anything that joins them." },
  },

  *check({ crews }, { maxAgents }) {
    for (const { subject, size, coordinator, cap, join } of crews) {
      if (size <= maxAgents || coordinator) continue;
      yield {
        subject,
        message:
          `${size} agents work here at the same time and nothing joins what they do; ` +
          `let a node that waits for all of them merge their results, or run at most ${maxAgents} at a time.`,
        evidence: { cap, join },
      };
    }
  },

  *fix({ cap, join }, { maxAgents }) {
    if (cap) yield { title: `Run at most ${maxAgents} at a time`, safety: "review", edits: fill(cap, maxAgents) };
    if (join) yield { title: "Add a job that joins their results", safety: "review", edits: fill(join, "") };
  },

  examples: [
    {
      title: "Five reviewers push to one branch",
      path: ".github/workflows/review.yml",
      bad: source`
        on: pull_request
        jobs:
          «review»:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            strategy:
              matrix:
                topic: [security, speed, tests, docs, style]
            steps:
              - uses: actions/checkout@v4
              - run: claude -p "Fix every \${{ matrix.topic }} problem and push" --max-turns 20
      `,
      fixed: source`
        on: pull_request
        jobs:
          review:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            strategy:
              max-parallel: 3
              matrix:
                topic: [security, speed, tests, docs, style]
            steps:
              - uses: actions/checkout@v4
              - run: claude -p "Fix every \${{ matrix.topic }} problem and push" --max-turns 20
      `,
    },
    {
      title: "Four agents in jobs of their own",
      path: ".github/workflows/nightly.yml",
      bad: source`
        on:
          schedule:
            - cron: "15 2 * * *"
        jobs:
          «docs»:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: codex exec "Refresh the docs"
          tests:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: codex exec "Raise the coverage"
          types:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: codex exec "Replace every any"
          lint:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: codex exec "Fix the warnings"
      `,
    },
    {
      title: "As many, and a job that waits for all of them",
      path: ".github/workflows/review.yml",
      good: source`
        on: pull_request
        jobs:
          review:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            strategy:
              matrix:
                topic: [security, speed, tests, docs, style]
            steps:
              - run: claude -p "Write \${{ matrix.topic }} findings to findings.md" --max-turns 20
              - uses: actions/upload-artifact@v4
                with:
                  name: findings-\${{ matrix.topic }}
                  path: findings.md
          merge:
            needs: review
            runs-on: ubuntu-latest
            timeout-minutes: 5
            steps:
              - uses: actions/download-artifact@v4
              - run: cat findings-*/findings.md >> "$GITHUB_STEP_SUMMARY"
      `,
    },
    {
      title: "A wide matrix whose legs take turns",
      path: ".github/workflows/notes.yml",
      good: source`
        on: workflow_dispatch
        jobs:
          notes:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            strategy:
              max-parallel: 1
              matrix:
                language: [en, de, fr, ja, pt]
            steps:
              - run: claude -p "Write the notes in \${{ matrix.language }}" --max-turns 8
      `,
    },
  ],
});
