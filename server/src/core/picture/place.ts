// Where everything in a picture stands: from the inside out, each level by itself.
import { arranged, type Gaps, type Size, type Spot } from "./layout.ts";
import { levelsOf } from "./levels.ts";
import { marksOf } from "./marks.ts";
import { type Curve, curvesOf } from "./routes.ts";
import type { Item, Level } from "./scene.ts";
import { fitting, widthOf, withoutCredentials } from "./words.ts";

/** A rectangle, in pixels. */
interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An item with its place in the picture. */
export interface PlacedItem extends Rect {
  readonly item: Item;
  /** Its name as far as it fits. */
  readonly label: string;
  readonly inside: PlacedLevel;
}

/** A level with the places of its items, in their order, and the lines between them. */
export interface PlacedLevel {
  readonly items: readonly PlacedItem[];
  readonly curves: readonly Curve[];
  readonly width: number;
  readonly height: number;
}

/** The size of the letters, of an icon, and of the space around things. */
export const TEXT = 12;
/** As above. */
export const ICON = 16;
/** As above. */
export const PAD = 10;
/** The height of a node that holds no others, and of the head of one that does. */
export const ROW = 32;
/** How far the cards behind a node that runs several times stand out. */
export const STACK = 4;

const MARK_TEXT = 11;
// What holds others has its name in bold.
const BOLD = 1.08;
const MOST_LABEL = 210;
const OUTSIDE: Gaps = { behind: 48, beside: 20 };
const INSIDE: Gaps = { behind: 26, beside: 12 };
// Steps in a row need no room for bends.
const ROW_OF_STEPS: Gaps = { behind: 18, beside: 12 };
const WIDE = 760;
const SHELF = 640;

/**
 * Places a workflow, from the upper left corner: from left to right, or from top to bottom where it would be too wide to
 * stand beside an editor.
 */
export function placed(top: Level): PlacedLevel {
  const levels = levelsOf(top.items.length, top.links);
  const boxes = top.items.map(boxOf);
  const across = placedLevel(top, boxes, OUTSIDE, false);
  if (across.width <= WIDE || levels.length === 1) return across;
  const down = placedLevel(top, boxes, OUTSIDE, true);
  return down.width < across.width ? down : across;
}

/** Places what a node holds. `around`: the width of its head. */
function placedInside(level: Level, around: number): PlacedLevel {
  const levels = levelsOf(level.items.length, level.links);
  const gaps = levels.every(({ length }) => length === 1) ? ROW_OF_STEPS : INSIDE;
  return placedLevel(level, evened(level.items.map(boxOf), levels, around), gaps, true);
}

function placedLevel(level: Level, boxes: readonly Box[], gaps: Gaps, down: boolean): PlacedLevel {
  const linked = [...new Set(level.links.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const position = new Map(linked.map((index, at) => [index, at]));
  const sizes = linked.map((index) => sizeOf(boxes[index], down));
  const arrows = level.links.map((link) => ({
    from: position.get(link.from) ?? 0,
    to: position.get(link.to) ?? 0,
    uses: link.uses,
  }));
  const { spots, bends } = arranged(sizes, arrows, gaps);
  const turn = ({ along, across }: Spot) => (down ? { x: across, y: along } : { x: along, y: across });
  const places = new Map<number, { x: number; y: number }>();
  for (const [at, index] of linked.entries()) {
    const { width = 0, height = 0 } = boxes[index] ?? {};
    const middle = turn(spots[at] ?? { along: 0, across: 0 });
    places.set(index, { x: middle.x - width / 2, y: middle.y - height / 2 });
  }
  const curves = curvesOf(sizes, spots, arrows, bends, down);
  shelve(boxes, places, gaps);

  const items = boxes.map((box, index) => ({ ...box, ...(places.get(index) ?? { x: 0, y: 0 }) }));
  return framed(items, curves);
}

type Box = Omit<PlacedItem, "x" | "y">;

function boxOf(item: Item): Box {
  const label = fitting(withoutCredentials(item.label), TEXT, MOST_LABEL);
  const marks = marksOf(item).reduce((sum, { icon, text }) => sum + markWidth(icon, text), 0);
  const head = Math.ceil(PAD + ICON + 7 + widthOf(label, TEXT) * BOLD + marks + PAD);
  const inside = placedInside(item.inside, head - 2 * PAD);
  if (inside.items.length === 0) {
    // The points of a hexagon take room, and so do the bars of a call.
    const more = item.node.kind === "agent" || item.node.kind === "call" ? 8 : 0;
    return { item, label, inside, width: head + more, height: ROW };
  }
  return { item, label, inside, width: Math.max(head, inside.width + 2 * PAD), height: ROW + inside.height + PAD };
}

/** How much room a mark takes, with the gap before it. */
export const markWidth = (icon: string | undefined, text: string | undefined): number =>
  7 + (icon ? ICON : 0) + (icon && text ? 2 : 0) + (text ? widthOf(text, MARK_TEXT) + (icon ? 0 : 8) : 0);

/** Steps one behind the other are all as wide as the widest, and as the head above them. */
function evened(boxes: Box[], levels: readonly unknown[][], around: number): Box[] {
  if (boxes.some(({ inside }) => inside.items.length > 0)) return boxes;
  const isRow = levels.every(({ length }) => length === 1);
  const width = Math.max(isRow ? around : 0, ...boxes.map((box) => box.width));
  return boxes.map((box) => ({ ...box, width }));
}

function sizeOf(box: Box | undefined, down: boolean): Size {
  const { width = 0, height = 0 } = box ?? {};
  return down ? { length: height, breadth: width } : { length: width, breadth: height };
}

/** What is linked with nothing stands in rows below the rest, like words in a paragraph. */
function shelve(boxes: readonly Box[], places: Map<number, { x: number; y: number }>, { beside }: Gaps): void {
  const rest = boxes.flatMap((box, index) => (places.has(index) ? [] : [{ box, index }]));
  if (rest.length === 0) return;
  let right = 0;
  let y = 0;
  for (const [index, place] of places) {
    right = Math.max(right, place.x + (boxes[index]?.width ?? 0));
    y = Math.max(y, place.y + (boxes[index]?.height ?? 0) + beside);
  }
  const area = rest.reduce((sum, { box }) => sum + (box.width + beside) * (box.height + beside), 0);
  const room = Math.max(right, SHELF, Math.sqrt(area * 1.6));
  let x = 0;
  let row = 0;
  for (const { box, index } of rest) {
    if (x > 0 && x + box.width > room) {
      x = 0;
      y += row + beside;
      row = 0;
    }
    places.set(index, { x, y });
    x += box.width + beside;
    row = Math.max(row, box.height);
  }
}

/** Moves a level so that everything in it, lines too, has no place below zero, and measures it. */
function framed(items: readonly PlacedItem[], curves: readonly Curve[]): PlacedLevel {
  const points = curves.flatMap((curve) => curve.points);
  const left = least([...items.map(({ x }) => x), ...points.map(({ x }) => x)]);
  const top = least([...items.map(({ y }) => y), ...points.map(({ y }) => y)]);
  const right = -least([
    ...items.map(({ x, width, item }) => -x - width - (item.width ? STACK : 0)),
    ...points.map(({ x }) => -x),
  ]);
  const bottom = -least([
    ...items.map(({ y, height, item }) => -y - height - (item.width ? STACK : 0)),
    ...points.map(({ y }) => -y),
  ]);
  return {
    items: items.map((each) => ({ ...each, x: each.x - left, y: each.y - top })),
    curves: curves.map((curve) => ({
      ...curve,
      points: curve.points.map(({ x, y }) => ({ x: x - left, y: y - top })),
    })),
    width: items.length > 0 ? right - left : 0,
    height: items.length > 0 ? bottom - top : 0,
  };
}

/** As `Math.min`, for lists of any length. */
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
