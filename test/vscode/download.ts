// What the tests need and npm does not install with the project: kept in .vscode-test/, as @vscode/test-electron does.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

/** The root of the repository, which is also the extension under test. */
export const ROOT = path.resolve(import.meta.dirname, "../..");
/** Downloads, pictures and logs of test runs; git ignores it. */
export const CACHE = path.join(ROOT, ".vscode-test");

/**
 * The folder of that name in the cache, made by `fill` when it is not there yet. It is filled under another name and
 * then renamed, so that an interrupted download is never taken for a finished one. When `fill` fails, the error says so,
 * with `advice`: what a person can do instead.
 */
export function cached(name: string, advice: string, fill: (folder: string) => void): string {
  const folder = path.join(CACHE, name);
  if (existsSync(folder)) return folder;
  removeAbandoned(name);
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  console.error(`Installing ${name} into .vscode-test/ (once) …`);
  try {
    fill(partial);
  } catch (error) {
    rmSync(partial, { recursive: true });
    throw new Error(
      `${name} could not be installed. ${advice}\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another run was faster, and its copy is as good.
    if (!existsSync(folder)) throw error;
    rmSync(partial, { recursive: true });
  }
  return folder;
}

/** Runs npm in a folder, quietly; throws with what it printed when it fails. */
export function npm(folder: string, ...args: readonly string[]): void {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { npm_execpath: script } = process.env;
  const [command, before] = script?.endsWith(".js") ? [process.execPath, [script]] : ["npm", []];
  const shell = command === "npm" && process.platform === "win32";
  const { status, error, stdout, stderr } = spawnSync(command, [...before, ...args, ...quiet], {
    cwd: folder,
    encoding: "utf8",
    shell,
  });
  if (status === 0) return;
  const [reason = stdout] = /^npm error (?!code|syscall|errno|network).*$/m.exec(stderr ?? "") ?? [stderr];
  throw new Error(error?.message ?? reason);
}

function removeAbandoned(name: string): void {
  const prefix = `${name}.partial-`;
  for (const entry of existsSync(CACHE) ? readdirSync(CACHE) : []) {
    if (!entry.startsWith(prefix) || isAlive(Number(entry.slice(prefix.length)))) continue;
    rmSync(path.join(CACHE, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
