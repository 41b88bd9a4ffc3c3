// How examples are written down in rules and tests.
import type { Span } from "./text.ts";

/** A template literal without its common indent. Write `\${{` for `${{`. */
export function source({ raw }: TemplateStringsArray): string {
  const lines = (raw[0] ?? "")
    .replace(/\\([$`\\])/g, "$1")
    .split("\n")
    .slice(1, -1);
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => `${line.slice(indent)}\n`).join("");
}

/** Takes the «marks» out of an example, and says where they were. */
export function unmark(marked: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  let text = "";
  for (const [index, part] of marked.split(/[«»]/).entries()) {
    if (index % 2 === 1) spans.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { text, spans };
}
