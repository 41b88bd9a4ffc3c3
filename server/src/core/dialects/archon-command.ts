import { markdownBrief } from "../brief/dialect.ts";

// Source: coleam00/Archon, packages/workflows: a node of a workflow names it.
export default markdownBrief({
  id: "archon-command",
  title: "Archon command",
  kind: "command",
  paths: ["**/.archon/commands/**/*.md"],
});
