import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/untyped-boundary",
  title: "An agent's output feeds another node with no schema",
  why: `
The next node reads whatever the model wrote. A schema turns a malformed answer into an error at the boundary where it
arose. What only people read needs no form.
`,
  severity: { recommended: "off", strict: "info" },
  since: "0.1.0",

  *check({ nodes }) {
    for (const { name, output } of nodes) {
      if (output?.state !== "absent") continue;
      yield {
        subject: name,
        message: `What "${name.value}" answers is taken apart by a later step in whatever form the model chose; hold it to a schema.`,
        evidence: output.slot,
      };
    }
  },

  *fix(slot) {
    if (slot) yield { title: "Hold the answer to a schema", safety: "review", edits: fill(slot, "") };
  },

  examples: [
    {
      title: "A script takes the answer apart",
      path: ".github/workflows/triage.yml",
      bad: source`
        on: issues
        jobs:
          triage:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - «name»: Classify
                id: classify
                uses: openai/codex-action@v1
                with:
                  prompt: Answer with the labels of the new issue as JSON.
              - env:
                  ANSWER: \${{ steps.classify.outputs.final-message }}
                run: gh issue edit "$NUMBER" --add-label "$(jq -r '.labels | join(",")' <<< "$ANSWER")"
      `,
    },
    {
      title: "An answer that has to fit, and one that people read",
      path: ".github/workflows/triage.yml",
      good: source`
        on: issues
        jobs:
          triage:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - id: classify
                uses: openai/codex-action@v1
                with:
                  prompt: Answer with the labels of the new issue.
                  output-schema-file: .github/labels.schema.json
              - run: gh issue edit "$NUMBER" --add-label "$(jq -r '.labels | join(",")' <<< "$ANSWER")"
                env:
                  ANSWER: \${{ steps.classify.outputs.final-message }}
              - id: explain
                uses: openai/codex-action@v1
                with:
                  prompt: Thank the author in two sentences.
              - run: gh issue comment "$NUMBER" --body "$ANSWER"
                env:
                  ANSWER: \${{ steps.explain.outputs.final-message }}
      `,
    },
  ],
});
