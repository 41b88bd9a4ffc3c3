// Reads a document as a brief's reader does: sections with labels, and in them statements.
import type { MarkdownBlock, MarkdownTree } from "../syntax/markdown.ts";
import type { Sourced, Span } from "../text.ts";
import { sentences } from "./sentences.ts";

/**
 * A part of the document with a name: below a heading, a bold line or a line that ends with a colon, inside a tag, or
 * the matter of a list item that begins with a label.
 */
export interface Section {
  readonly style: "heading" | "label" | "tag" | "colon" | "item";
  /** Lower case, without numbers, emoji, marks, remarks in brackets and the colon. */
  readonly label: string;
  readonly title: Sourced<string>;
  /** Heading level, or list depth of an item. */
  readonly level: number;
  readonly parent: Section | undefined;
}

/** A sentence, a row of a table, or a block of code. */
export interface Statement extends Span {
  /** Blanks are single spaces, except in code. At most `MAX_STATEMENT` characters. */
  readonly text: string;
  readonly kind: "sentence" | "row" | "header" | "code";
  /** Marks of the list item that it begins; only its first sentence has them. */
  readonly item: "none" | "bullet" | "number" | "checkbox";
  readonly depth: number;
  readonly quoted: boolean;
  readonly section: Section | undefined;
  /** The sentence with a colon at its end that leads to this list, code or table. */
  readonly lead: string;
  /** `**Label:** …` or `Label: …` at the beginning of it, as in `Section.label`. */
  readonly label: string;
  /** The name of the language of code; the name of the first column of a row. */
  readonly info: string;
}

/** The sections and statements of a document, both in the order of the text. */
export interface Outline {
  readonly sections: readonly Section[];
  readonly statements: readonly Statement[];
}

/** Longer sentences are cut: nobody writes them, and every cue may look through what it is given. */
const MAX_STATEMENT = 1200;
const MAX_CODE = 8000;
// Sections are looked through from inside out for every statement; no honest document nests them this deep.
const MAX_OPEN = 40;

/** Reads the outline of a document. `translate` gives labels in another language an English one of the same meaning. */
export function readOutline(tree: MarkdownTree, translate: (label: string) => string = same): Outline {
  // Whether a text is a brief, and what it says, is asked of the same outline.
  const known = translate === same ? outlines.get(tree) : undefined;
  if (known) return known;
  const reader = new Reader(translate);
  for (const block of tree.blocks) reader.read(block);
  const outline = { sections: reader.sections, statements: reader.statements };
  if (translate === same) outlines.set(tree, outline);
  return outline;
}

const outlines = new WeakMap<MarkdownTree, Outline>();

const same = (label: string): string => label;

/** Lower case, without numbering, emoji, emphasis, remarks in brackets and a colon at the end. */
function normalised(label: string): string {
  return label
    .slice(0, 200)
    .toLowerCase()
    .replace(/[*_`"“”]/g, (mark) => (mark === "_" ? " " : ""))
    .replace(/\([^()]{0,100}\)|\[[^[\]]{0,100}\]/g, " ")
    .replace(/[^\p{L}\p{N}\s/&'’.,:+-]/gu, " ")
    .replace(/[\s:.-]{1,50}$/, "")
    .trim()
    .replace(
      /^[一二三四五六七八九十]{1,3}[、.．]\s{0,3}|^(?:(?:step|phase|part|section|stage)\s{1,3})?(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[a-z](?=[.)]))[.):]?\s{0,5}[-–—:.]?\s{0,5}(?=\p{L})/u,
      "",
    )
    .replace(/^[\s\p{P}]{1,20}/u, "")
    .replace(/\s{2,}/g, " ");
}

// `**Label**`, `**Label:**`, `__Label__`, alone or with text behind it.
const BOLD = /^(?:\*\*|__)([^*\n]{1,100}?)(?:\*\*|__)\s{0,3}([:：–—-]?)\s{0,3}/;
// In Chinese and Japanese no blank stands behind the colon.
const PLAIN =
  /^(?:([A-Z][\w/&' -]{1,40}|[\p{Lu}][\p{L}\p{N}/&' -]{1,40}):(?=\s|$)|([\p{L}][\p{L}\p{N}/&' -]{1,20})(?:：|(?<=\p{Lo}):\s))/u;
const CHECKBOX = /^\[[ xX]\]\s/;

class Reader {
  readonly sections: Section[] = [];
  readonly statements: Statement[] = [];
  #open: Section[] = [];
  #lead = "";
  #column = "";
  readonly #translate: (label: string) => string;

  constructor(translate: (label: string) => string) {
    this.#translate = translate;
  }

  read(block: MarkdownBlock): void {
    switch (block.kind) {
      case "heading":
        this.#close(({ style, level }) => style === "tag" || (style === "heading" && level < block.level));
        this.#push("heading", block.text, block, block.level);
        break;
      case "tag":
        this.#tag(block);
        break;
      case "code":
        this.#leaveItems(block.depth, false);
        this.#state({ ...place(block), text: block.text.slice(0, MAX_CODE), kind: "code", info: block.info });
        break;
      case "row":
        this.#leaveItems(block.depth, false);
        if (block.header) this.#column = block.cells[0]?.value ?? "";
        this.#state({
          ...place(block),
          text: squeezed(block.text),
          kind: block.header ? "header" : "row",
          info: this.#column,
        });
        break;
      case "item":
        this.#leaveItems(block.depth, true);
        this.#prose(block, block.ordered ? "number" : "bullet");
        break;
      case "paragraph":
        this.#leaveItems(block.depth, false);
        if (block.depth === 0) this.#close(({ style }) => style !== "colon");
        for (const part of atLabels(block)) this.#prose(part, "none");
        break;
    }
  }

  #prose(block: MarkdownBlock, mark: Statement["item"]): void {
    const checkbox = mark !== "none" && CHECKBOX.test(block.text);
    const skip = checkbox ? 4 : 0;
    const text = block.text.slice(skip);
    const bold = BOLD.exec(text);
    const alone = bold !== null && bold[0].length === text.length;
    const plain = PLAIN.exec(text);
    const label = bold?.[1] ?? plain?.[1] ?? plain?.[2] ?? "";
    if (mark === "none" && alone && !/[.!?]$/.test(label)) {
      this.#close(({ style }) => style === "heading" || style === "tag");
      this.#push("label", label, block, 0);
      this.#lead = "";
      return;
    }
    if (mark !== "none" && label) this.#push("item", label, block, block.depth);
    let first = true;
    let last = "";
    for (const { value, start, end } of sentences(text, block.start + skip)) {
      last = value;
      const item = first ? (checkbox ? "checkbox" : mark) : "none";
      this.#state({
        ...place(block),
        start,
        end,
        text: value.slice(0, MAX_STATEMENT),
        kind: "sentence",
        item,
        label: first ? this.#translate(normalised(label)) : "",
      });
      first = false;
    }
    if (!/[:：]\**$/.test(last)) {
      if (mark === "none") this.#lead = "";
      return;
    }
    this.#lead = last.slice(-300);
    if (mark === "none" && last.length <= 60) this.#push("colon", last, block, 0);
  }

  #state(statement: Partial<Statement> & Span & Pick<Statement, "text" | "kind" | "depth" | "quoted">): void {
    const leads = statement.kind !== "sentence" || (statement.item ?? "none") !== "none" || statement.depth > 0;
    this.statements.push({
      item: "none",
      label: "",
      info: "",
      section: this.#open.at(-1),
      lead: leads ? this.#lead : "",
      ...statement,
    });
  }

  #tag({ text, closing, start, end }: MarkdownBlock & { readonly kind: "tag" }): void {
    if (!closing) {
      this.#push("tag", text, { start, end }, 0);
      return;
    }
    const at = this.#open.findLastIndex(({ style, title }) => style === "tag" && title.value === text);
    if (at >= 0) this.#open = this.#open.slice(0, at);
    this.#lead = "";
  }

  #push(style: Section["style"], title: string, { start, end }: Span, level: number): void {
    const section = {
      style,
      label: this.#translate(normalised(title)),
      title: { value: title, start, end },
      level,
      parent: this.#open.at(-1),
    };
    if (this.#open.length < MAX_OPEN) this.#open.push(section);
    this.sections.push(section);
    if (style === "heading" || style === "tag") this.#lead = "";
  }

  /** Leaves the sections of list items that a block at this depth is no part of. */
  #leaveItems(depth: number, isItem: boolean): void {
    this.#close(({ style, level }) => style !== "item" || level < depth || (level === depth && !isItem && depth > 0));
  }

  /** Leaves the first open section that may not stay, and all inside it. */
  #close(stays: (section: Section) => boolean): void {
    const at = this.#open.findIndex((section) => !stays(section));
    if (at >= 0) this.#open = this.#open.slice(0, at);
  }
}

/** A paragraph divided before each `**Label:**` in it: authors write one a line and no blank line between. */
function atLabels(block: MarkdownBlock): MarkdownBlock[] {
  const starts = [...block.text.matchAll(/(?<=\S\s{1,9})(?=\*\*[^*\n]{1,60}(?::\*\*|\*\*:)\s)/g)].map(
    ({ index }) => index,
  );
  return [0, ...starts].map((from, index, all) => {
    const to = all[index + 1] ?? block.text.length;
    return { ...block, text: block.text.slice(from, to), start: block.start + from, end: block.start + to };
  });
}

const place = ({ start, end, depth, quoted }: MarkdownBlock) => ({ start, end, depth, quoted });
const squeezed = (text: string): string => text.slice(0, MAX_STATEMENT).replace(/\s+/g, " ");
