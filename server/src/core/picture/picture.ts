// The graph of a document's workflows as one SVG.
import { lensOf } from "../help/lenses.ts";
import type { Result } from "../lint.ts";
import type { Workflow } from "../model.ts";
import type { SourceFile, Span } from "../text.ts";
import { drawLevel, legend, type Pen } from "./draw.ts";
import { messages } from "./marks.ts";
import { type PlacedLevel, placed } from "./place.ts";
import { MOST_AT_ALL, type Scene, sceneOf } from "./scene.ts";
import { type Colours, styleOf } from "./style.ts";
import { escapeXml, widthOf, withoutCredentials, wrapped } from "./words.ts";

/** A picture, and the place in the document of each node in it. */
export interface Picture {
  readonly svg: string;
  readonly title: string;
  /** In the order in which a keyboard goes through them; `id` is their attribute `data-node`. */
  readonly nodes: readonly PictureNode[];
}

/** A node of a picture: the span is that of the words that name it. */
export interface PictureNode extends Span {
  readonly id: number;
  readonly name: string;
}

/** Most workflows of one document that are drawn: a list of manifests may hold hundreds. */
const MOST_WORKFLOWS = 30;
const MARGIN = 20;
const LINE = 18;
const LONGEST_LINE = 620;

/** Draws the workflows of a document; a sentence that says why when there is nothing to draw. */
export function pictureOf(result: Result, { path, text }: SourceFile, colours: Colours = "editor"): Picture | string {
  const all = result.models.filter((model) => model.family === "workflow");
  const workflows = all.filter(({ nodes }) => nodes.length > 0);
  if (result.dialect === undefined) return "This is not a workflow file that Plumblint knows.";
  if (all.length === 0) return "This file is no workflow: it runs nothing.";
  if (workflows.length === 0)
    return "There is nothing to draw: the workflow has no jobs, steps, services or agents yet.";
  const findings = result.findings.filter(({ family, suppressed }) => family === "workflow" && !suppressed);
  const pen: Pen = { nodes: [], chosen: colours === "editor" };
  const title = withoutCredentials(path.slice(path.lastIndexOf("/") + 1)) || "Pipeline";

  const parts: string[] = [];
  let y = MARGIN + 14;
  let width = MARGIN + widthOf(title, 16);
  const line = (kind: string, words: string, more: readonly string[] = []) => {
    const tip = more.length > 0 ? `<title>${escapeXml(withoutCredentials(more.join("\n")))}</title>` : "";
    for (const part of wrapped(withoutCredentials(words), 12, LONGEST_LINE)) {
      parts.push(`<text class="${kind}" x="${MARGIN}" y="${y}">${escapeXml(part)}${tip}</text>`);
      width = Math.max(width, MARGIN + widthOf(part, 12));
      y += LINE;
    }
  };
  line("title", title);
  y += 2;
  const levels: PlacedLevel[] = [];
  for (const workflow of workflows.slice(0, MOST_WORKFLOWS)) {
    if (pen.nodes.length >= MOST_AT_ALL) break;
    const scene = sceneOf(workflow, findings, text);
    for (const caption of captions(workflow, scene)) line(...caption);
    const level = placed(scene.top);
    levels.push(level);
    parts.push(drawLevel(level, MARGIN, y, pen));
    y += level.height + 2 * MARGIN;
    width = Math.max(width, MARGIN + level.width);
  }
  const left = workflows.length - levels.length;
  if (left > 0)
    line(
      "note",
      `${left} more ${left === 1 ? "workflow" : "workflows"} of this file ${left === 1 ? "is" : "are"} not drawn.`,
    );
  const meanings = legend(levels, MARGIN, y - 8, Math.max(width - MARGIN, 400));
  parts.push(meanings.svg);
  width = Math.ceil(Math.max(width, MARGIN + meanings.width) + MARGIN);
  const height = Math.ceil(y - 8 + meanings.height + MARGIN);
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="group" aria-label="${escapeXml(`Pipeline of ${title}`)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<style>
${styleOf(colours)}
</style>
${colours === "own" ? `<rect width="${width}" height="${height}" fill="#ffffff"/>\n` : ""}${parts.join("\n")}
</svg>
`,
    title,
    nodes: pen.nodes.map(({ name }, id) => ({
      id,
      name: withoutCredentials(name.value),
      start: name.start,
      end: name.end,
    })),
  };
}

/** What stands above a workflow: its numbers, what is wrong with the whole of it, and what is not drawn. */
function captions(workflow: Workflow, scene: Scene): [kind: string, text: string, more?: readonly string[]][] {
  const lines: [string, string, (readonly string[])?][] = [];
  const lens = lensOf(workflow);
  if (lens) lines.push(["line", lens.title]);
  const { loose, nodes, drawn, reached } = scene;
  if (loose.length > 0) {
    const [first] = loose;
    const said = loose.length === 1 ? (first?.message ?? "") : `${loose.length} findings about the whole`;
    lines.push(["note", said, messages(loose)]);
  }
  if (drawn < reached) lines.push(["note", `Only the first ${drawn} of ${nodes} nodes are drawn.`]);
  else if (drawn < nodes) {
    lines.push([
      "note",
      `With its ${nodes} nodes it would be too large: what is inside of these ${drawn} is not drawn.`,
    ]);
  }
  return lines;
}
