import assert from "node:assert/strict";
import { CodeActionKind } from "vscode";
import { apply, open, untilAction, untilFindings } from "../editor.ts";
import { test } from "../runner.ts";

test("a vague brief is found, links to its page, and its quick fix adds the sections", async () => {
  const { document } = await open("briefs/importer.brief.md");
  const [vague] = await untilFindings(document, "brief/vague", 1);
  assert(vague && typeof vague.code === "object" && vague.code);
  assert.match(vague.code.target.toString(), /brief\/vague/);
  assert.equal(document.getText(vague.range), "Make the importer faster");

  await apply(await untilAction(document, vague.range, CodeActionKind.QuickFix));
  const headings = document.getText().match(/^## .*$/gm) ?? [];
  assert.equal(headings.length, 3, document.getText());
  await untilFindings(document, "brief/vague", 0);
});
