import { markdownBrief } from "../brief/dialect.ts";

// Source: VS Code documentation, "Custom instructions".
export default markdownBrief({
  id: "copilot-instructions",
  title: "Copilot instructions",
  kind: "context",
  paths: ["**/*.instructions.md", "**/.github/copilot-instructions.md", "**/.github/instructions/**/*.md"],
});
