// Which Markdown files at places where briefs and pages both may lie are briefs.
import type { MarkdownTree } from "../syntax/markdown.ts";
import { givesRole, speaksToAgent } from "./address.ts";
import { definesAgent, hasRuleKeys, isProcedure, kindOf, takesArguments } from "./kind.ts";
import { type Outline, readOutline } from "./outline.ts";
import { homeOf, isAmongExtensions, isAmongPages, isInSkill, isPage, mayBePage } from "./place.ts";
import { isDescription, isOrder, statusOf, workSigns } from "./signs.ts";

/** Keys that pages of a site carry, and briefs do not. */
const SITE_KEYS = [
  "slug",
  "layout",
  "sidebar",
  "sidebar_label",
  "sidebar_position",
  "permalink",
  "publishDate",
  "weight",
  "nav_order",
  "ms.topic",
];
/** Keys that pages and plans carry, and prompts do not. */
const TITLE_KEYS = ["title", "date"];

/** A Markdown file at a place that proves nothing, with what its first look tells. */
export interface Doubtful {
  readonly tree: MarkdownTree;
  readonly outline: Outline;
  /** As in `SourceFile.path`. */
  readonly path: string;
}

/** The file, unless it is a page of a site or about a folder. */
export function doubtful(tree: MarkdownTree, path: string): Doubtful | undefined {
  const fields = tree.frontMatter?.fields;
  if (isPage(path) || (mayBePage(path) && !fields) || /^\+\+\+\r?\n/.test(tree.text)) return undefined;
  if (fields && SITE_KEYS.some((key) => fields.has(key))) return undefined;
  return { tree, outline: readOutline(tree), path };
}

/** True for front matter that only pages and plans have. */
const isTitled = ({ frontMatter }: MarkdownTree): boolean => TITLE_KEYS.some((key) => frontMatter?.fields.has(key));

/** True for a standing role: front matter that only agents have, or where agents lie a text that gives one. */
export function isAgent({ tree, outline, path }: Doubtful): boolean {
  const home = homeOf(path);
  if (home === "commands" || home === "prompts" || /(?:^|\/)SKILL\.md$/.test(path) || isTitled(tree)) return false;
  if (definesAgent(tree.frontMatter)) return true;
  if (home === "agents" && givesRole(outline)) return true;
  if (isAmongPages(path)) return false;
  if (home !== "agents") return isAmongExtensions(path) && home !== "work" && givesRole(outline);
  const fields = tree.frontMatter?.fields;
  const has = (key: string) => fields?.has(key) === true;
  if (has("description") && ["name", "tools", "model", "mode"].some(has)) return true;
  // Some have front matter whose marks are not quite right, which the tools that load them forgive.
  return /^\s{0,20}---\s{1,20}name:\s/.test(tree.text) || speaksToAgent(outline) || isOrdering(outline);
}

/** True for a procedure: it takes arguments, or where commands lie its front matter or text speaks to the agent. */
export function isCommand({ tree, outline, path }: Doubtful): boolean {
  const inHome = homeOf(path) === "commands";
  if (isTitled(tree)) return false;
  if (isAmongPages(path) && !inHome) return false;
  if (inHome ? takesArguments(tree, outline) : placesArguments(outline) && !isInSkill(path)) return true;
  if (!inHome) return false;
  const fields = tree.frontMatter?.fields;
  const has = (key: string) => fields?.has(key) === true;
  if (has("description") && (["allowed-tools", "agent", "model"].some(has) || namesItself(tree.text, path)))
    return true;
  if (isAmongPages(path)) return false;
  if (has("description") || isAmongExtensions(path) || givesRole(outline) || speaksToAgent(outline)) return true;
  return namesItself(tree.text, path) || /\bClaude\b/.test(tree.text) || isOrdering(outline);
}

/** True when the text calls itself by its name: `/name`. */
function namesItself(text: string, path: string): boolean {
  const name = (path.split("/").at(-1) ?? "").replace(/\.md$/, "").replace(/[^\w-]/g, "");
  return name !== "" && new RegExp(`(?:^|[\\s"'\`(])/(?:[\\w-]{1,30}:)?${name}\\b`).test(text);
}

/** True when the prose, and not an explanation of it in code marks, holds the place of what the caller passes. */
const placesArguments = ({ sections, statements }: Outline): boolean =>
  [
    ...sections.map(({ title }) => title.value),
    ...statements.filter(({ kind }) => kind === "sentence").map(({ text }) => text),
  ].some((text) => /(?<![\\`])\$ARGUMENTS\b(?!`)/.test(text));

/** True for a text in a folder of prompts, or with such a name, that speaks to an agent or orders something. */
export function isPrompt({ tree, outline, path }: Doubtful): boolean {
  if (isTitled(tree)) return false;
  if (speaksToAgent(outline) || givesRole(outline)) return true;
  // What a skill or a program fills in and hands on is a form.
  if (isAmongPages(path) || isInSkill(path) || /\/templates?\//.test(path)) return false;
  if (takesArguments(tree, outline) || tree.frontMatter?.fields.has("description") === true) return true;
  return /\{\{\s?[\w.]{1,40}\s?\}\}/.test(tree.text) || isOrdering(outline);
}

/** True for a piece of work to be done, at a place where only content can tell. */
export function isWork({ tree, outline, path }: Doubtful): boolean {
  if (kindOf(tree, outline, path) !== "task-brief" || /(?:^|[/_-])(?:reports?|ai_docs|research)[/.]/.test(path))
    return false;
  if (isInSkill(path) && !/template/i.test(path)) return false;
  const { all, hard } = workSigns(outline);
  const pages = isAmongPages(path);
  const isOver = statusOf(outline, tree.frontMatter?.fields.get("status")?.value) === "done" || isDescription(outline);
  if (all > 2 && hard >= (isOver ? 3 : pages ? 1 : 0)) return true;
  if (isOver) return false;
  const first = outline.statements.find(({ kind }) => kind === "sentence");
  if (first && ASKS.test(first.text)) return true;
  // A plan may lie among pages for people: it begins with what is to be done.
  if (first && isOrder(first) && /(?:^|\/)(?:plans?|prds?|prps?|stories|epics)\//i.test(path)) return true;
  if (/(?:^|\/)task\.md$/i.test(path)) return isOrdering(outline, 2);
  return !pages && homeOf(path) === "work" && isOrdering(outline);
}

const ASKS =
  /^\W{0,4}(?:please\b|(?:i|we) (?:need|want|would like) (?:you )?to\b|(?:create|implement|build|write|refactor|migrate) (?:an?|the)\b)/i;

/** True for a page of rules that an agent reads: it says for which files, or most of it are orders and prohibitions. */
export function isRule({ tree, outline, path }: Doubtful): boolean {
  if (hasRuleKeys(tree.frontMatter)) return true;
  if (isAmongPages(path) || isInSkill(path) || isTitled(tree)) return false;
  if (outline.sections.some(({ label }) => LINTER.test(label))) return false;
  const prose = outline.statements.filter(({ kind }) => kind === "sentence");
  const rules = prose.filter((statement) => isOrder(statement) || RULE.test(statement.text)).length;
  return rules > 4 && rules * 3 > prose.length;
}

const RULE = /\b(?:ALWAYS|NEVER|MUST)\b|^\W{0,6}(?:always|never|prefer|avoid|do not|don['’]t|no)\b/i;
/** Sections of a page about a rule of a linter. */
const LINTER = /^(?:rule details|options|fail|pass|(?:in)?correct|(?:in)?valid|when not to use it|version)$/;

/** True for a skill of one file, among agents or with front matter, and for a checklist of a skill. The rest that lies around a skill is to look things up in, and often not even its own. */
export function isSkillPart({ tree, outline, path }: Doubtful): boolean {
  if (isTitled(tree) || kindOf(tree, outline, path) === "not-a-brief") return false;
  if (/(?:^|\/)skills\/[^/]+$/.test(path))
    return (
      /(?:^|\/)(?:\.[\w-]{2,20}|agents)\/skills\//.test(path) || tree.frontMatter?.fields.has("description") === true
    );
  if (!isInSkill(path)) return false;
  const { length: boxes } = outline.statements.filter(({ item }) => item === "checkbox");
  const { length: code } = outline.statements.filter(({ kind }) => kind === "code");
  return boxes > 2 && boxes > 2 * code;
}

/** True for knowledge that is written for agents: it says so, or names what only they use. */
export const isForAgents = ({ tree }: Doubtful): boolean =>
  /\b(?:AGENTS|CLAUDE|GEMINI)\.md\b|\bfor (?:the |ai |coding )?agents\b|\bAFK agents?\b|\bskills?\b.{0,40}\b(?:reads?|says?|should|must|use)\b/i.test(
    tree.text.slice(0, 6000),
  );

/** True for a procedure that speaks to an agent, by its name one that makes a document. */
export const isProcedureForAgents = ({ outline }: Doubtful): boolean => speaksToAgent(outline) && isProcedure(outline);

/** True when a fair part of the prose are orders, and at least as many as given. */
function isOrdering({ statements }: Outline, least = 3): boolean {
  const prose = statements.filter(({ kind }) => kind === "sentence");
  const orders = prose.filter(isOrder).length;
  return orders >= least && orders * 5 > prose.length;
}
