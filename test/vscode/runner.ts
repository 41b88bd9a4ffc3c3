// The smallest test runner that serves: it runs inside VS Code's extension host, where vitest cannot.
import { appendFileSync } from "node:fs";

/** How a test ended; also one line of the file that the environment variable `PLUMBLINT_RESULTS` names. */
export interface TestResult {
  readonly name: string;
  readonly milliseconds: number;
  /** Absent when the test has passed. */
  readonly error?: string;
}

type Test = () => Promise<void>;
const tests: { readonly name: string; readonly body: Test }[] = [];

/** Declares a test. Tests run in the order of their declaration, one at a time. */
export function test(name: string, body: Test): void {
  tests.push({ name, body });
}

/** Runs every declared test, `afterEach` behind each of them. Throws at the end when one has failed. */
export async function runAll(afterEach: () => Promise<void>): Promise<void> {
  let failed = 0;
  for (const { name, body } of tests) {
    const result = await runTest(name, async () => {
      try {
        await body();
      } finally {
        await afterEach();
      }
    });
    if (result.error !== undefined) failed += 1;
    report(result);
  }
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed`);
}

/** Runs one test. Never throws. */
export async function runTest(name: string, body: Test): Promise<TestResult> {
  const start = performance.now();
  const error = await body().then(() => undefined, textOf);
  return { name, milliseconds: Math.round(performance.now() - start), ...(error !== undefined && { error }) };
}

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

function report(result: TestResult): void {
  const { PLUMBLINT_RESULTS: file } = process.env;
  if (file) appendFileSync(file, `${JSON.stringify(result)}\n`);
}
