// Agent frameworks: which files are whose, what the platforms guard by themselves, and the traps of each (A-01 … A-95).
import { describe, expect, test } from "vitest";
import type { Around } from "../server/src/core/around.ts";
import { NOWHERE } from "../server/src/core/around.ts";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { lint } from "../server/src/core/lint.ts";
import { aroundOf } from "./around.ts";

const STRICT = { ...DEFAULT_CONFIG, profile: "strict" } as const;
const dialect = (path: string, text: string) => lint({ path, text }, STRICT).dialect;

function findings(path: string, text: string, around: Around = NOWHERE) {
  const result = lint({ path, text }, STRICT, around);
  expect(result.failures).toEqual([]);
  return result.findings.filter(({ rule }) => rule.startsWith("workflow/"));
}
/** `rule subject` of each finding about the pipeline. */
const judge = (path: string, text: string, around?: Around): string[] =>
  findings(path, text, around).map(({ rule, subject }) => `${rule.slice(9)} ${subject}`);

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("");

describe("CrewAI", () => {
  const PATH = "src/x/config/tasks.yaml";
  const task = (name: string, more = "") => `${name}:\n  description: Write it.\n  expected_output: A page.\n${more}`;
  const chain = (more = "") => many(5, (n) => task(`t${n}`, `${n > 0 ? `  context: [t${n - 1}]\n` : ""}${more}`));
  test("A-01, A-02, A-03: agents in a file are neither limited there nor side by side, and a title is no coordinator", () => {
    const agents = many(5, (n) => `a${n}:\n  role: Event Coordinator\n  goal: Find.\n  backstory: Long.\n`);
    expect(judge("src/x/config/agents.yaml", agents)).toEqual([]);
  });
  test("A-04: other files of the folder are none", () => {
    expect(dialect("src/x/config/gamedesign.yaml", "game: chess\nrules: long\n")).toBeUndefined();
  });
  test("A-08, A-09: only what a task names as context makes a chain", () => {
    expect(judge(PATH, chain())).toEqual(["ungated-chain t0"]);
    expect(
      judge(
        PATH,
        many(5, (n) => task(`t${n}`)),
      ),
    ).toEqual([]);
  });
  test.each(["human_input: true", "guardrail: check it", "output_pydantic: Page"])("a gate: %s", (gate) => {
    expect(judge(PATH, chain().replace("t2:\n", `t2:\n  ${gate}\n`))).toEqual([]);
  });
  test("tasks at the same time, and one that takes all of them", () => {
    const five = many(5, (n) => task(`t${n}`, "  async_execution: true\n"));
    expect(judge(PATH, five)).toEqual(["uncoordinated-agents t0"]);
    expect(judge(PATH, five + task("all", "  context: [t0, t1, t2, t3, t4]\n"))).toEqual([]);
  });
});

describe("AutoGen", () => {
  const PATH = "teams/team.json";
  const condition = (name: string, config: object = {}) => ({
    provider: `autogen_agentchat.conditions.${name}`,
    component_type: "termination",
    config,
  });
  const team = (config: object, provider = "RoundRobinGroupChat") =>
    JSON.stringify(
      {
        provider: `autogen_agentchat.teams.${provider}`,
        component_type: "team",
        label: "Team",
        config: { participants: [], ...config },
      },
      undefined,
      2,
    );
  test("a limit on turns, messages, tokens or time bounds a team", () => {
    expect(judge(PATH, team({}))).toEqual(["unbounded-agent Team"]);
    expect(judge(PATH, team({ max_turns: 9 }))).toEqual([]);
    expect(
      judge(PATH, team({ termination_condition: condition("MaxMessageTermination", { max_messages: 9 }) })),
    ).toEqual([]);
    expect(judge(PATH, team({}, "MagenticOneGroupChat"))).toEqual([]);
  });
  test("A-11, A-12: a word that a model may say is no bound, nor is one that has to come as well", () => {
    const word = condition("TextMentionTermination", { text: "TERMINATE" });
    const both = (name: string) => condition(name, { conditions: [word, condition("MaxMessageTermination")] });
    expect(judge(PATH, team({ termination_condition: word }))).toEqual(["unbounded-agent Team"]);
    expect(
      judge(
        PATH,
        team({ termination_condition: { ...both("AndTerminationCondition"), provider: "AndTerminationCondition" } }),
      ),
    ).toEqual(["unbounded-agent Team"]);
    expect(
      judge(
        PATH,
        team({ termination_condition: { ...both("OrTerminationCondition"), provider: "OrTerminationCondition" } }),
      ),
    ).toEqual([]);
  });
  test("the fix stays JSON, and in the file's own words", () => {
    const text = team({ max_turns: null });
    const [finding] = findings(PATH, text);
    expect(JSON.parse(apply(text, finding?.fixes[0]?.edits ?? [])).config.max_turns).toBe(30);
  });
  const graph = (edges: Record<string, string[]>) =>
    team(
      {
        graph: {
          nodes: Object.fromEntries(
            Object.entries(edges).map(([name, to]) => [
              name,
              { name, edges: to.map((target) => ({ target, condition: null })) },
            ]),
          ),
        },
      },
      "GraphFlow",
    );
  test("A-16: only a graph starts several together, and only a circle in it needs an end", () => {
    expect(judge(PATH, graph({ a: ["b", "c", "d", "e"], b: [], c: [], d: [], e: [] }))).toEqual([
      "uncoordinated-agents Team",
    ]);
    expect(judge(PATH, graph({ a: ["b", "c", "d", "e"], b: ["f"], c: ["f"], d: ["f"], e: ["f"], f: [] }))).toEqual([]);
    expect(judge(PATH, graph({ a: ["b"], b: ["a"] }))).toEqual(["unbounded-agent Team"]);
  });
  test("A-13, A-14, A-15, A-17: the teams of a gallery are runs of their own; prose and code in strings say nothing", () => {
    const inner = JSON.parse(
      team({
        max_turns: 5,
        participants: [{ config: { system_message: "five agents in parallel", source_code: "try: pass" } }],
      }),
    );
    expect(
      judge("gallery/all.json", JSON.stringify({ id: "x", components: { teams: [inner, inner] }, component_type: "" })),
    ).toEqual([]);
  });
});

describe("Microsoft Agent Framework", () => {
  const PATH = "workflows/a.yaml";
  const flow = (...actions: string[]) =>
    `kind: Workflow\ntrigger:\n  kind: OnConversationStart\n  id: t\n  actions:\n${actions.map((action) => `    - ${action.replaceAll("\n", "\n      ")}\n`).join("")}`;
  const agent = (id: string, more = "") => `kind: InvokeAzureAgent\nid: ${id}\nagent:\n  name: X${more}`;
  test("agents in a row, and what stands between them", () => {
    const four = ["a", "b", "c", "d"].map((id) => agent(id));
    expect(judge(PATH, flow(...four))).toEqual(["ungated-chain a"]);
    expect(judge(PATH, flow(...four.slice(0, 2), "kind: Question\nid: q", ...four.slice(2)))).toEqual([]);
    expect(
      judge(
        PATH,
        flow(four[0] ?? "", agent("b", "\noutput:\n  responseObject: Local.X"), four[2] ?? "", four[3] ?? ""),
      ),
    ).toEqual([]);
  });
  test("A-21: actions inside conditions have ids, too", () => {
    const group = (target: string) =>
      `kind: ConditionGroup\nid: g\nconditions:\n  - condition: =true\n    actions:\n      - kind: GotoAction\n        id: back\n        actionId: ${target}`;
    expect(judge(PATH, flow(agent("a"), group("a")))).toEqual([]);
    expect(judge(PATH, flow(agent("a"), group("aa")))).toEqual(["broken-handoff aa"]);
    expect(judge(PATH, flow(agent("a"), group("back"))), "A-18, A-22, A-102: the way back is no chain").toEqual([]);
  });
  test("A-19, A-20: a formula, a text and a mapping read a variable", () => {
    const set = "kind: SetVariable\nid: s\nvariable: Local.A\nvalue: =1";
    expect(judge(PATH, flow(set))).toEqual(["dropped-input Local.A"]);
    for (const use of ["=Local.A", "{Local.A}", "=Concat(Local.A, 1)"])
      expect(judge(PATH, flow(set, `kind: SendActivity\nid: u\nactivity: ${use}`))).toEqual([]);
  });
});

describe("Google ADK", () => {
  const agent = (kind: string, more: string) => `agent_class: ${kind}\nname: team\n${more}`;
  const parts = (count: number) => `sub_agents:\n${many(count, (n) => `  - config_path: p${n}.yaml\n`)}`;
  const files = (count: number, more = "") =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`x/p${n}.yaml`, `name: p${n}\ninstruction: Do.\n${more}`]),
    );
  const ROOT = "x/root_agent.yaml";
  test("A-46: who runs together is joined by the next of the sequence, in another file", () => {
    const five = agent("ParallelAgent", parts(5));
    expect(judge(ROOT, five, aroundOf(files(5)))).toEqual(["uncoordinated-agents team"]);
    expect(judge("x/scan.yaml", five, aroundOf(files(5))), "nobody can tell").toEqual([]);
    const parent = (list: string) =>
      aroundOf({ ...files(5), "x/root_agent.yaml": agent("SequentialAgent", `sub_agents:\n${list}`) });
    expect(judge("x/scan.yaml", five, parent("  - config_path: scan.yaml\n  - config_path: merge.yaml\n"))).toEqual([]);
    expect(judge("x/scan.yaml", five, parent("  - config_path: scan.yaml\n"))).toEqual(["uncoordinated-agents team"]);
  });
  test("A-47: the parts of a model are chosen, not started together", () => {
    expect(judge(ROOT, agent("LlmAgent", `instruction: Route.\n${parts(6)}`), aroundOf(files(6)))).toEqual([]);
  });
  test("A-49: a file of the commonest keys is claimed only beside other evidence", () => {
    expect(dialect("agents/x.yaml", "name: x\ninstruction: Do.\n")).toBeUndefined();
    expect(dialect(ROOT, "name: x\ninstruction: Do {topic?}.\n"), "A-48").toBe("google-adk");
  });
  test("A-50: a loop ends after so many rounds, or when a part of it says so", () => {
    const loop = agent("LoopAgent", parts(2));
    expect(judge(ROOT, loop, aroundOf(files(2)))).toEqual(["unbounded-agent team"]);
    expect(judge(ROOT, loop, aroundOf(files(2, "tools:\n  - name: exit_loop\n")))).toEqual([]);
    expect(judge(ROOT, `${loop}max_iterations: 3\n`, aroundOf(files(2)))).toEqual([]);
    expect(judge(ROOT, loop)).toEqual([]);
  });
  test("a chain of models, and a schema in it; a part that is not there", () => {
    const five = agent("SequentialAgent", parts(5));
    expect(judge(ROOT, five, aroundOf(files(5)))).toEqual(["ungated-chain p0"]);
    expect(
      judge(ROOT, five, aroundOf({ ...files(5), "x/p2.yaml": "name: p2\ninstruction: Do.\noutput_schema: {}\n" })),
    ).toEqual([]);
    expect(judge(ROOT, agent("SequentialAgent", parts(2)), aroundOf(files(1)))).toEqual(["broken-handoff p1.yaml"]);
  });
});

describe("cagent", () => {
  const team = (...parts: string[]) =>
    `version: "2"\nagents:\n  root:\n    model: m\n    instruction: Lead.\n    sub_agents: [${parts.join(", ")}]\n${many(6, (n) => `  a${n}:\n    model: m\n    instruction: Do.\n`)}`;
  test("A-51, A-53, A-54: no limit is demanded, parts take turns, and failures are tried again", () => {
    expect(judge("team.yaml", team("a0", "a1", "a2", "a3", "a4", "a5"))).toEqual([]);
  });
  test("A-52: an image or an address is an agent of somebody else", () => {
    expect(judge("team.yaml", team("a0", "acme/writer", '"https://example.com/a"'))).toEqual([]);
    expect(judge("team.yaml", team("a0", "insurance"))).toEqual(["broken-handoff insurance"]);
  });
});

describe("Goose", () => {
  const recipe = (more: string) =>
    `version: 1.0.0\ntitle: Links\ndescription: Finds dead links.\nprompt: Look.\n${more}`;
  const sub = "sub_recipes:\n  - name: check\n    path: ./sub/check.yaml\n";
  test("a recipe that is not there", () => {
    expect(judge("recipes/a.yaml", recipe(sub), aroundOf({}))).toEqual(["broken-handoff check"]);
    expect(judge("recipes/a.yaml", recipe(sub), aroundOf({ "recipes/sub/check.yaml": "" }))).toEqual([]);
    expect(judge("recipes/a.yaml", recipe(sub))).toEqual([]);
  });
  test("A-61: a retry repeats the recipe until its checks pass, and a check that prints always does", () => {
    const retry = (command: string) =>
      recipe(`retry:\n  max_retries: 3\n  checks:\n    - type: shell\n      command: ${command}\n`);
    expect(judge("a.yaml", retry("echo ok"))).toEqual(["ineffective-guard retry"]);
    expect(judge("a.yaml", retry("npm test"))).toEqual([]);
  });
  test("A-60, A-62: other files with a title and a prompt are none; braces of templates are no error of ours", () => {
    expect(dialect("a.yaml", "title: x\ndescription: y\nprompt: z\n")).toBeUndefined();
    expect(dialect("a.yaml", recipe("parameters:\n  - key: '{{ x }}'\n"))).toBe("goose");
  });
});

describe("promptflow and Haystack", () => {
  const flow = (inputs: string, value: string) =>
    `inputs:\n${inputs}nodes:\n  - name: ask\n    type: llm\n    inputs:\n      q: ${value}\n`;
  test("A-63: the chat window uses its inputs by itself", () => {
    expect(
      judge("flow.dag.yaml", flow("  chat_history:\n    type: list\n  text:\n    is_chat_input: true\n", "x")),
    ).toEqual([]);
    expect(judge("flow.dag.yaml", flow("  topic:\n    type: string\n", "x"))).toEqual(["dropped-input topic"]);
  });
  test("A-64, A-65: with variants the bodies stand elsewhere, and so do templates", () => {
    expect(judge("flow.dag.yaml", `${flow("", "${other.output}")}`)).toEqual(["broken-handoff other"]);
    expect(judge("flow.dag.yaml", `${flow("", "${other.output}")}node_variants: {}\n`)).toEqual([]);
  });
  const pipeline = (receiver: string) =>
    `components:\n  llm:\n    type: haystack.components.generators.openai.OpenAIGenerator\n    init_parameters: { timeout: null }\nconnections:\n  - sender: llm.replies\n    receiver: ${receiver}\n`;
  test("A-66, A-67: a socket stands behind the component, and no time is the platform's own", () => {
    expect(judge("p.yaml", pipeline("llm.prompt"))).toEqual([]);
    expect(judge("p.yaml", pipeline("checker.text"))).toEqual(["broken-handoff checker"]);
  });
  test("A-68: an empty pipeline", () => {
    expect(judge("p.yaml", "components: {}\nconnections: []\n")).toEqual([]);
  });
});

describe("MCP servers and LangGraph applications", () => {
  const vscode = (use: string) =>
    `{\n  "inputs": [{ "type": "promptString", "id": "key" }],\n  "servers": { "a": { "command": "x", "env": { "K": "${use}" } } }\n}\n`;
  test("inputs and their places; A-77: built-in names are none; A-78: no limit is demanded", () => {
    expect(judge(".vscode/mcp.json", vscode("${input:key}"))).toEqual([]);
    expect(judge(".vscode/mcp.json", vscode("${workspaceFolder}"))).toEqual(["dropped-input key"]);
    expect(judge(".vscode/mcp.json", vscode("${input:key}${input:kez}"))).toEqual(["broken-handoff kez"]);
  });
  test("A-74: the key of another client starts no server", () => {
    expect(judge(".vscode/mcp.json", '{ "mcpServers": { "a": { "command": "x" } } }')).toEqual([
      "broken-handoff mcpServers",
    ]);
    expect(judge(".mcp.json", '{ "servers": { "a": { "command": "x" } } }')).toEqual(["broken-handoff servers"]);
    expect(judge(".mcp.json", '{ "mcpServers": { "a": { "url": "https://example.com" } } }'), "A-75, A-76").toEqual([]);
  });
  test("A-23, A-24: a LangGraph application names files, and has no limits to miss", () => {
    const text = '{ "graphs": { "a": "./a.py:graph", "b": "./b.py:graph" }, "store": { "ttl": {} } }';
    expect(judge("langgraph.json", text, aroundOf({ "a.py": "" }))).toEqual(["broken-handoff b"]);
    expect(judge("langgraph.json", text, aroundOf({ "a.py": "", "b.py": "" }))).toEqual([]);
    expect(judge("langgraph.json", text, aroundOf({ "c.py": "" })), "copied alone").toEqual([]);
  });
});

describe("Conductor", () => {
  const flow = (more: string, mode = "continue_on_error") =>
    `workflow:\n  name: x\n  entry_point: checks\n  input:\n    subject:\n      type: string\nparallel:\n  - name: checks\n    agents: [a, b]\n    failure_mode: ${mode}\n    routes:\n      - to: sum\nagents:\n${["a", "b"].map((name) => `  - name: ${name}\n    prompt: Look at {{ workflow.input.subject }}.\n`).join("")}  - name: sum\n    prompt: ${more}\n    routes:\n      - to: $end\n`;
  test("errors that nobody reads; A-81: an agent of a group needs no route", () => {
    expect(judge("w.yaml", flow("Sum up."))).toEqual(["silent-failure checks"]);
    expect(judge("w.yaml", flow("{{ checks.errors }}"))).toEqual([]);
    expect(judge("w.yaml", flow("Sum up.", "fail_fast"))).toEqual([]);
  });
  test("inputs and routes; A-79, A-80, A-82: no limit and no retry is demanded", () => {
    expect(judge("w.yaml", flow("Sum up.", "fail_fast").replaceAll("workflow.input.subject", "it"))).toEqual([
      "dropped-input subject",
    ]);
    expect(judge("w.yaml", flow("Sum up.", "fail_fast").replace("to: sum", "to: summ"))).toEqual([
      "broken-handoff checks",
    ]);
  });
  const oss = (more: object, tasks: object[] = [{ name: "a", taskReferenceName: "a", type: "HTTP" }]) =>
    JSON.stringify({ name: "w", tasks, timeoutSeconds: 60, timeoutPolicy: "TIME_OUT_WF", ...more }, undefined, 2);
  test("A-83, A-84: a limit that only alerts ends nothing; those of tasks stand elsewhere", () => {
    expect(judge("w.json", oss({}))).toEqual([]);
    expect(judge("w.json", oss({ timeoutPolicy: "ALERT_ONLY" }))).toEqual(["missing-timeout (workflow)"]);
    const text = oss({ timeoutSeconds: 0, timeoutPolicy: "ALERT_ONLY" });
    const [finding] = findings("w.json", text);
    expect(JSON.parse(apply(text, finding?.fixes[0]?.edits ?? []))).toMatchObject({
      timeoutSeconds: 1800,
      timeoutPolicy: "TIME_OUT_WF",
    });
  });
  test("a limit on a workflow that waits for a person is for somebody to decide", () => {
    const text = oss({ timeoutSeconds: 0 }, [{ name: "ask", taskReferenceName: "ask", type: "HUMAN" }]);
    const [fix] = findings("w.json", text)[0]?.fixes ?? [];
    expect(fix?.safety).toBe("review");
    expect(JSON.parse(apply(text, fix?.edits ?? []))).toMatchObject({ timeoutSeconds: 86_400 });
  });
  const llm = (name: string) => ({ name, taskReferenceName: name, type: "LLM_CHAT_COMPLETE" });
  test("A-85, A-86: branches of a fork are lists, and a join brings them together", () => {
    const fork = {
      name: "f",
      taskReferenceName: "f",
      type: "FORK_JOIN",
      forkTasks: ["a", "b", "c", "d"].map((name) => [llm(name)]),
    };
    const join = { name: "j", taskReferenceName: "j", type: "JOIN", joinOn: ["a", "b", "c", "d"] };
    expect(judge("w.json", oss({}, [fork]))).toEqual(["uncoordinated-agents f"]);
    expect(judge("w.json", oss({}, [fork, join]))).toEqual([]);
    expect(judge("w.json", oss({}, [fork, { ...join, joinOn: ["a", "e"] }]))).toEqual(["broken-handoff e"]);
  });
  test("inputs, references and tasks that may fail", () => {
    expect(
      judge("w.json", oss({ inputParameters: ["x", "y"], outputParameters: { y: "${workflow.input.y}" } })),
    ).toEqual(["dropped-input x"]);
    expect(judge("w.json", oss({ outputParameters: { y: "${aa.output.y}" } }))).toEqual(["broken-handoff aa"]);
    expect(judge("w.json", oss({}, [{ ...llm("a"), optional: true }]))).toEqual(["silent-failure a"]);
  });
});

describe("Archon", () => {
  const PATH = ".archon/workflows/x.yaml";
  const flow = (...nodes: string[]) =>
    `name: x\nnodes:\n${nodes.map((node) => `  - ${node.replaceAll("\n", "\n    ")}\n`).join("")}`;
  const prompt = (id: string, more = "") => `id: ${id}\nprompt: Do it.${more}`;
  test("A-87: scripts side by side are no agents; agents are, until one takes what they made", () => {
    const wave = ["a", "b", "c", "d"].map((id) => prompt(id));
    expect(judge(PATH, flow(...wave))).toEqual(["uncoordinated-agents a"]);
    expect(judge(PATH, flow(...wave, prompt("sum", "\ndepends_on: [a, b, c, d]")))).toEqual([]);
    expect(judge(PATH, flow(...["a", "b", "c", "d"].map((id) => `id: ${id}\nbash: make`)))).toEqual([]);
  });
  test("A-101: the longest path counts, and a script, a schema or a person on it", () => {
    const row = (gate = "") =>
      flow(
        ...["a", "b", "c", "d"].map((id, n) =>
          prompt(id, `${n > 0 ? `\ndepends_on: [${"abcd"[n - 1]}]` : ""}${id === "c" ? gate : ""}`),
        ),
      );
    expect(judge(PATH, row())).toEqual(["ungated-chain a"]);
    for (const gate of ["\noutput_format: {}", "\ninteractive: true", "\nwhen: $a.output"])
      expect(judge(PATH, row(gate))).toEqual([]);
  });
  test("A-88, A-89, A-91: a report may run after a failure, and no limit or retry is demanded", () => {
    const rule = (id: string) => flow(prompt("a"), prompt(id, "\ndepends_on: [a]\ntrigger_rule: all_done"));
    expect(judge(PATH, rule("report"))).toEqual([]);
    expect(judge(PATH, rule("publish"))).toEqual(["silent-failure publish"]);
  });
  test("A-90: inputs that a command in another file may use", () => {
    const inputs = "inputs:\n  base:\n    default: main\n";
    expect(judge(PATH, inputs + flow(prompt("a")))).toEqual(["dropped-input base"]);
    expect(judge(PATH, inputs + flow("id: a\ncommand: review"))).toEqual([]);
  });
  test("a node that nobody declares", () => {
    expect(judge(PATH, flow(prompt("a", "\ndepends_on: [scope]")))).toEqual(["broken-handoff a"]);
  });
});

test("A-95: metadata of a skill is no pipeline", () => {
  expect(dialect("skills/x/agents/openai.yaml", "interface:\n  display_name: X\n")).toBeUndefined();
});
