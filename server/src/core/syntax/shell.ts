// Reads shell scripts (sh, bash and their like) as far as a linter needs: which commands run, and under what control.
import type { Span } from "../text.ts";
import { type Operator, type Token, tokenize, type Word } from "./shell-tokens.ts";

/** A word of a command, without its quotes. */
export type { Word } from "./shell-tokens.ts";

/** A script as a flat list. Offsets are those of the script. */
export interface Script {
  /** In the order in which they end; one inside a substitution comes before the command around it. */
  readonly commands: readonly Command[];
  /** Names of the functions that the script defines. */
  readonly functions: ReadonlySet<string>;
}

/** One simple command: a program and its arguments. The span covers redirections too. */
export interface Command extends Span {
  readonly words: readonly Word[];
  /** The assignments before the program, or on their own. */
  readonly assignments: readonly Word[];
  /** What stands behind it: an operator, a line end, `)` of its group, or nothing. */
  readonly after: Operator;
  /** True in what `if`, `while` and `until` test, at any depth. */
  readonly condition: boolean;
  /** The loops around it, the innermost last. */
  readonly loops: readonly Loop[];
  /** The function that it is part of. */
  readonly routine: string | undefined;
  /** True when the script goes on while it runs. */
  readonly background: boolean;
  /** True when it has a line to itself and fits in it: such a line can be rewritten without regard to the rest. */
  readonly whole: boolean;
}

/** A loop around a command. */
export interface Loop {
  readonly kind: "for" | "while" | "until";
  /** The list of a `for … in`; undefined when there is none. */
  readonly items: readonly Word[] | undefined;
  /** True when it pauses somewhere: it waits for something, or tries again. */
  readonly sleeps: boolean;
  /** True when it may be left early: it tries until something works. */
  readonly breaks: boolean;
}

/**
 * Reads a script in time linear in its length. Never throws; of a script still being typed it returns what there is.
 * Comments, bodies of here-documents and quoted text hold no commands; substitutions do, also between double quotes.
 */
export function readShell(text: string): Script {
  const reader = new Reader();
  let previous: Token | undefined;
  for (const token of tokenize(text)) {
    reader.take(token, !previous || (previous.kind === "operator" && previous.text === "\n"));
    previous = token;
  }
  reader.end();
  for (const command of reader.commands) {
    if (command.whole) command.whole = !text.slice(command.start, command.end).includes("\n");
  }
  return { commands: reader.commands, functions: reader.functions };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What is known of the place where a command stands. */
interface Place {
  readonly condition: boolean;
  readonly loops: readonly Writable<Loop>[];
  readonly routine: string | undefined;
}

/** `if … fi`, `while … done`, `case … esac`, `{ … }` or `( … )`. */
interface Block {
  readonly kind: "if" | "loop" | "case" | "{" | "(";
  readonly around: Place;
  place: Place;
  /** Index of the first command of the list that this block is part of. */
  readonly list: number;
  /** The words of its head that come next: of a `for`, of a `case`, or a pattern of a `case`. */
  head: "items" | "subject" | "pattern" | undefined;
  readonly words: Word[];
}

/** A script, or the inside of a substitution. */
interface Frame {
  readonly place: Place;
  readonly blocks: Block[];
  /** Index of the first command of the list being read: what a `&` sends to the background. */
  list: number;
  draft: { first: boolean; start: number; end: number; words: Word[]; assignments: Word[] } | undefined;
  /** True right behind `done`: a loop in the background still runs its turns one after another. */
  afterLoop: boolean;
}

const ASSIGNMENT = /^[A-Za-z_]\w{0,100}(?:\[[^\]]{0,100}\])?\+?=/;
const NOWHERE: Place = { condition: false, loops: [], routine: undefined };
// Deeper blocks are read as if they were not there.
const MAX_BLOCKS = 100;

class Reader {
  readonly commands: Writable<Command>[] = [];
  readonly functions = new Set<string>();
  readonly #frames: [Frame, ...Frame[]] = [newFrame(NOWHERE, 0)];
  /** After `name()` or `function name`: the function whose body comes next. */
  #routine: string | undefined;
  /** What a function definition still lacks: its name after `function`, or the rest of its `()`. */
  #missing: "name" | "(" | ")" | undefined;

  /** Reads a token. `first`: it is the first one of its line. */
  take(token: Token, first: boolean): void {
    const { draft } = this.#frame;
    switch (token.kind) {
      case "enter":
        this.#frames.push(newFrame(this.#place, this.commands.length));
        break;
      case "leave":
        this.#finish("");
        if (this.#frames.length > 1) this.#frames.pop();
        break;
      case "redirection":
        if (draft) draft.end = token.end;
        break;
      case "operator":
        this.#operator(token.text);
        break;
      case "word":
        this.#word(token, first);
        break;
    }
  }

  end(): void {
    this.#finish("");
  }

  get #frame(): Frame {
    return this.#frames.at(-1) ?? this.#frames[0];
  }

  get #place(): Place {
    return this.#frame.blocks.at(-1)?.place ?? this.#frame.place;
  }

  #operator(text: Operator | "("): void {
    const block = this.#frame.blocks.at(-1);
    const missing = this.#missing;
    this.#missing = missing === "(" && text === "(" ? ")" : undefined;
    if (missing === text) return;
    if (block?.head === "items" && text !== "(" && text !== ")") this.#endItems(block);
    if (block?.head === "pattern") {
      if (text === ")") block.head = undefined;
    } else if (text === "(") {
      if (this.#frame.draft) this.#nameRoutine();
      else this.#open("(");
    } else if (text === ")") {
      this.#finish(")");
      this.#close("(");
    } else {
      this.#finish(text);
      if (block?.kind === "case" && text.startsWith(";") && text !== ";") block.head = "pattern";
    }
  }

  /** A word directly before `(` names a function, if it is all there is. */
  #nameRoutine(): void {
    const { draft } = this.#frame;
    const [word] = draft?.words ?? [];
    this.#frame.draft = undefined;
    if (!word || draft?.words.length !== 1) return;
    this.#define(word.text);
    this.#missing = ")";
  }

  #define(name: string): void {
    this.functions.add(name);
    this.#routine = name;
  }

  #word(word: Word, first: boolean): void {
    const frame = this.#frame;
    const missing = this.#missing;
    this.#missing = missing === "name" ? "(" : undefined;
    if (missing === "name") {
      this.#define(word.text);
    } else if (frame.blocks.at(-1)?.head) {
      this.#headWord(word);
    } else if (frame.draft) {
      frame.draft.end = word.end;
      const isAssignment = frame.draft.words.length === 0 && ASSIGNMENT.test(word.text);
      (isAssignment ? frame.draft.assignments : frame.draft.words).push(word);
    } else if (word.quoted || !this.#keyword(word.text)) {
      const isAssignment = ASSIGNMENT.test(word.text);
      const { start, end } = word;
      frame.draft = { first, start, end, words: isAssignment ? [] : [word], assignments: isAssignment ? [word] : [] };
    }
  }

  #headWord(word: Word): void {
    const block = this.#frame.blocks.at(-1);
    if (block?.head === "pattern") {
      if (word.text === "esac") this.#close("case");
    } else if (block?.head === "subject") {
      if (word.text === "in") block.head = "pattern";
    } else if (block && word.text === "do") {
      this.#endItems(block);
    } else {
      block?.words.push(word);
    }
  }

  #endItems(block: Block): void {
    block.head = undefined;
    const loop = block.place.loops.at(-1);
    if (loop && block.words[1]?.text === "in") loop.items = block.words.slice(2);
  }

  /** Takes a reserved word where a command may begin; false when the word is none. */
  #keyword(text: string): boolean {
    const block = this.#frame.blocks.at(-1);
    switch (text) {
      case "if":
        this.#open("if", { condition: true });
        return true;
      case "while":
      case "until":
        this.#openLoop(text).condition = true;
        return true;
      case "for":
      case "select":
        this.#openLoop("for", "items");
        return true;
      case "case":
        this.#open("case", {}, "subject");
        return true;
      case "then":
      case "else":
      case "do":
        if (block) block.place = { ...block.place, condition: block.around.condition };
        return true;
      case "elif":
        if (block) block.place = { ...block.place, condition: true };
        return true;
      case "function":
        this.#missing = "name";
        return true;
      case "{":
        this.#open("{");
        return true;
      default:
        if (ENDS.has(text)) this.#close(ENDS.get(text));
        return ENDS.has(text) || PREFIXES.has(text);
    }
  }

  #openLoop(kind: Loop["kind"], head?: "items"): Writable<Place> {
    const loop = { kind, items: undefined, sleeps: false, breaks: false };
    return this.#open("loop", { loops: [...this.#place.loops, loop] }, head);
  }

  #open(kind: Block["kind"], change: Partial<Place> = {}, head?: Block["head"]): Writable<Place> {
    const frame = this.#frame;
    const around = this.#place;
    const place = { ...around, ...change };
    if (this.#routine !== undefined) place.routine = this.#routine;
    this.#routine = undefined;
    if (frame.blocks.length < MAX_BLOCKS) frame.blocks.push({ kind, around, place, list: frame.list, head, words: [] });
    frame.list = this.commands.length;
    return place;
  }

  /** Closes the innermost block of a kind, and what is still open inside it. */
  #close(kind: Block["kind"] | undefined): void {
    const { blocks } = this.#frame;
    const index = blocks.findLastIndex((block) => block.kind === kind);
    const block = blocks[index];
    if (!block) return;
    blocks.length = index;
    this.#frame.list = block.list;
    this.#frame.afterLoop = kind === "loop";
  }

  #finish(after: Operator): void {
    const frame = this.#frame;
    if (frame.draft) this.#add(frame.draft, after);
    if (after === "&" && !frame.afterLoop) {
      for (const command of this.commands.slice(frame.list)) command.background = true;
    }
    if (after === "&" || after === "\n" || after.startsWith(";")) frame.list = this.commands.length;
  }

  #add({ first, start, end, words, assignments }: NonNullable<Frame["draft"]>, after: Operator): void {
    const { condition, loops, routine } = this.#place;
    const innermost = loops.at(-1);
    if (words[0]?.text === "sleep") for (const loop of loops) loop.sleeps = true;
    if (words[0]?.text === "break" && innermost) innermost.breaks = true;
    const whole = first && this.#frames.length === 1 && (after === "\n" || after === "");
    this.commands.push({
      start,
      end,
      words,
      assignments,
      after,
      condition,
      loops,
      routine,
      background: false,
      whole,
    });
    this.#frame.draft = undefined;
    this.#frame.afterLoop = false;
  }
}

const newFrame = (place: Place, list: number): Frame => ({
  place,
  blocks: [],
  list,
  draft: undefined,
  afterLoop: false,
});

const ENDS: ReadonlyMap<string, Block["kind"]> = new Map([
  ["fi", "if"],
  ["done", "loop"],
  ["esac", "case"],
  ["}", "{"],
]);
const PREFIXES: ReadonlySet<string> = new Set(["!", "time", "coproc"]);
