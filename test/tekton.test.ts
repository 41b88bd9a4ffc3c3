// Tekton's tasks, pipelines and runs. Traps TK-1 … TK-7 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { indent, judgeOf } from "./manifests.ts";

const { judge, findings, dialect, models, fixes } = judgeOf("ci/pipeline.yml");

/** An object with this specification. */
const object = (kind: string, spec: string): string =>
  `apiVersion: tekton.dev/v1\nkind: ${kind}\nmetadata: { name: x }\nspec:\n${indent(spec, 2)}\n`;
const script = (lines: string, more = "", name = "s"): string =>
  `- name: ${name}\n  image: alpine\n${more ? `${indent(more, 2)}\n` : ""}  script: |\n${indent(lines, 4)}\n`;
const task = (steps: string, keys = ""): string =>
  object("Task", `${keys ? `${keys}\n` : ""}steps:\n${indent(steps, 2)}`);
const LIMIT = 'timeouts: { pipeline: "30m" }';
/** A task of a pipeline, written in its place. */
const part = (name: string, steps = script("make"), keys = "", spec = ""): string =>
  `- name: ${name}\n${keys ? `${indent(keys, 2)}\n` : ""}  taskSpec:\n${spec ? `${indent(spec, 4)}\n` : ""}    steps:\n${indent(steps, 6)}\n`;
const run = (tasks: string, limit = LIMIT): string =>
  object("PipelineRun", `${limit ? `${limit}\n` : ""}pipelineSpec:\n  tasks:\n${indent(tasks, 4)}`);
const pipeline = (tasks: string, keys = ""): string =>
  object("Pipeline", `${keys ? `${keys}\n` : ""}tasks:\n${indent(tasks, 2)}`);
const AGENT = script('claude -p "Work" --max-turns 9');
const CLONE = script("git clone https://example.com/a.git");

describe("which documents are Tekton's", () => {
  test.each([
    ["a task", task(script("make")), true],
    ["an older version", task(script("make")).replace("/v1", "/v1beta1"), true],
    ["several documents", `apiVersion: v1\nkind: Secret\n---\n${task(script("make"))}`, true],
    ["a trigger", task(script("make")).replace("tekton.dev", "triggers.tekton.dev"), false],
    ["the operator", task(script("make")).replace("tekton.dev", "operator.tekton.dev"), false],
    ["a chart", task(script("make {{ .Values.target }}")), false],
    ["another kind", object("TektonConfig", "steps: []"), false],
  ])("%s", (_, text, expected) => expect(dialect(text) === "tekton").toBe(expected));
});

describe("missing-timeout", () => {
  const single = (limit: string, lines = "git clone https://example.com/a.git || exit 1") =>
    object("TaskRun", `${limit && `${limit}\n`}taskSpec:\n  steps:\n${indent(script(lines), 4)}`);

  test.each([
    ["a run", run(part("a"), ""), true],
    ["its own", run(part("a")), false],
    ["the old key", run(part("a"), 'timeout: "1h"'), false],
    ['TK-1: "0" is none', run(part("a"), 'timeouts: { pipeline: "0" }'), true],
    [
      "TK-1: none for the whole, and one for the tasks",
      run(part("a"), 'timeouts: { pipeline: "0", tasks: "1h" }'),
      false,
    ],
    ["all it does is print", run(part("a", script("echo hi")), ""), false],
    ["TK-1: a pipeline and a task by themselves", `${pipeline(part("a"))}---\n${task(script("make"))}`, false],
    ["TK-7: a run of what stands elsewhere", object("PipelineRun", "pipelineRef: { resolver: git }"), true],
    ["TK-1: a task that the cluster ends within the hour", single("", "make"), false],
    ["TK-4: a task that reaches out", single(""), true],
    ["TK-4: limited", single('timeout: "10m"'), false],
    ["a template", run(part("a"), "timeouts: { pipeline: $(params.t) }"), false],
  ])("%s", (_, text, expected) => {
    const lines = judge(text).filter((line) => line.startsWith("missing-timeout"));
    expect(lines).toEqual(expected ? ["missing-timeout x"] : []);
  });

  test("TK-1: advice for an hour, a warning for none", () => {
    const limit = (text: string) => models(text)[0]?.nodes[0]?.platformLimit;
    expect(limit(run(part("a"), ""))).toBe(60);
    expect(limit(run(part("a"), 'timeout: "0"'))).toBeUndefined();
  });

  test("TK-2: the fixes write a duration with its unit", () => {
    expect(fixes(run(part("a"), ""), "missing-timeout")[0]).toContain(
      'spec:\n  timeouts:\n    pipeline: "30m"\n  pipelineSpec',
    );
    const none = run(part("a"), 'timeouts: { pipeline: "0" }');
    expect(fixes(none, "missing-timeout")[0]).toBe(none.replace('"0"', '"30m"'));
    expect(fixes(single(""), "missing-timeout")[0]).toContain('spec:\n  timeout: "30m"\n');
  });
});

describe("missing-retry", () => {
  test.each([
    ["once", run(part("a", CLONE)), ["missing-retry a/s"]],
    ["retries of the task", run(part("a", CLONE, "retries: 2")), []],
    ["retries: 0", run(part("a", CLONE, "retries: 0")), ["missing-retry a/s"]],
    [
      "TK-6: a variable is no command",
      run(part("a", script("curl $(params.url)"), "", "params: [{ name: url }]")),
      ["missing-retry a/s"],
    ],
    [
      "TK-6: options in a variable",
      task(script("curl $(params.options) https://example.com"), "params: [{ name: options }]"),
      [],
    ],
    ["a neighbour", task(script("curl http://db:8080")), []],
    [
      "a task whose pipeline tries again",
      `${pipeline("- { name: a, retries: 2, taskRef: { name: x } }")}---\n${task(CLONE)}`,
      [],
    ],
    [
      "a program without a shell",
      run(part("a", "- name: s\n  image: helm\n  command: [helm, upgrade, a, b]")),
      ["missing-retry a/s"],
    ],
  ])("%s", (_, text, expected) =>
    expect(judge(text).filter((line) => line.startsWith("missing-retry"))).toEqual(expected),
  );

  test("the fix is retries, or the tool's own option", () => {
    expect(fixes(run(part("a", CLONE)), "missing-retry")).toEqual([run(part("a", CLONE, "retries: 3"))]);
    const none = run(part("a", CLONE, "retries: 0"));
    expect(fixes(none, "missing-retry")).toEqual([none.replace("retries: 0", "retries: 3")]);
    expect(fixes(task(script("curl -fO https://example.com/a")), "missing-retry")).toEqual([
      task(script("curl --retry 3 --retry-all-errors -fO https://example.com/a")),
    ]);
  });
});

describe("silent-failure", () => {
  const GO_ON = "onError: continue";

  test.each([
    ["nobody looks", script("make", GO_ON), true],
    ["the exit code is read", `${script("make", GO_ON)}${script("cat $(steps.step-s.exitCode.path)", "", "t")}`, false],
    [
      "the exit code is read by its path",
      `${script("make", GO_ON)}${script("cat /tekton/steps/step-s/exitCode", "", "t")}`,
      false,
    ],
    ["a comment says why", script("make", `${GO_ON} # may fail without a cache`), false],
    ["a name says why", script("make", GO_ON, "cleanup"), false],
    ["a parameter", script("make", "onError: $(params.a)"), false],
    ["Tekton's own first line stops at errors", script("npm test\nls"), false],
    ["a first line of its own does not", script("#!/bin/sh\nnpm test\nls"), true],
    ["unless it says so", script("#!/bin/sh -e\nnpm test\nls"), false],
    ["pipes", script("npm test | tee log"), true],
    ["another language", script("#!/usr/bin/env python\nimport os"), false],
  ])("%s", (_, steps, expected) => {
    const text = task(steps, "params: [{ name: a }]");
    const lines = judge(text).filter((line) => line.startsWith("silent"));
    expect(lines).toEqual(expected ? ["silent-failure x/s"] : []);
  });

  test("a task of a pipeline, and who reads its status", () => {
    const last = (value: string) =>
      `finally:\n  - name: b\n    params: [{ name: p, value: ${value} }]\n    taskRef: { name: b }`;
    const text = (keys = "") => pipeline(part("a", script("make"), "onError: continue"), keys);
    expect(judge(text())).toEqual(["silent-failure a"]);
    expect(judge(text(last("$(tasks.a.status)")))).toEqual([]);
    expect(judge(text(last("$(tasks.status)")))).toEqual([]);
  });

  test("the fixes", () => {
    expect(fixes(task(script("make", GO_ON)), "silent-failure")).toEqual([task(script("make"))]);
    expect(fixes(task(script("#!/usr/bin/env bash\nnpm test\nls")), "silent-failure")).toContain(
      task(script("#!/usr/bin/env bash\nset -euo pipefail\nnpm test\nls")),
    );
  });
});

describe("dropped-input", () => {
  const given = (lines: string, name = "a") => task(script(lines), `params: [{ name: ${name} }]`);

  test.each([
    ["never used", given("make"), true],
    ["used", given("echo $(params.a)"), false],
    ["in brackets", given(`echo $(params["a"]) $(params['b'])`), false],
    ["all of a list", given("echo $(params.a[*])"), false],
    ["a key of an object", given("echo $(params.a.b)"), false],
    ["a name with a dot", given("echo $(params['a.b'])", "a.b"), false],
    ["the old way", given("echo $(inputs.params.a)"), false],
    ["TK-6: escaped", given("echo $$(params.a)"), true],
    ["TK-6: a command", given("echo $(a)"), true],
    [
      "TK-7: a task that stands elsewhere",
      object("TaskRun", "taskRef: { name: y }\nparams: [{ name: a, value: b }]"),
      false,
    ],
    [
      "a step that only names an action",
      object("Task", "params: [{ name: a }]\nsteps: [{ name: s, ref: { name: y } }]"),
      true,
    ],
  ])("%s", (_, text, expected) => {
    expect(judge(text).filter((line) => line.startsWith("dropped"))).toEqual(
      expected ? [`dropped-input ${/a\.b/.test(text) ? "a.b" : "a"}`] : [],
    );
  });

  test("of a pipeline, and of a task inside of it", () => {
    const inner = part("t", script("make"), "params: [{ name: a, value: $(params.a) }]", "params: [{ name: a }]");
    expect(judge(pipeline(inner, "params: [{ name: a }]"))).toEqual(["dropped-input a"]);
    expect(judge(pipeline(part("t", script("echo $(params.a)")), "params: [{ name: a }]"))).toEqual([]);
  });
});

describe("broken-handoff", () => {
  const results = "results: [{ name: tag }]";
  const first = part("a", script("echo -n 1 > $(results.tag.path)"), "", results);
  const second = (keys: string) => `- name: b\n  taskRef: { name: y }\n${indent(keys, 2)}\n`;

  test.each([
    ["a result", second("params: [{ name: p, value: $(tasks.a.results.tag) }]"), false],
    ["no such result", second("params: [{ name: p, value: $(tasks.a.results.tags) }]"), true],
    ["no such task", second("params: [{ name: p, value: $(tasks.c.results.tag) }]"), true],
    ["TK-5: all results of a matrix", second("params: [{ name: p, value: '$(tasks.a.results.tag[*])' }]"), false],
    ["runAfter", second("runAfter: [a]"), false],
    ["runAfter nothing", second("runAfter: [z]"), true],
    [
      "TK-7: the results of a task elsewhere",
      `${second("")}${second("params: [{ name: p, value: $(tasks.b.results.z) }]").replace("name: b", "name: c")}`.replace(
        "- name: c",
        "- name: b2",
      ),
      false,
    ],
    ["no such parameter", second("params: [{ name: p, value: $(params.q) }]"), true],
    ["TK-6: escaped", second("params: [{ name: p, value: $$(params.q) }]"), false],
    ["the context", second("params: [{ name: p, value: $(context.pipelineRun.name) }]"), false],
  ])("%s", (_, more, expected) =>
    expect(judge(pipeline(`${first}${more}`))).toEqual(expected ? ["broken-handoff b"] : []),
  );

  test("what a task writes and where it works", () => {
    expect(judge(task(script("echo > $(results.tag.path)")))).toEqual(["broken-handoff x/s"]);
    expect(judge(task(script("cd $(workspaces.src.path)")))).toEqual(["broken-handoff x/s"]);
    expect(judge(task(script("cd $(workspaces.src.path)"), "workspaces: [{ name: src }]"))).toEqual([]);
    expect(judge(task(script("# $(params.a)\nmake")))).toEqual([]);
  });

  test("what a run is given goes down to what is written inside of it", () => {
    const text = (name: string) => `${LIMIT}\nparams: [{ name: ${name}, value: b }]`;
    expect(judge(run(part("a", script("echo $(params.a)")), text("a")))).toEqual([]);
    expect(judge(run(part("a", script("echo $(params.a)")), text("b")))).toEqual(["broken-handoff a"]);
  });

  test("the fix takes the nearest", () => {
    const text = (name: string) =>
      pipeline(`${first}${second(`params: [{ name: p, value: $(tasks.a.results.${name}) }]`)}`);
    expect(fixes(text("tags"), "broken-handoff")).toEqual([text("tag")]);
  });
});

describe("agents", () => {
  const four = "abcd".replace(/./g, (name) => part(name, AGENT));

  test("uncoordinated-agents: four side by side, and one that waits for them", () => {
    expect(judge(pipeline(four))).toEqual(["uncoordinated-agents a"]);
    expect(judge(pipeline(`${four}${part("join", script("make"), "runAfter: [a, b, c, d]")}`))).toEqual([]);
    expect(judge(pipeline(four, `finally:\n${indent(part("join"), 2)}`))).toEqual([]);
    const when = "abcd".replace(/./g, (name) =>
      part(name, AGENT, `when: [{ input: ${name}, operator: in, values: [x] }]`),
    );
    expect(judge(pipeline(when))).toEqual([]);
  });

  test("TK-3: who uses a result comes later", () => {
    const wait = (name: string, before: string) =>
      part(name, AGENT, `params: [{ name: p, value: $(tasks.${before}.results.r) }]`, "results: [{ name: r }]");
    const text = pipeline(
      `${part("a", AGENT, "", "results: [{ name: r }]")}${wait("b", "a")}${wait("c", "b")}${wait("d", "c")}`,
    );
    expect(judge(text)).toEqual(["ungated-chain a/s"]);
    expect(models(text)[0]?.nodes.find(({ id }) => id === "d")?.after).toEqual([{ to: "c", uses: true }]);
  });

  test("TK-5: a matrix, and a task that takes all of its results", () => {
    const matrix = "matrix: { params: [{ name: p, value: [a, b, c, d] }] }";
    const text = part(
      "a",
      script("echo $(params.p)\nclaude -p Work --max-turns 9"),
      matrix,
      "params: [{ name: p }]\nresults: [{ name: r }]",
    );
    expect(judge(pipeline(text))).toEqual(["uncoordinated-agents a"]);
    const join = "- name: b\n  taskRef: { name: y }\n  params: [{ name: p, value: '$(tasks.a.results.r[*])' }]\n";
    expect(judge(pipeline(`${text}${join}`))).toEqual([]);
    expect(judge(pipeline(text.replace("[a, b, c, d]", "'$(params.all[*])'"), "params: [{ name: all }]"))).toEqual([]);
  });

  test("unbounded-agent", () => {
    expect(judge(task(script('claude -p "Work"')))).toEqual(["unbounded-agent x/s"]);
    expect(judge(run(part("a", script('claude -p "Work"'))))).toEqual([]);
    expect(judge(task(script('claude -p "Work"', 'timeout: "5m"')))).toEqual([]);
  });
});

describe("ineffective-guard", () => {
  test("TK-2: a bare number", () => {
    const text = (value: string) => run(part("a"), `timeouts: { pipeline: ${value} }`);
    expect(judge(text("30"))).toEqual(["ineffective-guard x"]);
    expect(fixes(text("30"), "ineffective-guard")).toEqual([text('"30m"')]);
    expect(judge(text('"30m"'))).toEqual([]);
    expect(judge(pipeline(part("a", script("make"), "timeout: 5")))).toEqual(["ineffective-guard a"]);
  });

  test("parts longer than the whole; retries beside onError", () => {
    const text = (tasks: string) => run(part("a"), `timeouts: { pipeline: "1h", tasks: "${tasks}", finally: "10m" }`);
    expect(judge(text("55m"))).toEqual(["ineffective-guard x"]);
    expect(judge(text("50m"))).toEqual([]);
    const both = pipeline(part("a", script("make"), "retries: 2\nonError: continue # optional"));
    expect(findings(both).map(({ message }) => message)).toEqual([
      '"retries: 2" does nothing here: Tekton refuses retries beside onError: continue; keep one of the two.',
    ]);
  });
});

test("nodes: a person who approves, tasks at the end, steps inside of tasks", () => {
  const approve =
    "- name: ok\n  runAfter: [a]\n  taskRef: { apiVersion: openshift-pipelines.org/v1alpha1, kind: ApprovalTask }\n";
  const text = pipeline(`${part("a", AGENT)}${approve}`, `finally:\n${indent(part("z"), 2)}`);
  const of = (id: string) => models(text)[0]?.nodes.find((node) => node.id === id);
  expect(of("ok")).toMatchObject({ gate: { value: "human" }, after: [{ to: "a" }] });
  expect(of("z")?.after).toEqual([{ to: "a" }, { to: "ok" }]);
  expect(of("a/0")).toMatchObject({ kind: "agent", inside: "a" });
});

test("the labelled examples of the platform", () => {
  const good = run(part("fetch", script("wget $(params.url)"), "retries: 2"), LIMIT).replace(
    "  pipelineSpec:\n",
    "  pipelineSpec:\n    params: [{ name: url }]\n",
  );
  expect(judge(good)).toEqual([]);
  const bad = object(
    "TaskRun",
    `timeout: "0"\ntaskSpec:\n  steps:\n${indent(script("#!/usr/bin/env bash\ncurl -O https://example.com/x\n./x"), 4)}`,
  );
  expect(judge(bad).toSorted()).toEqual(["missing-retry x/s", "missing-timeout x", "silent-failure x/s"]);
});

test("half-typed text", () => {
  const text = run(
    `${part("a", script("make"), "runAfter: []", "params: [{ name: p }]")}${part("b", script("echo $(params.p)"), "params: [{ name: p, value: 1 }]")}`,
  );
  for (let end = 0; end <= text.length; end++) {
    const lines = judge(text.slice(0, end)).filter(
      (line) => !/^(?:missing-timeout|unreadable|dropped-input)/.test(line),
    );
    expect(lines).toEqual([]);
  }
});
