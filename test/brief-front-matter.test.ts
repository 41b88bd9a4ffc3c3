// Front matter that tools cannot read: what is reported, and that the repair is valid YAML which says the same.
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import { apply } from "../server/src/core/edit.ts";
import type { FrontMatterFault } from "../server/src/core/model.ts";
import { readFrontMatter } from "../server/src/core/syntax/front-matter.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";
import { get, parseYaml, root, scalarText } from "../server/src/core/syntax/yaml.ts";

const faultOf = (text: string, dialect = "skill"): FrontMatterFault | undefined =>
  lowerBrief(parseMarkdown(text), { path: "skills/x/SKILL.md", text }, { dialect, kind: "skill" }).frontMatterFault;

/** The value of a key after the repair. */
function mended(text: string, key: string): string | undefined {
  const fixed = apply(text, faultOf(text)?.edits ?? []);
  const body = readFrontMatter(fixed)?.body ?? { start: 0, end: 0 };
  const yaml = parseYaml(fixed.slice(body.start, body.end));
  expect(yaml.errors).toEqual([]);
  expect(faultOf(fixed)).toBeUndefined();
  return scalarText(get(yaml, root(yaml), key));
}

describe("values", () => {
  test.each([
    ["[a] [b]", "[a] [b]", true],
    ["[a] | --b | --c", "[a] | --b | --c", true],
    ["Reviews: all of them", "Reviews: all of them", true],
    ["*.ts", "*.ts", true],
    ["@team", "@team", true],
    ["`code` first", "`code` first", true],
    ["%done", "%done", true],
    ["!important", "!important", false],
    ["{a} then {b}", "{a} then {b}", true],
    ['"Said" he: so', '"Said" he: so', false],
    ['"One" or "two"', '"One" or "two"', false],
    ["'It's done'", "It's done", false],
    ['"He said "so" twice"', 'He said "so" twice', false],
    ['"Digits \\d and \\"so\\""', 'Digits \\d and "so"', false],
    ['"never closed', "never closed", false],
    ["'never closed", "never closed", false],
    ['C:\\dir: "x"', 'C:\\dir: "x"', true],
    ["🚀 Ships: everything 🎉", "🚀 Ships: everything 🎉", true],
  ])("%s", (value, meaning, tolerated) => {
    const text = `---\nname: x\ndescription: ${value}\nmodel: opus\n---\n\nDo x.\n`;
    if (value === "!important") {
      expect(faultOf(text)).toBeUndefined();
      return;
    }
    const fault = faultOf(text);
    expect(fault && text.slice(fault.start, fault.end)).toBe(value);
    expect(fault?.tolerated).toBe(tolerated);
    expect(mended(text, "description")).toBe(meaning);
    expect(mended(text, "model")).toBe("opus");
    expect(mended(text.replaceAll("\n", "\r\n"), "description")).toBe(meaning);
  });

  test.each([
    ["valid", "name: x\ndescription: One, two; three (four) #5 a:b\n"],
    ["a list", "tools: [Read, Write]\n"],
    ["a block", "description: |\n  Use: it\n  * so\n"],
    ["comments", "# only: a comment\nname: x # so: what\n"],
    ["nothing", ""],
    ["prose between rules", "Mind: *this*\n"],
  ])("silent: %s", (_, yaml) => {
    expect(faultOf(`---\n${yaml}---\n\nDo x.\n`)).toBeUndefined();
  });
});

test("while the front matter is typed, nothing is said", () => {
  const text = "---\nname: x\ndescription: Use: it\nargument-hint: [a] [b]\n---\n";
  for (let length = 0; length < text.length - 5; length++) expect(faultOf(text.slice(0, length))).toBeUndefined();
});

describe("a front matter below the first line", () => {
  test.each([
    ["blank lines", "\n\n", "blank lines"],
    ["a comment", "<!-- licence -->\n", "a heading or a comment"],
    ["a heading", "# X\n\n", "a heading or a comment"],
    ["the fence of an answer", "```markdown\n", "a code fence"],
  ])("%s", (_, before, value) => {
    expect(faultOf(`${before}---\nname: x\ndescription: Does x\n---\n\nDo x.\n`)).toMatchObject({
      kind: "late",
      value,
    });
  });

  test.each([
    ["two rules", "# X\n\n---\n\nWords: many\n\n---\n"],
    ["prose before it", "# X\n\nSo it goes.\n\n---\nname: x\n---\n"],
    ["an example in a fence", "# X\n\n~~~\n---\nname: x\n---\n~~~\n"],
  ])("silent: %s", (_, text) => {
    expect(faultOf(text)).toBeUndefined();
  });
});

test("keys that stand twice", () => {
  expect(faultOf("---\nname: x\nname: x\n---\n")).toMatchObject({ kind: "duplicate", key: "name", sure: true });
  expect(faultOf("---\nname: x\ntools:\n  - a\n  - b\nname: y\n---\n")).toMatchObject({
    kind: "duplicate",
    sure: false,
  });
  expect(faultOf("---\nhooks:\n  name: x\nname: x\n---\n")).toBeUndefined();
});

test("Cursor reads line by line", () => {
  expect(faultOf("---\nglobs: *.ts\n---\n", "cursor-rule")).toBeUndefined();
});

test("ten thousand lines are judged in linear time", { timeout: 40_000 }, () => {
  const time = (lines: number, line: (index: number) => string) => {
    const text = `---\n${Array.from({ length: lines }, (_, index) => line(index)).join("\n")}\n---\n`;
    const start = performance.now();
    faultOf(text);
    return performance.now() - start;
  };
  for (const line of [
    (index: number) => `key${index}: [a] [b]`,
    (index: number) => `key${index}: plain`,
    () => "name: x: y",
    () => "\tdescription:x",
    () => "no key at all",
  ]) {
    time(500, line);
    expect(time(10_000, line)).toBeLessThan(6000);
  }
});
