import { fill } from "../../edit.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/superseded-runs",
  title: "Runs of a pull request go on after a newer one has begun",
  why: `
Each push starts a run, and the one before it still holds its runners for a result that nobody will read.
`,
  severity: { recommended: "off", strict: "hint" },
  since: "0.1.0",

  *check({ superseding, start, nodes }) {
    if (superseding?.state !== "absent") return;
    yield {
      subject: { value: "(workflow)", start, end: nodes[0]?.start ?? start },
      message:
        "A new push does not end the runs of the one before it, so pull requests wait for runners that work for nothing; cancel the older runs.",
      evidence: superseding.slot,
    };
  },

  *fix(slot) {
    if (slot) yield { title: "Cancel the older runs", safety: "review", edits: fill(slot, "") };
  },

  examples: [],
});
