// What the engine promises whatever its rules do.
import { describe, expect, test, vi } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply, compatible, fill } from "../server/src/core/edit.ts";
import { fixAll } from "../server/src/core/fix.ts";
import { Lines } from "../server/src/core/lines.ts";
import { lint } from "../server/src/core/lint.ts";
import { MAX_LENGTH } from "../server/src/core/read.ts";
import { UNLIMITED } from "./workspace.ts";

vi.mock(import("../server/src/core/rules/index.ts"), async (original) => {
  const { rules } = await original();
  const { rule } = await import("../server/src/core/rule.ts");
  const broken = rule({
    id: "workflow/broken",
    title: "A rule with a defect",
    why: "It throws.",
    severity: { recommended: "warning", strict: "warning" },
    since: "0.0.0",
    examples: [],
    *check(workflow) {
      if (workflow.nodes.length > 0) throw new Error("a defect of ours");
      yield { subject: { value: "x", start: 0, end: 0 }, message: "x", evidence: undefined };
    },
  });
  return { rules: [broken, ...rules] };
});

const path = ".github/workflows/ci.yml";

test("a rule that throws costs only its own findings", () => {
  const { findings, failures } = lint({ path, text: UNLIMITED }, DEFAULT_CONFIG);
  expect(failures).toEqual([{ source: "workflow/broken", error: new Error("a defect of ours") }]);
  expect(findings.map(({ rule }) => rule)).toEqual(["workflow/missing-timeout"]);
});

test("the configuration decides severity; options that do not fit are left out", () => {
  const severity = { "workflow/missing-timeout": "error", "workflow/broken": "off" } as const;
  const config = { ...DEFAULT_CONFIG, severity, options: { "workflow/missing-timeout": { minutes: 7, hours: 1 } } };
  const { findings, failures } = lint({ path, text: UNLIMITED }, config);
  expect(failures).toEqual([]);
  expect(findings[0]?.severity).toBe("error");
  expect(findings[0]?.fixes[0]?.edits[0]?.text).toContain("timeout-minutes: 7");
});

test("a file of nobody has no dialect and no findings", () => {
  expect(lint({ path: "src/index.ts", text: "x" }, DEFAULT_CONFIG)).toMatchObject({ dialect: undefined, findings: [] });
});

test("a text too long to judge is said to be so", () => {
  const { findings } = lint({ path, text: `${UNLIMITED}#${"x".repeat(MAX_LENGTH)}` }, DEFAULT_CONFIG);
  expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
    ["plumblint/unreadable", "This file has 2.0 million characters and was not judged."],
  ]);
});

test("fix all gives small edits, and nothing when there is nothing to fix", () => {
  const edits = fixAll({ path, text: UNLIMITED }, DEFAULT_CONFIG);
  expect(edits.map(({ start, end }) => end - start)).toEqual([0]);
  expect(fixAll({ path, text: apply(UNLIMITED, edits) }, DEFAULT_CONFIG)).toEqual([]);
});

describe("edits", () => {
  test("apply in the order of the text, insertions at one place in their own order", () => {
    const edits = [
      { start: 3, end: 3, text: "C" },
      { start: 0, end: 1, text: "A" },
      { start: 3, end: 3, text: "D" },
    ];
    expect(apply("abc", edits)).toBe("AbcCD");
  });

  test("that touch each other are not applied together; the first group wins whole", () => {
    const a = [{ start: 0, end: 2, text: "x" }];
    const b = [
      { start: 1, end: 3, text: "y" },
      { start: 5, end: 5, text: "z" },
    ];
    expect(compatible([a, b])).toEqual(a);
    expect(compatible([[{ start: 1, end: 1, text: "same" }], [{ start: 1, end: 1, text: "same" }]])).toHaveLength(1);
  });

  test("a slot takes its value as it is", () => {
    expect(fill({ edits: [{ start: 1, end: 1, text: "a: {value}{value}" }] }, "$&")[0]?.text).toBe("a: $&$&");
  });
});

test("lines count from 1, in UTF-16, and Windows line ends are no part of a line", () => {
  const lines = new Lines("a\r\n😀b\n\nz");
  expect(lines.position(0)).toEqual({ line: 1, column: 1 });
  expect(lines.position(5)).toEqual({ line: 2, column: 3 });
  expect(lines.position(999)).toEqual({ line: 4, column: 2 });
  expect([1, 2, 3, 4, 5].map((line) => lines.line(line))).toEqual(["a", "😀b", "", "z", ""]);
});
