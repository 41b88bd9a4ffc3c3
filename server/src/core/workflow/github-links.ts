// The files of its repository that a GitHub Actions workflow names.
import type { Around } from "../around.ts";
import { get, isQuoted, scalarText, spanOf, type YamlMap, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import type { Job } from "./github-jobs.ts";

/**
 * Local actions and reusable workflows: `uses: ./…` begins at the top of the repository (docs.github.com, workflow syntax).
 * `folder`: that of the repository, empty or ending in `/`.
 */
export function linksOf(tree: YamlTree, jobs: readonly Job[], folder: string, around: Around): Sourced<string>[] {
  const maps = jobs.flatMap(({ map, steps }) => [map, ...steps.map((step) => step.map)]);
  return [...new Set(maps)].flatMap((map) => linkOf(tree, map, folder, around) ?? []);
}

function linkOf(tree: YamlTree, map: YamlMap, folder: string, around: Around): Sourced<string> | undefined {
  const uses = get(tree, map, "uses");
  const text = scalarText(uses) ?? "";
  if (!uses || !text.startsWith("./") || text.includes("${{")) return undefined;
  const { start, end } = spanOf(uses);
  const place = isQuoted(uses) ? { start: start + 1, end: end - 1 } : { start, end };
  const path = `${folder}${text.slice(2).replace(/\/+$/, "")}`;
  if (/(?:^|\/)\.\.(?:\/|$)/.test(path)) return undefined;
  if (/\.ya?ml$/.test(path)) return { value: path, ...place };
  const named = ["action.yml", "action.yaml"].map((name) => (path ? `${path}/${name}` : name));
  return { value: named.find((each) => around.exists(each)) ?? named[0] ?? path, ...place };
}
