// How a document is written, and where its missing sections belong.
import type { Scaffold, Slot } from "../model.ts";
import type { MarkdownTree } from "../syntax/markdown.ts";
import { lineEnd, lineStart } from "../text.ts";
import type { Outline, Section } from "./outline.ts";
import { SUCCESS_LABEL } from "./success-cues.ts";

/** The scaffold of a document. */
export function readScaffold({ text, frontMatter }: MarkdownTree, outline: Outline): Scaffold {
  const end = lineEnd(text);
  const { style, level, sections } = styleOf(outline);
  const atEnd = atTheEnd(text, end);
  const before = (section: Section | undefined): Slot => {
    if (!section) return atEnd;
    const start = lineStart(text, section.title.start);
    return { edits: [{ start, end: start, text: `{value}${end}${end}` }] };
  };
  const success = sections.find(({ label }) => SUCCESS_LABEL.test(label));
  const argument = frontMatter?.fields.get("argument-hint")?.value.trim();
  const check = checkIn(outline);
  return {
    style,
    level,
    sentenceCase: isSentenceCase(outline.sections),
    lineEnd: end,
    at: { inputs: before(sections[0]), outputs: before(success), success: atEnd, coordination: before(success) },
    ...(argument && { argument }),
    ...(check && { check }),
  };
}

function styleOf({ sections }: Outline): Pick<Scaffold, "style" | "level"> & { readonly sections: readonly Section[] } {
  const headings = sections.filter(({ style }) => style === "heading");
  const below = headings.filter(({ level }, index) => level > 1 || index > 0);
  const tags = sections.filter(({ style, parent }) => style === "tag" && !parent);
  const labels = sections.filter(({ style }) => style === "label");
  if (below.length === 0 && tags.length > 1) return { style: "tag", level: 2, sections: tags };
  if (below.length === 0 && labels.length > 0) return { style: "label", level: 2, sections: labels };
  const level = below.reduce((least, section) => Math.min(least, section.level), 6);
  const ofLevel = below.filter((section) => section.level === level);
  return { style: "heading", level: below.length > 0 ? level : 2, sections: ofLevel };
}

/** A place behind everything, a blank line away from it. */
function atTheEnd(text: string, end: "\n" | "\r\n"): Slot {
  const blank = /(?:\r?\n){2}$/.test(text) || text.trim() === "";
  const gap = blank ? "" : text.endsWith("\n") ? end : end + end;
  return { edits: [{ start: text.length, end: text.length, text: `${gap}{value}${end}` }] };
}

function isSentenceCase(sections: readonly Section[]): boolean {
  const titles = sections.filter(
    ({ style, level, title }) =>
      (style === "label" || (style === "heading" && level > 1)) && /\s\p{L}{4}/u.test(title.value),
  );
  const lower = titles.filter(({ title }) => /\s\p{Ll}\p{L}{3}/u.test(title.value));
  return lower.length * 2 > titles.length;
}

const CHECK =
  /`((?:npm|pnpm|yarn|bun)(?: run)? (?:test|check|lint|build)[\w:-]{0,20}|cargo (?:test|clippy|check)|go (?:test|vet)[ \w./-]{0,20}|pytest[ \w./-]{0,30}|make (?:test|check|lint|verify)[\w-]{0,20}|mvn (?:test|verify)|(?:\.\/)?gradlew? (?:test|check|build)|dotnet test|tox|ruff check[ .]{0,3}|tsc --noEmit)`/;

function checkIn({ statements }: Outline): string | undefined {
  for (const { text, kind } of statements) {
    const check = kind === "sentence" ? CHECK.exec(text)?.[1] : undefined;
    if (check) return check;
  }
  return undefined;
}
