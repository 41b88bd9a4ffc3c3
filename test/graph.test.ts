// The graph of a workflow on its own, and the numbers that are made of it.
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { source } from "../server/src/core/example.ts";
import { lensesOf } from "../server/src/core/help/lenses.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Workflow, WorkflowNode } from "../server/src/core/model.ts";
import { html } from "../server/src/core/report/html.ts";
import { json } from "../server/src/core/report/json.ts";
import { markdown } from "../server/src/core/report/markdown.ts";
import { type FileReport, fileReport } from "../server/src/core/report/report.ts";
import {
  criticalPathOf,
  levelsOf,
  reliability,
  reliabilityWithGate,
  topLevel,
  ungatedChainOf,
  widestOf,
} from "../server/src/core/workflow/graph.ts";
import { workflowNode } from "../server/src/core/workflow/workflow.ts";

const SPAN = { start: 0, end: 0 };
/** A node that waits for those named behind `<`: `c < a b`. */
function node(text: string, more: Partial<WorkflowNode> = {}): WorkflowNode {
  const [id = "", after = ""] = text.split(" < ");
  const edges = after.split(" ").filter(Boolean);
  return workflowNode({ id, name: { value: id, ...SPAN }, after: edges.map((to) => ({ to })), ...SPAN, ...more });
}
const agent = (text: string, more: Partial<WorkflowNode> = {}) => node(text, { kind: "agent", risk: "agent", ...more });
const gate = (value: "human" | "check" | "condition" | "schema") => ({ gate: { value, ...SPAN } });
const ids = (nodes: readonly WorkflowNode[]): string => nodes.map(({ id }) => id).join(" ");
const levels = (...texts: string[]): string[] => levelsOf(texts.map((text) => node(text))).map(ids);
const path = (...texts: string[]): string => ids(criticalPathOf(texts.map((text) => node(text))));

describe("levels", () => {
  test.each([
    ["nothing", [], []],
    ["side by side", ["a", "b"], ["a b"]],
    ["in a row, written backwards", ["c < b", "b < a", "a"], ["a", "b", "c"]],
    ["a diamond", ["a", "b < a", "c < a", "d < b c"], ["a", "b c", "d"]],
    ["the longest way counts", ["a", "b < a", "c < a b"], ["a", "b", "c"]],
    ["an edge to nowhere", ["a < x", "b < a"], ["a", "b"]],
    ["an edge twice", ["a", "b < a a"], ["a", "b"]],
    ["a circle begins at the first node", ["a < c", "b < a", "c < b"], ["a", "b", "c"]],
    ["a node that waits for itself", ["a < a", "b < a"], ["a", "b"]],
    ["behind a circle", ["x", "a < b x", "b < a", "c < b"], ["x", "a", "b", "c"]],
  ])("%s", (_, texts, expected) => expect(levels(...texts)).toEqual(expected));
});

test("the widest level counts the legs of a matrix, and says when it cannot", () => {
  expect(widestOf([])).toBeUndefined();
  expect(widestOf([node("a"), node("b < a", { width: 3 }), node("c < a")])).toMatchObject({ size: 4, open: false });
  expect(widestOf([node("a"), node("b < a", { width: "dynamic" })])).toMatchObject({ size: 1, open: true });
});

test.each([
  ["of equals the first", ["a", "b < a", "c < a", "d < b c"], "a b d"],
  ["a short cut", ["a", "b < a", "c < a b"], "a b c"],
  ["a circle", ["a < b", "b < a"], "a b"],
])("critical path: %s", (_, texts, expected) => expect(path(...texts)).toBe(expected));

test("parts of other nodes are not at the top, whatever they hang on", () => {
  expect(ids(topLevel([node("a"), node("a/0", { inside: "a" }), node("b", { inside: "gone" })]))).toBe("a b");
});

describe("chains of agents that nothing checks", () => {
  const A = agent("a");
  test.each<[string, WorkflowNode[], string]>([
    ["in a row", [A, agent("b < a"), agent("c < b")], "a b c"],
    ["side by side", [A, agent("b"), agent("c")], "a"],
    ["other work between", [A, node("x < a"), agent("b < x")], "a b"],
    ["a check between", [A, node("x < a", gate("check")), agent("b < x"), agent("c < b")], "b c"],
    ["a way around the check", [A, node("x < a", gate("check")), agent("b < x a")], "a b"],
    ["a condition on an agent begins a new chain", [A, agent("b < a", gate("condition")), agent("c < b")], "b c"],
    ["an answer that has to fit ends one", [A, agent("b < a", gate("schema")), agent("c < b")], "a"],
    ["work that is not handed over", [A, agent("b", { after: [{ to: "a", uses: false }] })], "a"],
    ["a call of another file", [A, node("x < a", { kind: "call" }), agent("b < x"), agent("c < b")], "b c"],
    ["a service that offers a model", [node("a", { kind: "service", risk: "agent" }), agent("b < a")], "b"],
    ["a step that runs one", [node("a", { risk: "agent" }), agent("b < a")], "a b"],
    ["a circle", [agent("a < c"), agent("b < a"), agent("c < b")], "a b c"],
    ["no agents", [node("a"), node("b < a")], ""],
  ])("%s", (_, nodes, expected) => expect(ids(ungatedChainOf(nodes))).toBe(expected));

  const steps = [agent("j/0", { inside: "j" }), agent("j/1 < j/0", { inside: "j" })];
  const more = [agent("k/0", { inside: "k" }), agent("k/1 < k/0", { inside: "k" })];
  test.each<[string, WorkflowNode[], string]>([
    ["from job to job", [node("j"), ...steps, node("k < j"), ...more], "j/0 j/1 k/0 k/1"],
    ["jobs side by side", [node("j"), ...steps, node("k"), ...more], "j/0 j/1"],
    ["a person before the second", [node("j"), ...steps, node("k < j", gate("human")), ...more], "j/0 j/1"],
    ["an empty job between", [node("j"), ...steps, node("x < j"), node("k < x"), ...more], "j/0 j/1 k/0 k/1"],
    ["the job holds an agent, and is none", [node("j", { risk: "agent" }), ...steps], "j/0 j/1"],
    ["a node inside itself", [agent("a", { inside: "a" })], ""],
    ["two inside each other", [agent("a", { inside: "b" }), agent("b", { inside: "a" })], ""],
  ])("%s", (_, nodes, expected) => expect(ids(ungatedChainOf(nodes))).toBe(expected));
});

test("small faults add up, and a check before the last step helps", () => {
  expect(reliability(6, 0.97)).toBeCloseTo(0.833, 3);
  expect(reliabilityWithGate(6, 0.97)).toBeCloseTo(0.951, 3);
  expect(reliabilityWithGate(4, 1)).toBe(1);
});

// Anything quadratic takes minutes on these and runs into the test's time limit.
test.each([
  ["a chain", (index: number) => agent(`n${index} < n${index - 1}`)],
  ["a circle", (index: number) => agent(`n${index} < n${(index + 1) % 20_000}`)],
  ["a join", (index: number) => agent(index === 19_999 ? `n < ${ids(MANY)}` : `m${index}`)],
  ["parts", (index: number) => agent(`p${index}`, { inside: "p0" })],
])("20,000 nodes: %s", (_, make) => {
  const nodes = Array.from({ length: 20_000 }, (_unused, index) => make(index));
  expect(levelsOf(nodes).flat()).toHaveLength(20_000);
  expect(criticalPathOf(nodes).length).toBeGreaterThan(0);
  ungatedChainOf(nodes);
});
const MANY = Array.from({ length: 20_000 }, (_, index) => agent(`m${index}`));

const judge = (text: string) =>
  lint({ path: ".github/workflows/a.yml", text }, { ...DEFAULT_CONFIG, profile: "strict" });
const modelOf = (text: string): Workflow => judge(text).models.find(({ family }) => family === "workflow") as Workflow;

describe("steps of GitHub Actions", () => {
  const job = (keys: string, ...steps: string[]): string =>
    `on: push\njobs:\n  a:\n    runs-on: x\n${keys}    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`;
  const turns = (step: string, keys = ""): string | undefined => modelOf(job(keys, step)).nodes[1]?.turns?.state;
  const uses = (action: string, ...inputs: string[]): string =>
    `uses: ${action}\n        with:\n${["prompt: x", ...inputs].map((input) => `          ${input}`).join("\n")}`;

  test("stand in their job, one behind the other, with its limit", () => {
    const { nodes } = modelOf(
      job(
        "    timeout-minutes: 9\n",
        "run: make",
        "name: Ask\n        run: claude -p x",
        "run: c\n        timeout-minutes: 2",
      ),
    );
    expect(
      nodes.map(({ id, kind, inside, after, timeout }) => [id, kind, inside, after.map(({ to }) => to), timeout.state]),
    ).toEqual([
      ["a", "job", undefined, [], "present"],
      ["a/0", "step", "a", [], "inherited"],
      ["a/1", "agent", "a", ["a/0"], "inherited"],
      ["a/2", "step", "a", ["a/1"], "present"],
    ]);
  });

  test("that an alias repeats stand where they were written", () => {
    const { nodes } = modelOf(
      "on: push\njobs:\n  a: &j\n    runs-on: x\n    steps:\n      - &s\n        run: a\n      - *s\n  b: *j\n",
    );
    expect(ids(nodes)).toBe("a a/0");
  });

  test("in the background do not hold up the next", () => {
    const { nodes } = modelOf(job("", "run: a", "run: b\n        background: true", "run: c"));
    expect(nodes.map(({ after }) => after.map(({ to }) => to).join()).slice(1)).toEqual(["", "a/0", "a/0"]);
  });

  test.each([
    ["a matrix", "    strategy: { matrix: { v: [1, 2, 3] } }\n", 3],
    [
      "GH-12: a matrix whose legs take turns",
      "    strategy: { max-parallel: 1, matrix: { v: [1, 2, 3] } }\n",
      undefined,
    ],
    ["a matrix nobody knows", `    strategy:\n      matrix: \${{ fromJSON(x) }}\n`, "dynamic"],
  ])("width: %s", (_, keys, width) => expect(modelOf(job(keys, "run: a")).nodes[0]?.width).toBe(width));

  test.each([
    ["claude -p", "run: claude -p x", "absent"],
    ["its option", "run: claude -p x --max-turns=4", "present"],
    ["options in a variable", "run: claude -p x $ARGS", "unsupported"],
    ["a time limit on the command", "run: timeout 5m claude -p x", "present"],
    ["a count ends the loop", 'run: while [ "$i" -lt 3 ]; do codex exec x; done', "unsupported"],
    ["a loop without an end", "run: while true; do codex exec x; done", "absent"],
    ["the loop may be left", "run: while true; do codex exec x && break; done", "unsupported"],
    ["a limit on what it may spend", "run: claude -p x --max-budget-usd 2", "present"],
    ["options in an array", 'run: claude -p x "${ARGS[@]}"', "unsupported"],
    ["an agent that has no such option", "run: codex exec x", "unsupported"],
    ["the weakest counts", "run: claude -p x --max-turns 3 && claude -p y", "absent"],
    ["no agent", "run: make", undefined],
    ["version 1", uses("anthropics/claude-code-action@v1"), "absent"],
    ["version 1 ignores the input of the beta", uses("anthropics/claude-code-action@v1", "max_turns: 3"), "absent"],
    ["the beta has it", uses("anthropics/claude-code-action@beta", "max_turns: 3"), "present"],
    [
      "a commit with the inputs of the beta",
      uses(`anthropics/claude-code-action@${"a".repeat(40)}`, "max_turns: 3"),
      "present",
    ],
    ["arguments", uses("anthropics/claude-code-action@v1", 'claude_args: "--max-turns 3"'), "present"],
    [
      "arguments of a variable",
      uses("anthropics/claude-code-action@v1", `claude_args: \${{ vars.ARGS }}`),
      "unsupported",
    ],
    [
      "a variable as a value",
      uses("anthropics/claude-code-action@v1", `claude_args: --model \${{ vars.MODEL }}`),
      "absent",
    ],
    ["Gemini", uses("google-github-actions/run-gemini-cli@v0"), "absent"],
    [
      "Gemini's settings",
      uses("google-github-actions/run-gemini-cli@v0", `settings: '{"model": {"maxSessionTurns": 9}}'`),
      "present",
    ],
    [
      "Gemini's default, written down",
      uses("google-github-actions/run-gemini-cli@v0", `settings: '{"maxSessionTurns": -1}'`),
      "absent",
    ],
    [
      "Gemini's settings from elsewhere",
      uses("google-github-actions/run-gemini-cli@v0", `settings: \${{ vars.GEMINI }}`),
      "unsupported",
    ],
    ["one question, no loop", uses("actions/ai-inference@v2"), undefined],
    [
      "an action that ends it after a time",
      "uses: nick-fields/retry@v3\n        with: { timeout_minutes: 5, command: claude -p x }",
      "present",
    ],
  ])("turns: %s", (_, step, expected) => {
    expect(turns(step)).toBe(expected);
    if (expected) expect(turns(step, "    timeout-minutes: 5\n")).not.toBe("absent");
  });

  test.each([
    ["name: Run the tests\n        run: ./run.sh", "check"],
    ["run: npm run lint", "check"],
    ["run: python -m pytest", "check"],
    ["run: scripts/validate-spec.sh spec.md", "check"],
    ["run: test -s spec.md", "check"],
    ["run: jq -e .ok out.json", "check"],
    ["run: claude -p x && npm test", "check"],
    ["uses: github/super-linter@v7", "check"],
    ["run: npm test || true", undefined],
    ["name: Check out\n        uses: actions/checkout@v4", undefined],
    ["name: Install the test tools\n        run: npm ci", undefined],
    ["name: Write the tests\n        run: codex exec 'Write the tests'", undefined],
    ["run: if git diff --quiet; then echo same; fi", undefined],
    ["uses: trstringer/manual-approval@v1", "human"],
    ["if: steps.plan.outputs.ok == 'true'\n        run: codex exec x", "condition"],
    ["if: failure()\n        run: codex exec x", "condition"],
    ["if: always()\n        run: codex exec x", undefined],
    ["if: steps.plan.outputs.ok == 'true'\n        run: make", undefined],
    ["run: codex exec --output-schema s.json x", "schema"],
  ])("gate: %s", (step, expected) => expect(modelOf(job("", step)).nodes[1]?.gate?.value).toBe(expected));

  test("the job waits for a person, or for a result", () => {
    expect(modelOf(job("    environment: live\n", "run: a")).nodes[0]?.gate?.value).toBe("human");
    expect(modelOf(job("    if: needs.b.outputs.ok\n", "run: a")).nodes[0]?.gate?.value).toBe("condition");
  });
});

test("fixes of unbounded agents keep the file whole, whatever its style", () => {
  const action = "anthropics/claude-code-action";
  for (const step of [
    `{ uses: ${action}@v1 }`,
    `{ uses: ${action}@v1, with: { prompt: x } }`,
    `uses: ${action}@v1`,
    `uses: ${action}@v1\n        with:\n          claude_args: '--model x'`,
    `uses: ${action}@v1\n        with:\n          claude_args: >-\n            --model x\n\n      # the end`,
    `uses: ${action}@beta\n        with:\n          direct_prompt: x`,
  ]) {
    for (const eol of ["\n", "\r\n"]) {
      const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - ${step}\n`.replaceAll("\n", eol);
      const [found] = judge(text).findings.filter(({ rule }) => rule === "workflow/unbounded-agent");
      expect(found, text).toBeDefined();
      const [edit] = found?.fixes[0]?.edits ?? [];
      if (!edit) continue;
      const fixed = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      const rules = judge(fixed).findings.map(({ rule }) => rule);
      expect(rules, fixed).not.toContain("workflow/unbounded-agent");
      expect(rules, fixed).not.toContain("plumblint/unreadable");
      if (eol === "\r\n") expect(fixed.replaceAll("\r\n", "")).not.toContain("\n");
    }
  }
});

test("a lens says in one line what runs", () => {
  const text = source`
    # The pipeline
    on: push
    jobs:
      build:
        runs-on: x
        steps: [{ run: make }]
      test:
        needs: build
        runs-on: x
        timeout-minutes: 5
        strategy: { matrix: { v: [1, 2, 3] } }
        steps: [{ run: make test }]
      docs:
        uses: ./.github/workflows/docs.yml
      deploy:
        needs: [test, docs]
        runs-on: x
        steps: [{ run: make deploy }]
  `;
  expect(lensesOf(judge(text))).toEqual([
    {
      title: "4 jobs · 3 side by side · 2 without a time limit · critical path build → test → deploy",
      start: text.indexOf("on:"),
      end: text.indexOf("on:"),
    },
  ]);
  expect(lensesOf(judge("on: push\njobs: {}\n"))).toEqual([]);
});

test.each([
  ["under one condition", ["if: vars.GO", "if: vars.GO", "if: vars.GO", "if: vars.GO"], true],
  ["under conditions of their own", [1, 2, 3, 4].map((index) => `if: inputs.stage == ${index}`), false],
  ["whatever happened", ["if: always()", "if: ${{ !cancelled() }}", "if: success()", "if: always()"], true],
])("four agents %s", (_, conditions, expected) => {
  const steps = conditions.map((condition) => `      - ${condition}\n        run: codex exec x\n`).join("");
  const text = `on: push\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: 5\n    steps:\n${steps}`;
  expect(judge(text).findings.some(({ rule }) => rule === "workflow/ungated-chain")).toBe(expected);
});

test("several agents in one script are parts of the step, with the checks between them", () => {
  const chain = (...lines: string[]): string => {
    const script = lines.map((line) => `          ${line}\n`).join("");
    const text = `on: push\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: 5\n    steps:\n      - run: |\n${script}`;
    const [found] = judge(text).findings.filter(({ rule }) => rule === "workflow/ungated-chain");
    return found ? (`${found.message.slice(0, 8)} ${text.slice(found.start)}`.split("\n")[0] ?? "") : "";
  };
  const ask = (what: string) => `codex exec "${what}"`;
  expect(chain(ask("a"), ask("b"), ask("c"), ask("d"), ask("e"))).toBe('5 agents codex exec "a"');
  expect(chain(ask("a"), ask("b"), "npm test", ask("c"), ask("d"))).toBe("");
  expect(chain(...[1, 2, 3, 4].map((index) => `${ask(`${index}`)} &`), "wait")).toBe("");
  expect(chain("case $X in", ...[1, 2, 3, 4].map((index) => `${index}) ${ask("x")} ;;`), "esac")).toBe("");
  expect(chain("for x in a b c d; do", ask("$x"), "done")).toBe("");
});

test("an audit lists what pipelines hold, in every format", () => {
  const path = ".github/workflows/a.yml";
  const text =
    "on: push\njobs:\n  a|b:\n    runs-on: x\n    steps: [{ run: make }]\n  <c>:\n    needs: a|b\n    uses: ./x.yml\n";
  const report = { files: [fileReport({ path, text }, path, judge(text)) as FileReport], problems: [] };
  expect(JSON.parse(json(report)).files[0].pipelines).toEqual([
    {
      nodes: 2,
      noun: "job",
      widest: 1,
      orMore: false,
      criticalPath: ["a|b", "<c>"],
      withoutLimit: 1,
      withoutRestart: 0,
      uncheckedAgents: 0,
    },
  ]);
  expect(markdown(report, () => "x")).toContain("| [.github/workflows/a.yml](x) | 2 jobs | 1 | a\\|b → \\<c\\> | 1 |");
  expect(html(report, () => "x")).toContain("<td>2 jobs</td><td>a|b → &lt;c&gt;</td><td>1</td><td>1</td>");
});
