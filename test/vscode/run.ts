// Runs the suite in a real VS Code: desktop where it can be downloaded and shown, otherwise the one from npm.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CACHE, ROOT } from "./download.ts";
import { findElectron, runInElectron } from "./electron-host.ts";
import { runInNpmHost } from "./npm-host.ts";
import type { TestResult } from "./runner.ts";

/** What a host needs to run a suite. */
export interface SuiteOptions {
  /** A CommonJS module that exports `run(): Promise<void>`; absolute. */
  readonly suite: string;
  /** The folder to open; absolute. */
  readonly workspace: string;
  /** Variables for the extension host. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds after which the suite has failed. */
  readonly timeout: number;
}

/** How a run ended: VS Code's exit code, undefined after a time-out, and the file with all that VS Code said. */
export interface Outcome {
  readonly code: number | undefined;
  readonly log: string;
}

const TIMEOUT = 180_000;

const suite = path.join(ROOT, "dist/test/suite.cjs");
if (!existsSync(suite)) throw new Error("dist/test/suite.cjs is missing. Build first: npm run build -- --tests");
mkdirSync(CACHE, { recursive: true });
const folder = mkdtempSync(path.join(tmpdir(), "plumblint-test-"));
try {
  process.exitCode = await main(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main(scratch: string): Promise<number> {
  const workspace = path.join(scratch, "workspace");
  const results = path.join(scratch, "results.jsonl");
  cpSync(path.join(import.meta.dirname, "workspace"), workspace, { recursive: true });
  writeFileSync(results, "");
  const options = { suite, workspace, env: { PLUMBLINT_RESULTS: results }, timeout: TIMEOUT };

  const { PLUMBLINT_HOST: chosen } = process.env;
  const electron = chosen === "npm" ? undefined : await findElectron();
  const { code, log } = electron ? await runInElectron(electron, options) : await runInNpmHost(options);

  const tests = readFileSync(results, "utf8").split("\n").filter(Boolean).map((line): TestResult => JSON.parse(line));
  for (const { name, milliseconds, error } of tests) {
    console.log(`${error === undefined ? "✓" : "✗"} ${name} (${milliseconds} ms)`);
    if (error !== undefined) console.log(error.replace(/^/gm, "    "));
  }
  const passed = tests.filter(({ error }) => error === undefined).length;
  const whole = code === 0 && tests.length > 0 && passed === tests.length;
  // A run that ended early has failed, even if every test that it came to has passed.
  const failed = whole ? 0 : Math.max(1, tests.length - passed);
  if (!whole) explain(code, log);
  const { PLUMBLINT_COUNTS: counts } = process.env;
  if (counts) writeFileSync(counts, `${JSON.stringify({ passed, failed })}\n`);
  console.log(`VS Code (${electron ? "desktop" : "npm"}): ${passed} passed, ${failed} failed`);
  return whole ? 0 : 1;
}

function explain(code: number | undefined, log: string): void {
  console.error(code === undefined ? `VS Code did not finish within ${TIMEOUT / 1000} s.` : `VS Code ended with ${code}.`);
  console.error(readFileSync(log, "utf8").split("\n").slice(-30).join("\n"));
  console.error(`All that it said is in ${path.relative(ROOT, log)}.`);
}
