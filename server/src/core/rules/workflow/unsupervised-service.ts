import { fill } from "../../edit.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/unsupervised-service",
  title: "A service that dies stays dead",
  why: `
A dropped connection or a full memory ends a server once in a while. Where nothing starts it again, the first person to
notice is the one who needs it, and a lost tunnel looks like a broken model.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ nodes }) {
    for (const { name, restart } of nodes) {
      if (restart?.state !== "absent") continue;
      yield {
        subject: name,
        message: `Nothing starts "${name.value}" again when it dies; give it a restart policy.`,
        evidence: restart.slot,
      };
    }
  },

  *fix(slot) {
    if (slot) yield { title: "Restart it when it dies", safety: "safe", edits: fill(slot, "") };
  },

  examples: [],
});
