// What users may configure, and how a configuration file is read. The only file that knows `zod`.
import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";
import type { Asked } from "./dialect.ts";
import { SEVERITIES, type Severity } from "./finding.ts";
import type { Housekeeping } from "./model.ts";
import { nearest } from "./nearest.ts";
import { type OptionSpecs, type Overrides, PROFILES, type Profile } from "./rule.ts";
import { allRules } from "./rules/all.ts";
import {
  entries,
  entry,
  items,
  parseYaml,
  root,
  scalarValue,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "./syntax/yaml.ts";
import type { Sourced, SourceFile, Span } from "./text.ts";

z.config(en());

/** The names a configuration file may have, the first one that is there counts. */
export const CONFIG_NAMES = [".plumblint.yaml", ".plumblint.yml", ".plumblint.json"] as const;

/** True for the path of a configuration file. */
export const isConfigPath = (path: string): boolean =>
  (CONFIG_NAMES as readonly string[]).includes(path.slice(path.lastIndexOf("/") + 1));

const SEVERITY = z.enum([...SEVERITIES, "off"]);
const RULE_SETTING = z.union([SEVERITY, z.tuple([SEVERITY, z.record(z.string(), z.unknown())])], {
  error: `expected one of ${[...SEVERITIES, "off"].join(", ")}, or a list of one of them and the rule's options`,
});
const RULES = z.record(z.string(), RULE_SETTING);
const GLOBS = z.array(z.string());

/** Everything a configuration file may say. Editor settings use `extends` and `rules` of it. */
export const CONFIG_SCHEMA = z.strictObject({
  $schema: z.optional(z.string()),
  extends: z.optional(z.enum(PROFILES)),
  rules: z.optional(RULES),
  include: z.optional(GLOBS),
  exclude: z.optional(GLOBS),
  overrides: z.optional(z.array(z.strictObject({ files: GLOBS, rules: RULES }))),
  briefs: z.optional(z.strictObject({ include: z.optional(GLOBS) })),
});

type RuleSettings = z.infer<typeof RULES>;

/** One source of configuration as the host found it: a configuration file, or the editor's settings. */
export interface Layer extends z.infer<typeof CONFIG_SCHEMA> {
  /** Folder that the globs are relative to, with `/`, relative like `SourceFile.path`; empty for the workspace itself. */
  readonly base: string;
}

/** Settled for one file: layers are merged, globs matched. An empty one (`DEFAULT_CONFIG`) is valid. */
export interface Config {
  readonly profile: Profile;
  /** Rules whose severity differs from the profile. */
  readonly severity: Readonly<Record<string, Severity | "off">>;
  readonly options: Readonly<Record<string, Overrides>>;
  /** Set when the file is to be judged as a brief: a glob says so, or an entry that is its very path. */
  readonly asked?: Asked;
}

/** The recommended profile and nothing else. */
export const DEFAULT_CONFIG: Config = { profile: "recommended", severity: {}, options: {} };

/** What was read of a configuration file: the layer, as far as it is right, and what is wrong in it. */
export interface ConfigReading {
  readonly layer: Layer;
  readonly problems: Housekeeping;
}

/** Reads a configuration file (YAML, and JSON as part of it). A mistake costs only the entry it stands in. Never throws. */
export function readConfig(file: SourceFile): ConfigReading {
  const tree = parseYaml(file.text);
  const top = root(tree);
  const slash = file.path.lastIndexOf("/");
  const base = slash < 0 ? "" : file.path.slice(0, slash);
  const unreadable: Sourced<string>[] = tree.errors.slice(0, 1).map((error) => ({ ...error }));
  const raw = plain(tree, top) ?? {};

  const checked = CONFIG_SCHEMA.safeParse(raw);
  let data: unknown = raw;
  if (!checked.success) {
    for (const issue of checked.error.issues) {
      for (const path of pathsOf(issue)) {
        unreadable.push({ value: sentence(issue, path), ...placeOf(tree, top, path) });
        data = without(data, path);
      }
    }
  }
  const again = CONFIG_SCHEMA.safeParse(data);
  const settings = again.success ? again.data : {};
  const blocks = [settings.rules, ...(settings.overrides ?? []).map(({ rules }) => rules)];
  const homes = [["rules"], ...(settings.overrides ?? []).map((_, index) => ["overrides", index, "rules"])];
  const unknownRules = blocks.flatMap((rules, index) => unknownIn(tree, top, rules, homes[index] ?? []));
  for (const [index, rules] of blocks.entries()) unreadable.push(...badOptions(tree, top, rules, homes[index] ?? []));

  return {
    layer: { base, ...settings },
    problems: {
      family: "plumblint",
      dialect: "plumblint-config",
      start: 0,
      end: file.text.length,
      unreadable,
      unknownRules,
      idleSuppressions: [],
    },
  };
}

/**
 * The plain value of a node. Aliases are followed, and count each time: a file whose aliases unfold to more than any
 * honest configuration holds is cut off there.
 */
function plain(tree: YamlTree, node: YamlNode | undefined, budget = { nodes: 10_000 }): unknown {
  if (!node || budget.nodes-- <= 0) return undefined;
  const pairs = [...entries(tree, node)];
  if (pairs.length > 0)
    return Object.fromEntries(pairs.map(({ key, value }) => [key.value, plain(tree, value, budget)]));
  const list = [...items(tree, node)];
  if (list.length > 0) return list.map((item) => plain(tree, item, budget));
  return scalarValue(node) ?? ("items" in node ? [] : null);
}

type Path = readonly PropertyKey[];

/** The places an issue is about: each unknown key by itself, else the value the issue names. */
const pathsOf = (issue: z.core.$ZodIssue): Path[] =>
  issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];

function sentence(issue: z.core.$ZodIssue, path: Path): string {
  const name = String(path.at(-1) ?? "the file");
  if (issue.code !== "unrecognized_keys") return `"${path.join(".")}" is not used: ${issue.message}.`;
  const guess = nearest(name, Object.keys(CONFIG_SCHEMA.def.shape));
  return `There is no setting "${name}", so it has no effect${guess ? `; did you mean "${guess}"?` : "."}`;
}

/** The place of the key at a path; of what is nearest to it when the path leads nowhere. */
function placeOf(tree: YamlTree, top: YamlNode | undefined, path: Path): Span {
  let node = top;
  let place: Span = top ? spanOf(top) : { start: 0, end: 0 };
  for (const step of path) {
    if (typeof step === "number") {
      node = [...items(tree, node)][step];
      if (node) place = spanOf(node);
    } else {
      const found = entry(tree, node, String(step));
      if (!found) break;
      place = { start: found.key.start, end: found.key.end };
      node = found.value;
    }
  }
  return place;
}

function without(data: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return {};
  if (Array.isArray(data)) {
    // The entry of a list goes as a whole: half an override would match what its author did not mean.
    return data.filter((_, index) => index !== step);
  }
  if (typeof data !== "object" || data === null) return data;
  const { [step as string]: value, ...others } = data as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [step as string]: without(value, rest) };
}

function unknownIn(tree: YamlTree, top: YamlNode | undefined, rules: RuleSettings | undefined, home: Path) {
  return Object.keys(rules ?? {})
    .filter((id) => !allRules.has(id))
    .map((id) => ({ value: id, ...guess(id), ...placeOf(tree, top, [...home, id]) }));
}

const guess = (id: string) => {
  const found = nearest(id, [...allRules.keys()]);
  return found ? { nearest: found } : {};
};

function* badOptions(
  tree: YamlTree,
  top: YamlNode | undefined,
  rules: RuleSettings | undefined,
  home: Path,
): Iterable<Sourced<string>> {
  for (const [id, setting] of Object.entries(rules ?? {})) {
    if (typeof setting === "string") continue;
    const specs = allRules.get(id)?.meta.options ?? {};
    for (const [name, value] of Object.entries(setting[1])) {
      const spec = specs[name];
      const place = placeOf(tree, top, [...home, id, 1, name]);
      if (!spec) yield { value: `"${id}" has no option "${name}", so it has no effect.`, ...place };
      else if (!fits(value, spec.default)) {
        const wanted = Array.isArray(spec.default) ? "a list of words" : `a ${typeof spec.default}`;
        yield { value: `Option "${name}" of "${id}" wants ${wanted}; its default is used.`, ...place };
      }
    }
  }
}

const fits = (value: unknown, example: unknown): boolean =>
  Array.isArray(example)
    ? Array.isArray(value) && value.every((item) => typeof item === "string")
    : typeof value === typeof example && (typeof value !== "number" || Number.isFinite(value));

/** The options that a rule takes, out of those a configuration gives: unknown and ill-typed ones are left out. */
export const usableOptions = (specs: OptionSpecs | undefined, given: Overrides): Overrides =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => specs?.[name] && fits(value, specs[name].default)),
  );

const SETTINGS = z.object({
  enable: z.catch(z.optional(z.boolean()), undefined),
  codeLens: z.catch(z.optional(z.boolean()), undefined),
  profile: z.catch(z.optional(z.enum(PROFILES)), undefined),
  rules: z.catch(z.optional(RULES), undefined),
});

/** What the editor's `plumblint.*` settings say. */
export interface Settings {
  /** Whether to judge at all. */
  readonly enabled: boolean;
  /** Whether to show a line above workflows. */
  readonly codeLens: boolean;
  /** A layer below every configuration file. */
  readonly layer: Layer;
}

/** Reads the editor's `plumblint.*` settings. What is wrong in them counts as left out. */
export function readSettings(value: unknown): Settings {
  const read = SETTINGS.safeParse(value);
  const { enable = true, codeLens = true, profile, rules } = read.success ? read.data : {};
  const layer = { base: "", ...(profile && { extends: profile }), ...(rules && { rules }) };
  return { enabled: enable, codeLens, layer };
}
