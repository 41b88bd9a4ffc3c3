// VS Code desktop, as @vscode/test-electron downloads it.
import { createWriteStream } from "node:fs";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests, SilentReporter, TestRunFailedError } from "@vscode/test-electron";
import { CACHE, ROOT } from "./download.ts";
import type { Outcome, SuiteOptions } from "./run.ts";

// The download server answers at once or not at all.
const PATIENCE = 5_000;

/** The path of VS Code desktop; undefined where it cannot be downloaded, or where there is no display to show it on. */
export async function findElectron(): Promise<string | undefined> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const options = { cachePath: CACHE, extensionDevelopmentPath: ROOT, timeout: PATIENCE, reporter: new SilentReporter() };
  return downloadAndUnzipVSCode(options).catch(() => undefined);
}

/** Runs a suite in VS Code desktop and answers when it has ended, however it ended. */
export async function runInElectron(executable: string, options: SuiteOptions): Promise<Outcome> {
  const { suite, workspace, env, timeout } = options;
  const logFile = path.join(CACHE, "electron-host.log");
  const log = createWriteStream(logFile);
  const ended = runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: suite,
    extensionTestsEnv: env,
    launchArgs: [workspace, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
    stdout: log,
    stderr: log,
  }).catch((error: unknown) => {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  });
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, timeout).unref());
  return { code: await Promise.race([ended, late]), log: logFile };
}
