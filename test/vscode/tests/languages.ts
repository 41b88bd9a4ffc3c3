import assert from "node:assert/strict";
import { languages } from "vscode";
import { findings, open, until } from "../editor.ts";
import { test } from "../runner.ts";

// The ids under which VS Code opens these files by itself.
const FILES = [
  ["briefs/importer.brief.md", "markdown"],
  [".github/prompts/triage.prompt.md", "prompt"],
  [".claude/agents/reviewer.md", "chatagent"],
  [".claude/skills/release-notes/SKILL.md", "skill"],
  [".github/workflows/ci.yml", "yaml"],
  ["compose.yaml", "dockercompose"],
] as const;

for (const [path, language] of FILES) {
  test(`a file of the language "${language}" is judged, and as plain text too`, async () => {
    const { document } = await open(path);
    assert.equal(document.languageId, language);
    const found = await until("a finding", () => findings(document)[0]);
    const plain = await languages.setTextDocumentLanguage(document, "plaintext");
    const again = await until("a finding again", () => findings(plain)[0]);
    assert.equal(again.message, found.message);
  });
}
