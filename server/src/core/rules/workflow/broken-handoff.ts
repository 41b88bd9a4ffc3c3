import { source } from "../../example.ts";
import { nearest } from "../../nearest.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/broken-handoff",
  title: "It uses what nothing produces",
  why: `
An output, artifact or node by a name that does not exist is empty at best: most platforms put nothing in its place and go
on. The work that was meant to be handed over is lost without a word.
`,
  severity: { recommended: "error", strict: "error" },
  since: "0.1.0",

  *check({ dangling }) {
    for (const { subject, noun, wanted, why, among, repairs = [], start, end } of dangling) {
      const guess = nearest(wanted, among);
      const missing = MADE.has(noun) ? "Nothing produces the" : "There is no";
      const question = guess ? `; did you mean "${guess}"?` : ".";
      yield {
        subject,
        message: `${missing} ${noun} "${wanted}": ${why}${question}`,
        related: start === subject.start ? [] : [{ value: `"${wanted}" is used here.`, start, end }],
        evidence: { guess, place: { start, end }, repairs },
      };
    }
  },

  *fix({ guess, place, repairs }) {
    if (guess) yield { title: `Use "${guess}"`, safety: "review", edits: [{ ...place, text: guess }] };
    for (const { title, edits, safety = "review" } of repairs) yield { title, safety, edits };
  },

  examples: [
    {
      title: "An output that the job does not declare",
      path: ".github/workflows/deploy.yml",
      bad: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            outputs:
              image-tag: \${{ steps.meta.outputs.tag }}
            steps:
              - id: meta
                run: echo "tag=1.2" >> "$GITHUB_OUTPUT"
          deploy:
            needs: build
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - «name»: Roll out
                run: ./deploy.sh "\${{ needs.build.outputs.image_tag }}"
      `,
      fixed: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            outputs:
              image-tag: \${{ steps.meta.outputs.tag }}
            steps:
              - id: meta
                run: echo "tag=1.2" >> "$GITHUB_OUTPUT"
          deploy:
            needs: build
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Roll out
                run: ./deploy.sh "\${{ needs.build.outputs.image-tag }}"
      `,
    },
    {
      title: "The result of a job that it does not wait for",
      path: ".github/workflows/deploy.yml",
      bad: source`
        on: push
        jobs:
          plan:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            outputs:
              size: \${{ steps.plan.outputs.size }}
            steps:
              - id: plan
                run: ./plan.sh
          apply:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - «run»: ./apply.sh "\${{ needs.plan.outputs.size }}"
      `,
      fixed: source`
        on: push
        jobs:
          plan:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            outputs:
              size: \${{ steps.plan.outputs.size }}
            steps:
              - id: plan
                run: ./plan.sh
          apply:
            needs: plan
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: ./apply.sh "\${{ needs.plan.outputs.size }}"
      `,
    },
    {
      title: "An artifact that no job uploads",
      path: ".github/workflows/site.yml",
      bad: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: make site
              - uses: actions/upload-artifact@v4
                with:
                  name: site
                  path: out
          check:
            needs: build
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - «uses»: actions/download-artifact@v4
                with:
                  name: sites
              - run: ls
      `,
      fixed: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: make site
              - uses: actions/upload-artifact@v4
                with:
                  name: site
                  path: out
          check:
            needs: build
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - uses: actions/download-artifact@v4
                with:
                  name: site
              - run: ls
      `,
    },
    {
      title: "A composite action that reads a step and an input it does not have",
      path: ".github/actions/setup/action.yml",
      bad: source`
        name: Set up
        inputs:
          version:
            default: "22"
        «outputs»:
          path:
            value: \${{ steps.instal.outputs.path }}
        runs:
          using: composite
          steps:
            - id: install
              shell: bash
              run: ./install.sh "\${{ inputs.version }}"
      `,
      fixed: source`
        name: Set up
        inputs:
          version:
            default: "22"
        outputs:
          path:
            value: \${{ steps.install.outputs.path }}
        runs:
          using: composite
          steps:
            - id: install
              shell: bash
              run: ./install.sh "\${{ inputs.version }}"
      `,
    },
    {
      title: "What other files or other runs produce",
      path: ".github/workflows/report.yml",
      good: source`
        on: push
        jobs:
          build:
            uses: acme/workflows/.github/workflows/build.yml@v1
          report:
            needs: build
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - uses: actions/download-artifact@v4
                with:
                  name: coverage
              - uses: actions/download-artifact@v4
                with:
                  name: baseline
                  run-id: \${{ vars.BASELINE }}
                  github-token: \${{ github.token }}
              - run: ./report.sh "\${{ needs.build.outputs.version }}"
      `,
    },
  ],
});

/** What work makes; the rest is declared. */
const MADE: ReadonlySet<string> = new Set(["output", "artifact", "result"]);
