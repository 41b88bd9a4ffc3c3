import { markdownBrief } from "../brief/dialect.ts";

// Source: GitHub Agentic Workflows documentation, "Workflow structure": a trigger, and the prompt below it.
export default markdownBrief({
  id: "gh-aw",
  title: "GitHub agentic workflow",
  kind: "task-brief",
  paths: ["**/.github/workflows/**/*.md"],
  elsewhere: ["**/workflows/**/*.md"],
  marks: (frontMatter) => frontMatter?.fields.has("on") === true,
});
