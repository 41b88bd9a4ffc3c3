import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/superseded-runs",
  title: "Runs of a pull request go on after a newer one has begun",
  why: `
Each push starts a run, and the one before it still holds its runners for a result that nobody will read.
`,
  severity: { recommended: "off", strict: "hint" },
  since: "0.1.0",

  *check({ superseding, trigger, start, nodes }) {
    if (superseding?.state !== "absent") return;
    yield {
      subject: { value: "(workflow)", ...(trigger ?? { start, end: nodes[0]?.start ?? start }) },
      message:
        "A new push does not end the runs of the one before it, so pull requests wait for runners that work for nothing; cancel the older runs.",
      evidence: superseding.slot,
    };
  },

  *fix(slot) {
    if (slot) yield { title: "Cancel the older runs", safety: "review", edits: fill(slot, "") };
  },

  examples: [
    {
      title: "Two jobs for each push to a pull request",
      path: ".github/workflows/test.yml",
      bad: source`
        on:
          push:
            branches: [main]
          «pull_request»:

        # What has to pass
        jobs:
          lint:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - run: make lint
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - run: make test
      `,
      fixed: source`
        on:
          push:
            branches: [main]
          pull_request:

        concurrency:
          group: \${{ github.workflow }}-\${{ github.event.pull_request.number || github.ref }}
          cancel-in-progress: \${{ github.event_name == 'pull_request' }}

        # What has to pass
        jobs:
          lint:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - run: make lint
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - run: make test
      `,
    },
    {
      title: "A group of its own",
      path: ".github/workflows/test.yml",
      good: source`
        on: pull_request
        concurrency:
          group: test-\${{ github.ref }}
          cancel-in-progress: true
        jobs:
          test:
            runs-on: \${{ matrix.os }}
            timeout-minutes: 10
            strategy:
              matrix:
                os: [ubuntu-latest, macos-latest]
            steps:
              - uses: actions/checkout@v4
              - run: make test
      `,
    },
  ],
});
