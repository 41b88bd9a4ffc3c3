// From a Markdown tree to the model of a brief: the one way for every dialect that is written in Markdown.
import type { Asked } from "../dialect.ts";
import type { Brief, BriefKind } from "../model.ts";
import type { MarkdownTree } from "../syntax/markdown.ts";
import type { Sourced, SourceFile } from "../text.ts";
import { lineStop } from "../text.ts";
import { readContract } from "./contract.ts";
import { findJoin, readCrews } from "./crews.ts";
import { readCriteria } from "./criteria.ts";
import { readEmptySections } from "./empty-sections.ts";
import { isPlaceholder, type Reading } from "./evidence.ts";
import { readFrontMatterFault } from "./front-matter-fault.ts";
import { isInvoked, kindAmongBriefs, kindOf } from "./kind.ts";
import { languageOf } from "./language.ts";
import { inEnglish, wordsOf } from "./languages/words.ts";
import { type Outline, readOutline, type Section, translated } from "./outline.ts";
import { readParameters } from "./parameters.ts";
import { isPage } from "./place.ts";
import { isUnplanned } from "./plan.ts";
import { readReferences } from "./references.ts";
import { readSections } from "./sections.ts";
import { readScaffold } from "./style.ts";
import { readSubtasks } from "./subtasks.ts";

interface Wanted {
  readonly dialect: string;
  /** What the dialect's files are; `by content` decides for folders that hold anything. */
  readonly kind: BriefKind | "by content";
  /** What the configuration asks for. */
  readonly asked?: Asked | undefined;
}

/** Lowers a document. */
export function lowerBrief(tree: MarkdownTree, { path, text }: SourceFile, { dialect, kind, asked }: Wanted): Brief {
  const english = readOutline(tree);
  const language = languageOf(english);
  const words = wordsOf(language);
  const outline = words ? translated(english, (label) => inEnglish(label, words)) : english;
  const decision = decided(tree, outline, path, kind, asked);
  const name = nameOf(path);
  const reading: Reading = {
    tree,
    outline,
    path,
    dialect,
    language,
    words,
    frontMatter: tree.frontMatter,
    kind: decision,
    name,
    context: [dialect, language, decision, name].join("\n"),
  };
  const title = titleOf(tree, path);
  const fault = readFrontMatterFault(reading);
  const subtasks = readSubtasks(reading);
  const join = subtasks.some(({ parallel }) => parallel) ? findJoin(outline) : undefined;
  return {
    family: "brief",
    dialect,
    start: 0,
    end: text.length,
    kind: reading.kind,
    title,
    sentences: outline.statements.filter((statement) => statement.kind === "sentence" && !isPlaceholder(statement))
      .length,
    ...readContract(reading),
    emptySections: readEmptySections(reading),
    criteria: readCriteria(reading),
    parameters: readParameters(reading),
    references: readReferences(reading),
    subtasks,
    ...(join && { join }),
    ...(fault && { frontMatterFault: fault }),
    unplanned: isUnplanned(reading, subtasks),
    procedural: reading.kind !== "skill" || (!/(?:^|\/)references\//.test(path) && isProcedural(reading)),
    crews: readCrews(outline, tree, title),
    sections: readSections(outline, text.length),
    scaffold: readScaffold(tree, outline, language),
  };
}

/** The content decides before the path, and the user before both. A page is a brief for who names that very file. */
function decided(
  tree: MarkdownTree,
  outline: Outline,
  path: string,
  kind: Wanted["kind"],
  asked: Wanted["asked"],
): BriefKind {
  const page = isPage(path) && !tree.frontMatter;
  if (kind !== "by content" && !page) {
    // Procedures with arguments are kept among agents and rules too.
    const mayBeCommand = kind === "agent-definition" || (kind === "context" && path.endsWith(".mdc"));
    return mayBeCommand && isInvoked(tree, outline, kind) ? "command" : kind;
  }
  if (asked === "by name" || (asked && !isPage(path))) return kindAmongBriefs(tree, outline);
  return kind === "by content" ? kindOf(tree, outline, path) : "not-a-brief";
}

/** The first heading of the first level, else the name in the front matter, else any heading, else the first line. */
function titleOf({ text, blocks, frontMatter }: MarkdownTree, path: string): Sourced<string> {
  const headings = blocks.filter((block) => block.kind === "heading" && block.text !== "");
  const name = frontMatter?.fields.get("name");
  const found =
    headings.find((block) => block.kind === "heading" && block.level === 1) ?? (name?.value ? undefined : headings[0]);
  if (found) return { value: plain(found.text), start: found.start, end: found.end };
  if (name?.value) return name;
  const first = blocks.find((block) => block.kind !== "tag") ?? frontMatter?.body;
  if (!first || first.end <= first.start) return { value: nameOf(path), start: 0, end: 0 };
  const end = Math.min(first.end, lineStop(text, first.start));
  return {
    value: plain(text.slice(first.start, Math.min(end, first.start + 80))) || nameOf(path),
    start: first.start,
    end,
  };
}

const plain = (text: string): string => text.replace(/[*`]/g, "").replace(/\s+/g, " ").trim();

/** A skill is called by its folder, everything else by its file. */
function nameOf(path: string): string {
  const parts = path.split("/");
  const file = (parts.at(-1) ?? "").replace(/\..*$/, "");
  return file === "SKILL" ? (parts.at(-2) ?? file) : file;
}

/** A skill that takes arguments, is only for users, or has steps. Others are knowledge to look up. */
function isProcedural({
  outline,
  frontMatter,
}: {
  readonly outline: Outline;
  readonly frontMatter: Reading["frontMatter"];
}): boolean {
  if (frontMatter?.fields.get("argument-hint")?.value) return true;
  if (frontMatter?.fields.get("disable-model-invocation")?.value === "true") return true;
  if (frontMatter?.fields.get("context")?.value === "fork") return true;
  if (outline.statements.some(({ text }) => /\$ARGUMENTS\b/.test(text))) return true;
  // A procedure of its own stands at the top; deeper down it is one of the things that the skill knows about.
  const isTop = (section: Section | undefined) => section?.style !== "heading" || section.level <= 2;
  const phases = outline.sections.filter(
    (section) => isTop(section) && /^\W{0,6}(?:step|phase)\s\d/i.test(section.title.value),
  );
  if (phases.length > 1) return true;
  return outline.statements.some(
    ({ item, section }) => item === "number" && isTop(section) && STEPS.test(section?.label ?? ""),
  );
}

const STEPS = /^(?:.{0,40}\b)?(?:steps|workflow|instructions|process|procedure|how it works|tasks?)(?:\b.{0,20})?$/;
