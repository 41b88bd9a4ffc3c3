// Writes the use of a parameter that a brief declares and forgets.
import type { Edit } from "../finding.ts";
import type { Parameter } from "../model.ts";
import { lineEnd } from "../text.ts";
import type { Declaration } from "./declarations.ts";
import { isOwn, type Reading, sectionOf } from "./evidence.ts";
import type { Statement } from "./outline.ts";
import { INPUT_SECTION } from "./parameter-cues.ts";
import type { Placeholders } from "./placeholders.ts";

/** A line that uses the parameter, written as the text writes such lines, then the front matter without it. */
export function parameterRepairs(
  reading: Reading,
  { name, source, removal }: Declaration,
  { style }: Placeholders,
): Parameter["repairs"] {
  const edit =
    source === "named" || source === "key"
      ? use(reading, name.value, style(name.value))
      : use(reading, "Arguments", "$ARGUMENTS");
  return [
    ...(edit ? [{ title: `Use "${name.value}" in the text`, edits: [edit] }] : []),
    ...(removal.length > 0 ? [{ title: `Remove "${name.value}" from the front matter`, edits: removal }] : []),
  ];
}

/** Below the last input of a list of inputs; else a paragraph behind the first one. */
function use(
  { tree: { text }, outline: { statements } }: Reading,
  name: string,
  placeholder: string,
): Edit | undefined {
  const end = lineEnd(text);
  const last = statements.findLast((statement) => isInput(statement));
  const mark = last && markOf(text, last);
  if (last && mark) {
    const at = endOfParagraph(text, last.end, /\r?\n(?=[ \t]{0,20}(?:[-*+] |\d|\r?\n|$|#|<|\|))/g);
    return { start: at, end: at, text: `${end}${mark}${name}: ${placeholder}` };
  }
  const first = statements.find(({ kind }) => kind === "sentence");
  if (!first) return undefined;
  const at = endOfParagraph(text, first.end, /\r?\n[ \t]{0,20}(?=\r?\n|$)/g);
  return { start: at, end: at, text: `${end}${end}${name}: ${placeholder}` };
}

const isInput = (statement: Statement): boolean =>
  statement.item === "bullet" &&
  statement.depth === 1 &&
  isOwn(statement) &&
  sectionOf(statement, INPUT_SECTION) !== undefined;

/** What stands before the text of a list item: `- `, `  * `. */
function markOf(text: string, { start }: Statement): string | undefined {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /^[ \t]{0,8}[-*+][ \t]{1,4}/.exec(line)?.[0];
}

function endOfParagraph(text: string, from: number, stop: RegExp): number {
  stop.lastIndex = from;
  return stop.exec(text)?.index ?? text.trimEnd().length;
}
