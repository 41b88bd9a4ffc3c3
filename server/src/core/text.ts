/**
 * A half-open range of UTF-16 offsets, 0-based. Lines and columns exist only where findings leave
 * the engine: `lsp/convert.ts` and `core/report/`.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value and the place in the text that says so. */
export interface Sourced<T> extends Span {
  readonly value: T;
}

/** One document as the engine sees it: no disk, no editor, no clock. */
export interface SourceFile {
  /** Relative to the workspace folder (or the command line's working directory), with `/`. Never begins with `./`. */
  readonly path: string;
  /** The whole text, without a byte order mark. Line ends are as the author left them. */
  readonly text: string;
}

/** The line end that the text uses first; `\n` when it has none. What an edit inserts must use the same. */
export function lineEnd(text: string): "\n" | "\r\n" {
  const at = text.indexOf("\n");
  return at > 0 && text[at - 1] === "\r" ? "\r\n" : "\n";
}

/** Offset of the first character of the line that holds `offset`. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

/** Offset behind the last character of the line that holds `offset`: of its `\r` or `\n`, or the end of the text. */
export function lineStop(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > offset && text[at - 1] === "\r" ? at - 1 : at;
}

/** Offset of the first character of the line below the one that holds `offset`, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at + 1;
}
