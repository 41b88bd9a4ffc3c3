// Where a brief declares what a caller may pass.
import type { Edit } from "../finding.ts";
import { entry, get, isMapping, items, parseYaml, root, scalarText, spanOf } from "../syntax/yaml.ts";
import { lineStart, nextLine, type Sourced } from "../text.ts";
import type { Reading } from "./evidence.ts";

/** A declared parameter. */
export interface Declaration {
  readonly name: Sourced<string>;
  /** `hint`: a word of `argument-hint`, known by its position; `named`: an entry of `arguments`; `usage`: of a usage line. */
  readonly source: "hint" | "named" | "usage";
  /** What takes the declaration away; empty when that would leave nothing sensible. */
  readonly removal: readonly Edit[];
}

/** The parameters that the front matter or a usage line declares, in their order. */
export const readDeclarations = (reading: Reading): Declaration[] => [
  ...named(reading),
  ...hinted(reading),
  ...shownInUsage(reading),
];

/** `arguments: [a, b]`, or a list of mappings with `name` (Claude Code docs, "Skills"). */
function named({ tree: { text }, frontMatter }: Reading): Declaration[] {
  if (!frontMatter?.fields.has("arguments")) return [];
  const { start, end } = frontMatter.body;
  const yaml = parseYaml(text.slice(start, end));
  const field = entry(yaml, root(yaml), "arguments")?.value;
  const list = [...items(yaml, field)];
  return list.flatMap((item) => {
    const value = isMapping(item) ? get(yaml, item, "name") : item;
    const name = scalarText(value)?.trim();
    if (!value || !name || !/^[\p{L}_][\p{L}\p{N}_-]{0,60}$/u.test(name)) return [];
    const place = spanOf(value);
    const whole = spanOf(item);
    const from = lineStart(text, start + whole.start);
    const own = /^\s{0,40}-\s{0,4}$/.test(text.slice(from, start + whole.start));
    const removal =
      own && list.length > 1 ? [{ start: from, end: nextLine(text, start + whole.end - 1), text: "" }] : [];
    return [{ name: { value: name, start: start + place.start, end: start + place.end }, source: "named", removal }];
  });
}

/** `[file] [--fix]`, `<id> <mode>`: the words in brackets are parameters, flags and alternatives are left out. */
function hinted({ tree: { text }, frontMatter }: Reading): Declaration[] {
  const hint = frontMatter?.fields.get("argument-hint");
  if (!hint || /^["'([]{0,3}(?:none|no arg)/i.test(hint.value)) return [];
  const raw = text.slice(hint.start, hint.end);
  // Sentences, alternatives and nested brackets say more than names: they are not taken apart.
  if (/[|.,;()]|\[[^\]]*[[<]/.test(raw.replace(/\.\.\.|…/g, ""))) return [];
  return [...raw.matchAll(/[[<]([^[\]<>]{1,60})[\]>]/g)].flatMap(({ index, 0: whole, 1: name = "" }) => {
    if (name.startsWith("-") || !/\p{L}/u.test(name)) return [];
    const start = hint.start + index;
    const gap = text[start - 1] === " " ? 1 : 0;
    const removal =
      raw.trim().length > whole.length + 4 ? [{ start: start - gap, end: start + whole.length, text: "" }] : [];
    return [{ name: { value: name.trim(), start, end: start + whole.length }, source: "hint", removal } as const];
  });
}

/** The usage line that opens a command: `/name <task info>`. */
function shownInUsage({ outline: { statements }, name, kind, frontMatter }: Reading): Declaration[] {
  const [first] = statements;
  if (kind !== "command" || !first || frontMatter?.fields.get("argument-hint")?.value) return [];
  const [whole = "", called = "", parameter = ""] =
    /^`?\/([\w:.-]{1,80}) <([\p{L}][\p{L}\p{N}_ -]{1,40})>`?$/u.exec(first.text) ?? [];
  if (!whole || (called !== name && !called.endsWith(`:${name}`))) return [];
  return [{ name: { value: parameter, start: first.start, end: first.end }, source: "usage", removal: [] }];
}
