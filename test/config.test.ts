import { describe, expect, test } from "vitest";
import { type Layer, readConfig, readSettings } from "../server/src/core/config.ts";
import { matcher } from "../server/src/core/glob.ts";
import { nearest } from "../server/src/core/nearest.ts";
import { settle } from "../server/src/core/settle.ts";

const read = (text: string, path = ".plumblint.yaml") => readConfig({ path, text });
const problems = (text: string) => {
  const { unreadable, unknownRules } = read(text).problems;
  return [...unreadable, ...unknownRules].map(({ value, start, end }) => [text.slice(start, end), value] as const);
};

describe("reading", () => {
  test("YAML and JSON say the same", () => {
    const yaml = "extends: strict\nrules:\n  brief/vague: off\n  workflow/missing-timeout: [error, {minutes: 20}]\n";
    const json =
      '{"extends":"strict","rules":{"brief/vague":"off","workflow/missing-timeout":["error",{"minutes":20}]}}';
    expect(read(yaml).layer).toEqual(read(json, ".plumblint.json").layer);
    expect(problems(yaml)).toEqual([]);
    expect(settle([read(yaml).layer], "a.md")).toEqual({
      profile: "strict",
      severity: { "brief/vague": "off", "workflow/missing-timeout": "error" },
      options: { "workflow/missing-timeout": { minutes: 20 } },
    });
  });

  test.each(["", "# nothing\n", "null\n", "---\n"])("an empty file %j is an empty configuration", (text) => {
    expect(read(text).layer).toEqual({ base: "" });
    expect(problems(text)).toEqual([]);
  });

  test("each mistake is named at its place, and the rest holds", () => {
    const text =
      "ignore: [x]\nextends: pedantic\nrules:\n  brief/vage: off\n  brief/vague: loud\n  workflow/missing-retry: error\n";
    expect(problems(text)).toEqual([
      ["extends", expect.stringContaining('"extends" is not used')],
      ["brief/vague", expect.stringContaining("expected one of error, warning, info, hint, off")],
      ["ignore", expect.stringContaining('There is no setting "ignore"')],
      ["brief/vage", "brief/vage"],
    ]);
    expect(read(text).layer.rules).toEqual({ "brief/vage": "off", "workflow/missing-retry": "error" });
  });

  test("a wrong option is named, and its default is used", () => {
    const text = 'rules:\n  workflow/missing-timeout: [warning, {minutes: "ten", hours: 1}]\n';
    expect(problems(text)).toEqual([
      ["minutes", expect.stringContaining("wants a number")],
      ["hours", expect.stringContaining('has no option "hours"')],
    ]);
  });

  test("text that is no YAML is one problem", () => {
    expect(problems("rules: [\n")).toHaveLength(1);
  });

  test("aliases that unfold without end do not hang", () => {
    const bomb = `a: &a [x, x]\n${"bcdefghijklmnop"
      .split("")
      .map((name, i) => `${name}: &${name} [${`*${"abcdefghijklmnop"[i]}, `.repeat(9)}]`)
      .join("\n")}\n`;
    expect(read(bomb).problems.unreadable.length).toBeGreaterThan(0);
  });
});

describe("settling", () => {
  const layer = (base: string, more: Partial<Layer>): Layer => ({ base, ...more });

  test("the nearest layer wins", () => {
    const layers = [
      layer("", { extends: "strict", rules: { "brief/vague": "error" } }),
      layer("sub", { rules: { "brief/vague": "off" } }),
    ];
    expect(settle(layers, "sub/a.md")).toEqual({ profile: "strict", severity: { "brief/vague": "off" }, options: {} });
  });

  test("overrides hold for their files only", () => {
    const only = layer("", { overrides: [{ files: ["legacy/"], rules: { "brief/vague": "off" } }] });
    expect(settle([only], "legacy/deep/a.md")?.severity).toEqual({ "brief/vague": "off" });
    expect(settle([only], "new/a.md")?.severity).toEqual({});
  });

  test("include and exclude are relative to the layer's folder", () => {
    expect(settle([layer("sub", { exclude: ["/a.md"] })], "sub/a.md")).toBeUndefined();
    expect(settle([layer("sub", { exclude: ["/a.md"] })], "sub/b/a.md")).toBeDefined();
    expect(settle([layer("", { include: ["*.md"] })], "deep/a.md")).toBeDefined();
    expect(settle([layer("", { include: ["*.md"] })], "a.yml")).toBeUndefined();
  });
});

test.each([
  ["vendor/", "vendor/x/y.md", true],
  ["vendor/", "deep/vendor/x.md", true],
  ["/vendor/", "deep/vendor/x.md", false],
  ["*.md", ".hidden/x.md", true],
  ["docs/*.md", "docs/deep/x.md", false],
  ["**/.github/workflows/*.{yml,yaml}", ".github/workflows/a.yaml", true],
  ["**/.github/workflows/*.{yml,yaml}", "sub/.github/workflows/a.yml", true],
])("glob %s on %s: %s", (glob, path, expected) => {
  expect(matcher([glob])(path)).toBe(expected);
});

test("no globs match nothing", () => expect(matcher([])("a")).toBe(false));

test("settings of any shape give a layer", () => {
  expect(readSettings({ profile: "strict", rules: { "brief/vague": "off" } })).toEqual({
    enabled: true,
    codeLens: true,
    layer: { base: "", extends: "strict", rules: { "brief/vague": "off" } },
  });
  for (const odd of [undefined, null, 7, "x", [], { profile: 3, rules: [] }]) {
    expect(readSettings(odd)).toEqual({ enabled: true, codeLens: true, layer: { base: "" } });
  }
  expect(readSettings({ enable: false }).enabled).toBe(false);
});

test("the nearest word", () => {
  expect(nearest("brief/vage", ["brief/vague", "brief/missing-inputs"])).toBe("brief/vague");
  expect(nearest("zzz", ["brief/vague"])).toBeUndefined();
});
