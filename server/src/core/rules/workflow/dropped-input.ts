import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/dropped-input",
  title: "A declared input is never used",
  why: `
Whoever passes it believes that it matters. Either a use was forgotten, and the value is silently lost, or the declaration
is left over and misleads.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ inputs }) {
    for (const { name, noun, used, repairs } of inputs) {
      if (used) continue;
      yield {
        subject: name,
        message: `The ${noun} "${name.value}" is declared and never used: what a caller passes is lost; use it or remove it.`,
        unnecessary: true,
        evidence: repairs,
      };
    }
  },

  *fix(repairs) {
    for (const { title, edits, safety = "review" } of repairs) yield { title, safety, edits };
  },

  examples: [
    {
      title: "An input of a run by hand that nothing reads",
      path: ".github/workflows/deploy.yml",
      bad: source`
        on:
          workflow_dispatch:
            inputs:
              «target»: { type: string, required: true }
              dry-run: { type: boolean }
        jobs:
          go:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - run: ./deploy.sh
                if: \${{ !inputs.dry-run }}
      `,
      fixed: source`
        on:
          workflow_dispatch:
            inputs:
              target: { type: string, required: true }
              dry-run: { type: boolean }
        jobs:
          go:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - env:
                  TARGET: \${{ inputs.target }}
                run: ./deploy.sh
                if: \${{ !inputs.dry-run }}
      `,
    },
    {
      title: "An input of a composite action",
      path: ".github/actions/greet/action.yml",
      bad: source`
        name: Greet
        inputs:
          name:
            description: Whom to greet
          «language»:
            description: In which language
        runs:
          using: composite
          steps:
            - name: Say hello
              shell: bash
              env:
                NAME: \${{ inputs.name }}
              run: echo "Hello $NAME"
      `,
      fixed: source`
        name: Greet
        inputs:
          name:
            description: Whom to greet
          language:
            description: In which language
        runs:
          using: composite
          steps:
            - name: Say hello
              shell: bash
              env:
                LANGUAGE: \${{ inputs.language }}
                NAME: \${{ inputs.name }}
              run: echo "Hello $NAME"
      `,
    },
    {
      title: "Inputs that are read in other words",
      path: ".github/workflows/test.yml",
      good: source`
        run-name: Test \${{ github.event.inputs.branch }}
        on:
          workflow_dispatch:
            inputs:
              branch: { type: string }
          workflow_call:
            inputs:
              node-version: { type: string }
              deploy: { type: boolean }
            secrets:
              npm-token: { required: true }
        jobs:
          test:
            if: INPUTS.deploy
            runs-on: ubuntu-latest
            timeout-minutes: 10
            env:
              NPM_TOKEN: \${{ secrets.npm-token }}
            steps:
              - run: nvm use "\${{ inputs['node-version'] }}"
      `,
    },
    {
      title: "All inputs at once, and an action that reads its inputs in code",
      path: ".github/workflows/all.yml",
      good: source`
        on:
          workflow_dispatch:
            inputs:
              first: { type: string }
              second: { type: string }
        jobs:
          go:
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - run: ./go.sh
                env:
                  INPUTS: \${{ toJSON(inputs) }}
      `,
    },
  ],
});
