// Services that the steps of a Bitbucket pipeline ask for and that nothing defines.
import type { Dangling } from "../model.ts";
import { entries, entry, get, items, root, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { BitbucketPipeline } from "./bitbucket-steps.ts";
import { find } from "./merge-keys.ts";

/** Source: Atlassian's documentation, "Databases and service containers": `docker` needs no definition. */
export function* danglingOf(tree: YamlTree, pipelines: readonly BitbucketPipeline[]): Iterable<Dangling> {
  const definitions = get(tree, root(tree), "definitions");
  const services = get(tree, definitions, "services");
  if ([services, definitions].some((map) => entry(tree, map, "<<")) || entry(tree, definitions, "imports")) return;
  const among = [...entries(tree, services)].map(({ key }) => key.value);
  for (const { subject, map, repeated } of pipelines.flatMap(({ steps }) => steps)) {
    if (repeated) continue;
    for (const node of items(tree, find(tree, map, "services"))) {
      const wanted = scalarText(node);
      if (!wanted || wanted === "docker" || among.includes(wanted)) continue;
      const why = `"definitions: services" has none of this name`;
      yield { subject, noun: "service", wanted, why, among, ...spanOf(node) };
    }
  }
}
