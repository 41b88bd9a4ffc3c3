// Tells whether a tool that loads a brief can read its front matter.
import { apply } from "../edit.ts";
import type { Edit } from "../finding.ts";
import type { FrontMatterFault } from "../model.ts";
import type { FrontMatter } from "../syntax/front-matter.ts";
import { parseYaml } from "../syntax/yaml.ts";
import { lineEnd, lineStart, type Sourced } from "../text.ts";
import type { Reading } from "./evidence.ts";

/** Cursor reads the front matter of rules line by line: `globs: *.ts` is no YAML, and works (Cursor docs, "Rules"). */
const LENIENT: readonly string[] = ["cursor-rule", "cursor-command"];

/** Keys with plain words behind them need no parser to be valid. */
const PLAIN = /^(?:[A-Za-z][\w-]{0,60}:(?: [\p{L}\p{N}(/.](?:[^:#\r\n]|:(?=\S)){0,2000})?\r?\n){1,200}$/u;

/** Why the front matter is not valid YAML; undefined when it is, or when there is none. */
export function readFrontMatterFault({ tree, dialect, frontMatter }: Reading): FrontMatterFault | undefined {
  if (!frontMatter || LENIENT.includes(dialect)) return undefined;
  const { body } = frontMatter;
  const yaml = tree.text.slice(body.start, body.end);
  if (PLAIN.test(yaml)) return undefined;
  const [error] = parseYaml(yaml).errors;
  if (!error) return undefined;
  const at = body.start + error.start;
  const broken = [...frontMatter.fields].filter(
    ([key, field]) => field.end > field.start && !isValid(tree.text, key, field),
  );
  const [key, field] = broken[0] ?? [...frontMatter.fields].findLast(([, { start }]) => start <= at) ?? ["", undefined];
  const edits = repairs(tree.text, frontMatter, broken);
  return { value: error.value, ...(key && { key }), start: field?.start ?? at, end: field?.end ?? at, edits };
}

type Field = readonly [key: string, value: Sourced<string>];

const isValid = (text: string, key: string, { start, end }: Sourced<string>): boolean =>
  parseYaml(`${key}: ${text.slice(start, end)}\n`).errors.length === 0;

/** Edits after which the front matter parses and says what it said; none when that is not sure. */
function repairs(text: string, { body }: FrontMatter, broken: readonly Field[]): Edit[] {
  const edits = broken.map(([, value]) => quoted(text, value));
  const tabs = [...text.slice(body.start, body.end).matchAll(/^\t{1,20}/gm)]
    .map(({ index, 0: { length } }) => ({ start: body.start + index, end: body.start + index + length }))
    .filter(({ start }) => !edits.some((edit) => edit.start <= start && start < edit.end))
    .map((span) => ({ ...span, text: "  ".repeat(span.end - span.start) }));
  const all = [...edits, ...tabs].map((edit) => ({
    ...edit,
    start: edit.start - body.start,
    end: edit.end - body.start,
  }));
  const mended = apply(text.slice(body.start, body.end), all);
  return parseYaml(mended).errors.length === 0 ? [...edits, ...tabs] : [];
}

/** A value in double quotes; one of several lines as a folded block, which joins them as plain text does. */
function quoted(text: string, { start, end }: Sourced<string>): Edit {
  const raw = text.slice(start, end);
  if (raw.includes("\n")) {
    const indent = /\n([ \t]{1,40})\S/.exec(raw)?.[1]?.replaceAll("\t", "  ") ?? "  ";
    return { start, end: start, text: `>-${lineEnd(text)}${lineStart(text, start) === start ? "" : indent}` };
  }
  const mark = raw[0];
  // An opening quote without its other half.
  if ((mark === '"' || mark === "'") && !raw.slice(1).includes(mark)) return { start: end, end, text: mark };
  return { start, end, text: `"${raw.replace(/["\\]/g, "\\$&")}"` };
}
