import { dialect } from "../dialect.ts";
import type { Dangling, WorkflowInput, WorkflowNode } from "../model.ts";
import { entries, entry, get, isMapping, items, root, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { agentNode, crewsAtOnce } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: microsoft/promptflow, src/promptflow-core/promptflow/executor; documentation, "Flow YAML schema".
export default dialect({
  id: "promptflow",
  title: "Prompt flow",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/flow.dag.{yaml,yml}"],

  claim: (tree) => (nodeMaps(tree).length > 0 ? 1 : 0),

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const nodes = nodeMaps(tree);
    const names = nodes.map(({ name }) => name.value);
    const lowered = nodes.map(({ name, map }): WorkflowNode => {
      const { start, end } = spanOf(map);
      const uses = [...tree.text.slice(start, end).matchAll(/\$\{([\w-]{1,100})\.output/g)].map(([, to = ""]) => ({
        to,
        uses: true,
      }));
      const node = agentNode(name, spanOf(map), { after: uses });
      if ((scalarText(get(tree, map, "type")) ?? "").endsWith("llm")) {
        const schema = entry(tree, get(tree, map, "inputs"), "response_format");
        return schema ? { ...node, gate: { value: "schema", start: schema.key.start, end: schema.key.end } } : node;
      }
      // Code between model steps reads what the model wrote.
      return { ...node, kind: "step", risk: "local", gate: { value: "check", start: name.start, end: name.end } };
    });
    const variants = entry(tree, top, "node_variants") !== undefined;
    yield workflow("promptflow", spanOf(top), {
      nodes: lowered,
      crews: crewsAtOnce(lowered),
      dangling: variants ? [] : danglingIn(tree, names),
      inputs: inputsOf(tree),
    });
  },
});

const nodeMaps = (tree: YamlTree) =>
  [...items(tree, get(tree, root(tree), "nodes"))].flatMap((map) => {
    const name = get(tree, map, "name");
    const value = scalarText(name);
    return isMapping(map) && name && value ? [{ map, name: { value, ...spanOf(name) } }] : [];
  });

function* missing(tree: YamlTree, names: readonly string[]): Iterable<Dangling> {
  for (const { 1: wanted = "", index } of tree.text.matchAll(/\$\{([\w-]{1,100})\.outputs?\b/g)) {
    if (names.includes(wanted) || wanted === "inputs" || wanted === "parent" || wanted === "run") continue;
    const span = { start: index + 2, end: index + 2 + wanted.length };
    yield {
      subject: { value: wanted, ...span },
      noun: "node",
      wanted,
      why: "no node has that name",
      among: names,
      ...span,
    };
  }
}
const danglingIn = (tree: YamlTree, names: readonly string[]): Dangling[] => [...missing(tree, names)];

/** The chat window uses the history and the question by itself. */
const inputsOf = (tree: YamlTree): WorkflowInput[] =>
  [...entries(tree, get(tree, root(tree), "inputs"))].flatMap(({ key, value }) => {
    const isChat = ["is_chat_history", "is_chat_input"].some((flag) => entry(tree, value, flag));
    if (isChat || /^(?:chat_history|question|line_number)$/.test(key.value)) return [];
    const at = tree.text.indexOf(`\${inputs.${key.value}}`);
    const used = at < 0 ? {} : { used: { start: at, end: at + key.value.length } };
    return [{ name: key, noun: "input", ...used, repairs: [] }];
  });
