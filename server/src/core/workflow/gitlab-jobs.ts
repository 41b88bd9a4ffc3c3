// The jobs of a GitLab CI file, with what they take from `default`, from templates and from local files.
// Source: GitLab documentation, "CI/CD YAML syntax reference".
import type { Around } from "../around.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  parseYaml,
  root,
  scalarText,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { readScript, type StepScript } from "./scripts.ts";

/** The keys of a file that are no jobs. */
const GLOBAL: ReadonlySet<string> = new Set([
  "default",
  "include",
  "stages",
  "variables",
  "workflow",
  "image",
  "services",
  "cache",
  "before_script",
  "after_script",
  "spec",
  "types",
]);

/** A job or a template. */
export interface GitLabJob {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  /** Templates have a dot before their name and never run by themselves. */
  readonly hidden: boolean;
  /** True when a part of it lies where nobody can look. */
  readonly open: boolean;
  readonly stage: string;
  /** The value of a key: its own, a template's, or, for keys that have one, the default. */
  readonly find: (key: string) => Found | undefined;
  readonly scripts: readonly StepScript[];
}

/** A value, and the tree it stands in: this file's, or an included one's. */
export interface Found {
  readonly tree: YamlTree;
  readonly node: YamlNode;
  readonly own: boolean;
}

/** A file as far as it is read. */
export interface GitLabFile {
  readonly jobs: readonly GitLabJob[];
  readonly stages: readonly string[];
  /** True when it includes what nobody here can read: then names that are missing may be there. */
  readonly open: boolean;
  /** The paths of local files that it includes, as written. */
  readonly includes: readonly Sourced<string>[];
}

interface Source {
  readonly tree: YamlTree;
  readonly top: YamlNode | undefined;
}

/** The document with the jobs: behind a header with `spec:`, if there is one. */
export function gitlabBody(tree: YamlTree): YamlNode | undefined {
  const first = root(tree);
  return entry(tree, first, "spec") && tree.documents.length > 1 ? root(tree, 1) : first;
}

const MAX_INCLUDES = 40;
const MAX_EXTENDS = 11;

/** Reads a file and the local files that it includes. */
export function readGitLab(tree: YamlTree, around: Around): GitLabFile {
  const sources: Source[] = [{ tree, top: gitlabBody(tree) }];
  const includes: Sourced<string>[] = [];
  const seen = new Set<string>();
  let open = false;
  for (const { tree: from, top } of sources) {
    for (const include of includesOf(from, top)) {
      const path = include?.value.replace(/^\//, "");
      if (!include || path === undefined || /[*$]/.test(path)) open = true;
      else if (!seen.has(path)) {
        seen.add(path);
        if (from === tree) includes.push({ ...include, value: path });
        const text = sources.length < MAX_INCLUDES ? around.read(path) : undefined;
        if (text === undefined) open = true;
        else {
          const other = parseYaml(text);
          sources.push({ tree: other, top: gitlabBody(other) });
        }
      }
    }
  }
  const stages = sources
    .map(({ tree: from, top }) => [...items(from, get(from, top, "stages"))].map(scalarText))
    .find((list) => list.length > 0);
  const reader = new Reader(sources, open);
  const jobs = jobsIn(sources[0]).map(({ key, value }) => reader.job(tree, key, value));
  return { jobs, open, includes, stages: stages?.filter((name) => name !== undefined) ?? ["build", "test", "deploy"] };
}

/** Each `include:`: a local path, or undefined for what lies elsewhere. */
function* includesOf(tree: YamlTree, top: YamlNode | undefined): Iterable<Sourced<string> | undefined> {
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

const jobsIn = (source: Source | undefined) =>
  source
    ? [...entries(source.tree, source.top)].flatMap(({ key, value }) =>
        !GLOBAL.has(key.value) && isMapping(value) ? [{ key, value }] : [],
      )
    : [];

class Reader {
  readonly #templates = new Map<string, { readonly tree: YamlTree; readonly map: YamlMap }>();
  readonly #defaults: readonly Source[];
  readonly #open: boolean;

  constructor(sources: readonly Source[], open: boolean) {
    this.#open = open;
    this.#defaults = sources.map(({ tree, top }) => ({ tree, top: get(tree, top, "default") }));
    // What a file says itself counts more than what it includes.
    for (const source of sources.toReversed()) {
      for (const { key, value } of jobsIn(source)) this.#templates.set(key.value, { tree: source.tree, map: value });
    }
  }

  job(tree: YamlTree, name: Sourced<string>, map: YamlMap): GitLabJob {
    const { chain, open } = this.#chainOf(tree, map);
    const find = (key: string): Found | undefined => {
      for (const [index, part] of chain.entries()) {
        const node = entry(part.tree, part.map, key)?.value ?? merged(part.tree, part.map, key);
        if (node) return { tree: part.tree, node, own: index === 0 };
      }
      for (const { tree: from, top } of this.#defaults) {
        const node = DEFAULTED.has(key) ? get(from, top, key) : undefined;
        if (node) return { tree: from, node, own: false };
      }
      return undefined;
    };
    const stage = find("stage");
    return {
      name,
      map,
      find,
      open: open || (this.#open && entry(tree, map, "extends") !== undefined && open),
      hidden: name.value.startsWith("."),
      stage: (stage && scalarText(stage.node)) ?? "test",
      scripts: ["before_script", "script"].flatMap((key) => {
        const node = entry(tree, map, key)?.value;
        return node ? scriptsOf(tree, node) : [];
      }),
    };
  }

  /** The job and its templates, nearest first: of several that it extends the last one counts most. */
  #chainOf(tree: YamlTree, map: YamlMap) {
    const chain: { readonly tree: YamlTree; readonly map: YamlMap }[] = [{ tree, map }];
    let open = false;
    for (let at = 0; at < chain.length && chain.length < MAX_EXTENDS * 3; at++) {
      const { tree: from, map: holder } = chain[at] ?? { tree, map };
      const list = entry(from, holder, "extends")?.value;
      const names = list ? [list, ...items(from, list)].map(scalarText).filter((name) => name !== undefined) : [];
      for (const name of names.toReversed()) {
        const template = this.#templates.get(name);
        if (!template) open = true;
        else if (!chain.some(({ map: known }) => known === template.map)) chain.push(template);
      }
    }
    return { chain, open };
  }
}

/** Keys for which `default:` has a value that counts. `timeout` is accepted there, and has no effect (issue 213634). */
const DEFAULTED: ReadonlySet<string> = new Set([
  "retry",
  "before_script",
  "after_script",
  "interruptible",
  "image",
  "tags",
]);

/** The value of a key that `<<: *anchor` brings along. */
function merged(tree: YamlTree, map: YamlMap, key: string): YamlNode | undefined {
  const merge = entry(tree, map, "<<")?.value;
  if (!merge) return undefined;
  return (
    get(tree, merge, key) ??
    [...items(tree, merge)].map((one) => get(tree, one, key)).find((value) => value !== undefined)
  );
}

/** The scripts of a `script:`: a text, or a list of texts in one shell. What `!reference` brings stands elsewhere. */
function scriptsOf(tree: YamlTree, node: YamlNode): StepScript[] {
  const texts = [node, ...[...items(tree, node)].flatMap((item) => [item, ...items(tree, item)])];
  return texts.flatMap((text) => (isMapping(text) ? [] : (readScript(tree, text) ?? [])));
}

/** True when a script of the job, its own or a template's, is there. */
export const hasScript = ({ find }: GitLabJob): boolean => find("script") !== undefined || find("run") !== undefined;
