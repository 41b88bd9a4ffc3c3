import { lowerBrief } from "../brief/lower.ts";
import { dialect } from "../dialect.ts";

// Source: the Agent Skills specification, "SKILL.md".
export default dialect({
  id: "skill",
  title: "Agent skill",
  family: "brief",
  syntax: "markdown",
  paths: ["**/SKILL.md"],
  claim: () => 1,
  *lower(tree, file) {
    yield lowerBrief(tree, file, { dialect: "skill", kind: "skill" });
  },
});
