// Reads what a caller may pass to a brief, and what the brief does with it.
import type { Edit } from "../finding.ts";
import type { Parameter } from "../model.ts";
import { lineEnd, type Span } from "../text.ts";
import { type Declaration, readDeclarations } from "./declarations.ts";
import type { Reading } from "./evidence.ts";
import type { Statement } from "./outline.ts";

/**
 * What a tool does with arguments that the text does not place. Claude Code, its plugins and OpenCode append them as
 * `ARGUMENTS: …`, unless some placeholder took one (Claude Code docs, "Skills"); Codex drops them (its issue 9239). In
 * the other tools the text of the call goes along in any case.
 */
const TOOLS: Readonly<Record<string, "appends" | "drops">> = {
  "claude-command": "appends",
  skill: "appends",
  "codex-prompt": "drops",
};

/** The arguments that a brief declares, each with its use. */
export function readParameters(reading: Reading): Parameter[] {
  const tool = TOOLS[reading.dialect];
  if (!tool) return [];
  const declared = readDeclarations(reading);
  if (declared.length === 0) return [];
  const uses = readUses(reading);
  // Another file, or another command, may be the one that uses them; `$ARGUMENTS` hands all of them over.
  if (uses.all || uses.delegates)
    return declared.map((declaration) => known(declaration, uses.all ?? declaration.name));
  const lost = tool === "drops" || uses.positions.size > 0 || uses.names.size > 0;
  const hints = declared.filter(({ source }) => source === "hint");
  return declared.map((declaration) => {
    const { name, source } = declaration;
    // Claude Code counts from 0, and many authors from 1: only the number of positions tells.
    const placed =
      source === "hint"
        ? hints.indexOf(declaration) < uses.positions.size
        : source === "named" &&
          (uses.names.has(name.value) || hints.length + declared.indexOf(declaration) < uses.positions.size);
    const used = placed ? name : mentionOf(name.value, reading);
    if (used) return known(declaration, used);
    return { name, declared: name, otherwise: lost ? "lost" : "appended", repairs: repairs(reading, declaration) };
  });
}

const known = ({ name }: Declaration, { start, end }: Span): Parameter => ({
  name,
  declared: name,
  used: { start, end },
  otherwise: "appended",
  repairs: [],
});

interface Uses {
  readonly all: Span | undefined;
  readonly positions: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly delegates: boolean;
}

function readUses({ outline: { statements } }: Reading): Uses {
  const positions = new Set<string>();
  const names = new Set<string>();
  const all = statements.find(({ text }) => /(?<!\\)\$ARGUMENTS\b(?!\[)|\{ARGS\}|\$@/.test(text));
  for (const { text, kind } of statements) {
    for (const [, position = ""] of text.matchAll(/(?<!\\)\$ARGUMENTS\[(\d{1,2})\]/g)) positions.add(position);
    for (const [, name = ""] of text.matchAll(/(?<![\\\w$])\$([a-z][\w-]{0,60})/g)) names.add(name);
    // In scripts of other languages the same sign means something else.
    if (kind === "code" || /\b(?:awk|sed|perl|regex|sql)\b/i.test(text)) continue;
    for (const [, position = ""] of text.matchAll(/(?<![\\\w$])\$(\d)(?![\d.,]|[kKmMbB%]\b)/g)) positions.add(position);
  }
  const delegates = statements.some(({ text }) => /(?:^|\s)@[~.]{0,2}\/?[\w./{}$-]{2,200}\.md\b/.test(text));
  return { all, positions, names, delegates };
}

const GENERIC =
  /\b(?:arguments?|args|parameters?|the (?:user's )?(?:input|request|prompt)|(?:given|provided|passed|specified|supplied) (?:\w+ ){0,2}(?:file|path|name|id|value|input|text|url)|user (?:provides|specifies|input))\b|引数|入力|参数|參數|输入|인자|인수|입력|指定|аргумент/i;

/** Where the text speaks of a parameter in words. */
function mentionOf(name: string, { outline: { statements, sections } }: Reading): Span | undefined {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]{3,}|\p{Lo}{2}/gu) ?? [];
  const stems = words.map((word) => (word.length > 5 ? word.slice(0, -1) : word));
  const says = (text: string) => GENERIC.test(text) || stems.some((stem) => text.toLowerCase().includes(stem));
  const isUsage = ({ text }: Statement) => text.includes(`<${name}>`) && /^`?\//.test(text);
  const found = statements.find((statement) => !isUsage(statement) && says(statement.text));
  return found ?? sections.find(({ label, level }) => level > 1 && says(label))?.title;
}

/** A line that uses it behind the first paragraph, or a front matter without it. */
function repairs(
  { tree: { text }, outline: { statements } }: Reading,
  { name, source, removal }: Declaration,
): Parameter["repairs"] {
  const first = statements.find(({ kind }) => kind === "sentence");
  const end = lineEnd(text);
  const at = first && endOfParagraph(text, first.end);
  const line = source === "named" ? `${name.value}: $${name.value}` : "Arguments: $ARGUMENTS";
  const use: Edit[] = at === undefined ? [] : [{ start: at, end: at, text: `${end}${end}${line}` }];
  return [
    ...(use.length > 0 ? [{ title: `Use "${name.value}" in the text`, edits: use }] : []),
    ...(removal.length > 0 ? [{ title: `Remove "${name.value}" from the front matter`, edits: removal }] : []),
  ];
}

function endOfParagraph(text: string, from: number): number {
  const blank = /\r?\n[ \t]{0,20}(?:\r?\n|$)/g;
  blank.lastIndex = from;
  return blank.exec(text)?.index ?? text.trimEnd().length;
}
