import { commands } from "vscode";
import { open, typeBehind, untilFindings } from "../editor.ts";
import { test } from "../runner.ts";

const RULE = "workflow/missing-timeout";

test("after Restart Server everything works again", async () => {
  const editor = await open(".github/workflows/ci.yml");
  await untilFindings(editor.document, RULE, 2);
  await commands.executeCommand("plumblint.restartServer");
  await untilFindings(editor.document, RULE, 2);
  await typeBehind(editor, "  lint:\n", "    timeout-minutes: 10\n");
  await untilFindings(editor.document, RULE, 1);
});

test("Show Output shows the log", async () => {
  await commands.executeCommand("plumblint.showOutput");
});
