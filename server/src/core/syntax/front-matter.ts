// The block between `---` lines at the top of a Markdown file.
import type { Sourced, Span } from "../text.ts";
import { lineStop, nextLine } from "../text.ts";

/** The span covers both `---` lines, the line end of the second included. */
export interface FrontMatter extends Span {
  /** What stands between the two lines. */
  readonly body: Span;
  /**
   * The top-level keys, each with its value as written, quotes taken off, indented lines below it joined with spaces.
   * Read line by line and not as YAML: `argument-hint: [path] [mode]` and `description: Reviews: all` are not valid
   * YAML, yet what their authors mean is plain.
   */
  readonly fields: ReadonlyMap<string, Sourced<string>>;
  /** The `#` comments that have a line of their own. */
  readonly comments: readonly Sourced<string>[];
}

/** The front matter of a text, or undefined when it has none or its end is not typed yet. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  if (!/^---[ \t]{0,20}\r?\n/.test(text)) return undefined;
  const start = nextLine(text, 0);
  let close = start;
  while (
    close < text.length &&
    !/^---[ \t]{0,20}$/.test(text.slice(close, Math.min(lineStop(text, close), close + 24)))
  ) {
    close = nextLine(text, close);
  }
  if (close >= text.length) return undefined;
  const body = { start, end: close };
  return { start: 0, end: nextLine(text, close), body, ...readFields(text, body) };
}

function readFields(text: string, { start, end }: Span): Pick<FrontMatter, "fields" | "comments"> {
  const fields = new Map<string, Sourced<string>>();
  const comments: Sourced<string>[] = [];
  let open: { readonly key: string; readonly parts: string[]; empty: boolean; start: number; end: number } | undefined;
  const close = () => {
    if (open) fields.set(open.key, { value: unquoted(open.parts.join(" ")), start: open.start, end: open.end });
    open = undefined;
  };
  for (let line = start; line < end; line = nextLine(text, line)) {
    const stop = lineStop(text, line);
    const said = text.slice(line, stop);
    const key = /^([A-Za-z_][\w.-]{0,60}):(?=\s|$)/.exec(said)?.[1];
    const content = (key ? said.slice(key.length + 1) : said).trim();
    const from = line + said.indexOf(content, key ? key.length + 1 : 0);
    if (key) {
      close();
      const empty = content === "" || /^[|>][+-]?\d?$/.test(content);
      open = { key, parts: empty ? [] : [content], empty, start: from, end: from + content.length };
    } else if (content.startsWith("#") && !/^\s/.test(said)) {
      comments.push({ value: content.replace(/^#+/, "").trim(), start: from, end: from + content.length });
    } else if (open && content) {
      if (open.empty) open.start = from;
      open.empty = false;
      open.parts.push(content);
      open.end = from + content.length;
    }
  }
  close();
  return { fields, comments };
}

const unquoted = (value: string): string => {
  const said = value.trim();
  const quote = said[0];
  return said.length > 1 && (quote === '"' || quote === "'") && said.endsWith(quote) ? said.slice(1, -1) : said;
};
