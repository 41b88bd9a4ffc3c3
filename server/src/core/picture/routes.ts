// The lines between the boxes of a level: out at the end of one, through the gaps, in at the beginning of the other.
import type { Arrow, Size, Spot } from "./layout.ts";

/** A point of the picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line: straight from the first point to the second, bent to the third, straight to the fourth, and so on. */
export interface Curve {
  readonly points: readonly Point[];
  /** True when the flow goes from top to bottom. */
  readonly down: boolean;
  /** True when it leads back against the flow. */
  readonly back: boolean;
  /** True when what waits uses nothing of the other. */
  readonly unused: boolean;
}

type Between = Arrow & { readonly uses: boolean | undefined };

/** The lines of a level whose boxes and bends have their places. */
export function curvesOf(
  sizes: readonly Size[],
  spots: readonly Spot[],
  arrows: readonly Between[],
  bends: readonly (readonly Spot[])[],
  down: boolean,
): Curve[] {
  // Boxes of one column have their middles on one line; it is as wide as the widest of them.
  const columns = new Map<number, number>();
  for (const [index, { along }] of spots.entries()) {
    const column = Math.round(along);
    columns.set(column, Math.max(columns.get(column) ?? 0, (sizes[index]?.length ?? 0) / 2));
  }
  return arrows.map(({ from, to, uses }, index) => {
    const [a, b] = [spots[from], spots[to]];
    const back = a !== undefined && b !== undefined && a.along > b.along;
    const ends = back ? [to, from] : [from, to];
    const [first, last] = ends.map((end) => ({ spot: spots[end] ?? NOWHERE, half: (sizes[end]?.length ?? 0) / 2 }));
    const between = back ? (bends[index] ?? []).toReversed() : (bends[index] ?? []);
    const points: Spot[] = [];
    if (first) {
      const { along, across } = first.spot;
      points.push({ along: along + first.half, across });
      points.push({ along: along + (columns.get(Math.round(along)) ?? 0), across });
    }
    for (const { along, across } of between) {
      // Between two columns a line needs no bend of its own.
      const half = columns.get(Math.round(along));
      if (half !== undefined) points.push({ along: along - half, across }, { along: along + half, across });
    }
    if (last) {
      const { along, across } = last.spot;
      points.push({ along: along - (columns.get(Math.round(along)) ?? 0), across });
      points.push({ along: along - last.half, across });
    }
    const turned = points.map(({ along, across }) => (down ? { x: across, y: along } : { x: along, y: across }));
    return { points: back ? turned.reverse() : turned, down, back, unused: uses === false };
  });
}

const NOWHERE: Spot = { along: 0, across: 0 };

/** The line as the data of a path. */
export function pathOf({ points, down }: Curve): string {
  const [start = { x: 0, y: 0 }, ...rest] = points;
  let path = `M${at(start)}`;
  let before = start;
  for (const [index, point] of rest.entries()) {
    const middle = down ? (before.y + point.y) / 2 : (before.x + point.x) / 2;
    const bent = index % 2 === 1 && (down ? before.x !== point.x : before.y !== point.y);
    if (before.x === point.x && before.y === point.y) continue;
    if (!bent) path += `L${at(point)}`;
    else if (down) path += `C${number(before.x)} ${number(middle)} ${number(point.x)} ${number(middle)} ${at(point)}`;
    else path += `C${number(middle)} ${number(before.y)} ${number(middle)} ${number(point.y)} ${at(point)}`;
    before = point;
  }
  return path;
}

/** The head of the arrow at the end of the line. */
export function headOf({ points, down, back }: Curve): string {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const step = back ? HEAD : -HEAD;
  return down ? `M${at(tip)}l-4 ${step}h8z` : `M${at(tip)}l${step} -4v8z`;
}

const HEAD = 7;

/** Tenths of a pixel are enough. */
export const number = (value: number): string => String(Math.round(value * 10) / 10);

const at = ({ x, y }: Point): string => `${number(x)} ${number(y)}`;
