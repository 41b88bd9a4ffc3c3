import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/uncached-setup",
  title: "A set-up downloads everything anew in each run",
  why: `
The tool can keep what it downloaded for the next run. Without that every run waits for the network, and fails with it.
`,
  severity: { recommended: "off", strict: "hint" },
  since: "0.1.0",

  *check({ setups }) {
    for (const { subject, tool, manager, cache } of setups) {
      if (cache.state !== "absent") continue;
      yield {
        subject,
        message: `"${tool}" keeps nothing of what ${manager} downloads, so each run fetches it anew; turn its cache on.`,
        evidence: { slot: cache.slot, manager },
      };
    }
  },

  *fix({ slot, manager }) {
    if (slot) yield { title: `Cache what ${manager} downloads`, safety: "review", edits: fill(slot, manager) };
  },

  examples: [
    {
      title: "npm without a cache",
      path: ".github/workflows/test.yml",
      bad: source`
        on: [push, pull_request]
        concurrency: test
        jobs:
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - «uses»: actions/setup-node@v4
                with:
                  node-version: 22
              - run: npm ci
              - run: npm test
      `,
      fixed: source`
        on: [push, pull_request]
        concurrency: test
        jobs:
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with:
                  node-version: 22
                  cache: npm
              - run: npm ci
              - run: npm test
      `,
    },
    {
      title: "A lock file in a folder of its own",
      path: ".github/workflows/web.yml",
      bad: source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            defaults:
              run:
                working-directory: web
            steps:
              - uses: actions/checkout@v4
              - «uses»: actions/setup-node@v4
              - run: npm ci
      `,
      fixed: source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            defaults:
              run:
                working-directory: web
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with:
                  cache: npm
                  cache-dependency-path: web/package-lock.json
              - run: npm ci
      `,
    },
    {
      title: "A job that publishes, one that keeps its files, and one that installs nothing",
      path: ".github/workflows/test.yml",
      good: source`
        on: push
        jobs:
          publish:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/setup-node@v4
              - run: npm ci && npm publish
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/setup-python@v5
              - uses: actions/cache@v4
                with:
                  path: ~/.cache/pip
                  key: pip
              - run: pip install -r requirements.txt
          lint:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/setup-node@v4
              - run: npx --yes markdownlint-cli2
      `,
    },
  ],
});
