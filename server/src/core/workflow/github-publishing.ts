// Jobs of GitHub Actions that change something for others: they publish, deploy or push.
import { entries, entry, get, scalarText, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import type { Job } from "./github-jobs.ts";

const PUBLISHES = /releas|publish|deploy|deliver|(?:^|[-_/. ])cd(?:[-_. ]|$)/i;
const PUBLISHING =
  /\b(?:publish|twine upload|docker push|gh release|semantic-release|changeset|pages deploy|git push|gh pr create)\b|:deploy\b/;

/** True for a name that says that something is published or deployed. */
export const saysPublish = (name: string): boolean => PUBLISHES.test(name);

/** True for a job that publishes, deploys or writes to the repository, as far as it shows. */
export function publishes(tree: YamlTree, { id, map, steps }: Job): boolean {
  const name = scalarText(get(tree, map, "name")) ?? "";
  if (PUBLISHES.test(id.value) || PUBLISHES.test(name) || entry(tree, map, "environment") || mayWrite(tree, map))
    return true;
  return steps.some(
    ({ uses, script }) =>
      PUBLISHES.test(uses) ||
      script?.commands.some(({ words }) => PUBLISHING.test(words.map(({ text }) => text).join(" "))),
  );
}

/** True where a job gets a right that a poisoned cache could abuse. */
export function mayWrite(tree: YamlTree, node: YamlNode): boolean {
  const permissions = get(tree, node, "permissions");
  if (scalarText(permissions) === "write-all") return true;
  return [...entries(tree, permissions)].some(
    ({ key, value }) =>
      /^(?:contents|packages|id-token|deployments|pages)$/.test(key.value) && scalarText(value) === "write",
  );
}
