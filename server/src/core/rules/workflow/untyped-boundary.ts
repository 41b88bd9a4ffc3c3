import { fill } from "../../edit.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/untyped-boundary",
  title: "An agent's output feeds another node with no schema",
  why: `
The next node reads whatever the model wrote. A schema turns a malformed answer into an error at the boundary where it
arose.
`,
  severity: { recommended: "off", strict: "info" },
  since: "0.1.0",

  *check({ nodes }) {
    for (const { name, output } of nodes) {
      if (output?.state !== "absent") continue;
      yield {
        subject: name,
        message: `What "${name.value}" answers goes on to the next step in whatever form the model chose; hold it to a schema.`,
        evidence: output.slot,
      };
    }
  },

  *fix(slot) {
    if (slot) yield { title: "Hold the answer to a schema", safety: "review", edits: fill(slot, "") };
  },

  examples: [],
});
