// Which Markdown files are briefs, of which dialect and kind: by path first, by content where a path proves nothing.
import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";

const AGENT = "---\nname: x\ndescription: Does x.\n---\nDo x. Then do y.\n";
const COMMAND = "---\ndescription: Does x.\nargument-hint: <file>\n---\nDo x. Then do y.\n";
const PAGE = "---\ntitle: x\ndescription: About x.\nname: x\n---\nThis page explains x. It is long.\n";

test.each<[string, string, string | undefined, string | undefined]>([
  [".claude/agents/x.md", "Do x.", "claude-agent", "agent-definition"],
  ["plugins/a/agents/x.md", AGENT, "claude-agent", "agent-definition"],
  ["plugins/a/agents/x.md", "# X\n\nYou are a reviewer. You review.\n", "claude-agent", "agent-definition"],
  ["docs/agents/x.md", PAGE, undefined, undefined],
  ["docs/agents/x.md", "# Agents\n\nAn agent is a program. It runs.\n", undefined, undefined],
  ["plugins/a/agents/README.md", AGENT, undefined, undefined],
  [".claude/commands/x.md", "Do x.", "claude-command", "command"],
  ["plugins/a/commands/x.md", COMMAND, "claude-command", "command"],
  ["plugins/a/commands/x.md", "Fix $ARGUMENTS. Then stop.\n", "claude-command", "command"],
  ["docs/commands/x.md", PAGE, undefined, undefined],
  [".cursor/commands/x.md", "Do x.", "cursor-command", "command"],
  ["a/x.prompt.md", "Do x.", "copilot-prompt", "command"],
  [".github/agents/x.md", "Do x.", "copilot-agent", "agent-definition"],
  ["x.chatmode.md", "Do x.", "copilot-agent", "agent-definition"],
  ["skills/x/SKILL.md", "Do x.", "skill", "skill"],
  ["AGENTS.md", "Do x. Then do y.", "agents-md", "context"],
  ["packages/a/CLAUDE.md", "Do x. Then do y.", "claude-memory", "context"],
  [".claude/rules/x.md", "Do x. Then do y.", "claude-memory", "context"],
  ["GEMINI.md", "Do x. Then do y.", "gemini-context", "context"],
  ["x.instructions.md", "Do x. Then do y.", "copilot-instructions", "context"],
  [".cursor/rules/x.mdc", "Do x. Then do y.", "cursor-rule", "context"],
  ["briefs/x.md", "Do x. Then do y.", "task-brief", "task-brief"],
  ["README.md", "Do x. Then do y.", undefined, undefined],
])("%s: %j", (path, text, dialect, kind) => {
  const result = lint({ path, text }, { ...DEFAULT_CONFIG, profile: "strict" });
  const [model] = result.models;
  expect([result.dialect, model?.family === "brief" ? model.kind : undefined]).toEqual([dialect, kind]);
  if (kind === "context") expect(result.findings).toEqual([]);
});
