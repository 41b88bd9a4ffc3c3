import { dialect } from "../dialect.ts";
import type { Dangling, Swallow, WorkflowInput, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { agentNode, crewsAtOnce } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: coleam00/Archon, packages/workflows/src/schemas/dag-node.ts and dag-executor.ts. Agents are limited and repeated by
// the platform: 30 minutes without a sign of life, two more tries.
export default dialect({
  id: "archon",
  title: "Archon workflow",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/.archon/workflows/**/*.{yaml,yml}"],
  elsewhere: ["**/workflows/**/*.{yaml,yml}"],

  claim(tree, _, byPath) {
    const nodes = nodesIn(tree);
    const isOne = nodes.every(({ map }) => WORK.some((key) => entry(tree, map, key)));
    return nodes.length > 0 && isOne ? (byPath ? 1 : 0.6) : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const nodes = nodesIn(tree);
    const lowered = nodes.map((node) => toNode(tree, node));
    yield workflow("archon", spanOf(top), {
      nodes: lowered,
      crews: crewsAtOnce(lowered),
      swallows: nodes.flatMap((node) => swallowOf(tree, node, nodes)),
      dangling: danglingIn(tree, nodes),
      inputs: inputsOf(tree),
    });
  },
});

const WORK = ["prompt", "command", "bash", "script", "approval", "loop", "loop_group", "workflow", "include", "cancel"];

interface Node {
  readonly id: Sourced<string>;
  readonly map: YamlMap;
}

const nodesIn = (tree: YamlTree): Node[] =>
  [...items(tree, get(tree, root(tree), "nodes"))].flatMap((map) => {
    const id = get(tree, map, "id");
    const value = scalarText(id);
    return isMapping(map) && id && value ? [{ map, id: { value, ...spanOf(id) } }] : [];
  });

const waitsFor = (
  tree: YamlTree,
  { map }: Node,
): { readonly to: string; readonly at: { start: number; end: number } }[] => {
  const list = get(tree, map, "depends_on");
  return [list, ...items(tree, list)].flatMap((item) => {
    const to = scalarText(item);
    return item && to ? [{ to, at: { ...spanOf(item) } }] : [];
  });
};

function toNode(tree: YamlTree, node: Node): WorkflowNode {
  const { id, map } = node;
  const has = (key: string) => entry(tree, map, key);
  const after = waitsFor(tree, node);
  const fanOut = has("fan_out");
  const width = fanOut ? { width: "dynamic" as const } : {};
  const gate = (at: Sourced<string>, value: "human" | "check" | "condition" | "schema") => ({
    gate: { value, start: at.start, end: at.end },
  });
  const base = agentNode(id, spanOf(map), { after, ...width });
  if (has("prompt") || has("command") || has("loop")) {
    const schema = has("output_format") ?? has("evidence_policy");
    const person = has("interactive");
    const condition = has("when");
    // Who brings several branches together compares what they say.
    if (after.length > 1) return { ...base, ...gate(id, "condition") };
    if (person && scalarText(person.value) === "true") return { ...base, ...gate(person.key, "human") };
    if (schema) return { ...base, ...gate(schema.key, "schema") };
    return condition ? { ...base, ...gate(condition.key, "condition") } : base;
  }
  const approval = has("approval");
  if (approval) return { ...base, kind: "step", risk: "none", ...gate(approval.key, "human") };
  if (has("workflow") || has("include")) return { ...base, kind: "call", risk: "local" };
  // A script between agents looks at what there is.
  const script = has("bash") ?? has("script");
  return { ...base, kind: "step", risk: "local", ...(script && gate(script.key, "check")) };
}

/** A node that runs although one before it failed, as if all had gone well. What cleans up or reports is meant to. */
function swallowOf(tree: YamlTree, { id, map }: Node, nodes: readonly Node[]): Swallow[] {
  const rule = entry(tree, map, "trigger_rule");
  const value = scalarText(rule?.value);
  if (!rule?.value || (value !== "all_done" && value !== "one_success")) return [];
  if (/clean|report|notify|summar|final|assert|always|synthes/i.test(id.value)) return [];
  // Branches of which one is taken: the other one was passed over, and did not fail.
  const before = waitsFor(tree, { id, map }).map(({ to }) => to);
  const exclusive = nodes
    .filter((node) => before.includes(node.id.value))
    .every((node) => entry(tree, node.map, "when"));
  if (exclusive) return [];
  const { start } = rule.key;
  const effect = "it runs although a node before it failed, and takes what that one left for the whole result";
  return [{ subject: id, words: `trigger_rule: ${value}`, effect, repairs: [], start, end: spanOf(rule.value).end }];
}

function danglingIn(tree: YamlTree, nodes: readonly Node[]): Dangling[] {
  const names = nodes.map(({ id }) => id.value);
  return nodes.flatMap((node) =>
    waitsFor(tree, node).flatMap(({ to, at }) =>
      names.includes(to)
        ? []
        : [{ subject: node.id, noun: "node", wanted: to, why: "no node has that id", among: names, ...at }],
    ),
  );
}

/** Inputs are placed as `$INPUTS.name`; commands in files of their own may do so, too. */
function inputsOf(tree: YamlTree): WorkflowInput[] {
  if (/^\s{0,20}(?:- )?command:/m.test(tree.text)) return [];
  return [...entries(tree, get(tree, root(tree), "inputs"))].map(({ key }) => {
    const found = [`$INPUTS.${key.value}`, `inputs.${key.value}`]
      .map((text) => tree.text.indexOf(text))
      .find((at) => at >= 0);
    const used = found === undefined ? {} : { used: { start: found, end: found + key.value.length } };
    return { name: key, noun: "input", ...used, repairs: [] };
  });
}
