// Writes into JSON objects, in the style that the author has.
import type { Edit } from "../finding.ts";
import { lineEnd, lineStart, lineStop, type Span } from "../text.ts";
import { asJson, inOneLine, type NewEntry } from "./notation.ts";
import { spanOf, type YamlMap, type YamlTree } from "./yaml.ts";

// A value that would make a line longer than this gets lines of its own.
const MAX_WIDTH = 100;

/** The edit that writes an entry into an object, behind the entry named `after` if there is one, else as its first. */
export function insertIntoJson(tree: YamlTree, map: YamlMap, entry: NewEntry, after?: string): Edit | undefined {
  const { text } = tree;
  const pairs = map.items.flatMap(({ key, value }) => (key?.range ? [{ key, value, span: spanOf(key) }] : []));
  const [first] = pairs;
  if (!first) return intoEmpty(tree, map, entry);
  const before = pairs.findLast(({ key }) => after !== undefined && String(key) === after);
  if (before && !before.value?.range) return undefined;
  const style = styleOf(tree, map, first.span);
  const line = write(entry, style, first.value?.range ? text.slice(first.span.end, spanOf(first.value).start) : ": ");
  if (!before?.value) return insertion(first.span.start, `${line},${style.gap}`);
  return behind(tree, spanOf(before.value).end, line, style.gap);
}

interface Style {
  /** What stands between two entries, behind the comma. */
  readonly gap: string;
  /** The indentation of the object's entries; undefined when all stand in one line. */
  readonly indent: string | undefined;
  /** One level of indentation. */
  readonly unit: string;
  readonly eol: string;
}

function styleOf({ text }: YamlTree, map: YamlMap, first: Span): Style {
  const eol = lineEnd(text);
  const { start } = spanOf(map);
  const indent = indentAt(text, first.start);
  const outer = indentAt(text, start);
  const unit = unitOf(indent, outer) ?? fileUnit(text);
  if (text.slice(start, first.start).includes("\n")) return { gap: `${eol}${indent}`, indent, unit, eol };
  return { gap: isDense(text, map) ? "" : " ", indent: undefined, unit, eol };
}

/** `{"a":1,"b":2}` has no blanks behind its commas; an object with one entry tells by its colon. */
function isDense(text: string, { items: [first, second] }: YamlMap): boolean {
  if (!first?.key.range || !first.value?.range) return false;
  const value = spanOf(first.value);
  const mark = second?.key.range
    ? text.slice(value.end, spanOf(second.key).start)
    : text.slice(spanOf(first.key).end, value.start);
  return mark === "," || mark === ":";
}

/** The blanks that begin the line in which the offset lies. */
const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";

const unitOf = (inner: string, outer: string): string | undefined =>
  inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;

/** The indentation of the first line that has one. */
const fileUnit = (text: string): string => /^[ \t]+(?=["{[])/m.exec(text.slice(0, 10_000))?.[0] ?? "  ";

function write([key, value]: NewEntry, { indent, unit, eol }: Style, between: string): string {
  const colon = /^ ?: ?$/.test(between) ? between : ": ";
  const name = `${JSON.stringify(key)}${colon}`;
  const short = `${name}${inOneLine(value, colon)}`;
  if (indent === undefined) return short;
  const long = `${name}${asJson(value, unit, colon)}`;
  const lines = long.includes("\n") || indent.length + short.length > MAX_WIDTH ? long : short;
  return lines.split("\n").join(`${eol}${indent}`);
}

/** Behind a value: with the comma it needs, and below the remark that its line ends with. */
function behind({ text, json }: YamlTree, end: number, line: string, gap: string): Edit {
  const stop = lineStop(text, end);
  const rest = text.slice(end, stop);
  const remark = gap.includes("\n") && json?.comments.find(({ start }) => start >= end && start < stop);
  const said = remark && remark.end >= stop ? text.slice(end, remark.start).trim() : undefined;
  if (said === "") return { start: end, end: stop, text: `,${rest}${gap}${line}` };
  if (said === ",") return insertion(stop, `${gap}${line},`);
  return insertion(end, `,${gap}${line}`);
}

/** Into `{}`: in lines of its own where the file has lines. What an empty object holds in comments stays untouched. */
function intoEmpty({ text }: YamlTree, map: YamlMap, entry: NewEntry): Edit | undefined {
  const { start, end } = spanOf(map);
  if (text[start] !== "{" || text[end - 1] !== "}" || text.slice(start + 1, end - 1).trim()) return undefined;
  const eol = lineEnd(text);
  const outer = indentAt(text, start);
  const unit = fileUnit(text);
  const inside = { start: start + 1, end: end - 1 };
  const lines = text.slice(0, start).includes("\n");
  const style: Style = { gap: "", indent: lines ? `${outer}${unit}` : undefined, unit, eol };
  const line = write(entry, style, ": ");
  return { ...inside, text: lines ? `${eol}${outer}${unit}${line}${eol}${outer}` : ` ${line} ` };
}

const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text });
