import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/serial-jobs",
  title: "A job waits for another whose result it does not use",
  why: `
With an infinitely fast model a slow serial pipeline still caps the gain (Amdahl's law). Jobs that need nothing of each other
can run side by side.
`,
  severity: { recommended: "off", strict: "hint" },
  since: "0.1.0",

  *check({ nodes }) {
    const names = new Map(nodes.map(({ id, name }) => [id, name]));
    for (const { name, after } of nodes) {
      const idle = after.filter(({ uses, at }) => uses === false && at);
      const [first] = idle;
      if (!first?.at || idle.length < after.length) continue;
      const others = idle.map(({ to }) => `"${names.get(to)?.value ?? to}"`).join(" and ");
      yield {
        subject: { ...name, ...first.at },
        message: `"${name.value}" waits for ${others} and uses nothing of it; let them run side by side.`,
        evidence: idle.flatMap(({ cut = [] }) => cut).slice(0, 1),
      };
    }
  },

  *fix(edits) {
    if (edits.length > 0) yield { title: "Let them run side by side", safety: "review", edits };
  },

  examples: [
    {
      title: "A job that installs on a machine which nobody sees again",
      path: ".github/workflows/test.yml",
      bad: source`
        on: push
        jobs:
          setup:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - run: npm ci
          test:
            needs: «setup»
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - run: npm ci && npm test
      `,
      fixed: source`
        on: push
        jobs:
          setup:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - run: npm ci
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/checkout@v4
              - run: npm ci && npm test
      `,
    },
    {
      title: "Gates, and jobs that keep or hand over something",
      path: ".github/workflows/test.yml",
      good: source`
        on: push
        jobs:
          warm:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/setup-node@v4
                with:
                  cache: npm
              - run: npm ci
          lint:
            needs: warm
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - run: npm ci && npm run lint
          deploy:
            needs: lint
            runs-on: ubuntu-latest
            timeout-minutes: 10
            environment: production
            steps:
              - run: ./deploy.sh
      `,
    },
  ],
});
