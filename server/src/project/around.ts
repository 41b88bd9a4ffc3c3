import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Around, MAX_NAMES } from "../core/around.ts";
import { MAX_LENGTH } from "../core/read.ts";
import { IgnoreRules } from "./files.ts";
import { isInside } from "./paths.ts";

// A schema may have hundreds of migrations, and all of them are asked for at each keystroke: only what changed is read.
const MAX_KEPT = 2000;
const kept = new Map<string, { readonly changed: number; readonly size: number; readonly text: string }>();

function textAt(place: string): string | undefined {
  try {
    const { mtimeMs: changed, size } = statSync(place);
    if (size > MAX_LENGTH) return undefined;
    const before = kept.get(place);
    if (before?.changed === changed && before.size === size) return before.text;
    const text = readFileSync(place, "utf8").replace(/^\uFEFF/, "");
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(place, { changed, size, text });
    return text;
  } catch {
    return undefined;
  }
}

/**
 * What lies below a project's root. Outside it nothing is known: a file must not tell what else the machine holds. Nor can
 * anybody tell of what git ignores: a build makes it. `queries` reads the client code; `onAsked` hears of the absolute place of
 * every other question.
 */
export function aroundOn(
  root: string,
  queries: Around["queries"] = () => undefined,
  onAsked: (place: string) => void = () => undefined,
): Around {
  const rules = new IgnoreRules(root);
  return {
    queries,
    exists(path) {
      const place = resolve(root, path);
      if (!isInside(root, place)) return undefined;
      onAsked(place);
      if (existsSync(place)) return true;
      return rules.ignores(place, path.endsWith("/")) ? undefined : false;
    },
    read(path) {
      const place = resolve(root, path);
      if (!isInside(root, place)) return undefined;
      onAsked(place);
      return textAt(place);
    },
    list(folder) {
      const place = resolve(root, folder);
      if (!isInside(root, place)) return undefined;
      try {
        const entries = readdirSync(place, { withFileTypes: true });
        return entries.slice(0, MAX_NAMES).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
      } catch {
        return undefined;
      }
    },
  };
}
