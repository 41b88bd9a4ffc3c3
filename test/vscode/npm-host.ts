// The real VS Code from the npm registry alone: its server, from the package code-server, and a browser for its window.
// It serves where the download server of VS Code desktop, or a display, is out of reach.
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, type WriteStream } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./chromium.ts";
import { CACHE, cached, npm, ROOT } from "./download.ts";
import { POINTER_TESTS } from "./pointer.ts";
import type { Outcome, SuiteOptions } from "./run.ts";
import { runTest, type TestResult } from "./runner.ts";
import { Workbench } from "./workbench.ts";

const PACKAGE = "code-server@4.139.1";

/** A running VS Code server. */
export interface NpmHost {
  /** The address of a workbench on that folder with the extension under test; `suite` is run in it when given. */
  address(folder: string, suite?: string): string;
  /** Ends the server and what it started, and removes its data. */
  close(): Promise<void>;
}

/** Starts the server, with these variables in the environment of its extension host; what it prints goes to `log`. */
export async function startHost(env: Readonly<Record<string, string>>, log: WriteStream): Promise<NpmHost> {
  const data = mkdtempSync(path.join(tmpdir(), "plumblint-vscode-"));
  const entry = path.join(installed(), "out/server-main.js");
  const flags = ["--host", "127.0.0.1", "--port", "0", "--server-data-dir", data, "--without-connection-token"];
  // Without the smoke test driver a built workbench ignores the extension that an address asks it to load.
  flags.push("--accept-server-license-terms", "--disable-telemetry", "--disable-workspace-trust");
  flags.push("--enable-smoke-test-driver");
  const server = spawn(process.execPath, [entry, ...flags], { env: { ...withoutVSCode(), ...env } });
  server.stderr.pipe(log, { end: false });
  const port = await portOf(server, log);
  return {
    address: (folder, suite) => addressOf(port, folder, suite),
    close: async () => {
      const closed = new Promise((resolve) => server.once("close", resolve));
      // False when it has ended by itself, after Ctrl+C for example.
      if (server.kill()) await closed;
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Runs a suite in the workbench and answers when it has ended, however it ended. */
export async function runInNpmHost({ suite, workspace, env, timeout }: SuiteOptions): Promise<Outcome> {
  const logFile = path.join(CACHE, "npm-host.log");
  const log = createWriteStream(logFile);
  const host = await startHost(env, log);
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    const code = await runSuite(await openPage(browser, log), host.address(workspace, suite), timeout);
    const tests = code !== undefined ? await clickAround(await openPage(browser, log), host.address(workspace)) : [];
    return { code, log: logFile, tests };
  } finally {
    await browser?.close();
    await host.close();
    log.end();
  }
}

/** The exit code that the suite leaves; undefined when it takes too long. */
function runSuite(page: Page, address: string, timeout: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    setTimeout(() => resolve(undefined), timeout).unref();
    page
      .exposeFunction("codeAutomationExit", resolve)
      .then(() => page.goto(address))
      .catch(reject);
  });
}

async function clickAround(page: Page, address: string): Promise<TestResult[]> {
  const workbench = new Workbench(page);
  await workbench.load(address);
  const results: TestResult[] = [];
  for (const [name, body] of Object.entries(POINTER_TESTS)) results.push(await runTest(name, () => body(workbench)));
  return results;
}

/** A page; what its workbench and its extension host print goes to `log`. `scale`: pixels of the picture per CSS pixel. */
export async function openPage(browser: Browser, log: WriteStream, scale = 1): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 760 }, deviceScaleFactor: scale });
  await page.exposeFunction("codeAutomationLog", (type: string, values: unknown[]) => {
    log.write(`[${type}] ${values.join(" ")}\n`);
  });
  return page;
}

function installed(): string {
  const advice = "Connect to the npm registry, or run on a machine with a display, where VS Code desktop serves.";
  const folder = cached(PACKAGE, advice, (target) => {
    npm(target, "install", "--prefix", target, PACKAGE);
    npm(path.join(target, "node_modules/code-server/lib/vscode"), "install", "--omit=dev");
  });
  return path.join(folder, "node_modules/code-server/lib/vscode");
}

function portOf(server: ChildProcess, log: WriteStream): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`The VS Code server ended with ${code}; see ${String(log.path)}.`)));
    server.stdout?.on("data", (chunk: Buffer) => {
      log.write(chunk);
      const port = /agent listening on (\d+)/.exec(chunk.toString())?.[1];
      if (port) resolve(port);
    });
  });
}

function addressOf(port: string, folder: string, suite: string | undefined): string {
  const remote = (file: string) => `vscode-remote://localhost:${port}${file}`;
  const payload = [
    ["extensionDevelopmentPath", remote(ROOT)],
    ["skipWelcome", "true"],
  ];
  if (suite) payload.push(["extensionTestsPath", remote(suite)]);
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://localhost:${port}/?${query.toString()}`;
}

// Started from a terminal of VS Code, the environment would tell the server that it is that VS Code.
function withoutVSCode(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}
