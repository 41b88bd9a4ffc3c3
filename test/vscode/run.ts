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

/** How a run ended. */
export interface Outcome {
  /** VS Code's exit code; undefined after a time-out. */
  readonly code: number | undefined;
  /** The file with all that VS Code said. */
  readonly log: string;
  /** Tests that the host ran beside the suite. */
  readonly tests?: readonly TestResult[];
}

// In milliseconds; a run takes a tenth of it.
const TIMEOUT = 180_000;

const SUITE = path.join(ROOT, "dist/test/suite.cjs");

const scratch = mkdtempSync(path.join(tmpdir(), "plumblint-test-"));
try {
  const counts = await main(scratch);
  const { PLUMBLINT_COUNTS: file } = process.env;
  if (file) writeFileSync(file, `${JSON.stringify(counts)}\n`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main(folder: string): Promise<{ passed: number; failed: number }> {
  const workspace = path.join(folder, "workspace");
  const results = path.join(folder, "results.jsonl");
  cpSync(path.join(import.meta.dirname, "workspace"), workspace, { recursive: true });
  writeFileSync(results, "");
  let outcome: Outcome;
  try {
    outcome = await runSomewhere({ suite: SUITE, workspace, env: { PLUMBLINT_RESULTS: results }, timeout: TIMEOUT });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  const lines = readFileSync(results, "utf8").split("\n").filter(Boolean);
  const tests = [...lines.map((line): TestResult => JSON.parse(line)), ...(outcome.tests ?? [])];
  tests.forEach(show);
  const failed = tests.filter(({ error }) => error !== undefined).length;
  const passed = tests.length - failed;
  if (outcome.code === 0 && passed > 0) return { passed, failed };
  // VS Code ended badly, so the run has failed, even if every test that it came to has passed.
  explain(outcome, failed > 0);
  return { passed, failed: Math.max(1, failed) };
}

async function runSomewhere(options: SuiteOptions): Promise<Outcome> {
  if (!existsSync(SUITE)) throw new Error("The bundles of the tests are missing. Make them: node esbuild.mjs --tests");
  mkdirSync(CACHE, { recursive: true });
  const { PLUMBLINT_HOST: chosen } = process.env;
  const electron = chosen === "npm" ? undefined : await findElectron();
  return electron ? runInElectron(electron, options) : runInNpmHost(options);
}

function show({ name, milliseconds, error }: TestResult): void {
  console.log(`${error === undefined ? "✓" : "✗"} ${name} (${milliseconds} ms)`);
  if (error !== undefined) console.log(error.replace(/^/gm, "    "));
}

function explain({ code, log }: Outcome, failed: boolean): void {
  if (code === undefined) console.error(`VS Code did not finish within ${TIMEOUT / 1000} s.`);
  else if (!failed) console.error(`VS Code ended with exit code ${code} before the tests did.`);
  if (code === undefined || !failed) console.error(readFileSync(log, "utf8").split("\n").slice(-30).join("\n"));
  console.error(`What VS Code said is in ${path.relative(ROOT, log)}.`);
}
