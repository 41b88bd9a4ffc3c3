import { markdownBrief } from "../brief/dialect.ts";

// Source: Claude Code documentation, "Subagents" and "Plugins".
export default markdownBrief({
  id: "claude-agent",
  title: "Claude Code agent",
  kind: "agent-definition",
  paths: ["**/.claude/agents/**/*.md"],
  // Plugins and collections keep theirs in a folder of that name.
  elsewhere: ["**/agents/**/*.md"],
  keys: ["name", "tools", "model"],
});
