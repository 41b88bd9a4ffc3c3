import { markdownBrief } from "../brief/dialect.ts";

// Source: openai/codex, docs/prompts.md.
export default markdownBrief({
  id: "codex-prompt",
  title: "Codex prompt",
  kind: "command",
  paths: ["**/.codex/prompts/**/*.md"],
});
