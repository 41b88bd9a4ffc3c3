import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "plumblint/unknown-rule",
  title: "A suppression or configuration names no rule",
  why: `
A misspelt rule id does nothing at all: the finding it was meant for stays, or the severity that was set is never used.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ unknownRules }) {
    for (const { value, start, end, nearest } of unknownRules) {
      const hint = nearest ? `; did you mean "${nearest}"?` : ".";
      yield {
        subject: { value, start, end },
        message: `There is no rule "${value}", so this has no effect${hint}`,
        evidence: { start, end, nearest },
      };
    }
  },

  *fix({ start, end, nearest }) {
    if (nearest) yield { title: `Change to "${nearest}"`, safety: "review", edits: [{ start, end, text: nearest }] };
  },

  examples: [
    {
      title: "A misspelt id in a comment",
      path: ".github/workflows/build.yml",
      bad: source`
        on: push
        jobs:
          # plumblint-disable-next-line «workflow/mising-timeout» -- the runner stops it
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - run: make
      `,
    },
    {
      title: "An id that there is",
      path: ".plumblint.yaml",
      good: source`
        rules:
          brief/vague: off
      `,
    },
    {
      title: "A misspelt id in the configuration",
      path: ".plumblint.yaml",
      bad: source`
        rules:
          «brief/vage»: off
      `,
      fixed: source`
        rules:
          brief/vague: off
      `,
    },
  ],
});
