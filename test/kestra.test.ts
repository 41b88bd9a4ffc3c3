// Kestra flows. Traps KE-1 … KE-7 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { indent, judgeOf } from "./manifests.ts";

const { judge, findings, dialect, models, fixes } = judgeOf("flows/a.yml");

/** A flow with these tasks, and other keys. */
const flow = (tasks: string, keys = ""): string =>
  `id: f\nnamespace: shop\n${keys ? `${keys.trimEnd()}\n` : ""}tasks:\n${indent(tasks, 2)}\n`;
const LIMIT = "timeout: PT5M";
const task = (id: string, type: string, more = ""): string =>
  `- id: ${id}\n  type: io.kestra.plugin.${type}\n${more ? `${indent(more, 2)}\n` : ""}`;
const SHELL = "scripts.shell.Commands";
const BUILD = task("build", SHELL, "commands: [make]");
const LOG = task("log", "core.log.Log", 'message: "Done"');
const AGENT = task("agent", "ai.agent.AIAgent", `prompt: Work\n${LIMIT}`);
const agents = (names: string): string => names.replace(/./g, (name) => AGENT.replace("agent", name));

describe("which documents are flows", () => {
  test.each([
    ["a flow", flow(LOG), true],
    ["KE-6: old names of tasks", flow("- id: a\n  type: io.kestra.core.tasks.log.Log\n"), true],
    ["KE-1: expressions in quotes", flow(task("log", "core.log.Log", 'message: "{{ inputs.a }}"')), true],
    ["no namespace", "id: f\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n", false],
    ["types that are no plugins", "id: f\nnamespace: n\ntasks:\n  - id: a\n    type: shell\n", false],
    ["tasks that are no list", "id: f\nnamespace: n\ntasks: { a: b }\n", false],
    ["no tasks yet", "id: f\nnamespace: n\ntasks:\n", false],
  ])("%s", (_, text, expected) => expect(dialect(text)).toBe(expected ? "kestra" : undefined));
});

describe("missing-timeout", () => {
  test.each([
    ["a script", BUILD, "", true],
    ["a limit", task("build", SHELL, `commands: [make]\n${LIMIT}`), "", false],
    [
      "KE-3: the defaults of its type",
      BUILD,
      "pluginDefaults:\n  - type: io.kestra.plugin.scripts\n    values: { timeout: PT5M }",
      false,
    ],
    [
      "KE-3: the defaults of another type",
      BUILD,
      "pluginDefaults:\n  - type: io.kestra.plugin.core\n    values: { timeout: PT5M }",
      true,
    ],
    [
      "KE-6: defaults under their old name",
      BUILD,
      "taskDefaults:\n  - type: io.kestra.plugin.scripts.shell.Commands\n    values: { timeout: PT5M }",
      false,
    ],
    [
      "KE-7: a limit on the whole flow",
      BUILD,
      "sla:\n  - { id: max, type: MAX_DURATION, duration: PT1H, behavior: FAIL }",
      false,
    ],
    [
      "KE-7: another agreement",
      BUILD,
      "sla:\n  - { id: ok, type: EXECUTION_ASSERTION, assert: x, behavior: FAIL }",
      true,
    ],
    [
      "a task around it",
      task("around", "core.flow.WorkingDirectory", `${LIMIT}\ntasks:\n${indent(BUILD, 2)}`),
      "",
      false,
    ],
    ["KE-5: switched off", task("build", SHELL, "commands: [make]\ndisabled: true"), "", false],
    [
      "KE-5: in a task that is switched off",
      task("around", "core.flow.Sequential", `disabled: true\ntasks:\n${indent(BUILD, 2)}`),
      "",
      false,
    ],
    ["only prints", task("build", SHELL, "commands: [echo hi]"), "", false],
    ["only prints, in Python", task("build", "scripts.python.Script", 'script: print("hi")'), "", false],
    [
      "a runner in a cloud",
      task("build", SHELL, "commands: [make]\ntaskRunner: { type: io.kestra.plugin.ee.kubernetes.runner.Kubernetes }"),
      "",
      false,
    ],
    ["a log", LOG.replace("log\n", "build\n"), "", false],
    [
      "a request has a client with limits",
      task("build", "core.http.Request", "uri: https://example.com\nretry: { maxAttempt: 2 }"),
      "",
      false,
    ],
    ["an agent", task("build", "ai.agent.AIAgent", "prompt: Work"), "", true],
    ["an agent in a script", task("build", SHELL, "commands: ['claude -p \"Work\" --max-turns 9']"), "", true],
  ])("%s", (_, tasks, keys, expected) => {
    expect(judge(flow(tasks, keys))).toEqual(expected ? ["missing-timeout build"] : []);
  });

  test("KE-4: the fix writes a duration of ISO 8601", () => {
    const [fixed] = fixes(flow(BUILD), "missing-timeout");
    expect(fixed).toBe(flow(task("build", SHELL, "timeout: PT30M\ncommands: [make]")));
    expect(fixes(flow(BUILD).replaceAll("\n", "\r\n"), "missing-timeout")[0]).toContain(
      "Commands\r\n    timeout: PT30M\r\n",
    );
  });
});

describe("missing-retry", () => {
  const download = (more = "", uri = "https://example.com/a.csv") =>
    task("get", "core.http.Download", `uri: ${uri}\n${LIMIT}\n${more}`);

  test.each([
    ["once", download(), "", true],
    ["a retry", download("retry: { type: constant, interval: PT1S, maxAttempt: 3 }"), "", false],
    ["a retry of the flow", download(), "retry: { type: constant, interval: PT1S, maxAttempt: 3 }", false],
    [
      "the defaults of its type",
      download(),
      "pluginDefaults:\n  - type: io.kestra.plugin.core.http\n    values: { retry: { maxAttempt: 3 } }",
      false,
    ],
    ["a neighbour", download("", "http://files:8080/a.csv"), "", false],
    [
      "a loop that asks until the answer is right",
      task("poll", "core.flow.LoopUntil", `condition: x\ntasks:\n${indent(download(), 2)}`),
      "",
      false,
    ],
    ["a flow that looks at the status itself", download("options: { allowFailed: true }"), "", false],
    ["KE-6: an old name", download().replace("plugin.core.http", "plugin.fs.http"), "", true],
    [
      "a query of a remote file",
      task("get", "jdbc.duckdb.Query", `sql: SELECT * FROM 'https://example.com/a.csv'\n${LIMIT}`),
      "",
      true,
    ],
    ["a query of a database", task("get", "jdbc.postgresql.Query", "sql: SELECT 1"), "", false],
    ["a script", task("get", SHELL, `commands: ['git clone https://example.com/a.git']\n${LIMIT}`), "", true],
  ])("%s", (_, tasks, keys, expected) => {
    expect(judge(flow(tasks, keys))).toEqual(expected ? ["missing-retry get"] : []);
  });

  test("the fix, in the words of the flow", () => {
    expect(fixes(flow(download()), "missing-retry")[0]).toContain(
      "    retry:\n      type: constant\n      interval: PT10S\n      maxAttempt: 3\n",
    );
    const other = task("other", "core.http.Download", `uri: https://example.com\n${LIMIT}\nretry: { maxAttempts: 2 }`);
    expect(fixes(flow(`${other}${download()}`), "missing-retry")[0]).toContain("      maxAttempts: 3\n");
  });
});

describe("uncoordinated-agents", () => {
  const parallel = (names: string, more = "") =>
    task("all", "core.flow.Parallel", `${more}\ntasks:\n${indent(agents(names), 2)}`);
  const loop = (more: string) => task("all", "core.flow.ForEach", `${more}\ntasks:\n${indent(AGENT, 2)}`);
  const graph = (more: string) =>
    task(
      "all",
      "core.flow.Dag",
      `tasks:\n${"ABCD".replace(/./g, (name) => `  - task:\n${indent(AGENT.replace("- id: agent", `  id: ${name}`), 4)}\n`)}${more}`,
    );

  test.each([
    ["four in parallel", parallel("ABCD"), true],
    ["three in parallel", parallel("ABC"), false],
    ["two at a time", parallel("ABCD", "concurrent: 2"), false],
    ["no limit, written out", parallel("ABCD", "concurrent: 0"), true],
    ["a task behind them", `${parallel("ABCD")}${LOG}`, false],
    [
      "a task behind the one around them",
      `${task("outer", "core.flow.Sequential", `tasks:\n${indent(parallel("ABCD"), 2)}`)}${LOG}`,
      false,
    ],
    ["KE-2: a loop takes turns", loop('values: ["a", "b", "c", "d"]'), false],
    ["KE-2: a loop without a limit", loop('values: ["a", "b", "c", "d"]\nconcurrencyLimit: 0'), true],
    ["a list in a text", loop("values: '[1, 2, 3, 4]'\nconcurrencyLimit: 8"), true],
    ["a list made at run time", loop('values: "{{ inputs.all }}"\nconcurrencyLimit: 0'), false],
    ["a graph", graph(""), true],
    [
      "a graph with a task that waits",
      graph(`  - task:\n${indent(LOG.replace("- id", "  id"), 4)}\n    dependsOn: [A, B, C, D]\n`),
      false,
    ],
    ["one after the other", agents("ABCD"), false],
  ])("%s", (_, tasks, expected) => {
    const text = flow(tasks, tasks.includes("inputs.all") ? "inputs: [{ id: all, type: ARRAY }]" : "");
    expect(judge(text).filter((line) => !line.startsWith("ungated"))).toEqual(
      expected ? ["uncoordinated-agents all"] : [],
    );
  });

  test("the fix limits how many run at once", () => {
    expect(fixes(flow(parallel("ABCD")), "uncoordinated-agents")[0]).toContain("flow.Parallel\n    concurrent: 3\n");
    const text = flow(parallel("ABCDE", "concurrent: 4"));
    expect(fixes(text, "uncoordinated-agents")).toEqual([text.replace("concurrent: 4", "concurrent: 3")]);
  });
});

describe("silent-failure", () => {
  const failing = (more = "", id = "load") =>
    task(id, "jdbc.postgresql.Query", `sql: SELECT 1\nallowFailure: true${more}`);

  test.each([
    ["nobody looks", failing(), ["silent-failure load"]],
    ["a description says why", failing("\ndescription: may fail on the first run"), []],
    ["a comment says why", failing(" # the table may be missing"), []],
    ["handlers of its own", failing(`\nerrors:\n${indent(LOG, 2)}`), []],
    ["a clean-up", failing("", "cleanup"), []],
    [
      "a look at its output",
      `${failing()}${task("log", "core.log.Log", "message: \"{{ outputs.load.size ?? 'none' }}\"")}`,
      [],
    ],
    [
      "a flow whose failure is kept",
      task("load", "core.flow.Subflow", "flowId: x\nnamespace: n\nwait: true\ntransmitFailed: false"),
      ["silent-failure load"],
    ],
    [
      "a flow that nobody waits for",
      task("load", "core.flow.Subflow", "flowId: x\nnamespace: n\nwait: false\ntransmitFailed: false"),
      [],
    ],
    [
      "a pipe in a script",
      task("load", SHELL, `commands: ['claude -p "Work" | tee log']\n${LIMIT}`),
      ["silent-failure load"],
    ],
  ])("%s", (_, tasks, expected) => expect(judge(flow(tasks))).toEqual(expected));
});

describe("dropped-input", () => {
  const given = (message: string, name = "a", keys = "") =>
    flow(task("log", "core.log.Log", `message: "${message}"`), `inputs:\n  - id: ${name}\n    type: STRING\n${keys}`);

  test.each([
    ["never used", given("Done"), true],
    ["used", given("{{ inputs.a }}"), false],
    ["used in brackets", given("{{ inputs['a'] }}"), false],
    ["in an expression", given("{{ inputs.b ?? inputs.a | upper }}"), false],
    ["all as one", given("{{ inputs }}"), false],
    ["another one", given("{{ inputs.ab }}"), true],
    ["rendered twice", given("{{ render(read('a.sql')) }}"), false],
    ["only described", given("Done", "a", 'description: "{{ inputs.a }}"\n'), true],
  ])("%s", (_, text, expected) => expect(judge(text).includes("dropped-input a")).toBe(expected));

  test("inputs that are nested in each other", () => {
    expect(judge(given("{{ inputs.nested.text }}", "nested.text"))).toEqual([]);
    expect(judge(given("{{ inputs.nested }}", "nested.text"))).toEqual([]);
    expect(judge(given("{{ inputs.nested.other }}", "nested.text"))).toEqual(["dropped-input nested.text"]);
  });

  test("the fix takes the declaration away", () => {
    const text = given("{{ inputs.b }}", "a", "  - id: b\n    type: STRING\n");
    expect(fixes(text, "dropped-input")).toEqual([text.replace("  - id: a\n    type: STRING\n", "")]);
  });

  test("KE-6: an input by `name`, and one that another waits for", () => {
    expect(judge(given("Done").replace("- id: a", "- name: a"))).toEqual(["dropped-input a"]);
    const next = "  - id: b\n    type: STRING\n    dependsOn: { inputs: [a] }\n";
    expect(judge(given("{{ inputs.b }}", "a", next))).toEqual([]);
  });
});

describe("broken-handoff", () => {
  const read = (message: string, keys = "") =>
    flow(
      `${task("load", "core.debug.Return", "format: x")}${task("log", "core.log.Log", `message: "${message}"`)}`,
      keys,
    );

  test.each([
    ["there", "{{ outputs.load.value }}", []],
    ["in brackets", "{{ outputs['load'].value }}", []],
    ["nowhere", "{{ outputs.loads.value }}", ["broken-handoff log"]],
    ["a minus in the name", "{{ outputs.load-all.value }}", []],
    ["the items of a loop over a file", "{{ outputs.load_merge.subflowOutputs }}", []],
    ["outputs of something else", "{{ trigger.outputs.x }}", []],
  ])("%s", (_, message, expected) => expect(judge(read(message))).toEqual(expected));

  test("the fix takes the nearest", () => {
    const text = read("{{ outputs.loads.value }}");
    expect(findings(text)[0]?.message).toContain('did you mean "load"?');
    expect(fixes(text, "broken-handoff")).toEqual([read("{{ outputs.load.value }}")]);
  });

  test("what a trigger or a subflow says of another flow", () => {
    const trigger =
      'triggers:\n  - id: t\n    type: io.kestra.plugin.core.trigger.Flow\n    inputs: { a: "{{ outputs.other.value }}" }';
    expect(judge(read("Done", trigger))).toEqual([]);
  });

  test("an input that is not declared", () => {
    const asked = (message: string) => read(message, "inputs: [{ id: city, type: STRING }]");
    expect(judge(asked("{{ inputs.city }} {{ inputs.citi }}"))).toEqual(["broken-handoff log"]);
    expect(fixes(asked("{{ inputs.city }} {{ inputs.citi }}"), "broken-handoff")).toEqual([
      asked("{{ inputs.city }} {{ inputs.city }}"),
    ]);
    expect(judge(asked("{{ inputs.city }} {{ inputs.state ?? 'none' }}"))).toEqual([]);
    // A template is given inputs by the flow that holds it.
    expect(judge(read("{{ inputs.citi }}"))).toEqual([]);
  });

  test("a graph that waits for nothing there", () => {
    const inner = indent(LOG.replace("- id", "  id"), 4);
    const text = flow(task("all", "core.flow.Dag", `tasks:\n  - task:\n${inner}\n    dependsOn: [lod]\n`));
    expect(judge(text)).toEqual(["broken-handoff log"]);
  });
});

test("nodes: a pause waits for a person unless it has an end", () => {
  const pause = (more: string) => models(flow(`${AGENT}${task("ok", "core.flow.Pause", more)}${LOG}`))[0]?.nodes;
  expect(pause("")?.find(({ id }) => id === "ok")).toMatchObject({
    gate: { value: "human" },
    after: [{ to: "agent" }],
  });
  expect(pause("delay: PT5M")?.find(({ id }) => id === "ok")?.gate).toBeUndefined();
  expect(pause("")?.find(({ id }) => id === "agent")).toMatchObject({ kind: "agent", risk: "agent" });
});

test("half-typed text", () => {
  const text = flow(
    `${BUILD}${task("all", "core.flow.Dag", "tasks:\n  - task:\n      id: x\n    dependsOn:\n")}- id:\n-`,
  );
  for (let end = 0; end <= text.length; end++) {
    expect(judge(text.slice(0, end)).filter((line) => !/^(?:missing-timeout|unreadable)/.test(line))).toEqual([]);
  }
  expect(judge(text)).toEqual(["missing-timeout build"]);
});
