import { fill } from "../../edit.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/unbounded-agent",
  title: "Nothing ends the loop of an agent",
  why: `
An agent that does not come to an end repeats itself, and every turn is paid for. A limit on its turns, its time or a
condition that ends it turns that into a failure somebody sees.
`,
  severity: { recommended: "warning", strict: "error" },
  since: "0.1.0",
  options: {
    turns: { default: 30, description: "The limit that the quick fix writes." },
  },

  *check({ nodes }) {
    for (const { name, turns } of nodes) {
      if (turns?.state !== "absent") continue;
      yield {
        subject: name,
        message: `Nothing ends the work of "${name.value}": an agent that goes round in circles runs, and is paid for, until somebody stops it; limit its turns.`,
        evidence: turns.slot,
      };
    }
  },

  *fix(slot, { turns }) {
    if (slot) yield { title: `Limit to ${turns} turns`, safety: "review", edits: fill(slot, turns) };
  },

  examples: [],
});
