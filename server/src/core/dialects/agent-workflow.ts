import { markdownBrief } from "../brief/dialect.ts";

// Sources: the documentation of Cline ("Workflows"), Roo Code ("Slash commands") and Antigravity ("Workflows").
export default markdownBrief({
  id: "agent-workflow",
  title: "Command of another agent",
  kind: "command",
  paths: ["**/.clinerules/workflows/**/*.md", "**/.roo/commands/**/*.md", "**/.agent{,s}/workflows/**/*.md"],
});
