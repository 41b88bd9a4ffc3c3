// Inputs nobody reads, uses of what nothing produces, in GitHub workflows and composite actions. The traps GH-… of the
// platform are named where these rules could fall into them.
import { describe, expect, test } from "vitest";
import { type Around, NOWHERE } from "../server/src/core/around.ts";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import type { Finding } from "../server/src/core/finding.ts";
import { lint } from "../server/src/core/lint.ts";
import { readExpressions } from "../server/src/core/workflow/github-expressions.ts";
import { aroundOf } from "./around.ts";

const PATH = ".github/workflows/test.yml";
const ACTION = ".github/actions/a/action.yml";

function findings(text: string, path = PATH, around: Around = NOWHERE): Finding[] {
  const result = lint({ path, text }, { ...DEFAULT_CONFIG, profile: "strict" }, around);
  expect(result.failures).toEqual([]);
  return result.findings.filter(({ rule }) => /broken-handoff|dropped-input/.test(rule));
}
/** The words that the findings name: `output tag`. */
const judge = (text: string, path?: string, around?: Around): string[] =>
  findings(text, path, around).map(({ message }) => message.replace(/^.*? (\w+|matrix value) "([^"]*)".*$/s, "$1 $2"));

const indent = (text: string, by: number): string => text.trimEnd().replace(/^(?=.)/gm, " ".repeat(by));
const job = (id: string, keys: string, ...steps: string[]): string =>
  `  ${id}:\n    runs-on: x\n${indent(keys, 4)}${keys && "\n"}    steps:\n${indent((steps.length > 0 ? steps : ["- run: make"]).join("\n"), 6)}\n`;
const flow = (...jobs: string[]): string => `on: push\njobs:\n${jobs.join("")}`;
/** A workflow that somebody starts with these inputs, and that runs these steps. */
const started = (inputs: string, ...steps: string[]): string =>
  `on:\n  workflow_dispatch:\n    inputs:\n${indent(inputs, 6)}\njobs:\n${job("a", "", ...steps)}`;
const action = (inputs: string, steps: string, outputs = ""): string =>
  `name: a\ninputs:\n${indent(inputs, 2)}\n${outputs}runs:\n  using: composite\n  steps:\n${indent(steps, 4)}\n`;

describe("what an expression reads", () => {
  const paths = (text: string, condition?: boolean): string[] =>
    readExpressions(text, condition).map(
      ({ path, open }) => `${path.map(({ value }) => value).join(" ")}${open ? " …" : ""}`,
    );
  test.each([
    ["no expression", "inputs.x", []],
    ["two", `a \${{ inputs.x }} b \${{ github.sha }}`, ["inputs x", "github sha"]],
    ["GH-17: a dash, an index", `\${{ inputs.my-input || inputs['x y'] }}`, ["inputs my-input", "inputs x y"]],
    ["a quote in an index", `\${{ inputs['it''s'] }}`, ["inputs it's"]],
    ["a function", `\${{ format('{0} inputs.x }}', inputs.y) }}`, ["inputs y"]],
    ["behind a call", `\${{ fromJSON(inputs.x).name['z'].k }}`, ["inputs x"]],
    ["an index that is computed", `\${{ inputs[matrix.key].x }}`, ["inputs …", "matrix key"]],
    ["all steps", `\${{ steps.*.outcome }}`, ["steps …"]],
    ["numbers and words", `\${{ 1.5 == true && null }}`, []],
    ["still being typed", `\${{ needs.build.`, ["needs build …"]],
  ])("%s", (_, text, expected) => expect(paths(text)).toEqual(expected));
  test("a condition needs no braces", () =>
    expect(paths("inputs.x && !inputs.y", true)).toEqual(["inputs x", "inputs y"]));
  test("a hundred thousand of them", () => {
    expect(paths(`\${{ inputs['x }} '`.repeat(100_000)).length).toBeGreaterThan(0);
    expect(paths("${{".repeat(100_000)).length).toBeLessThan(2);
  });
});

describe("dropped-input", () => {
  const env = (value: string): string => `- run: make\n  env:\n    A: ${value}`;
  test.each([
    ["nothing reads it", "- run: make", true],
    ["GH-17: with its dash", env(`\${{ inputs.my-input }}`), false],
    ["GH-17: by an index", env(`\${{ inputs['my-input'] }}`), false],
    ["of the event", env(`\${{ github.event.inputs.my-input }}`), false],
    ["in other letters", env(`\${{ Inputs.MY-INPUT }}`), false],
    ["another one", env(`\${{ github.my-input }}`), true],
    ["in a bare condition", "- if: inputs.my-input\n  run: make", false],
    ["GH-2: as the limit on the time", `- run: make\n  timeout-minutes: \${{ inputs.my-input }}`, false],
    ["all at once", env(`\${{ toJSON(inputs) }}`), false],
    ["the whole event", env(`\${{ toJSON(github.event) }}`), false],
    ["one that is computed", env(`\${{ inputs[github.ref_name] }}`), false],
    ["by a script, from the event", '- run: jq .inputs "$GITHUB_EVENT_PATH"', false],
    ["by github-script", "- uses: actions/github-script@v7\n  with:\n    script: f(context.payload.inputs)", false],
    ["in a comment only", `- run: make # \${{ inputs.my-input }}`, true],
    ["half typed", "- run: make\n  env: {", false],
  ])("%s", (_, step, expected) => {
    expect(judge(started("my-input: { type: string }", step))).toEqual(expected ? ["input my-input"] : []);
  });

  test.each([
    ["an old one that is kept", "x: { description: Deprecated }", []],
    ["a reason for people", "reason: { description: Why }", []],
    ["GH-8: nothing declared", "", []],
  ])("%s", (_, inputs, expected) => expect(judge(started(inputs))).toEqual(expected));

  const called = (inputs: string, keys = "", step = "- run: make") =>
    `on:\n  workflow_call:\n${indent(inputs, 4)}\njobs:\n${job("a", keys, step)}`;
  test.each([
    ["an input", called("inputs:\n  x: { type: string }\n  y: { type: string }", "name: ${{ inputs.y }}"), ["input x"]],
    ["a secret", called("secrets:\n  token: { required: true }"), ["secret token"]],
    ["a secret that is read", called("secrets:\n  token: {}", 'env: { T: "${{ secrets.token }}" }'), []],
    ["secrets handed on", `${called("secrets:\n  token: {}")}  b:\n    uses: ./b.yml\n    secrets: inherit\n`, []],
    ["the plan that cargo-dist passes", called("inputs:\n  plan: { type: string, required: true }"), []],
  ])("called: %s", (_, text, expected) => expect(judge(text)).toEqual(expected));

  test("GH-16: a local action sees the event, too", () => {
    const text = started("x: { type: string }", "- uses: ./.github/actions/b");
    const inner = (value: string) =>
      aroundOf({ ".github/actions/b/action.yml": action("y: {}", `- run: \${{ ${value} }}\n  shell: bash`) });
    expect(judge(text, PATH, inner("github.event.inputs.x"))).toEqual([]);
    expect(judge(text, PATH, inner("inputs.x"))).toEqual(["input x"]);
  });

  test("fixes: take it away, or hand it to a script", () => {
    const text = started(
      "x: { type: string }\n# of y\ny:\n  type: string\n  # more\nz: {}",
      `- run: echo \${{ inputs.x }} \${{ inputs.z }}`,
    );
    const [use, remove] = findings(text)[0]?.fixes ?? [];
    expect(apply(text, use?.edits ?? [])).toContain("- env:\n          Y: ${{ inputs.y }}\n        run: echo");
    expect(apply(text, remove?.edits ?? [])).toBe(text.replace("      y:\n        type: string\n", ""));
    const only = started("x:\n  type: string", "- run: make");
    const [, last] = findings(only)[0]?.fixes ?? [];
    expect(apply(only, last?.edits ?? [])).toBe(only.replace("    inputs:\n      x:\n        type: string\n", ""));
    const windows = only.replaceAll("\n", "\r\n");
    for (const { edits } of findings(windows)[0]?.fixes ?? []) expect(apply(windows, edits)).not.toMatch(/[^\r]\n/);
  });
});

describe("broken-handoff", () => {
  const echo = (value: string): string => `- run: echo "\${{ ${value} }}"`;
  const tag = job("build", `outputs:\n  tag: \${{ steps.m.outputs.tag }}`, "- id: m\n  run: ./meta.sh");
  test.each([
    ["an output that is declared", flow(tag, job("b", "needs: build", echo("needs.build.outputs.TAG"))), []],
    ["one that is not", flow(tag, job("b", "needs: build", echo("needs.build.outputs.tags"))), ["output tags"]],
    ["of a job not waited for", flow(tag, job("b", "", echo("needs.build.outputs.tag"))), ["output tag"]],
    ["of no job", flow(tag, job("b", "needs: build", echo("needs.built.result"))), ["job built"]],
    ["waiting for no job", flow(job("b", "needs: [a, b2]"), job("a", "")), ["job b2"]],
    ["all results", flow(tag, job("b", "needs: build", echo("contains(needs.*.result, 'failure')"))), []],
    ["a job elsewhere", flow("  a:\n    uses: a/b/c.yml@v1\n", job("b", "needs: a", echo("needs.a.outputs.x"))), []],
    [
      "a comment that knows",
      flow(tag, job("b", "needs: build", `# no "x" yet\n${echo("needs.build.outputs.x")}`)),
      ["output x"],
    ],
    ["switched off", flow(job("b", "if: false", echo("steps.x.outputs.y"))), []],
    ["a step that is there", flow(job("a", "", "- id: x\n  uses: a/b@v1", echo("steps.X.outputs.y"))), []],
    ["no such step", flow(job("a", "", echo("steps.x.outcome"))), ["step x"]],
    ["a later step", flow(job("a", "", echo("steps.x.outcome"), "- id: x\n  run: make")), ["result x"]],
    [
      "steps side by side",
      flow(job("a", "", "- parallel:\n    - id: x\n      run: make", echo("steps.x.outcome"))),
      [],
    ],
    [
      "GH-7: steps by an alias",
      `on: push\njobs:\n  a:\n    runs-on: x\n    steps: &s\n      - id: x\n        run: make\n  b:\n    runs-on: x\n    outputs:\n      y: \${{ steps.x.outcome }}\n    steps: *s\n`,
      [],
    ],
    [
      "a matrix value",
      flow(job("a", "strategy:\n  matrix:\n    os: [x]\n    include:\n      - node: 1", echo("matrix.node"))),
      [],
    ],
    ["no such value", flow(job("a", "strategy:\n  matrix:\n    os: [x]", echo("matrix.node"))), ["matrix value node"]],
    ["a value with a fallback", flow(job("a", "", echo("matrix.os || inputs.x || 'linux'"))), []],
    ["no matrix", flow(job("a", "", echo("matrix.os"))), ["matrix value os"]],
    [
      "a matrix made by an expression",
      flow(job("a", `strategy:\n  matrix: \${{ fromJSON(vars.M) }}`, echo("matrix.os"))),
      [],
    ],
    [
      "rows made by an expression",
      flow(job("a", `strategy:\n  matrix:\n    include: \${{ fromJSON(vars.M) }}`, echo("matrix.os"))),
      [],
    ],
    ["GH-8: an input of no event", flow(job("a", "", echo("inputs.x"))), ["input x"]],
    ["an input not declared", started("x: {}", echo("inputs.x && inputs.y")), ["input y"]],
    ["GH-10: the caller's event", `on: workflow_call\njobs:\n${job("a", "", echo("github.event.inputs.x"))}`, []],
    ["half typed", flow(job("a", "", "- run: echo ${{ steps.")), []],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected));

  test("a comment above a use excuses it", () => {
    const text = flow(
      tag,
      job(
        "b",
        "needs: build",
        `- name: b\n  # "later" is empty for now\n  run: echo \${{ needs.build.outputs.later }}`,
      ),
    );
    expect(judge(text)).toEqual([]);
  });

  test("outputs of what is called in the same repository", () => {
    const around = aroundOf({
      ".github/workflows/b.yml": `on:\n  workflow_call:\n    outputs:\n      url: { value: x }\njobs:\n${job("a", "")}`,
      ".github/actions/s/action.yml": action("y: {}", "- run: a\n  shell: bash", "outputs:\n  hit: { value: x }\n"),
    });
    const text = (workflow: string, step: string) =>
      flow(
        "  b:\n    uses: ./.github/workflows/b.yml\n",
        job(
          "c",
          "needs: b",
          "- id: s\n  uses: ./.github/actions/s",
          echo(`needs.b.outputs.${workflow} + steps.s.outputs.${step}`),
        ),
      );
    expect(judge(text("url", "hit"), PATH, around)).toEqual([]);
    expect(judge(text("uri", "hits"), PATH, around)).toEqual(["output uri", "output hits"]);
    expect(judge(text("uri", "hits"))).toEqual([]);
  });

  test.each([
    ["one line", 'echo "tag=1" >> $GITHUB_OUTPUT', true],
    ["another name", 'echo "other=1" >> "$GITHUB_OUTPUT"', false],
    ["nothing at all", "git describe", false],
    ["several lines", "printf 'a=1\\ntag=2\\n' >> $GITHUB_OUTPUT", true],
    ["a block", '{ echo "tag<<E"; date; echo E; } >> $GITHUB_OUTPUT', true],
    ["the old command", "echo ::set-output name=tag::1", true],
    ["a name that is made up", 'echo "${NAME}=1" | tee -a "$GITHUB_OUTPUT"', true],
    ["a file", "cat all.env >> $GITHUB_OUTPUT", true],
    ["a script", "./meta.sh", true],
    ["a tool of the project", "npm run meta", true],
  ])("what a script sets: %s", (_, script, sets) => {
    const text = flow(job("a", "", `- id: m\n  run: |\n    ${script}`, echo("steps.m.outputs.tag")));
    expect(judge(text)).toEqual(sets ? [] : ["output tag"]);
  });

  const up = (name: string, uses = "actions/upload-artifact@v4") =>
    `- uses: ${uses}\n  with:\n    name: ${name}\n    path: out`;
  const down = (name: string, more = "") =>
    `- uses: actions/download-artifact@v4\n  with:\n    name: ${name}${more && `\n    ${more}`}`;
  test.each([
    ["uploaded", [up("a"), down("a")], []],
    ["not uploaded", [up("a"), down("b")], ["artifact b"]],
    ["an expression that fits", [up(`a-\${{ runner.os }}`), down("a-linux")], []],
    ["one that does not", [up(`a-\${{ runner.os }}`), down("b")], ["artifact b"]],
    ["an expression of the reader", [up("a"), down(`\${{ inputs.b }}`)], ["input b"]],
    ["of another run", [up("a"), down("b", "run-id: 1")], []],
    ["GH-16: an action that may upload", [up("a"), "- uses: acme/builder@v1", down("b")], []],
    ["GH-16: a local action nobody can read", [up("a"), "- uses: ./b", down("b")], []],
    ["pages", ["- uses: actions/upload-pages-artifact@v3", down("github-pages")], []],
    ["the standard name", ["- uses: actions/upload-artifact@v4", down("artifact")], []],
  ])("an artifact: %s", (_, steps, expected) => expect(judge(flow(job("a", "", ...steps)))).toEqual(expected));

  test("GH-4: a composite action has steps and inputs, no jobs", () => {
    const step = (value: string) => `- id: x\n  shell: bash\n  run: echo \${{ ${value} }}`;
    expect(judge(action("y: {}", step("inputs.z && inputs.y")), ACTION)).toEqual(["input z"]);
    expect(judge(action("y: {}", step("inputs.y && steps.z.outcome")), ACTION)).toEqual(["step z"]);
    expect(
      judge(action("y: {}", step("inputs.y && matrix.os && needs.a.result && github.event.inputs.q")), ACTION),
    ).toEqual([]);
    expect(judge(action("y: {}", step("github.sha")), ACTION)).toEqual(["input y"]);
  });

  test("fixes: the nearest name, or one more job to wait for", () => {
    const fixed = (text: string) => findings(text).flatMap(({ fixes }) => fixes.map(({ edits }) => apply(text, edits)));
    const waiting = (needs: string) => flow(tag, job("c", ""), job("b", needs, echo("needs.build.outputs.tag")));
    expect(fixed(waiting("needs: c"))).toEqual([waiting("needs: [c, build]")]);
    expect(fixed(waiting("needs: [c]"))).toEqual([waiting("needs: [c, build]")]);
    expect(fixed(waiting("needs:\n  - c"))).toEqual([waiting("needs:\n  - c\n  - build")]);
    expect(
      fixed(flow(tag.replace("runs-on: x", "runs-on: x\n    needs: b"), job("b", "", echo("needs.build.result")))),
    ).toEqual([]);
    expect(fixed(flow(job("a", "needs: bild"), tag))).toEqual([flow(job("a", "needs: build"), tag)]);
  });
});
