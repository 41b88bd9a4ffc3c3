// The only door to the layout library: places boxes so that what waits stands behind what it waits for.
import { Graph, layout } from "@dagrejs/dagre";
import { levelsOf } from "./levels.ts";

/** The size of a box: along the flow and across it. */
export interface Size {
  readonly length: number;
  readonly breadth: number;
}

/** A point, and the middle of a box, in the same directions. */
export interface Spot {
  readonly along: number;
  readonly across: number;
}

/** The middle of each box, and the points that each link bends at between its two boxes, from its beginning to its end. */
export interface Arrangement {
  readonly spots: readonly Spot[];
  readonly bends: readonly (readonly Spot[])[];
}

/** That one box stands behind another, by index. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

/** How far boxes stand apart: behind each other, and beside each other. */
export interface Gaps {
  readonly behind: number;
  readonly beside: number;
}

/** What one layout may cost: boxes, and levels that arrows pass. So much takes about half a second. */
const BUDGET = 700;

/**
 * Boxes that are connected, placed by their arrows. Where that would take too long, the longest arrows have no say; a graph
 * that is too large even then is placed plainly, by level.
 */
export function arranged(boxes: readonly Size[], arrows: readonly Arrow[], gaps: Gaps): Arrangement {
  const levels = levelsOf(boxes.length, arrows);
  const depth = new Map(levels.flatMap((level, at) => level.map((index) => [index, at] as const)));
  const passed = ({ from, to }: Arrow) => Math.max(1, Math.abs((depth.get(to) ?? 0) - (depth.get(from) ?? 0)));
  let left = BUDGET - boxes.length;
  const costs = arrows.map((arrow) => ({ arrow, cost: passed(arrow) })).toSorted((a, b) => a.cost - b.cost);
  const heard = costs.filter(({ cost }) => {
    left -= cost;
    return left >= 0 || cost === 1;
  });
  if (boxes.length + heard.length > 2 * BUDGET) return byLevel(boxes, arrows, levels, gaps);
  return byDagre(boxes, arrows, new Set(heard.map(({ arrow }) => arrow)), gaps);
}

function byDagre(
  boxes: readonly Size[],
  arrows: readonly Arrow[],
  heard: ReadonlySet<Arrow>,
  { behind, beside }: Gaps,
): Arrangement {
  const graph = new Graph<object, Partial<Placed>, { points?: Point[] }>();
  graph.setGraph({ rankdir: "LR", ranksep: behind, nodesep: beside, edgesep: beside / 2 });
  for (const [index, { length, breadth }] of boxes.entries()) {
    graph.setNode(String(index), { width: length, height: breadth });
  }
  for (const { from, to } of heard) graph.setEdge(String(from), String(to), {});
  layout(graph);
  const places = boxes.map((_, index) => graph.node(String(index)));
  const side = isMirrored(places) ? -1 : 1;
  return {
    spots: places.map(({ x = 0, y = 0 }) => ({ along: x, across: y * side })),
    bends: arrows.map((arrow) => {
      if (!heard.has(arrow)) return [];
      const { points = [] } = graph.edge(String(arrow.from), String(arrow.to));
      // The first and the last point lie on the edges of the boxes.
      return points.slice(1, -1).map(({ x, y }: Point) => ({ along: x, across: y * side }));
    }),
  };
}

/** Of two arrangements with as many crossings the library may take the one in which the last of the document comes first. */
function isMirrored(places: readonly Partial<Point>[]): boolean {
  const columns = new Map<number, number>();
  let sum = 0;
  for (const { x = 0, y = 0 } of places) {
    const before = columns.get(Math.round(x));
    if (before !== undefined) sum += Math.sign(y - before);
    columns.set(Math.round(x), y);
  }
  return sum < 0;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Placed extends Point {
  readonly width: number;
  readonly height: number;
}

function byLevel(
  boxes: readonly Size[],
  arrows: readonly Arrow[],
  levels: readonly number[][],
  { behind, beside }: Gaps,
): Arrangement {
  const spots: Spot[] = [];
  let along = 0;
  for (const level of levels) {
    const length = Math.max(...level.map((index) => boxes[index]?.length ?? 0));
    const breadths = level.reduce((sum, index) => sum + (boxes[index]?.breadth ?? 0) + beside, -beside);
    let across = -breadths / 2;
    for (const index of level) {
      const breadth = boxes[index]?.breadth ?? 0;
      spots[index] = { along: along + length / 2, across: across + breadth / 2 };
      across += breadth + beside;
    }
    along += length + behind;
  }
  return { spots, bends: arrows.map(() => []) };
}
