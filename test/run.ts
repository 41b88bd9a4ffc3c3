// `npm test`: every check there is, one after another. A failed one does not stop the others. Last line: `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Counts {
  readonly passed: number;
  readonly failed: number;
}
interface Step {
  readonly title: string;
  /** A program of `node_modules/.bin`, and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Reads how many tests ran from the file the step wrote; a step without it is one check. */
  readonly counts?: (file: string) => Counts;
}

const top = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "plumblint-test-"));
const file = (name: string): string => join(scratch, name);

const STEPS: readonly Step[] = [
  { title: "Types", command: ["tsc", "-p", "."] },
  { title: "Types of the core, without Node's", command: ["tsc", "-p", "server/src/core"] },
  { title: "Types of the panel, with a browser's", command: ["tsc", "-p", "client/view"] },
  { title: "Format and lint", command: ["biome", "check", "."] },
  { title: "Lint with types", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  { title: "Dead code", command: ["knip"] },
  { title: "Bundles", command: ["node", "esbuild.mjs", "--tests"] },
  {
    title: "Unit tests, command line, language server",
    command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file("vitest.json")}`],
    counts: (path) => {
      const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(path, "utf8"));
      // A file that does not load has no failed test, but it has failed.
      return { passed: numPassedTests, failed: numFailedTests || numFailedTestSuites };
    },
  },
  {
    title: "Extension in VS Code",
    command: ["node", "test/vscode/run.ts"],
    counts: (path) => JSON.parse(readFileSync(path, "utf8")),
  },
];

const only = process.argv.slice(2);
const steps =
  only.length === 0 ? STEPS : STEPS.filter(({ title }) => only.some((word) => title.toLowerCase().includes(word)));
const total = { passed: 0, failed: 0 };
for (const { title, command, counts } of steps) {
  console.log(`\n━━ ${title}`);
  const countsFile = file(counts ? (command[0] === "vitest" ? "vitest.json" : "vscode.json") : "none");
  const { status } = spawnSync(command[0], command.slice(1), {
    cwd: top,
    stdio: "inherit",
    env: { ...process.env, PLUMBLINT_COUNTS: countsFile },
    shell: process.platform === "win32",
  });
  const { passed, failed } = tally(status === 0, counts && (() => counts(countsFile)));
  total.passed += passed;
  total.failed += failed;
  console.log(`${failed === 0 ? "✔" : "✖"} ${title}`);
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

/** A step that failed counts at least one failure, whatever its own counts say. */
function tally(ok: boolean, read: (() => Counts) | undefined): Counts {
  if (!read) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const { passed, failed } = read();
    if (passed + failed === 0) return { passed: 0, failed: 1 };
    return ok || failed > 0 ? { passed, failed } : { passed, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
