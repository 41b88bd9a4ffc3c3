import { dialect } from "../dialect.ts";
import type { Swallow } from "../model.ts";
import { entries, get, isMapping, root, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { riskOf, swallowsOf } from "../workflow/compose-commands.ts";
import { deafChecks } from "../workflow/compose-health.ts";
import { danglingOf, inputsOf, linksOf } from "../workflow/compose-references.ts";
import { isLasting, restartOf } from "../workflow/compose-restarts.ts";
import { dependenciesOf, type Service } from "../workflow/compose-services.ts";
import { readStack, type Stack } from "../workflow/compose-stacks.ts";
import { workflow, workflowNode } from "../workflow/workflow.ts";

/** The keys of the top level. Source: Compose specification, `schema/compose-spec.json`. */
const TOP = /^(?:version|name|include|services|models|networks|volumes|secrets|configs|<<|x-.{0,100})$/;

/** A text that Jinja or Go fills in first. Braces inside quotes are for Docker. */
const TEMPLATE = /\{%|^[ \t]{0,99}(?:[\w.-]{1,99}:[ \t]{1,9}|-[ \t]{1,9})?\{\{/m;

export default dialect({
  id: "docker-compose",
  title: "Docker Compose file",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/{docker-compose,compose}{,[._-]*}.{yml,yaml}", "**/*.{docker-compose,compose}.{yml,yaml}"],
  elsewhere: ["**/*.{yml,yaml}"],

  claim(tree, file, byPath) {
    if (
      !/^["']?(?:services|include)["']?\s{0,9}:/m.test(file.text) ||
      tree.documents.length > 1 ||
      TEMPLATE.test(file.text)
    )
      return 0;
    const top = [...entries(tree, root(tree))];
    if (!top.every(({ key }) => TOP.test(key.value))) return 0;
    const services = get(tree, root(tree), "services");
    if (byPath) return isMapping(services) || get(tree, root(tree), "include") ? 0.95 : 0;
    const all = [...entries(tree, services)].filter(({ key }) => key.value !== "<<");
    return all.length > 0 && all.every(({ value }) => isMapping(value) && runs(tree, value)) ? 0.7 : 0;
  },

  *lower(tree, file, { around }) {
    const stack = readStack(tree, file.path, around);
    const top = root(tree);
    if (!top) return;
    const names = new Set(stack.services.map(({ name }) => name.value));
    const nodes = stack.services.map((service) => {
      const restart = restartOf(stack, service);
      return workflowNode({
        id: service.name.value,
        name: service.name,
        kind: "service",
        risk: riskOf(service),
        after: dependenciesOf(service).flatMap(({ value, start, end }) =>
          names.has(value) ? [{ to: value, at: { start, end } }] : [],
        ),
        ...(restart && { restart }),
        ...spanOf(service.map),
      });
    });
    yield workflow("docker-compose", spanOf(top), {
      nodes,
      swallows: [...deafChecks(stack), ...stack.services.flatMap((service) => jobFailures(stack, service))],
      dangling: [...danglingOf(stack)],
      inputs: inputsOf(stack),
      links: linksOf(stack, { folder: file.path.slice(0, file.path.lastIndexOf("/") + 1), around }),
    });
  },
});

/** True for a service with an image, or with the means to build one. */
const runs = (tree: YamlTree, service: Parameters<typeof get>[1]): boolean =>
  ["image", "build", "<<"].some((key) => get(tree, service, key));

const jobFailures = (stack: Stack, service: Service): Swallow[] =>
  isLasting(stack, service) || stack.isForTrial ? [] : swallowsOf(service);
