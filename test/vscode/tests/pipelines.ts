import assert from "node:assert/strict";
import { type CodeLens, commands, TabInputWebview, type Uri, window, workspace } from "vscode";
import { open, typeBehind, until, uriOf } from "../editor.ts";
import { test } from "../runner.ts";

const WORKFLOW = ".github/workflows/ci.yml";

interface Picture {
  readonly svg: string;
  readonly title: string;
  readonly nodes: readonly { readonly id: number }[];
}

const panel = () =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith("plumblint.pipeline"));

test("the pipeline of the workflow in front is drawn beside it, and saved as a file", async () => {
  await open(WORKFLOW);
  const { svg, title, nodes } = await commands.executeCommand<Picture>("plumblint.showPipeline");
  assert.equal(title, "ci.yml");
  assert.equal(nodes.length, 6);
  assert.match(svg, /^<svg .*var\(--vscode-/s);
  const shown = await until("a panel", panel);
  assert.equal(shown.label, "Pipeline ci.yml");
  assert.notEqual(shown.group.viewColumn, window.activeTextEditor?.viewColumn);
  const target = uriOf("ci.svg");
  const saved = await commands.executeCommand<Uri>("plumblint.exportPipeline", target);
  assert.equal(saved.toString(), target.toString());
  const text = new TextDecoder().decode(await workspace.fs.readFile(target));
  await workspace.fs.delete(target);
  assert.match(text, /^<svg .*<\/svg>\s*$/s);
  assert.doesNotMatch(text, /vscode|tabindex/);
});

test("a click on the lens above a workflow draws it, and what is no workflow says so", async () => {
  const editor = await open(WORKFLOW);
  const lens = await until("a lens", async () => {
    const found = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", editor.document.uri, 10);
    return found.find(({ command }) => command?.command === "plumblint.showPipeline");
  });
  await typeBehind(editor, "jobs:\n", "  extra:\n    runs-on: ubuntu-latest\n    steps: [{ run: make }]\n");
  const { nodes } = await commands.executeCommand<Picture>(
    "plumblint.showPipeline",
    ...(lens.command?.arguments ?? []),
  );
  assert.equal(nodes.length, 8);
  const schema = uriOf("prisma/schema.prisma");
  const { reason } = await commands.executeCommand<{ reason: string }>("plumblint.showPipeline", schema);
  assert.match(reason, /no workflow/);
});
