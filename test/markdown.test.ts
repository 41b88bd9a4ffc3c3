// What the Markdown tree promises: blocks without nesting, at the offsets of the original text.
import { describe, expect, test } from "vitest";
import { type MarkdownBlock, markdownComments, parseMarkdown } from "../server/src/core/syntax/markdown.ts";

const kinds = (text: string) => parseMarkdown(text).blocks.map(({ kind, text: said }) => `${kind}: ${said}`);

const SAMPLE = [
  "---",
  "name: keeper",
  "argument-hint: [lamp] [hour]",
  "description: >",
  "  Keeps: the lamp,",
  "  and the log.",
  "# a remark",
  "---",
  "",
  "# Title #",
  "",
  "A paragraph over",
  "two lines. <!-- hidden -->",
  "",
  "- an item",
  "  goes on",
  "  1. nested",
  "",
  "> quoted",
  "> twice",
  "",
  "| a | b |  ",
  "| --- | --- |  ",
  "| `x|` | 2 |",
  "",
  "```js title",
  "# no heading",
  "```",
  "",
  "<output>",
  "JSON",
  "</output>",
  "",
  "Setext",
  "------",
].join("\n");

const EXPECTED = [
  "heading: Title",
  "paragraph: A paragraph over two lines.",
  "item: an item   goes on",
  "item: nested",
  "paragraph: quoted   twice",
  "row: | a | b |",
  "row: | `x|` | 2 |",
  "code: # no heading",
  "tag: output",
  "paragraph: JSON",
  "tag: output",
  "heading: Setext",
];

describe.each([
  ["\\n", "\n"],
  ["\\r\\n", "\r\n"],
])("with %s", (_, end) => {
  const text = SAMPLE.replaceAll("\n", end);
  const tree = parseMarkdown(text);
  const squeezed = (block: MarkdownBlock) =>
    block.text.replace(/\s{2,}/g, (run) => " ".repeat(Math.min(3, run.length)));

  test("blocks, in the order of the text", () => {
    const found = tree.blocks.map((block) => `${block.kind}: ${squeezed(block)}`.replace(/ {2,}/g, " "));
    expect(found).toEqual(EXPECTED.map((line) => line.replace(/ {2,}/g, " ")));
  });

  test("every offset is one of the original text", () => {
    for (const { kind, text: said, start, end: stop } of tree.blocks) {
      const original = text.slice(start, stop);
      if (kind === "tag") expect(original).toMatch(/^<\/?output>$/);
      else if (kind === "code") expect(original).toBe(said);
      else {
        expect(said).toHaveLength(stop - start);
        expect(said.split(/\s+/)[0]).toBe(original.split(/\s+/)[0]);
      }
    }
    const cells = tree.blocks.flatMap((block) => (block.kind === "row" ? block.cells : []));
    expect(cells.map(({ start, end: stop }) => text.slice(start, stop))).toEqual(cells.map(({ value }) => value));
  });

  test("front matter is read line by line, valid YAML or not", () => {
    const fields = tree.frontMatter?.fields;
    expect([...(fields ?? [])].map(([key, { value }]) => [key, value])).toEqual([
      ["name", "keeper"],
      ["argument-hint", "[lamp] [hour]"],
      ["description", "Keeps: the lamp, and the log."],
    ]);
    const hint = fields?.get("argument-hint");
    expect(text.slice(hint?.start, hint?.end)).toBe("[lamp] [hour]");
    expect(text.slice(0, tree.frontMatter?.end)).toMatch(/---\r?\n$/);
  });

  test("comments: of the front matter and of the text, never of code", () => {
    const comments = [...markdownComments(tree)];
    expect(comments.map(({ value }) => value)).toEqual(["a remark", "hidden"]);
    expect(comments.map(({ start, end: stop }) => text.slice(start, stop))).toEqual(["# a remark", "<!-- hidden -->"]);
  });
});

test.each<[string, string, string[]]>([
  ["a fence in a fence", "````md\n```\n# a\n```\n````\n# b", ["code: ```\n# a\n```", "heading: b"]],
  ["a fence that nobody closes", "```\n# a", ["code: # a"]],
  ["front matter that nobody closes is none", "---\nname: x", ["paragraph: name: x"]],
  ["a comment over blank lines hides what is in it", "<!-- a\n\n# b\n-->\n# c", ["heading: c"]],
  ["a tag without its end is text", "Run\n<file>\nnow", ["paragraph: Run <file> now"]],
  ["a tag in code is text", "`<a>` and `</a>`", ["paragraph: `<a>` and `</a>`"]],
  ["tags on one line", "<goal>Win</goal>", ["tag: goal", "paragraph: Win", "tag: goal"]],
  ["a closing tag behind a list", "<steps>\n- a\n</steps>", ["tag: steps", "item: a", "tag: steps"]],
  ["a table needs no pipes at its ends", "a | b\n--- | ---\n1 | 2", ["row: a | b", "row: 1 | 2"]],
  ["an empty text", "", []],
])("%s", (_, text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test("a comment at the end is still being typed: it hides the rest", () => {
  const tree = parseMarkdown("a\n\n<!-- b\n\nc");
  expect(tree.blocks.map(({ text }) => text)).toEqual(["a"]);
  expect(tree.comments.map(({ value }) => value)).toEqual(["b\n\nc"]);
});

test.each<[string, string]>([
  ["quotes in quotes", ">".repeat(20_000)],
  ["lists in lists", "- ".repeat(20_000)],
  ["numbers", "1. ".repeat(20_000)],
  ["brackets", "[a](".repeat(20_000)],
  ["comments that never end", "<!-- ".repeat(20_000)],
  ["backticks", "` `` ``` ".repeat(10_000)],
  ["pipes", `|a|\n${"|-".repeat(20_000)}`],
  ["front matter", `---\na: x\n${" b\n".repeat(20_000)}---\n`],
])("deep or long: %s", (_, text) => {
  // Each of these took minutes, or overflowed the stack, with a parser that is not guarded against it.
  expect(parseMarkdown(text).text).toBe(text);
});
