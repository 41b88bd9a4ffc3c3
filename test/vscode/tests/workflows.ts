import assert from "node:assert/strict";
import { CodeActionKind, type CodeLens, commands, Selection, workspace } from "vscode";
import { apply, findingsOf, open, typeBehind, until, untilAction, untilFindings, whole } from "../editor.ts";
import { test } from "../runner.ts";

const WORKFLOW = ".github/workflows/ci.yml";
const RULE = "workflow/missing-timeout";
const FIX_ALL = CodeActionKind.SourceFixAll.append("plumblint");
const comments = (text: string): string[] => text.match(/#.*$/gm) ?? [];
const limits = (text: string): number => text.match(/timeout-minutes: \d+/g)?.length ?? 0;

test("fix all gives each job a time limit and keeps the comments", async () => {
  const { document } = await open(WORKFLOW);
  await untilFindings(document, RULE, 2);
  const before = document.getText();
  await apply(await untilAction(document, whole(document), FIX_ALL));
  assert.equal(limits(document.getText()), 2, document.getText());
  assert.deepEqual(comments(document.getText()), comments(before));
  await untilFindings(document, RULE, 0);
});

test("fix on save runs the same fixes", async () => {
  const settings = workspace.getConfiguration("editor");
  const editor = await open(WORKFLOW);
  const before = editor.document.getText();
  await untilFindings(editor.document, RULE, 2);
  await settings.update("codeActionsOnSave", { [FIX_ALL.value]: "explicit" });
  try {
    await typeBehind(editor, "npm test", " -- --run");
    assert(await editor.document.save());
    assert.equal(limits(editor.document.getText()), 2, editor.document.getText());
  } finally {
    await settings.update("codeActionsOnSave", undefined);
    await editor.edit((edit) => edit.replace(whole(editor.document), before));
    await editor.document.save();
  }
});

test("a comment silences a finding", async () => {
  const editor = await open(WORKFLOW);
  await untilFindings(editor.document, RULE, 2);
  await typeBehind(editor, "jobs:\n", `  # plumblint-disable-next-line ${RULE} -- the database decides\n`);
  const [left] = await untilFindings(editor.document, RULE, 1);
  assert.equal(editor.document.getText(left?.range), "lint");
});

test("a key that is only half typed takes no other finding away", async () => {
  const editor = await open(WORKFLOW);
  await untilFindings(editor.document, RULE, 2);
  const line = editor.document.positionAt(editor.document.getText().indexOf("  lint:")).line + 1;
  editor.selection = new Selection(line, 0, line, 0);
  for (const text of ["    timeout-minutes", ":", " ", "\n"]) {
    for (const key of text) await commands.executeCommand("type", { text: key });
    await until("the other job", () =>
      findingsOf(editor.document, RULE).find(({ range }) => editor.document.getText(range) === "test"),
    );
  }
  await commands.executeCommand("workbench.action.files.revert");
  await untilFindings(editor.document, RULE, 2);
});

test("a lens above a workflow says what runs, and goes when the settings say so", async () => {
  const { document } = await open(WORKFLOW);
  await untilFindings(document, RULE, 2);
  const lenses = async (): Promise<string[]> => {
    const found = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
    return found.flatMap(({ command }) => (command?.title.includes("job") ? [command.title] : []));
  };
  const [title] = await until("a lens", async () => ((await lenses()).length > 0 ? lenses() : undefined));
  assert.match(title ?? "", /^2 jobs · .*2 without a time limit/);
  const settings = workspace.getConfiguration("plumblint");
  await settings.update("codeLens", false);
  try {
    await until("no lens", async () => ((await lenses()).length === 0 ? true : undefined));
  } finally {
    await settings.update("codeLens", undefined);
  }
});
