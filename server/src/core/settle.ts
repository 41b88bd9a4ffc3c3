import type { Config, Layer } from "./config.ts";
import type { Asked } from "./dialect.ts";
import type { Severity } from "./finding.ts";
import { type Matcher, matcher } from "./glob.ts";
import type { Overrides, Profile } from "./rule.ts";

/**
 * Merges layers, outermost first, into the configuration of one file: the nearest layer wins, inside a layer its
 * overrides win over its rules. Returns undefined when a layer leaves the file out.
 */
export function settle(layers: readonly Layer[], path: string): Config | undefined {
  let profile: Profile = "recommended";
  const severity: Record<string, Severity | "off"> = {};
  const options: Record<string, Overrides> = {};
  for (const layer of layers) {
    const inside = layer.base ? path.slice(layer.base.length + 1) : path;
    if (layer.include && !matches(layer.include, inside)) return undefined;
    if (layer.exclude && matches(layer.exclude, inside)) return undefined;
    profile = layer.extends ?? profile;
    const overrides = (layer.overrides ?? []).filter(({ files }) => matches(files, inside));
    for (const rules of [layer.rules ?? {}, ...overrides.map(({ rules }) => rules)]) {
      for (const [id, setting] of Object.entries(rules)) {
        severity[id] = typeof setting === "string" ? setting : setting[0];
        if (typeof setting !== "string") options[id] = { ...options[id], ...setting[1] };
      }
    }
  }
  return { profile, severity, options, ...askedFor(layers, path) };
}

/** How the layers ask for the file to be judged as a brief: by its very path, or by a glob. */
function askedFor(layers: readonly Layer[], path: string): { readonly asked?: Asked } {
  let found = false;
  for (const { base, briefs } of layers) {
    const inside = base ? path.slice(base.length + 1) : path;
    const globs = briefs?.include;
    if (globs?.some((glob) => glob.replace(/^\.?\//, "") === inside)) return { asked: "by name" };
    found ||= globs !== undefined && matches(globs, inside);
  }
  return found ? { asked: "by glob" } : {};
}

// The same few lists of globs are asked for every file: compiling them once is most of the cost saved.
const compiled = new WeakMap<readonly string[], Matcher>();

function matches(globs: readonly string[], path: string): boolean {
  let match = compiled.get(globs);
  if (!match) {
    match = matcher(globs);
    compiled.set(globs, match);
  }
  return match(path);
}
