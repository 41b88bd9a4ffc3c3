// What is remembered between keystrokes must never change what is said: a text edited step by step is judged as one that
// was never seen.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";
import { remembering } from "../server/src/core/memory.ts";
import { TOP } from "./workspace.ts";

describe("work with a memory", () => {
  test("is done once for each text", () => {
    const work = vi.fn((text: string) => ({ length: text.length }));
    const known = remembering(work);
    expect(known("a sentence of some length")).toBe(known("a sentence of some length"));
    expect(known("another")).toEqual({ length: 7 });
    expect(work).toHaveBeenCalledTimes(2);
  });

  test("forgets the oldest, and never keeps a long text", () => {
    const work = vi.fn((text: string) => ({ text }));
    const known = remembering(work, { most: 2, longest: 10 });
    for (const text of ["a", "b", "c", "d", "e", "a"]) expect(known(text)).toEqual({ text });
    expect(work).toHaveBeenCalledTimes(6);
    known("e");
    expect(work, "a recent one").toHaveBeenCalledTimes(6);
    known("longer than ten");
    known("longer than ten");
    expect(work).toHaveBeenCalledTimes(8);
  });
});

// What changes the structure of a document from where it stands to its end, and what does not.
const TYPED = [
  "x",
  "\n",
  "\n\n",
  "```\n",
  "- ",
  "## Outputs\n",
  "> ",
  "| a |\n| --- |\n",
  "<inputs>",
  "1. ",
  "---\n",
  " ",
];

describe("a brief that is edited step by step", () => {
  const folder = join(TOP, "test/fixtures/briefs");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  expect(names.length).toBeGreaterThan(2);
  test.each(names)("%s", async (name) => {
    const config = { ...DEFAULT_CONFIG, profile: "strict" } as const;
    const path = name.replaceAll("\\", "/");
    let text = readFileSync(join(folder, name), "utf8");
    lint({ path, text }, config);
    for (const [index, typed] of TYPED.entries()) {
      const at = Math.floor((text.length * ((index * 37) % 100)) / 100);
      text = text.slice(0, at) + typed + text.slice(index % 3 === 0 ? at + 2 : at);
      vi.resetModules();
      const fresh = await import("../server/src/core/lint.ts");
      expect(lint({ path, text }, config), typed).toEqual(fresh.lint({ path, text }, config));
    }
  });
});
