import { dialect } from "../dialect.ts";
import { entries, entry, get, isMapping, root, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { readConfig } from "../workflow/circleci-config.ts";
import { idleGuardsOf, swallowsOf } from "../workflow/circleci-failures.ts";
import { inputsOf, undeclared } from "../workflow/circleci-inputs.ts";
import { crewsOf, nodesOf, readProject } from "../workflow/circleci-nodes.ts";
import { danglingOf } from "../workflow/circleci-references.ts";
import { readWorkflows } from "../workflow/circleci-workflows.ts";
import { workflow } from "../workflow/workflow.ts";

// Each is compared with all names there are; a text with more is not written by hand.
const MAX_DANGLING = 100;

export default dialect({
  id: "circleci",
  title: "CircleCI configuration",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/.circleci/**/*.{yml,yaml}"],
  // Collections of templates and examples keep configurations in other folders too.
  elsewhere: ["**/*.{yml,yaml}"],

  claim(tree, file, byPath) {
    const top = root(tree);
    const version = /^2(?:\.\d)?$/.test(scalarText(get(tree, top, "version")) ?? "");
    if (byPath) {
      const known = ["jobs", "workflows", "commands", "executors", "orbs"].some((key) =>
        isMapping(get(tree, top, key)),
      );
      if (known && (version || isMapping(get(tree, top, "workflows")))) return 1;
      return isConfig(file.path) && tree.errors.length > 0 ? 0.5 : 0;
    }
    const jobs = [...entries(tree, get(tree, top, "jobs"))];
    return version && jobs.some(({ value }) => runs(tree, value)) ? 0.7 : 0;
  },

  *lower(tree, file) {
    const config = readConfig(tree);
    if (!config) return;
    const project = readProject(tree, config, readWorkflows(tree, config));
    // Other files of the folder may be parts that are put together before they are used.
    const whole = isConfig(file.path) && !config.setup && !entry(tree, config.map, "<<");
    const parsed = tree.errors.length === 0;
    const dangling = parsed ? [...danglingOf(tree, project, whole), ...undeclared(tree, config, whole)] : [];
    yield workflow("circleci", spanOf(config.map), {
      nodes: [...nodesOf(tree, project)],
      crews: [...crewsOf(tree, project)],
      swallows: [...swallowsOf(tree, project)],
      idleGuards: [...idleGuardsOf(tree, project)],
      // A text that does not parse may hold the use, or the declaration, in what is lost of it.
      inputs: parsed ? [...inputsOf(tree, config, whole)] : [],
      // A name at the very end is still being typed.
      dangling: dangling.filter(({ end }) => end < tree.text.length).slice(0, MAX_DANGLING),
    });
  },
});

/** The file that CircleCI reads first. */
const isConfig = (path: string): boolean => /(?:^|\/)\.circleci\/config\.ya?ml$/.test(path);

const runs = (tree: YamlTree, job: ReturnType<typeof root>): boolean =>
  !!entry(tree, job, "steps") && ["docker", "machine", "macos", "executor"].some((key) => entry(tree, job, key));
