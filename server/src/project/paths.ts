import { existsSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Around } from "../core/around.ts";

/** The path of a file or folder seen from a folder, with `/`; empty for the folder itself. Both are absolute. */
export const relativePath = (from: string, to: string): string => relative(from, to).split(sep).join("/");

/** True when an absolute path is the folder itself or lies below it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && !isAbsolute(way));
}

/** What lies below a project's root. Outside it nothing is known: a file must not tell what else the machine holds. */
export const aroundOn = (root: string): Around => ({
  exists(path) {
    const place = resolve(root, path);
    return isInside(root, place) ? existsSync(place) : undefined;
  },
});

/**
 * The folder that paths, globs and configuration files are relative to: the repository that holds `start`, or `start`
 * itself where there is none.
 */
export function projectRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(`${folder}${sep}.git`)) return folder;
    if (dirname(folder) === folder) return start;
  }
}
