// Azure Pipelines: which files are pipelines, and the traps AZ-1 … AZ-10 of the platform.
import { describe, expect, test } from "vitest";
import { NOWHERE } from "../server/src/core/around.ts";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import type { Finding } from "../server/src/core/finding.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Workflow } from "../server/src/core/model.ts";
import { aroundOf } from "./around.ts";

const PATH = "azure-pipelines.yml";
const STRICT = { ...DEFAULT_CONFIG, profile: "strict" } as const;

function findings(text: string, around = NOWHERE): Finding[] {
  const result = lint({ path: PATH, text }, STRICT, around);
  expect(result.failures).toEqual([]);
  expect(result.dialect).toBe("azure-pipelines");
  return result.findings.filter(({ rule }) => rule.startsWith("workflow/"));
}
const judge = (text: string, around = NOWHERE): string[] =>
  findings(text, around).map(({ rule, subject }) => `${rule.slice(9)} ${subject}`);
const model = (text: string): Workflow =>
  lint({ path: PATH, text }, STRICT).models.find(({ family }) => family === "workflow") as Workflow;
const fixed = (text: string, rule: string): string => {
  const finding = findings(text).find((one) => one.rule === `workflow/${rule}`);
  return apply(text, finding?.fixes[0]?.edits ?? []);
};
const job = (keys: string, ...steps: string[]) =>
  `jobs:\n  - job: a\n${keys.replace(/^(?=.)/gm, "    ")}    steps:\n${steps.map((step) => `      - ${step.replaceAll("\n", "\n        ")}\n`).join("")}`;
const AGENT = 'bash: codex exec "Fix it"';

describe("which files are pipelines", () => {
  test.each([
    ["jobs in a list", PATH, "jobs:\n  - job: a\n    steps: []\n", "azure-pipelines"],
    [
      "a template in a folder of pipelines",
      ".pipelines/build.yml",
      "parameters: []\nsteps:\n  - script: make\n",
      "azure-pipelines",
    ],
    ["a list of templates", "eng/steps.yml", "steps:\n  - template: /eng/run.yml@self\n", "azure-pipelines"],
    [
      "a pipeline that extends a template",
      "a.yml",
      "trigger: none\nextends:\n  template: v1/x.yml@t\n",
      "azure-pipelines",
    ],
    ["a GitHub workflow", "ci.yml", "on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n", "github-actions"],
    ["CircleCI", "ci.yml", "version: 2\njobs:\n  a:\n    steps:\n      - run: x\n", undefined],
    ["steps of something else", "recipe.yml", "steps:\n  - name: stir\n", undefined],
  ])("%s", (_, path, text, dialect) => {
    expect(lint({ path, text }, STRICT).dialect).toBe(dialect);
  });
});

describe("limits", () => {
  test("AZ-1: 0 takes the limit away", () => {
    const text = job("timeoutInMinutes: 0\n", "script: make");
    expect(judge(text)).toEqual(["missing-timeout a"]);
    expect(fixed(text, "missing-timeout")).toContain("timeoutInMinutes: 30\n");
  });
  test("AZ-2: a number, a text, a variable and a parameter are limits; the fix writes a bare number", () => {
    for (const value of ["20", '"20"', "$(limit)", "${{ parameters.limit }}"]) {
      expect(judge(job(`timeoutInMinutes: ${value}\n`, AGENT))).toEqual([]);
    }
    expect(fixed(job("", AGENT), "missing-timeout")).toContain("timeoutInMinutes: 15\n");
  });
  test("AZ-3: steps without a job have no place for a limit", () => {
    expect(judge(`pool: x\nsteps:\n  - ${AGENT}\n`)).toEqual([]);
  });
  test("an hour bounds what builds; what deploys should say how long", () => {
    expect(judge(job("", "script: make"))).toEqual([]);
    expect(
      judge(
        "jobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - script: ./deploy.sh\n",
      ),
      "AZ-9",
    ).toEqual(["missing-timeout web"]);
  });
});

describe("retries and hidden failures", () => {
  const FETCH = "script: curl -fsSO https://example.com/a.tgz";
  test("a step is tried once unless it says otherwise", () => {
    expect(judge(job("", FETCH))).toEqual(["missing-retry a/0"]);
    expect(judge(job("", `${FETCH}\nretryCountOnTaskFailure: 2`))).toEqual([]);
    expect(fixed(job("", "script: rsync -a dist/ me@example.com:/srv\ndisplayName: Copy"), "missing-retry")).toContain(
      "retryCountOnTaskFailure: 2",
    );
  });
  test("AZ-6: a job without a machine runs no scripts", () => {
    expect(judge(job("pool: server\n", FETCH, AGENT))).toEqual([]);
  });
  test("AZ-4: bash goes on after an error, unless the script says otherwise", () => {
    expect(judge(job("timeoutInMinutes: 5\n", 'bash: |\n  codex exec "fix" | tee log\n  echo done'))).toEqual([
      "silent-failure a/0",
    ]);
    expect(judge(job("timeoutInMinutes: 5\n", "bash: |\n  set -euo pipefail\n  make test | tee log"))).toEqual([]);
  });
  test("AZ-5: no fix puts a line of bash into a script whose shell is not known", () => {
    for (const { fixes } of findings(job("timeoutInMinutes: 5\n", "script: |\n  npm test | tee log\n  echo done"))) {
      for (const { edits } of fixes) expect(edits.map(({ text }) => text).join()).not.toContain("pipefail");
    }
  });
  test("a step that is allowed to fail", () => {
    expect(judge(job("", "script: make list\ndisplayName: Build the list\ncontinueOnError: true"))).toEqual([
      "silent-failure Build the list",
    ]);
    expect(judge(job("", "script: make clean\ndisplayName: Clean up\ncontinueOnError: true"))).toEqual([]);
  });
});

describe("order, agents side by side, parameters", () => {
  test("AZ-8: jobs are side by side, stages one after another", () => {
    const text =
      "stages:\n  - stage: x\n    jobs:\n      - job: a\n        steps: []\n      - job: b\n        dependsOn: a\n        steps: []\n  - stage: y\n    jobs:\n      - job: c\n        steps: []\n";
    expect(model(text).nodes.map(({ id, after }) => [id, after.map(({ to }) => to)])).toEqual([
      ["x/a", []],
      ["x/b", ["x/a"]],
      ["y/c", ["x/a", "x/b"]],
    ]);
  });
  test("AZ-7: steps below a directive are steps", () => {
    expect(
      judge(
        "jobs:\n  - job: a\n    steps:\n      - ${{ if true }}:\n          - script: curl -fsSO https://example.com/a\n",
      ),
    ).toEqual(["missing-retry a/0"]);
  });
  test("AZ-10: who validates by hand is a gate", () => {
    const [node] = model("jobs:\n  - job: ok\n    pool: server\n    steps:\n      - task: ManualValidation@1\n").nodes;
    expect(node?.gate?.value).toBe("human");
  });
  const legs = "timeoutInMinutes: 9\nstrategy:\n  matrix:\n    a: {}\n    b: {}\n    c: {}\n    d: {}\n";
  test("legs of a matrix, and a cap on them", () => {
    expect(judge(job(legs, AGENT))).toEqual(["uncoordinated-agents a"]);
    expect(fixed(job(legs, AGENT), "uncoordinated-agents")).toContain("maxParallel: 3");
    expect(judge(job(legs.replace("  matrix", "  maxParallel: 2\n  matrix"), AGENT))).toEqual([]);
    expect(
      judge(`${job(legs, AGENT)}  - job: merge\n    dependsOn: a\n    steps:\n      - script: ./merge.sh\n`),
    ).toEqual([]);
  });
  test("parameters", () => {
    const text = (use: string) => `parameters:\n  - name: skip\n    type: boolean\nsteps:\n  - script: make ${use}\n`;
    expect(judge(text(""))).toEqual(["dropped-input skip"]);
    const two = text("${{ parameters.b }}").replace("steps:", "  - name: b\n    type: number\ntrigger: none\nsteps:");
    expect(fixed(two, "dropped-input")).toBe(two.replace("  - name: skip\n    type: boolean\n", ""));
    expect(judge(text("").replace("boolean", "boolean # no longer used, kept for callers"))).toEqual([]);
    for (const use of ["${{ parameters.skip }}", "${{ parameters['skip'] }}", "${{ convertToJson(parameters) }}"])
      expect(judge(text(use))).toEqual([]);
  });
});

describe("gates", () => {
  const validation = (limit: string, keys: string) =>
    `jobs:\n  - job: ask\n${limit}    pool: server\n    steps:\n      - task: ManualValidation@1\n${keys}`;
  test("AZ-10: a validation that resumes when nobody answers", () => {
    const text = validation("", "        inputs:\n          onTimeout: resume\n");
    expect(judge(text)).toEqual(["ineffective-guard ManualValidation@1"]);
    expect(judge(fixed(text, "ineffective-guard"))).toEqual([]);
  });
  test("a validation cannot outlive its job", () => {
    const text = validation("", "        timeoutInMinutes: 1440\n");
    expect(judge(text)).toEqual(["ineffective-guard ManualValidation@1"]);
    expect(fixed(text, "ineffective-guard")).toContain("- job: ask\n    timeoutInMinutes: 1500\n");
    expect(judge(validation("    timeoutInMinutes: 4320\n", "        timeoutInMinutes: 1440\n"))).toEqual([]);
  });
  test("what is done with the work of an agent", () => {
    const steps = "bash: |\n  set -e\n  codex exec fix\n  git push origin HEAD:main";
    expect(judge(job("timeoutInMinutes: 9\n", steps))).toEqual(["unapproved-side-effect a"]);
    expect(judge(job("timeoutInMinutes: 9\n", steps.replace("main", "fix/1")))).toEqual([]);
  });
});

describe("templates", () => {
  const files = aroundOf({ "eng/fix.yml": "steps:\n  - bash: codex exec fix\n", "azure-pipelines.yml": "" });
  test("an agent in a template of the same repository", () => {
    expect(judge(job("", "template: eng/fix.yml"), files)).toEqual(["missing-timeout a"]);
    expect(judge(job("", "template: /eng/fix.yml@self"), files)).toEqual(["missing-timeout a"]);
    expect(judge(job("", "template: eng/fix.yml@other"), files)).toEqual([]);
    expect(judge(job("", "template: eng/none.yml"), files)).toEqual([]);
  });
  test("a template that names itself comes to an end", () => {
    const circle = aroundOf({ "a.yml": "steps:\n  - template: a.yml\n  - bash: codex exec fix\n" });
    expect(judge(job("", "template: a.yml"), circle)).toEqual(["missing-timeout a"]);
  });
  test("a template that is given jobs may limit them; what they run is known all the same", () => {
    const text = (step: string) =>
      `trigger: none\nextends:\n  template: a.yml@x\n  parameters:\n    stages:\n      - stage: s\n        jobs:\n          - job: a\n            steps:\n              - ${step}\n`;
    expect(judge(text(AGENT))).toEqual([]);
    expect(judge(text("script: curl -fsSO https://example.com/a"))).toEqual(["missing-retry a/0"]);
  });
});

describe("what is named and not there", () => {
  const pair = (keys: string) =>
    `trigger: none\njobs:\n  - job: build\n    steps:\n      - bash: echo "##vso[task.setvariable variable=tag;isOutput=true]1"\n        name: version\n  - job: use\n${keys}    steps:\n      - script: make\n`;
  test.each([
    ["a job", "    dependsOn: bulid\n", ["broken-handoff use"]],
    ["a job by another case", "    dependsOn: Build\n", []],
    [
      "a step",
      "    dependsOn: build\n    variables:\n      t: $[ dependencies.build.outputs['versoin.tag'] ]\n",
      ["broken-handoff use"],
    ],
    ["nothing", "    dependsOn: build\n    variables:\n      t: $[ dependencies.build.outputs['version.tag'] ]\n", []],
    ["a wait", "    variables:\n      t: $[ dependencies.build.outputs['version.tag'] ]\n", ["broken-handoff use"]],
  ])("%s", (_, keys, expected) => {
    expect(judge(pair(keys))).toEqual(expected);
    expect(judge(pair(keys).replace("trigger: none\n", ""))).toEqual([]);
  });
  test("a stage; templates may bring it", () => {
    const text = "trigger: none\nstages:\n  - stage: a\n    jobs: []\n  - stage: b\n    dependsOn: c\n    jobs: []\n";
    expect(judge(text)).toEqual(["broken-handoff b"]);
    expect(judge(`${text}  - template: c.yml\n`)).toEqual([]);
  });
});

describe("what may fail", () => {
  const step = (keys: string) => job("", `script: make list\n${keys}continueOnError: true`);
  test.each([
    ["nobody looks", step(""), ["silent-failure a/0"]],
    ["it runs after a failure", step("condition: failed()\n"), []],
    ["it only prints", job("", "pwsh: Get-ChildItem -Recurse\ncontinueOnError: true"), []],
    ["a reason behind it", job("", "script: make list\ncontinueOnError: true # the mirror is flaky"), []],
    ["a step reads the state", `${step("")}      - script: echo $(Agent.JobStatus)\n`, []],
    ["a job", job("continueOnError: true\n", "script: make"), ["silent-failure a"]],
  ])("%s", (_, text, expected) => {
    expect(judge(text)).toEqual(expected);
  });
  test("AZ-4: the fix for bash stops at the first failure", () => {
    const text = job("timeoutInMinutes: 5\n", 'bash: |\n  codex exec "fix"\n  echo done');
    expect(judge(text)).toEqual(["silent-failure a/0"]);
    expect(fixed(text, "silent-failure")).toContain(
      '- bash: |\n          set -eo pipefail\n          codex exec "fix"\n',
    );
    expect(judge(fixed(text, "silent-failure"))).toEqual([]);
  });
  test("AZ-5: a script runs in bash where the machine says so", () => {
    const text = (image: string) => job(`pool:\n  vmImage: ${image}\n`, "script: |\n  npm test\n  echo done");
    expect(judge(text("ubuntu-latest"))).toEqual(["silent-failure a/0"]);
    expect(judge(text("windows-latest"))).toEqual([]);
  });
  test("a retry of what is done anew each time", () => {
    const text = job("timeoutInMinutes: 5\n", "bash: gh issue create --title Report\nretryCountOnTaskFailure: 2");
    expect(judge(text)).toEqual(["retry-not-idempotent a/0"]);
  });
});

test("half-typed text gives silence, not guesses", () => {
  const text = `parameters:\n  - name: a\n${job("dependsOn: b\nstrategy:\n  matrix:\n    x: {}\n", AGENT)}`;
  for (let end = 0; end <= text.length; end++) {
    expect(lint({ path: PATH, text: text.slice(0, end) }, STRICT).failures).toEqual([]);
  }
});
