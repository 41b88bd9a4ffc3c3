// A browser for the workbench: the system's when it has one, otherwise the one in the npm package @sparticuz/chromium.
import { execFileSync } from "node:child_process";
import { accessSync, chmodSync, constants, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import { cached, npm } from "./download.ts";

const PACKAGE = "@sparticuz/chromium@153.0.0";
const ADVICE = "Install Chromium or Google Chrome, for example with `apt-get install chromium`.";
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
// Where these browsers live when they are not on the path.
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
// No sandbox: containers run as root. The rest keeps the browser from looking for the network.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a browser without a window. Throws with a sentence that says what to install when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const system = systemBrowser();
  if (system) return chromium.launch({ executablePath: system, args: FLAGS });
  const { executable, libraries } = packagedBrowser();
  const { LD_LIBRARY_PATH: before } = process.env;
  const env = { ...process.env, LD_LIBRARY_PATH: [libraries, before].filter(Boolean).join(":") };
  return chromium.launch({ executablePath: executable, args: FLAGS, env: env as Record<string, string> });
}

function systemBrowser(): string | undefined {
  const { PLUMBLINT_BROWSER: chosen, PATH = "" } = process.env;
  if (chosen) return chosen === "npm" ? undefined : chosen;
  const onPath = PATH.split(path.delimiter).flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...onPath, ...PLACES].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function packagedBrowser(): { executable: string; libraries: string } {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`There is no browser. ${ADVICE}`);
  }
  const folder = cached("chromium", ADVICE, (target) => {
    npm(target, "install", "--prefix", target, PACKAGE);
    const packed = (name: string) =>
      brotliDecompressSync(readFileSync(path.join(target, "node_modules/@sparticuz/chromium/bin", name)));
    writeFileSync(path.join(target, "chromium"), packed("chromium.br"));
    chmodSync(path.join(target, "chromium"), 0o755);
    // The few libraries that a bare system lacks.
    execFileSync("tar", ["-x", "-C", target], { input: packed("al2023.tar.br") });
    rmSync(path.join(target, "node_modules"), { recursive: true });
  });
  return { executable: path.join(folder, "chromium"), libraries: path.join(folder, "lib") };
}
