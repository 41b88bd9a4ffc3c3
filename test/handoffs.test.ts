// Which files, subtasks and agents a brief speaks of, and what of that hangs together.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import { numberOf } from "../server/src/core/brief/numbers.ts";
import type { BriefKind } from "../server/src/core/model.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";
import { aroundOn } from "../server/src/project/around.ts";
import { DiskHost } from "../server/src/project/host.ts";
import { workspace } from "./workspace.ts";

interface Where {
  readonly path?: string;
  readonly dialect?: string;
  readonly kind?: BriefKind;
}

const read = (text: string, { path = "briefs/work.md", dialect = "task-brief", kind = "task-brief" }: Where = {}) =>
  lowerBrief(parseMarkdown(text), { path, text }, { dialect, kind });

const MEMORY = { path: "packages/app/CLAUDE.md", dialect: "claude-memory", kind: "context" } as const;
const SKILL = { path: "plugins/p/skills/s/SKILL.md", dialect: "skill", kind: "skill" } as const;

describe("references", () => {
  const references = (text: string, where?: Where) =>
    read(text, where).references.map(({ kind, value }) => `${kind} ${value}`);

  test.each<[string, string, Where, string[]]>([
    ["an import", "See @docs/build.md.", MEMORY, ["import docs/build.md"]],
    ["an import of a hidden folder", "@.config/style.md", MEMORY, ["import .config/style.md"]],
    ["a link, without its anchor", "[a](../b/c.md#d)", MEMORY, ["link ../b/c.md"]],
    ["a link with blanks in brackets", "[a](<old notes/c.md>)", MEMORY, ["link old notes/c.md"]],
    ["a link with escapes", "[a](docs/c%20d.md)", MEMORY, ["link docs/c d.md"]],
    ["a part of a skill", "Load `references/api.md` now.", SKILL, ["named references/api.md"]],
    ["a script of a skill", "Run `scripts/check.py`.", SKILL, ["named scripts/check.py"]],
    ["a part of the plugin", "Read `${CLAUDE_PLUGIN_ROOT}/docs/api.md`.", SKILL, ["named docs/api.md"]],
    ["a file to be read first", "You must read `docs/plan.md`.", {}, ["named docs/plan.md"]],
    ["in a row of a table", "| a | b |\n| - | - |\n| [x](x/y.md) | z |", {}, ["link x/y.md"]],
  ])("%s", (_, text, where, expected) => expect(references(text, where)).toEqual(expected));

  test.each<[string, string, Where]>([
    ["an address", "[a](https://x.org/a.md) and [b](mailto:a@b.md)", MEMORY],
    ["a place in the document", "[a](#b)", MEMORY],
    ["a picture", "![a](shot.png)", MEMORY],
    ["an absolute path", "[a](/docs/a.md)", MEMORY],
    ["a home", "@~/notes.md", MEMORY],
    ["a mention, a package, a decorator", "@alice, `@acme/kit`, @acme/kit, @Injectable()", MEMORY],
    ["a script of a package", "@acme/kit.js", MEMORY],
    ["in code", "`@docs/build.md` and `[a](b.md)`", MEMORY],
    ["in a fence", "```md\n[a](b.md)\n@docs/build.md\n```", MEMORY],
    ["in a comment", "<!-- [a](b.md) -->", MEMORY],
    ["in an example", "## Examples\n\n[a](docs/b.md)", MEMORY],
    ["a placeholder", "[a](<name>.md), [b](docs/{name}.md), [c](docs/XXX.md), [d](docs/2026-01-01.md)", MEMORY],
    ["a pattern", "[a](docs/*.md)", MEMORY],
    ["optional", "If it exists, see [a](docs/a.md).", MEMORY],
    ["in a template", "[a](docs/a.md)", { ...SKILL, path: "skills/s/templates/SKILL.md" }],
    ["a user's file", "Read `docs/plan.md` first.", SKILL],
    ["a mere mention", "The parser is in `src/parser.ts`.", {}],
    ["written by the brief", "Read `out/a.md`. Before, create `out/a.md`.", {}],
    [
      "an import of a command for any project",
      "@docs/a.md",
      { path: "commands/a.md", dialect: "claude-command", kind: "command" },
    ],
    ["a link of an agent for any project", "[a](docs/a.md)", { path: "agents/a.md", kind: "agent-definition" }],
  ])("not %s", (_, text, where) => expect(references(text, where)).toEqual([]));

  test("lie beside the document or in a folder above it, and never outside the project", () => {
    const [reference] = read("@docs/a.md", MEMORY).references;
    expect(reference?.candidates).toEqual(["packages/app/docs/a.md", "packages/docs/a.md", "docs/a.md"]);
    expect(read("[a](../../../a.md)", MEMORY).references).toEqual([]);
    expect(read("[a](../../a.md)", MEMORY).references[0]?.candidates).toEqual(["a.md"]);
  });

  test("cover the path as it is written", () => {
    const text = "[a](mdc:src/a.ts#L3)";
    const [reference] = read(text, { path: ".cursor/rules/a.mdc", kind: "context" }).references;
    expect(text.slice(reference?.start, reference?.end)).toBe("src/a.ts");
  });
});

describe("subtasks", () => {
  const subtasks = (text: string) =>
    read(text).subtasks.map(
      ({ name, level, key = "", parallel }) => `${level} ${name.value} (${key})${parallel ? " ∥" : ""}`,
    );

  test("headings, and their span", () => {
    const text = "# Plan\n\n## Task 1: Parser\n\nA.\n\n### Step 1.1 – Tokens\n\nB.\n\n## Task 2: Printer\n\nC.\n";
    expect(subtasks(text)).toEqual([
      "2 Task 1: Parser (task 1)",
      "3 Step 1.1 – Tokens (step 1.1)",
      "2 Task 2: Printer (task 2)",
    ]);
    const [first] = read(text).subtasks;
    expect(text.slice(first?.start, first?.end)).toBe("## Task 1: Parser\n\nA.\n\n### Step 1.1 – Tokens\n\nB.\n\n");
  });

  test("items of lists, by name and by number", () => {
    expect(subtasks("## Tasks\n\n1. **Parser**: write it.\n2. **Printer**: write it.\n")).toEqual([
      "3 Parser ()",
      "3 Printer ()",
    ]);
    expect(subtasks("- **Agent A**: reads\n- **Agent B**: writes\n")).toEqual([
      "1 Agent A (agent a)",
      "1 Agent B (agent b)",
    ]);
    expect(subtasks("- [ ] T001 Set up\n- [ ] T002 [P] Write a\n- [ ] T003 [P] Write b\n").at(-1)).toMatch(
      /^1 T003.*∥$/,
    );
  });

  test("rows of a table with inputs and outputs", () => {
    const [first, second] = read(
      "| Task | Inputs | Outputs |\n| - | - | - |\n| A | `a.md` | `b.md` |\n| B | `b.md` | `c.md` |\n",
    ).subtasks;
    expect([first?.name.value, first?.inputs.map(({ value }) => value)]).toEqual(["A", ["a.md"]]);
    expect([second?.name.value, second?.outputs.map(({ value }) => value)]).toEqual(["B", ["c.md"]]);
  });

  test("what they take and give, under labels, in lists and in sentences", () => {
    const text =
      "## Task 1\n\n**Inputs**\n\n- `a.json`\n- the **word list**\n\n**Output:** `b.json`\n\nThen write `c.md` from `d.md`.\n";
    const [subtask] = read(text).subtasks;
    expect(subtask?.inputs.map(({ value }) => value)).toEqual(["a.json", "word list"]);
    expect(subtask?.outputs.map(({ value }) => value)).toEqual(["b.json", "c.md"]);
  });

  test("which of them run side by side", () => {
    const three = "## Task 1\n\nA.\n\n## Task 2\n\nB.\n\n## Task 3\n\nC.\n";
    expect(subtasks(`Tasks 2 and 3 run in parallel.\n\n${three}`).map((said) => said.endsWith("∥"))).toEqual([
      false,
      false,
      true,
    ]);
    expect(subtasks(`All tasks run in parallel.\n\n${three}`).map((said) => said.endsWith("∥"))).toEqual([
      false,
      true,
      true,
    ]);
    expect(subtasks(`Never run these tasks in parallel.\n\n${three}`).some((said) => said.endsWith("∥"))).toBe(false);
    expect(subtasks(`Read the files in parallel.\n\n${three}`).some((said) => said.endsWith("∥"))).toBe(false);
  });

  test("whose results they use", () => {
    const text =
      "## Step 1\n\nA.\n\n## Step 2\n\nUse the schema from step 1. Go back to step 7. Independent from step 1.\n";
    expect(read(text).subtasks.map(({ uses }) => uses.map(({ value }) => value))).toEqual([[], ["step 1"]]);
  });

  test("none in examples", () => expect(subtasks("## Examples\n\n### Task 1: Parser\n\nA.\n")).toEqual([]));
});

describe("crews in other languages", () => {
  const crew = (text: string) => read(text).crews[0];

  test.each([
    ["de", "Sechs Agenten arbeiten gleichzeitig und tragen alles in `liste.md` ein.", 6],
    ["fr", "Lance cinq agents en parallèle. Chacun écrit dans `liste.md`.", 5],
    ["es", "Inicia cuatro agentes en paralelo. Cada agente escribe en `lista.md`.", 4],
    ["pt", "Inicie sete agentes ao mesmo tempo. Cada agente escreve em `lista.md`.", 7],
    ["ru", "Запусти пять агентов параллельно. Каждый агент дописывает `list.md`.", 5],
    ["zh", "同时启动 6 个代理，每个代理写入 `list.md`。", 6],
    ["zh, in words", "并行运行十二个子代理，它们编辑 `list.md`。", 12],
    ["ja", "6つのエージェントを並列で起動する。各エージェントは `list.md` に追記する。", 6],
    ["ko", "에이전트 6개를 병렬로 실행한다. 각 에이전트는 `list.md`를 수정한다.", 6],
  ])("%s", (_, text, size) => {
    expect(crew(text)?.size).toBe(size);
    expect(crew(text)?.coordinator).toBeUndefined();
    expect(crew(text)?.apart).toBeUndefined();
  });

  test.each([
    ["de", "Sechs Agenten schreiben gleichzeitig. Warte auf alle und führe ihre Texte zusammen."],
    ["fr", "Lance cinq agents en parallèle. Un coordinateur fusionne leurs textes."],
    ["es", "Inicia cuatro agentes en paralelo. Espera a que todos terminen."],
    ["pt", "Inicie sete agentes ao mesmo tempo. O coordenador consolida tudo."],
    ["ru", "Запусти пять агентов параллельно. Дождись всех и объедини результаты."],
    ["zh", "同时启动 6 个代理。等待所有代理完成后汇总。"],
    ["ja", "6つのエージェントを並列で起動する。あなたが結果を統合する。"],
    ["ko", "에이전트 6개를 병렬로 실행한다. 모두 끝나면 결과를 통합한다."],
  ])("somebody joins them: %s", (_, text) => expect(crew(text)?.coordinator).toBeDefined());

  test.each([
    ["de", "Starte sechs Agenten gleichzeitig, höchstens drei auf einmal.", 3],
    ["fr", "Lance six agents en parallèle, au plus trois à la fois.", 3],
    ["zh", "同时启动 6 个代理，最多 3 个。", 3],
  ])("a cap: %s", (_, text, size) => expect(crew(text)?.size).toBe(size));

  test("numbers", () => {
    expect(
      ["zwölf", "cinq", "пяти", "十", "十二", "二十", "三十五", "两", "열두", "seven", "17"].map(numberOf),
    ).toEqual([12, 5, 5, 10, 12, 20, 35, 2, 12, 7, 17]);
    expect(numberOf("some")).toBeNaN();
  });
});

describe("crews without a number in the sentence", () => {
  test("a table, a list, numbered names, headings", () => {
    const size = (text: string) => read(text).crews[0]?.size;
    expect(
      size("| Agent | Part |\n| - | - |\n| A | x |\n| B | y |\n| C | z |\n\nThey all work at the same time.\n"),
    ).toBe(3);
    expect(size("Start these agents in parallel:\n\n- one for x\n- one for y\n- one for z\n- one for w\n")).toBe(4);
    expect(size("Run the agents at once: agent 1 takes x, agent 2 takes y, agent 3 takes z.")).toBe(3);
    expect(size("The agents run in parallel.\n\n## Agent 1\n\nA.\n\n## Agent 2\n\nB.\n")).toBe(2);
  });

  test("tool calls, tests and requests are no agents", () => {
    const none = ["Make five tool calls in parallel.", "Run 8 tests at once.", "Send 20 requests concurrently."];
    for (const text of none) expect(read(text).crews).toEqual([]);
  });
});

describe("the files around", () => {
  test("are there, are not, or nobody can tell", () => {
    const root = workspace({ ".gitignore": "out/\n*.local.md\n", "docs/a.md": "" });
    const asked: string[] = [];
    const around = aroundOn(root, undefined, (place) => asked.push(place));
    expect(
      ["docs/a.md", "docs", "docs/b.md", "out/c.md", "docs/x.local.md", "../y.md"].map((path) => around.exists(path)),
    ).toEqual([true, true, false, undefined, undefined, undefined]);
    expect(asked).toContain(join(root, "docs/b.md"));
    expect([around.list("docs"), around.list("none"), around.list("..")]).toEqual([["a.md"], undefined, undefined]);
    expect(around.list("")).toContain("docs/");
  });

  test("matter to the editor only where somebody asked for them", () => {
    const root = workspace({ "CLAUDE.md": "" });
    const uri = (path: string) => pathToFileURL(join(root, path)).toString();
    const host = new DiskHost();
    host.setFolders([pathToFileURL(root).toString()]);
    const { around } = host.homeOf(uri("CLAUDE.md"));
    expect(host.wasAsked(uri("docs/a.md"))).toBe(false);
    expect(around.exists("docs/a.md")).toBe(false);
    expect(["docs/a.md", "docs", "docs/b.md", "src", ""].map((path) => host.wasAsked(uri(path)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    mkdirSync(join(root, "docs"));
    writeFileSync(join(root, "docs/a.md"), "");
    expect(around.exists("docs/a.md")).toBe(true);
    host.forgetConfigs();
    expect(host.wasAsked(uri("docs/a.md"))).toBe(false);
  });
});

describe("hostile texts take time in proportion to their length", () => {
  test.each([
    ["references", (n: number) => "[a](b/c.md) @d/e.md `f/g.md` ".repeat(n)],
    ["brackets", (n: number) => "[a](".repeat(4 * n)],
    ["subtasks", (n: number) => "## Task 1: `a.md`\n\nInput: `b.md` from Task 2, write `a.md`.\n\n".repeat(n)],
    ["items", (n: number) => "- Task 1: write `a.md`\n".repeat(2 * n)],
    ["crews", (n: number) => "They all run in parallel. ".repeat(2 * n)],
    [
      "rows",
      (n: number) => `| Agent | Inputs |\n| - | - |\n${"| A | `b.md` |\n".repeat(2 * n)}All of them run in parallel.\n`,
    ],
    ["one sentence", (n: number) => `Sechs ${"Agenten und ".repeat(3 * n)} gleichzeitig`],
  ])("%s", (_, text) => {
    const time = (n: number) => {
      const said = text(n);
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round++) {
        const start = performance.now();
        read(said);
        least = Math.min(least, performance.now() - start);
      }
      return least;
    };
    time(50);
    // Eight times the text; quadratic work would take 64 times as long.
    expect(time(1600)).toBeLessThan(30 * Math.max(time(200), 2));
  });
});
