import { markdownBrief } from "../brief/dialect.ts";
import { isAmongPages, isInSkill } from "../brief/place.ts";

// Source: agents.md, the open format.
export default markdownBrief({
  id: "agents-md",
  title: "AGENTS.md",
  kind: "context",
  paths: ["**/AGENTS.md", "**/AGENTS.override.md"],
  // In a folder of pages it is one about agents.
  elsewhere: ["**/{agents,Agents,AGENT}.md"],
  isOurs: ({ path }) => !isAmongPages(path) && !isInSkill(path),
});
