// State machines of AWS Step Functions that ask models.
import { describe, expect, test } from "vitest";
import { fixed, found, type Json, machine, nodeOf, RETRY, task } from "./asl.ts";

describe("models", () => {
  const say = (more: Json = {}) => task("bedrock:invokeModel", { ...RETRY, TimeoutSeconds: 60, ...more });
  const branch = (name: string) => ({ StartAt: name, States: { [name]: say() } });

  test("are agents: by the service, the address or what they are asked", () => {
    const http = (parameters: Json) => machine({ Ask: task("http:invoke", { Parameters: parameters }) });
    expect(nodeOf(machine({ Ask: say() }), "Ask")?.kind).toBe("agent");
    expect(nodeOf(http({ ApiEndpoint: "https://api.openai.com/v1/responses" }), "Ask")?.kind).toBe("agent");
    expect(nodeOf(http({ ApiEndpoint: "$" + "{url}", RequestBody: { model: "m", messages: [] } }), "Ask")?.kind).toBe(
      "agent",
    );
    expect(nodeOf(http({ ApiEndpoint: "https://example.com" }), "Ask")?.kind).toBe("step");
    expect(nodeOf(machine({ Ask: task("sagemaker:createTrainingJob.sync") }), "Ask")?.kind).toBe("step");
  });

  test("side by side, and nothing joins them", () => {
    const all = { Type: "Parallel", Branches: ["a", "b", "c", "d"].map(branch) };
    expect(found(machine({ All: { ...all, End: true } }))).toEqual(["uncoordinated-agents All"]);
    expect(found(machine({ All: { ...all, Next: "Merge" }, Merge: say() }))).toEqual([]);
    expect(found(machine({ All: { ...all, Next: "Done" }, Done: { Type: "Succeed" } }))).toEqual([
      "uncoordinated-agents All",
    ]);
  });

  test("for every item of a list, with a cap", () => {
    const each = (more: Json) => machine({ Each: { Type: "Map", ItemProcessor: branch("a"), End: true, ...more } });
    expect(found(each({}))).toEqual(["uncoordinated-agents Each"]);
    expect(fixed(each({}), "uncoordinated-agents")).toContain('"Type": "Map",\n      "MaxConcurrency": 3,\n');
    expect(found(each({ MaxConcurrency: 3 }))).toEqual([]);
    expect(fixed(each({ MaxConcurrency: 9 }), "uncoordinated-agents")).toContain('"MaxConcurrency": 3');
    expect(nodeOf(each({}), "Each")?.width).toBe("dynamic");
  });

  test("in a circle that nothing counts", () => {
    const circle = (rule: Json) =>
      machine({
        Think: say({ End: undefined, Next: "Tool?" }),
        "Tool?": { Type: "Choice", Choices: [{ ...rule, Next: "Use" }], Default: "Done" },
        Use: task("lambda:invoke", { ...RETRY, End: undefined, Next: "Think" }),
        Done: { Type: "Succeed" },
      });
    expect(found(circle({ Variable: "$.stop", StringEquals: "tool_use" }))).toEqual(["unbounded-agent Think"]);
    expect(found(circle({ Variable: "$.turn", NumericLessThan: 20 }))).toEqual([]);
  });

  test("one after another, and nothing checks between", () => {
    const names = ["a", "b", "c", "d"];
    const chain = Object.fromEntries(
      names.map((name, index) => [name, index < 3 ? say({ End: undefined, Next: names[index + 1] }) : say()]),
    );
    expect(found(machine(chain))).toEqual(["ungated-chain a"]);
  });
});
