import { markdownBrief } from "../brief/dialect.ts";

// Source: Windsurf documentation, "Workflows".
export default markdownBrief({
  id: "windsurf-workflow",
  title: "Windsurf workflow",
  kind: "command",
  paths: ["**/.windsurf/workflows/**/*.md"],
});
