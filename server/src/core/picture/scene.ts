// What a picture of a workflow shows: which nodes, which of them hold others, what waits for what, and what is wrong where.
import type { Finding } from "../finding.ts";
import type { Workflow, WorkflowNode } from "../model.ts";
import { levelsOf } from "./levels.ts";
import { labelOf } from "./names.ts";

/** A node that is drawn. */
export interface Item {
  readonly node: WorkflowNode;
  /** What it is called, whole. */
  readonly label: string;
  readonly inside: Level;
  /** How many nodes inside of it are not drawn. */
  readonly hidden: number;
  /** How many of it run side by side. Left out: one. */
  readonly width?: number | "dynamic";
  /** True when it waits for itself: a loop. */
  readonly repeats: boolean;
  /** The names of the drawn nodes that it waits for. */
  readonly waits: readonly string[];
  /** What was found in it, and in what it holds as far as that is not drawn. */
  readonly findings: readonly Finding[];
}

/** Nodes beside each other, and what waits for what among them. */
export interface Level {
  /** In the order of the run, nodes that may run at the same time in the order of the document. */
  readonly items: readonly Item[];
  /** By index in `items`. What nodes inside of two items wait for is what the items wait for. */
  readonly links: readonly Link[];
}

/** That one item waits for another. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** False when it waits and uses nothing of it; undefined when nobody can tell. */
  readonly uses: boolean | undefined;
}

/** A workflow as it is drawn. */
export interface Scene {
  readonly top: Level;
  /** How many nodes there are and how many of them are drawn. */
  readonly nodes: number;
  readonly drawn: number;
  /** How many nodes lie at the levels that are drawn: more than `drawn` when one of the levels is cut. */
  readonly reached: number;
  /** Findings that are about no node. */
  readonly loose: readonly Finding[];
}

/** Most nodes with all that is in them; above it, inner levels are left out until that few are left. */
const MOST_NODES = 400;
/** Most nodes of a level that is drawn because nothing is left to leave out. */
export const MOST_AT_ALL = 1000;

/** Chooses what to draw of a workflow. `findings`: those of the document that nobody silenced; `text`: its text. */
export function sceneOf({ nodes, crews, ...model }: Workflow, findings: readonly Finding[], text: string): Scene {
  const tree = treeOf(nodes);
  const { drawn, reached } = chosen(tree);
  const shown = (node: WorkflowNode): WorkflowNode | undefined => {
    let at: WorkflowNode | undefined = node;
    while (at && !drawn.has(at)) at = tree.parent.get(at);
    return at;
  };
  const own = findings.filter(({ start, end }) => start >= model.start && end <= model.end);
  const { at: found, loose } = placed(nodes, own, shown);
  const hidden = new Map<WorkflowNode, number>();
  for (const node of nodes) {
    const holder = drawn.has(node) ? undefined : shown(node);
    if (holder) hidden.set(holder, (hidden.get(holder) ?? 0) + 1);
  }
  const links = liftedLinks(tree, nodes, shown);
  const sizes = new Map(crews.map(({ subject, size }) => [subject.start, size]));

  const levelOf = (parent: WorkflowNode | undefined): Level => {
    const own = (tree.children.get(parent) ?? []).filter((node) => drawn.has(node));
    const between = links.get(parent) ?? new Map<WorkflowNode, Lifted>();
    const linksOf = (list: readonly WorkflowNode[]): Link[] => {
      const index = new Map(list.map((node, at) => [node, at]));
      return list.flatMap((node, to) =>
        [...(between.get(node) ?? [])].map(([other, uses]) => ({ from: index.get(other) ?? to, to, uses })),
      );
    };
    const levels = levelsOf(own.length, linksOf(own));
    const order = levels.flat().flatMap((index) => own[index] ?? []);
    return { items: order.map((node) => itemOf(node, parent)), links: linksOf(order) };
  };
  const itemOf = (node: WorkflowNode, parent: WorkflowNode | undefined): Item => {
    const width = node.width ?? sizes.get(node.name.start);
    return {
      node,
      label: labelOf(node, parent?.name.value, text),
      inside: levelOf(node),
      hidden: hidden.get(node) ?? 0,
      ...(width !== undefined && width !== 1 && { width }),
      repeats: node.after.some(({ to }) => to === node.id),
      waits: [...(links.get(parent)?.get(node)?.keys() ?? [])].map((other) => labelOf(other, parent?.name.value, text)),
      findings: found.get(node) ?? [],
    };
  };
  return { top: levelOf(undefined), nodes: nodes.length, drawn: drawn.size, reached, loose };
}

interface Tree {
  readonly byId: ReadonlyMap<string, WorkflowNode>;
  readonly parent: ReadonlyMap<WorkflowNode, WorkflowNode>;
  readonly children: ReadonlyMap<WorkflowNode | undefined, readonly WorkflowNode[]>;
}

/** Who is part of whom. A node that would be part of itself is part of nothing. */
function treeOf(nodes: readonly WorkflowNode[]): Tree {
  const byId = new Map(nodes.toReversed().map((node) => [node.id, node]));
  const parent = new Map<WorkflowNode, WorkflowNode>();
  const children = new Map<WorkflowNode | undefined, WorkflowNode[]>();
  for (const node of nodes) {
    const holder = node.inside === undefined ? undefined : byId.get(node.inside);
    let above = holder;
    while (above && above !== node) above = parent.get(above);
    if (holder && above !== node) parent.set(node, holder);
  }
  for (const node of nodes) {
    const holder = parent.get(node);
    const list = children.get(holder);
    if (list) list.push(node);
    else children.set(holder, [node]);
  }
  return { byId, parent, children };
}

/** Level by level as long as there is room; the first level with more than one node always, as far as it goes. */
function chosen({ children }: Tree): { drawn: Set<WorkflowNode>; reached: number } {
  const drawn = new Set<WorkflowNode>();
  let reached = 0;
  let level = children.get(undefined) ?? [];
  while (level.length > 0 && (drawn.size <= 1 || drawn.size + level.length <= MOST_NODES)) {
    for (const node of level.slice(0, MOST_AT_ALL)) drawn.add(node);
    reached += level.length;
    level = level.flatMap((node) => (drawn.has(node) ? (children.get(node) ?? []) : []));
  }
  return { drawn, reached };
}

/** Each finding at the drawn node that is, or holds, the smallest node around its place. */
function placed(
  nodes: readonly WorkflowNode[],
  findings: readonly Finding[],
  shown: (node: WorkflowNode) => WorkflowNode | undefined,
): { at: Map<WorkflowNode, Finding[]>; loose: Finding[] } {
  const bySize = nodes.toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const byName = new Map(nodes.toReversed().map((node) => [node.name.start, node]));
  const at = new Map<WorkflowNode, Finding[]>();
  const loose: Finding[] = [];
  for (const finding of findings) {
    const { start, end } = finding;
    const near = byName.get(start) ?? bySize.find((node) => node.start <= start && end <= node.end);
    const node = near && shown(near);
    const list = node ? at.get(node) : loose;
    if (list) list.push(finding);
    else if (node) at.set(node, [finding]);
  }
  return { at, loose };
}

/** What a node of a level waits for, and whether it uses it. */
type Lifted = Map<WorkflowNode, boolean | undefined>;

/** Every edge between those two drawn nodes of one level that it leads between, by the node around the level. */
function liftedLinks(
  { byId, parent }: Tree,
  nodes: readonly WorkflowNode[],
  shown: (node: WorkflowNode) => WorkflowNode | undefined,
): Map<WorkflowNode | undefined, Map<WorkflowNode, Lifted>> {
  const links = new Map<WorkflowNode | undefined, Map<WorkflowNode, Lifted>>();
  const pathTo = (node: WorkflowNode | undefined): WorkflowNode[] => {
    const path: WorkflowNode[] = [];
    for (let at = node; at; at = parent.get(at)) path.push(at);
    return path.reverse();
  };
  for (const node of nodes) {
    if (node.after.length === 0) continue;
    const mine = pathTo(shown(node));
    for (const { to, uses } of node.after) {
      const other = byId.get(to);
      const theirs = pathTo(other && shown(other));
      const depth = mine.findIndex((each, at) => each !== theirs[at]);
      const [here, there] = [mine[depth], theirs[depth]];
      // One that waits for what it is a part of begins with it.
      if (!here || !there) continue;
      const level = links.get(parent.get(here)) ?? new Map<WorkflowNode, Lifted>();
      links.set(parent.get(here), level);
      const lifted: Lifted = level.get(here) ?? new Map();
      level.set(here, lifted);
      lifted.set(there, lifted.has(there) ? merged(lifted.get(there), uses) : uses);
    }
  }
  return links;
}

const merged = (one: boolean | undefined, other: boolean | undefined): boolean | undefined =>
  one || other ? true : one === undefined || other === undefined ? undefined : false;
