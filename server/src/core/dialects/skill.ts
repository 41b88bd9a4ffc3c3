import { markdownBrief } from "../brief/dialect.ts";
import { isSkillPart } from "../brief/prompt.ts";

// Source: the Agent Skills specification, "SKILL.md".
export default markdownBrief({
  id: "skill",
  title: "Agent skill",
  kind: "skill",
  paths: ["**/SKILL.md"],
  // What a skill makes its reader go through; and skills of one file.
  elsewhere: ["**/references/**/*.md", "**/skills/*.md"],
  isOurs: isSkillPart,
});
