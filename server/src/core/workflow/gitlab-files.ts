// A GitLab CI file, and the local files that belong to the same pipeline.
// Source: GitLab documentation, "CI/CD YAML syntax reference", `include` and `spec`.
import type { Around } from "../around.ts";
import {
  entry,
  get,
  isMapping,
  items,
  parseYaml,
  root,
  scalarText,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";

/** One file of a pipeline. */
export interface GitLabSource {
  readonly tree: YamlTree;
  /** The document with the jobs. */
  readonly top: YamlNode | undefined;
}

/** The files of a pipeline as far as they can be read. */
export interface GitLabSources {
  /** The file itself first, then what it includes, then the rest of the pipeline that includes it. */
  readonly files: readonly GitLabSource[];
  /** True when it includes what nobody here can read: what is missing may be there. */
  readonly open: boolean;
  /** The local files that it includes, with their paths seen from the project's top. */
  readonly includes: readonly Sourced<string>[];
  /** True for the file in which a pipeline begins; others are read only as a part of one. */
  readonly isEntry: boolean;
}

/** The document with the jobs: behind a header with `spec:`, if there is one. */
export function gitlabBody(tree: YamlTree): YamlNode | undefined {
  const first = root(tree);
  return entry(tree, first, "spec") && tree.documents.length > 1 ? root(tree, 1) : first;
}

const ENTRY = /(?:^|\/)\.gitlab-ci\.ya?ml$/;
const MAX_FILES = 40;
const MAX_ANCESTORS = 12;

/** Reads a file, the local files that it includes and, for a part of a pipeline, the file in which that begins. */
export function readSources(tree: YamlTree, path: string, around: Around): GitLabSources {
  const isEntry = ENTRY.test(path);
  const entryPath = isEntry ? path : entryAbove(path, around);
  const folder = entryPath === undefined ? "" : entryPath.slice(0, entryPath.lastIndexOf("/") + 1);
  const reader = new Reader(around, folder, path);
  reader.add({ tree, top: gitlabBody(tree) });
  const { open, includes } = reader;
  if (!isEntry && entryPath !== undefined) reader.read(entryPath);
  return { files: reader.files, open, includes, isEntry };
}

/** The `.gitlab-ci.yml` of the nearest folder that has one. */
function entryAbove(path: string, around: Around): string | undefined {
  let folder = path;
  for (let depth = 0; depth < MAX_ANCESTORS && folder !== ""; depth++) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/", folder.length - 2) + 1));
    if (around.exists(`${folder}.gitlab-ci.yml`)) return `${folder}.gitlab-ci.yml`;
  }
  return undefined;
}

class Reader {
  readonly files: GitLabSource[] = [];
  readonly includes: Sourced<string>[] = [];
  open = false;
  readonly #around: Around;
  readonly #folder: string;
  readonly #seen: Set<string>;

  constructor(around: Around, folder: string, path: string) {
    this.#around = around;
    this.#folder = folder;
    this.#seen = new Set([path]);
  }

  /** Adds a file and what it includes, those files' own includes too. */
  add(source: GitLabSource): void {
    const first = this.files.length;
    this.files.push(source);
    for (const include of includesOf(source)) {
      const paths = include && this.#pathsOf(include.value);
      if (!include || !paths) this.open = true;
      for (const path of paths ?? []) {
        if (first === 0 && include) this.includes.push({ ...include, value: path });
        this.read(path);
      }
    }
  }

  read(path: string): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    const text = this.files.length < MAX_FILES ? this.#around.read(path) : undefined;
    const tree = text === undefined ? undefined : parseYaml(text);
    if (tree && tree.errors.length === 0) this.add({ tree, top: gitlabBody(tree) });
    else this.open = true;
  }

  /** The files that a local path means; `*` stands for any name in a folder. */
  #pathsOf(written: string): string[] | undefined {
    const path = `${this.#folder}${written.replace(/^\/+/, "")}`;
    if (/\$|\*\*|\*.*\//.test(path) || path.includes("..")) return undefined;
    if (!path.includes("*")) return [path];
    const at = path.lastIndexOf("/") + 1;
    const [before = "", behind = ""] = path.slice(at).split("*");
    const names = this.#around.list(path.slice(0, Math.max(0, at - 1)));
    return names
      ?.filter((name) => name.startsWith(before) && name.endsWith(behind))
      .map((name) => path.slice(0, at) + name);
  }
}

/** Each `include:`: a local path, or undefined for what lies elsewhere. */
function* includesOf({ tree, top }: GitLabSource): Iterable<Sourced<string> | undefined> {
  const include = entry(tree, top, "include")?.value;
  if (!include) return;
  const list = [...items(tree, include)];
  for (const one of list.length > 0 ? list : [include]) {
    const local = isMapping(one) ? get(tree, one, "local") : one;
    const value = scalarText(local);
    const [start = 0, end = 0] = local?.range ?? [];
    yield local && value && !/^https?:/.test(value) ? { value, start, end } : undefined;
  }
}
