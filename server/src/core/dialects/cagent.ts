import { dialect } from "../dialect.ts";
import { entries, entry, get, isMapping, items, root, scalarText, spanOf } from "../syntax/yaml.ts";
import { agentNode } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: docker/cagent, agent-schema.json; docs/tools/transfer-task, docs/tools/background-agents.
export default dialect({
  id: "cagent",
  title: "Docker cagent team",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yaml,yml}"],

  claim(tree, { text }) {
    const top = root(tree);
    const agents = get(tree, top, "agents");
    if (!isMapping(agents)) return 0;
    const marked =
      /^#!.{0,80}\b(?:docker agent|cagent) run/.test(text) ||
      ["version", "models"].some((key) => entry(tree, top, key));
    const own = [...entries(tree, agents)];
    const isAgent = own.every(({ value }) => ["model", "instruction"].some((key) => entry(tree, value, key)));
    return marked && own.length > 0 && isAgent ? 0.8 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const agents = [...entries(tree, get(tree, top, "agents"))];
    const names = agents.map(({ key }) => key.value);
    // A part of a team is called, and the caller waits: nothing runs side by side, whatever the number of parts.
    const nodes = agents.map(({ key, value }) => agentNode(key, value ? spanOf(value) : key));
    const dangling = agents.flatMap(({ key, value }) =>
      ["sub_agents", "handoffs"].flatMap((list) =>
        [...items(tree, get(tree, value, list))].flatMap((item) => {
          const wanted = scalarText(item);
          // An image or an address names an agent of somebody else.
          if (!wanted || names.includes(wanted) || /[/:.@$]/.test(wanted)) return [];
          const span = spanOf(item);
          const why = `no agent of that name is declared, and "${key.value}" cannot hand anything to it`;
          return [{ subject: { value: wanted, ...span }, noun: "agent", wanted, why, among: names, ...span }];
        }),
      ),
    );
    yield workflow("cagent", spanOf(top), { nodes, dangling });
  },
});
