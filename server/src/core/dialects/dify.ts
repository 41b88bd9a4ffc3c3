import { dialect } from "../dialect.ts";
import { get, isSequence, root, scalarText, spanOf } from "../syntax/yaml.ts";
import { swallowsOf } from "../workflow/dify-failures.ts";
import { graphOf } from "../workflow/dify-graph.ts";
import { danglingOf, inputsOf } from "../workflow/dify-handoffs.ts";
import { crewsOf, nodesOf, unsafeRetriesOf } from "../workflow/dify-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: langgenius/dify, api/services/app_dsl_service.py and api/core/workflow/enums.py; documentation, "Environments".
export default dialect({
  id: "dify",
  title: "Dify app",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yml,yaml}"],
  mention: /^[ \t]{0,8}mode:[ \t]{0,4}["']?(?:workflow|advanced-chat|chat|agent-chat|completion)\b|^[ \t]{1,8}graph:/m,

  claim(tree) {
    const top = root(tree);
    const isApp = scalarText(get(tree, top, "kind")) === "app";
    const mode = scalarText(get(tree, get(tree, top, "app"), "mode")) ?? "";
    if (isApp && MODES.test(mode)) return 0.95;
    const graph = get(tree, get(tree, top, "workflow"), "graph");
    return isSequence(get(tree, graph, "nodes")) && isSequence(get(tree, graph, "edges")) ? 0.9 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    const graph = graphOf(tree);
    // An app without a graph is a prompt: the platform bounds its run and repeats its calls.
    if (!top || !graph) return;
    // A text that does not parse may have lost the node that is named, or the branch that an error takes.
    const whole = tree.errors.length === 0;
    yield workflow("dify", spanOf(top), {
      nodes: nodesOf(tree, graph),
      crews: [...crewsOf(graph)],
      swallows: whole ? [...swallowsOf(tree, graph)] : [],
      dangling: whole ? [...danglingOf(tree, graph)] : [],
      inputs: whole ? inputsOf(tree, graph) : [],
      unsafeRetries: [...unsafeRetriesOf(tree, graph)],
    });
  },
});

const MODES = /^(?:workflow|advanced-chat|chat|agent-chat|completion)$/;
