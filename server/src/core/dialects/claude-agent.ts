import { markdownBrief } from "../brief/dialect.ts";
import { isAgent } from "../brief/prompt.ts";

// Source: Claude Code documentation, "Subagents" and "Plugins".
export default markdownBrief({
  id: "claude-agent",
  title: "Claude Code agent",
  kind: "agent-definition",
  paths: ["**/.claude/{agents,agents-??}/**/*.md"],
  // Plugins keep theirs in a folder `agents`, collections in folders of any name.
  elsewhere: ["**/*.md"],
  isOurs: isAgent,
});
