import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: Gemini CLI documentation, "GEMINI.md".
export default dialect({
  id: "gemini-context",
  title: "Gemini CLI context",
  family: "brief",
  syntax: "markdown",
  paths: ["**/GEMINI.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "gemini-context", kind: "context" });
  },
});
