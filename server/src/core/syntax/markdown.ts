// The only file that knows the Markdown parser.
import { type SyntaxNode, type SyntaxNodeRef, type Tree, TreeFragment } from "@lezer/common";
import { type BlockContext, type Line, type MarkdownConfig, parser, Table } from "@lezer/markdown";
import type { Sourced, Span } from "../text.ts";
import { type FrontMatter, readFrontMatter } from "./front-matter.ts";
import { type InlineTag, readInline } from "./markdown-inline.ts";

/** A parsed Markdown document. Every offset is one of the original text. */
export interface MarkdownTree {
  readonly text: string;
  readonly frontMatter?: FrontMatter;
  /** The leaves of the document without their nesting, in the order of the text. */
  readonly blocks: readonly MarkdownBlock[];
  /** What stands between `<!--` and `-->`, outside code; the span covers the marks. */
  readonly comments: readonly Sourced<string>[];
  /** Always empty: every text is valid Markdown. */
  readonly errors: readonly Sourced<string>[];
}

/**
 * A leaf of the document. Except for code, `text` is as long as the span: line ends, quote marks and comments inside it
 * are spaces, so that an offset in it is an offset in the document.
 */
export type MarkdownBlock = Span & {
  readonly text: string;
  /** True inside a block quote. */
  readonly quoted: boolean;
  /** Number of lists around it: 0 outside lists. */
  readonly depth: number;
} & (
    | { readonly kind: "heading"; readonly level: number }
    /** `item`: the first paragraph of a list item; `ordered`: of a list with numbers. */
    | { readonly kind: "paragraph" | "item"; readonly ordered: boolean }
    | { readonly kind: "row"; readonly header: boolean; readonly cells: readonly Sourced<string>[] }
    /** `text` is the code without its fences. */
    | { readonly kind: "code"; readonly info: string }
    /** A tag that encloses blocks, `<output>` for example; `text` is its name in lower case. */
    | { readonly kind: "tag"; readonly closing: boolean }
  );

/**
 * Reads a document. Never throws; takes time in proportion to the length of the text. `lines`: where the document is part
 * of a file in another format, the pieces of the file that are its lines, in order.
 */
export function parseMarkdown(text: string, lines?: readonly Span[]): MarkdownTree {
  const frontMatter = lines ? undefined : readFrontMatter(text);
  const { plain, at } = withPlainLines(text, lines ?? linesFrom(text, frontMatter?.end ?? 0));
  const reader = new Reader(text, at);
  parsed(plain).iterate({ enter: (node) => reader.enter(node), leave: (node) => reader.leave(node) });
  const { comments } = reader;
  return { text, ...(frontMatter && { frontMatter }), blocks: divide(reader.leaves), comments, errors: [] };
}

/** The comments of a document: `<!-- … -->` outside code, and `#` in the front matter. The spans cover their marks. */
export function* markdownComments({ frontMatter, comments }: MarkdownTree): Iterable<Sourced<string>> {
  if (frontMatter) yield* frontMatter.comments;
  yield* comments;
}

/** A comment as a block of its own. The parser's own rule for it goes with the other HTML blocks. */
const comment: MarkdownConfig = {
  parseBlock: [
    {
      name: "Comment",
      before: "IndentedCode",
      parse(context: BlockContext, line: Line): boolean {
        if (line.indent >= line.baseIndent + 4 || !line.text.startsWith("<!--", line.pos)) return false;
        const from = context.lineStart + line.pos;
        let open = !line.text.includes("-->", line.pos + 2);
        while (open && context.nextLine()) open = !line.text.includes("-->");
        context.nextLine();
        context.addElement(context.elt("CommentBlock", from, context.prevLineEnd()));
        return true;
      },
    },
  ],
};

// Only blocks are read by the parser: its inline rules take quadratic time on hostile text, and its HTML blocks hide
// the prose between the tags that briefs use as sections. `markdown-inline.ts` reads the little that is needed.
const INLINE = ["Escape", "Entity", "InlineCode", "HTMLTag", "Emphasis", "HardBreak", "Link", "Image", "LinkEnd"];
const markdown = parser.configure([Table, comment, { remove: ["HTMLBlock", "LinkReference", ...INLINE] }]);

// The documents that were read last: a keystroke changes little of one of them, and the parser takes over the rest.
const MAX_RECENT = 4;
const recent: { readonly plain: string; readonly tree: Tree }[] = [];

/** The parser's tree of a text; of one that differs in one place from a text read before, with what is still right of it. */
function parsed(plain: string): Tree {
  const index = recent.findIndex((before) => isNear(before.plain, plain));
  const [before] = index < 0 ? [] : recent.splice(index, 1);
  const tree = before ? markdown.parse(plain, fragmentsOf(before, plain)) : markdown.parse(plain);
  recent.unshift({ plain, tree });
  recent.length = Math.min(recent.length, MAX_RECENT);
  return tree;
}

// Shorter texts are read in no time.
const LEAST = 500;

/** True when a text is likely another after a keystroke or two: nearly as long, and with the same beginning or end. */
const isNear = (before: string, now: string): boolean =>
  now.length > LEAST &&
  Math.abs(before.length - now.length) < now.length / 4 &&
  (before.startsWith(now.slice(0, LEAST / 2)) || before.endsWith(now.slice(-LEAST / 2)));

function fragmentsOf({ plain: before, tree }: (typeof recent)[number], now: string): readonly TreeFragment[] {
  const shorter = Math.min(before.length, now.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === now.charCodeAt(same)) same += 1;
  let tail = 0;
  while (
    tail < shorter - same &&
    before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)
  ) {
    tail += 1;
  }
  const change = { fromA: same, toA: before.length - tail, fromB: same, toB: now.length - tail };
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [change]);
}

/** The lines of a text from an offset on. */
function* linesFrom(text: string, from: number): Iterable<Span> {
  for (let start = from; start <= text.length; ) {
    const stop = text.indexOf("\n", start);
    const end = stop < 0 ? text.length : stop;
    yield { start, end };
    start = end + 1;
  }
}

/**
 * The text of the lines, with `\n` as line end and no blanks before it, and the way back to offsets of the original: the
 * parser finds no table where `\r` or a blank stands at the end of a line.
 */
function withPlainLines(text: string, from: Iterable<Span>): { plain: string; at: (offset: number) => number } {
  const originals: number[] = [];
  const starts: number[] = [];
  const lines: string[] = [];
  let length = 0;
  for (const { start, end } of from) {
    const line = flattened(text.slice(start, end).trimEnd());
    originals.push(start);
    starts.push(length);
    lines.push(line);
    length += line.length + 1;
  }
  const at = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return Math.min(text.length, (originals[low] ?? 0) + offset - (starts[low] ?? 0));
  };
  return { plain: lines.join("\n"), at };
}

// The parser keeps a stack of open blocks, and the tree of a line of ten thousand `>` is as deep as it is long.
const MAX_MARKS = 50;
const BLOCK_MARK = /[ \t]{0,200}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

/** The line as the parser may see it: behind too many quote and list marks comes text. */
function flattened(line: string): string {
  let end = 0;
  BLOCK_MARK.lastIndex = 0;
  for (let marks = 0; marks < MAX_MARKS && BLOCK_MARK.test(line); marks++) end = BLOCK_MARK.lastIndex;
  return BLOCK_MARK.lastIndex > 0 && BLOCK_MARK.test(line)
    ? `${line.slice(0, end)}${"x".repeat(line.length - end)}`
    : line;
}

/** A leaf before the tags in it are known to enclose blocks or not. The tags are relative to its start. */
interface Leaf {
  readonly block: MarkdownBlock;
  readonly tags: readonly InlineTag[];
}

/** Collects the leaves while the parser's tree is walked. */
class Reader {
  readonly leaves: Leaf[] = [];
  readonly comments: Sourced<string>[] = [];
  readonly #text: string;
  readonly #at: (offset: number) => number;
  readonly #lists: boolean[] = [];
  #quotes = 0;
  /** True until something of the list item has been read. */
  #fresh = false;

  constructor(text: string, at: (offset: number) => number) {
    this.#text = text;
    this.#at = at;
  }

  enter({ name, node }: SyntaxNodeRef): boolean {
    if (name === "Blockquote") this.#quotes += 1;
    else if (name === "BulletList" || name === "OrderedList") this.#lists.push(name === "OrderedList");
    else if (name === "ListItem") this.#fresh = true;
    else if (name !== "Document" && name !== "Table") {
      this.#leaf(name, node);
      return false;
    }
    return true;
  }

  leave({ name }: SyntaxNodeRef): void {
    if (name === "Blockquote") this.#quotes -= 1;
    else if (name === "BulletList" || name === "OrderedList") this.#lists.pop();
  }

  #leaf(name: string, node: SyntaxNode): void {
    if (/^(?:ATX|Setext)Heading/.test(name)) this.#heading(node, Number(name.at(-1)));
    else if (name === "Paragraph") this.#paragraph(node);
    else if (name === "TableHeader" || name === "TableRow") this.#row(node, name === "TableHeader");
    else if (name === "FencedCode" || name === "CodeBlock") this.#code(node);
    else if (name === "CommentBlock") this.#comment(this.#span(node));
    if (name !== "ListMark") this.#fresh = false;
  }

  #heading(node: SyntaxNode, level: number): void {
    const { text, start } = this.#prose(node);
    this.leaves.push({ block: { kind: "heading", level, ...trimmed(text, start), ...this.#place() }, tags: [] });
  }

  #paragraph(node: SyntaxNode): void {
    const { text, start, tags } = this.#prose(node);
    const kind = this.#fresh ? "item" : "paragraph";
    const end = start + text.length;
    this.leaves.push({
      block: { kind, ordered: this.#lists.at(-1) ?? false, text, start, end, ...this.#place() },
      tags,
    });
  }

  #row(node: SyntaxNode, header: boolean): void {
    const { text, start } = this.#prose(node);
    const cells = children(node, "TableCell").map((cell) => {
      const span = this.#span(cell);
      return { value: text.slice(span.start - start, span.end - start), ...span };
    });
    const end = start + text.length;
    this.leaves.push({ block: { kind: "row", header, cells, text, start, end, ...this.#place() }, tags: [] });
  }

  #code(node: SyntaxNode): void {
    const [info] = children(node, "CodeInfo").map((child) => this.#span(child));
    const lines = children(node, "CodeText").map((child) => this.#span(child));
    const start = lines[0]?.start ?? this.#at(node.to);
    const end = lines.at(-1)?.end ?? start;
    const block = { text: this.#text.slice(start, end), start, end, ...this.#place() };
    const said = info ? this.#text.slice(info.start, info.end) : "";
    this.leaves.push({ block: { kind: "code", info: said, ...block }, tags: [] });
  }

  /** The text of a leaf with its marks and comments blanked, and the tags in it. */
  #prose(node: SyntaxNode): { text: string; start: number; tags: readonly InlineTag[] } {
    const { start, end } = this.#span(node);
    const said = this.#text.slice(start, end);
    const quotes = this.#quotes > 0 ? children(node, "QuoteMark") : [];
    const headers = node.name === "Paragraph" ? [] : children(node, "HeaderMark");
    const marks = [...headers, ...quotes].map((mark) => this.#span(mark));
    const { tags, comments } = said.includes("<") ? readInline(said) : NOTHING_INLINE;
    const inside = comments.map((span) => ({ start: start + span.start, end: start + span.end }));
    for (const span of inside) this.#comment(span);
    const text = blanked(this.#text, { start, end }, [...marks, ...inside]);
    return { text, start, tags };
  }

  #comment({ start, end }: Span): void {
    const value = this.#text.slice(start, end).replace(/^<!--/, "");
    const stop = value.indexOf("-->");
    this.comments.push({ value: (stop < 0 ? value : value.slice(0, stop)).trim(), start, end });
  }

  #place(): { readonly quoted: boolean; readonly depth: number } {
    return { quoted: this.#quotes > 0, depth: this.#lists.length };
  }

  #span({ from, to }: SyntaxNode): Span {
    return { start: this.#at(from), end: this.#at(to) };
  }
}

const NOTHING_INLINE: ReturnType<typeof readInline> = { tags: [], comments: [] };

function children(node: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name === name) found.push(child);
  return found;
}

/** The text of a span with its line ends and the given places turned into spaces. */
function blanked(text: string, { start, end }: Span, places: readonly Span[]): string {
  if (places.length === 0) return text.slice(start, end).replace(/[\r\n\t]/g, " ");
  let out = "";
  let at = start;
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    out += text.slice(at, place.start) + " ".repeat(Math.max(0, place.end - Math.max(at, place.start)));
    at = Math.max(at, place.end);
  }
  return (out + text.slice(at, end)).replace(/[\r\n\t]/g, " ");
}

function trimmed(text: string, start: number): { readonly text: string } & Span {
  const said = text.trim();
  const from = start + (said ? text.length - text.trimStart().length : 0);
  return { text: said, start: from, end: from + said.length };
}

/** Cuts paragraphs at the tags that enclose blocks: at the start of a line, and closed further down. */
function divide(leaves: readonly Leaf[]): MarkdownBlock[] {
  const closers = new Map<string, number>();
  for (const { block, tags } of leaves) {
    for (const tag of tags) if (tag.closing) closers.set(tag.name, block.start + tag.start);
  }
  const open = new Map<string, number>();
  const encloses = ({ name, closing, leads }: InlineTag, start: number): boolean => {
    const opened = open.get(name) ?? 0;
    const yes = closing ? opened > 0 : leads && (closers.get(name) ?? -1) > start;
    if (yes) open.set(name, opened + (closing ? -1 : 1));
    return yes;
  };
  return leaves.flatMap(({ block, tags }) => {
    const own = tags.filter((tag) => encloses(tag, block.start + tag.start));
    return block.kind === "heading" || block.kind === "row" || block.kind === "code" ? [block] : cut(block, own);
  });
}

function cut(block: MarkdownBlock, tags: readonly InlineTag[]): MarkdownBlock[] {
  const pieces: MarkdownBlock[] = [];
  const { quoted, depth } = block;
  let from = 0;
  const push = (to: number) => {
    const piece = trimmed(block.text.slice(from, to), block.start + from);
    if (piece.text) pieces.push({ ...block, ...piece });
  };
  for (const { name, closing, start, end } of tags) {
    push(start);
    pieces.push({
      kind: "tag",
      text: name,
      closing,
      start: block.start + start,
      end: block.start + end,
      quoted,
      depth,
    });
    from = end;
  }
  push(block.text.length);
  return pieces;
}
