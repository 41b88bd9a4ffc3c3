import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: Claude Code documentation, "Memory".
export default dialect({
  id: "claude-memory",
  title: "Claude Code memory",
  family: "brief",
  syntax: "markdown",
  paths: ["**/CLAUDE.md", "**/CLAUDE.local.md", "**/.claude/rules/**/*.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "claude-memory", kind: "context" });
  },
});
