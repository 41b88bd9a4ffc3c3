// Drawings that Flowise and Langflow export. Traps A-69 … A-73 are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { judgeOf } from "./manifests.ts";

const { judge, dialect, models, fixes } = judgeOf("flows/memo Agents.json");

type Json = Record<string, unknown>;
const json = (value: unknown): string => JSON.stringify(value, null, 2);
/** `a > b > c` as pairs. */
const pairs = (...lines: readonly string[]): [string, string][] =>
  lines.flatMap((line) => {
    const ids = line.split(" > ");
    return ids.slice(1).map((to, index): [string, string] => [ids[index] ?? "", to]);
  });

describe("Flowise", () => {
  /** A node of the second engine: its id is its name, `llm` stands for `llmAgentflow`. */
  const node = (id: string, name: string, inputs: Json = {}, more: Json = {}): Json => ({
    id,
    type: "agentFlow",
    data: { id, label: `The ${id}`, name: name.startsWith("seq") ? name : `${name}Agentflow`, inputs },
    ...more,
  });
  const START = node("start", "start");
  const flow = (nodes: readonly Json[], edges: readonly [string, string][], more: Json = {}): string =>
    json({
      nodes,
      edges: edges.map(([source, target]) => ({ source, target, sourceHandle: `${source}-out` })),
      ...more,
    });
  const LINE = pairs("start > a > b > c > d > e");
  const five = (third: Json): string =>
    flow([START, node("a", "agent"), node("b", "llm"), third, node("d", "agent"), node("e", "agent")], LINE);

  test.each([
    ["a flow of the second engine", flow([START, node("a", "llm")], pairs("start > a")), "flowise"],
    [
      "one of the marketplace",
      flow([START], [], { description: "x", usecases: [], framework: ["Langchain"] }),
      "flowise",
    ],
    [
      "a drawing of another tool",
      '{"nodes": [{"type": "customNode", "data": {"label": "a"}}], "edges": []}',
      undefined,
    ],
    ["nodes without edges", '{"nodes": [{"type": "agentFlow", "data": {"name": "a", "inputs": {}}}]}', undefined],
  ])("recognition: %s", (_, text, expected) => expect(dialect(text)).toBe(expected));

  test.each([
    ["five in a row", five(node("c", "llm")), true],
    ["a tool between", five(node("c", "tool")), true],
    ["a condition", five(node("c", "condition")), false],
    ["a model that chooses the way", five(node("c", "conditionAgent")), false],
    ["a person", five(node("c", "humanInput")), false],
    ["an answer that has to fit", five(node("c", "llm", { llmStructuredOutput: [{ key: "a" }] })), false],
    ["a form without fields", five(node("c", "llm", { llmStructuredOutput: [] })), true],
    [
      "sequential agents of the first engine",
      flow([node("start", "seqStart"), ...["a", "b", "c", "d"].map((id) => node(id, "seqAgent"))], LINE),
      true,
    ],
    [
      "a person at one of them",
      flow(
        [
          node("start", "seqStart"),
          ...["a", "b", "c", "d"].map((id) => node(id, "seqAgent", { interrupt: id === "b" })),
        ],
        LINE,
      ),
      false,
    ],
  ])("ungated-chain: %s", (_, text, expected) =>
    expect(judge(text).some((line) => line.startsWith("ungated"))).toBe(expected),
  );

  test("A-69: a fan-out runs one after another, and joins", () => {
    const names = ["a", "b", "c", "d"];
    const text = flow(
      [START, ...names.map((id) => node(id, "agent"))],
      names.map((id) => ["start", id]),
    );
    expect(judge(text)).toEqual([]);
  });

  test("A-70: models and memories that are wired into an agent are no steps", () => {
    const parts = ["m", "n", "o", "p"].map((id) => ({
      ...node(id, "llm"),
      type: "customNode",
      data: { id, name: "chatOpenAI", inputs: {} },
    }));
    const text = flow(parts, pairs("m > n > o > p"));
    expect(dialect(text)).toBe("flowise");
    expect(models(text)[0]?.nodes).toEqual([]);
  });

  test("A-71: steps of an iteration are inside of it", () => {
    const inner = (id: string) => node(id, "agent", {}, { parentNode: "each" });
    const text = flow(
      [START, node("each", "iteration"), inner("a"), inner("b"), inner("c"), inner("d")],
      pairs("start > each", "a > b > c > d"),
    );
    expect(judge(text)).toEqual(["ungated-chain The a"]);
    expect(models(text)[0]?.nodes.find(({ id }) => id === "a")?.inside).toBe("each");
  });

  test("broken-handoff: an edge to a node that is gone", () => {
    const text = flow([START, node("agent_1", "agent")], pairs("start > agent_2"));
    expect(judge(text)).toEqual(["broken-handoff agent_2"]);
    expect(fixes(text, "broken-handoff")).toEqual([text.replace('"target": "agent_2"', '"target": "agent_1"')]);
  });

  test("half-typed text and circles give silence", () => {
    const text = flow([START, node("a", "agent"), node("b", "agent")], pairs("start > a > b > a"));
    for (let end = 0; end <= text.length; end += 3) {
      expect(judge(text.slice(0, end)).filter((line) => !line.startsWith("unreadable"))).toEqual([]);
    }
  });
});

describe("Langflow", () => {
  const node = (id: string, type: string, template: Json = {}): Json => ({
    id,
    type: "genericNode",
    data: { id, type, node: { display_name: `The ${id}`, template: { _type: "Component", ...template } } },
  });
  const flow = (nodes: readonly Json[], edges: readonly [string, string, string?][]): string =>
    json({
      name: "Memo",
      data: {
        nodes,
        edges: edges.map(([source, target, field = "input_value"]) => ({
          source,
          target,
          targetHandle: `{œfieldNameœ:œ${field}œ,œidœ:œ${target}œ}`,
        })),
      },
    });
  const IN = node("in", "ChatInput");
  const five = (third: Json): string =>
    flow(
      [IN, node("a", "Agent"), node("b", "OpenAIModel"), third, node("d", "Agent"), node("e", "Agent")],
      pairs("in > a > b > c > d > e"),
    );

  test.each([
    ["a flow", flow([IN], []), "langflow"],
    ["data of another tool", '{"data": {"nodes": [{"type": "genericNode", "data": {}}]}}', undefined],
  ])("recognition: %s", (_, text, expected) => expect(dialect(text)).toBe(expected));

  test.each([
    ["five in a row", five(node("c", "LanguageModelComponent")), true],
    ["a prompt between", five(node("c", "Prompt")), true],
    ["an answer that has to fit", five(node("c", "StructuredOutput")), false],
    ["a condition", five(node("c", "ConditionalRouter")), false],
  ])("ungated-chain: %s", (_, text, expected) =>
    expect(judge(text).some((line) => line.startsWith("ungated"))).toBe(expected),
  );

  test("models and tools that are wired into an agent are parts of it", () => {
    const nodes = [IN, node("a", "Agent"), node("b", "Agent"), node("m", "OpenAIModel")];
    const text = flow(nodes, [
      ["in", "a"],
      ["b", "a", "tools"],
      ["m", "a", "agent_llm"],
    ]);
    expect(models(text)[0]?.nodes.map(({ id }) => id)).toEqual(["in", "a"]);
  });

  test("A-72: code in a template is no text of ours", () => {
    const code = { code: { value: "raise Error('{{ missing }}')\nretry = None" } };
    expect(judge(flow([IN, node("a", "Agent", code)], pairs("in > a")))).toEqual([]);
  });

  test("A-73: values that a template carries by itself say nothing", () => {
    const defaults = { max_iterations: { value: 15 }, max_retries: { value: 5 }, timeout: { value: 700 } };
    for (const template of [defaults, {}]) {
      expect(judge(flow([IN, node("a", "Agent", template)], pairs("in > a")))).toEqual([]);
    }
  });

  test("broken-handoff: an edge from a node that is gone", () => {
    expect(judge(flow([IN, node("Agent-1", "Agent")], pairs("in > Agent-2")))).toEqual(["broken-handoff Agent-2"]);
  });

  test("half-typed text gives silence", () => {
    const text = flow([IN, node("a", "Agent"), node("b", "Agent")], pairs("in > a > b > a"));
    for (let end = 0; end <= text.length; end += 3) {
      expect(judge(text.slice(0, end)).filter((line) => !line.startsWith("unreadable"))).toEqual([]);
    }
  });
});
