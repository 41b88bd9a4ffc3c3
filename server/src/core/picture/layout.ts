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

/** What one layout may cost: boxes, and levels that arrows pass. Takes about a second at the most. */
const BUDGET = 500;

/** Boxes that are connected, placed by their arrows. A graph that would take too long is placed plainly, by level. */
export function arranged(boxes: readonly Size[], arrows: readonly Arrow[], gaps: Gaps): Arrangement {
  const levels = levelsOf(boxes.length, arrows);
  const depth = new Map(levels.flatMap((level, at) => level.map((index) => [index, at] as const)));
  const passed = arrows.reduce(
    (sum, { from, to }) => sum + Math.max(1, Math.abs((depth.get(to) ?? 0) - (depth.get(from) ?? 0))),
    0,
  );
  return boxes.length + passed > BUDGET ? byLevel(boxes, arrows, levels, gaps) : byDagre(boxes, arrows, gaps);
}

function byDagre(boxes: readonly Size[], arrows: readonly Arrow[], { behind, beside }: Gaps): Arrangement {
  const graph = new Graph<object, Partial<Placed>, { points?: Point[] }>();
  graph.setGraph({ rankdir: "LR", ranksep: behind, nodesep: beside, edgesep: beside / 2 });
  for (const [index, { length, breadth }] of boxes.entries()) {
    graph.setNode(String(index), { width: length, height: breadth });
  }
  for (const { from, to } of arrows) graph.setEdge(String(from), String(to), {});
  layout(graph);
  return {
    spots: boxes.map((_, index) => {
      const { x = 0, y = 0 } = graph.node(String(index));
      return { along: x, across: y };
    }),
    // The first and the last point lie on the edges of the boxes.
    bends: arrows.map(({ from, to }) =>
      (graph.edge(String(from), String(to)).points ?? [])
        .slice(1, -1)
        .map(({ x, y }: Point) => ({ along: x, across: y })),
    ),
  };
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
    let across = 0;
    for (const index of level) {
      const breadth = boxes[index]?.breadth ?? 0;
      spots[index] = { along: along + length / 2, across: across + breadth / 2 };
      across += breadth + beside;
    }
    along += length + behind;
  }
  return { spots, bends: arrows.map(() => []) };
}
