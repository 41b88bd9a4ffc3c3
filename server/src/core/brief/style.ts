// How a document is written, and where its missing sections belong.
import type { Scaffold, Slot } from "../model.ts";
import type { MarkdownTree } from "../syntax/markdown.ts";
import { lineEnd, lineStart, lineStop } from "../text.ts";
import type { Language } from "./language.ts";
import type { Outline, Section, Statement } from "./outline.ts";
import { SUCCESS_LABEL } from "./success-cues.ts";

/** The scaffold of a document. */
export function readScaffold(tree: MarkdownTree, outline: Outline, language: Language = "en"): Scaffold {
  const { text, frontMatter } = tree;
  const end = lineEnd(text);
  const { style, level, sections, marker, label, last } = styleOf(tree, outline);
  const isList = style === "item" && marker !== "";
  const atEnd = isList && last !== undefined ? behind(text, last, end) : atTheEnd(text, end);
  const before = (section: Section | undefined): Slot => {
    if (!section) return atEnd;
    const start = aboveLead(text, lineStart(text, section.title.start));
    return { edits: [{ start, end: start, text: isList ? `{value}${end}` : `{value}${end}${end}` }] };
  };
  const success = sections.find((section) => SUCCESS_LABEL.test(section.label));
  const argument = frontMatter?.fields.get("argument-hint")?.value.trim();
  const check = checkIn(outline);
  return {
    style,
    level,
    sentenceCase: isSentenceCase(outline.sections),
    label,
    marker,
    tagCase: tagCaseOf(text, sections),
    language,
    lineEnd: end,
    at: {
      inputs: before(firstBehindGoal(sections)),
      outputs: before(success),
      success: atEnd,
      coordination: before(success),
    },
    ...(argument && !NO_ARGUMENT.test(argument) && { argument }),
    ...(check && { check }),
    readsOnly: readsOnly(frontMatter?.fields.get("tools")?.value),
  };
}

/** An `argument-hint` that says that there is none. */
const NO_ARGUMENT = /^["'([]{0,3}(?:none|no arg|["')\]]{1,3}$)/i;

interface Style extends Pick<Scaffold, "style" | "level" | "marker" | "label"> {
  /** The sections that new ones are to stand among. */
  readonly sections: readonly Section[];
  /** Offset behind the last item, for style `item`. */
  readonly last?: number;
}

const BOLD = { before: "**", after: "**" };

function styleOf(tree: MarkdownTree, outline: Outline): Style {
  const { sections } = outline;
  const headings = sections.filter(({ style }) => style === "heading");
  const below = headings.filter(({ level }, index) => level > 1 || index > 0);
  const plain = { level: 2, marker: "", label: BOLD };
  if (below.length === 0) {
    const tags = sections.filter(({ style, parent }) => style === "tag" && !parent);
    if (tags.length > 1) return { ...plain, style: "tag", sections: tags };
    const labels = sections.filter(({ style }) => style === "label");
    if (labels.length > 0) return { ...plain, style: "label", sections: labels, label: formOf(tree.text, labels) };
    const items = itemsOf(tree, outline);
    if (items) return items;
  }
  const level = below.reduce((least, section) => Math.min(least, section.level), 6);
  const ofLevel = below.filter((section) => section.level === level);
  return { ...plain, style: "heading", level: below.length > 0 ? level : 2, sections: ofLevel };
}

const LABELLED = /^(?:[-*+] )?(\*\*)?[\p{L}][^*:：\n]{0,60}(:\*\*|\*\*[:：]|[:：])\s/u;

/** A document that is one list, or a few paragraphs, of which each begins with a label. */
function itemsOf({ text }: MarkdownTree, { sections, statements }: Outline): Style | undefined {
  const labelled = statements.filter(
    ({ label, kind, depth, item }) =>
      label !== "" &&
      kind === "sentence" &&
      depth === (item === "none" ? 0 : 1) &&
      item !== "number" &&
      item !== "checkbox",
  );
  const [first] = labelled;
  if (!first || labelled.length < 2 || labelled.some(({ item }) => item !== first.item)) return undefined;
  const top = statements.filter((statement) => isTop(text, statement, first) && statement.start >= first.start);
  // An item that is only begun says nothing against it.
  if (top.some(({ label, text: said }) => label === "" && /\p{L}/u.test(said))) return undefined;
  const forms = labelled.map(({ start }) => LABELLED.exec(text.slice(lineStart(text, start), start + 80)));
  const form = forms[0];
  if (!form || forms.some((each) => each?.[2] !== form[2])) return undefined;
  const marker = first.item === "bullet" ? text.slice(lineStart(text, first.start), first.start).slice(0, 2) : "";
  const label = { before: form[1] ?? "", after: form[2] ?? ":" };
  // A list that a sentence leads to belongs to that sentence, and `Note: …` below other prose is no section.
  if (first.lead !== "" || (!label.before && (marker === "" || statements[0] !== first))) return undefined;
  const own = labelled.map(({ start, end, label: name, said }): Section => {
    const known = sections.find(({ style, title }) => style === "item" && title.start <= start && start < title.end);
    const title = { value: name, start, end };
    return known ?? { style: "item", label: name, title, level: 1, parent: undefined, said };
  });
  const last = lineStop(text, statements.at(-1)?.end ?? text.length);
  return { style: "item", level: 2, marker, label, sections: own, last };
}

/** True for the first sentence of an item, or of a paragraph, beside the given one. */
function isTop(text: string, { start, depth, item, kind }: Statement, first: Statement): boolean {
  if (first.item !== "none") return item !== "none" && depth <= 1;
  return depth === 0 && kind === "sentence" && /(?:^|\n|---)\r?\n$/.test(text.slice(Math.max(0, start - 5), start));
}

/** How labels on lines of their own are written: `**Focus**`, `**Focus:**` or `**Focus**:`. */
function formOf(text: string, labels: readonly Section[]): Scaffold["label"] {
  const written = labels.map(({ title }) => text.slice(title.start, title.end).trim());
  const often = (ending: string) => written.filter((label) => label.endsWith(ending)).length * 2 > written.length;
  const ending = [":**", "**:"].find(often);
  return { before: "**", after: ending ?? "**" };
}

function tagCaseOf(text: string, sections: readonly Section[]): Scaffold["tagCase"] {
  const tags = sections.filter(({ style }) => style === "tag");
  const written = tags.map(({ title }) => text.slice(title.start, title.end));
  if (written.some((tag) => tag.includes("-"))) return "kebab-case";
  return written.some((tag) => /\p{Ll}\p{Lu}/u.test(tag)) ? "camelCase" : "snake_case";
}

/** The section before which inputs belong: what a document opens with, its goal for example, stays first. */
const firstBehindGoal = (sections: readonly Section[]): Section | undefined =>
  sections.find(({ label }, index) => index > 0 || !OPENING.test(label));

const OPENING =
  /^(?:goals?|objectives?|task|mission|purpose|role|overview|summary|introduction|name|title|why|ziel|aufgabe|zweck|rolle|überblick|objectif|but|tâche|objetivo|tarea|tarefa|propósito|目标|目標|任务|任務|概述|目的|タスク|概要|목표|목적|작업|개요|цель|задача|роль|обзор)$/;

/** The place itself, or above the paragraph before it that leads to it with a colon: nothing may come between the two. */
function aboveLead(text: string, start: number): number {
  const above = text.slice(Math.max(0, start - 1000), start).trimEnd();
  if (!/[:：]$/.test(above)) return start;
  const blank = /\r?\n[ \t]{0,20}\r?\n(?=[^\n]{1,500}(?:\r?\n[^\r\n]{1,500}){0,9}$)/.exec(above);
  return blank ? Math.max(0, start - 1000) + blank.index + blank[0].length : start;
}

/** A place behind everything, a blank line away from it. */
function atTheEnd(text: string, end: "\n" | "\r\n"): Slot {
  const blank = /(?:\r?\n){2}$/.test(text) || text.trim() === "";
  const gap = blank ? "" : text.endsWith("\n") ? end : end + end;
  return { edits: [{ start: text.length, end: text.length, text: `${gap}{value}${end}` }] };
}

/** A place on the line below an offset, which is the end of a line. */
const behind = (text: string, at: number, end: "\n" | "\r\n"): Slot => ({
  edits: [{ start: at, end: at, text: `${end}{value}${at === text.length ? end : ""}` }],
});

function isSentenceCase(sections: readonly Section[]): boolean {
  const titles = sections.filter(
    ({ style, level, title }) =>
      (style === "label" || (style === "heading" && level > 1)) && /\s\p{L}{4}/u.test(title.value),
  );
  const lower = titles.filter(({ title }) => /\s\p{Ll}\p{L}{3}/u.test(title.value));
  return lower.length * 2 > titles.length;
}

/** True for a list of tools of which none can change anything: Claude Code's names and VS Code's. */
function readsOnly(tools: string | undefined): boolean {
  const names = tools?.match(/[\p{L}_][\p{L}\p{N}_*/-]{0,80}/gu) ?? [];
  return names.length > 0 && names.every((name) => READING_TOOL.test(name));
}

const READING_TOOL =
  /^(?:Read|Grep|Glob|LS|NotebookRead|WebFetch|WebSearch|TodoWrite|BashOutput|KillBash|KillShell|read|search|fetch|web|codebase|usages|problems|changes|githubRepo|(?:search|read|web)\/[\w-]{1,60})$/;

const CHECK =
  /`((?:npm|pnpm|yarn|bun)(?: run)? (?:test|check|lint|build)[\w:-]{0,20}|cargo (?:test|clippy|check)|go (?:test|vet)[ \w./-]{0,20}|pytest[ \w./-]{0,30}|make (?:test|check|lint|verify)[\w-]{0,20}|mvn (?:test|verify)|(?:\.\/)?gradlew? (?:test|check|build)|dotnet test|tox|ruff check[ .]{0,3}|tsc --noEmit)`/;

function checkIn({ statements }: Outline): string | undefined {
  for (const { text, kind } of statements) {
    const check = kind === "sentence" ? CHECK.exec(text)?.[1] : undefined;
    if (check) return check;
  }
  return undefined;
}
