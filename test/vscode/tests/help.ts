import assert from "node:assert/strict";
import {
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  languages,
  MarkdownString,
  Position,
  Selection,
  type TextDocument,
  type TextEditor,
  workspace,
} from "vscode";
import { findings, open, typeBehind, until, untilFindings, uriOf } from "../editor.ts";
import { test } from "../runner.ts";

const BRIEF = "briefs/importer.brief.md";
const COMMAND = ".claude/commands/port.md";

const placeOf = (document: TextDocument, text: string): Position => {
  const at = document.getText().indexOf(text);
  assert(at >= 0, `"${text}" stands in ${document.uri.path}`);
  return document.positionAt(at + 1);
};

/** What all hovers at a place say, ours and others'. */
async function hoverAt(document: TextDocument, place: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, place);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : ""))
    .join("\n");
}

async function labelsAt({ uri }: TextDocument, place: Position): Promise<string[]> {
  const { items } = await commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", uri, place);
  return items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

const selected = ({ document, selection }: TextEditor): string => document.getText(selection);

const untilSelected = (editor: TextEditor, what: RegExp): Promise<string> =>
  until(`a selection like ${what}`, () => (what.test(selected(editor)) ? selected(editor) : undefined));

test("a hover on a finding says why, what counts, and where there is more", async () => {
  const { document } = await open(BRIEF);
  const [vague] = await untilFindings(document, "brief/vague", 1);
  const said = await until("a hover", async () => {
    const text = await hoverAt(document, vague?.range.start ?? new Position(0, 0));
    return text.includes("what the caller hands over") ? text : undefined;
  });
  assert.match(said, /handed to somebody who knows nothing else/);
  assert.match(said, /\[More about brief\/vague\]\(https:/);
});

test("a hover on a section says what it is for, and on a key what it means", async () => {
  const { document } = await open(COMMAND);
  assert.equal(document.languageId, "markdown");
  const section = await hoverAt(document, placeOf(document, "Inputs"));
  assert.match(section, /given or starts from/);
  assert.match(section, /Success criteria: not stated/);
  assert.match(await hoverAt(document, placeOf(document, "argument-hint")), /Claude Code/);
});

test("keys that VS Code explains itself are not explained twice", async () => {
  const { document } = await open(".claude/agents/reviewer.md");
  assert.equal(document.languageId, "chatagent");
  await until("findings", () => findings(document)[0]);
  const said = await hoverAt(document, placeOf(document, "description"));
  assert(!said.includes("(Claude Code)"), said);
});

test("a missing section is offered where it can stand, is accepted, and leaves nothing to find", async () => {
  const editor = await open(COMMAND);
  const { document } = editor;
  await untilFindings(document, "brief/missing-success-criteria", 1);
  await typeBehind(editor, "how it was checked.\n", "\n");
  const line = document.lineCount - 1;
  assert.deepEqual(
    (await labelsAt(document, new Position(line, 0))).filter((label) => label.startsWith("#")),
    ["## Success Criteria"],
  );
  const inProse = await labelsAt(document, placeOf(document, "the module as a user").translate(0, 3));
  assert(!inProse.some((label) => label.startsWith("#")), inProse.join());

  editor.selection = new Selection(line, 0, line, 0);
  await commands.executeCommand("type", { text: "#" });
  await until("the list", async () => {
    await commands.executeCommand("editor.action.triggerSuggest");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await commands.executeCommand("acceptSelectedSuggestion");
    return document.getText().includes("## Success Criteria") ? true : undefined;
  });
  await untilSelected(editor, /the failing test is named/);
  await untilFindings(document, "brief/missing-success-criteria", 0);
});

test("keys of the front matter that are not there yet are offered, and the values of those that are", async () => {
  const editor = await open(COMMAND);
  await typeBehind(editor, "---\n", "\nmodel: \n");
  const keys = await labelsAt(editor.document, new Position(1, 0));
  assert(keys.includes("allowed-tools") && !keys.includes("argument-hint") && !keys.includes("model"), keys.join());
  const values = await labelsAt(editor.document, new Position(2, 7));
  assert(values.includes("sonnet"), values.join());
});

test("the quick fix for a vague brief writes sections with tab stops", async () => {
  const editor = await open(BRIEF);
  const { document } = editor;
  const [vague] = await untilFindings(document, "brief/vague", 1);
  const start = vague?.range.start ?? new Position(0, 0);
  editor.selection = new Selection(start, start);
  await until("the fix", async () => {
    await commands.executeCommand("editor.action.codeAction", { kind: "quickfix", apply: "first" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return document.getText().includes("## Inputs") ? true : undefined;
  });
  await untilSelected(editor, /^`README\.md` and every file/);
  await commands.executeCommand("type", { text: "docs/importer.md" });
  await commands.executeCommand("jumpToNextSnippetPlaceholder");
  await untilSelected(editor, /^The current branch/);
  for (let stop = 0; stop < 2; stop++) await commands.executeCommand("jumpToNextSnippetPlaceholder");
  await untilSelected(editor, /^every changed file/);
  assert.match(document.getText(), /^- docs\/importer\.md, read before the first change\.$/m);
  assert.doesNotMatch(document.getText(), /\$\{?\d/);
});

for (const [kind, path] of [
  ["task-brief", "briefs/fix-the-login.brief.md"],
  ["claude-command", ".claude/commands/fix-the-login.md"],
  ["skill", ".claude/skills/fix-the-login/SKILL.md"],
  ["copilot-prompt", ".github/prompts/fix-the-login.prompt.md"],
] as const) {
  test(`New Brief writes a ${kind} at its place, with tab stops, and strict finds nothing in it`, async () => {
    const settings = workspace.getConfiguration("plumblint");
    await settings.update("profile", "strict");
    try {
      const editor = await commands.executeCommand<TextEditor | undefined>("plumblint.newBrief", kind, "Fix the login");
      assert(editor, "an editor");
      const { document } = editor;
      assert(document.isUntitled && document.uri.path === uriOf(path).path, document.uri.toString());
      assert.match(document.getText(), /^# Fix the login$/m);
      await until("a tab stop", () => (editor.selection.isEmpty ? undefined : true));
      await until("nothing to find", () => (findings(document).length === 0 ? true : undefined));
      // It is judged all the same: what is taken away is missed.
      const all = document.getText();
      const at = document.positionAt(all.indexOf("## Subtasks"));
      await editor.edit((edit) => edit.delete(new Selection(at, document.positionAt(all.length))));
      await untilFindings(document, "brief/missing-success-criteria", 1);
    } finally {
      await settings.update("profile", undefined);
    }
  });
}

test("the outline of a Markdown brief is there once, and one in plain text has its sections", async () => {
  const { document } = await open(COMMAND);
  const outline = ({ uri }: TextDocument) =>
    commands.executeCommand<DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", uri);
  const names = (symbols: readonly DocumentSymbol[]): string[] =>
    symbols.flatMap(({ name, children }) => [name, ...names(children)]);
  const headings = await until("the outline of Markdown", () => outline(document));
  assert.equal(names(headings).filter((name) => /Inputs/.test(name)).length, 1);
  const plain = await languages.setTextDocumentLanguage(document, "plaintext");
  const sections = await until("the outline of Plumblint", async () => {
    const symbols = await outline(plain);
    return symbols?.length > 0 ? symbols : undefined;
  });
  assert.deepEqual(names(sections), ["Inputs", "Output"]);
});
