// From places to an SVG: boxes by kind, lines, marks, a line of what it all is.
import type { WorkflowNode } from "../model.ts";
import { ICONS, type IconName } from "./icons.ts";
import { KINDS, type Mark, marksOf, spoken, tooltip, worst } from "./marks.ts";
import { ICON, markWidth, PAD, type PlacedItem, type PlacedLevel, ROW, STACK, TEXT } from "./place.ts";
import { headOf, number, pathOf } from "./routes.ts";
import { escapeXml, widthOf } from "./words.ts";

/** What drawing keeps in mind: the nodes that have been drawn, in their order, and whether they can be chosen. */
export interface Pen {
  readonly nodes: WorkflowNode[];
  readonly chosen: boolean;
}

/** A level and all that is in it, moved by so much. Nodes are in the order in which a keyboard goes through them. */
export function drawLevel({ items, curves }: PlacedLevel, x: number, y: number, pen: Pen): string {
  const lines = curves.map((curve) => {
    const kind = curve.unused ? " unused" : curve.back ? " back" : "";
    return `<path class="edge${kind}" d="${pathOf(curve)}"/><path class="head" d="${headOf(curve)}"/>`;
  });
  const nodes = items.map((each) => drawNode(each, pen));
  return `<g transform="translate(${number(x)} ${number(y)})">\n${[...lines, ...nodes].join("\n")}\n</g>`;
}

function drawNode(placed: PlacedItem, pen: Pen): string {
  const { item, label, inside, x, y, width, height } = placed;
  const { kind } = item.node;
  const id = pen.nodes.push(item.node) - 1;
  const holds = inside.items.length > 0;
  const severity = worst(item.findings);
  const classes = ["node", kind, holds && "holder", severity && `has-${severity}`].filter(Boolean).join(" ");
  const role = pen.chosen ? `role="button" tabindex="0"` : `role="img"`;
  const left = PAD + (!holds && kind === "agent" ? 4 : !holds && kind === "call" ? 4 : 0);
  const marks = drawMarks(marksOf(item), width - (left === PAD ? PAD : PAD + 4));
  return `<g class="${classes}" data-node="${id}" ${role} aria-label="${escapeXml(spoken(item))}" transform="translate(${number(x)} ${number(y)})">
<title>${escapeXml(tooltip(item))}</title>
${item.width === undefined ? "" : behind(placed)}${bodyOf(kind, holds, width, height)}
${icon(kind, left, (ROW - ICON) / 2, "kind")}
<text class="name" x="${left + ICON + 7}" y="${ROW / 2 + 4}">${escapeXml(label)}</text>${marks}
</g>${holds ? `\n${drawLevel(inside, x + (width - inside.width) / 2, y + ROW, pen)}` : ""}`;
}

/** Another two cards behind that of a node which runs several times. */
const behind = ({ item, inside, width, height }: PlacedItem): string =>
  [STACK, STACK / 2]
    .map((by) => {
      const body = bodyOf(item.node.kind, inside.items.length > 0, width, height).replaceAll('"body"', '"behind"');
      return `<g transform="translate(${by} ${by})">${body}</g>`;
    })
    .join("");

/** Each kind has a shape of its own; what holds others is a frame. */
function bodyOf(kind: WorkflowNode["kind"], holds: boolean, width: number, height: number): string {
  const [w, h] = [number(width), number(height)];
  const rounded = (radius: number) => `<rect class="body" width="${w}" height="${h}" rx="${radius}"/>`;
  if (holds) return rounded(8);
  if (kind === "step") return rounded(2);
  if (kind === "service") return rounded(ROW / 2);
  if (kind === "agent") {
    const right = number(width - 8);
    return `<path class="body" d="M8 0H${right}L${w} ${number(height / 2)}L${right} ${h}H8L0 ${number(height / 2)}z"/>`;
  }
  if (kind === "call") {
    return `${rounded(2)}<path class="bar" d="M5 0V${h}M${number(width - 5)} 0V${h}"/>`;
  }
  return rounded(8);
}

/** From the right edge to the left, the last mark outermost. */
function drawMarks(marks: readonly Mark[], right: number): string {
  let x = right;
  let drawn = "";
  for (const { icon: name, text, meaning, severity } of marks.toReversed()) {
    const width = markWidth(name, text);
    const begin = x - width + 7;
    const title = severity ? "" : `<title>${escapeXml(meaning)}</title>`;
    const pill = name
      ? ""
      : `<rect class="pill" x="${number(begin)}" y="${ROW / 2 - 8}" width="${number(width - 7)}" height="16" rx="8"/>`;
    const words = text
      ? `<text class="mark ${severity ?? ""}" x="${number(begin + (name ? ICON + 2 : 4))}" y="${ROW / 2 + 4}">${escapeXml(text)}</text>`
      : "";
    drawn = `<g>${title}${pill}${name ? icon(name, begin, (ROW - ICON) / 2, severity ?? "") : ""}${words}</g>${drawn}`;
    x -= width;
  }
  return drawn && `\n${drawn}`;
}

const icon = (name: IconName, x: number, y: number, kind: string): string =>
  `<path class="icon ${kind}" transform="translate(${number(x)} ${number(y)})" d="${ICONS[name]}"/>`;

/** What the icons of these levels mean, in rows of so much room. */
export function legend(levels: readonly PlacedLevel[], x: number, y: number, room: number): { svg: string } & Extent {
  const entries = new Map<IconName, string>();
  const visit = ({ items }: PlacedLevel): void => {
    for (const { item, inside } of items) {
      entries.set(item.node.kind, KINDS[item.node.kind]);
      for (const { icon: name, meaning } of marksOf(item)) if (name) entries.set(name, meaning);
      visit(inside);
    }
  };
  for (const level of levels) visit(level);
  let [left, top, width] = [0, 0, 0];
  let svg = "";
  for (const name of LEGEND) {
    const meaning = entries.get(name);
    if (meaning === undefined) continue;
    const needed = ICON + 5 + widthOf(meaning, TEXT);
    if (left > 0 && left + needed > room) [left, top] = [0, top + ICON + 6];
    svg += `${icon(name, left, top, name)}<text x="${number(left + ICON + 5)}" y="${top + 12}">${escapeXml(meaning)}</text>`;
    width = Math.max(width, left + needed);
    left += needed + 16;
  }
  return {
    svg: `<g class="legend" aria-hidden="true" transform="translate(${x} ${number(y)})">${svg}</g>`,
    width,
    height: top + ICON,
  };
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

const LEGEND = Object.keys(ICONS) as readonly IconName[];
