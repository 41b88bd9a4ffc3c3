import { markdownBrief } from "../brief/dialect.ts";

// Source: Claude Code documentation, "Memory".
export default markdownBrief({
  id: "claude-memory",
  title: "Claude Code memory",
  kind: "context",
  paths: ["**/CLAUDE.md", "**/CLAUDE.local.md", "**/.claude/rules/**/*.md"],
});
