// Where in a front matter a place lies, finished or not.
import { lineStart, lineStop, nextLine, type Span } from "../text.ts";

/** A place in a front matter. */
export interface FrontMatterPlace {
  /** The keys of the front matter, each with its place. */
  readonly keys: ReadonlyMap<string, Span>;
  /** The line of the place. */
  readonly line: Span;
}

/** Longer front matters are not looked through. */
const MAX_LINES = 300;

/** The place at an offset; undefined outside a front matter. One whose end is not typed yet counts while it looks like YAML. */
export function frontMatterAt(text: string, offset: number): FrontMatterPlace | undefined {
  if (!/^---[ \t]{0,20}\r?\n/.test(text)) return undefined;
  const keys = new Map<string, Span>();
  const first = nextLine(text, 0);
  if (offset < first) return undefined;
  let closed = false;
  for (
    let line = first, count = 0;
    line < text.length && count < MAX_LINES && !closed;
    line = nextLine(text, line), count++
  ) {
    const said = text.slice(line, lineStop(text, line));
    closed = /^---[ \t]{0,20}$/.test(said);
    if (closed && line <= offset) return undefined;
    const key = /^([A-Za-z_][\w.-]{0,60}):(?=\s|$)/.exec(said)?.[1];
    if (key) keys.set(key, { start: line, end: line + key.length });
    else if (line < offset && said.trim() && !/^(?:\s|-\s|#|[\w-]{1,60}$)/.test(said) && !closed) return undefined;
  }
  return { keys, line: { start: lineStart(text, offset), end: lineStop(text, offset) } };
}
