import { markdownBrief } from "../brief/dialect.ts";

// Source: the Agent Skills specification, "SKILL.md".
export default markdownBrief({
  id: "skill",
  title: "Agent skill",
  kind: "skill",
  paths: ["**/SKILL.md"],
});
