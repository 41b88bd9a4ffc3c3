// Every example of every rule is a test. A new rule needs no test file.
import { describe, expect, test } from "vitest";
import { type Around, NOWHERE } from "../server/src/core/around.ts";
import { type Config, DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply, compatible } from "../server/src/core/edit.ts";
import { unmark } from "../server/src/core/example.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Example } from "../server/src/core/rule.ts";
import { allRules } from "../server/src/core/rules/all.ts";
import { aroundOf } from "./around.ts";

const configOf = ({ profile = "strict" }: Example): Config => ({ ...DEFAULT_CONFIG, profile });

const emptyFiles = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, ""]));
const textsAround = ({ around = {} }: Example): Readonly<Record<string, string>> =>
  "length" in around ? emptyFiles(around as readonly string[]) : (around as Readonly<Record<string, string>>);
const filesAround = (example: Example): Around => (example.around ? aroundOf(textsAround(example)) : NOWHERE);

function judge(example: Example, text: string) {
  const result = lint({ path: example.path, text }, configOf(example), filesAround(example));
  expect(result.failures).toEqual([]);
  expect(result.dialect, "some dialect claims the example").toBeDefined();
  return result;
}

describe.each([...allRules.values()].map(({ meta }) => [meta.id, meta] as const))("%s", (id, meta) => {
  test("has a title, a reason, and examples of both kinds", () => {
    expect(meta.title).toMatch(/^\S.*[^.]$/);
    expect(meta.why.trim().length).toBeGreaterThan(40);
    expect(meta.since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(meta.examples.some((example) => "bad" in example)).toBe(true);
    expect(meta.examples.some((example) => "good" in example)).toBe(true);
  });

  test.each(meta.examples.map((example) => [example.title, example] as const))("%s", (_, example) => {
    const { text, spans } = unmark("bad" in example ? example.bad : example.good);
    expect(spans.length > 0, "bad examples have marks, good ones have none").toBe("bad" in example);
    const result = judge(example, text);
    const found = result.findings.filter(({ rule, suppressed }) => rule === id && !suppressed);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(
      spans.map(({ start, end }) => text.slice(start, end)),
    );
    expect(found.map(({ start }) => start)).toEqual(spans.map(({ start }) => start));
    expect(structuredClone(found), "a finding is plain data").toEqual(found);
    for (const { message } of found) expect(message, "a sentence").toMatch(/^[A-Z0-9"“].*[.?]$/s);
    if (!("fixed" in example)) return;

    const edits = compatible(found.map(({ fixes }) => fixes[0]?.edits ?? []));
    const fixed = apply(text, edits);
    expect(fixed).toBe(example.fixed);
    const after = judge(example, fixed).findings.filter(({ suppressed }) => !suppressed);
    expect(
      after.filter(({ rule }) => rule === id),
      "a fix satisfies its rule",
    ).toEqual([]);
    expect(
      after.filter(({ rule }) => rule === "plumblint/unreadable"),
      "the fixed text parses",
    ).toEqual([]);
  });

  test("every fix of every bad example parses and satisfies the rule at its place", () => {
    for (const example of meta.examples) {
      if (!("bad" in example)) continue;
      const { text } = unmark(example.bad);
      const before = judge(example, text).findings.filter(({ rule }) => rule === id);
      for (const { fixes, subject } of before) {
        for (const fix of fixes) {
          expect(fix.title).toMatch(/^[A-Z]/);
          const fixed = apply(text, fix.edits);
          const created = fix.creates?.map(({ path }) => path) ?? [];
          const after = judge(
            {
              ...example,
              around: { ...textsAround(example), ...emptyFiles(created) },
            },
            fixed,
          ).findings.filter(({ suppressed }) => !suppressed);
          const same = (all: typeof after) =>
            all.filter((finding) => finding.rule === id && finding.subject === subject).length;
          expect(same(after), fix.title).toBeLessThan(same(before));
          const broken = (all: typeof after) => all.filter(({ rule }) => rule === "plumblint/unreadable").length;
          expect(broken(after), "still parses").toBeLessThanOrEqual(
            broken(before) + (id === "plumblint/unreadable" ? 1 : 0),
          );
          for (const ending of fix.edits) expect(ending.text.includes("\r"), "no foreign line ends").toBe(false);
        }
      }
    }
  });

  test("fixes keep the line ends of a file written on Windows", () => {
    for (const example of meta.examples) {
      if (!("bad" in example) || example.fixed === undefined) continue;
      const { text } = unmark(example.bad);
      const windows = text.replaceAll("\n", "\r\n");
      const found = judge(example, windows).findings.filter(({ rule, suppressed }) => rule === id && !suppressed);
      const fixed = apply(windows, compatible(found.map(({ fixes }) => fixes[0]?.edits ?? [])));
      expect(fixed).toBe(example.fixed.replaceAll("\n", "\r\n"));
    }
  });
});
