// The graph of a workflow: what runs side by side, what waits for what, and how far agents go on without a check.
import type { WorkflowNode } from "../model.ts";

/** Nodes that may run at the same time. */
export interface Group {
  readonly nodes: readonly WorkflowNode[];
  /** How many run: the sum of their widths. */
  readonly size: number;
  /** True when the width of one of them is not known before the run: there are `size` or more. */
  readonly open: boolean;
}

/** The nodes that are part of no other node. */
export function topLevel(nodes: readonly WorkflowNode[]): WorkflowNode[] {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.filter(({ inside }) => inside === undefined || !ids.has(inside));
}

/**
 * The nodes by level: those that wait for none, those that wait only for these, and so on. An edge that closes a circle
 * counts as if it were not there. Only edges among the given nodes count.
 */
export function levelsOf(nodes: readonly WorkflowNode[]): WorkflowNode[][] {
  const { order, before } = sorted(nodes, ({ after }) => after.map(({ to }) => to));
  const depths = new Map<WorkflowNode, number>();
  const levels: WorkflowNode[][] = [];
  for (const node of order) {
    const depth = (before.get(node) ?? []).reduce((most, other) => Math.max(most, (depths.get(other) ?? 0) + 1), 0);
    depths.set(node, depth);
    const level = levels[depth];
    if (level) level.push(node);
    else levels[depth] = [node];
  }
  return levels;
}

/** The level on which the most runs side by side, widths counted; undefined without nodes. */
export function widestOf(nodes: readonly WorkflowNode[]): Group | undefined {
  let widest: Group | undefined;
  for (const level of levelsOf(nodes)) {
    const size = level.reduce((sum, { width }) => sum + (typeof width === "number" ? width : 1), 0);
    const open = level.some(({ width }) => width === "dynamic");
    if (!widest || size > widest.size || (size === widest.size && open && !widest.open)) {
      widest = { nodes: level, size, open };
    }
  }
  return widest;
}

/** The longest way through the nodes: what the whole must wait for, if all take as long. Of equals the first. */
export function criticalPathOf(nodes: readonly WorkflowNode[]): WorkflowNode[] {
  const { order, before } = sorted(nodes, ({ after }) => after.map(({ to }) => to));
  return longest(order, before, (_, sum) => sum + 1);
}

/**
 * The agents of the longest chain in which each gets the work of the one before, at first or second hand, and nothing
 * checks it between. A node that holds others is entered and left through them. What happens in a call of another file
 * is not known, so no chain goes through one.
 */
export function ungatedChainOf(nodes: readonly WorkflowNode[]): WorkflowNode[] {
  const stops = stopsOf(nodes);
  const { order, before } = sorted([...stops.values()], ({ after }) => after);
  const path = longest(order, before, ({ node, gate, isAgent }, sum) => {
    if (node.kind === "call") return 0;
    if (gate) return gate === "condition" && isAgent ? 1 : 0;
    return sum + (isAgent ? 1 : 0);
  });
  return path.filter(({ isAgent }) => isAgent).map(({ node }) => node);
}

/** The share of runs whose end is right when each step of a chain is right with this probability. */
export const reliability = (steps: number, each: number): number => each ** steps;

/**
 * The same with one check that finds all that is wrong so far and has it made once more, where it helps most: before the
 * last step.
 */
export const reliabilityWithGate = (steps: number, each: number): number => {
  const before = each ** (steps - 1);
  return before * (2 - before) * each;
};

/** A place that work passes: a node, or the beginning or end of one that holds others. */
interface Stop {
  readonly id: string;
  readonly node: WorkflowNode;
  readonly gate: string | undefined;
  readonly isAgent: boolean;
  readonly after: readonly string[];
}

function stopsOf(nodes: readonly WorkflowNode[]): ReadonlyMap<string, Stop> {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const holders = new Set(nodes.map(({ inside }) => inside).filter((id) => id !== undefined && known.has(id)));
  const parts = new Map<string, string[]>();
  const stops = new Map<string, Stop>();
  // Where two dialects' words for an id meet, the mark keeps them apart.
  const begin = (id: string) => `${id}\u0000`;
  for (const node of nodes) {
    const { id, inside, gate } = node;
    const around = inside !== undefined && inside !== id && known.has(inside) ? inside : undefined;
    const own = node.after.filter(({ uses, to }) => uses !== false && known.has(to)).map(({ to }) => to);
    const after = own.length === 0 && around !== undefined ? [begin(around)] : own;
    if (around !== undefined) {
      const siblings = parts.get(around);
      if (siblings) siblings.push(id);
      else parts.set(around, [id]);
    }
    if (holders.has(id)) {
      stops.set(begin(id), { id: begin(id), node, gate: gate?.value, isAgent: false, after });
      stops.set(id, { id, node, gate: undefined, isAgent: false, after: [begin(id)] });
    } else {
      stops.set(id, { id, node, gate: gate?.value, isAgent: isAgent(node), after });
    }
  }
  for (const [id, inner] of parts) {
    const stop = stops.get(id);
    if (stop) stops.set(id, { ...stop, after: inner });
  }
  return stops;
}

/** True for a node that lets a model work; a service that offers one does no work of its own. */
const isAgent = ({ kind, risk }: WorkflowNode): boolean => kind === "agent" || (risk === "agent" && kind !== "service");

/** The way on which a sum grows highest; `add` says what it is behind an item, zero begins anew. Of equals the first. */
function longest<T>(
  order: readonly T[],
  before: ReadonlyMap<T, readonly T[]>,
  add: (item: T, sum: number) => number,
): T[] {
  const sums = new Map<T, number>();
  const previous = new Map<T, T>();
  let last: T | undefined;
  for (const item of order) {
    let best: T | undefined;
    for (const other of before.get(item) ?? []) {
      if (best === undefined || (sums.get(other) ?? 0) > (sums.get(best) ?? 0)) best = other;
    }
    const carried = best === undefined ? 0 : (sums.get(best) ?? 0);
    const sum = add(item, carried);
    sums.set(item, sum);
    if (best !== undefined && sum !== add(item, 0)) previous.set(item, best);
    if (sum > (last === undefined ? 0 : (sums.get(last) ?? 0))) last = item;
  }
  const path: T[] = [];
  for (let item = last; item !== undefined; item = previous.get(item)) path.push(item);
  return path.reverse();
}

/**
 * The items in an order in which each comes behind those it waits for, and for each item these. Where they wait for each
 * other in a circle, the first of them in the text begins, and the edge that closes the circle is left out.
 */
function sorted<T extends { readonly id: string }>(
  items: readonly T[],
  waitsFor: (item: T) => readonly string[],
): { readonly order: readonly T[]; readonly before: ReadonlyMap<T, readonly T[]> } {
  const known = new Map(items.map((item) => [item.id, item]));
  const edges = new Map(items.map((item) => [item, new Set(waitsFor(item).flatMap((id) => known.get(id) ?? []))]));
  const dependents = new Map<T, T[]>();
  for (const [item, others] of edges) {
    for (const other of others) {
      const list = dependents.get(other);
      if (list) list.push(item);
      else dependents.set(other, [item]);
    }
  }
  const missing = new Map([...edges].map(([item, others]) => [item, others.size]));
  const ready = items.filter((item) => missing.get(item) === 0);
  const order: T[] = [];
  const placed = new Set<T>();
  const place = (item: T) => {
    if (placed.has(item)) return;
    placed.add(item);
    order.push(item);
    for (const dependent of dependents.get(item) ?? []) {
      const left = (missing.get(dependent) ?? 0) - 1;
      missing.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  };
  let at = 0;
  for (const item of [undefined, ...items]) {
    if (item) place(item);
    for (let next = ready[at]; next; next = ready[at]) {
      at += 1;
      place(next);
    }
  }
  const ranks = new Map(order.map((item, index) => [item, index]));
  const rank = (item: T) => ranks.get(item) ?? 0;
  const before = new Map(order.map((item) => [item, [...(edges.get(item) ?? [])].filter((o) => rank(o) < rank(item))]));
  return { order, before };
}
