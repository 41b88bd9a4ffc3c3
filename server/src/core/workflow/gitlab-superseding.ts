// What ends the pipelines of a merge request that a newer push has made idle.
// Source: GitLab documentation, "CI/CD YAML syntax reference", `interruptible` and `workflow:auto_cancel`.
import type { Guard } from "../model.ts";
import { entry, get, isMapping, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { GitLabSources } from "./gitlab-files.ts";
import { riskOf } from "./gitlab-guards.ts";
import type { GitLabJob } from "./gitlab-jobs.ts";

/** Pipelines that a push to a merge request starts. */
const FOLLOWS_PUSHES = /merge_request_event|\bmerge_requests\b/;

/**
 * A job is only ended by a newer pipeline when it says that it may be. Undefined where there is nothing to end, where a job
 * deploys, which better ends by itself, and where a part of the pipeline cannot be read.
 */
export function supersedingOf(
  { files, open, isEntry }: GitLabSources,
  top: YamlNode,
  jobs: readonly GitLabJob[],
): Guard | undefined {
  const [own] = files;
  const running = jobs.filter(({ hidden }) => !hidden);
  if (!own || !isEntry || open || running.length < 2 || !files.some(({ tree }) => FOLLOWS_PUSHES.test(tree.text)))
    return undefined;
  if (running.some((job) => riskOf(job) === "network") || files.some(({ tree }) => tree.text.includes("auto_cancel")))
    return undefined;
  const said = running.map(({ find }) => find("interruptible")).find((found) => found !== undefined);
  if (said) return { state: "inherited", value: "interruptible", ...spanOf(said.tree === own.tree ? said.node : top) };
  const edit = slotIn(own.tree, top);
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

function slotIn(tree: YamlTree, top: YamlNode) {
  const defaults = entry(tree, top, "default");
  if (isMapping(defaults?.value)) return insertEntry(tree, defaults.value, "interruptible: true");
  if (defaults || !isMapping(top)) return undefined;
  return insertEntry(tree, top, "default:\n  interruptible: true", get(tree, top, "stages") ? "stages" : undefined);
}
