// Finds sections that were opened and never written.
import { groupBy } from "../groups.ts";
import type { ContractPart, EmptySection } from "../model.ts";
import { lineEnd, lineStart, lineStop, nextLine, type Span } from "../text.ts";
import { isOwn, isPlaceholder, type Reading } from "./evidence.ts";
import { INPUT_LABEL } from "./input-cues.ts";
import type { Section, Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";
import { SUCCESS_LABEL } from "./success-cues.ts";

const LABELS: readonly (readonly [ContractPart, RegExp])[] = [
  ["inputs", INPUT_LABEL],
  ["outputs", OUTPUT_LABEL],
  ["success", SUCCESS_LABEL],
];

/** Files that somebody copies and fills in: nothing in them is forgotten. */
const TEMPLATE = /(?:^|[/._-])(?:templates?|scaffolds?|boilerplates?|assets)(?=[/._-])/i;

/** The sections for a part of the contract under which nothing is said. */
export function readEmptySections({ tree: { text }, outline, path, kind }: Reading): EmptySection[] {
  if (kind === "context" || kind === "not-a-brief" || TEMPLATE.test(path)) return [];
  const { sections, statements } = outline;
  const parents = new Set(sections.map(({ parent }) => parent));
  const bySection = groupBy(statements, ({ section }) => section);
  const found: EmptySection[] = [];
  for (const [index, section] of sections.entries()) {
    const part = LABELS.find(([, label]) => label.test(section.label))?.[0];
    if (!part || section.style === "item" || section.style === "colon" || isShown(section)) continue;
    if (parents.has(section)) continue;
    // What follows the label of a format is the form itself, headings and all.
    const below = sections[index + 1];
    if (part === "outputs" && below?.style === "heading" && isTemplate(text, section, below)) continue;
    const said = bySection.get(section) ?? [];
    if (!said.every((statement) => isVoid(statement) && isOwn(statement))) continue;
    const empty = emptySection(text, part, section, said, below?.title.start ?? text.length);
    if (empty) found.push(empty);
    if (found.length === MAX_FOUND) break;
  }
  return found;
}

/** So many are enough: a text with more of them is no brief. */
const MAX_FOUND = 50;

function emptySection(
  text: string,
  part: ContractPart,
  section: Section,
  said: readonly Statement[],
  next: number,
): EmptySection | undefined {
  const [first] = said;
  const line = lineStop(text, section.title.end);
  const content = { start: first?.start ?? line, end: said.at(-1)?.end ?? line };
  // What stands there and is no statement, an image or a comment for example, was not read here: leave it alone.
  const rest = text.slice(content.end, next).replace(/^[\s\S]{0,2}<\/[\w-]{1,40}>/, "");
  if (/[\p{L}\p{N}]/u.test(rest)) return undefined;
  return {
    ...section.title,
    part,
    ...(first && { placeholder: { value: first.text, ...content } }),
    ...repairs(text, section, content, first !== undefined),
  };
}

/** A blank for the author; `[list of the files]` is one for whoever writes by the template. */
const ASKS_AUTHOR =
  /^.(?:\.{3}|…|tbd|todo|(?:your|insert|fill in|describe|add|write)\b[^<>[\]{}]{0,80}?(?:here)?.$)|\bhere.$/i;

/** A section around which another one shows what somebody else's text looks like. */
const isShown = ({ parent }: Section): boolean => parent !== undefined && OUTPUT_LABEL.test(parent.label);

const isTemplate = (text: string, { label }: Section, { title }: Section): boolean =>
  /format|template|structure|example/.test(label) ||
  /\[[^\]\n]{2,80}\](?!\()/.test(text.slice(title.start, title.start + 400));

/** Nothing, or a blank to be filled in by the author. `{name}` may be filled by the tool that loads the text. */
const isVoid = (statement: Statement): boolean =>
  isPlaceholder(statement) && (!/^[<[{]/.test(statement.text) || ASKS_AUTHOR.test(statement.text));

function repairs(text: string, { title, style }: Section, content: Span, isFilled: boolean) {
  const from = lineStart(text, title.start);
  const end = lineEnd(text);
  const gap = style === "tag" ? end : end + end;
  const slot = isFilled
    ? { edits: [{ start: lineStart(text, content.start), end: content.end, text: "{value}" }] }
    : { edits: [{ start: content.start, end: content.start, text: `${gap}{value}` }] };
  let to = nextLine(text, content.end);
  if (style === "tag") to = nextLine(text, Math.max(0, text.indexOf(`</${title.value}>`, content.end)));
  while (to < text.length && lineStop(text, to) === to) to = nextLine(text, to);
  return { slot, removal: to > from ? [{ start: from, end: to, text: "" }] : [] };
}
