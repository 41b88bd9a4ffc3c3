// What the nodes of a Dify app hand to each other: variables that nothing makes, and inputs that nobody reads.
import type { Dangling, WorkflowInput } from "../model.ts";
import {
  entries,
  get,
  isMapping,
  isSequence,
  items,
  root,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import type { DifyGraph, DifyNode } from "./dify-graph.ts";

/** A use of a variable: the node that makes it, and its name. */
interface Use extends Sourced<string> {
  readonly name: string;
}

const MAX_DEPTH = 30;
/** `{{#1711067409646.text#}}`. */
const PLACEHOLDER = /\{\{#([\w-]{1,64})\.([\w.-]{1,120})#\}\}/g;

/** The variables that a part of the document uses, whether in texts or as selectors. */
function* usesIn(tree: YamlTree, node: YamlNode | undefined, depth = 0): Iterable<Use> {
  if (!node || depth > MAX_DEPTH) return;
  if (isMapping(node)) {
    for (const { value } of entries(tree, node)) yield* usesIn(tree, value, depth + 1);
  } else if (isSequence(node)) {
    const list = [...items(tree, node)];
    const [value, name] = list.map(scalarText);
    const [first] = list;
    if (first && value !== undefined && name !== undefined) yield { value, name, ...spanOf(first) };
    for (const item of list) yield* usesIn(tree, item, depth + 1);
  } else {
    for (const [, value = "", name = ""] of (scalarText(node) ?? "").matchAll(PLACEHOLDER)) {
      yield { value, name, ...spanOf(node) };
    }
  }
}

/** The variables of the node that begins a run, and a place that uses each. */
export function inputsOf(tree: YamlTree, { nodes }: DifyGraph): WorkflowInput[] {
  const start = nodes.find(({ type }) => type === "start");
  const uses = [...usesIn(tree, root(tree))];
  if (!start) return [];
  return [...items(tree, get(tree, start.data, "variables"))].flatMap((variable) => {
    const node = get(tree, variable, "variable");
    const value = scalarText(node);
    if (!node || !value) return [];
    const used =
      uses.find((use) => use.value === start.id && use.name.split(".")[0] === value) ??
      // The opening words of a chat name variables without the node.
      (tree.text.includes(`{{${value}}}`) ? spanOf(node) : undefined);
    return [{ name: { value, ...spanOf(node) }, noun: "variable", ...(used && { used }), repairs: [] }];
  });
}

/** What is no node: what the platform, the environment and the conversation provide. */
const PROVIDED = /^(?:sys|env|conversation|rag|current|context|last_run|error_message)$/;

/** The settings of a node in which it names what it reads. Others keep what is switched off. */
const READS =
  /^(?:prompt_template|variables|outputs|answer|iterator_selector|conditions|cases|query_variable_selector|url|body)$/;

/** Variables of nodes that are not there. */
export function* danglingOf(tree: YamlTree, graph: DifyGraph): Iterable<Dangling> {
  for (const node of graph.nodes) {
    const seen = new Set<string>();
    for (const { value: wanted } of readBy(tree, node)) {
      if (
        graph.ids.has(wanted) ||
        PROVIDED.test(wanted) ||
        seen.has(wanted) ||
        !/^(?:\d{5,20}|[\w]{1,40}-[\w-]{1,40})$/.test(wanted)
      )
        continue;
      seen.add(wanted);
      const why = `"${node.name.value}" reads a variable of it, and no node has that id`;
      const { start, end } = node.name;
      yield { subject: node.name, noun: "node", wanted, why, among: [], start, end };
    }
  }
}

function* readBy(tree: YamlTree, { data, type }: DifyNode): Iterable<Use> {
  if (type === "start") return;
  for (const { key, value } of entries(tree, data)) if (READS.test(key.value)) yield* usesIn(tree, value);
}
