import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: agents.md, the open format.
export default dialect({
  id: "agents-md",
  title: "AGENTS.md",
  family: "brief",
  syntax: "markdown",
  paths: ["**/AGENTS.md", "**/AGENTS.override.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "agents-md", kind: "context" });
  },
});
