// Makes front matter valid YAML that says what its author wrote.
import { apply } from "../edit.ts";
import type { Edit } from "../finding.ts";
import { remembering } from "../memory.ts";
import type { FrontMatter } from "../syntax/front-matter.ts";
import { danglingAliases } from "../syntax/yaml.ts";
import { lineEnd, lineStart, lineStop, nextLine, type Sourced, type Span } from "../text.ts";
import { KEY } from "./front-matter-keys.ts";
import { LIMITS, yamlOf } from "./front-matter-yaml.ts";

/** Where the fault lies and what takes it away. */
export interface Repair {
  /** The key of the value at fault, where there is one. */
  readonly key?: string;
  readonly span: Span;
  /** Empty when nobody can tell what was meant. */
  readonly edits: readonly Edit[];
  /** True when the edits keep the meaning beyond doubt. */
  readonly sure: boolean;
}

interface Field extends Span {
  readonly key: string;
}

/** Finds the value that breaks the front matter; `offset` is the parser's complaint, relative to the body. */
export function repair(text: string, frontMatter: FrontMatter, offset: number): Repair {
  const { body } = frontMatter;
  const fields = [...frontMatter.fields].map(([key, { start, end }]) => ({ key, start, end }));
  const broken = fields.filter((field) => field.end > field.start && !isValid(text, field));
  const at = body.start + offset;
  const place = broken[0] ?? fields.findLast(({ start }) => start <= at);
  const dense = tabsAndColons(text, body, []);
  const [tight] = dense.filter((edit) => edit.text === " ");
  if (tight && isMended(text, body, dense)) {
    const start = lineStart(text, tight.start);
    const key = text.slice(start, tight.start - 1);
    return { key, span: { start, end: lineStop(text, start) }, edits: dense, sure: true };
  }
  const exact = [...broken.map((field) => quoted(text, field)), ...tabsAndColons(text, body, broken)];
  const named = place && { key: place.key, span: { start: place.start, end: place.end } };
  if (exact.length > 0 && isMended(text, body, exact))
    return { ...(named ?? { span: { start: at, end: at } }), edits: exact, sure: true };
  // Lines below a value that are not indented: they belong to the last key that tools know.
  const known = knownFields(text, body);
  const loose = known.filter((field) => !isValid(text, field));
  const blocks = loose.map((field) => asBlock(text, field));
  const [first] = loose;
  if (first && isMended(text, body, blocks)) {
    const span = { start: first.start, end: Math.min(first.end, lineStop(text, first.start)) };
    return { key: first.key, span, edits: blocks, sure: false };
  }
  return { ...(named ?? { span: { start: at, end: at } }), edits: [], sure: false };
}

/** What loaders refuse in a YAML text, the first complaint first. */
export const complaints = remembering((yaml: string): readonly Sourced<string>[] => {
  const tree = yamlOf(yaml);
  return tree.errors.length > 0 ? tree.errors : danglingAliases(tree);
}, LIMITS);

/** Letters, digits and what may stand between them need no parser to be valid. */
const PLAIN = /^[\p{L}\p{N}(/.](?:[^:#\r\n]|:(?=\S)){0,2000}$/u;

function isValid(text: string, { key, start, end }: Field): boolean {
  const value = text.slice(start, end);
  return PLAIN.test(value) || complaints(`${key}: ${value}\n`).length === 0;
}

function isMended(text: string, body: Span, edits: readonly Edit[]): boolean {
  const own = edits.map((edit) => ({ ...edit, start: edit.start - body.start, end: edit.end - body.start }));
  return complaints(apply(text.slice(body.start, body.end), own)).length === 0;
}

/** A value in double quotes; one of several lines as a folded block, which joins them as plain text does. */
function quoted(text: string, { start, end }: Span): Edit {
  const raw = text.slice(start, end);
  const mark = raw[0];
  const isQuote = mark === '"' || mark === "'";
  if (raw.includes("\n") && !isQuote) {
    const indent = /\n([ \t]{1,40})\S/.exec(raw)?.[1]?.replaceAll("\t", "  ") ?? "  ";
    return { start, end: start, text: `>-${lineEnd(text)}${lineStart(text, start) === start ? "" : indent}` };
  }
  // An opening quote without its other half.
  if (isQuote && !raw.slice(1).includes(mark)) return { start: end, end, text: mark };
  const inner = isQuote && isDelimited(raw) ? raw.slice(1, -1) : raw;
  // Inside double quotes the author may have escaped some of them already.
  const escaped = inner !== raw && mark === '"' ? escapedAgain(inner) : inner.replace(/["\\]/g, "\\$&");
  return { start, end, text: `"${escaped}"` };
}

/** `'It's done'`: the outer quotes are meant as such, and the first one inside opens or stands in a word. */
function isDelimited(raw: string): boolean {
  const mark = raw[0] ?? "";
  if (raw.length < 2 || !raw.endsWith(mark)) return false;
  let inside = 1;
  // In double quotes a backslash escapes one.
  while (inside < raw.length && raw[inside] !== mark) inside += mark === '"' && raw[inside] === "\\" ? 2 : 1;
  return inside >= raw.length - 1 || /^(?:\s|\w\S\w)/.test(raw.slice(inside - 1, inside + 2));
}

const escapedAgain = (inner: string): string =>
  inner.replace(/\\(?:[\\"/abefnrtv0 _NLPxuU])|[\\"]/g, (found) => (found.length > 1 ? found : `\\${found}`));

/** Tabs that indent, and keys without a blank behind their colon. */
function tabsAndColons(text: string, body: Span, broken: readonly Field[]): Edit[] {
  const edits: Edit[] = [];
  for (let line = body.start; line < body.end; line = nextLine(text, line)) {
    const said = text.slice(line, Math.min(body.end, line + 80));
    const tabs = /^\t{1,20}/.exec(said)?.[0].length ?? 0;
    const key = /^([A-Za-z][\w-]{0,60}):(?=[^\s:/\\])/.exec(said)?.[1];
    if (tabs > 0) edits.push({ start: line, end: line + tabs, text: "  ".repeat(tabs) });
    else if (key && KEY.test(key)) edits.push({ start: line + key.length + 1, end: line + key.length + 1, text: " " });
  }
  let next = 0;
  return edits.filter(({ start }) => {
    while ((broken[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    return start < (broken[next]?.start ?? Number.POSITIVE_INFINITY);
  });
}

/** The fields whose keys tools know; all lines up to the next such key are the value. */
function knownFields(text: string, body: Span): Field[] {
  const fields: { key: string; start: number; end: number }[] = [];
  for (let line = body.start; line < body.end; line = nextLine(text, line)) {
    const key = /^([A-Za-z_][\w.-]{0,60}):(?=\s|$)/.exec(text.slice(line, lineStop(text, line)))?.[1];
    const last = fields.at(-1);
    if (last) last.end = line;
    if (key && KEY.test(key)) fields.push({ key, start: line + key.length + 1, end: line });
  }
  const last = fields.at(-1);
  if (last) last.end = body.end;
  return fields.flatMap(({ key, start, end }) => {
    const raw = text.slice(start, end);
    const from = start + raw.length - raw.trimStart().length;
    const to = end - (raw.length - raw.trimEnd().length);
    return to > from ? [{ key, start: from, end: to }] : [];
  });
}

/** A value as a literal block: every line of it as it is, two blanks further in. */
function asBlock(text: string, { start, end }: Sourced<never> | Field): Edit {
  const own = lineEnd(text);
  const raw = text.slice(start, end).replace(/^[|>][+-]?[ \t]{0,20}\r?\n/, "");
  const lines = raw.split(/\r?\n/).map((line) => (line.trim() === "" ? "" : `  ${line.replace(/^\t{1,20}/, "  ")}`));
  return { start, end, text: `|-${own}${lines.join(own)}` };
}
