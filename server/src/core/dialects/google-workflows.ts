import { dialect } from "../dialect.ts";
import { root, spanOf } from "../syntax/yaml.ts";
import { crewsOf, danglingOf, inputsOf, swallowsOf } from "../workflow/gcw-failures.ts";
import { nodesOf } from "../workflow/gcw-nodes.ts";
import { routinesOf } from "../workflow/gcw-steps.ts";
import { workflow } from "../workflow/workflow.ts";

const PATH = /\.(?:cloud)?workflows?\.(?:ya?ml|json)$/i;

export default dialect({
  id: "google-workflows",
  title: "Google Cloud workflow",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/*.{workflow,workflows,cloudworkflows}.{yaml,yml,json}"],
  elsewhere: ["**/*.{yaml,yml}", "**/{workflow,workflows}/**/*.json", "**/*workflow*.json"],
  mention: /\b(?:call|assign|switch|return)["']?:/,

  claim(tree, _, byPath) {
    return routinesOf(tree, byPath).length > 0 ? (byPath ? 1 : 0.6) : 0;
  },

  *lower(tree, file) {
    const top = root(tree);
    const routines = routinesOf(tree, PATH.test(file.path));
    if (!top || routines.length === 0) return;
    // A text that does not parse may hold the step that is named, or the use, in what is lost of it.
    const whole = tree.errors.length === 0;
    yield workflow("google-workflows", spanOf(top), {
      nodes: [...nodesOf(tree, routines)],
      crews: routines.flatMap((routine) => [...crewsOf(tree, routine)]),
      swallows: whole ? routines.flatMap((routine) => [...swallowsOf(tree, routine)]) : [],
      inputs: whole ? routines.flatMap((routine) => [...inputsOf(tree, routine)]) : [],
      dangling: whole ? [...danglingOf(tree, routines)] : [],
    });
  },
});
