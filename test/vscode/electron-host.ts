// VS Code desktop, as @vscode/test-electron downloads it.
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { downloadAndUnzipVSCode, SilentReporter } from "@vscode/test-electron";
import { CACHE, ROOT } from "./download.ts";
import type { Outcome, SuiteOptions } from "./run.ts";

// The download server answers at once or not at all. In milliseconds.
const PATIENCE = 5_000;

/** The path of VS Code desktop; undefined where it cannot be downloaded, or where there is no display to show it on. */
export async function findElectron(): Promise<string | undefined> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const options = { cachePath: CACHE, extensionDevelopmentPath: ROOT, timeout: PATIENCE };
  return downloadAndUnzipVSCode({ ...options, reporter: new SilentReporter() }).catch(() => undefined);
}

/** Runs a suite in VS Code desktop and answers when it has ended, however it ended. */
export async function runInElectron(executable: string, options: SuiteOptions): Promise<Outcome> {
  const { suite, workspace, env, timeout } = options;
  const logFile = path.join(CACHE, "electron-host.log");
  const log = createWriteStream(logFile);
  // A short path: on macOS the name of a socket in it may have no more than 103 characters.
  const data = mkdtempSync(path.join(tmpdir(), "pl-"));
  const flags = [
    "--no-sandbox",
    "--disable-gpu-sandbox",
    "--disable-updates",
    "--skip-welcome",
    "--skip-release-notes",
  ];
  flags.push("--disable-extensions", "--disable-workspace-trust", "--disable-telemetry", `--user-data-dir=${data}`);
  flags.push(`--extensionDevelopmentPath=${ROOT}`, `--extensionTestsPath=${suite}`);
  const editor = spawn(executable, [workspace, ...flags], { env: { ...process.env, ...env } });
  editor.stdout.pipe(log, { end: false });
  editor.stderr.pipe(log, { end: false });
  const late = setTimeout(() => editor.kill(), timeout);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      editor.once("error", reject);
      editor.once("close", resolve);
    });
    return { code: code ?? undefined, log: logFile };
  } finally {
    clearTimeout(late);
    log.end();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}
