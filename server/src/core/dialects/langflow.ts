import { dialect } from "../dialect.ts";
import type { Gate } from "../model.ts";
import { get, items, root, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { agentNode } from "../workflow/agent-nodes.ts";
import { type CanvasEdge, type CanvasNode, canvasEdges, canvasNodes, looseEnds } from "../workflow/canvas.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: langflow-ai/langflow, starter projects and src/lfx/src/lfx/components.
export default dialect({
  id: "langflow",
  title: "Langflow flow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.json"],
  mention: /"genericNode"/,

  claim(tree) {
    const known = [...items(tree, get(tree, get(tree, root(tree), "data"), "nodes"))].some(
      (node) => get(tree, get(tree, get(tree, node, "data"), "node"), "template") !== undefined,
    );
    return known ? 0.9 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    const board = get(tree, top, "data");
    if (!top || !board) return;
    const all = canvasNodes(tree, get(tree, board, "nodes"), ["node", "display_name"]);
    const edges = canvasEdges(tree, get(tree, board, "edges"));
    const order = edges.filter((edge) => !isPart(tree, edge));
    const parts = new Set(edges.filter((edge) => isPart(tree, edge)).map(({ source }) => source.value));
    yield workflow("langflow", spanOf(top), {
      nodes: all.flatMap((node) => {
        const kind = kindOf(tree, node);
        if (!kind || parts.has(node.id)) return [];
        const gate = gateOf(kind, node);
        return [
          agentNode(node.name, spanOf(node.map), {
            id: node.id,
            after: order.filter(({ target }) => target.value === node.id).map(({ source }) => ({ to: source.value })),
            ...(AGENT.test(kind) ? {} : { kind: "step", risk: "local" }),
            ...(gate && { gate }),
          }),
        ];
      }),
      dangling: tree.errors.length === 0 ? [...looseEnds(new Set(all.map(({ id }) => id)), edges)] : [],
    });
  },
});

/** Components that let a model answer. They repeat their calls and end their loops by themselves. */
const AGENT = /^(?:\w{0,40}Agent|\w{1,40}Model|LanguageModelComponent|BatchRunComponent)$/;

const kindOf = (tree: YamlTree, { data }: CanvasNode): string => scalarText(get(tree, data, "type")) ?? "";

/** An edge that makes its source a part of its target: a model, a tool, a memory. */
const isPart = (tree: YamlTree, { map }: CanvasEdge): boolean => {
  const handle = get(tree, get(tree, get(tree, map, "data"), "targetHandle"), "fieldName");
  // The handle of the edge itself is JSON with another sign in place of the quotes.
  const written = /œfieldNameœ: ?œ(\w{1,60})œ/.exec(scalarText(get(tree, map, "targetHandle")) ?? "")?.[1];
  return PART.test(scalarText(handle) ?? written ?? "");
};

const PART = /^(?:tools|llm|model|agent_llm|embedding|embedding_model|memory|vectorstore|ingest_data|judge_llm)$/;

function gateOf(kind: string, { name: { start, end } }: CanvasNode): Gate | undefined {
  if (kind.startsWith("StructuredOutput")) return { value: "schema", start, end };
  return /Router|Conditional|^Guardrail/.test(kind) ? { value: "condition", start, end } : undefined;
}
