import { dialect } from "../dialect.ts";
import { get, isMapping, root, spanOf } from "../syntax/yaml.ts";
import { crewsOf, idleGuardsOf, nodesOf, swallowsOf } from "../workflow/bitbucket-nodes.ts";
import { danglingOf } from "../workflow/bitbucket-references.ts";
import { readPipelines } from "../workflow/bitbucket-steps.ts";
import { workflow } from "../workflow/workflow.ts";

// Each is compared with all names there are; a text with more is not written by hand.
const MAX_DANGLING = 100;

export default dialect({
  id: "bitbucket-pipelines",
  title: "Bitbucket pipeline",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/bitbucket-pipelines.{yml,yaml}"],

  claim(tree) {
    if (isMapping(get(tree, root(tree), "pipelines"))) return 1;
    // A file that does not parse is still one, and somebody should be told.
    return tree.errors.length > 0 ? 0.5 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const pipelines = readPipelines(tree);
    yield workflow("bitbucket-pipelines", spanOf(top), {
      nodes: [...nodesOf(tree, pipelines)],
      crews: [...crewsOf(tree, pipelines)],
      swallows: [...swallowsOf(tree, pipelines)],
      idleGuards: [...idleGuardsOf(tree, pipelines)],
      // A text that does not parse may hold the definition in what is lost of it.
      dangling: tree.errors.length > 0 ? [] : [...danglingOf(tree, pipelines)].slice(0, MAX_DANGLING),
    });
  },
});
