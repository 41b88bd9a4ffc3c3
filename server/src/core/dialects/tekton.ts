import { dialect } from "../dialect.ts";
import type { Workflow } from "../model.ts";
import { spanOf, type YamlTree } from "../syntax/yaml.ts";
import { isHelmTemplate, kubernetesObjects } from "../workflow/kubernetes-objects.ts";
import { isWorkload, lowerWorkload } from "../workflow/kubernetes-workloads.ts";
import { idleLoops } from "../workflow/script-loops.ts";
import { swallowsOf } from "../workflow/tekton-failures.ts";
import { inputsOf, undeclared } from "../workflow/tekton-inputs.ts";
import { idleGuardsOf } from "../workflow/tekton-limits.ts";
import { crewsOf, nodesOf, usersOf } from "../workflow/tekton-nodes.ts";
import { isTekton, type TektonObject, tasksByName, tektonObjects } from "../workflow/tekton-objects.ts";
import { danglingOf } from "../workflow/tekton-references.ts";
import { workOf } from "../workflow/tekton-steps.ts";
import { workflow } from "../workflow/workflow.ts";

const ID = "tekton";

// Each is compared with all names there are; a text with more is not written by hand.
const MAX_DANGLING = 100;

export default dialect({
  id: ID,
  title: "Tekton pipeline",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yml,yaml}"],

  claim(tree, file) {
    if (!file.text.includes("tekton.dev/") || isHelmTemplate(file.text)) return 0;
    return [...kubernetesObjects(tree)].some(isTekton) ? 0.9 : 0;
  },

  *lower(tree) {
    const objects = tektonObjects(tree);
    for (const object of objects) yield lowerObject(tree, object, objects);
    // A deployment may stand beside the pipeline that uses it.
    for (const object of kubernetesObjects(tree)) {
      const model = isWorkload(object) ? lowerWorkload(tree, ID, object) : undefined;
      if (model) yield model;
    }
  },
});

function lowerObject(tree: YamlTree, object: TektonObject, objects: readonly TektonObject[]): Workflow {
  const { task, pipeline } = object;
  const tasks = tasksByName(objects);
  const inline = (pipeline?.tasks ?? []).flatMap((part) => part.inline ?? []);
  const steps = [...(task ? [task] : []), ...inline].flatMap((one) => one.steps);
  const loops = steps.flatMap((step) =>
    workOf(tree, step).scripts.flatMap((script) => [...idleLoops(script, step.subject)]),
  );
  // A text that does not parse may hold the use, or the declaration, in what is lost of it.
  const whole = tree.errors.length === 0;
  const dangling = whole ? [...(pipeline ? danglingOf(tree, pipeline, tasks) : []), ...undeclared(tree, object)] : [];
  return workflow(ID, spanOf(object.map), {
    nodes: [...nodesOf(tree, object, tasks, usersOf(tree, objects, tasks))],
    crews: pipeline ? [...crewsOf(tree, pipeline, tasks)] : [],
    swallows: [...swallowsOf(tree, object)],
    idleGuards: [...idleGuardsOf(tree, object), ...loops],
    inputs: whole ? [...inputsOf(tree, object)] : [],
    // A name at the very end is still being typed.
    dangling: dangling.filter(({ end }) => end < tree.text.length).slice(0, MAX_DANGLING),
  });
}
