import { dialect } from "../dialect.ts";
import type { Gate, WorkflowNode } from "../model.ts";
import { get, items, root, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { agentNode } from "../workflow/agent-nodes.ts";
import { type CanvasNode, canvasEdges, canvasNodes, looseEnds } from "../workflow/canvas.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: FlowiseAI/Flowise, packages/components/nodes/agentflow and packages/server/src/utils/buildAgentflow.ts.
export default dialect({
  id: "flowise",
  title: "Flowise flow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.json"],
  mention: /"type"\s{0,5}:\s{0,5}"(?:agentFlow|customNode)"/,

  claim(tree) {
    const top = root(tree);
    const edges = get(tree, top, "edges");
    const known = [...items(tree, get(tree, top, "nodes"))].some(
      (node) =>
        KIND.test(scalarText(get(tree, node, "type")) ?? "") &&
        scalarText(get(tree, get(tree, node, "data"), "name")) !== undefined &&
        get(tree, get(tree, node, "data"), "inputs") !== undefined,
    );
    return known && edges ? 0.9 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const list = get(tree, top, "nodes");
    const all = canvasNodes(tree, list, ["label"]);
    const edges = canvasEdges(tree, get(tree, top, "edges"));
    // In older flows, models and memories are wired into what uses them; those wires are no order.
    const steps = all.filter((node) => STEP.test(kindOf(tree, node)));
    yield workflow("flowise", spanOf(top), {
      nodes: steps.map((node) => {
        const after = edges
          .filter(({ target }) => target.value === node.id)
          .map(({ source }) => ({ to: source.value }));
        return lowered(tree, node, { after });
      }),
      dangling: tree.errors.length === 0 ? [...looseEnds(new Set(all.map(({ id }) => id)), edges)] : [],
    });
  },
});

const KIND = /^(?:agentFlow|customNode)$/;
/** Steps of the second engine, and of the sequential agents of the first. */
const STEP = /^(?!sticky)\w{1,60}Agentflow$|^seq(?!State$|Tool)\w{1,40}$/;
const AGENT = /^(?:agentAgentflow|llmAgentflow|conditionAgentAgentflow|seqAgent|seqLLMNode|seqConditionAgent)$/;

const GATES: Readonly<Record<string, Gate["value"]>> = {
  conditionAgentflow: "condition",
  conditionAgentAgentflow: "condition",
  seqCondition: "condition",
  seqConditionAgent: "condition",
  humanInputAgentflow: "human",
  customFunctionAgentflow: "check",
  seqCustomFunction: "check",
};

const kindOf = (tree: YamlTree, { data }: CanvasNode): string => scalarText(get(tree, data, "name")) ?? "";

/** The engine runs one node after another, limits its loops by itself, and has no key for a time or a second try. */
function lowered(tree: YamlTree, node: CanvasNode, more: Pick<WorkflowNode, "after">): WorkflowNode {
  const kind = kindOf(tree, node);
  const { start, end } = node.name;
  // A node waits for all that lead to it, and holds one against the other.
  const value = GATES[kind] ?? ownGate(tree, node) ?? (more.after.length > 1 ? "condition" : undefined);
  const parent = scalarText(get(tree, node.map, "parentNode"));
  return agentNode(node.name, spanOf(node.map), {
    ...more,
    id: node.id,
    ...(AGENT.test(kind) ? {} : { kind: "step", risk: "local" }),
    ...(parent && { inside: parent }),
    ...(value && { gate: { value, start, end } }),
  });
}

/** A form that the answer is held to, or a person who agrees to each use of a tool. */
function ownGate(tree: YamlTree, { data }: CanvasNode): Gate["value"] | undefined {
  const inputs = get(tree, data, "inputs");
  for (const key of ["llmStructuredOutput", "agentStructuredOutput"]) {
    const [first] = items(tree, get(tree, inputs, key));
    if (first) return "schema";
  }
  return scalarValue(get(tree, inputs, "interrupt")) === true ? "human" : undefined;
}
