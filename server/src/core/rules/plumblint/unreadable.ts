import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "plumblint/unreadable",
  title: "A file could not be read in full",
  why: `
Where a file does not parse, the tool that loads it refuses it or sees something else than its author. What could be read
was still judged, so findings elsewhere in the file hold; the place named here was not.
`,
  severity: { recommended: "info", strict: "info" },
  since: "0.1.0",

  *check({ unreadable }) {
    for (const place of unreadable) yield { subject: place, message: place.value, evidence: undefined };
  },

  examples: [
    {
      title: "A list that is not closed",
      path: ".github/workflows/build.yml",
      bad: source`
        on:
          push: { branches: [main «}»
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - run: make
      `,
    },
    {
      title: "A key that the configuration does not know",
      path: ".plumblint.yaml",
      bad: source`
        extends: strict
        «ignore»:
          - vendor/
      `,
    },
    {
      title: "A configuration that reads well",
      path: ".plumblint.yaml",
      good: source`
        extends: strict
        exclude:
          - vendor/
      `,
    },
  ],
});
