import { markdownBrief } from "../brief/dialect.ts";

// Source: agents.md, the open format.
export default markdownBrief({
  id: "agents-md",
  title: "AGENTS.md",
  kind: "context",
  paths: ["**/AGENTS.md", "**/AGENTS.override.md"],
});
