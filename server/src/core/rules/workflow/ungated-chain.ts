import { source } from "../../example.ts";
import { rule } from "../../rule.ts";
import { reliability, reliabilityWithGate, ungatedChainOf } from "../../workflow/graph.ts";

export default rule({
  id: "workflow/ungated-chain",
  title: "Agents work one after another and nothing checks between them",
  why: `
Each step takes what the one before wrote for right. When every step is right in 97 of 100 runs, six in a row are right in
83: small faults add up, and the last step builds on all of them. A check between two steps (a test, a schema that the
answer must fit, a condition on the result, a person who agrees) finds the fault where it arose, and what is wrong can be
made again before anything is built on it.
`,
  severity: { recommended: "info", strict: "warning" },
  since: "0.1.0",
  options: {
    steps: { default: 4, description: "How many agents in a row, with no check between them, are reported." },
    stepReliability: { default: 0.97, description: "The share of runs in which one step is right, from 0 to 1." },
  },

  *check({ nodes }, { steps, stepReliability }) {
    const chain = ungatedChainOf(nodes);
    const [first, ...others] = chain;
    const last = chain.at(-1);
    if (!first || !last || chain.length < steps) return;
    const each = Math.min(1, Math.max(0, stepReliability));
    const figure = `${each}^${chain.length} = ${percent(reliability(chain.length, each))}`;
    const better = percent(reliabilityWithGate(chain.length, each));
    yield {
      subject: first.name,
      message:
        `${chain.length} agents work one after another from "${first.name.value}" to "${last.name.value}" and nothing checks ` +
        `between them, so the end is right in ${figure} of the runs; a check before "${last.name.value}" that has wrong work ` +
        `made again once would give ${better}.`,
      related: others.map(({ name }) => ({ ...name, value: `"${name.value}" builds on what came before, unchecked.` })),
      evidence: undefined,
    };
  },

  examples: [
    {
      title: "From the issue to the documentation in one go",
      path: ".github/workflows/feature.yml",
      bad: source`
        on:
          issues:
            types: [labeled]
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 60
            steps:
              - uses: actions/checkout@v4
              - «name»: Specify
                run: codex exec "Write spec.md for the issue"
              - name: Design
                run: codex exec "Write design.md for spec.md"
              - name: Implement
                run: codex exec "Implement design.md"
              - name: Document
                run: codex exec "Describe the change in docs/"
              - run: git push origin HEAD:agent/feature
      `,
    },
    {
      title: "The same with the tests before the last step",
      path: ".github/workflows/feature.yml",
      good: source`
        on:
          issues:
            types: [labeled]
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 60
            steps:
              - uses: actions/checkout@v4
              - run: codex exec "Write spec.md for the issue"
              - run: codex exec "Write design.md for spec.md"
              - run: codex exec "Implement design.md"
              - run: npm test
              - run: codex exec "Describe the change in docs/"
      `,
    },
    {
      title: "A person agrees before the second half",
      path: ".github/workflows/feature.yml",
      good: source`
        on: workflow_dispatch
        jobs:
          plan:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            steps:
              - run: codex exec "Write spec.md"
              - run: codex exec "Write design.md for spec.md"
          build:
            needs: plan
            runs-on: ubuntu-latest
            timeout-minutes: 30
            environment: approved
            steps:
              - run: codex exec "Implement design.md"
              - run: codex exec "Describe the change in docs/"
      `,
    },
    {
      title: "As many agents, side by side",
      path: ".github/workflows/review.yml",
      good: source`
        on: pull_request
        jobs:
          review:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            strategy:
              matrix:
                topic: [security, speed, tests, docs]
            steps:
              - run: codex exec "Review the \${{ matrix.topic }} of the change"
      `,
    },
  ],
});

const percent = (share: number): string => `${Math.round(share * 100)} %`;
