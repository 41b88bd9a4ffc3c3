import { dialect } from "../dialect.ts";
import { spanOf } from "../syntax/yaml.ts";
import { swallowsOf } from "../workflow/n8n-failures.ts";
import { flowsOf, wiresOf } from "../workflow/n8n-flow.ts";
import { unsafeRetriesOf } from "../workflow/n8n-guards.ts";
import { danglingOf } from "../workflow/n8n-handoffs.ts";
import { nodesOf, runningIn } from "../workflow/n8n-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: documentation of n8n; n8n-io/n8n, packages/workflow/src/interfaces.ts.
export default dialect({
  id: "n8n",
  title: "n8n workflow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.json"],
  // The type of a node, which begins with the name of its package.
  mention: /"(?:@[\w.-]{1,80}\/)?n8n-nodes-[\w-]{1,80}\.\w/,

  claim: (tree) => (flowsOf(tree)[Symbol.iterator]().next().done ? 0 : 0.95),

  *lower(tree) {
    // A text that does not parse may have lost the node that is named, or the wire that an error takes.
    const whole = tree.errors.length === 0;
    for (const flow of flowsOf(tree)) {
      const wires = wiresOf(flow);
      const running = runningIn(flow, wires);
      // Branches run one after another, however they are drawn: nobody works side by side.
      yield workflow("n8n", spanOf(flow.map), {
        nodes: nodesOf(tree, flow, wires, running),
        swallows: whole ? [...swallowsOf(tree, running.nodes, wires)] : [],
        dangling: whole ? [...danglingOf(tree, flow, running.nodes)] : [],
        unsafeRetries: [...unsafeRetriesOf(tree, running.nodes)],
      });
    }
  },
});
