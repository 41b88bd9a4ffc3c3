import { dialect } from "../dialect.ts";
import { spanOf } from "../syntax/yaml.ts";
import { crewsOf } from "../workflow/asl-crews.ts";
import { swallowsOf } from "../workflow/asl-failures.ts";
import { danglingOf, idleGuardsOf, unsafeRetriesOf } from "../workflow/asl-guards.ts";
import { nodesOf } from "../workflow/asl-nodes.ts";
import { machinesOf } from "../workflow/asl-states.ts";
import { workflow } from "../workflow/workflow.ts";

export default dialect({
  id: "aws-step-functions",
  title: "AWS Step Functions state machine",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/*.asl.{json,jsonc,yml,yaml}", "**/*.{stepfunction,stepfunctions,statemachine}.{json,yml,yaml}"],
  // Templates of CloudFormation and SAM hold machines, too.
  elsewhere: [
    "**/*.{yml,yaml}",
    "**/*{state,machine,step,sfn,flow,definition,template,pipeline}*.json",
    "**/{statemachine,statemachines,state-machine,state-machines,state_machine,state_machines,stepfunction,stepfunctions,step-function,step-functions,step_function,step_functions,sfn,asl,workflow,workflows}/**/*.json",
  ],
  mention: /\bStartAt\b/,

  claim(tree, file, byPath) {
    const known = file.text.includes("StartAt") && !machinesOf(tree)[Symbol.iterator]().next().done;
    if (known) return byPath ? 1 : 0.9;
    // A machine that does not parse is still one, and somebody should be told.
    return byPath && tree.errors.length > 0 ? 0.5 : 0;
  },

  *lower(tree) {
    // A text that does not parse may have lost the state that is named, or the one that looks at an error.
    const whole = tree.errors.length === 0;
    for (const machine of machinesOf(tree)) {
      yield workflow("aws-step-functions", spanOf(machine.map), {
        nodes: [...nodesOf(tree, machine)],
        crews: [...crewsOf(tree, machine)],
        swallows: whole ? [...swallowsOf(tree, machine)] : [],
        idleGuards: [...idleGuardsOf(tree, machine)],
        dangling: whole ? [...danglingOf(tree, machine)] : [],
        unsafeRetries: [...unsafeRetriesOf(tree, machine)],
      });
    }
  },
});
