import { markdownBrief } from "../brief/dialect.ts";
import { isRule } from "../brief/prompt.ts";

// Source: Claude Code documentation, "Memory".
export default markdownBrief({
  id: "claude-memory",
  title: "Claude Code memory",
  kind: "context",
  paths: ["**/{CLAUDE,CLAUDE.local}.md", "**/*[-_.]CLAUDE.md", "**/.claude/rules/**/*.md"],
  // Collections keep rules to be copied into `.claude/rules`.
  elsewhere: ["**/rules/**/*.md"],
  isOurs: isRule,
});
