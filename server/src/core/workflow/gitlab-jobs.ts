// The jobs of a GitLab CI file, with what they take from `default`, from templates and from other files of the pipeline.
// Source: GitLab documentation, "CI/CD YAML syntax reference".
import {
  entries,
  entry,
  get,
  isMapping,
  isSequence,
  items,
  scalarText,
  scalarValue,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import type { GitLabSource, GitLabSources } from "./gitlab-files.ts";
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
  /** The value of a key: its own, a template's, or, for keys that have one, the default. Null takes a value away. */
  readonly find: (key: string) => Found | undefined;
  /** The value of a variable, of the job, its templates or the file. */
  readonly variable: (name: string) => string | undefined;
  /** The scripts that stand in the job itself. */
  readonly scripts: readonly StepScript[];
  /** All that it runs, wherever that stands. Places in these scripts may be those of another file. */
  readonly runs: readonly StepScript[];
}

/** A value, and the tree it stands in: this file's, or another one's. */
export interface Found {
  readonly tree: YamlTree;
  readonly node: YamlNode;
  /** True when it stands in the job itself. */
  readonly own: boolean;
}

/** A file with its jobs, as far as it is read. */
export interface GitLabFile {
  readonly tree: YamlTree;
  readonly jobs: readonly GitLabJob[];
  readonly stages: readonly string[];
  /** The stages as they are written down somewhere; left out where the default ones count. */
  readonly declared: readonly string[] | undefined;
  readonly open: boolean;
  readonly isEntry: boolean;
  /** The names of all jobs of the pipeline, those of other files too, and the stages that their jobs run in. */
  readonly known: ReadonlyMap<string, string>;
  /** The names of the templates, those of other files too. */
  readonly templates: readonly string[];
}

const DEFAULT_STAGES = [".pre", "build", "test", "deploy", ".post"];

/** Reads the jobs of the first of the files. */
export function readJobs({ files, open, isEntry }: GitLabSources): GitLabFile | undefined {
  const [first] = files;
  if (!first) return undefined;
  const reader = new Reader(files);
  const declared = files
    .map(({ tree, top }) => [...items(tree, get(tree, top, "stages") ?? get(tree, top, "types"))].map(scalarText))
    .find((list) => list.length > 0)
    ?.filter((name) => name !== undefined);
  const { tree } = first;
  const everywhere = files.flatMap((source) =>
    jobsIn(source).map((job) => reader.job(source.tree, job.key, job.value)),
  );
  return {
    tree,
    jobs: everywhere.slice(0, jobsIn(first).length),
    declared,
    stages: declared ? [".pre", ...declared.filter((name) => !/^\.(?:pre|post)$/.test(name)), ".post"] : DEFAULT_STAGES,
    open,
    isEntry,
    known: new Map(everywhere.flatMap(({ name, stage, hidden }) => (hidden ? [] : [[name.value, stage] as const]))),
    templates: everywhere.map(({ name }) => name.value),
  };
}

const jobsIn = ({ tree, top }: GitLabSource) =>
  [...entries(tree, top)].flatMap(({ key, value }) =>
    !GLOBAL.has(key.value) && isMapping(value) ? [{ key, value }] : [],
  );

interface Part {
  readonly tree: YamlTree;
  readonly map: YamlMap;
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

// GitLab allows 11 levels, and warns of more than three.
const MAX_PARTS = 33;
const MAX_REFERENCES = 10;

class Reader {
  readonly #named = new Map<string, Part[]>();
  readonly #files: readonly GitLabSource[];
  readonly #scripts = new WeakMap<YamlNode, readonly StepScript[]>();

  constructor(files: readonly GitLabSource[]) {
    this.#files = files;
    // A job that stands in several files is all of them together; what stands in this one counts most.
    for (const source of files) {
      for (const { key, value } of jobsIn(source)) {
        const part = { tree: source.tree, map: value };
        const parts = this.#named.get(key.value);
        if (parts) parts.push(part);
        else this.#named.set(key.value, [part]);
      }
    }
  }

  job(tree: YamlTree, name: Sourced<string>, map: YamlMap): GitLabJob {
    const { chain, open } = this.#chainOf({ tree, map }, name.value);
    const values = new Map<string, Found | undefined>();
    const find = (key: string) => {
      if (!values.has(key)) values.set(key, this.#find(chain, key));
      return values.get(key);
    };
    const stage = find("stage");
    const readAll = () =>
      SCRIPTS.flatMap((key) => {
        const found = find(key);
        return found ? this.#allScripts(found.tree, found.node) : [];
      });
    let runs: readonly StepScript[] | undefined;
    return {
      name,
      map,
      find,
      open,
      hidden: name.value.startsWith("."),
      stage: (stage && scalarText(stage.node)) ?? "test",
      variable: (variable) => this.#variable(chain, variable),
      scripts: SCRIPTS.flatMap((key) => this.#ownScripts(tree, entry(tree, map, key)?.value)),
      get runs() {
        runs ??= readAll();
        return runs;
      },
    };
  }

  #find(chain: readonly Part[], key: string): Found | undefined {
    for (const [index, { tree, map }] of chain.entries()) {
      const node = entry(tree, map, key)?.value ?? merged(tree, map, key);
      if (node) return scalarValue(node) === null ? undefined : { tree, node, own: index === 0 };
    }
    if (!DEFAULTED.has(key) || !inherits(chain, key)) return undefined;
    for (const { tree, top } of this.#files) {
      // `before_script` and a few others may stand at the top, too.
      const node = get(tree, get(tree, top, "default"), key) ?? (GLOBAL.has(key) ? get(tree, top, key) : undefined);
      if (node) return { tree, node, own: false };
    }
    return undefined;
  }

  #variable(chain: readonly Part[], name: string): string | undefined {
    const holders = [
      ...chain.map(({ tree, map }) => ({ tree, node: get(tree, map, "variables") ?? merged(tree, map, "variables") })),
      ...this.#files.map(({ tree, top }) => ({ tree, node: get(tree, top, "variables") })),
    ];
    for (const { tree, node } of holders) {
      const value = get(tree, node, name);
      if (value) return scalarText(isMapping(value) ? get(tree, value, "value") : value);
    }
    return undefined;
  }

  /** The job and its templates, nearest first: of several that it extends the last one counts most. */
  #chainOf(own: Part, name: string) {
    const chain = [own, ...(this.#named.get(name) ?? []).filter(({ map }) => map !== own.map)];
    let open = false;
    for (let at = 0; at < chain.length && chain.length < MAX_PARTS; at++) {
      const { tree, map } = chain[at] ?? own;
      const list = entry(tree, map, "extends")?.value;
      const names = list ? [list, ...items(tree, list)].map(scalarText).filter((one) => one !== undefined) : [];
      for (const template of names.toReversed()) {
        const parts = this.#named.get(template);
        if (!parts) open = true;
        for (const part of parts ?? []) if (!chain.some(({ map: known }) => known === part.map)) chain.push(part);
      }
    }
    return { chain, open };
  }

  /** The scripts of a `script:`: a text, or a list of texts in one shell, lists in lists too. */
  #ownScripts(tree: YamlTree, node: YamlNode | undefined): StepScript[] {
    if (!node) return [];
    return textsIn(tree, node).flatMap((text) => (isReference(text) ? [] : (readScript(tree, text) ?? [])));
  }

  /** The same, with what `!reference` brings. */
  #allScripts(tree: YamlTree, node: YamlNode, depth = 0): readonly StepScript[] {
    const known = this.#scripts.get(node);
    if (known) return known;
    const found = textsIn(tree, node).flatMap((text) => {
      if (!isReference(text)) return readScript(tree, text) ?? [];
      const target = depth < MAX_REFERENCES ? this.#reference(tree, text) : undefined;
      return target ? [...this.#allScripts(target.tree, target.node, depth + 1)] : [];
    });
    this.#scripts.set(node, found);
    return found;
  }

  /** `!reference [.setup, script]`. */
  #reference(tree: YamlTree, node: YamlNode): Omit<Found, "own"> | undefined {
    const [name = "", ...keys] = [...items(tree, node)].map((item) => scalarText(item) ?? "");
    for (const part of this.#named.get(name) ?? []) {
      const target = keys.reduce<YamlNode | undefined>((at, key) => get(part.tree, at, key), part.map);
      if (target) return { tree: part.tree, node: target };
    }
    return undefined;
  }
}

const SCRIPTS = ["before_script", "script"];
const isReference = (node: YamlNode): boolean => node.tag === "!reference";

/** The texts and references in a script; GitLab allows ten levels of lists, people use two. */
function textsIn(tree: YamlTree, node: YamlNode, depth = 0): YamlNode[] {
  if (isReference(node) || !isSequence(node)) return isMapping(node) ? [] : [node];
  return depth > MAX_REFERENCES ? [] : [...items(tree, node)].flatMap((item) => textsIn(tree, item, depth + 1));
}

/** `inherit: default: false` turns the defaults off, a list leaves only those it names. */
function inherits(chain: readonly Part[], key: string): boolean {
  const [own] = chain;
  const rule = own && get(own.tree, get(own.tree, own.map, "inherit"), "default");
  if (!own || !rule) return true;
  const names = [...items(own.tree, rule)].map(scalarText);
  return isSequence(rule) ? names.includes(key) : scalarText(rule) !== "false";
}

/** The value of a key that `<<: *anchor` brings along. */
function merged(tree: YamlTree, map: YamlMap, key: string, seen = new Set<YamlNode>()): YamlNode | undefined {
  const merge = entry(tree, map, "<<")?.value;
  if (!merge) return undefined;
  for (const part of isSequence(merge) ? items(tree, merge) : [merge]) {
    if (!isMapping(part) || seen.has(part)) continue;
    seen.add(part);
    const value = get(tree, part, key) ?? merged(tree, part, key, seen);
    if (value) return value;
  }
  return undefined;
}

/** True when a script of the job, its own or a template's, is there. */
export const hasScript = ({ find }: GitLabJob): boolean => find("script") !== undefined || find("run") !== undefined;
