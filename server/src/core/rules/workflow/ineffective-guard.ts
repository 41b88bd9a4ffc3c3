import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/ineffective-guard",
  title: "A guard is written and guards nothing",
  why: `
A limit, retry or gate that the platform ignores is worse than none: everybody believes that it is there. The platforms
rarely say so; they skip a key they do not know at that place.

| Where | What does nothing |
| --- | --- |
| GitHub Actions | \`max_turns\`, \`timeout_minutes\` and lists of tools handed to an agent's action that has no such input; a limit in quotes, of nothing, above the six hours that hosted runners have, or on a call of a workflow; \`nick-fields/retry\` without a limit for each try; a retry of one try; a job that stands for all others and looks at none |
| GitLab CI | a timeout below \`default\`; an approval by \`when: manual\` outside of rules, which later stages do not wait for |
| Azure Pipelines | a validation by hand that goes on when nobody answers, or may wait longer than its job lives |
| systemd | \`Restart=always\` with a pause so short that five crashes within ten seconds end it; \`Restart=\` outside \`[Service]\`, with a value that systemd does not know, with a comment behind it, on a \`oneshot\`, or on a command whose failures \`-\` hides; \`RuntimeMaxSec=\` on a \`oneshot\` |
| every shell | a loop that tries \`… && break\` a few times and then goes on all the same |

A key that a platform reads is never held against anybody, whatever its value; nor is an input of an action that is not known.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ idleGuards }) {
    for (const { subject, words, does = "does nothing here", why, instead, repairs, start, end } of idleGuards) {
      yield {
        subject: { value: subject.value, start, end },
        message: `"${words}" ${does}: ${why}; ${instead}.`,
        evidence: repairs,
      };
    }
  },

  *fix(repairs) {
    for (const { title, edits, safety = "review" } of repairs) yield { title, safety, edits };
  },

  examples: [
    {
      title: "A limit on turns that the action no longer reads",
      path: ".github/workflows/triage.yml",
      bad: source`
        on: issues
        jobs:
          triage:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - uses: anthropics/claude-code-action@v1
                with:
                  prompt: Label the new issue.
                  «max_turns»: 5
      `,
      fixed: source`
        on: issues
        jobs:
          triage:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - uses: anthropics/claude-code-action@v1
                with:
                  prompt: Label the new issue.
                  claude_args: --max-turns 5
      `,
    },
    {
      title: "A number in quotes, which GitHub refuses",
      path: ".github/workflows/build.yml",
      bad: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            «timeout-minutes: "30"»
            steps:
              - run: make
      `,
      fixed: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            steps:
              - run: make
      `,
    },
    {
      title: "A retry that is over before the first try",
      path: ".github/workflows/test.yml",
      bad: source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - uses: «nick-fields/retry@v3»
                with:
                  max_attempts: 3
                  command: npm test
      `,
      fixed: source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - uses: nick-fields/retry@v3
                with:
                  timeout_minutes: 10
                  max_attempts: 3
                  command: npm test
      `,
    },
    {
      title: "A loop that goes on when the last try fails",
      path: ".github/workflows/sync.yml",
      bad: source`
        on: push
        jobs:
          sync:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: |
                  for attempt in 1 2 3; do
                    git push && «break»
                    sleep 5
                  done
      `,
    },
    {
      title: "A restart that gives up for good after five crashes",
      path: "deploy/indexer.service",
      bad: source`
        [Unit]
        Description=Indexer

        [Service]
        ExecStart=/srv/indexer/run
        «Restart=always»

        [Install]
        WantedBy=multi-user.target
      `,
      fixed: source`
        [Unit]
        Description=Indexer

        [Service]
        ExecStart=/srv/indexer/run
        Restart=always
        RestartSec=5s

        [Install]
        WantedBy=multi-user.target
      `,
    },
    {
      title: "Guards that work",
      path: ".github/workflows/agent.yml",
      good: source`
        on: issues
        jobs:
          agent:
            runs-on: ubuntu-latest
            timeout-minutes: \${{ fromJSON(vars.AGENT_MINUTES) }}
            steps:
              - uses: anthropics/claude-code-action@v1
                timeout-minutes: 10
                with:
                  prompt: Label the new issue.
                  claude_args: --max-turns 5
              - run: |
                  for attempt in 1 2 3; do
                    git push && exit 0
                    sleep 5
                  done
                  exit 1
          old:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: anthropics/claude-code-action@beta
                with:
                  direct_prompt: Label the new issue.
                  max_turns: 5
      `,
    },
  ],
});
