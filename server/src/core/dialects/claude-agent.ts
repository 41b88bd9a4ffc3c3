import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: Claude Code documentation, "Subagents".
export default dialect({
  id: "claude-agent",
  title: "Claude Code agent",
  family: "brief",
  syntax: "markdown",
  paths: ["**/.claude/agents/**/*.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "claude-agent", kind: "agent-definition" });
  },
});
