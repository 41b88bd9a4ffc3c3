// Reads the client code of a project: what it asks the database. Files are only read, and only what changed is read again.
import { readFileSync, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { fdir } from "fdir";
import { isSourcePath, readClientCalls } from "../core/prisma/client-calls.ts";
import type { Query } from "../core/prisma/query.ts";
import { IgnoreRules, isNever } from "./files.ts";
import { relativePath } from "./paths.ts";

// Longer source files are bundles; a project with more files is read as far as these.
const MAX_SIZE = 500_000;
const MAX_FILES = 20_000;
/** So many files are read before an editor that waits gets its turn. */
const AT_ONCE = 20;

interface Known {
  readonly changed: number;
  readonly queries: readonly Query[];
}

/** The queries in the source files below one project's root. */
export class Queries {
  readonly #root: string;
  #files = new Map<string, Known>();
  #all: readonly Query[] | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** What was found when the files were last read; undefined before the first time. */
  get found(): readonly Query[] | undefined {
    return this.#all;
  }

  /** Reads the files that changed since the last time. */
  read(): readonly Query[] {
    const files = new Map<string, Known>();
    for (const path of this.#paths()) this.#take(files, path);
    this.#keep(files);
    return this.#all ?? [];
  }

  /** The same, with pauses in which others get their turn. True when something is not as it was. */
  async readSlowly(): Promise<boolean> {
    const files = new Map<string, Known>();
    for (const [index, path] of this.#paths().entries()) {
      if (index % AT_ONCE === 0) await setImmediate();
      this.#take(files, path);
    }
    return this.#keep(files);
  }

  #paths(): string[] {
    const rules = new IgnoreRules(this.#root);
    return new fdir({ excludeSymlinks: true })
      .withFullPaths()
      .exclude((name, path) => isNever(name) || rules.ignores(path, true))
      .filter((path) => isSourcePath(relativePath(this.#root, path)) && !rules.ignores(path, false))
      .crawl(this.#root)
      .sync()
      .slice(0, MAX_FILES);
  }

  #take(files: Map<string, Known>, path: string): void {
    try {
      const { mtimeMs: changed, size } = statSync(path);
      const before = this.#files.get(path);
      if (before?.changed === changed) files.set(path, before);
      else if (size <= MAX_SIZE) {
        const queries = readClientCalls(relativePath(this.#root, path), readFileSync(path, "utf8"));
        files.set(path, { changed, queries });
      }
    } catch {
      // A file that has gone meanwhile, or may not be read, asks nothing.
    }
  }

  /** True when a file with queries came, went or changed. */
  #keep(files: Map<string, Known>): boolean {
    const before = this.#files;
    this.#files = files;
    const isNew = ([path, { queries }]: [string, Known]) => queries.length > 0 && before.get(path)?.queries !== queries;
    const isGone = ([path, { queries }]: [string, Known]) => queries.length > 0 && !files.has(path);
    const isSame = this.#all !== undefined && ![...files].some(isNew) && ![...before].some(isGone);
    if (!isSame) this.#all = [...files.values()].flatMap(({ queries }) => queries);
    return !isSame;
  }
}
