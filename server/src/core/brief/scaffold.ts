// The text of the sections that quick-fixes and completions write. Every line is a default that a good author would keep.
import { fill, type Insertion, withStops } from "../edit.ts";
import type { Edit } from "../finding.ts";
import type { Brief, ContractPart, Scaffold } from "../model.ts";
import { WORDING } from "./wording/index.ts";

/** What of a brief decides the wording of its missing sections. */
export type Template = Pick<Brief, "kind" | "dialect"> & { readonly scaffold: Omit<Scaffold, "at"> };
/** A section that can be written: a part of the contract, or who coordinates the work. */
export type WrittenPart = ContractPart | "coordination";

/** The edits that write the given sections, in this order, in the style of the document. */
export function writeSections(
  template: Pick<Brief, "kind" | "dialect" | "scaffold">,
  parts: readonly WrittenPart[],
): Edit[] {
  const { scaffold } = template;
  const byPlace = new Map<number, WrittenPart[]>();
  for (const part of parts) {
    const start = scaffold.at[part].edits[0]?.start ?? 0;
    byPlace.set(start, [...(byPlace.get(start) ?? []), part]);
  }
  const gap = scaffold.style === "item" && scaffold.marker ? "\n" : "\n\n";
  return [...byPlace.values()].flatMap((together) => {
    const text = together.map((part) => marked(template, part)).join(gap);
    return together.slice(0, 1).flatMap((part) => fill(scaffold.at[part], insertion(text, scaffold)));
  });
}

/** A whole section in the style of the document, without a line end behind it. */
export const sectionText = (template: Template, part: WrittenPart): Insertion =>
  insertion(marked(template, part), template.scaffold);

/** What such a section begins with: `## Inputs`, `**Inputs**`, `<input>`. */
export function openingOf({ scaffold }: Template, part: WrittenPart): string {
  const { style, level, marker, label } = scaffold;
  const name = nameOf(scaffold, part);
  switch (style) {
    case "heading":
      return `${"#".repeat(level)} ${name}`;
    case "label":
      return `${label.before}${name}${label.after}`;
    case "tag":
      return `<${tagOf(scaffold, part)}>`;
    case "item":
      return `${marker}${label.before}${name}${label.after}`;
  }
}

/** What stands in a section that a quick-fix writes, with the line end of the document. `indent`: of its further lines. */
export const matterOf = (template: Template, part: WrittenPart, indent = ""): Insertion =>
  insertion(matter(template, part).join(`\n${indent}`), template.scaffold);

function nameOf({ language, sentenceCase }: Template["scaffold"], part: WrittenPart): string {
  const name = WORDING[language].names[part];
  return sentenceCase ? name.charAt(0) + name.slice(1).toLowerCase() : name;
}

function insertion(text: string, { lineEnd, indent = "" }: Template["scaffold"]): Insertion {
  const lines = text.split("\n").map((line, index) => (index > 0 && line ? indent + line : line));
  return withStops(lines.join(lineEnd));
}

const TAGS = {
  inputs: ["input"],
  outputs: ["output"],
  success: ["success", "criteria"],
  coordination: ["coordination"],
};

function tagOf({ tagCase }: Template["scaffold"], part: WrittenPart): string {
  const words = TAGS[part];
  if (tagCase !== "camelCase") return words.join(tagCase === "kebab-case" ? "-" : "_");
  return words.map((word, index) => (index > 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word)).join("");
}

/** A section with `⟨…⟩` around what the author will reword. */
function marked(template: Template, part: WrittenPart): string {
  const opening = openingOf(template, part);
  const lines = matter(template, part);
  switch (template.scaffold.style) {
    case "heading":
    case "label":
      return `${opening}\n\n${lines.join("\n")}`;
    case "tag":
      return `${opening}\n${lines.join("\n")}\n</${opening.slice(1)}`;
    case "item":
      return asItem(opening, lines, template.scaffold.marker);
  }
}

/** One line of text follows its label; several become a list below it. */
function asItem(opening: string, lines: readonly string[], marker: string): string {
  const isList = lines.every((line) => line.startsWith("- "));
  const gap = opening.endsWith("：") ? "" : " ";
  if (!isList || lines.length === 1) return `${opening}${gap}${lines.join(" ").replace(/^- /, "")}`;
  if (!marker) return `${opening}\n\n${lines.join("\n")}`;
  return [opening, ...lines.map((line) => `${" ".repeat(marker.length)}${marker}${line.slice(2)}`)].join("\n");
}

function matter(template: Template, part: WrittenPart): readonly string[] {
  const { language, check } = template.scaffold;
  const { outputs, success, coordination } = WORDING[language];
  const { kind, scaffold } = template;
  const reads = kind === "agent-definition" && scaffold.readsOnly;
  switch (part) {
    case "inputs":
      return inputs(template);
    case "outputs":
      return reads
        ? outputs.reader
        : outputs[kind === "agent-definition" ? "agent" : kind === "skill" ? "skill" : "task"];
    case "success": {
      if (template.dialect === "crewai") return success.crew;
      const proof = check ? success.check.replace("{check}", () => check) : success.tests;
      const second = kind === "agent-definition" || kind === "skill" ? success.cited : success.scope;
      return reads && !check ? [success.cited, success.covered] : [proof, second];
    }
    case "coordination":
      return coordination;
  }
}

/** Commands without a placeholder: what the user writes behind their name goes along with the text. */
const TRAILING: ReadonlySet<string> = new Set(["cursor-command", "windsurf-workflow", "agent-workflow"]);

function inputs({ kind, dialect, scaffold: { language, argument } }: Template): readonly string[] {
  const words = WORDING[language].inputs;
  const said = argument?.replace(/[⟨⟩]/g, "");
  const fillIn = (lines: readonly string[], otherwise: string) =>
    lines.map((line) => line.replace("{argument}", () => said ?? otherwise));
  if (kind === "agent-definition") return words.agent;
  if (dialect === "copilot-prompt") return fillIn(words.prompt, words.hint);
  if (dialect === "crewai") return words.crew;
  if (TRAILING.has(dialect)) return fillIn(words.trailing, words.argument);
  if (kind === "command" || (kind === "skill" && said)) {
    const lines = fillIn(words.command, words.argument);
    return dialect === "gemini-command" ? lines.map((line) => line.replaceAll("`$ARGUMENTS`", "{{args}}")) : lines;
  }
  return kind === "skill" ? words.skill : words.task;
}
