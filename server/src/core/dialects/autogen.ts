import { dialect } from "../dialect.ts";
import type { Crew, Guard, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { agentNode, crewsAtOnce } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: microsoft/autogen, python/packages/autogen-core, _component_config.py; autogen-agentchat, teams and conditions.
export default dialect({
  id: "autogen",
  title: "AutoGen component",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: [
    "**/*{team,autogen,agent,gallery,component}*.{json,yaml,yml}",
    "**/{teams,autogen,agents,gallery}/**/*.{json,yaml,yml}",
  ],

  claim(tree, { text }) {
    if (!text.includes("component_type")) return 0;
    const top = root(tree);
    const isComponent = scalarText(get(tree, top, "provider")) !== undefined && entry(tree, top, "component_type");
    return isComponent || isMapping(get(tree, top, "components")) ? 0.9 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    for (const team of teamsIn(tree, top)) yield lowerTeam(tree, team);
  },
});

/** The team that the file is, or those that a gallery offers: each is a run of its own. */
function* teamsIn(tree: YamlTree, top: YamlNode): Iterable<YamlMap> {
  if (isMapping(top) && scalarText(get(tree, top, "component_type")) === "team") yield top;
  const offered = get(tree, top, "components");
  for (const item of items(tree, get(tree, offered, "teams"))) {
    const inner = get(tree, item, "component") ?? item;
    if (isMapping(inner) && scalarText(get(tree, inner, "component_type")) === "team") yield inner;
  }
}

function lowerTeam(tree: YamlTree, team: YamlMap) {
  const config = get(tree, team, "config");
  const provider = scalarText(get(tree, team, "provider")) ?? "";
  const label = get(tree, team, "label") ?? get(tree, team, "provider");
  const name: Sourced<string> = { value: scalarText(label) ?? "team", ...(label ? spanOf(label) : spanOf(team)) };
  const graph = provider.endsWith("GraphFlow");
  const nodes = graph ? graphNodes(tree, config) : [];
  const turns = turnsOf(tree, config, provider, graph);
  const whole = agentNode(name, spanOf(team), {
    id: `team ${name.start}`,
    kind: "job",
    risk: "none",
    ...(turns && { turns }),
  });
  const crews: Crew[] = graph ? crewsAtOnce(nodes).map((crew) => ({ ...crew, subject: name })) : [];
  return workflow("autogen", spanOf(team), { nodes: [whole, ...nodes], crews });
}

/** Only a graph starts several agents together; in the other teams one speaks at a time. */
function graphNodes(tree: YamlTree, config: YamlNode | undefined): WorkflowNode[] {
  const drawn = [...entries(tree, get(tree, get(tree, config, "graph"), "nodes"))];
  const before = new Map<string, { to: string }[]>();
  for (const { key, value } of drawn) {
    for (const edge of items(tree, get(tree, value, "edges"))) {
      const target = scalarText(get(tree, edge, "target"));
      if (target) before.set(target, [...(before.get(target) ?? []), { to: key.value }]);
    }
  }
  return drawn.map(({ key, value }) => {
    const conditional = [...items(tree, get(tree, value, "edges"))].find((edge) => {
      const condition = scalarValue(get(tree, edge, "condition"));
      return condition !== null && condition !== undefined;
    });
    const gate = conditional ? { gate: { value: "condition" as const, ...spanOf(conditional) } } : {};
    return agentNode(key, value ? spanOf(value) : key, { after: before.get(key.value) ?? [], ...gate });
  });
}

/** Teams without a limit of their own (`max_turns` in each constructor). MagenticOne has one: 20. */
function turnsOf(tree: YamlTree, config: YamlNode | undefined, provider: string, graph: boolean): Guard | undefined {
  if (!/(?:RoundRobinGroupChat|SelectorGroupChat|Swarm|GraphFlow)$/.test(provider) || !isMapping(config))
    return undefined;
  // A graph that nothing closes to a circle ends by itself.
  if (graph && !hasCircle(tree, config)) return undefined;
  const own = entry(tree, config, "max_turns");
  if (own?.value && scalarValue(own.value) !== null)
    return { state: "present", value: scalarText(own.value) ?? "", ...spanOf(own.value) };
  const condition = get(tree, config, "termination_condition");
  if (condition && isBound(tree, condition))
    return { state: "present", value: "termination_condition", ...spanOf(condition) };
  if (own?.value) return { state: "absent", slot: { edits: [{ ...spanOf(own.value), text: "{value}" }] } };
  const edit = insertEntry(tree, config, "max_turns: {value}");
  return { state: "absent", ...(edit && { slot: { edits: [edit] } }) };
}

const BOUND = /(?:MaxMessage|TokenUsage|Timeout)Termination$/;

/** A number of messages, tokens or seconds ends the run for certain; a word that a model may say does not. */
function isBound(tree: YamlTree, condition: YamlNode, depth = 0): boolean {
  const provider = scalarText(get(tree, condition, "provider")) ?? "";
  const parts = [...items(tree, get(tree, get(tree, condition, "config"), "conditions"))];
  if (depth > 20) return true;
  if (provider.endsWith("OrTerminationCondition")) return parts.some((part) => isBound(tree, part, depth + 1));
  if (provider.endsWith("AndTerminationCondition"))
    return parts.length > 0 && parts.every((part) => isBound(tree, part, depth + 1));
  // One of somebody's own may be anything.
  return BOUND.test(provider) || !/Termination(?:Condition)?$/.test(provider) || !/autogen|^\w+$/.test(provider);
}

function hasCircle(tree: YamlTree, config: YamlNode): boolean {
  const nodes = graphNodes(tree, config);
  const left = new Map(nodes.map(({ id, after }) => [id, new Set(after.map(({ to }) => to))]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [id, before] of left) {
      if ([...before].some((other) => left.has(other))) continue;
      left.delete(id);
      changed = true;
    }
  }
  return left.size > 0;
}
