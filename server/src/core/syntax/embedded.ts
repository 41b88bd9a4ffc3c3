// Text of one language inside a string of another, with its places in the file.
import { lineStop, nextLine, type Span } from "../text.ts";

/** A text inside a file. */
export interface Embedded {
  /** Its lines in the order of the text: each a piece of one line of the file, without what the format puts before it. */
  readonly lines: readonly EmbeddedLine[];
  /** Where further lines may be written, and what has to stand before each. Left out: nowhere. */
  readonly room?: Span & { readonly indent: string };
}

/** A line, and what it says: as long as the piece of the file. */
interface EmbeddedLine extends Span {
  readonly said: string;
}

/** The lines of a piece of a file as they stand. `indent`: how many blanks the format puts before each. */
export function linesOf(text: string, { start, end }: Span, indent: number): EmbeddedLine[] {
  const lines: EmbeddedLine[] = [];
  for (let line = start; line < end; line = nextLine(text, line)) {
    const stop = Math.min(end, lineStop(text, line));
    const blanks = /^[ \t]*/.exec(text.slice(line, Math.min(stop, line + indent)))?.[0].length ?? 0;
    lines.push({ start: line + blanks, end: stop, said: text.slice(line + blanks, stop) });
  }
  return lines;
}

/**
 * The lines of a quoted string. What an escape stands for takes as much room as the escape: `\n` ends the line, of
 * others the mark stays.
 */
export function withoutEscapes(content: string, base: number, escapes: boolean): Pick<Embedded, "lines"> {
  const lines: EmbeddedLine[] = [];
  let start = 0;
  let said = "";
  const close = (end: number) => {
    lines.push({ start: base + start, end: base + end, said });
    said = "";
  };
  for (let at = 0; at < content.length; at++) {
    const mark = content[at] ?? "";
    const next = content[at + 1] ?? "";
    if (mark === "\n" || (mark === "\r" && next === "\n")) {
      close(at);
      at += mark === "\r" ? 1 : 0;
      start = at + 1;
    } else if (escapes && mark === "\\" && next === "n") {
      close(at);
      at += 1;
      start = at + 1;
    } else if (escapes && mark === "\\" && /["'\\/trbfe]/.test(next)) {
      said += /["'\\/]/.test(next) ? ` ${next}` : "  ";
      at += 1;
    } else {
      said += mark;
    }
  }
  close(content.length);
  return { lines };
}

/**
 * A text as long as the file that holds nothing but the given lines: everything else is blank. Its offsets are offsets of
 * the file. `blank` is `blanked(file)`, made once for all that is embedded in it.
 */
export function alone(blank: string, lines: readonly EmbeddedLine[]): string {
  let out = "";
  let at = 0;
  for (const { start, said } of lines) {
    out += blank.slice(at, start) + said;
    at = start + said.length;
  }
  return out + blank.slice(at);
}

/** The text with everything but its line ends turned into spaces. */
export const blanked = (text: string): string => text.replace(/[^\r\n]/g, " ");
