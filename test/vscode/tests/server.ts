import assert from "node:assert/strict";
import { commands, languages, workspace } from "vscode";
import { findingsOf, open, typeBehind, until, untilFindings } from "../editor.ts";
import { test } from "../runner.ts";

const RULE = "workflow/missing-timeout";

test("after Restart Server everything works again", async () => {
  const editor = await open(".github/workflows/ci.yml");
  await untilFindings(editor.document, RULE, 2);
  const seen: number[] = [];
  const listener = languages.onDidChangeDiagnostics(() => seen.push(findingsOf(editor.document, RULE).length));
  await commands.executeCommand("plumblint.restartServer");
  await untilFindings(editor.document, RULE, 2);
  listener.dispose();
  assert(seen.includes(0), "the findings of the server that ended are gone");
  await typeBehind(editor, "  lint:\n", "    timeout-minutes: 10\n");
  await untilFindings(editor.document, RULE, 1);
});

test("Show Output shows the log", async () => {
  await commands.executeCommand("plumblint.showOutput");
  await until("the log", () =>
    workspace.textDocuments.find(({ uri }) => uri.scheme === "output" && /plumblint/i.test(uri.path)),
  );
});
