import assert from "node:assert/strict";
import { commands, TabInputWebview, window } from "vscode";
import { findings, until, uriOf } from "../editor.ts";
import { test } from "../runner.ts";

interface Answer {
  readonly html: string;
  readonly findings: number;
  readonly files: number;
}

test("the audit covers every file, and each link of its report leads to the place of a finding", async () => {
  const { html, ...sums } = await commands.executeCommand<Answer>("plumblint.auditWorkspace");
  await until("the report in front", () => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof TabInputWebview && input.viewType.endsWith("plumblint.audit") ? input : undefined;
  });
  assert.equal(sums.files, 8);
  const links = [...html.matchAll(/href="command:plumblint\.openPlace\?([^"]+)"/g)].map(([, query = ""]) => query);
  assert(links.length >= sums.findings && sums.findings > 6, `${links.length} links, ${sums.findings} findings`);
  for (const link of new Set(links)) {
    const [uri, line, column]: [string, number, number] = JSON.parse(decodeURIComponent(link));
    await commands.executeCommand("plumblint.openPlace", uri, line, column);
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), uri);
    const { start } = editor.selection;
    assert.deepEqual([start.line + 1, start.character + 1], [line, column]);
    await until(`a finding at ${link}`, () =>
      findings(editor.document).find(({ range }) => range.start.isEqual(start)),
    );
  }
});

test("the audit of a folder covers that folder", async () => {
  const { files } = await commands.executeCommand<Answer>("plumblint.auditFolder", uriOf("briefs"));
  assert.equal(files, 1);
});
