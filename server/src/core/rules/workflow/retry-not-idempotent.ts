import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/retry-not-idempotent",
  title: "A retry wraps what is not safe to repeat",
  why: `
A call that timed out may have worked all the same. Trying it again then publishes, charges or sends twice.

Reported are retries around what has no way to see that it is done already: an issue, a comment or a mail, the start of another
workflow, a raised version, an agent that may change things. A push, an upload or a deployment that is made twice ends in the
same place and is left alone.
`,
  severity: { recommended: "off", strict: "warning" },
  since: "0.1.0",

  *check({ unsafeRetries }) {
    for (const { subject, action, start, end } of unsafeRetries) {
      yield {
        subject,
        message: `${action} is tried again when it fails, though the first try may have worked: it may happen twice; retry only what comes before it.`,
        related: start === subject.start ? [] : [{ value: "It is tried again here.", start, end }],
        evidence: undefined,
      };
    }
  },

  examples: [
    {
      title: "An issue for every try",
      path: ".github/workflows/report.yml",
      bad: source`
        on: push
        jobs:
          report:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: |
                  for attempt in 1 2 3; do
                    «gh issue create --title "Nightly report" --body-file report.md» && break
                    sleep 10
                  done
      `,
    },
    {
      title: "An agent that may have changed things the first time",
      path: ".github/workflows/agent.yml",
      bad: source`
        on: push
        jobs:
          agent:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            steps:
              - «uses»: nick-fields/retry@v3
                with:
                  timeout_minutes: 10
                  max_attempts: 3
                  command: claude -p "Fix the build and push" --dangerously-skip-permissions
      `,
    },
    {
      title: "What may be done twice",
      path: ".github/workflows/upload.yml",
      good: source`
        on: push
        jobs:
          upload:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - uses: nick-fields/retry@v3
                with:
                  timeout_minutes: 10
                  max_attempts: 3
                  command: rsync -a dist/ deploy@example.com:/srv/www
              - run: |
                  for attempt in 1 2 3; do
                    git push && exit 0
                    sleep 10
                  done
                  exit 1
      `,
    },
  ],
});
