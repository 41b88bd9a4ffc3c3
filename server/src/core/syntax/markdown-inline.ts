// The few inline constructs of Markdown that matter here, read in one pass.
import type { Span } from "../text.ts";

/** `<name …>` or `</name>` outside code. */
export interface InlineTag extends Span {
  /** In lower case. */
  readonly name: string;
  readonly closing: boolean;
  /** True when only blanks and list or quote marks stand before it in its line. */
  readonly leads: boolean;
}

// A run of backticks, a comment, a tag, an escaped mark. Every repetition is bounded or of one class.
const TOKEN = /`+|<!--|<(\/?)([A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,300})?\/?>|\\[`<\\]/g;

/**
 * The tags and comments in the text of one paragraph or heading. Code spans hide what is in them. A comment that is not
 * closed is none.
 */
export function readInline(text: string): { readonly tags: InlineTag[]; readonly comments: Span[] } {
  const tags: InlineTag[] = [];
  const comments: Span[] = [];
  const runs = new Runs(text);
  let commentsClose = true;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [token, slash, name] = match;
    const start = match.index;
    if (token.startsWith("`")) {
      TOKEN.lastIndex = runs.endOfCode(start, token.length) ?? start + token.length;
    } else if (token === "<!--") {
      const close: number = commentsClose ? text.indexOf("-->", start + 2) : -1;
      commentsClose = close >= 0;
      if (close >= 0) {
        TOKEN.lastIndex = Math.max(start + 4, close + 3);
        comments.push({ start, end: TOKEN.lastIndex });
      }
    } else if (name) {
      const before = text.slice(text.lastIndexOf("\n", start) + 1, start);
      const leads = before.length < 200 && !/[^\s>]/.test(before);
      tags.push({ name: name.toLowerCase(), closing: slash === "/", leads, start, end: start + token.length });
    }
  }
  return { tags, comments };
}

/** Finds the end of a code span: the next run of exactly as many backticks. */
class Runs {
  readonly #ends = new Map<number, number[]>();
  readonly #seen = new Map<number, number>();

  constructor(text: string) {
    for (const { 0: run, index } of text.matchAll(/`+/g)) {
      const ends = this.#ends.get(run.length);
      if (ends) ends.push(index + run.length);
      else this.#ends.set(run.length, [index + run.length]);
    }
  }

  /** Starts must come in ascending order. */
  endOfCode(start: number, length: number): number | undefined {
    const ends = this.#ends.get(length) ?? [];
    let next = this.#seen.get(length) ?? 0;
    while ((ends[next] ?? Number.POSITIVE_INFINITY) <= start + length) next += 1;
    this.#seen.set(length, next);
    return ends[next];
  }
}
