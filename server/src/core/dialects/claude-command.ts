import { lowerBrief } from "../brief/lower.ts";
import { isPrompt } from "../brief/prompt.ts";
import { dialect } from "../dialect.ts";

// Source: Claude Code documentation, "Slash commands".
export default dialect({
  id: "claude-command",
  title: "Claude Code command",
  family: "brief",
  syntax: "markdown",
  paths: ["**/.claude/commands/**/*.md"],
  // Plugins and collections keep theirs in a folder of that name.
  elsewhere: ["**/commands/**/*.md"],
  claim: (tree, { path }) =>
    path.includes(".claude/commands/")
      ? 1
      : isPrompt(tree, path, ["argument-hint", "allowed-tools", "agent"])
        ? 0.7
        : 0,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "claude-command", kind: "command" });
  },
});
