import { markdownBrief } from "../brief/dialect.ts";

// Source: VS Code documentation, "Custom agents".
export default markdownBrief({
  id: "copilot-agent",
  title: "Copilot agent",
  kind: "agent-definition",
  paths: ["**/*.agent.md", "**/*.chatmode.md", "**/.github/agents/**/*.md"],
});
