import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  CancellationTokenSource,
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  type CompletionItem,
  CompletionRequest,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  type DocumentSymbol,
  DocumentSymbolRequest,
  ExitNotification,
  type Hover,
  HoverRequest,
  type Position,
  PublishDiagnosticsNotification,
  type Range,
  ShutdownRequest,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  WorkDoneProgress,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Editor, editor, PULL } from "./server.ts";
import { UNLIMITED, workspace } from "./workspace.ts";

const RULE = "workflow/missing-timeout";
const ci = ".github/workflows/ci.yml";
const at = (line: number, character: number): Position => ({ line, character });
const point = (line: number, character: number): Range => ({ start: at(line, character), end: at(line, character) });

function applied(text: string, action: CodeAction | undefined): string {
  const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  return TextDocument.applyEdits(TextDocument.create("x", "x", 1, text), (change?.edits ?? []) as TextEdit[]);
}

describe("diagnostics", () => {
  test("a finding has its place, its rule with a page, its source and its severity", async () => {
    const { open, pull } = await editor(workspace({}));
    open(ci, UNLIMITED, "github-actions-workflow");
    const report = await pull(ci);
    expect(report.kind).toBe("full");
    const [found] = (report as { items: Diagnostic[] }).items;
    expect(found).toMatchObject({
      code: RULE,
      codeDescription: { href: expect.stringMatching(/rules\/workflow\/missing-timeout\.md$/) },
      source: "plumblint",
      severity: 3,
      range: { start: at(2, 2), end: at(2, 7) },
    });
  });

  test("follow each keystroke, and an unchanged document is not sent again", async () => {
    const { open, change, pull, rules } = await editor(workspace({}));
    open(ci, UNLIMITED);
    const first = await pull(ci);
    expect(await pull(ci, first.resultId)).toMatchObject({ kind: "unchanged" });
    change(ci, 2, point(4, 0), "    timeout-minutes: 5\n");
    expect(await rules(ci)).toEqual([]);
    change(ci, 3, { start: at(4, 0), end: at(5, 0) }, "    timeout-minu\n");
    expect(await rules(ci)).toContain(RULE);
  });

  test("no file that is none of ours, whatever its language id", async () => {
    const { open, rules } = await editor(workspace({}));
    open("README.md", "# Hello\n\nDo a thing. Then another.\n", "markdown");
    open("values.yml", "jobs:\n  build: 1\n", "github-actions-workflow");
    expect([...(await rules("README.md")), ...(await rules("values.yml"))]).toEqual([]);
  });

  test("a configuration file is judged as it is typed, and holds once it is saved", async () => {
    const folder = workspace({});
    const { connection, open, rules, uri } = await editor(folder);
    open(".plumblint.yaml", "rules:\n  brief/vage: off\n", "yaml");
    expect(await rules(".plumblint.yaml")).toEqual(["plumblint/unknown-rule"]);
    open(ci, UNLIMITED);
    expect(await rules(ci)).toEqual([RULE]);
    writeFileSync(join(folder, ".plumblint.yaml"), `rules:\n  ${RULE}: off\n`);
    await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uri(".plumblint.yaml"), type: 2 }],
    });
    expect(await rules(ci)).toEqual([]);
  });

  test("go when the file that was missing is created, and come back when it is deleted", async () => {
    const folder = workspace({});
    const { connection, open, rules, uri, pull } = await editor(folder);
    const happened = (path: string, type: 1 | 3) =>
      connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uri(path), type }] });
    open("CLAUDE.md", "See @docs/build.md.\n", "markdown");
    expect(await rules("CLAUDE.md")).toEqual(["brief/missing-reference"]);
    const before = await pull("CLAUDE.md");
    await happened("src/other.ts", 1);
    expect((await pull("CLAUDE.md", before.resultId)).kind, "another file changes nothing").toBe("unchanged");
    mkdirSync(join(folder, "docs"));
    writeFileSync(join(folder, "docs/build.md"), "");
    await happened("docs/build.md", 1);
    expect(await rules("CLAUDE.md")).toEqual([]);
    rmSync(join(folder, "docs"), { recursive: true });
    await happened("docs", 3);
    expect(await rules("CLAUDE.md")).toEqual(["brief/missing-reference"]);
  });

  test("are there for a tab that was restored but never shown, and for no file that is not there", async () => {
    const { rules } = await editor(workspace({ [ci]: UNLIMITED }));
    expect(await rules(ci)).toEqual([RULE]);
    expect(await rules(".github/workflows/gone.yml")).toEqual([]);
  });

  test("are pushed to a client that cannot pull", async () => {
    const { connection, open, uri } = await editor(workspace({}), {});
    const pushed = new Promise<Diagnostic[]>((done) => {
      connection.onNotification(PublishDiagnosticsNotification.type, ({ uri: of, diagnostics }) => {
        if (of === uri(ci)) done(diagnostics);
      });
    });
    open(ci, UNLIMITED);
    expect((await pushed).map(({ code }) => code)).toEqual([RULE]);
  });
});

describe("code actions", () => {
  test("offer the fixes of the finding under the cursor, the safe one preferred, then silencing it", async () => {
    const { open, actions } = await editor(workspace({}));
    open(ci, UNLIMITED);
    const offered = await actions(ci, point(2, 4));
    expect(offered.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Limit to/),
      expect.stringMatching(/^Limit to/),
      expect.stringMatching(/^Limit to/),
      `Silence "${RULE}" here`,
    ]);
    expect(offered.map(({ isPreferred = false }) => isPreferred)).toEqual([true, false, false, false]);
    expect(offered.every(({ diagnostics }) => diagnostics?.[0]?.code === RULE)).toBe(true);
    expect(applied(UNLIMITED, offered[0])).toMatch(/runs-on: ubuntu-latest\n {4}timeout-minutes: \d+\n/);
    expect(await actions(ci, point(0, 0))).toEqual([]);
  });

  test("fix a rule in the whole file, and everything safe at once", async () => {
    const two = `${UNLIMITED}  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n`;
    const { open, actions } = await editor(workspace({}));
    open(ci, two);
    const whole = (await actions(ci, point(2, 4))).find(({ title }) => title.startsWith("Fix all 2"));
    const [all, ...more] = await actions(ci, point(0, 0), [CodeActionKind.SourceFixAll]);
    expect(more).toEqual([]);
    expect(all?.kind).toBe("source.fixAll.plumblint");
    for (const action of [whole, all]) expect(applied(two, action).match(/timeout-minutes/g)).toHaveLength(2);
  });

  test("create a file only for an editor that can", async () => {
    const text = "See @docs/how to.md and @docs/build.md.\n".replace("how to", "how-to");
    const able = {
      ...PULL,
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create" as const] } },
    };
    const { open, actions, uri } = await editor(workspace({ "docs/builds.md": "" }), able);
    open("CLAUDE.md", text, "markdown");
    const [create] = await actions("CLAUDE.md", point(0, 8));
    expect(create?.title).toBe("Create `docs/how-to.md`");
    expect(create?.edit?.documentChanges).toEqual([
      { kind: "create", uri: uri("docs/how-to.md") },
      {
        textDocument: { uri: uri("docs/how-to.md"), version: null },
        edits: [{ range: point(0, 0), newText: "# How to\n" }],
      },
    ]);
    const offered = await actions("CLAUDE.md", point(0, 30));
    expect(offered.map(({ title }) => title).slice(0, 2)).toEqual([
      "Change to `docs/builds.md`",
      "Create `docs/build.md`",
    ]);
    expect(applied(text, offered[0])).toBe("See @docs/how-to.md and @docs/builds.md.\n");

    const unable = await editor(workspace({}));
    unable.open("CLAUDE.md", text, "markdown");
    const titles = (await unable.actions("CLAUDE.md", point(0, 8))).map(({ title }) => title);
    expect(titles).toEqual(['Silence "brief/missing-reference" here']);
  });

  test("heed what is asked for", async () => {
    const { open, actions } = await editor(workspace({}));
    open(ci, UNLIMITED);
    expect(await actions(ci, point(2, 4), ["refactor"])).toEqual([]);
    expect(await actions(ci, point(2, 4), ["source.organizeImports"])).toEqual([]);
    const automatic = await actions(ci, point(2, 4), undefined, CodeActionTriggerKind.Automatic);
    expect(automatic.every(({ title }) => title.startsWith("Limit"))).toBe(true);
  });
});

const command = ".claude/commands/port.md";
const COMMAND = [
  "---",
  "argument-hint: <module>",
  "model: ",
  "",
  "---",
  "# Port a module",
  "",
  "Look at it as a <b>user</b> would. The tests are started with `npm test`.",
  "",
  "## Output",
  "",
  "- `src/<module>.ts`, and a summary of what changed in it.",
  "",
  "",
].join("\n");
const SNIPPETS: ClientCapabilities = {
  ...PULL,
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  textDocument: { ...PULL.textDocument, completion: { completionItem: { snippetSupport: true } } },
};

describe("quick fixes with tab stops", () => {
  const insertions = (action: CodeAction | undefined) =>
    ((action?.edit?.documentChanges ?? []) as TextDocumentEdit[]).flatMap(({ edits }) => edits as SnippetTextEdit[]);

  test("are snippets, escaped, their stops counted through all edits", async () => {
    const { open, actions } = await editor(workspace({}), SNIPPETS);
    open(".github/prompts/x.prompt.md", "# Triage\n\nGo through what is new. Be kind.\n\n## Tone\n\nCalm.\n");
    const [fix] = await actions(".github/prompts/x.prompt.md", point(0, 4));
    expect(fix?.title).toBe("Write sections for inputs, output and success criteria");
    const [inputs, rest] = insertions(fix).map(({ snippet }) => snippet.value);
    expect(inputs).toBe(
      "## Inputs\n\n- \\${input:scope:${1:path, issue or short description}\\}: ${2:what to work on}.\n\n",
    );
    expect(rest).toMatch(/^\n## Output\n\n- \$\{3:One commit[^}]*\}\n.*\$\{6:No file[^}]*\}\n$/s);
  });

  test("are plain text for a client without them, and wherever nobody is asked", async () => {
    const { open, actions } = await editor(workspace({}));
    open("briefs/x.md", "# Triage\n\nGo through what is new. Be kind.\n");
    const [fix] = await actions("briefs/x.md", point(0, 4));
    const text = applied("# Triage\n\nGo through what is new. Be kind.\n", fix);
    expect(text).toContain("- `README.md` and every file that this brief names, read before the first change.");
  });
});

describe("hover", () => {
  const hoverAt = async ({ connection, uri }: Editor, line: number, character: number) => {
    const params = { textDocument: { uri: uri(command) }, position: at(line, character) };
    const hover: Hover | null = await connection.sendRequest(HoverRequest.type, params);
    return { text: (hover?.contents as { value: string } | undefined)?.value ?? "", range: hover?.range };
  };

  test("explains findings, sections and keys, and nothing else", async () => {
    const server = await editor(workspace({}));
    server.open(command, COMMAND, "markdown");
    const finding = await hoverAt(server, 5, 4);
    expect(finding.text).toMatch(
      /^\*\*Nothing in the brief tells.*\*\*\n\nWithout a criterion.*\n\n- Counts as success criteria: /,
    );
    expect(finding.text).toContain("[More about brief/missing-success-criteria](https://");
    const section = await hoverAt(server, 9, 4);
    expect(section.text).toContain("**Output**: What exists when the work is over");
    expect(section.text).toMatch(/- Inputs: \[line 2\]\(file:.*#L2\), “\\<module\\>”/);
    expect(section.text).toContain("- Success criteria: not stated");
    expect(section.range).toEqual({ start: at(9, 3), end: at(9, 9) });
    const key = await hoverAt(server, 1, 3);
    expect(key.text).toMatch(/^\*\*argument-hint\*\* \(Claude Code\)\n\n.*\n\nType: text\.$/);
    expect((await hoverAt(server, 7, 20)).text).toBe("");
  });

  test("lets nothing of the file become markup", async () => {
    const server = await editor(workspace({}));
    const hostile = "- `x.md` [run](command:evil) ![i](https://x.y/i) <img src=x> www.x.y **b**";
    server.open(
      command,
      COMMAND.replace(/^- `src.*$/m, () => hostile),
      "markdown",
    );
    const { text } = await hoverAt(server, 9, 4);
    expect(text).toContain(
      "“\\`x.md\\` \\[run\\](command:evil) !\\[i\\](https\\://x.y/i) \\<img src=x\\> www\\.x.y \\*\\*b\\*\\*”",
    );
  });

  test("leaves keys to VS Code where it explains them", async () => {
    const server = await editor(workspace({}));
    server.open(command, COMMAND, "prompt");
    expect((await hoverAt(server, 1, 3)).text).toBe("");
    expect((await hoverAt(server, 9, 4)).text).not.toBe("");
  });

  test("of a finding in a workflow says why too, and names from the file are no markup", async () => {
    const { connection, open, uri } = await editor(workspace({}));
    open(ci, UNLIMITED);
    const params = { textDocument: { uri: uri(ci) }, position: at(2, 3) };
    const hover = await connection.sendRequest(HoverRequest.type, params);
    expect(hover?.contents).toMatchObject({ value: expect.stringMatching(/^\*\*A job, step or service/) });
    expect(JSON.stringify(hover?.contents)).not.toMatch(/<|command:/);
  });
});

describe("completion", () => {
  const offered = async ({ connection, uri }: Editor, path: string, line: number, character: number) =>
    (await connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: uri(path) },
      position: at(line, character),
    })) as CompletionItem[];

  test("offers the sections that are missing, in the style of the document, at the start of a line", async () => {
    const server = await editor(workspace({}), SNIPPETS);
    server.open(command, COMMAND, "markdown");
    const [item, ...more] = await offered(server, command, 13, 0);
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      label: "## Success Criteria",
      filterText: "## Success Criteria",
      insertTextFormat: 2,
    });
    expect(item?.textEdit?.newText).toMatch(
      /^## Success Criteria\n\n- `npm test` passes, or \$\{1:the failing test is named\}\./,
    );
    expect(await offered(server, command, 7, 12)).toEqual([]);
    expect(await offered(server, command, 11, 0)).toEqual([]);
  });

  test("goes on while the heading is typed, and stops in prose, in code and in what is no brief", async () => {
    const server = await editor(workspace({}), SNIPPETS);
    const labels = async (path: string, text: string) => {
      server.open(path, text, "markdown");
      const lines = text.split("\n");
      return (await offered(server, path, lines.length - 1, lines.at(-1)?.length ?? 0)).map(({ label }) => label);
    };
    const wish = "# Wish\n\nMake it nicer for all. Think of people.\n\n";
    const all = ["## Inputs", "## Output", "## Success Criteria"];
    let brief = 0;
    for (const typed of ["#", "##", "## ", "## In"])
      expect(await labels(`briefs/${brief++}.md`, wish + typed)).toEqual(all);
    for (const typed of ["I", "We need #", "- #", "**", "<", "```\n#", "~~~md\n## "]) {
      expect(await labels(`briefs/${brief++}.md`, wish + typed), typed).toEqual([]);
    }
    expect(await labels("README.md", `${wish}#`)).toEqual([]);
    expect(await labels("AGENTS.md", `${wish}#`)).toEqual([]);
    expect(await labels("briefs/label.md", "Make it nicer. Think.\n\n**Tone:**\n\nCalm.\n\n**")).toEqual([
      "**Inputs:**",
      "**Output:**",
      "**Success Criteria:**",
    ]);
    expect(await labels("briefs/tag.md", "<tone>\nCalm.\n</tone>\n\n<people>\nMany.\n</people>\n\n<")).toContain(
      "<input>",
    );
    expect(await labels("briefs/list.md", "- **Tone**: be calm\n- **People**: there are many\n- **")).toContain(
      "- **Inputs**:",
    );
    expect(
      await labels("briefs/de.md", "# Wunsch\n\nMache es schöner, und denke an die Leute, die es nicht mögen.\n\n#"),
    ).toEqual(["## Eingaben", "## Ausgabe", "## Erfolgskriterien"]);
  });

  test("offers keys that are not there yet, their values, and arguments", async () => {
    const server = await editor(workspace({}), SNIPPETS);
    server.open(command, COMMAND, "markdown");
    const keys = (await offered(server, command, 3, 0)).map(({ label }) => label);
    expect(keys).toContain("allowed-tools");
    expect(keys).not.toContain("model");
    expect((await offered(server, command, 2, 7)).map(({ label }) => label)).toEqual([
      "inherit",
      "sonnet",
      "opus",
      "haiku",
    ]);
    const path = ".claude/commands/fix.md";
    server.open(path, "---\ndescription: Fixes\n", "markdown");
    expect((await offered(server, path, 2, 0)).map(({ label }) => label)).toContain("argument-hint");
    server.open(".claude/commands/a.md", "Port $ to Rust. It costs 5$ a day.\n", "markdown");
    const argument = await offered(server, ".claude/commands/a.md", 0, 6);
    expect(argument.map(({ label }) => label)).toEqual(["$ARGUMENTS", "$ARGUMENTS[0]"]);
    expect(argument[1]?.textEdit?.newText).toBe("\\$ARGUMENTS[${1:0}]");
    expect(await offered(server, ".claude/commands/a.md", 0, 28)).toEqual([]);
    server.open(".claude/agents/a.md", "---\nname: a\n\n---\nYou are kind.\n", "chatagent");
    expect(await offered(server, ".claude/agents/a.md", 2, 0), "VS Code does this").toEqual([]);
  });
});

test("symbols are the sections of the contract, where the editor has no outline of its own", async () => {
  const { connection, open, uri } = await editor(workspace({}));
  const symbols = async (path: string) =>
    (await connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri: uri(path) },
    })) as DocumentSymbol[];
  open(command, COMMAND, "markdown");
  open("briefs/x.md", COMMAND, "plaintext");
  expect(await symbols(command)).toEqual([]);
  expect(await symbols("briefs/x.md")).toMatchObject([
    { name: "Output", detail: "output", range: { start: at(9, 3) } },
  ]);
});

test("a new brief of each kind has its place, its name and tab stops", async () => {
  const { connection } = await editor(workspace({}));
  const kinds = await connection.sendRequest<{ id: string; title: string }[]>("plumblint/newBriefKinds");
  expect(kinds.map(({ title }) => title)).toContain("Task brief");
  const paths = new Set<string>();
  for (const { id } of kinds) {
    const params = { kind: id, name: " Fix the login! " };
    const made = await connection.sendRequest<{ path: string; snippet: string }>("plumblint/newBrief", params);
    expect(made.path).toContain("fix-the-login");
    expect(made.snippet).toMatch(/^# \$\{\d+:Fix the login!\}$/m);
    paths.add(made.path);
  }
  expect(paths.size).toBe(kinds.length);
  expect(await connection.sendRequest("plumblint/newBrief", { kind: "task-brief", name: " !" })).toBeNull();
});

test("the audit judges the workspace, open documents as they are in the editor", async () => {
  const { connection, open } = await editor(workspace({ [ci]: UNLIMITED, "deep/.github/workflows/x.yml": UNLIMITED }));
  const ask = () => connection.sendRequest<{ html: string; findings: number; files: number }>("plumblint/audit", {});
  expect(await ask()).toMatchObject({ findings: 2, files: 2, html: expect.stringMatching(/ci\.yml%22%2C3%2C3%5D/) });
  open(ci, UNLIMITED.replace("runs-on", "timeout-minutes: 5\n    runs-on"));
  expect(await ask()).toMatchObject({ findings: 1, files: 2 });
});

test("an audit that is cancelled reports what it has found until then, and says so", async () => {
  const files = Object.fromEntries(Array.from({ length: 800 }, (_, i) => [`p${i}/${ci}`, UNLIMITED]));
  const { connection } = await editor(workspace(files));
  const source = new CancellationTokenSource();
  connection.onProgress(WorkDoneProgress.type, "audit", ({ kind }) => {
    if (kind === "report") source.cancel();
  });
  const answer = await connection.sendRequest<{ html: string; files: number }>(
    "plumblint/audit",
    { workDoneToken: "audit" },
    source.token,
  );
  expect(answer.html).toMatch(/Cancelled after \d+ of 800 files\./);
  expect(answer.files).toBeLessThan(800);
});

test("`plumblint lsp --stdio` is the same server", async () => {
  const { open, rules } = await editor(workspace({}), PULL, ["dist/plumblint.cjs", "lsp"]);
  open(ci, UNLIMITED);
  expect(await rules(ci)).toEqual([RULE]);
});

test("the server ends when it is told to", async () => {
  const { connection, child } = await editor(workspace({}));
  const ended = new Promise((done) => child.on("exit", done));
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  expect(await ended).toBe(0);
});
