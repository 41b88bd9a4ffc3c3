import { fill } from "../../edit.ts";
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

  examples: [],
});
