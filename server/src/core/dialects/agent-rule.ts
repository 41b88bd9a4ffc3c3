import { markdownBrief } from "../brief/dialect.ts";

// Sources: the documentation of Windsurf ("Rules"), Cline ("Rules"), Roo Code ("Custom instructions"), Kiro ("Steering"),
// Amazon Q ("Project rules"), Continue ("Rules"), Junie ("Guidelines"), Augment and Trae ("Rules"), OpenCode
// ("Instructions") and Qwen Code ("QWEN.md").
export default markdownBrief({
  id: "agent-rule",
  title: "Rule of another agent",
  kind: "context",
  paths: [
    "**/.windsurf/rules/**/*.md",
    "**/.windsurfrules",
    "**/.clinerules",
    "**/.clinerules/*.md",
    "**/.roo/rules*/**/*.md",
    "**/.roorules",
    "**/.kiro/steering/**/*.md",
    "**/.amazonq/rules/**/*.md",
    "**/.{augment,continue,trae}/rules/**/*.md",
    "**/.junie/guidelines.md",
    "**/.opencode/instructions/**/*.md",
    "**/QWEN.md",
  ],
});
