// What a text in a folder of briefs is, by its content.
import type { BriefKind } from "../model.ts";
import type { MarkdownTree } from "../syntax/markdown.ts";
import type { Outline } from "./outline.ts";

/** The kind of a text that lies where briefs lie. `path` as in `SourceFile.path`. */
export function kindOf({ frontMatter }: MarkdownTree, { sections, statements }: Outline, path: string): BriefKind {
  if (isPage(path)) return "not-a-brief";
  const keys = [...(frontMatter?.fields.keys() ?? [])];
  if (keys.some((key) => key === "applyTo" || key === "globs" || key === "alwaysApply")) return "context";
  const headings = sections.filter(({ style }) => style === "heading").map(({ label }) => label);
  if (isRecord(headings) || isManual(headings)) return "not-a-brief";
  if (keys.includes("argument-hint") || statements.some(({ text }) => /(?<!\\)\$ARGUMENTS\b/.test(text)))
    return "command";
  const first = statements.find(({ kind }) => kind === "sentence");
  if (first && /^\W{0,4}(?:you are|act as|your role is)\b/i.test(first.text)) return "agent-definition";
  return "task-brief";
}

/** True for the file names that pages about a folder or a project have everywhere. */
export const isPage = (path: string): boolean => PAGES.test(path.slice(path.lastIndexOf("/") + 1));

const PAGES =
  /^(?:readme|changelog|changes|history|licen[cs]e|contributing|code_of_conduct|security|authors|index|notice)(?:[._-].{0,40})?\.md$/i;

/** A decision record, or a list of releases. */
function isRecord(headings: readonly string[]): boolean {
  const has = (label: RegExp) => headings.some((heading) => label.test(heading));
  if (
    has(/^decisions?(?: outcome)?$/) &&
    (has(/^consequences$/) || has(/^(?:considered options|alternatives considered)$/))
  )
    return true;
  const releases = headings.filter((heading) => /^(?:v?\d+\.\d+\.\d+|unreleased)\b/.test(heading)).length;
  return releases > 1 || (releases > 0 && has(/^(?:added|changed|fixed|removed)$/));
}

/** A page that explains a product to its users. */
const isManual = (headings: readonly string[]): boolean =>
  headings.filter((heading) =>
    /^(?:installation|install|quick ?start|getting started|licen[cs]e|contributing|table of contents|api reference|configuration reference|support|badges|screenshots|acknowledge?ments|roadmap)$/.test(
      heading,
    ),
  ).length > 1;
