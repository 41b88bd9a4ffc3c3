import { markdownBrief } from "../brief/dialect.ts";

// Source: Cursor documentation, "Rules".
export default markdownBrief({
  id: "cursor-rule",
  title: "Cursor rule",
  kind: "context",
  paths: ["**/*.mdc", "**/.cursorrules", "**/.cursor/rules/**/*.md"],
});
