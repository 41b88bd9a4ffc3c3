// What a caller passes to a brief, and what the brief does with it: dialects whose tools differ, and odd declarations.
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import { apply } from "../server/src/core/edit.ts";
import type { BriefKind, Parameter } from "../server/src/core/model.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";

function parametersOf(
  text: string,
  dialect = "claude-command",
  path = ".claude/commands/work.md",
): readonly Parameter[] {
  const kind: BriefKind = dialect === "gh-aw" ? "task-brief" : dialect === "skill" ? "skill" : "command";
  return lowerBrief(parseMarkdown(text), { path, text }, { dialect, kind }).parameters;
}

const dropped = (text: string, dialect?: string): string[] =>
  parametersOf(text, dialect)
    .filter(({ declared, used }) => declared && !used)
    .map(({ name, otherwise }) => `${name.value} ${otherwise}`);

describe("what the tool does with the rest decides", () => {
  const HINT = '---\nargument-hint: "[zone] [limit]"\n---\n';
  test.each([
    ["claude-command", `${HINT}List the servers.`, ["zone appended", "limit appended"]],
    ["claude-command", `${HINT}List the servers of $1.`, ["limit lost"]],
    ["claude-command", `${HINT}List the servers of $ARGUMENTS[0] below the limit.`, []],
    ["opencode-command", `${HINT}List the servers.`, ["zone appended", "limit appended"]],
    ["skill", `${HINT}List the servers.`, ["zone appended", "limit appended"]],
    ["codex-prompt", `${HINT}List the servers of the given zone below the limit.`, ["zone lost", "limit lost"]],
    ["codex-prompt", `${HINT}List the servers of $1 below $2.`, []],
    ["codex-prompt", `${HINT}List the servers: $ARGUMENTS.`, []],
    ["copilot-prompt", `${HINT}List the servers.`, []],
    ["cursor-command", `${HINT}List the servers.`, []],
    ["gemini-command", `${HINT}List the servers.`, []],
  ])("%s: %j", (dialect, text, expected) => {
    expect(dropped(text, dialect)).toEqual(expected);
  });

  test("an agentic workflow fills expressions only", () => {
    const head =
      "---\non:\n  workflow_dispatch:\n    inputs:\n      zone:\n        required: true\n      limit:\n        type: number\n---\n";
    expect(dropped(`${head}List the servers of \${{ github.event.inputs.zone }}.`, "gh-aw")).toEqual(["limit lost"]);
    expect(dropped(`${head}Read \${{ toJSON(inputs) }}.`, "gh-aw")).toEqual([]);
  });
});

describe("declarations", () => {
  test.each([
    ["a list in one line", "arguments: [left, right]", ["right lost"]],
    ["a list of lines", "arguments:\n  - left\n  - right", ["right lost"]],
    ["words", "arguments: left right", ["right lost"]],
    ["a mapping", "arguments:\n  left: the one\n  right: the other", ["right lost"]],
    ["a sentence is no list", "arguments: the left file and the right one", []],
    ["a number", "arguments: 3", []],
    ["nothing", "arguments:", []],
    ["another key", "inputs:\n  - name: left\n  - name: right", ["right lost"]],
  ])("%s", (_, head, expected) => {
    expect(dropped(`---\n${head}\n---\nCompare $left with its backup.\n`)).toEqual(expected);
  });

  test.each([
    ["none", '"(none - reads the index)"', []],
    ["not applicable", "n/a", []],
    ["empty", '""', []],
    ["nested brackets are one group", '"[--zone <name>]"', ["--zone <name> appended"]],
    ["alternatives are one group", '"[fast|slow]"', ["fast|slow appended"]],
    ["no brackets at all", "zone to look at", ["zone to look at appended"]],
    ["weak words count when there are no others", '"[file path]"', []],
  ])("hints: %s", (_, hint, expected) => {
    expect(dropped(`---\nargument-hint: ${hint}\n---\nOpen every file. List the servers.\n`)).toEqual(expected);
  });

  test("words of other scripts and forms count", () => {
    expect(dropped('---\nargument-hint: "[分析対象]"\n---\n分析する対象を読んで、表を書いてください。\n')).toEqual([]);
    expect(
      dropped('---\nargument-hint: "[задача]"\n---\nПрочитай описание задачи и напиши план в `plan.md`.\n'),
    ).toEqual([]);
    expect(dropped('---\nargument-hint: "[configuration]"\n---\nConfigure the server.\n')).toEqual([]);
  });
});

test("offsets are those of the text, behind emoji and with the line ends of Windows", () => {
  const text =
    '---\r\ndescription: 🚀🚀\r\nargument-hint: "[zone] [--quick]"\r\n---\r\n\r\n🎉 List the servers of the zone.\r\n';
  const [zone, quick] = parametersOf(text);
  expect(zone?.used).toBeDefined();
  expect(quick && text.slice(quick.name.start, quick.name.end)).toBe("[--quick]");
  const [use, remove] = quick?.repairs ?? [];
  expect(apply(text, use?.edits ?? [])).toBe(`${text.trimEnd()}\r\n\r\nArguments: $ARGUMENTS\r\n`);
  expect(apply(text, remove?.edits ?? [])).toBe(text.replace(" [--quick]", ""));
});

test("a use is written below the inputs that the text lists", () => {
  const text = "---\narguments: [left, right]\n---\n# Compare\n\n## Inputs\n\n- left: $left\n\n## Steps\n\nRead it.\n";
  const [, right] = parametersOf(text);
  expect(apply(text, right?.repairs[0]?.edits ?? [])).toBe(
    text.replace("- left: $left", "- left: $left\n- right: $right"),
  );
});

test("money, escapes and shell variables are no placeholders", () => {
  const head = "---\narguments: [left]\n---\n";
  expect(
    parametersOf(`${head}Costs $5 and \\$left.\n\n~~~sh\nlefft=1; echo $lefft $HOME\n~~~\n`).map(
      ({ otherwise }) => otherwise,
    ),
  ).toEqual(expect.not.arrayContaining(["literal"]));
});

test("a thousand parameters are read in no time", { timeout: 5000 }, () => {
  const names = Array.from({ length: 1000 }, (_, index) => `  - name: key${index}x`).join("\n");
  const body = Array.from({ length: 1000 }, (_, index) => `Step ${index} reads the line ${index} again.`).join("\n\n");
  expect(dropped(`---\nparameters:\n${names}\n---\n${body}\n`)).toHaveLength(1000);
});
