import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: VS Code documentation, "Prompt files".
export default dialect({
  id: "copilot-prompt",
  title: "Copilot prompt file",
  family: "brief",
  syntax: "markdown",
  paths: ["**/*.prompt.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "copilot-prompt", kind: "command" });
  },
});
