import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// The folder holds what a team puts there: what a file is, its content says.
export default dialect({
  id: "task-brief",
  title: "Task brief",
  family: "brief",
  syntax: "markdown",
  paths: ["**/*.brief.md", "**/briefs/**/*.md"],
  claim: () => 0.5,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "task-brief", kind: "by content" });
  },
});
