// Half-typed, huge and strange briefs: no exception, ranges that fit the text, an answer in the time of the suite.
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import type { Edit, Finding } from "../server/src/core/finding.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Span } from "../server/src/core/text.ts";

const judge = (text: string, path = "briefs/work.brief.md") => {
  const { findings, failures } = lint({ path, text }, { ...DEFAULT_CONFIG, profile: "strict" });
  expect(failures).toEqual([]);
  for (const place of findings.flatMap(placesOf)) {
    expect(place.start).toBeGreaterThanOrEqual(0);
    expect(place.end).toBeGreaterThanOrEqual(place.start);
    expect(place.end).toBeLessThanOrEqual(text.length);
    // An end between the halves of a character would cut it in two.
    expect(/^[\uDC00-\uDFFF]/.test(text.slice(place.start, place.start + 1))).toBe(false);
  }
  return findings;
};

const placesOf = (finding: Finding): (Span | Edit)[] => [
  finding,
  ...finding.related,
  ...finding.fixes.flatMap(({ edits }) => edits),
];

const said = (text: string, findings: readonly Finding[]) =>
  findings.map(({ rule, start, end }) => [rule, text.slice(start, end)]);

describe("half-typed", () => {
  test.each([
    ["a fence", "# Work\n\nDo it well, please. Really.\n\n```ts\n## Success Criteria\n- `npm test` passes\n"],
    ["a fence of tildes in a list", "# Work\n\n- one\n\n  ~~~\n  ## Inputs\n\n- two. And three.\n"],
    ["a tag", "# Work\n\n<inputs>\nthe order book\n\n## Output\n\nA report in `out.md`.\n"],
    ["a tag that only closes", "# Work\n\n</inputs>\nDo it. Well.\n"],
    ["a front matter", "---\nname: work\ndescription: |\n  x\n\nDo it. Well.\n"],
    ["a front matter of nothing", "---\n---\nDo it. Well.\n"],
    ["a comment", "# Work\n\n<!-- ## Inputs\n\nDo it. Well.\n"],
    ["a link and an emphasis", "# Work\n\n[read (this **and _that\n\nDo it. Well.\n"],
    ["a table", "# Work\n\n| a | b\n|---\n| c\n\nDo it. Well.\n"],
    ["placeholders", "Use ${input: and {{args and $ARGUMENTS[ and ${{ github.\n"],
  ])("%s", (_, text) => {
    judge(text);
    judge(text, ".claude/commands/work.md");
    judge(text.replaceAll("\n", "\r\n"));
  });
});

describe("ranges are UTF-16", () => {
  test("behind emoji", () => {
    const text = "# 🚀🚀 Ship\n\n👩‍👩‍👧‍👦 Please make it better. And nicer, too. 🎉\n";
    expect(said(text, judge(text))).toEqual([["brief/vague", "🚀🚀 Ship"]]);
  });

  test("from right to left", () => {
    const text = "# שיפור\n\nPlease make the page better for readers of Hebrew. And nicer, too.\n";
    expect(said(text, judge(text))).toEqual([["brief/vague", "שיפור"]]);
  });

  test("with mixed line ends, the fix keeps the first", () => {
    const text = "# Work\r\n\nMake it better.\rAnd nicer.\n\nThank you.\r\n";
    const [finding] = judge(text);
    expect(finding?.rule).toBe("brief/vague");
    const inserted = finding?.fixes[0]?.edits.map((edit) => edit.text).join("") ?? "";
    expect(inserted.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

describe("huge", () => {
  const MEGABYTE = 1_000_000;
  test.each([
    ["headings", "## Success Criteria\n"],
    ["headings with content", "## Inputs\n\n- `a.md`\n\n"],
    ["labels", "**Inputs:** "],
    ["list items", "- a\n"],
    ["tags", "<inputs>\n"],
    ["one sentence", "word "],
    ["sentences", "Do it. "],
    ["brackets", "[(<{"],
    ["placeholders", "$1 ${x} {{y}} "],
    ["subtasks", "## Task 1: Parse\n\nInput: `a.json`\nOutput: `b.json`\n\n"],
    ["agents", "Launch 5 agents in parallel to write `a.md`. "],
    ["paths", "`a/b.md` "],
    ["quotes", "> "],
    ["table rows", "| a | b |\n"],
  ])("a megabyte of %s", { timeout: 60_000 }, (_, unit) => {
    judge(`# Work\n\n${unit.repeat(Math.ceil(MEGABYTE / unit.length))}`);
  });
});
