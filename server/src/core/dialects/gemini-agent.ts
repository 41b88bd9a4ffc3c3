import { markdownBrief } from "../brief/dialect.ts";

// Source: Gemini CLI documentation, "Subagents".
export default markdownBrief({
  id: "gemini-agent",
  title: "Gemini CLI agent",
  kind: "agent-definition",
  paths: ["**/.gemini/agents/**/*.md"],
});
