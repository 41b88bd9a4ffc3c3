import { compatible } from "../../edit.ts";
import { source } from "../../example.ts";
import type { Swallow } from "../../model.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/silent-failure",
  title: "A failure is swallowed and what follows takes it for success",
  why: `
A step that fails and says nothing hands an empty or half-made result to the next one. The run ends green, and the fault
shows days later in another place. Let it fail, or look at the result where it is used.

What somebody looks at later, what a name or a comment calls best effort, probes, and clean-up that may fail are left alone.

| Where | What hides a failure | What does not |
| --- | --- | --- |
| every shell | \`|| true\` behind a command that matters; \`curl\` without \`--fail\` whose answer is used; a bare \`wait\` for agents in the background | \`|| echo …\`, a test, a probe of the machine itself |
| GitHub Actions | \`continue-on-error: true\` whose outcome nobody reads; a pipe into \`tee\` or \`jq\` on the default shell | \`shell: bash\` (it has pipefail), \`fail-fast: false\`, a value that is an expression |
| GitLab CI, CircleCI | what the script itself hides | pipes: the shell has pipefail |
| Bitbucket, Tekton without a shebang, Kestra | pipes, too | lines in the middle: the shell has \`-e\` |
| Azure Pipelines, Argo Workflows, Compose | pipes and lines in the middle, too: the shell has neither | PowerShell, which stops by itself |

Formats without a shell are judged by their own keys: a health check of Compose that ends in \`|| true\`, \`ExecStart=-\` before
the work of a systemd job.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ swallows }) {
    for (const [first, ...others] of bySubject(swallows)) {
      if (!first) continue;
      const { subject, words, effect, start, end } = first;
      yield {
        subject,
        message: `"${words}" hides a failure: ${effect}.`,
        related: [
          ...(start === subject.start ? [] : [{ value: "It is hidden here.", start, end }]),
          ...others.map((other) => ({ ...other, value: `"${other.words}" hides one, too: ${other.effect}.` })),
        ].map(({ value, start, end }) => ({ value, start, end })),
        evidence: [first, ...others].map(({ repairs }) => repairs),
      };
    }
  },

  *fix(repairs) {
    const [first = [], ...others] = repairs;
    for (const [index, { title, edits, safety = "review" }] of first.entries()) {
      const same = others.map((other) => other[index]);
      // Half a repair would leave the finding.
      if (same.some((other) => !other)) return;
      const all = [edits, ...same.map((other) => other?.edits ?? [])];
      const agree = same.every((other) => other?.title === title);
      yield { title: agree ? title : "Let every failure be seen", safety, edits: compatible(all) };
    }
  },

  examples: [
    {
      title: "An agent behind a pipe: the default shell of GitHub sees only the last program",
      path: ".github/workflows/review.yml",
      bad: source`
        on: pull_request
        jobs:
          review:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Review
                run: codex exec "Review the diff" «| tee review.md»
              - run: gh pr comment --body-file review.md
      `,
      fixed: source`
        on: pull_request
        jobs:
          review:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Review
                shell: bash
                run: codex exec "Review the diff" | tee review.md
              - run: gh pr comment --body-file review.md
      `,
    },
    {
      title: "A failed step that the job passes over, and nobody asks about",
      path: ".github/workflows/docs.yml",
      bad: source`
        on: push
        jobs:
          docs:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - «name»: Translate
                continue-on-error: true
                uses: openai/codex-action@v1
                with:
                  prompt: Translate docs/en to docs/de.
              - run: make site
      `,
      fixed: source`
        on: push
        jobs:
          docs:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Translate
                uses: openai/codex-action@v1
                with:
                  prompt: Translate docs/en to docs/de.
              - run: make site
      `,
    },
    {
      title: "A publication that cannot fail, and an error page in place of data",
      path: ".github/workflows/publish.yml",
      bad: source`
        on: push
        jobs:
          publish:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Prices
                run: «curl» -sS -o prices.json https://prices.example.com/today
              - name: Publish
                run: npm publish «|| true»
      `,
      fixed: source`
        on: push
        jobs:
          publish:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Prices
                run: curl --fail -sS -o prices.json https://prices.example.com/today
              - name: Publish
                run: npm publish || echo "::warning::npm publish failed"
      `,
    },
    {
      title: "A health check that cannot fail",
      path: "compose.yaml",
      bad: source`
        services:
          web:
            image: example/shop
            restart: always
            healthcheck:
              test: ["CMD-SHELL", "curl --fail http://localhost:8080/ «|| true»"]
      `,
      fixed: source`
        services:
          web:
            image: example/shop
            restart: always
            healthcheck:
              test: ["CMD-SHELL", "curl --fail http://localhost:8080/"]
      `,
    },
    {
      title: "Read later, called optional, or only tidying up",
      path: ".github/workflows/check.yml",
      good: source`
        on: push
        jobs:
          check:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - id: links
                run: npx lychee docs
                continue-on-error: true
              - if: steps.links.outcome == 'failure'
                run: echo "::warning::broken links"
              - name: Coverage (best effort)
                run: npm run coverage
                continue-on-error: true
              - run: |
                  docker rm -f database || true
                  until curl -s http://localhost:8080/health; do sleep 1; done
              - shell: bash
                run: npm test | tee test.log
      `,
    },
  ],
});

/** The failures that nobody reads or excuses, those of one step together, in the order of their first. */
function bySubject(swallows: readonly Swallow[]): Iterable<Swallow[]> {
  const groups = new Map<string, Swallow[]>();
  for (const swallow of swallows) {
    if (swallow.readBy || swallow.excuse) continue;
    const group = groups.get(swallow.subject.value);
    if (group) group.push(swallow);
    else groups.set(swallow.subject.value, [swallow]);
  }
  return groups.values();
}
