import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: Claude Code documentation, "Slash commands".
export default dialect({
  id: "claude-command",
  title: "Claude Code command",
  family: "brief",
  syntax: "markdown",
  paths: ["**/.claude/commands/**/*.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "claude-command", kind: "command" });
  },
});
