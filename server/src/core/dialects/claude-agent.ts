import { lowerBrief } from "../brief/lower.ts";
import { isPrompt } from "../brief/prompt.ts";
import { dialect } from "../dialect.ts";

// Source: Claude Code documentation, "Subagents" and "Plugins".
export default dialect({
  id: "claude-agent",
  title: "Claude Code agent",
  family: "brief",
  syntax: "markdown",
  paths: ["**/.claude/agents/**/*.md"],
  // Plugins and collections keep theirs in a folder of that name.
  elsewhere: ["**/agents/**/*.md"],
  claim: (tree, { path }) =>
    path.includes(".claude/agents/") ? 1 : isPrompt(tree, path, ["name", "tools", "model"]) ? 0.7 : 0,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "claude-agent", kind: "agent-definition" });
  },
});
