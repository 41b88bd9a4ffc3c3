import { markdownBrief } from "../brief/dialect.ts";

// Source: Gemini CLI documentation, "GEMINI.md".
export default markdownBrief({
  id: "gemini-context",
  title: "Gemini CLI context",
  kind: "context",
  paths: ["**/GEMINI.md"],
});
