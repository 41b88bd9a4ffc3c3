// Reads configuration in sections of `key=value`, as systemd writes it.
import { lineStop, nextLine, type Sourced, type Span } from "../text.ts";

/** A parsed text. Nothing in it is an error: systemd skips a line that it does not understand, and so do we. */
export interface IniTree {
  readonly text: string;
  /** In the order of the text; a name may stand twice. What comes before the first belongs to none. */
  readonly sections: readonly IniSection[];
  /** Each with its `#` or `;`. */
  readonly comments: readonly Span[];
  readonly errors: readonly Sourced<string>[];
}

/** A section. The span goes from its header to the end of its last line. */
export interface IniSection extends Span {
  /** The span is that of the header with its brackets. */
  readonly name: Sourced<string>;
  readonly entries: readonly IniEntry[];
  /** Lines that are no entry, as those of a template. */
  readonly strays: readonly Span[];
}

/** A `key=value`; where a line ends in `\`, the next one goes on. The span ends with the last character of the value. */
export interface IniEntry extends Span {
  readonly key: Sourced<string>;
  /** Without blanks around it; a blank stands for each `\` at the end of a line. */
  readonly value: Sourced<string>;
  /** The place in the text of an offset in the value. */
  readonly places: (offset: number) => number;
}

/** Reads a text in time linear in its length, and never throws. Source: systemd.syntax(7). */
export function parseIni(text: string): IniTree {
  const sections: (Span & { name: Sourced<string>; entries: IniEntry[]; strays: Span[]; end: number })[] = [];
  const comments: Span[] = [];
  for (let at = 0; at < text.length; ) {
    const line = lineAt(text, at);
    at = nextLine(text, at);
    if (line.start === line.end) continue;
    if (isComment(text, line)) {
      comments.push(line);
      continue;
    }
    if (text[line.start] === "[" && text[line.end - 1] === "]") {
      const name = { value: text.slice(line.start + 1, line.end - 1), ...line };
      sections.push({ name, entries: [], strays: [], ...line });
      continue;
    }
    const pieces = [line];
    for (let last = line; text[last.end - 1] === "\\" && at < text.length; ) {
      const next = lineAt(text, at);
      at = nextLine(text, at);
      if (next.start < next.end && isComment(text, next)) {
        comments.push(next);
      } else {
        pieces.push(next);
        last = next;
      }
    }
    const section = sections.at(-1);
    if (!section) continue;
    const entry = entryOf(text, pieces);
    if (entry) section.entries.push(entry);
    else section.strays.push(line);
    section.end = entry?.end ?? line.end;
  }
  return { text, sections, comments, errors: [] };
}

/** A line without the blanks around it. */
function lineAt(text: string, at: number): Span {
  const stop = lineStop(text, at);
  const line = text.slice(at, stop);
  const end = at + line.trimEnd().length;
  return { start: Math.min(end, at + (line.length - line.trimStart().length)), end };
}

/** A comment has a line to itself: elsewhere the marks are part of the value. */
const isComment = (text: string, { start }: Span): boolean => text[start] === "#" || text[start] === ";";

function entryOf(text: string, [first, ...rest]: readonly Span[]): IniEntry | undefined {
  const equals = first ? text.indexOf("=", first.start) : -1;
  if (!first || equals < 0 || equals >= first.end) return undefined;
  const name = text.slice(first.start, equals).trimEnd();
  if (!name) return undefined;
  const start = first.end - text.slice(equals + 1, first.end).trimStart().length;
  const parts: { readonly value: number; readonly text: number }[] = [];
  let value = "";
  for (const piece of [{ start, end: first.end }, ...rest]) {
    parts.push({ value: value.length, text: piece.start });
    value += text.slice(piece.start, piece.end).replace(/\\$/, " ");
  }
  const end = rest.at(-1)?.end ?? first.end;
  return {
    key: { value: name, start: first.start, end: first.start + name.length },
    value: { value: value.trim(), start, end },
    places: (offset) => placeIn(parts, offset),
    start: first.start,
    end,
  };
}

/** Where an offset in a value of several parts lies in the text. */
function placeIn(parts: readonly { readonly value: number; readonly text: number }[], offset: number): number {
  let low = 0;
  let high = parts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.value ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const part = parts[low] ?? { value: 0, text: 0 };
  return part.text + offset - part.value;
}

/** The comments of a text. */
export const iniComments = ({ comments }: IniTree): Iterable<Span> => comments;
