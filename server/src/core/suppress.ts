// Suppression comments: the same words in every comment syntax, read by the engine alone.
import type { Edit, Finding } from "./finding.ts";
import { Lines } from "./lines.ts";
import { lineEnd, lineStart, nextLine, type Sourced, type Span } from "./text.ts";

/** One `plumblint-disable…` comment. */
export interface Directive extends Span {
  readonly kind: "next-line" | "line" | "from-here" | "until-here" | "file";
  /** Rule ids as written; none means every rule. */
  readonly ids: readonly Sourced<string>[];
  /** The text after `--`, empty when there is none. */
  readonly reason: string;
}

/** A directive, or one id of it, that suppressed nothing, with the edits that take it away. */
export interface Idle extends Span {
  readonly id: string | undefined;
  readonly edits: readonly Edit[];
}

const DIRECTIVE =
  /^(?:#+|;+|\/{2,}|<!--)?\s{0,20}plumblint-(disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])/;
const KINDS = {
  "disable-next-line": "next-line",
  "disable-line": "line",
  "disable-file": "file",
  disable: "from-here",
  enable: "until-here",
} as const;

/** The directives among the comments of a document, in order. Each span covers a comment with its marks. */
export function readDirectives(text: string, comments: Iterable<Span>): Directive[] {
  const found: Directive[] = [];
  for (const { start, end } of comments) {
    const comment = text.slice(start, end).replace(/-->\s*$/, "");
    const [head, word] = DIRECTIVE.exec(comment) ?? [];
    if (!head || !word) continue;
    const rest = comment.slice(head.length);
    const dashes = rest.indexOf("--");
    const list = dashes < 0 ? rest : rest.slice(0, dashes);
    const ids = [...list.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => {
      const at = start + head.length + index;
      return { value: id, start: at, end: at + id.length };
    });
    const reason = dashes < 0 ? "" : rest.slice(dashes + 2).trim();
    found.push({ kind: KINDS[word as keyof typeof KINDS], ids, reason, start, end });
  }
  return found;
}

/**
 * Marks what the directives silence. Returns all findings, silenced ones with `suppressed`, and the directives that
 * silenced nothing. `isOff` tells rules that are switched off: a comment about such a rule is not held against anyone.
 */
export function suppress(
  text: string,
  findings: readonly Finding[],
  directives: readonly Directive[],
  isOff: (rule: string) => boolean,
): { readonly findings: Finding[]; readonly idle: Idle[] } {
  if (directives.length === 0) return { findings: [...findings], idle: [] };
  const lines = new Lines(text);
  const used = new Set<Sourced<string> | Directive>();
  const marked = findings.map((finding) => {
    for (const directive of directives) {
      if (!reaches(directive, finding, directives, lines)) continue;
      const id = directive.ids.find(({ value }) => value === finding.rule);
      if (!id && directive.ids.length > 0) continue;
      used.add(id ?? directive);
      const { start, end } = directive;
      return { ...finding, suppressed: { value: directive.reason, start, end } };
    }
    return finding;
  });
  const idle = directives
    .filter(({ kind }) => kind !== "until-here")
    .flatMap((directive) => idleIn(text, directive, used, isOff));
  return { findings: marked, idle };
}

function reaches(directive: Directive, { start }: Finding, all: readonly Directive[], lines: Lines): boolean {
  const line = lines.position(start).line;
  switch (directive.kind) {
    case "file":
      return true;
    case "line":
      return lines.position(directive.start).line === line;
    case "next-line":
      return lines.position(directive.end).line + 1 === line;
    case "from-here":
      return directive.start <= start && !all.some((other) => ends(other, directive) && other.start <= start);
    case "until-here":
      return false;
  }
}

/** An `enable` without ids ends every `disable` before it; one with ids ends those that name one of them, or name none. */
function ends(enable: Directive, disable: Directive): boolean {
  if (enable.kind !== "until-here" || enable.start < disable.start) return false;
  if (enable.ids.length === 0 || disable.ids.length === 0) return true;
  return disable.ids.some(({ value }) => enable.ids.some((id) => id.value === value));
}

function idleIn(
  text: string,
  directive: Directive,
  used: ReadonlySet<unknown>,
  isOff: (rule: string) => boolean,
): Idle[] {
  const { start, end, ids } = directive;
  const comment = { start, end, edits: [{ ...withItsLine(text, directive), text: "" }] };
  if (ids.length === 0) return used.has(directive) ? [] : [{ ...comment, id: undefined }];
  const idle = ids.filter((id) => !used.has(id) && !isOff(id.value));
  if (idle.length === ids.length) return [{ ...comment, id: ids.map(({ value }) => value).join(", ") }];
  return idle.map((id) => ({ ...id, id: id.value, edits: [{ ...withItsComma(id, ids), text: "" }] }));
}

/** The comment, and its whole line when nothing else stands there; else the blanks before it go too. */
function withItsLine(text: string, { start, end }: Span): Span {
  const from = lineStart(text, start);
  const to = nextLine(text, Math.max(start, end - 1));
  if (!text.slice(from, start).trim() && !text.slice(end, to).trim()) return { start: from, end: to };
  return { start: start - (/[ \t]{0,200}$/.exec(text.slice(from, start))?.[0].length ?? 0), end };
}

function withItsComma(id: Span, all: readonly Span[]): Span {
  const next = all[all.indexOf(id) + 1];
  if (next) return { start: id.start, end: next.start };
  const before = all[all.indexOf(id) - 1];
  return { start: before?.end ?? id.start, end: id.end };
}

/**
 * The edit that silences a rule on the line of a finding: a comment of its own on the line above, at the same
 * indentation. Undefined where such a line would break the text (a shell line that goes on), or become part of it (a
 * brief in a string, unless the finding stands at the string's key).
 */
export function suppressionEdit(text: string, finding: Finding, syntax: keyof typeof COMMENTS): Edit | undefined {
  const at = lineStart(text, finding.start);
  const above = text.slice(lineStart(text, at - 1), at).trimEnd();
  if (at > 0 && above.endsWith("\\")) return undefined;
  const isInString = finding.family === "brief" && syntax !== "markdown";
  if (isInString && !/^["']?[ \t]{0,20}[:=]/.test(text.slice(finding.end, finding.end + 30))) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(at, finding.start))?.[0] ?? "";
  const comment = COMMENTS[syntax](`plumblint-disable-next-line ${finding.rule} -- `, text);
  return { start: at, end: at, text: `${indent}${comment}${lineEnd(text)}` };
}

const COMMENTS = {
  ini: (words: string) => `# ${words.trimEnd()}`,
  markdown: (words: string) => `<!-- ${words}-->`,
  prisma: (words: string) => `// ${words.trimEnd()}`,
  // Python imports without braces and ends no line with a semicolon.
  source: (words: string, text: string) =>
    `${/^import\b.{0,300}["'];?$|^\}\s{0,5}from |;$/m.test(text) ? "//" : "#"} ${words.trimEnd()}`,
  toml: (words: string) => `# ${words.trimEnd()}`,
  yaml: (words: string) => `# ${words.trimEnd()}`,
};
