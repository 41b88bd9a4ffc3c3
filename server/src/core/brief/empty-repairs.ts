// Where an empty section is to be written, and what takes it away.
import type { EmptySection } from "../model.ts";
import { lineEnd, lineStart, lineStop, nextLine, type Span } from "../text.ts";
import type { Section, Statement } from "./outline.ts";

/** What stands in the section, and the next one. */
interface Around {
  readonly said: readonly Statement[];
  readonly below: Section | undefined;
}

/** The slot and the removal of a section that says nothing. */
export function emptyRepairs(
  text: string,
  section: Section,
  around: Around,
): Pick<EmptySection, "slot" | "removal" | "indent"> {
  const { title, style } = section;
  const end = lineEnd(text);
  const line = text.slice(lineStart(text, title.start), title.start);
  const indent = style === "item" ? `${/^[ \t]{0,20}/.exec(line)?.[0] ?? ""}  ` : "";
  const content = contentOf(text, section, around);
  const isBelow = lineStart(text, content.start) > title.start;
  const gap = style === "tag" ? end : style === "item" ? `${end}${indent}` : end + end;
  const edit = { ...content, text: isBelow ? "{value}" : `${gap}{value}` };
  return { slot: { edits: [edit] }, indent, removal: removal(text, section, content.end) };
}

/** The blank matter: in the line of the label, or below it up to the next section. */
function contentOf(text: string, { title, style }: Section, { said, below }: Around): Span {
  const stop = lineStop(text, Math.max(title.start, title.end - 1));
  const last = Math.max(stop, said.at(-1)?.end ?? 0);
  const isLoose = style === "item" || style === "colon";
  const inLine = said.some(({ start }) => start < stop) || isLoose;
  if (inLine) return { start: labelEnd(text, title, stop, said.length > 0), end: last };
  const limit = below ? lineStart(text, below.title.start) : text.length;
  const region = text.slice(stop, limit);
  // What closes a tag around the section is no part of it.
  const close = region.search(/<\/[\w-]/);
  const matter = close < 0 ? region : region.slice(0, close);
  const bare = matter.trimEnd();
  if (bare.trim() === "") return { start: stop, end: stop };
  return { start: stop + matter.length - matter.trimStart().length, end: stop + bare.length };
}

const LABEL =
  /^(?:#{1,6}\s{1,3})?(?:\*\*[^*]{1,100}\*\*(?:\s{0,2}[:：])?|__[^_]{1,100}__(?:\s{0,2}[:：])?|[^:：]{1,80}[:：])\**/;

/** Behind the label when a placeholder follows it, else at the end of its line. */
function labelEnd(text: string, { start }: Span, stop: number, isFilled: boolean): number {
  const label = isFilled ? LABEL.exec(text.slice(start, stop))?.[0] : undefined;
  return label ? start + label.length : stop;
}

function removal(text: string, { title, style }: Section, end: number): EmptySection["removal"] {
  let from = lineStart(text, title.start);
  let to = nextLine(text, end);
  if (style === "tag") {
    const close = text.slice(to).match(/^\s{0,20}<\/[\w-]{1,60}>/)?.[0];
    if (close) to = nextLine(text, to + close.length - 1);
  }
  while (style !== "item" && to < text.length && lineStop(text, to) === to) to = nextLine(text, to);
  // At the end of the text the blank lines before it go as well.
  while (to >= text.length && from > 0 && lineStop(text, lineStart(text, from - 1)) === lineStart(text, from - 1)) {
    from = lineStart(text, from - 1);
  }
  return to > from ? [{ start: from, end: to, text: "" }] : [];
}
