import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: VS Code documentation, "Custom agents".
export default dialect({
  id: "copilot-agent",
  title: "Copilot agent",
  family: "brief",
  syntax: "markdown",
  paths: ["**/*.agent.md", "**/*.chatmode.md", "**/.github/agents/**/*.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "copilot-agent", kind: "agent-definition" });
  },
});
