// Argo Workflows: agents side by side, what is handed from one to the next, and what is handed to nobody.
import { describe, expect, test } from "vitest";
import { AGENT, indent, JOB, judgeOf, LIMIT, steps, workflow } from "./manifests.ts";

const { judge, findings, models, fixes } = judgeOf("workflows/a.yaml");

describe("uncoordinated-agents", () => {
  const fan = (more: string, rest = "") =>
    steps(`- - name: go\n    template: agent\n${indent(more, 4)}\n${rest}`, `${AGENT}\n${JOB}`);
  const crew = (text: string) => judge(text).filter((line) => line.startsWith("uncoordinated"));

  test.each([
    ["five items", fan("withItems: [a, b, c, d, e]"), true],
    ["three items", fan("withItems: [a, b, c]"), false],
    ["a sequence", fan('withSequence: { count: "5" }'), true],
    ["from one to five", fan('withSequence: { start: "1", end: "5" }'), true],
    ["a list in a text", fan(`withParam: '["a", "b", "c", "d"]'`), true],
    ["a list made at run time", fan('withParam: "{{steps.x.outputs.result}}"'), false],
    ["a later step joins them", fan("withItems: [a, b, c, d, e]", "- - { name: merge, template: job }"), false],
    ["one at a time", fan("withItems: [a, b, c, d, e]").replace(LIMIT, `${LIMIT}\n  parallelism: 1`), false],
    [
      "a lock",
      fan("withItems: [a, b, c, d, e]").replace(
        "- name: agent",
        "- name: agent\n      synchronization: { mutexes: [{ name: m }] }",
      ),
      false,
    ],
    [
      "AR-2: two characters of indent decide: side by side",
      steps(
        `${"ABCD".replace(/./g, (name, at: number) => `${at === 0 ? "- " : "  "}- { name: ${name}, template: agent }\n`)}`,
        AGENT,
      ),
      true,
    ],
    [
      "AR-2: two characters of indent decide: one after the other",
      steps("ABCD".replace(/./g, "- - { name: $&, template: agent }\n"), AGENT),
      false,
    ],
    [
      "tasks of a graph",
      workflow(
        LIMIT,
        `- name: main\n  dag:\n    tasks:\n${"ABCD".replace(/./g, "      - { name: $&, template: agent }\n")}${AGENT}`,
      ),
      true,
    ],
  ])("%s", (_, text, expected) => expect(crew(text).length > 0).toBe(expected));

  test("the fix limits how many run at once", () => {
    const [fixed] = fixes(fan("withItems: [a, b, c, d, e]"), "uncoordinated-agents");
    expect(fixed).toContain("    - name: main\n      parallelism: 3\n");
  });
});

describe("dropped-input", () => {
  const given = (kind: string, use: string, keys = "") =>
    workflow(
      `${LIMIT}\narguments: { parameters: [{ name: goal, value: x }] }\n${keys}`,
      `- name: main\n  container: { image: a, command: [make, "${use}"] }`,
      kind,
    );

  test.each([
    ["never used", given("Workflow", "all"), true],
    ["used", given("Workflow", "{{workflow.parameters.goal}}"), false],
    ["used in an expression", given("Workflow", "{{=workflow.parameters['goal']}}"), false],
    ["all as one", given("Workflow", "{{workflow.parameters}}"), false],
    ["all as JSON", given("Workflow", "{{workflow.parameters.json}}"), false],
    ["another one", given("Workflow", "{{workflow.parameters.goals}}"), true],
    ["AR-9: a template's callers use it", given("WorkflowTemplate", "all"), false],
    ["a template of another object", given("Workflow", "all", "workflowTemplateRef: { name: o }"), false],
  ])("arguments: %s", (_, text, expected) => expect(judge(text).includes("dropped-input goal")).toBe(expected));

  test("the fix takes the declaration away, unless it is the only one", () => {
    const list =
      "arguments:\n  parameters:\n    - name: goal\n      value: x # old\n    # the other one\n    - name: b";
    const text = workflow(
      `${LIMIT}\n${list}`,
      '- name: main\n  container: { image: a, command: [make, "{{workflow.parameters.b}}"] }',
    );
    expect(fixes(text, "dropped-input")).toEqual([
      text
        .replace("        - name: goal\n          value: x # old\n", "")
        .replace("      - name: goal\n        value: x # old\n", ""),
    ]);
    expect(fixes(given("Workflow", "all"), "dropped-input")).toEqual([]);
  });

  test("the first template takes the workflow's arguments", () => {
    const text = workflow(
      `${LIMIT}\narguments: { parameters: [{ name: goal }] }`,
      '- name: main\n  inputs: { parameters: [{ name: goal }] }\n  container: { image: a, command: [make, "{{inputs.parameters.goal}}"] }',
    );
    expect(judge(text)).toEqual([]);
  });

  const inner = (body: string, kind = "WorkflowTemplate") =>
    workflow(LIMIT, `- name: main\n  inputs: { parameters: [{ name: tag }] }\n  ${body}`, kind);

  test.each([
    ["never used", "container: { image: a, command: [make] }", true],
    ["used", "container: { image: a, command: [make, '{{inputs.parameters.tag}}'] }", false],
    ["used in an expression", `container: { image: a, command: [make, "{{=inputs.parameters['tag']}}"] }`, false],
    ["a person sees it", "suspend: {}", false],
    ["a plugin is handed it", "plugin: { x: {} }", false],
    ["no body yet", "", false],
  ])("inputs: %s", (_, body, expected) => expect(judge(inner(body)).includes("dropped-input tag")).toBe(expected));
});

describe("broken-handoff", () => {
  const BUILD =
    "- name: build\n  container: { image: a, command: [make] }\n  outputs: { parameters: [{ name: tag, valueFrom: { path: /tag } }] }";
  const USE =
    "- name: use\n  inputs: { parameters: [{ name: x }] }\n  container: { image: a, command: [make, '{{inputs.parameters.x}}'] }";
  const handed = (value: string) =>
    steps(
      `- - { name: build, template: build }\n- - { name: use, template: use, arguments: { parameters: [{ name: x, value: "${value}" }] } }`,
      `${BUILD}\n${USE}`,
    );

  test.each([
    ["declared", "{{steps.build.outputs.parameters.tag}}", []],
    ["the result", "{{steps.build.outputs.result}}", []],
    ["another output", "{{steps.build.outputs.parameters.tags}}", ["broken-handoff use"]],
    ["another step", "{{steps.built.outputs.result}}", ["broken-handoff use"]],
    ["an item", "{{item}}", []],
  ])("%s", (_, value, expected) => expect(judge(handed(value))).toEqual(expected));

  test("the nearest name is offered", () => {
    const text = handed("{{steps.build.outputs.parameters.tags}}");
    expect(findings(text)[0]?.message).toContain('did you mean "tag"?');
    expect(fixes(text, "broken-handoff")).toEqual([handed("{{steps.build.outputs.parameters.tag}}")]);
  });

  test("templates, tasks and inputs that are nowhere", () => {
    expect(judge(steps("- - { name: a, template: jobs }", JOB))).toEqual(["broken-handoff a"]);
    expect(
      judge(
        workflow(
          LIMIT,
          `- name: main\n  dag:\n    tasks:\n      - { name: a, template: job, dependencies: [b] }\n${JOB}`,
        ),
      ),
    ).toEqual(["broken-handoff a"]);
    expect(
      judge(workflow(LIMIT, "- name: main\n  container: { image: a, command: [make, '{{inputs.parameters.x}}'] }")),
    ).toEqual(["broken-handoff main"]);
    expect(judge(workflow(LIMIT, JOB))).toEqual(["broken-handoff main"]);
  });

  test("templates of other objects are their own matter", () => {
    expect(judge(steps("- - { name: a, templateRef: { name: o, template: t } }", JOB))).toEqual([]);
    expect(judge(steps('- - { name: a, template: "{{item}}" }', JOB))).toEqual([]);
  });
});

describe("nodes", () => {
  test("a gate, a loop, and what waits for what", () => {
    const text = steps(
      '- - { name: a, template: agent, withItems: [1, 2] }\n- - { name: ok, template: gate }\n- - { name: b, template: job, when: "{{steps.a.status}} == Failed" }',
      `${AGENT}\n${JOB}\n- name: gate\n  suspend: {}`,
    );
    const nodes = new Map(models(text)[0]?.nodes.map((node) => [node.id, node]));
    expect(nodes.get("main/a")).toMatchObject({ kind: "agent", width: 2, inside: "main", risk: "agent" });
    expect(nodes.get("main/ok")).toMatchObject({ gate: { value: "human" }, after: [{ to: "main/a" }] });
    expect(nodes.get("main/b")).toMatchObject({ gate: { value: "condition" }, after: [{ to: "main/ok" }] });
  });
});
