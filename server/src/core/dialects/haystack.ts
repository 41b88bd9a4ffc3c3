import { dialect } from "../dialect.ts";
import { entries, get, isMapping, items, root, scalarText, spanOf } from "../syntax/yaml.ts";
import { agentNode } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: deepset-ai/haystack, haystack/core/pipeline/base.py; documentation, "Serializing Pipelines".
export default dialect({
  id: "haystack",
  title: "Haystack pipeline",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yaml,yml}"],

  claim(tree) {
    const components = [...entries(tree, get(tree, root(tree), "components"))];
    const isOne = components.every(({ value }) => scalarText(get(tree, value, "type"))?.includes("."));
    const isWired = get(tree, root(tree), "connections") !== undefined;
    return components.length > 0 && isOne && isWired ? 0.9 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const components = [...entries(tree, get(tree, top, "components"))];
    const names = components.map(({ key }) => key.value);
    const wires = [...items(tree, get(tree, top, "connections"))].filter(isMapping);
    const ends = wires.map((wire) => ({ from: get(tree, wire, "sender"), to: get(tree, wire, "receiver") }));
    // A connection names a component and its socket: `llm.replies`.
    const nameOf = (end: (typeof ends)[number]["from"]) => (scalarText(end) ?? "").split(".")[0] ?? "";
    const nodes = components.flatMap(({ key, value }) => {
      const kind = scalarText(get(tree, value, "type")) ?? "";
      const after = ends.filter(({ to }) => nameOf(to) === key.value).map(({ from }) => ({ to: nameOf(from) }));
      const node = agentNode(key, value ? spanOf(value) : key, { after });
      if (/agents?\.|generators?\./.test(kind)) return [node];
      const gate = /valid|joiner|router/i.test(kind)
        ? { gate: { value: "check" as const, start: key.start, end: key.end } }
        : {};
      return [{ ...node, kind: "step" as const, risk: "local" as const, ...gate }];
    });
    const dangling = ends.flatMap(({ from, to }) =>
      [from, to].flatMap((end) => {
        const wanted = nameOf(end);
        if (!end || wanted === "" || names.includes(wanted)) return [];
        const span = spanOf(end);
        const why = "no component has that name";
        return [{ subject: { value: wanted, ...span }, noun: "component", wanted, why, among: names, ...span }];
      }),
    );
    yield workflow("haystack", spanOf(top), { nodes, dangling });
  },
});
