import { markdownBrief } from "../brief/dialect.ts";

// Source: Cursor documentation, "Commands".
export default markdownBrief({
  id: "cursor-command",
  title: "Cursor command",
  kind: "command",
  paths: ["**/.cursor/commands/**/*.md"],
});
