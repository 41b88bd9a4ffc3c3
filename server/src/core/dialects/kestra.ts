import { dialect } from "../dialect.ts";
import { spanOf } from "../syntax/yaml.ts";
import { crewsOf } from "../workflow/kestra-crews.ts";
import { swallowsOf } from "../workflow/kestra-failures.ts";
import { danglingOf, inputsOf } from "../workflow/kestra-inputs.ts";
import { nodesOf } from "../workflow/kestra-nodes.ts";
import { readFlow } from "../workflow/kestra-tasks.ts";
import { workflow } from "../workflow/workflow.ts";

export default dialect({
  id: "kestra",
  title: "Kestra flow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yml,yaml}"],

  claim(tree, file) {
    if (!/^["']?namespace["']?:/m.test(file.text)) return 0;
    return readFlow(tree) ? 0.9 : 0;
  },

  *lower(tree) {
    const flow = readFlow(tree);
    if (!flow) return;
    const whole = tree.errors.length === 0;
    yield workflow("kestra", spanOf(flow.map), {
      nodes: [...nodesOf(tree, flow)],
      crews: [...crewsOf(tree, flow)],
      swallows: [...swallowsOf(tree, flow)],
      // A text that does not parse may hold the use, or the declaration, in what is lost of it.
      inputs: whole ? [...inputsOf(tree, flow)] : [],
      dangling: whole ? [...danglingOf(tree, flow)] : [],
    });
  },
});
