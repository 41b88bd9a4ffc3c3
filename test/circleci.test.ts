// CircleCI configurations. Traps CC-1 … CC-8 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { indent, judgeOf } from "./manifests.ts";

const PATH = ".circleci/config.yml";
const { judge, findings, dialect, models, fixes } = judgeOf(PATH);

/** A configuration with these jobs, and the jobs of one workflow. */
const config = (jobs: string, list = "- build", keys = ""): string =>
  `version: 2.1\n${keys ? `${keys.trimEnd()}\n` : ""}jobs:\n${indent(jobs, 2)}\nworkflows:\n  main:\n    jobs:\n${indent(list, 6)}\n`;
const job = (steps: string, name = "build", keys = ""): string =>
  `${name}:\n  docker: [{ image: cimg/base:current }]\n${keys ? `${indent(keys, 2)}\n` : ""}  steps:\n${indent(steps, 4)}\n`;
const AGENT = '- run: claude -p "Work" --max-turns 9';
const one = (steps: string, keys = ""): string => config(job(steps, "build", keys));

describe("which documents are configurations", () => {
  test.each([
    ["jobs", one("- checkout"), PATH, true],
    [
      "only orbs",
      "version: 2.1\norbs: { node: circleci/node@5 }\nworkflows: { a: { jobs: [node/test] } }\n",
      PATH,
      true,
    ],
    ["CC-8: a setup", "version: 2.1\nsetup: true\norbs: { o: a/b@1 }\nworkflows: { a: { jobs: [o/x] } }\n", PATH, true],
    ["a part of one", one("- checkout"), ".circleci/continue.yml", true],
    ["an example elsewhere", one("- checkout"), "examples/circle.yml", true],
    ["test suites", "name: unit\nrun: go test\n", ".circleci/test-suites.yml", false],
    ["a Compose file", 'version: "2.1"\nservices: { web: { image: nginx } }\n', "compose.yml", false],
    ["jobs of something else", "version: 2\njobs: { a: { steps: [x] } }\n", "jobs.yml", false],
  ])("%s", (_, text, path, expected) => expect(dialect(text, path) === "circleci").toBe(expected));
});

describe("missing-timeout", () => {
  const run = (command: string, more: string) => one(`- run:\n    command: ${command}\n    ${more}`);

  test.each([
    ["CC-1: no job takes a limit", one("- run: make\n- run: ssh deploy@example.com up || exit 1"), false],
    ["CC-2: an agent that may be silent for hours", run("codex exec Work", "no_output_timeout: 2h"), true],
    ["a build that may", run("make", "no_output_timeout: 2h"), false],
    ["half an hour", run("codex exec Work", "no_output_timeout: 30m"), false],
    ["a limit in the script", run("timeout 30m codex exec Work", "no_output_timeout: 2h"), false],
    ["a parameter", run("codex exec Work", "no_output_timeout: << pipeline.parameters.x >>"), false],
  ])("%s", (_, text, expected) => {
    expect(judge(text).filter((line) => line.startsWith("missing-timeout"))).toEqual(
      expected ? ["missing-timeout build/0"] : [],
    );
  });

  test("CC-2: the fix takes the longer silence back", () => {
    const text = run("codex exec Work", "no_output_timeout: 2h");
    expect(fixes(text, "missing-timeout")[0]).toBe(text.replace("2h", "15m"));
  });
});

describe("missing-retry", () => {
  test.each([
    ["once", "- run: git clone https://example.com/a.git", true],
    ["the long form, run again", "- run: { command: git clone https://example.com/a.git, max_auto_reruns: 2 }", false],
    [
      "in a condition",
      "- when:\n    condition: << pipeline.parameters.x >>\n    steps: [{ run: git clone https://a.b/c.git }]",
      true,
    ],
    ["CC-6: `when` as a key of a step", "- run: { command: git clone https://example.com/a.git, when: on_fail }", true],
    ["a neighbour", "- run: curl http://localhost:8080", false],
    [
      "CC-5: expressions are no here-documents",
      "- run: |\n    echo << pipeline.parameters.x >> > a\n    git clone https://example.com/a.git",
      true,
    ],
    ["options in a parameter", "- run: curl << pipeline.parameters.curl-options >> https://example.com", false],
    ["a cluster on the machine", "- run: |\n    kind create cluster\n    kubectl apply -f a.yml", false],
  ])("%s", (_, steps, expected) => {
    const text = config(job(steps), "- build", "parameters: { x: { type: boolean }, curl-options: { type: string } }");
    expect(judge(text).filter((line) => /retry/.test(line)).length > 0).toBe(expected);
  });

  test("CC-3: the short form becomes the long one", () => {
    expect(fixes(one("- run: git clone https://example.com/a.git"), "missing-retry")).toEqual([
      one(
        "- run:\n    command: git clone https://example.com/a.git\n    max_auto_reruns: 3\n    auto_rerun_delay: 10s",
      ),
    ]);
    const block = one("- run: |\n    git clone https://example.com/a.git\n\n    make\n- checkout");
    const long = one(
      "- run:\n    command: |\n      git clone https://example.com/a.git\n\n      make\n    max_auto_reruns: 3\n    auto_rerun_delay: 10s\n- checkout",
    );
    expect(fixes(block, "missing-retry")).toEqual([long]);
    const [crlf] = fixes(block.replaceAll("\n", "\r\n"), "missing-retry");
    expect(crlf).toBe(long.replaceAll("\n", "\r\n"));
  });

  test("the long form gets the keys, once for several calls; curl has an option of its own", () => {
    const two = "git clone https://example.com/a.git && helm upgrade a b";
    const text = (more = "") => one(`- run:\n    name: Fetch # both\n    command: ${two}\n${more}`);
    expect(fixes(text(), "missing-retry")).toEqual([text("    max_auto_reruns: 3\n    auto_rerun_delay: 10s")]);
    expect(fixes(one("- run: curl -f https://example.com > a"), "missing-retry")).toEqual([
      one("- run: curl --retry 3 --retry-all-errors -f https://example.com > a"),
    ]);
  });

  test("a workflow that runs its failed jobs again", () => {
    const text = one("- run: git clone https://example.com/a.git");
    expect(judge(text.replace("  main:\n", "  main:\n    max_auto_reruns: 2\n"))).toEqual([]);
  });
});

describe("silent-failure", () => {
  test.each([
    ["CircleCI's shell has pipefail", "- run: npm test | tee log", false],
    ["another shell", '- run: { shell: /bin/bash -e, command: "npm test | tee log" }', true],
    ["a command that matters", '- run: { name: Ship, command: "npm publish || true" }', true],
    ["a name that says so", '- run: { name: Lint (optional), command: "npm publish || true" }', false],
    ["CC-6: a deployment after a failure, too", "- run: { command: firebase deploy, when: always }", true],
    ["CC-6: a clean-up", "- run: { command: terraform destroy, when: always }", false],
    ["a shell that a parameter names", '- run: { shell: << parameters.a >>, command: "npm test | tee log" }', false],
  ])("%s", (_, steps, expected) => {
    const text = one(steps, "parameters: { a: { type: string } }");
    expect(judge(text).filter((line) => /silent/.test(line)).length > 0).toBe(expected);
  });

  test("a deployment that waits for a job however it ends", () => {
    const jobs = `${job("- checkout", "test")}${job("- checkout", "deploy")}`;
    const text = (status: string) => config(jobs, `- test\n- deploy:\n    requires:\n      - test: ${status}`);
    expect(judge(text("[success, failed]"))).toEqual(["silent-failure test"]);
    expect(judge(text("terminal"))).toEqual(["silent-failure test"]);
    expect(judge(text("success"))).toEqual([]);
    expect(judge(text("[success, failed] # best effort"))).toEqual([]);
  });
});

describe("dropped-input", () => {
  const given = (steps: string, keys = "") => one(steps, `parameters:\n  os: { type: string }\n${keys}`);

  test.each([
    ["never used", given("- checkout"), ["dropped-input os"]],
    ["used", given("- run: echo << parameters.os >>"), []],
    ["used without blanks", given("- run: echo <<parameters.os>>"), []],
    ["in a condition", given("- when: { condition: << parameters.os >>, steps: [checkout] }"), []],
    ["of the pipeline is another", given("- run: echo << pipeline.parameters.os >>"), ["dropped-input os"]],
    ["CC-8: a setup passes on what it likes", given("- checkout").replace("2.1\n", "2.1\nsetup: true\n"), []],
    ["what an alias brings", `x-a: &a { run: echo << parameters.os >> }\n${given("- *a")}`, []],
    [
      "of the pipeline",
      config(job("- checkout"), "- build", "parameters: { x: { type: string } }"),
      ["dropped-input x"],
    ],
  ])("%s", (_, text, expected) => expect(judge(text).filter((line) => line.startsWith("dropped"))).toEqual(expected));
});

describe("broken-handoff", () => {
  const jobs = `${job("- checkout", "build")}${job("- checkout", "test", "parameters: { os: { type: string } }\nenvironment: { A: << parameters.os >> }")}`;

  test.each([
    [
      "CC-4: a name, a mapping, a job of an orb",
      config(jobs, "- build\n- test: { os: a }\n- node/run", "orbs: { node: circleci/node@5 }"),
      [],
    ],
    ["no such job", config(jobs, "- biuld"), ["broken-handoff biuld"]],
    ["no such orb", config(jobs, "- node/run"), ["broken-handoff node/run"]],
    ["an approval needs no job", config(jobs, "- hold: { type: approval }\n- build: { requires: [hold] }"), []],
    ["waits for nothing", config(jobs, "- build: { requires: [tset] }"), ["broken-handoff build"]],
    [
      "the names of a matrix",
      config(jobs, "- test: { matrix: { parameters: { os: [a, b] } } }\n- build: { requires: [test-a, test] }"),
      [],
    ],
    ["names that CircleCI counts", config(jobs, "- build\n- build\n- test: { os: a, requires: [build-1] }"), []],
    [
      "CC-5: a name with an expression",
      config(
        jobs,
        "- test: { name: t-<< matrix.os >>, matrix: { parameters: { os: [a, b] } } }\n- build: { requires: [t-b] }",
      ),
      [],
    ],
    [
      "no such parameter of a matrix",
      config(jobs, "- test: { os: << matrix.oss >>, matrix: { parameters: { os: [a] } } }"),
      ["broken-handoff test"],
    ],
    ["no such parameter", one("- run: echo << parameters.os >>"), ["broken-handoff build"]],
    ["a command", config(job("- setup"), "- build", "commands:\n  setup: { steps: [checkout] }"), []],
    [
      "no such command",
      config(job("- setpu"), "- build", "commands:\n  setup: { steps: [checkout] }"),
      ["broken-handoff build"],
    ],
    ["a step that may be new", one("- sign_artifacts"), []],
    [
      "no such executor",
      config(
        "build:\n  executor: linxu\n  steps: [checkout]",
        "- build",
        "executors: { linux: { docker: [{ image: a }] } }",
      ),
      ["broken-handoff build"],
    ],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected));

  test("the fix takes the nearest; a file that may be a part of one is left alone", () => {
    const text = config(jobs, "- builds");
    expect(fixes(text, "broken-handoff")).toEqual([config(jobs, "- build")]);
    expect(judgeOf(".circleci/jobs/a.yml").judge(text)).toEqual([]);
  });
});

describe("agents", () => {
  const agents = "abcd".replace(/./g, (name) => job(AGENT, name));

  test("uncoordinated-agents: four side by side, and one that waits for them", () => {
    expect(judge(config(agents, "- a\n- b\n- c\n- d"))).toEqual(["uncoordinated-agents a"]);
    const join = "- join: { requires: [a, b, c, d] }";
    expect(judge(config(`${agents}${job("- checkout", "join")}`, `- a\n- b\n- c\n- d\n${join}`))).toEqual([]);
    expect(judge(config(agents, "- a\n- b\n- c: { requires: [a] }\n- d: { requires: [b] }"))).toEqual([]);
    const turns = "abcd".replace(/./g, (name) => `- ${name}: { serial-group: one }\n`);
    expect(judge(config(agents, turns))).toEqual([]);
  });

  test("uncoordinated-agents: a matrix", () => {
    const text = (more: string) =>
      config(
        job("- run: claude -p << parameters.part >> --max-turns 9", "a", "parameters: { part: { type: string } }"),
        `- a: { matrix: { parameters: { part: ${more} } } }`,
      );
    expect(judge(text("[a, b, c, d]"))).toEqual(["uncoordinated-agents a"]);
    expect(judge(text("[a, b, c]"))).toEqual([]);
  });

  test("CC-7: containers that share the tests are no agents", () => {
    expect(judge(one("- run: npm test", "parallelism: 8"))).toEqual([]);
    expect(judge(one(AGENT, "parallelism: 8"))).toEqual(["uncoordinated-agents build"]);
  });

  test("unbounded-agent", () => {
    const text = one('- run: { name: Review, command: claude -p "Work" }');
    expect(judge(text)).toEqual(["unbounded-agent build/Review"]);
    expect(fixes(text, "unbounded-agent")).toEqual([text.replace("claude", "claude --max-turns 30")]);
  });
});

describe("ineffective-guard", () => {
  const jobs = `${job("- checkout")}${job("- checkout", "ship")}`;

  test("an approval that nothing waits for", () => {
    const text = (requires: string) =>
      config(jobs, `- build\n- hold: { type: approval, requires: [build] }\n- ship${requires}`);
    expect(judge(text(""))).toEqual(["ineffective-guard hold"]);
    expect(judge(text(": { requires: [hold] }"))).toEqual([]);
    expect(findings(text(""))[0]?.message).toContain("no job requires it");
  });
});

test("nodes: an approval is a gate, a job stands at its first use", () => {
  const text = config(
    `${job(AGENT)}${job("- checkout", "ship")}`,
    "- build\n- hold: { type: approval, requires: [build] }\n- ship: { requires: [hold] }\n- ship: { name: again }",
  );
  const nodes = models(text)[0]?.nodes ?? [];
  const of = (id: string) => nodes.find((node) => node.id === id);
  expect(of("main/1")).toMatchObject({ name: { value: "hold" }, gate: { value: "human" }, after: [{ to: "build" }] });
  expect(of("ship")).toMatchObject({ kind: "job", after: [{ to: "main/1" }] });
  expect(of("main/3")).toMatchObject({ kind: "call", name: { value: "again" } });
  expect(of("build/0")).toMatchObject({ kind: "agent", inside: "build", turns: { state: "present" } });
});

test("a step that an alias brings again is reported once", () => {
  const run = "git clone https://example.com/a.git";
  const jobs = `${job(`- run: &a\n    command: ${run}`)}${job("- run: *a", "test")}`;
  expect(judge(config(jobs, "- build\n- test"))).toEqual(["missing-retry build/0"]);
  const merged = `${job(`- &s\n  run: ${run}`)}${job("- <<: *s", "test")}`;
  expect(judge(config(merged, "- build\n- test"))).toContain("missing-retry build/0");
});

test("half-typed text", () => {
  const text = one(
    "- run:\n    name: A\n    command: |\n      make\n- when:\n    condition: << parameters.x >>",
    "parameters:\n  x: { type: string }",
  );
  for (let end = 0; end <= text.length; end++) {
    expect(judge(text.slice(0, end)).filter((line) => !/unreadable|dropped-input/.test(line))).toEqual([]);
  }
});
