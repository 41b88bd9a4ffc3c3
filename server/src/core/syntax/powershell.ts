// Reads PowerShell scripts as far as a linter needs: which commands run, and under what control.
import type { Command, Loop, Script, Word } from "./shell.ts";

// Comments, here-strings, strings, templates of a CI platform, operators, words. What is never closed runs to the end.
const TOKEN =
  /<#[\s\S]*?(?:#>|$)|#[^\n]*|@(['"])[ \t\r]*\n[\s\S]*?(?:\n\1@|$)|'[^']*'?|"(?:[^"`]|`[\s\S])*"?|`\r?\n|\$\{\{[\s\S]*?(?:\}\}|$)|\|\||&&|[|;&(){}\n,]|(?:(?!\$\{\{)[^\s'"`|;&(){},]|`.)+/g;

/**
 * Reads a script in one pass. Never throws. The result has the shape of a shell script's, with these bounds: a command
 * begins wherever PowerShell allows one, also behind `=` and `(`; there are no functions, no background and no `whole`.
 */
export function readPowerShell(text: string): Script {
  const reader = new Reader();
  for (const { 0: token, index } of text.matchAll(TOKEN)) reader.take(token, index);
  reader.take("\n", text.length);
  return { commands: reader.commands, functions: new Set() };
}

type OpenLoop = { -readonly [K in keyof Loop]: Loop[K] };

interface Block {
  readonly bracket: "(" | "{";
  readonly loops: readonly OpenLoop[];
  readonly condition: boolean;
}

const LOOPS: ReadonlyMap<string, Loop["kind"]> = new Map([
  ["for", "for"],
  ["foreach", "for"],
  ["foreach-object", "for"],
  ["while", "while"],
  ["do", "while"],
]);
const CONDITIONS: ReadonlySet<string> = new Set(["if", "elseif", "while", "until"]);
const MAX_BLOCKS = 100;

class Reader {
  readonly commands: Command[] = [];
  #blocks: Block[] = [];
  #words: Word[] = [];
  /** The statement's keyword: it decides what its brackets mean. */
  #keyword = "";
  /** The loop whose head is read already and whose body comes next. */
  #loop: OpenLoop | undefined;

  take(token: string, start: number): void {
    if (token.startsWith("#") || token.startsWith("<#") || token.startsWith("`\n") || token.startsWith("`\r")) return;
    if (token === "(" || token === "{") this.#open(token);
    else if (token === ")" || token === "}") this.#close(token);
    else if (token === "=") this.#words = [];
    else if (/^(?:\|\|?|&&?|[;\n])$/.test(token)) this.#finish(token === "\n" || token === ";");
    else if (token !== ",") this.#word(token, start);
  }

  #word(token: string, start: number): void {
    const quoted = /^@?['"]/.test(token);
    const text = quoted ? token.replace(/^@?(['"])([\s\S]*?)(?:\1@?)?$/, "$2") : token;
    const name = text.toLowerCase();
    if (!quoted && this.#words.length === 0 && (LOOPS.has(name) || CONDITIONS.has(name))) {
      this.#keyword = name;
      const kind = LOOPS.get(name);
      if (kind) this.#loop = { kind, items: undefined, sleeps: false, breaks: false };
    } else {
      this.#words.push({ text, quoted, start, end: start + token.length });
    }
  }

  #open(bracket: Block["bracket"]): void {
    const around = this.#blocks.at(-1);
    const loops = around?.loops ?? [];
    const condition = (around?.condition ?? false) || (bracket === "(" && CONDITIONS.has(this.#keyword));
    const body = bracket === "{" ? this.#loop : undefined;
    if (body) this.#loop = undefined;
    this.#finish(bracket === "{");
    if (this.#blocks.length < MAX_BLOCKS) {
      this.#blocks.push({ bracket, condition, loops: body ? [...loops, body] : loops });
    }
  }

  #close(bracket: ")" | "}"): void {
    this.#finish(bracket === "}");
    const opening = bracket === ")" ? "(" : "{";
    const index = this.#blocks.findLastIndex((block) => block.bracket === opening);
    if (index >= 0) this.#blocks.length = index;
  }

  #finish(statement: boolean): void {
    const [first] = this.#words;
    const last = this.#words.at(-1);
    const { loops = [], condition = false } = this.#blocks.at(-1) ?? {};
    if (first && last) {
      const name = first.text.toLowerCase();
      if (name === "start-sleep" || name === "sleep") for (const loop of loops) loop.sleeps = true;
      const innermost = loops.at(-1);
      if (name === "break" && innermost) innermost.breaks = true;
      const control = { condition, loops, routine: undefined, background: false, whole: false };
      this.commands.push({
        words: this.#words,
        assignments: [],
        after: "\n",
        ...control,
        start: first.start,
        end: last.end,
      });
    }
    this.#words = [];
    if (statement) this.#keyword = "";
  }
}
