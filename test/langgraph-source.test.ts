// Graphs that programs build with LangGraph. Traps A-23 … A-25 of the platform are named where a rule could fall into them.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";
import { candidates } from "../server/src/core/recognise.ts";
import { judgeOf } from "./manifests.ts";

const { judge, dialect, models } = judgeOf("src/graph.py");
const typescript = judgeOf("src/graph.ts");

const fixture = (path: string) => readFileSync(new URL(`fixtures/langgraph-source/${path}`, import.meta.url), "utf8");
const ANSWER = fixture("src/answer/graph.py");
const PRESS = fixture("agents/press.mjs");

const IMPORTS = "from langchain_openai import ChatOpenAI\nfrom langgraph.graph import END, START, StateGraph\n";
const MODEL = `${IMPORTS}llm = ChatOpenAI(model="gpt-4o-mini")\n\nclass State(TypedDict):\n    text: str\n\n`;
const NAMES = ["a", "b", "c", "d", "e"];
const agent = (name: string) => `def ${name}(state):\n    return {"text": llm.invoke("${name}").content}\n`;
const AGENTS = NAMES.map(agent).join("");
const NODES = NAMES.map((name) => `g.add_node("${name}", ${name})\n`).join("");
const CHAIN =
  'g.add_edge(START, "a")\ng.add_edge("a", "b")\ng.add_edge("b", "c")\ng.add_edge("c", "d")\ng.add_edge("d", "e")\n';
const FAN = NAMES.map((name) => `g.add_edge(START, "${name}")\n`).join("");
/** A program with five agents, and a graph of them. */
const program = (edges: string, { nodes = NODES, functions = AGENTS, state = "State", compile = "" } = {}): string =>
  `${MODEL}${functions}\ng = StateGraph(${state})\n${nodes}${edges}graph = g.compile(${compile})\n`;

describe("which programs build a graph", () => {
  test.each([
    ["a graph", program(CHAIN), true],
    ["a class of that name, of another library", program(CHAIN).replace("langgraph.graph", "lifts.graph"), false],
    ["no graph", MODEL, false],
    ["a word in a comment", `${MODEL}# StateGraph is made elsewhere\n`, false],
  ])("%s", (_, text, expected) => expect(dialect(text)).toBe(expected ? "langgraph-source" : undefined));

  test.each(["src/graph.py", "src/graph.ts", "src/graph.mts", "src/graph.js", "src/graph.mjs"])("%s", (path) => {
    expect(candidates(path).map((one) => [one.dialect.id, one.byPath])).toEqual([["langgraph-source", false]]);
  });

  test.each(["tests/test_graph.py", "src/graph.d.ts", "src/graph.test.ts"])("%s is left alone", (path) =>
    expect(dialect(program(CHAIN), path)).toBeUndefined(),
  );

  test("a program without a graph is not parsed", () => {
    const text = `${"x = [1, 2, 3]\n".repeat(100_000)}`;
    const begin = performance.now();
    lint({ path: "src/data.py", text }, DEFAULT_CONFIG);
    expect(performance.now() - begin).toBeLessThan(200);
  });
});

describe("ungated-chain", () => {
  const found = ["ungated-chain a"];
  const replaced = (from: string, to: string) => program(CHAIN).replace(from, to);
  test.each([
    ["five agents in a row", program(CHAIN), found],
    [
      "a condition",
      program(CHAIN.replace('g.add_edge("c", "d")', 'g.add_conditional_edges("c", ok, {"y": "d", "n": "b"})')),
      [],
    ],
    ["a router that may go anywhere", program(`${CHAIN}g.add_conditional_edges("c", ok)\n`), []],
    ["a pause in the options", program(CHAIN, { compile: 'interrupt_before=["c"]' }), []],
    [
      "a person in a node",
      replaced('return {"text": llm.invoke("c").content}', 'return {"text": interrupt(llm.invoke("c"))}'),
      [],
    ],
    ["an answer with a form", replaced('llm.invoke("c")', 'llm.with_structured_output(Plan).invoke("c")'), []],
    [
      "a command that chooses",
      replaced('return {"text": llm.invoke("c").content}', 'return Command(goto="d", update=llm.invoke("c"))'),
      [],
    ],
    [
      "a node whose code is elsewhere",
      program(CHAIN, { functions: `from nodes import c\n${AGENTS.replace(agent("c"), "")}` }),
      [],
    ],
    [
      "A-25: names that stand for texts",
      program(CHAIN.replaceAll('"a"', "FIRST"), { nodes: `FIRST = "a"\n${NODES.replace('"a"', "FIRST")}` }),
      found,
    ],
    [
      "A-25: nodes that a loop adds",
      program(CHAIN, { nodes: `for name in NAMES:\n    g.add_node(name, RUN[name])\n${NODES}` }),
      [],
    ],
    ["A-25: names that are made", program(CHAIN, { nodes: `${NODES}g.add_node(f"{x}", a)\n` }), []],
    ["A-25: a graph that another function gets", program(`${CHAIN}add_more(g)\n`), []],
    ["A-25: edges under a condition", program(`${CHAIN}if x:\n    g.add_edge("e", "a")\n`), []],
    ["a graph that is not compiled yet", program(CHAIN).replace("graph = g.compile()", ""), []],
    ["a call that is not closed yet", program(`${CHAIN}g.add_edge("a",\n`), []],
    [
      "A-23: how long a checkpointer keeps is no limit",
      program(CHAIN, { compile: 'checkpointer=Saver(ttl={"default_ttl": 60})' }),
      found,
    ],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected));

  test("A-24: limits and retries of nodes are arguable, so nothing is said of them", () => {
    const [model] = models(program(CHAIN));
    expect(model?.nodes.map(({ timeout, calls }) => [timeout.state, calls.length])).toEqual(
      NAMES.map(() => ["unsupported", 0]),
    );
  });

  test("a chain of calls, methods of an object, helpers", () => {
    const text = `${MODEL}class Flow:\n    def ask(self, x):\n        return llm.invoke(x)\n${NAMES.map(
      (name) => `    def ${name}(self, state):\n        return {"text": self.ask("${name}")}\n`,
    ).join("")}    def build(self):\n        return (StateGraph(S)${NAMES.map(
      (name) => `.add_node("${name}", self.${name})`,
    ).join(
      "",
    )}${["a", "b", "c", "d"].map((name, at) => `.add_edge("${name}", "${NAMES[at + 1]}")`).join("")}.set_entry_point("a").compile())\n`;
    expect(judge(text)).toEqual(["ungated-chain a"]);
  });
});

describe("uncoordinated-agents", () => {
  const found = ["uncoordinated-agents a"];
  test.each([
    ["five in one superstep", program(FAN), found],
    [
      "one that waits for all",
      program(`${FAN}g.add_node(join)\ng.add_edge(["a", "b", "c", "d", "e"], "join")\n`, {
        functions: `${AGENTS}def join(state):\n    return state\n`,
      }),
      [],
    ],
    ["a condition that picks one", program('g.add_conditional_edges(START, pick, ["a", "b", "c", "d", "e"])\n'), []],
    ["a reducer that merges", program(FAN, {}).replace("text: str", "text: Annotated[list, add]"), []],
    [
      "a key for each",
      program(FAN, { functions: NAMES.map((name) => agent(name).replace('"text"', `"${name}"`)).join("") }),
      [],
    ],
    ["nodes that ask no model", program(FAN, { functions: AGENTS.replaceAll("llm.invoke", "read") }), []],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected));

  test("in a class of TypeScript", () => {
    const methods = NAMES.map(
      (name) => `  private async ${name}(s) { return { text: (await llm.invoke("${name}")).content }; }\n`,
    );
    const text = `import { Annotation, START, StateGraph } from "@langchain/langgraph";
export type { Text } from "./text";
const S = Annotation.Root({ text: Annotation<string>() });
class Flow {
  private graph = new StateGraph(S);
${methods.join("")}  build() {
    this.graph${NAMES.map((name) => `.addNode("${name}", this.${name}.bind(this))`).join("")};
    ${NAMES.map((name) => `this.graph.addEdge(START, "${name}");`).join(" ")}
    return this.graph.compile();
  }
}
`;
    expect(typescript.judge(text)).toEqual(found);
    expect(typescript.judge(text.replace("Annotation<string>()", "Annotation<string[]>({ reducer: add })"))).toEqual(
      [],
    );
  });

  test("in JavaScript, with a joint and without", () => {
    const press = judgeOf("agents/press.mjs");
    const apart = ["economy", "politics", "science", "sports"].map((name) => `  .addEdge("${name}", END)`).join("\n");
    expect(press.judge(PRESS)).toEqual([]);
    const text = PRESS.replace(/ {2}\.addEdge\(\[.*\n.*\n/, `${apart}\n`).replace(/ {2}\.addNode\("editor".*\n/, "");
    expect(press.judge(text)).toEqual(["uncoordinated-agents economy"]);
  });
});

describe("broken-handoff", () => {
  test.each([
    [
      "a node that is never added",
      program('g.add_edge(START, "a")\ng.add_edge("a", "writer")\n'),
      ["broken-handoff writer"],
    ],
    [
      "a choice that is never added",
      program('g.add_edge(START, "a")\ng.add_conditional_edges("a", f, {"x": "writer"})\n'),
      ["broken-handoff writer"],
    ],
    ["no way in", program('g.add_edge("a", "b")\n'), ["broken-handoff compile"]],
    ["START and END by their names", program('g.add_edge("__start__", "a")\ng.add_edge("a", "__end__")\n'), []],
    [
      "A-25: a node whose name is not known",
      program('g.add_edge(START, "a")\ng.add_edge("a", "writer")\n', { nodes: `${NODES}g.add_node(writer_agent)\n` }),
      [],
    ],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected));

  test("a slip of the pen is mended", () => {
    const text = program('g.add_edge(START, "draft")\n', { nodes: 'g.add_node("drafts", a)\n' });
    expect(judgeOf("src/graph.py").fixes(text, "broken-handoff")).toEqual([
      text.replace('START, "draft"', 'START, "drafts"'),
    ]);
  });
});

describe("unbounded-agent", () => {
  const loop = `${CHAIN.split("\n").slice(0, 3).join("\n")}\ng.add_edge("c", "a")\n`;
  test.each([
    ["a circle without a way out", program(loop), ["unbounded-agent a"]],
    ["a circle with a condition", program(`${loop}g.add_conditional_edges("c", f, {"x": "a", "y": END})\n`), []],
    ["a limit on the steps", `${program(loop)}graph.invoke({}, {"recursion_limit": 20})\n`, []],
    ["a node whose code is elsewhere", program(loop, { functions: AGENTS.replace(agent("b"), "") }), []],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected));
});

describe("an agent that looks things up and asks when it is unsure", () => {
  const answer = judgeOf("src/answer/graph.py");
  test("is clean", () => expect(answer.judge(ANSWER)).toEqual([]));

  test.each([
    [
      "the condition",
      'builder.add_conditional_edges("plan", wants_tool, {"look": "tools", "enough": "draft"})',
      'builder.add_edge("plan", "tools")\nbuilder.add_edge("plan", "draft")',
      "unbounded-agent plan",
    ],
    ["the form of the score", ".with_structured_output(Score)", "", "ungated-chain draft"],
    ["the person", "interrupt({", "str({", "ungated-chain shorten"],
    ["a node", 'builder.add_node("cite", cite, retry_policy=RetryPolicy(max_attempts=3))\n', "", "broken-handoff cite"],
    ["the way in", 'builder.add_edge(START, "rewrite")\n', "", "broken-handoff compile"],
  ])("without %s it is not", (_, from, to, expected) => {
    expect(ANSWER).toContain(from);
    expect(answer.judge(ANSWER.replace(from, to))).toContain(expected);
  });
});

test("comments silence findings, in both languages", () => {
  const silenced = (one: typeof typescript, text: string) =>
    one.findings(text).map(({ suppressed }) => suppressed?.value);
  const at = '\ng.add_node("a"';
  const python = program(CHAIN);
  expect(silenced(judgeOf("src/graph.py"), python)).toEqual([undefined]);
  const marked = python.replace(at, `\n# plumblint-disable-next-line workflow/ungated-chain -- a demo${at}`);
  expect(silenced(judgeOf("src/graph.py"), marked)).toEqual(["a demo"]);
  const text = PRESS.replace('"editor", END', '"editor", "printer"');
  expect(typescript.judge(text)).toEqual(["broken-handoff printer"]);
  expect(silenced(typescript, `// plumblint-disable workflow/broken-handoff -- a demo\n${text}`)).toEqual(["a demo"]);
});
