import assert from "node:assert/strict";
import { languages } from "vscode";
import { findings, open, until } from "../editor.ts";
import { test } from "../runner.ts";

// The id under which VS Code opens each of these files, and another that an extension or a person might give it.
const FILES = [
  ["briefs/importer.brief.md", "markdown", "plaintext"],
  [".github/prompts/triage.prompt.md", "prompt", "markdown"],
  [".claude/agents/reviewer.md", "chatagent", "markdown"],
  [".claude/skills/upgrade/SKILL.md", "skill", "markdown"],
  [".github/workflows/ci.yml", "yaml", "dockercompose"],
  ["legacy/schema.prisma", "prisma", "plaintext"],
] as const;

for (const [path, language, other] of FILES) {
  test(`a file of the language "${language}" is judged, and as "${other}" too`, async () => {
    const { document } = await open(path);
    assert.equal(document.languageId, language);
    const found = await until("a finding", () => findings(document)[0]);
    const changed = await languages.setTextDocumentLanguage(document, other);
    assert.equal(changed.languageId, other);
    const again = await until("a finding again", () => findings(changed)[0]);
    assert.equal(again.message, found.message);
  });
}
