// The steps of a flow of n8n as nodes of the model.
import type { SideEffect, WorkflowNode } from "../model.ts";
import { get, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { circlesAmong, reachedBy } from "./circles.ts";
import { deedOf } from "./n8n-deeds.ts";
import { type Flow, type FlowNode, onErrorOf, textOf, type Wires } from "./n8n-flow.ts";
import { callOf, timeoutOf } from "./n8n-guards.ts";
import { asksModel, gateOf, isTrigger, isUnattended, waitsForPerson } from "./n8n-kinds.ts";
import { workflowNode } from "./workflow.ts";

/** What runs in a flow. */
export interface Running {
  /** What a trigger reaches. */
  readonly nodes: readonly FlowNode[];
  /** The names of what a trigger reaches that starts by itself. */
  readonly unattended: ReadonlySet<string>;
}

/** The nodes that run when one of the triggers fires; without any trigger nobody can tell, and all of them count. */
export function runningIn({ nodes }: Flow, wires: Wires): Running {
  const triggers = nodes.filter((node) => isTrigger(node) && !node.disabled);
  const reached = behind(triggers, wires);
  return {
    nodes: triggers.length > 0 ? nodes.filter(({ name }) => reached.has(name.value)) : nodes,
    unattended: behind(triggers.filter(isUnattended), wires),
  };
}

const behind = (triggers: readonly FlowNode[], wires: Wires): ReadonlySet<string> =>
  new Set(triggers.flatMap(({ name }) => [name.value, ...reachedBy(name.value, (from) => wires.next(from))]));

/** The steps of a flow. Sub-nodes are parts of the node that they are wired to, and disabled nodes do nothing. */
export function nodesOf(tree: YamlTree, flow: Flow, wires: Wires, { unattended }: Running): WorkflowNode[] {
  const subs = new Set(flow.connections.filter(({ kind }) => kind !== "main").map(({ from }) => from));
  const ids = new Set<string>();
  const endless = endlessIn(tree, flow, wires);
  return flow.nodes.flatMap((node) => {
    const { name, map } = node;
    if (node.disabled || subs.has(name.value) || ids.has(name.value)) return [];
    ids.add(name.value);
    const gate = gateOf(tree, node, wires);
    const isAgent = asksModel(node);
    const calls = callOf(tree, node, unattended.has(name.value));
    const loops = endless.has(name.value);
    const effect = effectOf(tree, node, wires, unattended);
    const turns = node.type === "agent" ? turnsOf(tree, node) : undefined;
    return [
      workflowNode({
        id: name.value,
        name,
        start: name.start,
        end: spanOf(map).end,
        kind: isAgent ? "agent" : "step",
        risk: loops
          ? "poll"
          : isAgent
            ? "agent"
            : calls.length > 0
              ? "network"
              : waitsForPerson(tree, node)
                ? "person"
                : "local",
        timeout: timeoutOf(tree, flow, node, loops),
        calls,
        after: wires.previous(name.value).map((to) => ({ to })),
        ...(gate && { gate }),
        ...(turns && { turns }),
        ...(effect && { effects: [effect] }),
      }),
    ];
  });
}

/** An agent goes round ten times, unless it is told otherwise. Source: its node, `maxIterations`. */
function turnsOf(tree: YamlTree, { parameters, name }: FlowNode): WorkflowNode["turns"] {
  const own = get(tree, get(tree, parameters, "options"), "maxIterations");
  const { start, end } = own ? spanOf(own) : name;
  return { state: own ? "present" : "inherited", value: scalarText(own) ?? "10", start, end };
}

/**
 * One node of each circle that nothing is sure to end: it waits and asks again whatever the answer, or a failure leads
 * back to what came before. Loops over items end with them, and so does a circle that counts.
 */
function endlessIn(tree: YamlTree, { nodes }: Flow, wires: Wires): ReadonlySet<string> {
  const names = nodes.filter(({ disabled }) => !disabled).map(({ name }) => name.value);
  const found = new Set<string>();
  for (const circle of circlesAmong(names, (name) => wires.next(name))) {
    const members = circle.flatMap((name) => wires.byName.get(name) ?? []);
    const ends = members.some(
      (node) =>
        isTrigger(node) || LOOP.test(node.type) || waitsForPerson(tree, node) || COUNTS.test(textOf(tree, node)),
    );
    if (ends) continue;
    const failing = members.find((node) => leadsBack(tree, node, circle, wires));
    const waiting = members.find(({ type }) => type === "wait");
    const first = failing ?? (exitsOf(circle, wires) === 1 ? waiting : undefined);
    if (first) found.add(first.name.value);
  }
  return found;
}

const LOOP = /^(?:splitInBatches|code|function|functionItem)$/;
const COUNTS =
  /runIndex|\b(?:attempts?|retr(?:y|ies)|tries|count(?:er)?|loops?|iterations?|page|offset|cursor|next_?(?:page|token|cursor|url))\b|_(?:count|attempts?|retries|tries)\b|(?:Count|Attempts?|Retries|Tries|Page|Offset|Cursor)\b/;

/**
 * How many answers lead out of a circle: one, where it goes on whatever else is said, also that it failed. An `if` has two
 * outputs, of which one leads back; a `switch` knows more answers.
 */
function exitsOf(circle: readonly string[], wires: Wires): number {
  const nodes = circle.flatMap((name) => wires.byName.get(name) ?? []);
  if (nodes.some(({ type }) => type === "switch")) return 2;
  return nodes.filter(({ type }) => type === "if").length;
}

/** True for a node whose errors lead back into the circle. */
function leadsBack(tree: YamlTree, node: FlowNode, circle: readonly string[], wires: Wires): boolean {
  return (
    onErrorOf(tree, node)?.value === "continueErrorOutput" &&
    wires.leaving(node.name.value).some(({ output, to }) => output > 0 && circle.includes(to.value))
  );
}

/** What a node shows to everybody of what a model made, with nobody asked before. */
function effectOf(
  tree: YamlTree,
  node: FlowNode,
  wires: Wires,
  unattended: ReadonlySet<string>,
): SideEffect | undefined {
  const deed = deedOf(tree, node);
  if (!deed?.may || !unattended.has(node.name.value)) return undefined;
  let person: Sourced<string> | undefined;
  let byModel = false;
  const reach = reachedBy(node.name.value, (name) => {
    const at = wires.byName.get(name);
    if (!at || (at !== node && waitsForPerson(tree, at))) return [];
    return wires.previous(name);
  });
  for (const name of reach) {
    const at = wires.byName.get(name);
    if (!at || at === node) continue;
    if (asksModel(at)) byModel = true;
    if (waitsForPerson(tree, at)) person = at.name;
  }
  if (!byModel) return undefined;
  const { start, end } = node.name;
  return { deed: deed.may, ...(person && { approval: person }), start, end };
}
