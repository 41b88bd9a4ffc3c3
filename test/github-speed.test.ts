// What makes GitHub workflows slow: set-ups without a cache, runs that a newer one has made idle, jobs that wait for
// nothing. The traps GH-… of the platform are named where these rules could fall into them.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Around, NOWHERE } from "../server/src/core/around.ts";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import type { Finding } from "../server/src/core/finding.ts";
import { lint } from "../server/src/core/lint.ts";
import { aroundOf } from "./around.ts";

const PATH = ".github/workflows/test.yml";
function findings(text: string, path = PATH, around: Around = NOWHERE): readonly Finding[] {
  const result = lint({ path, text }, { ...DEFAULT_CONFIG, profile: "strict" }, around);
  expect(result.failures).toEqual([]);
  return result.findings;
}
const has = (rule: string, text: string, path?: string, around?: Around): boolean =>
  findings(text, path, around).some((finding) => finding.rule === `workflow/${rule}`);
/** The text after the first fix of that rule. */
function fixed(rule: string, text: string, around?: Around): string | undefined {
  const fix = findings(text, PATH, around).find((finding) => finding.rule === `workflow/${rule}`)?.fixes[0];
  return fix && apply(text, fix.edits);
}
const indent = (text: string, by: number): string => text.trimEnd().replace(/^(?=.)/gm, " ".repeat(by));
const job = (id: string, keys: string, ...steps: string[]): string =>
  `  ${id}:\n${indent(keys || "runs-on: ubuntu-latest", 4)}\n    steps:\n${indent(steps.join("\n"), 6)}\n`;
const flow = (on: string, ...jobs: string[]): string => `on: ${on}\njobs:\n${jobs.join("")}`;

describe("uncached-setup", () => {
  const NODE = "- uses: actions/setup-node@v4";
  const node = (setUp = NODE, run = "- run: npm ci", keys = "") => flow("push", job("a", keys, setUp, run));
  test.each([
    ["npm", node(), true],
    ["with a cache", node(`${NODE}\n  with:\n    cache: npm`), false],
    ["a token to publish", node(`${NODE}\n  with:\n    registry-url: https://npm.example`), false],
    ["no install", node(NODE, "- run: npm test"), false],
    ["one package for the machine", node(NODE, "- run: npm install -g vercel"), false],
    ["perhaps no lock file", node(NODE, "- run: npm install"), false],
    ["an older version", node("- uses: actions/setup-node@v1"), false],
    ["a commit with its version", node("- uses: actions/setup-node@0123abc # v4.4.0"), true],
    ["a commit without", node("- uses: actions/setup-node@0123abc"), false],
    ["a cache of its own", flow("push", job("a", "", NODE, "- uses: actions/cache@v4", "- run: npm ci")), false],
    ["installed before", flow("push", job("a", "", "- run: npm ci", NODE)), false],
    ["self-hosted", node(NODE, "- run: npm ci", "runs-on: [self-hosted, linux]"), false],
    [
      "machines of a matrix",
      node(NODE, "- run: npm ci", `runs-on: \${{ matrix.os }}\nstrategy: { matrix: { os: [ubuntu-24.04, macos-14] } }`),
      true,
    ],
    ["a job that deploys", flow("push", job("deploy", "", NODE, "- run: npm ci")), false],
    [
      "a job that may write",
      node(NODE, "- run: npm ci", "runs-on: ubuntu-latest\npermissions: { id-token: write }"),
      false,
    ],
    ["GH-8: a release", flow("{ release: }", job("a", "", NODE, "- run: npm ci")), false],
    [
      "GH-8: a pull request with rights",
      flow("[push, pull_request_target]", job("a", "", NODE, "- run: npm ci")),
      false,
    ],
    [
      "GH-8: only now and then",
      flow("{ schedule: [{ cron: 0 0 * * 0 }] }", job("a", "", NODE, "- run: npm ci")),
      false,
    ],
    ["tags", flow("{ push: { tags: [v*] } }", job("a", "", NODE, "- run: npm ci")), false],
    ["GH-16: a local action", node("- uses: ./setup-node"), false],
    [
      "pip",
      flow("push", job("a", "", "- uses: actions/setup-python@v5", "- run: python -m pip install -r dev.txt")),
      true,
    ],
    ["pip, one tool", flow("push", job("a", "", "- uses: actions/setup-python@v5", "- run: pip install ruff")), false],
    ["Maven", flow("push", job("a", "", "- uses: actions/setup-java@v4", "- run: ./mvnw -B verify")), true],
    ["Gradle", flow("push", job("a", "", "- uses: actions/setup-java@v4", "- run: ./gradlew build")), true],
    [
      "Gradle, kept",
      flow(
        "push",
        job(
          "a",
          "",
          "- uses: actions/setup-java@v4",
          "- uses: gradle/actions/setup-gradle@v4",
          "- run: ./gradlew build",
        ),
      ),
      false,
    ],
    ["Bundler", flow("push", job("a", "", "- uses: ruby/setup-ruby@v1", "- run: bundle install")), true],
  ])("%s", (_, text, expected) => expect(has("uncached-setup", text)).toBe(expected));

  test("what the repository says", () => {
    const install = node(NODE, "- run: npm install");
    expect(has("uncached-setup", install, PATH, aroundOf({ "package-lock.json": "{}" }))).toBe(true);
    const latest = node("- uses: actions/setup-node@v5");
    expect(has("uncached-setup", latest)).toBe(false);
    expect(has("uncached-setup", latest, PATH, aroundOf({ "package.json": '{ "name": "a" }' }))).toBe(true);
    expect(has("uncached-setup", latest, PATH, aroundOf({ "package.json": '{ "packageManager": "npm@11" }' }))).toBe(
      false,
    );
    expect(has("uncached-setup", node(), ".gitea/workflows/a.yml")).toBe(false);
  });

  test("fixes", () => {
    const web = node(NODE, "- run: cd web && npm ci");
    expect(fixed("uncached-setup", web)).toContain(
      "with:\n          cache: npm\n          cache-dependency-path: web/package-lock.json\n",
    );
    const pnpm = (first: string) => flow("push", job("a", "", `${first}${NODE}`, "- run: pnpm i --frozen-lockfile"));
    expect(fixed("uncached-setup", pnpm("- uses: pnpm/action-setup@v4\n"))).toContain("cache: pnpm\n");
    expect(has("uncached-setup", pnpm(""))).toBe(true);
    expect(fixed("uncached-setup", pnpm(""))).toBe(undefined);
    expect(fixed("uncached-setup", node(`${NODE}\n  with: { node-version: 22 }`))).toContain(
      "{ node-version: 22, cache: npm }",
    );
    const ruby = flow("push", job("a", "", "- uses: ruby/setup-ruby@v1", "- run: bundle install"));
    expect(fixed("uncached-setup", ruby)).toContain("bundler-cache: true");
    const windows = node().replaceAll("\n", "\r\n");
    expect(fixed("uncached-setup", windows)).not.toMatch(/[^\r]\n/);
  });
});

describe("superseded-runs", () => {
  const CHECKOUT = "- uses: actions/checkout@v4";
  const two = (on: string, keys = "") => `on: ${on}\n${keys}jobs:\n${job("a", "", CHECKOUT)}${job("b", "", CHECKOUT)}`;
  test.each([
    ["two jobs", two("pull_request"), true],
    ["GH-8: a list", two("[push, pull_request]"), true],
    ["GH-8: a mapping with nothing in it", two("{ pull_request: }"), true],
    ["GH-8: pushes only", two("push"), false],
    ["one job", flow("pull_request", job("a", "", CHECKOUT)), false],
    ["a matrix", flow("pull_request", job("a", "runs-on: x\nstrategy: { matrix: { n: [1, 2] } }", CHECKOUT)), true],
    ["a group", two("pull_request", "concurrency: a\n"), false],
    [
      "GH-10: a group of a job",
      flow("pull_request", job("a", "runs-on: x\nconcurrency: a", CHECKOUT), job("b", "", CHECKOUT)),
      false,
    ],
    ["GH-10: others call it, whose group would be the caller's", two("[pull_request, workflow_call]"), false],
    ["only when closed", two("{ pull_request: { types: [closed] } }"), false],
    ["only labels", flow("pull_request", job("a", "", "- run: make"), job("b", "", "- run: make")), false],
    ["pushes", flow("pull_request", job("a", "", CHECKOUT, "- run: git push"), job("b", "", CHECKOUT)), false],
    ["deploys", two("pull_request").replace("  b:", "  deploy:"), false],
    ["comments, too", two("[pull_request, issue_comment]"), false],
  ])("%s", (_, text, expected) => expect(has("superseded-runs", text)).toBe(expected));

  test("fixes", () => {
    expect(fixed("superseded-runs", two("pull_request"))).toContain("  cancel-in-progress: true\n\njobs:");
    expect(fixed("superseded-runs", two("[push, pull_request]"))).toContain(
      "{{ github.event_name == 'pull_request' }}\n\njobs:",
    );
    expect(fixed("superseded-runs", two("pull_request").replaceAll("\n", "\r\n"))).not.toMatch(/[^\r]\n/);
  });
});

describe("serial-jobs", () => {
  const SETUP = job("setup", "", "- uses: actions/checkout@v4", "- run: npm ci");
  const next = (keys: string, step = "- run: npm test") => job("test", `runs-on: ubuntu-latest\n${keys}`, step);
  test.each([
    ["a job that only installs", flow("push", SETUP, next("needs: setup")), true],
    ["a list", flow("push", SETUP, next("needs: [setup]")), true],
    [
      "waits for another one, too",
      flow("push", SETUP, job("lint", "", "- run: make lint"), next("needs: [setup, lint]")),
      false,
    ],
    ["reads its result", flow("push", SETUP, next("needs: setup\nif: needs.setup.result == 'success'")), false],
    ["a gate", flow("push", SETUP.replace("npm ci", "npm test"), next("needs: setup")), false],
    [
      "keeps a cache",
      flow(
        "push",
        SETUP.replace("- run: npm ci", "- uses: actions/cache@v4\n      - run: npm ci"),
        next("needs: setup"),
      ),
      false,
    ],
    [
      "hands something over",
      flow("push", SETUP.replace("steps:", "outputs: { a: b }\n    steps:"), next("needs: setup")),
      false,
    ],
    [
      "a machine that keeps its files",
      flow("push", SETUP.replace("ubuntu-latest", "self-hosted"), next("needs: setup")),
      false,
    ],
    [
      "a condition",
      flow("push", SETUP.replace("steps:", "if: github.ref_name == 'main'\n    steps:"), next("needs: setup")),
      false,
    ],
  ])("%s", (_, text, expected) => expect(has("serial-jobs", text)).toBe(expected));

  test("a fix takes the whole list away", () => {
    const text = flow("push", SETUP, next("needs:\n  - setup\ntimeout-minutes: 5"));
    expect(fixed("serial-jobs", text)).toBe(flow("push", SETUP, next("timeout-minutes: 5")));
  });
});

test("a whole file", () => {
  const text = readFileSync(
    new URL("./fixtures/github-actions/.github/workflows/handoffs.yml", import.meta.url),
    "utf8",
  );
  expect(findings(text).map(({ rule, subject }) => `${rule.replace("workflow/", "")} ${subject}`)).toEqual([
    "superseded-runs (workflow)",
    "dropped-input shards",
    "uncached-setup build/1",
    "broken-handoff test/0",
    "broken-handoff test/Test",
    "broken-handoff report",
    "broken-handoff report/0",
    "broken-handoff report/0",
  ]);
});
