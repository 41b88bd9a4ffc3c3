// Workflows that n8n exports. Traps A-26 … A-36 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { lineEnd } from "../server/src/core/text.ts";
import { judgeOf } from "./manifests.ts";

const { judge, findings, dialect, models, fixes } = judgeOf("flows/news.json");

type Json = Record<string, unknown>;
const LANGCHAIN = "@n8n/n8n-nodes-langchain.";
const BASE = "n8n-nodes-base.";

/** A node; its type without the package is one of the base package, or of LangChain behind a `+`. */
const node = (name: string, type: string, parameters: Json = {}, more: Json = {}): Json => ({
  parameters,
  name,
  type: type.startsWith("+") ? `${LANGCHAIN}${type.slice(1)}` : `${BASE}${type}`,
  typeVersion: 1,
  position: [0, 0],
  ...more,
});
const TIMER = node("Timer", "scheduleTrigger");
const MANUAL = node("Start", "manualTrigger");
const http = (name: string, more: Json = {}, parameters: Json = {}): Json =>
  node(name, "httpRequest", { url: "https://api.example.com/v1/data", ...parameters }, more);
const agent = (name: string, parameters: Json = {}, more: Json = {}): Json => node(name, "+agent", parameters, more);

type Wires = Record<string, readonly (readonly string[])[]>;
/** `Timer > Get > Write` for wires by the first outputs. */
const chain = (line: string): Wires => {
  const names = line.split(" > ");
  return Object.fromEntries(names.slice(0, -1).map((name, index) => [name, [[names[index + 1] ?? ""]]]));
};
const connect = (wires: Wires, kind = "main"): Json =>
  Object.fromEntries(
    Object.entries(wires).map(([from, outputs]) => [
      from,
      { [kind]: outputs.map((output) => output.map((to) => ({ node: to, type: kind, index: 0 }))) },
    ]),
  );
const json = (nodes: readonly Json[], connections: Json, more: Json = {}): string =>
  JSON.stringify({ name: "News", nodes, connections, settings: { executionOrder: "v1" }, ...more }, null, 2);
/** The nodes in a row, in the order given. */
const row = (...nodes: readonly Json[]): string =>
  json(nodes, connect(chain(nodes.map(({ name }) => String(name)).join(" > "))));

const RETRY = { retryOnFail: true };
const GOES_ON = { onError: "continueRegularOutput" };
const ERROR_OUTPUT = { onError: "continueErrorOutput" };

describe("which documents are workflows", () => {
  const one = row(TIMER, agent("Write"));
  test.each([
    ["an export", one, "n8n"],
    ["A-36: without settings", JSON.stringify({ nodes: [TIMER], connections: {} }), "n8n"],
    ["several in a list", `[${one},${one}]`, "n8n"],
    ["in the wrapper of the template library", `{"id": 7, "workflow": ${one}}`, "n8n"],
    ["a package that depends on it", '{"dependencies": {"n8n-nodes-base": "1.0.0"}}', undefined],
    ["nodes of another tool", '{"nodes": [{"type": "custom.node", "name": "a"}], "connections": {}}', undefined],
    ["nodes without wires", JSON.stringify({ nodes: [TIMER] }), undefined],
    ["a text about it", '{"text": "n8n-nodes-base.set", "nodes": 3, "connections": {}}', undefined],
  ])("%s", (_, text, expected) => expect(dialect(text)).toBe(expected));

  test("a list holds a model for each", () => expect(models(`[${one},${one}]`)).toHaveLength(2));

  test("half-typed text gives silence", () => {
    const text = row(TIMER, http("Get", ERROR_OUTPUT), agent("Write"));
    for (let end = 0; end < text.length; end += 7) {
      expect(judge(text.slice(0, end)).filter((line) => !/^(?:missing-retry|unreadable)/.test(line))).toEqual([]);
    }
  });

  test("nodes that lead to each other, without names, of unknown types", () => {
    const odd = [node("A", "set"), node("B", "set"), { type: `${BASE}set` }, { name: 3 }, null, "x"];
    expect(judge(json(odd as Json[], connect({ A: [["B"]], B: [["A"]] })))).toEqual([]);
    expect(judge(JSON.stringify({ nodes: [TIMER], connections: { Timer: { main: [null, [null], {}] } } }))).toEqual([]);
  });
});

describe("missing-retry", () => {
  const openAi = node("Ask", "+openAi");
  test.each([
    ["a request of a schedule", row(TIMER, http("Get")), ["Get"]],
    ["a model that is asked directly", row(TIMER, openAi), ["Ask"]],
    ["a request of a webhook", row(node("Hook", "webhook"), http("Get")), ["Get"]],
    ["tried again", row(TIMER, http("Get", RETRY)), []],
    ["A-29: a number of tries without the switch", row(TIMER, http("Get", { maxTries: 3 })), ["Get"]],
    ["A-29: the switch is off", row(TIMER, http("Get", { maxTries: 3, retryOnFail: false })), ["Get"]],
    ["A-30: one try means two", row(TIMER, http("Get", { ...RETRY, maxTries: 1, waitBetweenTries: 0 })), []],
    ["A-31: where failures go on", row(TIMER, http("Get", { ...RETRY, ...GOES_ON }), node("Next", "code")), []],
    ["by hand", row(MANUAL, http("Get")), []],
    ["somebody chats", row(node("Chat", "+chatTrigger"), http("Get")), []],
    ["another workflow calls", row(node("Called", "executeWorkflowTrigger"), http("Get")), []],
    ["no trigger leads to it", json([TIMER, http("Get")], {}), []],
    ["A-28: switched off", row(TIMER, http("Get", { disabled: true })), []],
    [
      "A-28: behind one that is switched off",
      row(TIMER, node("Set", "set", {}, { disabled: true }), http("Get")),
      ["Get"],
    ],
    ["this machine", row(TIMER, http("Get", {}, { url: "http://localhost:8188/stats" })), []],
    ["an agent, whose model tries again by itself", row(TIMER, agent("Write")), []],
    ["an application's own node", row(TIMER, node("Sheet", "googleSheets")), []],
  ])("%s", (_, text, expected) =>
    expect(judge(text).filter((line) => line.startsWith("missing-retry"))).toEqual(
      expected.map((name) => `missing-retry ${name}`),
    ),
  );

  test("the fix is JSON in the file's own indentation", () => {
    const text = row(TIMER, http("Get"));
    const [fixed = ""] = fixes(text, "missing-retry");
    expect(fixed).toContain('\n      "retryOnFail": true,\n      "maxTries": 3,\n      "waitBetweenTries": 2000\n');
    expect(JSON.parse(fixed).nodes[1]).toMatchObject({ retryOnFail: true, maxTries: 3, waitBetweenTries: 2000 });
  });

  test.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["tabs", (text: string) => text.replace(/^ +/gm, (blanks) => "\t".repeat(blanks.length / 2))],
    ["one line", (text: string) => JSON.stringify(JSON.parse(text))],
  ])("the fix keeps %s", (_, shape) => {
    const text = shape(row(TIMER, http("Get", { maxTries: 4, retryOnFail: false })));
    const [fixed = ""] = fixes(text, "missing-retry");
    expect(lineEnd(fixed)).toBe(lineEnd(text));
    expect(JSON.parse(fixed).nodes[1]).toMatchObject({ retryOnFail: true, maxTries: 4, waitBetweenTries: 2000 });
    expect(fixed.replace(/,\s*"waitBetweenTries":\s*2000/, "")).toBe(
      text.replace(/(?<="retryOnFail":\s*)false/, "true"),
    );
  });

  test("what should not be sent twice gets no fix", () => {
    const text = row(TIMER, http("Post", {}, { method: "POST", url: "https://api.example.com/v1/messages" }));
    expect(judge(text)).toEqual(["missing-retry Post"]);
    expect(fixes(text, "missing-retry")).toEqual([]);
  });
});

describe("retry-not-idempotent", () => {
  const post = (url: string, method = "POST", more: Json = {}) => http("Post", RETRY, { method, url, ...more });
  test.each([
    ["a message", post("https://api.example.com/v1/messages"), true],
    ["a payment", post("=https://api.example.com/charges"), true],
    ["a request that reads", post("https://api.example.com/v1/messages", "GET"), false],
    ["a search", post("https://api.example.com/v1/search"), false],
    ["a model", post("https://api.anthropic.com/v1/messages"), false],
    ["a key against repetition", post("https://a.com/charges", "POST", { header: "Idempotency-Key" }), false],
    ["a mail", node("Post", "gmail", { operation: "send" }, RETRY), true],
    ["a mail that is read", node("Post", "gmail", { operation: "getAll" }, RETRY), false],
    ["without a retry", node("Post", "gmail", { operation: "send" }), false],
  ])("%s", (_, step, expected) => expect(judge(row(TIMER, step)).includes("retry-not-idempotent Post")).toBe(expected));
});

describe("silent-failure", () => {
  const write = agent("Write");
  const wired = (outputs: readonly (readonly string[])[], step = http("Get", { ...RETRY, ...ERROR_OUTPUT })) =>
    json([TIMER, step, write, node("Tell", "slack")], connect({ Timer: [["Get"]], Get: outputs }));
  test.each([
    ["an error output that leads nowhere", wired([["Write"]]), true],
    ["A-32: an error output that leads somewhere", wired([["Write"], ["Tell"]]), false],
    ["no output leads anywhere", wired([]), true],
    ["an error in place of the answer", row(TIMER, http("Get", { ...RETRY, ...GOES_ON }), write), true],
    ["the old word for it", row(TIMER, http("Get", { ...RETRY, continueOnFail: true }), write), true],
    ["a condition looks at it", row(TIMER, http("Get", { ...RETRY, ...GOES_ON }), node("Ok?", "if"), write), false],
    [
      "a prompt asks for the error",
      row(TIMER, http("Get", { ...RETRY, ...GOES_ON }), agent("Write", { text: "={{ $json.error ?? $json.body }}" })),
      false,
    ],
    ["nothing comes behind it", row(TIMER, http("Get", { ...RETRY, ...GOES_ON })), false],
    ["its name says that it may fail", row(TIMER, http("Get (optional)", { ...RETRY, ...GOES_ON }), write), false],
    ["A-33: an empty list goes on", row(TIMER, http("Get", { ...RETRY, alwaysOutputData: true }), write), false],
    ["an application that tells somebody", row(TIMER, node("Get", "telegram", {}, GOES_ON), write), false],
    ["switched off", row(TIMER, http("Get", { ...GOES_ON, disabled: true }), write), false],
    ["no trigger leads to it", json([TIMER, http("Get", ERROR_OUTPUT), write], connect(chain("Get > Write"))), false],
    [
      "an error page in place of the answer",
      row(TIMER, http("Get", RETRY, { options: { response: { response: { neverError: true } } } }), write),
      true,
    ],
    [
      "an error page that is told by its number",
      row(
        TIMER,
        http("Get", RETRY, { options: { response: { response: { neverError: true } } } }),
        agent("Write", { text: "={{ $json.statusCode }}" }),
      ),
      false,
    ],
  ])("%s", (_, text, expected) => expect(judge(text).some((line) => line.startsWith("silent-failure"))).toBe(expected));

  test("the fix stops the run", () => {
    const text = wired([["Write"]]);
    expect(fixes(text, "silent-failure")).toEqual([text.replace("continueErrorOutput", "stopWorkflow")]);
  });
  test("the fix knows the old word", () => {
    const text = row(TIMER, http("Get", { ...RETRY, continueOnFail: true }), write);
    expect(fixes(text, "silent-failure")).toEqual([text.replace('"continueOnFail": true', '"continueOnFail": false')]);
  });
  test("A-34: data that is pinned changes nothing", () => {
    const text = json([TIMER, http("Get", ERROR_OUTPUT)], connect(chain("Timer > Get")), { pinData: { Get: [{}] } });
    expect(judge(text)).toEqual(["silent-failure Get"]);
  });
});

describe("broken-handoff", () => {
  const set = (value: string) => node("Set", "set", { value });
  test.each([
    ["a wire to a node that is gone", json([TIMER], connect(chain("Timer > Old"))), ["Old"]],
    ["a wire from a node that is gone", json([TIMER], connect(chain("Old > Timer"))), ["Old"]],
    ["A-35: names with blanks, signs and numbers", row(TIMER, node("🤖 Ask me (2)", "set"), node("a.b", "set")), []],
    ["an expression", row(TIMER, set("={{ $('Gett').item.json.a }}"), node("Get", "set")), ["Set"]],
    ["the old way to name it", row(TIMER, set('={{ $node["Gett"].json.a }}'), node("Get", "set")), ["Set"]],
    ["a name that is there", row(TIMER, set("={{ $('Timer').first().json.a + $node[\"Timer\"].json }}")), []],
    ["a quote in the name", row(TIMER, node("Bob's", "set"), set("={{ $('Bob\\'s').item.json.a }}")), []],
    ["no expression", row(TIMER, set("$('Gett').item")), []],
    ["words beside an expression", row(TIMER, set("=Write $('Gett').item, {{ $json.a }}")), []],
    ["code", row(TIMER, node("Set", "code", { jsCode: "return $('Gett').all()" })), ["Set"]],
    ["a remark in code", row(TIMER, node("Set", "code", { jsCode: "// $('Gett').all()\nreturn []" })), []],
    [
      "a library with a $ of its own",
      row(TIMER, node("Set", "code", { jsCode: "$ = cheerio.load(a); $('p').first()" })),
      [],
    ],
    ["a flow that writes flows", row(TIMER, set("={{ \"n8n-nodes-base.set $('Gett').item\" }}")), []],
    ["A-28: the name of a note", row(TIMER, node("Note", "stickyNote"), set("={{ $('Note').item }}")), []],
    ["switched off", row(TIMER, { ...set("={{ $('Gett').item }}"), disabled: true }), []],
  ])("%s", (_, text, expected) =>
    expect(judge(text).filter((line) => line.startsWith("broken"))).toEqual(
      expected.map((name) => `broken-handoff ${name}`),
    ),
  );

  test("the fix offers the nearest name", () => {
    const text = row(TIMER, set("={{ $('Timr').item.json.a }}"));
    expect(fixes(text, "broken-handoff")).toEqual([text.replace("Timr", "Timer")]);
  });

  test("an id in place of a name", () => {
    const text = row({ ...TIMER, id: "timer-1" }, set("={{ $('timer-1').item.json.a }}"));
    expect(findings(text)[0]?.message).toContain('by the id of "Timer"');
    expect(fixes(text, "broken-handoff")).toEqual([text.replace("('timer-1')", "('Timer')")]);
    const wires = json([{ ...TIMER, id: "timer-1" }, set("")], connect(chain("timer-1 > Set")));
    expect(findings(wires)[0]?.message).toContain('the id of "Timer"');
  });
});

describe("ungated-chain", () => {
  const five = (third: Json) => row(TIMER, agent("A"), agent("B"), third, agent("C"), agent("D"));
  test.each([
    ["four agents in a row", five(node("Set", "set")), true],
    ["a condition between", five(node("Ok?", "if")), false],
    ["a script between", five(node("Check", "code")), false],
    [
      "an answer held to a form",
      row(TIMER, agent("A"), agent("B", { hasOutputParser: true }), agent("C"), agent("D")),
      false,
    ],
    ["somebody agrees", five(node("Ask", "slack", { operation: "sendAndWait" })), false],
    ["somebody comes back to it", five(node("Wait", "wait", { resume: "webhook" })), false],
    ["a pause is no check", five(node("Wait", "wait", { amount: 5 })), true],
    [
      "models that answer by a list of words",
      row(TIMER, agent("A"), node("B", "+textClassifier"), agent("C"), agent("D")),
      false,
    ],
  ])("%s", (_, text, expected) => expect(judge(text).some((line) => line.startsWith("ungated"))).toBe(expected));

  test("A-27: sub-nodes are no steps", () => {
    const parts = ["Model", "Memory", "Tool", "Other"].map((name) => node(name, "+agentTool"));
    const wires = {
      ...connect(chain("Timer > A")),
      ...connect(Object.fromEntries(parts.map(({ name }) => [name, [["A"]]])), "ai_tool"),
    };
    const text = json([TIMER, agent("A"), ...parts], wires);
    expect(models(text)[0]?.nodes.map(({ id }) => id)).toEqual(["Timer", "A"]);
    expect(judge(text)).toEqual([]);
  });

  test("A-27: a parser that is wired as a sub-node", () => {
    const nodes = [TIMER, agent("A"), agent("B"), agent("C"), agent("D"), node("Form", "+outputParserStructured")];
    const wires = { ...connect(chain("Timer > A > B > C > D")), ...connect({ Form: [["B"]] }, "ai_outputParser") };
    expect(judge(json(nodes, wires))).toEqual([]);
  });
});

test("A-26: a fan-out runs one branch after another", () => {
  const names = ["A", "B", "C", "D", "E"];
  const text = json([TIMER, ...names.map((name) => agent(name))], connect({ Timer: [names] }));
  expect(judge(text)).toEqual([]);
  expect(models(text)[0]?.crews).toEqual([]);
});

describe("missing-timeout", () => {
  const back = { Timer: [["Ask"]], Ask: [["Read"], ["Ask again"]], "Ask again": [["Ask"]] };
  const loop = [TIMER, http("Ask", { ...RETRY, ...ERROR_OUTPUT }), node("Ask again", "set"), node("Read", "set")];
  const poll = (third: Json) => [
    TIMER,
    node("Wait", "wait", { amount: 5 }),
    http("Ask", RETRY),
    third,
    node("Read", "set"),
  ];
  const polls = { ...connect(chain("Timer > Wait > Ask > Done?")), ...connect({ "Done?": [["Read"], ["Wait"]] }) };
  test.each([
    ["an error that leads back", json(loop, connect(back)), ["Ask"]],
    ["a loop that waits for one word", json(poll(node("Done?", "if")), polls), ["Wait"]],
    ["a loop that counts", json(poll(node("Done?", "if", { value: "={{ $runIndex }}" })), polls), []],
    ["a loop with more answers", json(poll(node("Done?", "switch")), polls), []],
    [
      "a loop over items",
      json(
        [TIMER, node("Each", "splitInBatches"), http("Ask", RETRY)],
        connect({ Timer: [["Each"]], Each: [[], ["Ask"]], Ask: [["Each"]] }),
      ),
      [],
    ],
    ["no loop", row(TIMER, http("Get", RETRY), agent("Write")), []],
    ["a limit on the run", json(loop, connect(back), { settings: { executionTimeout: 900 } }), []],
    ["a limit that is none", json(loop, connect(back), { settings: { executionTimeout: -1 } }), ["Ask"]],
  ])("%s", (_, text, expected) =>
    expect(judge(text).filter((line) => line.startsWith("missing-timeout"))).toEqual(
      expected.map((name) => `missing-timeout ${name}`),
    ),
  );

  test.each([
    ["settings", { settings: { executionOrder: "v1" } }],
    ["a limit that is none", { settings: { executionTimeout: -1 } }],
    ["A-36: no settings", { settings: undefined }],
  ])("the fix limits the run: %s", (_, more) => {
    const [fixed = ""] = fixes(json(loop, connect(back), more), "missing-timeout");
    expect(JSON.parse(fixed).settings.executionTimeout).toBe(1800);
  });
});

describe("unapproved-side-effect", () => {
  const tweet = node("Tweet", "twitter", { text: "={{ $json.output }}" });
  test.each([
    ["what a model wrote is posted", row(TIMER, agent("Write"), tweet), true],
    [
      "at a public address",
      row(TIMER, agent("Write"), http("Tweet", RETRY, { method: "POST", url: "https://api.x.com/2/tweets" })),
      true,
    ],
    [
      "somebody agrees first",
      row(TIMER, agent("Write"), node("Ask", "slack", { operation: "sendAndWait" }), tweet),
      false,
    ],
    ["no model has written it", row(TIMER, node("Set", "set"), tweet), false],
    ["somebody starts it", row(MANUAL, agent("Write"), tweet), false],
    [
      "a draft",
      row(TIMER, agent("Write"), node("Tweet", "wordpress", { additionalFields: { status: "draft" } })),
      false,
    ],
    [
      "a page that is published",
      row(TIMER, agent("Write"), node("Tweet", "wordpress", { additionalFields: { status: "publish" } })),
      true,
    ],
    ["a search", row(TIMER, agent("Write"), node("Tweet", "twitter", { operation: "search" })), false],
  ])("%s", (_, text, expected) => expect(judge(text).includes("unapproved-side-effect Tweet")).toBe(expected));
});

test("an agent goes round ten times by itself", () => {
  const [first, second] =
    models(row(TIMER, agent("A"), agent("B", { options: { maxIterations: 5 } })))[0]?.nodes.slice(1) ?? [];
  expect([first?.turns, second?.turns]).toMatchObject([
    { state: "inherited", value: "10" },
    { state: "present", value: "5" },
  ]);
});

test("credentials reach no message", () => {
  const secret = { credentials: { api: { id: "s3cr3t", name: "s3cr3t" } } };
  const text = row(TIMER, http("Get", { ...secret, ...ERROR_OUTPUT }), http("Post", secret, { headers: "s3cr3t" }));
  expect(JSON.stringify(findings(text).map(({ message, related }) => [message, related]))).not.toContain("s3cr3t");
});
