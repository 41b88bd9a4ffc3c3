// Tells whether a tool that loads a brief can read its front matter.
import type { FrontMatterFault } from "../model.ts";
import { type FrontMatter, readFrontMatter } from "../syntax/front-matter.ts";
import { entries, root, type YamlTree } from "../syntax/yaml.ts";
import { lineEnd, lineStart, nextLine, type Sourced } from "../text.ts";
import type { Reading } from "./evidence.ts";
import { KEY } from "./front-matter-keys.ts";
import { complaints, repair } from "./front-matter-repair.ts";
import { yamlOf } from "./front-matter-yaml.ts";

/** Cursor reads the front matter of rules line by line: `globs: *.ts` is no YAML, and works (Cursor docs, "Rules"). */
const LENIENT: readonly string[] = ["cursor-rule", "cursor-command"];

/** VS Code's own parser knows no aliases: `applyTo: *.ts` is text for it (microsoft/vscode, `base/common/yaml.ts`). */
const WITHOUT_ALIASES: readonly string[] = ["copilot-instructions", "copilot-prompt"];

/** Keys with plain words behind them need no parser to be valid. */
const PLAIN = /^(?:[A-Za-z][\w-]{0,60}:(?: [\p{L}\p{N}(/.](?:[^:#\r\n]|:(?=\S)){0,2000})?\r?\n){1,200}$/u;

/** Why a tool gets nothing of the front matter; undefined when it gets all of it, or when there is none. */
export function readFrontMatterFault({ tree: { text }, dialect, frontMatter }: Reading): FrontMatterFault | undefined {
  if (LENIENT.includes(dialect)) return undefined;
  if (!frontMatter) return readLate(text);
  // Between two thematic breaks stands prose, now and then with a colon in it.
  const keys = [...frontMatter.fields.keys()];
  if (keys.length < 2 && !keys.some((key) => KEY.test(key)) && !isDense(text, frontMatter)) return undefined;
  const yaml = text.slice(frontMatter.body.start, frontMatter.body.end);
  const isPlain = PLAIN.test(yaml);
  if (isPlain && hasUniqueKeys(yaml)) return undefined;
  const [complaint] = WITHOUT_ALIASES.includes(dialect) ? yamlOf(yaml).errors : complaints(yaml);
  if (complaint || frontMatter.fields.size === 0) return syntaxFault(text, frontMatter, complaint ?? NO_KEY);
  return duplicateFault(text, frontMatter, yamlOf(yaml));
}

/** True when the first line would be one of a front matter, if a blank stood behind the colon. */
const isDense = (text: string, { body: { start } }: FrontMatter): boolean =>
  KEY.test(/^([A-Za-z][\w-]{0,60}):(?=[^\s:/\\])/.exec(text.slice(start, start + 80))?.[1] ?? "");

function hasUniqueKeys(yaml: string): boolean {
  const keys = yaml.match(/^[A-Za-z][\w-]{0,60}(?=:)/gm) ?? [];
  return new Set(keys).size === keys.length;
}

const NO_KEY: Sourced<string> = { value: "There is no key, only text.", start: 0, end: 0 };

function syntaxFault(text: string, frontMatter: FrontMatter, complaint: Sourced<string>): FrontMatterFault {
  const { key, span, edits, sure } = repair(text, frontMatter, complaint.start);
  const tolerated = isTolerated(text.slice(frontMatter.body.start, frontMatter.body.end));
  return { kind: "syntax", value: complaint.value, ...(key && { key }), ...span, tolerated, edits, sure };
}

/**
 * True when a tool that puts each value of one line in quotes and reads again gets all of it. Claude Code does so; Codex,
 * the Copilot CLI and `claude plugin validate` do not (anthropics/skills pull request 964, openai/codex's start-up
 * warning "invalid YAML").
 */
function isTolerated(yaml: string): boolean {
  const quoted = yaml.replace(
    /^([A-Za-z_][\w-]{0,60}):[ \t]{1,20}([^\s"'|>][^\r\n]{0,20000})$/gm,
    (_, key: string, value: string) => `${key}: "${value.replace(/["\\]/g, "\\$&")}"`,
  );
  return complaints(quoted).length === 0;
}

/** YAML 1.2 wants unique keys: js-yaml, `yaml` and serde_yaml refuse the text, PyYAML keeps the last. */
function duplicateFault(text: string, { body }: FrontMatter, tree: YamlTree): FrontMatterFault | undefined {
  const seen = new Map<string, number>();
  for (const { key } of entries(tree, root(tree))) {
    const start = body.start + key.start;
    const first = seen.get(key.value);
    if (first === undefined || lineStart(text, start) !== start) {
      seen.set(key.value, start);
      continue;
    }
    const edits = [{ start: first, end: endOfEntry(text, first, body.end), text: "" }];
    const same =
      text.slice(first, edits[0]?.end).trim() === text.slice(start, endOfEntry(text, start, body.end)).trim();
    const span = { start, end: body.start + key.end };
    return { kind: "duplicate", value: key.value, key: key.value, ...span, tolerated: true, edits, sure: same };
  }
  return undefined;
}

/** Behind the lines of a top-level entry: its own and the indented or empty ones below. */
function endOfEntry(text: string, start: number, limit: number): number {
  let end = nextLine(text, start);
  while (end < limit && /^(?:[ \t\r\n]|- )/.test(text.slice(end, end + 2))) end = nextLine(text, end);
  return end;
}

/** What people and models put before a front matter: a blank line, a comment, a heading, the fence of an answer. */
const BEFORE =
  /(?:[ \t]{0,40}\r?\n|<!--[^>]{0,2000}-->[ \t]{0,40}\r?\n|#{1,2} [^\r\n]{0,200}\r?\n|`{3,4}(?:markdown|md|yaml)?[ \t]{0,40}\r?\n)/y;
const MAX_BEFORE = 12;

function readBefore(text: string): string {
  BEFORE.lastIndex = 0;
  let end = 0;
  for (let pieces = 0; pieces < MAX_BEFORE && BEFORE.test(text); pieces++) end = BEFORE.lastIndex;
  return text.slice(0, end);
}

/** A front matter below the first line: every loader wants the text to begin with `---`. */
function readLate(text: string): FrontMatterFault | undefined {
  const before = readBefore(text);
  if (before === "") return undefined;
  const late = readFrontMatter(text.slice(before.length));
  // In a page, two thematic breaks may stand around a line with a colon.
  if (!late || ![...late.fields.keys()].some((key) => KEY.test(key))) return undefined;
  const start = before.length;
  const end = before.length + late.end;
  const isBlank = before.trim() === "";
  const isFenced = before.includes("```");
  const kept = isBlank ? "" : `${lineEnd(text)}${before.trimStart()}`;
  return {
    kind: "late",
    value: isBlank ? "blank lines" : isFenced ? "a code fence" : "a heading or a comment",
    start,
    end: start + 3,
    tolerated: false,
    edits: isFenced
      ? []
      : [
          { start: 0, end: start, text: "" },
          ...(kept === "" ? [] : [{ start: end, end, text: kept.replace(/\s{0,20}$/, lineEnd(text)) }]),
        ],
    sure: isBlank,
  };
}
