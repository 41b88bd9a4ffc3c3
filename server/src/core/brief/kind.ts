// What a text in a folder of briefs is, by its content.
import type { BriefKind } from "../model.ts";
import type { FrontMatter } from "../syntax/front-matter.ts";
import type { MarkdownTree } from "../syntax/markdown.ts";
import { givesRole, speaksToAgent } from "./address.ts";
import type { Outline } from "./outline.ts";
import { isPage, mayBePage } from "./place.ts";
import { isTickedOff, statusOf, workSigns } from "./signs.ts";

/** The kind of a text that lies where briefs lie. `path` as in `SourceFile.path`. */
export function kindOf(tree: MarkdownTree, outline: Outline, path: string): BriefKind {
  return (mayBePage(path) && !tree.frontMatter) || isPage(path) || isWritten(tree, outline)
    ? "not-a-brief"
    : kindAmongBriefs(tree, outline);
}

/** The kind of a text that is a brief, whatever it looks like. */
export function kindAmongBriefs(tree: MarkdownTree, outline: Outline): BriefKind {
  const { frontMatter } = tree;
  if (hasRuleKeys(frontMatter)) return "context";
  if (takesArguments(tree, outline)) return "command";
  if (definesAgent(frontMatter) || givesRole(outline)) return "agent-definition";
  return workSigns(outline).all < 3 && isProcedure(outline) && speaksToAgent(outline) ? "command" : "task-brief";
}

/** True when the front matter says for which files a rule holds. */
export const hasRuleKeys = (frontMatter: FrontMatter | undefined): boolean =>
  ["applyTo", "globs", "alwaysApply", "paths", "inclusion", "trigger"].some((key) => frontMatter?.fields.has(key));

/** True when a call passes something: by the host's placeholders, or as the front matter declares it. */
export const takesArguments = ({ frontMatter }: MarkdownTree, { statements }: Outline): boolean =>
  frontMatter?.fields.has("argument-hint") === true ||
  statements.some(({ text }) => /(?<!\\)\$ARGUMENTS\b|\$\{input:/.test(text));

/**
 * True for a procedure that lies among agents or rules: it takes arguments, or it is a rule for no file and no occasion
 * that consists of steps.
 */
export const isInvoked = (tree: MarkdownTree, outline: Outline, kind: BriefKind): boolean =>
  outline.statements.some(({ text }) => /(?<!\\)\$ARGUMENTS\b/.test(text)) ||
  (kind === "context" && !tree.frontMatter && outline.sections.some(({ label }) => PROCEDURE.test(label)));

const PROCEDURE = /^(?:steps|process|procedure|usage|workflow|instructions|template sections)$/;

/** True when the front matter is that of an agent: a name, a description, and something that only agents have. */
export function definesAgent(frontMatter: FrontMatter | undefined): boolean {
  const has = (key: string) => frontMatter?.fields.has(key) === true;
  return has("name") && has("description") && ["tools", "model", "color", "disallowedTools"].some(has);
}

/** True when a section lists steps by number. */
export const isProcedure = ({ statements }: Outline): boolean =>
  statements.filter(({ item, depth }) => item === "number" && depth === 1).length > 1;

/**
 * True for what is written and done: a decision record, a list of releases, a page that explains a product, a piece of
 * work whose status says that it is finished and whose text no longer orders anything.
 */
function isWritten({ text, frontMatter }: MarkdownTree, outline: Outline): boolean {
  const headings = outline.sections.filter(({ style }) => style === "heading").map(({ label }) => label);
  if (/^\+\+\+\r?\n/.test(text) || isRecord(headings) || isManual(headings)) return true;
  const status = statusOf(outline, frontMatter?.fields.get("status")?.value);
  return (status === "done" || isTickedOff(text)) && workSigns(outline).all < 2;
}

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
