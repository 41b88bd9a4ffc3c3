// Finding and reading files. The only place where the product touches the disk to read what it judges.
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fdir } from "fdir";
import ignore, { type Ignore } from "ignore";
import { isConfigPath } from "../core/config.ts";
import { MAX_LENGTH } from "../core/read.ts";
import { candidates } from "../core/recognise.ts";
import { isInside, relativePath } from "./paths.ts";

const NEVER = new Set(["node_modules", ".git", ".hg", ".svn"]);

/** True for the name of a folder in which nobody looks for files of a project. */
export const isNever = (name: string): boolean => NEVER.has(name);

/**
 * The files below a folder that some dialect may know, as absolute paths in order. Left out: what git ignores (by the
 * `.gitignore` files from the project's root down), `node_modules`, and what lies behind symbolic links.
 */
export function findFiles(folder: string, root: string): string[] {
  const rules = new IgnoreRules(root);
  return new fdir({ excludeSymlinks: true })
    .withFullPaths()
    .exclude((name, path) => isNever(name) || rules.ignores(path, true))
    .filter((path) => {
      const inside = relativePath(root, path);
      return (candidates(inside).length > 0 || isConfigPath(inside)) && !rules.ignores(path, false);
    })
    .crawl(folder)
    .sync()
    .sort();
}

/** The `.gitignore` files between a project's root and a path, each read once. */
export class IgnoreRules {
  readonly #root: string;
  readonly #byFolder = new Map<string, Ignore | undefined>();

  constructor(root: string) {
    this.#root = root;
  }

  /** True when git ignores the absolute path, or a folder around it. */
  ignores(path: string, isFolder: boolean): boolean {
    for (let folder = dirname(path); isInside(this.#root, folder); folder = dirname(folder)) {
      const inside = relativePath(folder, path.replace(/[\\/]$/, ""));
      const verdict = inside ? this.#rulesOf(folder)?.test(isFolder ? `${inside}/` : inside) : undefined;
      if (verdict?.ignored) return true;
      if (verdict?.unignored || dirname(folder) === folder) return false;
    }
    return false;
  }

  #rulesOf(folder: string): Ignore | undefined {
    if (!this.#byFolder.has(folder)) {
      const text = readIfThere(join(folder, ".gitignore"));
      this.#byFolder.set(folder, text === undefined ? undefined : ignore().add(text));
    }
    return this.#byFolder.get(folder);
  }
}

/** The text of a file, or undefined when it cannot be read for whatever reason. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** A file's text and its byte order mark (or nothing), or in one sentence why it could not be read. */
export type Reading = { readonly text: string; readonly mark: "\uFEFF" | "" } | { readonly problem: string };

/** Reads a text file as UTF-8 without its byte order mark. Never throws. */
export function readText(path: string): Reading {
  try {
    const { size } = statSync(path);
    if (size > MAX_LENGTH) {
      const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
      return { problem: `not read: it has ${megabytes(size)}, and files over ${megabytes(MAX_LENGTH)} are not judged` };
    }
    const bytes = readFileSync(path);
    // Text files of these families hold no NUL; git decides in the same way, by the first 8,000 bytes.
    if (bytes.subarray(0, 8000).includes(0)) return { problem: "not read: it is a binary file, or not UTF-8" };
    const text = bytes.toString("utf8");
    return text.startsWith("\uFEFF") ? { text: text.slice(1), mark: "\uFEFF" } : { text, mark: "" };
  } catch (error) {
    return { problem: `not read: ${reason(error)}` };
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "EISDIR") return "it is a folder";
  return error instanceof Error ? error.message : String(error);
}
