import { markdownBrief } from "../brief/dialect.ts";

// Source: OpenCode documentation, "Agents".
export default markdownBrief({
  id: "opencode-agent",
  title: "OpenCode agent",
  kind: "agent-definition",
  paths: ["**/.opencode/{agent,agents,mode,modes}/**/*.md"],
});
