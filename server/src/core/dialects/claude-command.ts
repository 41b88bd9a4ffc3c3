import { markdownBrief } from "../brief/dialect.ts";

// Source: Claude Code documentation, "Slash commands".
export default markdownBrief({
  id: "claude-command",
  title: "Claude Code command",
  kind: "command",
  paths: ["**/.claude/commands/**/*.md"],
  // Plugins and collections keep theirs in a folder of that name.
  elsewhere: ["**/commands/**/*.md"],
  keys: ["argument-hint", "allowed-tools", "agent"],
});
