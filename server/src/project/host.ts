import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { URI } from "vscode-uri";
import { NOWHERE } from "../core/around.ts";
import { isSourcePath } from "../core/prisma/client-calls.ts";
import type { Query } from "../core/prisma/query.ts";
import type { Report } from "../core/report/report.ts";
import type { AuditRequest, AuditResult, Home, Host } from "../lsp/host.ts";
import { aroundOn } from "./around.ts";
import { audit, type Target } from "./audit.ts";
import { Configs } from "./configs.ts";
import { findFiles, readText } from "./files.ts";
import { isInside, projectRoot, relativePath } from "./paths.ts";
import { Queries } from "./queries.ts";

/** The host of the desktop and of servers: workspaces lie on the disk. */
export class DiskHost implements Host {
  #folders: readonly string[] = [];
  readonly #configs = new Map<string, Configs>();
  readonly #asked = new Set<string>();
  readonly #code = new Map<string, Queries>();
  /** The projects whose code is being read, or was since everything was last forgotten. */
  readonly #reading = new Set<string>();
  #onLearned: () => void = () => undefined;

  onLearned(listener: () => void): void {
    this.#onLearned = listener;
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders.flatMap((folder) => pathOf(folder) ?? []);
  }

  homeOf(uri: string): Home {
    const path = pathOf(uri);
    // Untitled documents and virtual folders have no disk below them: a name, and no configuration files.
    if (path === undefined) return { path: URI.parse(uri).path.replace(/^\/+/, ""), layers: [], around: NOWHERE };
    const configs = this.#configsAt(this.#rootOf(path));
    const around = aroundOn(
      configs.root,
      () => this.#queriesAt(configs.root),
      (place) => this.#remember(configs.root, place),
    );
    return { path: relativePath(configs.root, path), layers: configs.layersFor(path), around };
  }

  read(uri: string): string | undefined {
    const path = pathOf(uri);
    const reading = path === undefined ? undefined : readText(path);
    return reading && "text" in reading ? reading.text : undefined;
  }

  wasAsked(uri: string): boolean {
    const path = pathOf(uri);
    if (path === undefined) return false;
    return this.#asked.has(path) || (isSourcePath(path) && [...this.#code.keys()].some((root) => isInside(root, path)));
  }

  forgetConfigs(): void {
    this.#configs.clear();
    this.#asked.clear();
    this.#reading.clear();
  }

  /** What is known of the client code of a project. It is read in the background; who asked too early is told later. */
  #queriesAt(root: string): readonly Query[] | undefined {
    const queries = this.#code.get(root) ?? new Queries(root);
    this.#code.set(root, queries);
    if (!this.#reading.has(root)) {
      this.#reading.add(root);
      void queries.readSlowly().then((isNews) => {
        if (isNews) this.#onLearned();
      });
    }
    return queries.found;
  }

  /** Remembers a place and the folders around it: a folder that comes or goes takes its files along. */
  #remember(root: string, place: string): void {
    for (let path = place; path !== root && !this.#asked.has(path); path = dirname(path)) {
      this.#asked.add(path);
      if (dirname(path) === path) return;
    }
  }

  async audit({ folder, settingsFor, open, onProgress }: AuditRequest): Promise<AuditResult> {
    const asked = folder === undefined ? this.#folders : [pathOf(folder) ?? []].flat();
    const uris = new Map<string, string>();
    const reports: Report[] = [];
    for (const path of asked) {
      const configs = new Configs(this.#rootOf(path));
      const targets = findFiles(path, configs.root).map((file): Target => ({ path: file, configs }));
      // With several folders, the folder's own name tells their files apart.
      const cwd = asked.length > 1 ? dirname(path) : path;
      for (const file of targets) uris.set(relativePath(cwd, file.path), URI.file(file.path).toString());
      const report = await audit(targets, {
        cwd,
        below: [await settingsFor(URI.file(path).toString())],
        open: (file) => open(URI.file(file).toString()),
        onProgress: async (done, of) => {
          // Lets a cancellation, or an editor that waits for diagnostics, through.
          if (done % 10 === 0) await setImmediate();
          return await onProgress(done, of);
        },
      });
      reports.push(report);
    }
    const files = reports.flatMap((report) => report.files);
    return { report: { files, problems: reports.flatMap(({ problems }) => problems) }, uris };
  }

  /** The root of the project that a path belongs to, found as the command line finds it from the workspace folder. */
  #rootOf(path: string): string {
    const around = this.#folders.filter((folder) => isInside(folder, path));
    return projectRoot(around.toSorted((a, b) => b.length - a.length)[0] ?? dirname(path));
  }

  #configsAt(root: string): Configs {
    const configs = this.#configs.get(root) ?? new Configs(root);
    this.#configs.set(root, configs);
    return configs;
  }
}

/** The absolute path of a `file:` URI; undefined for any other. */
function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === "file" ? parsed.fsPath : undefined;
}
