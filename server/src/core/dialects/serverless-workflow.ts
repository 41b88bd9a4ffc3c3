import { dialect } from "../dialect.ts";
import { spanOf } from "../syntax/yaml.ts";
import { crewsOf, danglingOf, inputsOf, swallowsOf } from "../workflow/serverless-failures.ts";
import { nodesOf } from "../workflow/serverless-nodes.ts";
import { readWorkflow } from "../workflow/serverless-tasks.ts";
import { workflow } from "../workflow/workflow.ts";

export default dialect({
  id: "serverless-workflow",
  title: "Serverless Workflow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yaml,yml}", "**/*.sw.json", "**/*workflow*.json", "**/{workflow,workflows}/**/*.json"],
  mention: /\bdsl["']?:\s{0,20}["']?1\./,

  claim(tree) {
    return readWorkflow(tree) ? 0.9 : 0;
  },

  *lower(tree) {
    const found = readWorkflow(tree);
    if (!found) return;
    // A text that does not parse may hold the use, or the declaration, in what is lost of it.
    const whole = tree.errors.length === 0;
    yield workflow("serverless-workflow", spanOf(found.map), {
      nodes: [...nodesOf(tree, found)],
      crews: [...crewsOf(tree, found)],
      swallows: whole ? [...swallowsOf(tree, found)] : [],
      inputs: whole ? [...inputsOf(tree, found)] : [],
      dangling: whole ? [...danglingOf(tree, found)] : [],
    });
  },
});
