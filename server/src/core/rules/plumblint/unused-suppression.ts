import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "plumblint/unused-suppression",
  title: "A suppression comment suppresses nothing",
  why: `
A comment that silences a finding which is no longer there hides the next one that appears in its place, and tells
readers of a problem that does not exist. Comments about rules that are switched off are left alone.
`,
  severity: { recommended: "info", strict: "warning" },
  since: "0.1.0",

  *check({ idleSuppressions }) {
    for (const { id, start, end, edits } of idleSuppressions) {
      const what = id ? `"${id}"` : "anything";
      yield {
        subject: { value: id ?? "all rules", start, end },
        message: `This comment silences ${what}, but nothing here needs it; it would hide the next finding.`,
        unnecessary: true,
        evidence: edits,
      };
    }
  },

  *fix(edits) {
    yield { title: "Remove the unused suppression", safety: "safe", edits };
  },

  examples: [
    {
      title: "The job has got its limit, the comment stayed",
      path: ".github/workflows/build.yml",
      bad: source`
        on: push
        jobs:
          «# plumblint-disable-next-line workflow/missing-timeout -- the runner stops it»
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - run: make
      `,
      fixed: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - run: make
      `,
    },
    {
      title: "The comment silences a finding",
      path: ".github/workflows/build.yml",
      good: source`
        on: push
        jobs:
          # plumblint-disable-next-line workflow/missing-timeout -- the runner stops it
          build:
            runs-on: ubuntu-latest
            steps:
              - run: make
      `,
    },
  ],
});
