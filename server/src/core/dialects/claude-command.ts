import { markdownBrief } from "../brief/dialect.ts";
import { isCommand } from "../brief/prompt.ts";

// Source: Claude Code documentation, "Slash commands".
export default markdownBrief({
  id: "claude-command",
  title: "Claude Code command",
  kind: "command",
  paths: ["**/.claude/{commands,commands-??}/**/*.md"],
  // Plugins and collections keep theirs in a folder `commands`, some people in folders of any name.
  elsewhere: ["**/*.md"],
  isOurs: isCommand,
});
