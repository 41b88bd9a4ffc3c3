// The front matter of the known families: what each key means to the tool that reads the file. Data only.
import { claudeAgent, claudeCommand, skill } from "./claude.ts";
import { codexPrompt, cursorRule, geminiAgent, openCodeCommand } from "./others.ts";
import type { KeyFamily } from "./type.ts";
import { copilotAgent, copilotPrompt, instructions } from "./vscode.ts";

/** The front matter of each family, by dialect. */
export const KEYS: Readonly<Record<string, KeyFamily>> = {
  "claude-agent": claudeAgent,
  "claude-command": claudeCommand,
  skill,
  "copilot-prompt": copilotPrompt,
  "copilot-agent": copilotAgent,
  "copilot-instructions": instructions,
  "cursor-rule": cursorRule,
  "gemini-agent": geminiAgent,
  "codex-prompt": codexPrompt,
  "opencode-command": openCodeCommand,
};
