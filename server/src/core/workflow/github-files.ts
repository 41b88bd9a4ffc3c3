// The files of the same repository that a GitHub Actions document names.
import type { Around } from "../around.ts";
import { parseYaml, root, type YamlNode, type YamlTree } from "../syntax/yaml.ts";

/** A document that another one names. */
export interface NamedFile {
  readonly tree: YamlTree;
  readonly top: YamlNode;
  readonly text: string;
}

/** Reads the workflow or action that `uses:` names; undefined for one that lies elsewhere, or cannot be read. */
export type ReadFile = (uses: string) => NamedFile | undefined;

/**
 * A reader of the workflows and actions that a document at this path names: `./.github/workflows/build.yml`,
 * `./.github/actions/setup`. Paths count from the root of the repository, which is known of a document in `.github` only.
 */
export function localFiles(path: string, around: Around): ReadFile {
  const at = path.search(/(?:^|\/)\.(?:github|gitea|forgejo)\//);
  const known = new Map<string, NamedFile | undefined>();
  const read = (name: string): NamedFile | undefined => {
    const text = around.read(name);
    const tree = text === undefined ? undefined : parseYaml(text);
    const top = tree && root(tree);
    return text !== undefined && tree && top && tree.errors.length === 0 ? { tree, top, text } : undefined;
  };
  return (uses) => {
    const local = /^\.\/([^@$]{1,500}?)\/{0,5}$/.exec(uses)?.[1];
    if (at < 0 || !local || local.includes("..")) return undefined;
    if (!known.has(local)) {
      const name = `${path.slice(0, at)}${at > 0 ? "/" : ""}${local}`;
      const names = /\.ya?ml$/.test(name) ? [name] : [`${name}/action.yml`, `${name}/action.yaml`];
      known.set(
        local,
        names.map(read).find((file) => file),
      );
    }
    return known.get(local);
  };
}
