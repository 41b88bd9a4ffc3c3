import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: Cursor documentation, "Commands".
export default dialect({
  id: "cursor-command",
  title: "Cursor command",
  family: "brief",
  syntax: "markdown",
  paths: ["**/.cursor/commands/**/*.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "cursor-command", kind: "command" });
  },
});
