// Where a Dify app hides that a node has failed.
import type { Repair, Swallow } from "../model.ts";
import { entry, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { behindOf, type DifyGraph, type DifyNode } from "./dify-graph.ts";
import { saysOptional } from "./excuses.ts";

/** Nodes that go on with a value of their own when they fail, and branches for failures that lead nowhere. */
export function* swallowsOf(tree: YamlTree, graph: DifyGraph): Iterable<Swallow> {
  for (const node of graph.nodes) {
    const strategy = entry(tree, node.data, "error_strategy");
    const value = scalarText(strategy?.value);
    if (!strategy?.value) continue;
    const lost =
      value === "fail-branch"
        ? !graph.edges.some(({ source, handle }) => source === node.id && handle === "fail-branch") &&
          graph.edges.some(({ source }) => source === node.id)
        : value === "default-value" && !isLookedAt(tree, graph, node);
    if (!lost) continue;
    const { value: name } = node.name;
    yield {
      subject: node.name,
      words: `error_strategy: ${value}`,
      effect:
        value === "fail-branch"
          ? `what fails in "${name}" takes a branch that leads nowhere, and the run ends as if it had worked`
          : `when "${name}" fails, what follows gets a value that was made up beforehand and takes it for the result`,
      repairs: repairsOf(tree, node),
      ...(saysOptional(name) && { excuse: node.name }),
      start: strategy.key.start,
      end: spanOf(strategy.value).end,
    };
  }
}

/** True when something asks how it went, or a condition looks at the result. */
function isLookedAt(tree: YamlTree, graph: DifyGraph, node: DifyNode): boolean {
  if (new RegExp(`${node.id}[^\\n]{0,3}\\.error_(?:type|message)|error_(?:type|message)`).test(tree.text)) return true;
  const next = graph.edges.filter(({ source }) => source === node.id).map(({ target }) => target);
  const looking = graph.nodes.filter(({ type }) => /^(?:if-else|code)$/.test(type)).map(({ id }) => id);
  return next.some((id) => looking.includes(id)) || behindOf(graph, node.id).size === 0;
}

/** Without a strategy, the run stops. */
function repairsOf(tree: YamlTree, { data }: DifyNode): Repair[] {
  const value = entry(tree, data, "error_strategy")?.value;
  return value ? [{ title: "Stop when it fails", edits: [{ ...spanOf(value), text: "none" }] }] : [];
}
