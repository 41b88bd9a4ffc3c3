import { existsSync } from "node:fs";
import { dirname, isAbsolute, relative, sep } from "node:path";

/** The path of a file or folder seen from a folder, with `/`; empty for the folder itself. Both are absolute. */
export const relativePath = (from: string, to: string): string => relative(from, to).split(sep).join("/");

/** True when an absolute path is the folder itself or lies below it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && !isAbsolute(way));
}

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
