import { markdownBrief } from "../brief/dialect.ts";

// Source: VS Code documentation, "Prompt files".
export default markdownBrief({
  id: "copilot-prompt",
  title: "Copilot prompt file",
  kind: "command",
  paths: ["**/*.prompt.md"],
});
