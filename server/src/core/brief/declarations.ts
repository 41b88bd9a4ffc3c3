// Where the front matter of a brief declares what a caller may pass.
import type { Edit } from "../finding.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  isQuoted,
  isSequence,
  items,
  root,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { lineStart, nextLine, type Sourced, type Span } from "../text.ts";
import type { Reading } from "./evidence.ts";
import { frontMatterYaml } from "./front-matter-yaml.ts";
import { groupsOf } from "./hint.ts";

/** A declared parameter. */
export interface Declaration {
  readonly name: Sourced<string>;
  /**
   * `hint`: a group of `argument-hint`; `named`: an entry of `arguments`, known by position too; `key`: an entry of
   * another list of parameters; `usage`: of a usage line; `row`: of a table of inputs.
   */
  readonly source: "hint" | "named" | "key" | "usage" | "row";
  /** What takes the declaration away; empty when that would leave nothing sensible. */
  readonly removal: readonly Edit[];
}

/** Keys under which authors list parameters. Only the first is Claude Code's own. */
const LISTS: readonly string[] = ["arguments", "parameters", "inputs", "args"];

/** The parameters that the front matter declares, in their order. */
export const declaredInFrontMatter = (reading: Reading): Declaration[] => [
  ...LISTS.flatMap((key) => listed(reading, key)),
  ...dispatched(reading),
  ...hinted(reading),
];

const NAME = /^[\p{L}_][\p{L}\p{N}_-]{0,60}$/u;

/** `arguments: [a, b]`, `arguments: a b`, a list of mappings with `name`, or a mapping (Claude Code docs, "Skills"). */
function listed({ tree: { text }, frontMatter }: Reading, key: string): Declaration[] {
  if (!frontMatter?.fields.has(key)) return [];
  const { start } = frontMatter.body;
  const yaml = frontMatterYaml(text, frontMatter);
  const field = entry(yaml, root(yaml), key)?.value;
  const source = key === "arguments" ? "named" : "key";
  const places = [...namesIn(yaml, field)].filter(({ value }) => NAME.test(value));
  return places.map(({ value, start: from, end: to, whole }) => ({
    name: { value, start: start + from, end: start + to },
    source,
    removal: places.length > 1 && whole ? ownLines(text, { start: start + whole.start, end: start + whole.end }) : [],
  }));
}

type Named = Sourced<string> & { readonly whole?: Span };

function* namesIn(yaml: YamlTree, field: YamlNode | undefined): Iterable<Named> {
  if (isSequence(field)) {
    for (const item of items(yaml, field)) {
      const value = isMapping(item) ? get(yaml, item, "name") : item;
      const name = scalarText(value)?.trim();
      if (value && name) yield { value: name, ...spanOf(value), whole: spanOf(item) };
    }
  } else if (isMapping(field)) {
    for (const { key, value } of entries(yaml, field)) {
      yield { ...key, whole: { start: key.start, end: value ? spanOf(value).end : key.end } };
    }
  } else if (field && !isQuoted(field)) {
    const { start } = spanOf(field);
    const said = scalarText(field) ?? "";
    // A sentence is no list of names.
    if (
      !/^[a-z][\w-]{0,40}(?:[ ,]{1,3}[a-z][\w-]{0,40}){0,7}$/.test(said) ||
      /\b(?:a|an|the|of|for|to|and|or)\b/.test(said)
    )
      return;
    for (const { index, 0: name } of said.matchAll(/[^\s,]{1,60}/g)) {
      yield { value: name, start: start + index, end: start + index + name.length };
    }
  }
}

/** The inputs of a manual run of an agentic workflow, where no expression of the file asks for them. */
function dispatched({ tree: { text }, frontMatter, dialect }: Reading): Declaration[] {
  if (dialect !== "gh-aw" || !frontMatter || /\b(?:toJSON\(\s{0,3}(?:github\.event\.)?inputs|inputs\[)/.test(text))
    return [];
  const { start } = frontMatter.body;
  const yaml = frontMatterYaml(text, frontMatter);
  const on = get(yaml, root(yaml), "on");
  const inputs = get(yaml, get(yaml, on, "workflow_dispatch"), "inputs");
  return [...entries(yaml, inputs)].flatMap(({ key }) => {
    if (!NAME.test(key.value) || new RegExp(`\\binputs\\.${key.value}(?![\\w-])`).test(text)) return [];
    return [{ name: { value: key.value, start: start + key.start, end: start + key.end }, source: "key", removal: [] }];
  });
}

/** The lines of an item, when it has them to itself. */
function ownLines(text: string, { start, end }: Span): Edit[] {
  const from = lineStart(text, start);
  const alone = /^\s{0,40}(?:-\s{0,4})?$/.test(text.slice(from, start));
  return alone ? [{ start: from, end: nextLine(text, Math.max(start, end - 1)), text: "" }] : [];
}

/** `[file] [--fix]`, `<id> <mode>`: each group in brackets is a parameter. */
function hinted({ tree: { text }, frontMatter }: Reading): Declaration[] {
  const hint = frontMatter?.fields.get("argument-hint");
  if (!hint || /^["'([]{0,3}(?:none\b|no arg|n\/a)/i.test(hint.value)) return [];
  const raw = text.slice(hint.start, hint.end);
  const groups = groupsOf(raw);
  return groups.map(({ start, end, value }) => ({
    name: { value, start: hint.start + start, end: hint.start + end },
    source: "hint",
    removal: groups.length > 1 ? withoutGroup(raw, hint.start, { start, end }) : [],
  }));
}

function withoutGroup(raw: string, base: number, { start, end }: Span): Edit[] {
  // Alternatives and words between the groups would be left behind.
  if (/[|]/.test(raw)) return [];
  const gap = raw[start - 1] === " " ? 1 : 0;
  return [{ start: base + start - gap, end: base + end + (gap === 0 && raw[end] === " " ? 1 : 0), text: "" }];
}
