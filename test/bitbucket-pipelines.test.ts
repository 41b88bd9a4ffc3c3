// Bitbucket pipelines. Traps BB-1 … BB-6 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { indent, judgeOf } from "./manifests.ts";

const { judge, dialect, models, fixes } = judgeOf("bitbucket-pipelines.yml");

/** The default pipeline with these items, and other keys at the top. */
const pipeline = (items: string, keys = ""): string =>
  `image: node:22\n${keys ? `${keys.trimEnd()}\n` : ""}pipelines:\n  default:\n${indent(items, 4)}\n`;
const step = (script: string, more = "max-time: 9", name = "Build"): string =>
  `- step:\n    name: ${name}\n${more ? `${indent(more, 4)}\n` : ""}    script:\n${indent(script, 6)}\n`;
const CLONE = "- git clone https://example.com/a.git";
const AGENT = '- claude -p "Work" --max-turns 9';
const BB6 = "BB-6: the first item turns pipefail on for the rest";

describe("which documents are pipelines", () => {
  test.each([
    ["by its name", pipeline(step("- make")), "bitbucket-pipelines.yml", true],
    ["in a folder", pipeline(step("- make")), "web/bitbucket-pipelines.yml", true],
    ["no pipelines", "image: node:22\n", "bitbucket-pipelines.yml", false],
    ["another name", pipeline(step("- make")), "pipelines.yml", false],
  ])("%s", (_, text, path, expected) => expect(dialect(text, path) === "bitbucket-pipelines").toBe(expected));
});

describe("missing-timeout", () => {
  const build = step("- make", "");

  test.each([
    ["none", pipeline(build), ["missing-timeout default/Build"]],
    ["its own", pipeline(step("- make")), []],
    ["BB-2: one for all steps", pipeline(build, "options: { max-time: 20 }"), []],
    ["BB-5: a size is no limit", pipeline(step("- make", "size: 2x")), ["missing-timeout default/Build"]],
    ["all it does is print", pipeline(step("- echo hi", "")), []],
    ["BB-1: a pipe", pipeline(step("- pipe: atlassian/aws-s3-deploy:1.1.0\n  variables: { A: b }")), []],
    ["BB-4: steps in parallel", pipeline(`- parallel:\n${indent(build, 4)}`), ["missing-timeout default/Build"]],
    [
      "BB-4: steps in parallel, the other way",
      pipeline(`- parallel:\n    fail-fast: true\n    steps:\n${indent(build, 6)}`),
      ["missing-timeout default/Build"],
    ],
    ["a stage", pipeline(`- stage:\n    name: A\n    steps:\n${indent(build, 6)}`), ["missing-timeout default/Build"]],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected));

  test("BB-3: a template counts where it is used, once", () => {
    const definitions = `definitions:\n  steps:\n${indent(build.replace("step:", "step: &build").replace(/^/gm, ""), 4)}`;
    expect(judge(pipeline(step("- make"), definitions))).toEqual([]);
    expect(judge(pipeline("- step: *build\n- step: *build", definitions))).toEqual(["missing-timeout default/Build"]);
    const merged = pipeline("- step:\n    <<: *build\n    name: Again\n    max-time: 5", definitions);
    expect(judge(merged)).toEqual([]);
  });

  test("the severity follows what hangs, the fix is a bare number", () => {
    const level = (text: string) => models(text)[0]?.nodes.map(({ risk, platformLimit }) => [risk, platformLimit]);
    expect(level(pipeline(step("- make", "deployment: production")))).toEqual([["network", 120]]);
    expect(level(pipeline(build))).toEqual([["local", 120]]);
    expect(fixes(pipeline(build), "missing-timeout")[0]).toBe(pipeline(step("- make", "max-time: 30")));
    expect(fixes(pipeline(build).replaceAll("\n", "\r\n"), "missing-timeout")[0]).toContain(
      "name: Build\r\n        max-time: 30\r\n",
    );
  });
});

describe("missing-retry", () => {
  const RETRY = "on-fail: { strategy: retry, maxRetryCount: 2 }";

  test.each([
    ["once", step(CLONE), true],
    ["a strategy", step(CLONE, `max-time: 9\n${RETRY}`), false],
    ["that of the stage", `- stage:\n    ${RETRY}\n    steps:\n${indent(step(CLONE), 6)}`, false],
    ["another strategy", step(CLONE, "max-time: 9\non-fail: { strategy: fail }"), true],
    ["a package manager", step("- npm ci"), false],
    ["BB-1: a pipe retries as it likes", step("- pipe: atlassian/ssh-run:0.8.1"), false],
  ])("%s", (_, items, expected) =>
    expect(judge(pipeline(items))).toEqual(expected ? ["missing-retry default/Build"] : []),
  );

  test("the fix writes the step's strategy", () => {
    const other = (strategy: string) => pipeline(step(CLONE, `max-time: 9\non-fail: { strategy: ${strategy} }`));
    expect(fixes(other("fail"), "missing-retry")).toEqual([other("retry, maxRetryCount: 3")]);
    expect(fixes(pipeline(step(CLONE)), "missing-retry")).toEqual([
      pipeline(step(CLONE, "on-fail:\n  strategy: retry\n  maxRetryCount: 3\nmax-time: 9")),
    ]);
  });
});

describe("silent-failure", () => {
  test.each([
    ["a pipe: the shell has no pipefail", step("- npm test | tee log"), true],
    [BB6, step("- set -o pipefail\n- npm test | tee log"), false],
    ["BB-6: a block of its own", step("- |\n  set -eo pipefail\n  npm test | tee log"), false],
    ["a line in the middle: the shell has -e", step("- |\n  npm test\n  ls"), false],
    ["a command that matters", step("- npm publish || true"), true],
    ["ignored", step("- make", "max-time: 9\non-fail: { strategy: ignore }"), true],
    ["ignored, and says why", step("- make", "max-time: 9\non-fail: { strategy: ignore } # flaky on Mondays"), false],
    ["ignored by its name", step("- make", "max-time: 9\non-fail: { strategy: ignore }", "Lint (optional)"), false],
  ])("%s", (_, items, expected) => {
    const lines = judge(pipeline(items)).filter((line) => line.startsWith("silent"));
    expect(lines).toEqual(expected ? ["silent-failure default/Build"] : []);
  });

  test("BB-6: the fix is a first item", () => {
    expect(fixes(pipeline(step("- npm test | tee log")), "silent-failure")[0]).toBe(
      pipeline(step("- set -o pipefail\n- npm test | tee log")),
    );
    const text = pipeline(step("- make", "on-fail:\n  strategy: ignore\nmax-time: 9"));
    expect(fixes(text, "silent-failure")).toEqual([pipeline(step("- make"))]);
  });
});

describe("agents", () => {
  const agents = (names: string) => names.replace(/./g, (name) => `${indent(step(AGENT, "max-time: 9", name), 4)}\n`);

  test("uncoordinated-agents: four in parallel, and a step behind them", () => {
    expect(judge(pipeline(`- parallel:\n${agents("abcd")}`))).toEqual(["uncoordinated-agents default/a"]);
    expect(judge(pipeline(`- parallel:\n${agents("abc")}`))).toEqual([]);
    expect(judge(pipeline(`- parallel:\n${agents("abcd")}${step("- cat a b c d")}`))).toEqual([]);
    const row = pipeline("abcd".replace(/./g, (name) => step(AGENT, "max-time: 9", name)));
    expect(judge(row)).toEqual(["ungated-chain default/a"]);
  });

  test("unbounded-agent: a limit on the time is one, too", () => {
    const text = (more: string) => pipeline(step('- claude -p "Work"', more));
    expect(judge(text(""))).toEqual(["missing-timeout default/Build", "unbounded-agent default/Build"]);
    expect(judge(text("max-time: 9"))).toEqual([]);
  });
});

test("broken-handoff: a service that nothing defines", () => {
  const text = (services: string) =>
    pipeline(
      step("- make", `max-time: 9\nservices: [${services}]`),
      "definitions:\n  services: { mysql: { image: mysql } }",
    );
  expect(judge(text("docker, mysql"))).toEqual([]);
  expect(judge(text("mysq"))).toEqual(["broken-handoff default/Build"]);
  expect(fixes(text("mysq"), "broken-handoff")).toEqual([text("mysql")]);
});

test("nodes: a step waits for the whole item before it, a manual one for a person", () => {
  const text = pipeline(
    `- parallel:\n${indent(step("- make", "", "a") + step("- make", "", "b"), 4)}\n${step("- make", "trigger: manual", "c")}`,
  );
  const nodes = models(text)[0]?.nodes ?? [];
  expect(nodes.map(({ name }) => name.value)).toEqual(["default/a", "default/b", "default/c"]);
  expect(nodes[2]).toMatchObject({ gate: { value: "human" }, after: [{ to: "default/0" }, { to: "default/1" }] });
});

test("pipelines for branches, tags and by hand", () => {
  const text = (key: string) => `pipelines:\n  ${key}:\n    main:\n${indent(step("- make", ""), 6)}\n`;
  for (const key of ["branches", "tags", "custom", "pull-requests"]) {
    expect(judge(text(key))).toEqual([`missing-timeout ${key}/main/Build`]);
  }
  expect(
    judge(`pipelines:\n  custom:\n    all:\n      - variables: [{ name: A }]\n${indent(step("- make"), 6)}\n`),
  ).toEqual([]);
});

test("half-typed text", () => {
  const text = pipeline(
    `- parallel:\n${indent(step("- npm ci\n- |\n  make", "max-time: 9"), 4)}\n${step("- pipe: a/b:1")}`,
  );
  for (let end = 0; end <= text.length; end++) {
    expect(judge(text.slice(0, end)).filter((line) => !/^(?:missing-timeout|unreadable)/.test(line))).toEqual([]);
  }
});
