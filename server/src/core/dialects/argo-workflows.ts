import { dialect } from "../dialect.ts";
import type { Workflow } from "../model.ts";
import { spanOf, type YamlTree } from "../syntax/yaml.ts";
import { crewsOf } from "../workflow/argo-crews.ts";
import { swallowsOf } from "../workflow/argo-failures.ts";
import { inputsOf } from "../workflow/argo-inputs.ts";
import { idleGuardsOf } from "../workflow/argo-limits.ts";
import { nodesOf } from "../workflow/argo-nodes.ts";
import { danglingOf } from "../workflow/argo-references.ts";
import { type ArgoWorkflow, argoWorkflows, isArgoWorkflow } from "../workflow/argo-templates.ts";
import { isHelmTemplate, kubernetesObjects } from "../workflow/kubernetes-objects.ts";
import { isWorkload, lowerWorkload } from "../workflow/kubernetes-workloads.ts";
import { workflow } from "../workflow/workflow.ts";

const ID = "argo-workflows";

export default dialect({
  id: ID,
  title: "Argo workflow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yml,yaml}"],

  claim(tree, file) {
    if (!file.text.includes("argoproj.io/") || isHelmTemplate(file.text)) return 0;
    return [...kubernetesObjects(tree)].some(isArgoWorkflow) ? 0.9 : 0;
  },

  *lower(tree) {
    for (const argo of argoWorkflows(tree)) yield lowerWorkflow(tree, argo);
    // A deployment may stand beside the workflow that uses it.
    for (const object of kubernetesObjects(tree)) {
      const model = isWorkload(object) ? lowerWorkload(tree, ID, object) : undefined;
      if (model) yield model;
    }
  },
});

const lowerWorkflow = (tree: YamlTree, argo: ArgoWorkflow): Workflow =>
  workflow(ID, spanOf(argo.map), {
    nodes: [...nodesOf(tree, argo)],
    crews: [...crewsOf(tree, argo)],
    swallows: [...swallowsOf(tree, argo)],
    idleGuards: [...idleGuardsOf(tree, argo)],
    // A text that does not parse may hold the use, or the declaration, in what is lost of it.
    inputs: tree.errors.length > 0 ? [] : [...inputsOf(tree, argo)],
    dangling: tree.errors.length > 0 ? [] : [...danglingOf(tree, argo)],
  });
