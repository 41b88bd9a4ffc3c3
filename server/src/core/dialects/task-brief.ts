import { markdownBrief } from "../brief/dialect.ts";

// The folder holds what a team puts there: what a file is, its content says.
export default markdownBrief({
  id: "task-brief",
  title: "Task brief",
  kind: "by content",
  paths: ["**/*.brief.md", "**/briefs/**/*.md"],
});
