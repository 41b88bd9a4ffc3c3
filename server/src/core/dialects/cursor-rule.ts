import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: Cursor documentation, "Rules".
export default dialect({
  id: "cursor-rule",
  title: "Cursor rule",
  family: "brief",
  syntax: "markdown",
  paths: ["**/*.mdc"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "cursor-rule", kind: "context" });
  },
});
