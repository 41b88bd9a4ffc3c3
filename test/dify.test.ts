// Apps of Dify. Traps A-37 … A-45, A-101 and A-102 are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { indent, judgeOf } from "./manifests.ts";

const { judge, dialect, models, fixes } = judgeOf("apps/review.yml");

/** A node of that type, whose id is a number as the editor gives it. */
const node = (id: number, type: string, title: string, data = "", more = ""): string =>
  `- data:\n    desc: ''\n    title: ${title}\n    type: ${type}\n${data ? `${indent(data, 4)}\n` : ""}  id: '${id}'\n${more ? `${indent(more, 2)}\n` : ""}`;
/** `1>2` is an edge by the usual handle, `1>2 true` one by another. */
const edges = (list: readonly string[]): string =>
  list
    .map((edge) => {
      const [, source, target, handle = "source"] = /^(\w+)>(\w+)(?: (\S+))?$/.exec(edge) ?? [];
      return `- source: '${source}'\n  sourceHandle: ${handle}\n  target: '${target}'\n`;
    })
    .join("");
const app = (nodes: readonly string[], wires: readonly string[], head = "kind: app\nversion: 0.1.5"): string =>
  `app:\n  mode: workflow\n  name: Review\n${head}\nworkflow:\n  graph:\n    edges:\n${indent(edges(wires), 4)}\n    nodes:\n${indent(nodes.join(""), 4)}\n`;

const START = node(1, "start", "Start", "variables:\n- variable: text\n  type: paragraph");
const END = node(9, "end", "End", "outputs:\n- value_selector: ['1', text]\n  variable: out");
const llm = (id: number, title: string, more = ""): string => node(id, "llm", title, "", more);
const HTTP =
  "method: get\nurl: https://api.example.com/v1/data\ntimeout:\n  max_connect_timeout: 0\n  max_read_timeout: 0";
const http = (data = HTTP): string => node(2, "http-request", "Get", data);
/** The node with the id 2 between the beginning and the end. */
const around = (middle: string, wires: readonly string[] = ["1>2", "2>9"]): string => app([START, middle, END], wires);
const rules = (text: string): string[] => judge(text);

describe("which documents are apps", () => {
  test.each([
    ["a workflow", around(http()), "dify"],
    ["A-43: a version that is a number", app([START, END], ["1>9"], "kind: app\nversion: 0.3"), "dify"],
    ["an old export without a kind", app([START, END], ["1>9"], ""), "dify"],
    [
      "a chat without a graph",
      "app:\n  mode: agent-chat\n  name: a\nkind: app\nversion: 0.1.5\nmodel_config:\n  a: b\n",
      "dify",
    ],
    ["A-42: begun by a trigger", app([node(1, "trigger-schedule", "Daily"), END], ["1>9"]), "dify"],
    ["another kind of thing", "kind: Deployment\nmode: workflow\nworkflow:\n  graph: x\n", undefined],
    ["an app of another tool", "app:\n  mode: chat\nversion: '1'\n", undefined],
    ["a graph of another tool", "workflow:\n  graph:\n    a: b\n", undefined],
  ])("%s", (_, text, expected) => expect(dialect(text)).toBe(expected));

  test("a chat without a graph says nothing", () => {
    expect(judge("app:\n  mode: chat\nkind: app\nmodel_config: {}\n")).toEqual([]);
  });

  test("half-typed text gives silence", () => {
    const text = around(http(`${HTTP}\nretry_config:\n  retry_enabled: true\nerror_strategy: fail-branch`));
    for (let end = 0; end < text.length; end += 5) {
      expect(
        judge(text.slice(0, end)).filter((line) => !/unreadable|missing-retry|silent-failure|dropped-input/.test(line)),
      ).toEqual([]);
    }
  });

  test("circles, nodes without ids, unknown types", () => {
    const odd = "- data: { title: A, type: new-thing }\n- id: '7'\n- x\n";
    expect(judge(app([START, llm(2, "A"), llm(3, "B"), odd, END], ["1>2", "2>3", "3>2", "3>9", "3>77"]))).toEqual([]);
  });
});

describe("missing-retry", () => {
  const tool = (data: string) => node(2, "tool", "Get", data);
  test.each([
    ["A-37: limits of zero are the platform's own, and no retry", http(), true],
    ["switched on", http(`${HTTP}\nretry_config:\n  max_retries: 3\n  retry_enabled: true`), false],
    ["switched off", http(`${HTTP}\nretry_config:\n  max_retries: 3\n  retry_enabled: false`), true],
    ["a container beside it", http("method: post\nurl: http://sandbox:8194/v1/run"), false],
    ["a tool that searches", tool("provider_type: builtin\nprovider_id: tavily\ntool_name: tavily_search"), true],
    [
      "a tool from the marketplace",
      tool("provider_type: builtin\nprovider_id: acme/jina_tool/jina\ntool_name: jina_reader"),
      true,
    ],
    ["a tool behind an interface", tool("provider_type: api\nprovider_id: 0a-b\ntool_name: anything"), true],
    ["a tool that works by itself", tool("provider_type: builtin\nprovider_id: time\ntool_name: current_time"), false],
    ["another app", tool("provider_type: workflow\nprovider_id: 0a-b\ntool_name: translate"), false],
    ["a tool nobody knows", tool("provider_type: builtin\nprovider_id: thing\ntool_name: thing"), false],
    ["a model", llm(2, "Get"), false],
    ["A-44: a search in the own knowledge", node(2, "knowledge-retrieval", "Get"), false],
    ["a value in place of the answer", http(`${HTTP}\nerror_strategy: default-value`), false],
  ])("%s", (_, middle, expected) => expect(rules(around(middle)).includes("missing-retry Get")).toBe(expected));

  test("A-45: a failure with a branch of its own is dealt with", () => {
    const middle = http(`${HTTP}\nerror_strategy: fail-branch`);
    const text = app([START, middle, END, node(8, "answer", "Sorry")], ["1>2", "2>9", "2>8 fail-branch"]);
    expect(judge(text)).toEqual([]);
  });

  test("the fix writes what the editor writes", () => {
    const text = around(http());
    const config = "retry_config:\n  max_retries: 3\n  retry_enabled: true\n  retry_interval: 1000\n";
    expect(fixes(text, "missing-retry")).toEqual([
      text.replace("title: Get\n", `${indent(config, 8).trimStart()}\n        title: Get\n`),
    ]);
  });

  test("the fix switches on what is off", () => {
    const text = around(http(`${HTTP}\nretry_config:\n  max_retries: 3\n  retry_enabled: false`)).replaceAll(
      "\n",
      "\r\n",
    );
    expect(fixes(text, "missing-retry")).toEqual([text.replace("retry_enabled: false", "retry_enabled: true")]);
  });
});

test("retry-not-idempotent: a request that sends something", () => {
  const sends =
    "method: post\nurl: https://api.example.com/v1/messages\nretry_config:\n  max_retries: 3\n  retry_enabled: true";
  expect(judge(around(http(sends)))).toEqual(["retry-not-idempotent Get"]);
  expect(judge(around(http(sends.replace("post", "get"))))).toEqual([]);
});

describe("uncoordinated-agents", () => {
  const four = [llm(2, "A"), llm(3, "B"), llm(4, "C"), llm(5, "D")];
  const ends = [node(12, "end", "A"), node(13, "end", "B"), node(14, "end", "C"), node(15, "end", "D")];
  const out = (handle = () => "") => [2, 3, 4, 5].flatMap((id) => [`1>${id}${handle()}`, `${id}>1${id}`]);
  test("four at once that end apart", () => {
    expect(judge(app([START, ...four, ...ends], out()))).toContain("uncoordinated-agents Start");
  });
  test("one who joins them", () => {
    const text = app(
      [START, ...four, END],
      [2, 3, 4, 5].flatMap((id) => [`1>${id}`, `${id}>9`]),
    );
    expect(judge(text)).toEqual([]);
  });
  test("A-38: different handles are alternatives", () => {
    const cases = ["a", "b", "c", "d"].values();
    const text = app(
      [START, ...four, ...ends],
      out(() => ` case-${cases.next().value}`),
    );
    expect(judge(text).filter((line) => line.startsWith("uncoordinated"))).toEqual([]);
  });
  test("each leaves what it made in a variable of the conversation", () => {
    const notes = ends.map((end) => end.replace("type: end", "type: assigner"));
    expect(judge(app([START, ...four, ...notes], out())).filter((line) => line.startsWith("uncoordinated"))).toEqual(
      [],
    );
  });
});

describe("ungated-chain", () => {
  const chain = (middle: readonly string[], ids: readonly number[] = [2, 3, 4, 5, 6]) =>
    app(
      [START, ...middle, END],
      [1, ...ids, 9].flatMap((id, at, all) => (at > 0 ? [`${all[at - 1]}>${id}`] : [])),
    );
  const four = (third: string) => chain([llm(2, "A"), llm(3, "B"), third, llm(5, "D"), llm(6, "E")]);
  test.each([
    ["five in a row", four(llm(4, "C")), true],
    ["a text is put together", four(node(4, "template-transform", "C")), true],
    ["A-39: an aggregator checks nothing", four(node(4, "variable-aggregator", "C")), true],
    ["a condition", four(node(4, "if-else", "C")), false],
    ["a script", four(node(4, "code", "C")), false],
    ["a person", four(node(4, "human-input", "C")), false],
    ["values that are taken out", four(node(4, "parameter-extractor", "C")), false],
    ["an answer that has to fit", four(node(4, "llm", "C", "structured_output_enabled: true")), false],
  ])("%s", (_, text, expected) => expect(judge(text).some((line) => line.startsWith("ungated"))).toBe(expected));

  test("A-40: notes and markers are no steps", () => {
    const text = app([START, node(2, "''", "Note"), node(3, "iteration-start", "''"), END], ["1>9"]);
    expect(models(text)[0]?.nodes.map(({ id }) => id)).toEqual(["1", "9"]);
  });

  test("A-41: steps of an iteration are a chain of their own", () => {
    const inner = (id: number, title: string) => llm(id, title, "parentId: '2'");
    const loop = [node(2, "iteration", "Each"), inner(21, "A"), inner(22, "B"), inner(23, "C")];
    const wires = ["1>2", "2start>21", "21>22", "22>23", "2>9"];
    expect(judge(app([START, ...loop, END], wires))).toEqual([]);
    expect(judge(app([START, ...loop, inner(24, "D"), END], [...wires, "23>24"]))).toEqual(["ungated-chain A"]);
  });

  test("A-101: agents in branches are no chain", () => {
    const branches = [llm(2, "A"), llm(3, "B"), llm(4, "C")];
    const text = app([START, ...branches, llm(5, "D"), END], ["1>2", "1>3", "1>4", "2>5", "3>5", "4>5", "5>9"]);
    expect(judge(text)).toEqual([]);
  });

  test("A-102: a way back makes no endless chain", () => {
    expect(judge(app([START, llm(2, "A"), llm(3, "B"), END], ["1>2", "2>3", "3>2", "3>9"]))).toEqual([]);
  });
});

describe("silent-failure", () => {
  const READ = "{{#2.error_message#}}";
  const next = (data = "") => llm(3, "Write", data);
  const flow = (strategy: string, third: string, wires: readonly string[] = []) =>
    app([START, http(`${HTTP}\nerror_strategy: ${strategy}`), third, END], ["1>2", "2>3", "3>9", ...wires]);
  test.each([
    ["a value that was made up", flow("default-value", next()), true],
    [
      "somebody reads the error",
      flow("default-value", node(3, "llm", "Write", `prompt_template:\n- text: '${READ}'`)),
      false,
    ],
    ["a condition looks at it", flow("default-value", node(3, "if-else", "Ok")), false],
    ["a branch that leads nowhere", flow("fail-branch", next()), true],
    ["A-45: a branch that leads somewhere", flow("fail-branch", next(), ["2>9 fail-branch"]), false],
  ])("%s", (_, text, expected) => expect(judge(text).includes("silent-failure Get")).toBe(expected));

  test("the fix lets it fail", () => {
    const text = flow("default-value", next());
    expect(fixes(text, "silent-failure")).toEqual([text.replace(/ +error_strategy: default-value\n/, "")]);
  });
});

describe("what nodes hand to each other", () => {
  const prompt = (words: string) => node(2, "llm", "Write", `prompt_template:\n- text: '${words}'`);
  test.each([
    ["a variable of a node that is gone", "{{#1711067409646.text#}}", ["broken-handoff Write"]],
    ["a variable of a node that is there", "{{#1.text#}}", []],
    ["what the platform provides", "{{#sys.query#}} {{#env.key#}} {{#conversation.a#}} {{#context#}}", []],
  ])("broken-handoff: %s", (_, words, expected) => expect(judge(around(prompt(words)))).toEqual(expected));

  test.each([
    ["nobody reads it", "['2', text]", "Write.", ["dropped-input text"]],
    ["a selector reads it", "['1', text]", "Write.", []],
    ["a prompt reads it", "['2', text]", "{{#1.text#}}", []],
  ])("dropped-input: %s", (_, selector, words, expected) =>
    expect(judge(app([START, prompt(words), END.replace("['1', text]", selector)], ["1>2", "2>9"]))).toEqual(expected),
  );
});
