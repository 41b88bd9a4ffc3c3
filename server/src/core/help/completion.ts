// What can be written at a place: sections that a brief still owes, keys of its front matter, arguments.
import { PARTS } from "../brief/explain.ts";
import { openingOf, sectionText, type WrittenPart } from "../brief/scaffold.ts";
import { dialects } from "../dialects/index.ts";
import { type Insertion, withStops } from "../edit.ts";
import type { Result } from "../lint.ts";
import type { Brief, ContractPart } from "../model.ts";
import { lineStart, lineStop, nextLine, type SourceFile, type Span } from "../text.ts";
import { ARGUMENTS } from "./arguments.ts";
import { type FrontMatterPlace, frontMatterAt } from "./front-matter.ts";
import { aboutKey } from "./hover.ts";
import { KEYS } from "./keys/index.ts";
import type { Key } from "./keys/type.ts";

/** Something that can be written at a place. */
export interface Completion {
  readonly label: string;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown, as in `Help`. */
  readonly documentation?: string;
  readonly kind: "section" | "key" | "value" | "argument";
  readonly insertion: Insertion;
  /** What it takes the place of. */
  readonly span: Span;
}

/** The characters behind which there may be something to offer; everywhere else the answer is quick and empty. */
export const TRIGGERS: readonly string[] = ["#", "*", "<", "$", "{", ":"];

/** What can be written at an offset, the likeliest first. `knowsKeys` as in `HelpContext`. */
export function completionsAt({ text }: SourceFile, result: Result, offset: number, knowsKeys: boolean): Completion[] {
  const brief = result.models.find((model) => model.family === "brief" && model.start <= offset && offset <= model.end);
  if (brief?.family !== "brief" || brief.kind === "not-a-brief") return [];
  const found = argumentsAt(text, brief, offset);
  // In other formats the brief is a value among others, and lines have an indent.
  if (found.length > 0 || !MARKDOWN.has(brief.dialect)) return found;
  const place = frontMatterAt(text, offset);
  if (place) return knowsKeys ? [] : inFrontMatter(text, brief.dialect, place, offset);
  if (offset < nextLine(text, 0) && text.startsWith("---")) return [];
  return sectionsAt(text, brief, offset);
}

const MARKDOWN: ReadonlySet<string> = new Set(
  dialects.filter(({ syntax }) => syntax === "markdown").map(({ id }) => id),
);

function inFrontMatter(text: string, dialect: string, { keys, line }: FrontMatterPlace, offset: number): Completion[] {
  const family = KEYS[dialect];
  if (!family) return [];
  const before = text.slice(line.start, offset);
  const after = text.slice(offset, line.end);
  const [, name, typed = ""] = /^([\w-]{1,60}):[ \t]{0,9}([\w-]{0,60})$/.exec(before) ?? [];
  if (name !== undefined) {
    const key = family.keys.find((each) => each.name === name);
    return after.trim() ? [] : valuesOf(key, { start: offset - typed.length, end: offset }, before.endsWith(":"));
  }
  if (!/^[A-Za-z][\w-]{0,60}$|^$/.test(before) || !/^[\w-]{0,60}$/.test(after)) return [];
  return family.keys
    .filter((key) => !keys.has(key.name))
    .map((key) => ({
      label: key.name,
      ...(key.required && { detail: "required" }),
      documentation: aboutKey(family, key.name) ?? "",
      kind: "key",
      insertion: withStops(key.type === "list" || key.type === "mapping" ? `${key.name}:` : `${key.name}: ⟨⟩`),
      span: line,
    }));
}

const valuesOf = (key: Key | undefined, span: Span, needsBlank: boolean): Completion[] =>
  (key?.values ?? []).map((value) => ({
    label: value,
    kind: "value",
    insertion: withStops(needsBlank ? ` ${value}` : value),
    span,
  }));

/** Behind a `$` or `{{`: the placeholders that the tool fills. */
function argumentsAt(text: string, { dialect, parameters }: Brief, offset: number): Completion[] {
  const family = ARGUMENTS[dialect];
  const before = text.slice(Math.max(lineStart(text, offset), offset - 80), offset);
  const typed = /(?<![\\$\w])(?:\$\{?[\w:]{0,60}|\{\{\s?\w{0,20})$/.exec(before)?.[0];
  if (!family || typed === undefined) return [];
  // The editor closes braces by itself.
  const closers = /^\}{0,2}/.exec(text.slice(offset, offset + 2))?.[0] ?? "";
  const span = { start: offset - typed.length, end: offset + (typed.includes("{") ? closers.length : 0) };
  const named = parameters
    .filter(({ name }) => family.named && /^[a-z_][\w-]{0,60}$/i.test(name.value))
    .map(({ name }) => ({ text: `$${name.value}`, meaning: "An argument that the front matter declares." }));
  return [...named, ...family.all]
    .filter((each) => each.text.startsWith(typed[0] ?? "$"))
    .map(({ text: marked, meaning }) => {
      const insertion = withStops(marked);
      return { label: insertion.text, documentation: meaning, kind: "argument", insertion, span };
    });
}

const ORDER: readonly WrittenPart[] = ["inputs", "outputs", "success", "coordination"];

/** At the start of a line with nothing but the beginning of a section on it. */
function sectionsAt(text: string, brief: Brief, offset: number): Completion[] {
  if (brief.kind === "context") return [];
  const line = { start: lineStart(text, offset), end: lineStop(text, offset) };
  const typed = text.slice(line.start, line.end);
  if (offset < line.end || !isOpening(typed, brief) || isInCode(text, line.start)) return [];
  const template = { ...brief, scaffold: { ...brief.scaffold, level: levelBeside(brief, line) } };
  const next = nextLine(text, line.end);
  const gap = next < text.length && lineStop(text, next) > next && brief.scaffold.style !== "item";
  return ORDER.filter((part) => isMissing(brief, part)).map((part) => {
    const { text: matter, stops } = sectionText(template, part);
    return {
      label: openingOf(template, part),
      detail: "section",
      documentation:
        part === "coordination" ? "Who gives each agent its part, and puts their work together." : aboutPart(part),
      kind: "section",
      insertion: { text: gap ? matter + brief.scaffold.lineEnd : matter, stops },
      span: line,
    };
  });
}

/** The level of the headings of a brief, without the one that is being typed. */
function levelBeside({ sections, scaffold }: Brief, { start, end }: Span): number {
  const levels = sections.flatMap(({ style, level, title }) =>
    style === "heading" && (title.end < start || end < title.start) ? [level] : [],
  );
  const below = levels.filter((level, index) => level > 1 || index > 0);
  return below.length > 0 ? Math.min(...below) : Math.max(2, scaffold.level);
}

const aboutPart = (part: ContractPart): string =>
  `${PARTS[part].purpose}\n\n- Counts: ${PARTS[part].counts}\n- Does not count: ${PARTS[part].not}`;

/**
 * Nothing yet, or what a section of this document begins with and nothing else does: an item of a list, for example,
 * begins with a mark in any case, and who then presses Enter wants a new line.
 */
function isOpening(typed: string, { scaffold: { style, label } }: Brief): boolean {
  if (typed === "") return true;
  if (typed.length > 40) return false;
  switch (style) {
    case "heading":
      return /^#{1,6}(?:[ \t]{1,3}[\p{L} ]{0,30})?$/u.test(typed);
    case "label":
      return /^\*\*[\p{L} ]{0,30}\*{0,2}$/u.test(typed);
    case "tag":
      return /^<[\w-]{0,30}>?$/.test(typed);
    case "item":
      return label.before !== "" && /^(?:[-*+] )?\*\*[\p{L} ]{0,30}\*{0,2}$/u.test(typed);
  }
}

function isMissing(brief: Brief, part: WrittenPart): boolean {
  if (part === "coordination") return brief.crews.some(({ coordinator, apart }) => !coordinator && !apart);
  const there = brief.sections.some((section) => section.part === part);
  // One that says nothing yet may be the line that is being typed.
  const empty = brief.emptySections.some((section) => section.part === part);
  return !brief.contract[part] && (!there || empty);
}

/** True inside a fenced block of code. Reads the lines above. */
function isInCode(text: string, offset: number): boolean {
  let fence = "";
  for (let line = 0; line < offset; line = nextLine(text, line)) {
    const [, marks = "", rest = ""] =
      /^ {0,3}(`{3,20}|~{3,20})(.{0,80})/.exec(text.slice(line, line + 110).split("\n")[0] ?? "") ?? [];
    if (!fence) fence = marks;
    else if (marks.startsWith(fence) && !rest.trim()) fence = "";
  }
  return fence !== "";
}
