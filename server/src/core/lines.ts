import type { Span } from "./text.ts";

/** A place as people count: lines and columns from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the line of an offset in logarithmic time. Lines end at `\n`; a `\r` before it belongs to the line. */
export class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** Line and column (both from 1) of an offset; one outside the text is moved to its nearest end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: at - (this.#starts[low] ?? 0) + 1 };
  }

  /** The text of a line (from 1) without its line end. */
  line(number: number): string {
    const { start, end } = this.span(number);
    return this.#text.slice(start, end);
  }

  /** The offsets of a line (from 1), its line end left out. A line that does not exist is empty, at the end. */
  span(number: number): Span {
    const start = this.#starts[number - 1] ?? this.#text.length;
    let end = (this.#starts[number] ?? this.#text.length + 1) - 1;
    if (end > start && this.#text[end - 1] === "\r") end -= 1;
    return { start, end: Math.max(start, end) };
  }
}
