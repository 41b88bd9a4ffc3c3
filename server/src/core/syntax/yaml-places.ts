// From what a YAML node says back to the place in the text that says it.
import type { Edit } from "../finding.ts";
import { lineEnd, lineStart, nextLine, type Span } from "../text.ts";
import { type Embedded, linesOf, withoutEscapes } from "./embedded.ts";
import { insertIntoJson } from "./json-edit.ts";
import { asFlowYaml, asYaml, type NewEntry } from "./notation.ts";
import {
  isBlockScalar,
  isFlow,
  isQuoted,
  items,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "./yaml.ts";

/** Finds the place in the document of an offset in a scalar's value. */
export type Places = (offset: number) => number;

/**
 * The places of a scalar's characters, or undefined where they cannot be told: in a quoted text with escapes or over
 * several lines. A line break that folding turned into a space lies at the end of its line.
 */
export function placesOf(tree: YamlTree, node: YamlNode | undefined, value: string): Places | undefined {
  if (!node) return undefined;
  const { start, end } = spanOf(node);
  const inside = isQuoted(node) ? { start: start + 1, end: end - 1 } : { start, end };
  if (tree.text.startsWith(value, inside.start) && inside.start + value.length === inside.end) {
    return (offset) => inside.start + offset;
  }
  return isQuoted(node) ? undefined : byLines(tree.text, isBlockScalar(node) ? body(tree.text, inside) : inside, value);
}

/** A block scalar without its header line. */
const body = (text: string, { start, end }: Span): Span => ({ start: Math.min(end, nextLine(text, start)), end });

function byLines(text: string, { start, end }: Span, value: string): Places | undefined {
  const starts: { readonly value: number; readonly text: number }[] = [];
  let at = 0;
  for (let line = start; line < end; line = nextLine(text, line)) {
    const stop = Math.min(end, nextLine(text, line));
    const content = text.slice(line, stop).trim();
    if (!content) continue;
    // The value has line ends, or spaces in their place, and the indentation that is its own.
    while (at < value.length && /\s/.test(value[at] ?? "")) at += 1;
    if (!value.startsWith(content, at)) return undefined;
    starts.push({ value: at, text: line + text.slice(line, stop).search(/\S/) });
    at += content.length;
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle]?.value ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const line = starts[low] ?? { value: 0, text: start };
    return Math.max(start, Math.min(end, line.text + offset - line.value));
  };
}

/**
 * The edit that writes an entry into a mapping, behind the entry named `after` if there is one, else as its first. The entry is
 * a key and its value, which are written as the document is, YAML or JSON; or YAML (`key: value`, or several lines of which
 * each after the first is indented as deep as it should stand below the key), for which JSON and a flow mapping have no
 * place: undefined there when it has several lines, and in JSON always. Undefined for an empty block mapping, too.
 */
export function insertEntry(tree: YamlTree, map: YamlMap, entry: NewEntry | string, after?: string): Edit | undefined {
  const { text } = tree;
  if (tree.json) return typeof entry === "string" ? undefined : insertIntoJson(tree, map, entry, after);
  const pairs = map.items.filter(({ key }) => key?.range);
  const before = pairs.find(({ key }) => after !== undefined && String(key) === after);
  const { key, value } = before ?? pairs[0] ?? {};
  if (isFlow(map)) {
    const line = typeof entry === "string" ? entry : asFlowYaml(entry);
    if (line.includes("\n")) return undefined;
    if (!key) return intoEmptyFlow(text, map, line);
    const { start, end } = spanOf(key);
    if (!before) return insertion(start, `${line}, `);
    return insertion(value?.range ? Math.max(end, spanOf(value).end) : end, `, ${line}`);
  }
  if (!key) return undefined;
  const { start, end } = spanOf(key);
  const stop = value?.range ? Math.max(end, spanOf(value).end) : end;

  // `- key:` counts as the column of its key.
  const eol = lineEnd(text);
  const indent = text.slice(lineStart(text, start), start).replace(/\S/g, " ");
  const lines = (typeof entry === "string" ? entry : asYaml(entry)).split("\n").join(`${eol}${indent}`);
  if (!before) return insertion(start, `${lines}${eol}${indent}`);
  const at = text[stop - 1] === "\n" ? stop : nextLine(text, stop);
  return text[at - 1] === "\n" ? insertion(at, `${indent}${lines}${eol}`) : insertion(at, `${eol}${indent}${lines}`);
}

function intoEmptyFlow(text: string, map: YamlMap, line: string): Edit | undefined {
  const { start, end } = spanOf(map);
  const blank = text[start] === "{" && text[end - 1] === "}" && !text.slice(start + 1, end - 1).trim();
  return blank ? { start: start + 1, end: end - 1, text: ` ${line} ` } : undefined;
}

/** The edit that takes the lines of one item out of a block list; undefined for the last one left, and in a flow list. */
export function removeItem(tree: YamlTree, list: YamlNode | undefined, item: YamlNode): Edit | undefined {
  const { text } = tree;
  if (!list || isFlow(list) || [...items(tree, list)].length < 2) return undefined;
  const { start, end } = spanOf(item);
  const first = lineStart(text, start);
  const stop = text.slice(start, end).trimEnd().length + start;
  return /^[ \t]*-[ \t]+$/.test(text.slice(first, start))
    ? { start: first, end: nextLine(text, stop), text: "" }
    : undefined;
}

const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text });

/**
 * The text of a scalar, for a parser of its own; undefined for anything but a string. New lines may be written where
 * the line ends are the text's own, in a literal block.
 */
export function embeddedYaml({ text }: YamlTree, node: YamlNode | undefined): Embedded | undefined {
  if (!node || scalarText(node) === undefined) return undefined;
  const { start, end } = spanOf(node);
  if (isQuoted(node)) {
    const { lines } = withoutEscapes(text.slice(start + 1, end - 1), start + 1, text[start] === '"');
    return { lines: lines.map((line, index) => (index > 0 ? withoutBlanks(line) : line)) };
  }
  if (!isBlockScalar(node)) return { lines: linesOf(text, { start, end }, Number.MAX_SAFE_INTEGER) };
  const inside = body(text, { start, end });
  const content = text.slice(inside.start, inside.end);
  const indent = /^[^\S\n]*(?=\S)/m.exec(content)?.[0].replace(/\r/g, "") ?? "";
  const lines = linesOf(text, inside, indent.length);
  const last = lines.findLast(({ said }) => said.trim() !== "");
  // An indicator in the header (`|2`) says that the first line's blanks belong to the text.
  const plain = /^\|[+-]?\s/.test(text.slice(start, start + 3)) && last !== undefined;
  return { lines, ...(plain && { room: { start: inside.start, end: last.end, indent } }) };
}

function withoutBlanks({ start, end, said }: Embedded["lines"][number]): Embedded["lines"][number] {
  const blanks = said.length - said.trimStart().length;
  return { start: start + blanks, end, said: said.slice(blanks) };
}
