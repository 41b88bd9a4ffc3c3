// What a hover says, as Markdown.
import { PARTS } from "../brief/explain.ts";
import type { Finding } from "../finding.ts";
import type { Result } from "../lint.ts";
import type { Brief, BriefSection, ContractPart } from "../model.ts";
import { pageOf } from "../product.ts";
import { allRules } from "../rules/all.ts";
import type { SourceFile, Span } from "../text.ts";
import { frontMatterAt } from "./front-matter.ts";
import { KEYS } from "./keys/index.ts";
import { escaped } from "./markdown.ts";
import { aboutNode } from "./nodes.ts";

/** Help about a place. */
export interface Help extends Span {
  /** Safe: what comes from the file is escaped, and there are no commands in it. */
  readonly markdown: string;
}

/** What the surface that shows the help knows and the core does not. */
export interface HelpContext {
  /** A link to an offset, with the words that it shows. */
  readonly linkTo: (offset: number) => string;
  /** True when the editor itself explains the keys of the front matter. */
  readonly knowsKeys: boolean;
}

/** What there is to say about the place at an offset: its findings, its section, its node, its key. */
export function hoverAt(file: SourceFile, result: Result, offset: number, context: HelpContext): Help | undefined {
  const touches = ({ start, end }: Span) => start <= offset && offset <= end;
  const findings = result.findings.filter((finding) => !finding.suppressed && touches(finding));
  const briefs = result.models.filter((model) => model.family === "brief");
  const said: Help[] = unique(findings).map((finding) => ({ ...spanOf(finding), markdown: aboutRule(finding) }));
  for (const brief of briefs) {
    if (brief.kind === "context" || brief.kind === "not-a-brief") continue;
    const section = brief.sections.find(({ part, title }) => part && touches(title));
    if (section?.part) said.push(aboutSection(brief, section, section.part, context));
  }
  for (const model of result.models) {
    const node = model.family === "workflow" ? model.nodes.find(({ name }) => touches(name)) : undefined;
    if (model.family !== "workflow" || !node) continue;
    said.push({ ...spanOf(node.name), markdown: aboutNode(file, model, node, context.linkTo) });
  }
  const key = context.knowsKeys || briefs.length === 0 ? undefined : keyAt(file.text, result.dialect, offset);
  if (key) said.push(key);
  const [first] = said;
  return first && { ...spanOf(first), markdown: said.map(({ markdown }) => markdown).join("\n\n---\n\n") };
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** One finding of each rule: what a rule is about need not be said twice. */
const unique = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    ({ rule, notes }, index) => notes.length > 0 || findings.findIndex((each) => each.rule === rule) === index,
  );

/** Why the rule is there, and how it came to this finding. The editor shows the message itself. */
function aboutRule({ rule, notes }: Finding): string {
  const meta = allRules.get(rule)?.meta;
  const [why = ""] = meta?.why.trim().split(/\n\s*\n/) ?? [];
  const parts = [`**${meta?.title ?? rule}**`, why.replace(/\s*\n\s*/g, " ")];
  if (notes.length > 0) parts.push(notes.map((note) => `- ${escaped(note)}`).join("\n"));
  return [...parts, `[More about ${rule}](${pageOf(rule)})`].filter(Boolean).join("\n\n");
}

function aboutSection(brief: Brief, { title }: BriefSection, part: ContractPart, { linkTo }: HelpContext): Help {
  const { name, purpose, counts, not } = PARTS[part];
  const rules = [`- Counts: ${counts}`, `- Does not count: ${not}`].join("\n");
  const stated = (Object.keys(PARTS) as ContractPart[]).map((each) => {
    const { value, start, end } = brief.contract[each] ?? { value: "", start: 0, end: 0 };
    const label = PARTS[each].name;
    if (!value) return `- ${label}: not stated`;
    return end > start ? `- ${label}: ${linkTo(start)}, “${escaped(value)}”` : `- ${label}: ${escaped(value)}`;
  });
  const markdown = [`**${name}**: ${purpose}`, rules, ["In this brief:", "", ...stated].join("\n")];
  return { ...spanOf(title), markdown: markdown.join("\n\n") };
}

function keyAt(text: string, dialect: string | undefined, offset: number): Help | undefined {
  const place = dialect === undefined ? undefined : frontMatterAt(text, offset);
  const family = KEYS[dialect ?? ""];
  const [name, span] = [...(place?.keys ?? [])].find(([, { start, end }]) => start <= offset && offset <= end) ?? [];
  const markdown = family && name !== undefined && aboutKey(family, name);
  return markdown && span ? { ...span, markdown } : undefined;
}

/** What a key means to the tool that reads the file; undefined when that is not known. */
export function aboutKey({ tool, keys }: (typeof KEYS)[string], name: string): string | undefined {
  const key = keys.find((each) => each.name === name);
  if (!key) return undefined;
  const { meaning, type, otherwise, required, values, open } = key;
  const facts = [
    `Type: ${type}`,
    ...(values && values.join() !== "true,false"
      ? [`values: ${values.map((value) => `\`${value}\``).join(", ")}${open ? ", and others" : ""}`]
      : []),
    ...(required ? ["required"] : otherwise ? [`default: ${escaped(otherwise)}`] : []),
  ];
  return `**${name}** (${tool})\n\n${escaped(meaning)}\n\n${facts.join("; ")}.`;
}
