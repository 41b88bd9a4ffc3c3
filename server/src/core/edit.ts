import type { Edit } from "./finding.ts";
import type { Slot } from "./model.ts";
import type { Span } from "./text.ts";

/** Text to be inserted, with the parts of it that its author will reword, as in `Edit.stops`. */
export interface Insertion {
  readonly text: string;
  readonly stops: readonly Span[];
}

/** The insertion that a text stands for in which `⟨…⟩` encloses what the author will reword. */
export function withStops(marked: string): Insertion {
  const stops: Span[] = [];
  let text = "";
  for (const [index, part] of marked.split(/[⟨⟩]/).entries()) {
    if (index % 2 === 1) stops.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { text, stops };
}

/** The edits that write a value into a slot. */
export const fill = ({ edits }: Slot, value: string | number | Insertion): Edit[] =>
  edits.map((edit) => {
    const { text, stops } = typeof value === "object" ? value : { text: String(value), stops: [] };
    const at = edit.text.indexOf("{value}");
    return {
      ...edit,
      text: edit.text.replaceAll("{value}", () => text),
      ...(at >= 0 &&
        stops.length > 0 && { stops: stops.map(({ start, end }) => ({ start: start + at, end: end + at })) }),
    };
  });

/** Applies edits that do not overlap; insertions at one place keep their order. */
export function apply(text: string, edits: readonly Edit[]): string {
  let out = "";
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

/**
 * As many of the groups of edits as can be applied together, in order: a group that touches text an earlier one changes
 * is left out whole, and so is one that would write the very same insertion again. A blank line that several want at one
 * place is written once.
 */
export function compatible(groups: readonly (readonly Edit[])[]): Edit[] {
  const kept: Edit[] = [];
  for (const group of groups) {
    const own = group.filter((edit) => edit.text.trim() || !kept.some((other) => isSameInsertion(edit, other)));
    if (own.every((edit) => kept.every((other) => apart(edit, other)))) kept.push(...own);
  }
  return kept;
}

function apart(a: Edit, b: Edit): boolean {
  const bothInsert = a.start === a.end && b.start === b.end;
  if (bothInsert) return !isSameInsertion(a, b);
  return a.end <= b.start || b.end <= a.start;
}

const isSameInsertion = (a: Edit, b: Edit): boolean =>
  a.start === a.end && b.start === b.end && a.start === b.start && a.text === b.text;
