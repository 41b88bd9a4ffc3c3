import { markdownBrief } from "../brief/dialect.ts";
import { isForAgents } from "../brief/prompt.ts";

// The folders to which an AGENTS.md leads its reader for more.
export default markdownBrief({
  id: "agent-notes",
  title: "Notes for agents",
  kind: "context",
  paths: [
    "**/.specify/memory/**/*.md",
    "**/memory-bank/**/*.md",
    "**/openspec/project.md",
    "**/.claude/{shared,imports,context,docs,memory,knowledge,instructions,guidelines,standards}/**/*.md",
  ],
  elsewhere: ["**/docs/agents/**/*.md", "**/.agents/*.md"],
  isOurs: isForAgents,
});
