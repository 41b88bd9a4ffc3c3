// The built command line, run as a user runs it. (`npm test` builds it first; by hand: `npm run build`.)
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { TOP, UNLIMITED, workspace } from "./workspace.ts";

const RULE = "workflow/missing-timeout";

function run(cwd: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(TOP, "dist/plumblint.cjs"), ...words], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr };
}

const ci = ".github/workflows/ci.yml";
const sarifOf = (text: string) => (JSON.parse(text) as Log).runs[0];

describe("exit codes", () => {
  const files = { [ci]: UNLIMITED };
  test("0 below --fail-on, 1 at or above it", () => {
    // In `recommended` a local job without a limit is an info.
    expect(run(workspace(files), "audit").status).toBe(0);
    expect(run(workspace(files), "audit", "--fail-on", "info").status).toBe(1);
    expect(run(workspace(files), "audit", "--profile", "strict").status).toBe(1);
    expect(run(workspace(files), "audit", "--profile", "strict", "--fail-on", "error").status).toBe(0);
    expect(run(workspace(files), "audit", "--profile", "strict", "--fail-on", "never").status).toBe(0);
  });

  test.each([
    [["audit", "--profile", "pedantic"], "recommended, strict"],
    [["audit", "--format", "xml"], "pretty, json"],
    [["audit", "--rule", "brief/vage"], 'did you mean "brief/vague"?'],
    [["audit", "--fail-on", "everything"], "--fail-on"],
    [["audit", "--colour"], "--colour"],
    [["audit", "nowhere"], "there is no such file or folder"],
    [["audit", "--config", "nowhere.yaml"], "there is no such file"],
    [["audit", "--output", "no/such/folder/x"], "--output"],
    [["lint"], 'no command "lint"'],
    [["explain", "brief/vage"], 'did you mean "brief/vague"?'],
    [[], "say what to do"],
  ])("2 for %j", (words, said) => {
    const { status, stderr } = run(workspace(files), ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain("    at ");
  });

  test("0 for help and version", () => {
    expect(run(TOP, "--help").stdout).toContain("plumblint audit");
    expect(run(TOP, "--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("bad input is named, the rest is still judged", () => {
  const strict = ["audit", "--profile", "strict"];

  test.each([
    ["a binary file", { "x.brief.md": new Uint8Array([1, 0, 2]) }, "binary"],
    ["a file of 50 MB", { "x.brief.md": new Uint8Array(50e6).fill(97) }, "50.0 MB"],
  ])("%s: exit 2", (_, more, said) => {
    const { status, stdout, stderr } = run(workspace({ [ci]: UNLIMITED, ...more }), ...strict);
    expect(status).toBe(2);
    expect(stderr).toContain(`x.brief.md: not read: it`);
    expect(stderr).toContain(said);
    expect(stdout).toContain(RULE);
  });

  // A permission would not do: those who run tests as root may read everything.
  test.runIf(process.platform === "linux")("a file that cannot be read: exit 2", () => {
    const { status, stdout, stderr } = run(workspace({ [ci]: UNLIMITED }), ...strict, ".", "/proc/self/mem");
    expect([status, stderr]).toEqual([2, expect.stringContaining("not read:")]);
    expect(stdout).toContain(RULE);
  });

  test("a large file that is none of ours is nobody's problem, unless it is named", () => {
    const folder = workspace({ [ci]: UNLIMITED, "pnpm-lock.yaml": `a: ${"x".repeat(3e6)}\n` });
    expect(run(folder, ...strict)).toMatchObject({ status: 1, stderr: "" });
    expect(run(folder, ...strict, "pnpm-lock.yaml").status).toBe(2);
  });

  test("a file that is named and none of ours is told so", () => {
    const { status, stderr } = run(workspace({ "notes.txt": "x" }), ...strict, "notes.txt");
    expect([status, stderr]).toEqual([0, expect.stringContaining("not a file that Plumblint knows")]);
  });

  test("a workflow without anything to read in it is told so", () => {
    const { stdout } = run(workspace({ [ci]: "on: [push\n" }), ...strict);
    expect(stdout).toContain("plumblint/unreadable");
  });

  test("a file named twice is judged once", () => {
    const { status, stdout } = run(workspace({ [ci]: UNLIMITED }), ...strict, ".", ci, "./.github");
    expect(status).toBe(1);
    expect(stdout.split(RULE)).toHaveLength(2);
  });

  test("invalid YAML: an info at its place, and what could be read", () => {
    const { stdout } = run(workspace({ [ci]: `${UNLIMITED}  other: [\n` }), ...strict);
    expect(stdout).toContain("plumblint/unreadable");
    expect(stdout).toContain(RULE);
  });

  test("invalid Prisma: an info at its place", () => {
    const { stdout } = run(workspace({ "schema.prisma": "model A {\n  id Int @id\n  ???\n}\n" }), ...strict);
    expect(stdout).toContain("plumblint/unreadable");
    expect(stdout).toContain("3:");
  });

  test("an unknown key of the configuration: exit 2, named at its place, the rest of it holds", () => {
    const { status, stdout } = run(
      workspace({ [ci]: UNLIMITED, ".plumblint.yaml": "extends: strict\nexcludes: [x]\n" }),
      "audit",
    );
    expect(status).toBe(2);
    expect(stdout).toContain('There is no setting "excludes"');
    expect(stdout).toContain("2:1");
    expect(stdout).toMatch(/warning .*has no time limit/);
  });

  test("an unknown rule in the configuration: a warning", () => {
    const { status, stdout } = run(workspace({ ".plumblint.yaml": "rules:\n  brief/vage: off\n" }), "audit");
    expect(status).toBe(1);
    expect(stdout).toContain("plumblint/unknown-rule");
  });
});

describe("configuration and suppression", () => {
  test("a nested file wins, excluded files are silent, ignored ones are not found", () => {
    const folder = workspace({
      ".plumblint.yaml": "extends: strict\nexclude: [old/]\n",
      "sub/.plumblint.yaml": `rules:\n  ${RULE}: error\n`,
      ".gitignore": "out/\n",
      [ci]: UNLIMITED,
      [`sub/${ci}`]: UNLIMITED,
      [`old/${ci}`]: UNLIMITED,
      [`out/${ci}`]: UNLIMITED,
      [`node_modules/x/${ci}`]: UNLIMITED,
    });
    const report = JSON.parse(run(folder, "audit", "--format", "json").stdout);
    const found = report.files.filter(({ findings }: { findings: unknown[] }) => findings.length > 0);
    expect(found.map(({ path }: { path: string }) => path)).toEqual([ci, `sub/${ci}`]);
    expect(found[1].findings[0].severity).toBe("error");
  });

  test("--config replaces every file", () => {
    const folder = workspace({
      ".plumblint.yaml": "extends: strict\n",
      "own.yaml": `rules:\n  ${RULE}: error\n`,
      [ci]: UNLIMITED,
    });
    expect(run(folder, "audit", "--config", "own.yaml").stdout).toMatch(/error .*has no time limit/);
  });

  test("--rule keeps only the rules named", () => {
    const folder = workspace({ [ci]: `${UNLIMITED}# plumblint-disable-file nothing/here\n` });
    const { stdout } = run(folder, "audit", "--rule", RULE);
    expect(stdout).toContain(RULE);
    expect(stdout).not.toContain("plumblint/unknown-rule");
  });

  test("paths are seen from the project, whatever folder the command runs in", () => {
    const folder = workspace({
      ".git/HEAD": "",
      ".plumblint.yaml": "exclude: [sub/.github/]\n",
      [`sub/${ci}`]: UNLIMITED,
    });
    expect(run(join(folder, "sub"), "audit").stdout).toContain("No findings in 0 files");
  });
});

describe("formats", () => {
  const folderOf = () =>
    workspace({
      [ci]: UNLIMITED.replace("  build:", `  # plumblint-disable-next-line ${RULE} -- because\n  build:`),
      ".github/workflows/größe & mehr.yml": UNLIMITED,
      "x.brief.md": new Uint8Array([0]),
    });

  test("SARIF holds what the contract names", () => {
    const run_ = sarifOf(run(folderOf(), "audit", "--profile", "strict", "--format", "sarif").stdout);
    expect(run_?.columnKind).toBe("utf16CodeUnits");
    expect(run_?.artifacts?.map(({ location }) => location?.uri)).toEqual([
      ci,
      ".github/workflows/gr%C3%B6%C3%9Fe%20%26%20mehr.yml",
    ]);
    expect(run_?.artifacts?.[0]?.properties).toEqual({ family: "workflow", dialect: "github-actions" });
    const [first, second] = run_?.results ?? [];
    expect(first?.suppressions).toEqual([{ kind: "inSource", justification: "because" }]);
    expect(second).toMatchObject({
      ruleId: RULE,
      level: "warning",
      properties: { subject: "build" },
      locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 8 } } }],
      fixes: [
        {
          artifactChanges: [
            { replacements: [{ insertedContent: { text: expect.stringContaining("timeout-minutes:") } }] },
          ],
        },
        {},
        {},
      ],
    });
    expect(run_?.tool.driver.rules?.[second?.ruleIndex ?? -1]?.id).toBe(RULE);
    expect(run_?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: "error" }],
    });
  });

  test("fingerprints survive edits elsewhere in the file", () => {
    const print = (text: string) =>
      sarifOf(run(workspace({ [ci]: text }), "audit", "--format", "sarif").stdout)?.results?.map(
        ({ partialFingerprints }) => partialFingerprints,
      );
    expect(print(UNLIMITED)).toEqual(print(`# one line more\n${UNLIMITED}`));
    expect(print(UNLIMITED)?.[0]).toBeDefined();
  });

  test("--output writes the file and prints nothing", () => {
    const folder = folderOf();
    const { stdout } = run(folder, "audit", "--format", "sarif", "--output", "out.sarif");
    expect(stdout).toBe("");
    expect(sarifOf(readFileSync(join(folder, "out.sarif"), "utf8"))?.results).toHaveLength(2);
  });

  test("Markdown sums up by rule and by file, and text from files is no markup", () => {
    const folder = workspace({ [ci]: UNLIMITED.replace("build", '"[x](y)|<b>"'), [`a/${ci}`]: UNLIMITED });
    const { stdout } = run(folder, "audit", "--format", "markdown", "--profile", "strict");
    expect(stdout).toContain("## By rule");
    expect(stdout).toContain("## By file");
    expect(stdout).toContain(`(${ci}#L3)`);
    expect(stdout).toContain("\\[x\\]");
    expect(stdout).not.toContain("<b>");
  });

  test("pretty names file, place, severity, rule and fix", () => {
    const { stdout } = run(workspace({ [ci]: UNLIMITED }), "audit");
    expect(stdout).toContain(ci);
    expect(stdout).toMatch(/3:3 {2}info {2}"build" has no time limit/);
    expect(stdout).toMatch(/workflow\/missing-timeout · fix: Limit to/);
    expect(stdout).toContain("1 finding (1 info) in 1 of 1 file");
  });
});

test("--fix applies the safe fixes and keeps line ends and the byte order mark", () => {
  const folder = workspace({ [ci]: `\uFEFF${UNLIMITED.replaceAll("\n", "\r\n")}` });
  const { status } = run(folder, "audit", "--fix", "--profile", "strict");
  const text = readFileSync(join(folder, ci), "utf8");
  expect(status).toBe(0);
  expect(text.startsWith("\uFEFFon: push\r\n")).toBe(true);
  expect(text).toMatch(/timeout-minutes: \d+\r\n/);
  expect(text).not.toMatch(/[^\r]\n/);
});

test("explain tells what, why and how", () => {
  const { status, stdout } = run(TOP, "explain", RULE);
  expect(status).toBe(0);
  expect(stdout).toContain("recommended: by default");
  expect(stdout).toContain("Fixed:");
});
