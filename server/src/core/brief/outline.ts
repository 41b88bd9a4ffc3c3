// Reads a document as a brief's reader does: sections with labels, and in them statements.

import { remembering } from "../memory.ts";
import type { MarkdownBlock, MarkdownTree } from "../syntax/markdown.ts";
import type { Sourced, Span } from "../text.ts";
import { MAX_SENTENCE, sentences } from "./sentences.ts";

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
  /** Stands for what the section and those around it say, whatever their offsets. */
  readonly said: Said;
}

/** Stands for words at a place of an outline: one and the same as long as they, and what leads to them, are the same. */
export interface Said {
  readonly id: number;
}

/** A sentence, a row of a table, or a block of code. */
export interface Statement extends Span {
  /** Blanks are single spaces, except in code. At most `MAX_SENTENCE` characters. */
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
  /** Stands for all of this but the offsets. */
  readonly said: Said;
}

/** The sections and statements of a document, both in the order of the text. */
export interface Outline {
  readonly sections: readonly Section[];
  readonly statements: readonly Statement[];
}

const MAX_CODE = 8000;
// Sections are looked through from inside out for every statement; no honest document nests them this deep.
const MAX_OPEN = 40;

/** Reads the outline of a document. Whether a text is a brief, and what it says, is asked of the same outline. */
export function readOutline(tree: MarkdownTree): Outline {
  const known = outlines.get(tree);
  if (known) return known;
  const reader = new Reader();
  for (const block of tree.blocks) reader.read(block);
  const outline = { sections: reader.sections, statements: reader.statements };
  outlines.set(tree, outline);
  return outline;
}

const outlines = new WeakMap<MarkdownTree, Outline>();

/** The outline with its labels in English; `translate` gives a label in another language one of the same meaning. */
export function translated({ sections, statements }: Outline, translate: (label: string) => string): Outline {
  const known = new Map<Section | undefined, Section>();
  for (const section of sections) {
    known.set(section, { ...section, label: translate(section.label), parent: known.get(section.parent) });
  }
  return {
    sections: [...known.values()],
    statements: statements.map((statement) => ({
      ...statement,
      label: translate(statement.label),
      section: known.get(statement.section),
    })),
  };
}

/** Lower case, without numbering, emoji, emphasis, remarks in brackets and a colon at the end. */
const normalised = remembering((label: string): string =>
  label
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
    .replace(/\s{2,}/g, " "),
);

// `**Label**`, `**Label:**`, `__Label__`, alone or with text behind it.
const BOLD = /^(?:\*\*|__)([^*\n]{1,100}?)(?:\*\*|__)\s{0,3}([:：–—-]?)\s{0,3}/;
// In Chinese and Japanese no blank stands behind the colon.
const PLAIN =
  /^(?:([A-Z][\w/&' -]{1,40}|[\p{Lu}][\p{L}\p{N}/&' -]{1,40}):(?=\s|$)|([\p{L}][\p{L}\p{N}/&' -]{1,20})(?:：|(?<=\p{Lo}):\s))/u;
const CHECKBOX = /^\[[ xX]\]\s/;

let ids = 0;
const idOf = remembering((): Said => ({ id: ++ids }));

/** Words wherever they stand, with where they stood last: mostly that is where they stand now. */
interface Words extends Said {
  last?: Pick<Statement, "kind" | "item" | "depth" | "quoted" | "info" | "said"> & {
    readonly section: Said | undefined;
    readonly lead: Said;
  };
}
const wordsOf = remembering((text: string): Words & { readonly text: string } => ({
  id: ++ids,
  text: text.slice(0, MAX_SENTENCE).replace(/\s+/g, " "),
}));

/** A paragraph or the first one of a list item, wherever it stands. */
interface Prose {
  /** The label that it begins with, as written, and as in `Section.label`. */
  readonly label: string;
  readonly meant: string;
  /** True when it is a label in bold and nothing else. */
  readonly alone: boolean;
  readonly said: readonly (Sourced<string> & { readonly words: Words })[];
  /** True when it ends with a colon. */
  readonly leads: boolean;
}

const proseOf = remembering((text: string): Prose => {
  const bold = BOLD.exec(text);
  const plain = PLAIN.exec(text);
  const label = bold?.[1] ?? plain?.[1] ?? plain?.[2] ?? "";
  const alone = bold !== null && bold[0].length === text.length && !/[.!?]$/.test(label);
  const said = sentences(text).map((sentence) => ({ ...sentence, words: wordsOf(sentence.value) }));
  return { label, meant: normalised(label), alone, said, leads: /[:：]\**$/.test(said.at(-1)?.value ?? "") };
});

/** The sentence that leads to what follows, and what stands for it. */
interface Lead {
  readonly text: string;
  readonly said: Said;
}
const NO_LEAD: Lead = { text: "", said: { id: 0 } };

/** What stands for words at a place. The label follows from the words. */
function saidAt(
  words: Words,
  { kind, item, depth, quoted, info }: Pick<Statement, "kind" | "item" | "depth" | "quoted" | "info">,
  section: Said | undefined,
  lead: Said,
): Said {
  const { last } = words;
  const isSame =
    last?.section === section &&
    last?.lead === lead &&
    last.kind === kind &&
    last.item === item &&
    last.depth === depth &&
    last.quoted === quoted &&
    last.info === info;
  if (isSame) return last.said;
  const said = idOf(`${kind}${item}${depth}${quoted} ${section?.id} ${words.id} ${lead.id} ${info}`);
  words.last = { kind, item, depth, quoted, info, section, lead, said };
  return said;
}

class Reader {
  readonly sections: Section[] = [];
  readonly statements: Statement[] = [];
  #open: Section[] = [];
  #lead = NO_LEAD;
  #column = "";
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
        this.#code(block);
        break;
      case "row":
        this.#leaveItems(block.depth, false);
        this.#row(block);
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

  #code({ text, info, start, end, depth, quoted }: MarkdownBlock & { readonly kind: "code" }): void {
    const said = text.slice(0, MAX_CODE);
    this.#state({ start, end, text: said, kind: "code", item: "none", depth, quoted, label: "", info }, wordsOf(said));
  }

  #row({ text, header, cells, start, end, depth, quoted }: MarkdownBlock & { readonly kind: "row" }): void {
    if (header) this.#column = cells[0]?.value ?? "";
    const words = wordsOf(text);
    const kind = header ? "header" : "row";
    const info = this.#column;
    this.#state({ start, end, text: words.text, kind, item: "none", depth, quoted, label: "", info }, words);
  }

  #prose(block: MarkdownBlock, mark: Statement["item"]): void {
    const checkbox = mark !== "none" && CHECKBOX.test(block.text);
    const skip = checkbox ? 4 : 0;
    const { label, alone, meant, said, leads } = proseOf(block.text.slice(skip));
    if (mark === "none" && alone) {
      this.#close(({ style }) => style === "heading" || style === "tag");
      this.#push("label", label, block, 0);
      this.#lead = NO_LEAD;
      return;
    }
    if (mark !== "none" && label) this.#push("item", label, block, block.depth);
    const from = block.start + skip;
    const { depth, quoted } = block;
    for (const [index, { value: text, start, end, words }] of said.entries()) {
      const item = index > 0 ? "none" : checkbox ? "checkbox" : mark;
      const label = index > 0 ? "" : meant;
      const place = { start: from + start, end: from + end, depth, quoted };
      this.#state({ ...place, text, kind: "sentence", item, label, info: "" }, words);
    }
    if (!leads) {
      if (mark === "none") this.#lead = NO_LEAD;
      return;
    }
    const last = said.at(-1);
    if (!last) return;
    this.#lead = { text: last.value.slice(-300), said: last.words };
    if (mark === "none" && last.value.length <= 60) this.#push("colon", last.value, block, 0);
  }

  #state(statement: Omit<Statement, "section" | "lead" | "said">, words: Words): void {
    const { start, end, text, kind, item, depth, quoted, label, info } = statement;
    const section = this.#open.at(-1);
    const lead = kind !== "sentence" || item !== "none" || depth > 0 ? this.#lead : NO_LEAD;
    const said = saidAt(words, statement, section?.said, lead.said);
    this.statements.push({ start, end, text, kind, item, depth, quoted, section, lead: lead.text, label, info, said });
  }

  #tag({ text, closing, start, end }: MarkdownBlock & { readonly kind: "tag" }): void {
    if (!closing) {
      this.#push("tag", text, { start, end }, 0);
      return;
    }
    const at = this.#open.findLastIndex(({ style, title }) => style === "tag" && title.value === text);
    if (at >= 0) this.#open = this.#open.slice(0, at);
    this.#lead = NO_LEAD;
  }

  #push(style: Section["style"], title: string, { start, end }: Span, level: number): void {
    const parent = this.#open.at(-1);
    const label = normalised(title);
    const said = idOf(`${style}${level} ${parent?.said.id} ${title}`);
    const section = { style, label, title: { value: title, start, end }, level, parent, said };
    if (this.#open.length < MAX_OPEN) this.#open.push(section);
    this.sections.push(section);
    if (style === "heading" || style === "tag") this.#lead = NO_LEAD;
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
function atLabels(block: MarkdownBlock): readonly MarkdownBlock[] {
  if (!block.text.includes("**", 2)) return [block];
  const starts = [...block.text.matchAll(/(?<=\S\s{1,9})(?=\*\*[^*\n]{1,60}(?::\*\*|\*\*:)\s)/g)].map(
    ({ index }) => index,
  );
  return [0, ...starts].map((from, index, all) => {
    const to = all[index + 1] ?? block.text.length;
    return { ...block, text: block.text.slice(from, to), start: block.start + from, end: block.start + to };
  });
}
