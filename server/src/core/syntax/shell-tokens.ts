// The words and operators of a shell script. Grammar: POSIX 2.3 (token recognition), with bash's `<(…)`, `[[`, `((`, arrays.
import type { Span } from "../text.ts";

/**
 * A piece of a script. `enter` and `leave` stand around the tokens of a substitution; the word that holds it follows.
 * `redirection` is an operator with its target.
 */
export type Token =
  | (Word & { readonly kind: "word" })
  | ({ readonly kind: "operator"; readonly text: Operator | "(" } & Span)
  | ({ readonly kind: "enter" | "leave" | "redirection" } & Span);

/** A word, its quotes and backslashes taken off. Expansions stand as written: `$HOME`, `${{ inputs.x }}`, `$(date)`. */
export interface Word extends Span {
  readonly text: string;
  readonly quoted: boolean;
}

/** What ends a command. */
export type Operator = (typeof OPERATORS)[number] | "\n" | ")" | "";

const OPERATORS = ["|&", "||", "|", "&&", "&", ";;&", ";;", ";&", ";"] as const;
const REDIRECTIONS = ["<<<", "<<-", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">", "&>>", "&>"] as const;
// Deeper than any script a person reads. Below it a substitution is plain text.
const MAX_DEPTH = 40;

/**
 * The tokens of a script, in one pass and in time linear in its length. Never throws; a quote that is still open runs to
 * the end. Comments and bodies of here-documents are left out. `${{ … }}`, which a CI platform fills in before the
 * shell starts, is part of a word, whatever it holds.
 */
export function tokenize(text: string): Token[] {
  const lexer = new Lexer(text);
  lexer.list(undefined, 0);
  return lexer.tokens;
}

/** What ends a substitution; undefined: the script itself, which ends with the text. */
type Stop = ")" | "`" | undefined;

class Lexer {
  readonly tokens: Token[] = [];
  readonly #text: string;
  #at = 0;
  /** Here-documents whose bodies begin at the next line. */
  #heredocs: { readonly end: string; readonly tabs: boolean }[] = [];
  /** False once no `}}` is left, so that nobody looks for one again. */
  #hasBraces = true;

  constructor(text: string) {
    this.#text = text;
  }

  list(stop: Stop, depth: number): void {
    let groups = 0;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      const ends = char === stop && groups === 0;
      if (ends) {
        this.#at += 1;
        return;
      }
      if (char === "(") groups += 1;
      if (char === ")" && groups > 0) groups -= 1;
      this.#token(char, stop, depth);
    }
  }

  #token(char: string, stop: Stop, depth: number): void {
    const operator = this.#startsWith(OPERATORS);
    const redirection = this.#startsWith(REDIRECTIONS);
    if (char === "\n") this.#newline();
    else if (/\s/.test(char)) this.#at += 1;
    else if (this.#continues()) this.#at = this.#lineEnd() + 1;
    else if (char === "#") this.#at = this.#lineEnd();
    else if (this.#text.startsWith("((", this.#at) && this.#skipsArithmetic()) return;
    else if (char === "(" || char === ")") this.#operator(char);
    else if (redirection && !this.#opensProcess()) this.#redirection(redirection, stop, depth);
    else if (operator) this.#operator(operator);
    else this.#word(stop, depth);
  }

  #operator(text: Operator | "("): void {
    this.tokens.push({ kind: "operator", text, start: this.#at, end: this.#at + text.length });
    this.#at += text.length;
  }

  #newline(): void {
    this.#operator("\n");
    for (const { end, tabs } of this.#heredocs) {
      while (this.#at < this.#text.length) {
        const line = this.#text.slice(this.#at, this.#lineEnd()).replace(/\r$/, "");
        this.#at = Math.min(this.#lineEnd() + 1, this.#text.length);
        if ((tabs ? line.replace(/^\t+/, "") : line) === end) break;
      }
    }
    this.#heredocs = [];
  }

  #redirection(operator: string, stop: Stop, depth: number): void {
    const start = this.#at;
    this.#at += operator.length;
    while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at += 1;
    const { text } = this.#readWord(stop, depth);
    if (text && (operator === "<<" || operator === "<<-")) this.#heredocs.push({ end: text, tabs: operator === "<<-" });
    this.tokens.push({ kind: "redirection", start, end: this.#at });
  }

  #word(stop: Stop, depth: number): void {
    const word = this.#readWord(stop, depth);
    const isDescriptor = /^\d{1,9}$/.test(word.text) && /[<>]/.test(this.#text[this.#at] ?? "");
    // A character that begins no word, as a stray backquote does, is skipped.
    if (word.end === word.start) this.#at += 1;
    else if (!isDescriptor) this.tokens.push({ kind: "word", ...word });
  }

  #readWord(stop: Stop, depth: number): Word {
    const start = this.#at;
    let text = "";
    let quoted = false;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      if (char === "(" && depth < MAX_DEPTH && /^[A-Za-z_]\w{0,100}\+?=$/.test(text)) text += this.#array(depth);
      else if (this.#endsWord(char, stop)) break;
      else if (char === "'" || char === '"') {
        quoted = true;
        text += char === "'" ? this.#singleQuoted() : this.#doubleQuoted(depth);
      } else if (char === "\\") {
        text += this.#text[this.#at + 1] ?? "";
        this.#at += 2;
      } else text += this.#piece(char, depth);
    }
    this.#at = Math.min(this.#at, this.#text.length);
    return { text, quoted, start, end: this.#at };
  }

  #endsWord(char: string, stop: Stop): boolean {
    if (char === "<" || char === ">") return !this.#opensProcess();
    return /[\s;&|()]/.test(char) || (char === "`" && stop === "`") || this.#continues();
  }

  /** One character, or the expansion or substitution that begins with it. */
  #piece(char: string, depth: number): string {
    const start = this.#at;
    if (char === "`") this.#substitution("`", 1, depth);
    else if (char === "<" || char === ">") this.#substitution(")", 2, depth);
    else if (char === "$") this.#expansion(depth);
    else this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #expansion(depth: number): void {
    const rest = this.#text.slice(this.#at, this.#at + 3);
    if (rest === "${{") this.#template();
    else if (rest.startsWith("${")) this.#parameter();
    else if (rest === "$((" && this.#skipsArithmetic()) return;
    else if (rest.startsWith("$(")) this.#substitution(")", 2, depth);
    else if (rest.startsWith("$'")) this.#escaped();
    else this.#at += 1;
  }

  #substitution(stop: ")" | "`", opening: number, depth: number): void {
    this.tokens.push({ kind: "enter", start: this.#at, end: this.#at + opening });
    this.#at += opening;
    if (depth < MAX_DEPTH) this.list(stop, depth + 1);
    this.tokens.push({ kind: "leave", start: this.#at, end: this.#at });
  }

  /** `${{ … }}`, over several lines if need be. */
  #template(): void {
    const end = this.#hasBraces ? this.#text.indexOf("}}", this.#at) : -1;
    this.#hasBraces = end >= 0;
    this.#at = end >= 0 ? end + 2 : this.#at + 3;
  }

  /** `${name}`, `${name:-other}`; one that is not closed in its line ends with the line. */
  #parameter(): void {
    let open = 0;
    for (const stop = this.#lineEnd(); this.#at < stop; this.#at += 1) {
      if (this.#text[this.#at] === "{") open += 1;
      if (this.#text[this.#at] === "}" && --open === 0) break;
    }
    if (this.#text[this.#at] === "}") this.#at += 1;
  }

  /** Goes behind `((…))` or `$((…))` in one line, where `<<` is no here-document; false when none ends here. */
  #skipsArithmetic(): boolean {
    const [line = ""] = this.#text.slice(this.#at, this.#at + 500).split("\n", 1);
    const end = line.indexOf("))");
    if (end >= 0) this.#at += end + 2;
    return end >= 0;
  }

  /** `$'…'` knows backslashes. */
  #escaped(): void {
    this.#at += 2;
    while (this.#at < this.#text.length && this.#text[this.#at] !== "'")
      this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
    this.#at += 1;
  }

  /** The value of `name=(…)`. */
  #array(depth: number): string {
    const start = this.#at;
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== ")") {
      const before = this.#at;
      if (this.#text[this.#at] === "#") this.#at = this.#lineEnd();
      else this.#readWord(undefined, depth + 1);
      if (this.#at === before) this.#at += 1;
    }
    this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #singleQuoted(): string {
    const start = this.#at + 1;
    const end = this.#text.indexOf("'", start);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return this.#text.slice(start, end < 0 ? this.#text.length : end);
  }

  #doubleQuoted(depth: number): string {
    let text = "";
    this.#at += 1;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      if (char === '"') break;
      if (char === "\\") {
        const next = this.#text[this.#at + 1] ?? "";
        text += '"\\$`'.includes(next) ? next : `\\${next}`;
        this.#at += 2;
      } else if (char === "$" && this.#text[this.#at + 1] !== "'") text += this.#piece(char, depth);
      else if (char === "`") text += this.#piece(char, depth);
      else {
        text += char;
        this.#at += 1;
      }
    }
    this.#at += 1;
    return text;
  }

  #startsWith<T extends string>(candidates: readonly T[]): T | undefined {
    return candidates.find((candidate) => this.#text.startsWith(candidate, this.#at));
  }

  #opensProcess = (): boolean => this.#text[this.#at + 1] === "(" && /[<>]/.test(this.#text[this.#at] ?? "");

  /** True at a backslash that joins this line to the next one. */
  #continues = (): boolean => /^\\\r?\n/.test(this.#text.slice(this.#at, this.#at + 3));

  #lineEnd(): number {
    const end = this.#text.indexOf("\n", this.#at);
    return end < 0 ? this.#text.length : end;
  }
}
