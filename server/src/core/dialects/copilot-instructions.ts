import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: VS Code documentation, "Custom instructions".
export default dialect({
  id: "copilot-instructions",
  title: "Copilot instructions",
  family: "brief",
  syntax: "markdown",
  paths: ["**/*.instructions.md", "**/.github/copilot-instructions.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "copilot-instructions", kind: "context" });
  },
});
