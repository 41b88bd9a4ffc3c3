// GitLab CI: which files are pipelines, what templates and defaults bring along, and the traps GL-1 … GL-15 of the platform.
import { describe, expect, test } from "vitest";
import type { Around } from "../server/src/core/around.ts";
import { NOWHERE } from "../server/src/core/around.ts";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import type { Finding } from "../server/src/core/finding.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Workflow } from "../server/src/core/model.ts";
import { aroundOf } from "./around.ts";

const PATH = ".gitlab-ci.yml";
const STRICT = { ...DEFAULT_CONFIG, profile: "strict" } as const;

function findings(text: string, around: Around = NOWHERE, path = PATH): Finding[] {
  const result = lint({ path, text }, STRICT, around);
  expect(result.failures).toEqual([]);
  expect(result.dialect).toBe("gitlab-ci");
  return result.findings.filter(({ rule }) => rule.startsWith("workflow/"));
}
const judge = (text: string, around?: Around): string[] =>
  findings(text, around).map(({ rule, subject }) => `${rule.slice(9)} ${subject}`);
const model = (text: string): Workflow =>
  lint({ path: PATH, text }, STRICT).models.find(({ family }) => family === "workflow") as Workflow;
const fixed = (text: string, rule: string): string => {
  const finding = findings(text).find((one) => one.rule === `workflow/${rule}`);
  return apply(text, finding?.fixes[0]?.edits ?? []);
};

const AGENT = 'agent:\n  stage: test\n  script:\n    - codex exec "fix the tests"\n';

describe("which files are pipelines", () => {
  test.each([
    ["a file of that name", ".gitlab-ci.yml", "build:\n  script: make\n", "gitlab-ci"],
    ["an included file", "ci/jobs.yml", "build:\n  stage: build\n  script:\n    - make\n", "gitlab-ci"],
    ["a GitHub workflow", "ci/a.yml", "on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n", "github-actions"],
    ["Travis", ".travis.yml", "language: go\nscript:\n  - make\n", undefined],
    ["CircleCI", "ci/b.yml", "version: 2\njobs:\n  a:\n    script: make\n    tags: x\n", undefined],
    ["scripts of something else", "tasks.yml", "build:\n  script: make\n", undefined],
  ])("%s", (_, path, text, dialect) => {
    expect(lint({ path, text }, STRICT).dialect).toBe(dialect);
  });
});

describe("limits", () => {
  test("GL-1: a default timeout has no effect, and says so", () => {
    expect(judge(`default:\n  timeout: 20m\n${AGENT}`)).toEqual(["ineffective-guard timeout", "missing-timeout agent"]);
  });
  test("GL-2: the project's hour bounds what builds and tests", () => {
    expect(judge("unit:\n  script: make test\ndeploy:\n  stage: deploy\n  script: ./deploy.sh\n")).toEqual([
      "missing-timeout deploy",
    ]);
  });
  test("the fix writes words, as GitLab reads them", () => {
    expect(fixed(AGENT, "missing-timeout")).toBe(
      AGENT.replace("stage: test\n", "stage: test\n  timeout: 15 minutes\n"),
    );
  });
  test("GL-3, GL-7: what is inherited counts, also from several templates and from merged anchors", () => {
    const base = ".limit:\n  timeout: 30m\n.shell:\n  tags: [x]\n";
    expect(judge(`${base}${AGENT}  extends: [.shell, .limit]\n`)).toEqual([]);
    expect(judge(`.a: &a\n  timeout: 5m\n${AGENT}  <<: *a\n`)).toEqual([]);
  });
  test("GL-3: a template in a file that nobody can read may hold anything", () => {
    expect(judge(`include: ci/base.yml\n${AGENT}  extends: .base\n`)).toEqual([]);
    const files = aroundOf({ "ci/base.yml": ".base:\n  tags: [x]\n" });
    expect(judge(`include: ci/base.yml\n${AGENT}  extends: .base\n`, files)).toEqual(["missing-timeout agent"]);
    const limited = aroundOf({ "ci/base.yml": ".base:\n  timeout: 1h\n" });
    expect(judge(`include:\n  - local: /ci/base.yml\n${AGENT}  extends: .base\n`, limited)).toEqual([]);
  });
  test("GL-4: a template has no limit of its own to miss", () => {
    expect(judge(`.${AGENT}`)).toEqual([]);
  });
  test("GL-10, a job that never runs", () => {
    expect(judge(`${AGENT}  when: never\n`)).toEqual([]);
  });
});

describe("retries", () => {
  const FETCH = "get:\n  script:\n    - curl -fsSO https://example.com/a.tgz\n";
  test("a call is tried once; a retry of the job or by default repeats it", () => {
    expect(judge(FETCH)).toEqual(["missing-retry get"]);
    expect(judge(`${FETCH}  retry: 1\n`)).toEqual([]);
    expect(judge(`default:\n  retry:\n    max: 2\n${FETCH}`), "GL-5: a default").toEqual([]);
    expect(judge(`default:\n  retry: 2\n${FETCH}  retry: 0\n`), "GL-5: a key replaces its default").toEqual([
      "missing-retry get",
    ]);
  });
  test("GL-12, GL-13: the fix of a job writes no more than two, and says for what", () => {
    const text = "copy:\n  stage: build\n  script:\n    - rsync -a dist/ user@example.com:/srv\n";
    expect(fixed(text, "missing-retry")).toContain("retry:\n    max: 2\n    when: [");
  });
  test("GL-6, GL-8: lists in lists are read, and what a reference brings is not known", () => {
    expect(judge("get:\n  script:\n    - - curl -fsSO https://example.com/a.tgz\n")).toEqual(["missing-retry get"]);
    expect(judge("get:\n  script:\n    - !reference [.a, script]\n")).toEqual([]);
  });
});

describe("hidden failures", () => {
  test("a job that is allowed to fail", () => {
    expect(judge("unit:\n  allow_failure: true\n  script: make test\n")).toEqual(["silent-failure unit"]);
    expect(fixed("unit:\n  allow_failure: true\n  script: make test\n", "silent-failure")).toContain(
      "allow_failure: false",
    );
  });
  test.each([
    ["exit codes of its own", "unit:\n  allow_failure:\n    exit_codes: 2\n  script: make test\n"],
    ["GL-9: a manual job", "unit:\n  when: manual\n  allow_failure: true\n  script: make test\n"],
    ["clean-up", "clean-up:\n  allow_failure: true\n  script: make clean\n"],
    [
      "a reason beside it",
      "# Allowed to fail: the old toolchain may be gone.\nunit:\n  allow_failure: true\n  script: make test\n",
    ],
  ])("not %s", (_, text) => {
    expect(judge(text)).toEqual([]);
  });
  test("GL-14: pipes report every program here", () => {
    expect(judge("a:\n  script:\n    - npm test | tee log\n")).toEqual([]);
    expect(judge("a:\n  script:\n    - npm test || true\n")).toEqual(["silent-failure a"]);
  });
});

describe("order, agents side by side, hand-offs", () => {
  test("stages run in order, their jobs side by side; needs replace that", () => {
    const { nodes } = model(
      "stages: [a, b]\nx:\n  stage: a\n  script: x\ny:\n  stage: b\n  script: y\nz:\n  stage: b\n  needs: []\n  script: z\n",
    );
    expect(nodes.map(({ id, after }) => [id, after.map(({ to }) => to)])).toEqual([
      ["x", []],
      ["y", ["x"]],
      ["z", []],
    ]);
  });
  test("GL-11: pages is a job, and the keys of the file are none", () => {
    expect(model("image: x\ncache: {}\nbefore_script: [a]\npages:\n  script: b\n").nodes.map(({ id }) => id)).toEqual([
      "pages",
    ]);
  });
  const legs = (values: string, more = "") =>
    `stages: [work, merge]\nagents:\n  stage: work\n  timeout: 10m\n  parallel:\n    matrix:\n      - TOPIC: ${values}\n${more}  script:\n    - claude -p "Improve $TOPIC" --max-turns 9\n`;
  test("GL-15: the legs of a matrix, of which a plain text counts one", () => {
    expect(judge(legs("[a, b, c, d]"))).toEqual(["uncoordinated-agents agents"]);
    expect(judge(legs("one"))).toEqual([]);
    expect(judge(legs("[a, b, c, d]", "  resource_group: repo\n"))).toEqual([]);
    expect(judge(`${legs("[a, b, c, d]")}merge:\n  stage: merge\n  script: ./merge.sh\n`)).toEqual([]);
  });
  test("a job that nobody declares", () => {
    const text = "a:\n  script: x\nb:\n  needs: [aa]\n  script: y\n";
    expect(judge(text)).toEqual(["broken-handoff b"]);
    expect(judge(`include:\n  - project: p\n    file: x.yml\n${text}`)).toEqual([]);
    expect(judge(text.replace("[aa]", "[{ job: aa, optional: true }]"))).toEqual([]);
  });
  test("inputs of the header", () => {
    const spec = (use: string) =>
      `spec:\n  inputs:\n    region:\n      default: eu\n---\nbuild:\n  script:\n    - make ${use}\n`;
    expect(judge(spec(""))).toEqual(["dropped-input region"]);
    expect(judge(spec('"$[[ inputs.region ]]"'))).toEqual([]);
    const two = spec("$[[ inputs.size ]]").replace("---", "    # how large\n    size:\n      default: 1\n---");
    expect(fixed(two, "dropped-input")).toBe(two.replace("    region:\n      default: eu\n", ""));
    const last = spec("$[[ inputs.region ]]").replace("---", "    size:\n      options: [1, 2]\n---");
    expect(fixed(last, "dropped-input")).toBe(last.replace("    size:\n      options: [1, 2]\n", ""));
  });
  test("GL-9: a gate outside of rules lets the pipeline go on", () => {
    const gate = "stages: [approve, deploy]\napprove:\n  stage: approve\n  script: [echo ok]\n  when: manual\n";
    const deploy = "deploy:\n  stage: deploy\n  timeout: 5m\n  script: ./deploy.sh\n";
    expect(judge(gate + deploy)).toEqual(["ineffective-guard approve"]);
    expect(judge(fixed(gate + deploy, "ineffective-guard"))).toEqual([]);
  });
});

describe("pipelines over several files", () => {
  const inFolder = (text: string, files: Record<string, string>, path: string) =>
    findings(text, aroundOf(files), path).map(({ rule, subject }) => `${rule.slice(9)} ${subject}`);

  test("GL-3: the job and its template may stand in different files, also behind a wildcard", () => {
    const files = { "web/ci/base.yml": ".work:\n  timeout: 20m\n" };
    const text = `include: ci/*.yml\n${AGENT}  extends: .work\n`;
    expect(inFolder(text, files, "web/.gitlab-ci.yml")).toEqual([]);
    expect(inFolder(text, { "web/ci/other.yml": ".x: {}\n" }, "web/.gitlab-ci.yml")).toEqual(["broken-handoff agent"]);
  });
  test("GL-5: a part of a pipeline has the defaults of the file in which that begins", () => {
    const part = "get:\n  stage: test\n  script:\n    - curl -fsSO https://example.com/a.tgz\n";
    const files = { ".gitlab-ci.yml": "include: .gitlab/get.yml\ndefault:\n  retry: 1\n" };
    expect(inFolder(part, files, ".gitlab/get.yml")).toEqual([]);
    expect(inFolder(`${part}  inherit:\n    default: false\n`, files, ".gitlab/get.yml")).toEqual([
      "missing-retry get",
    ]);
    expect(inFolder(`${part}  inherit:\n    default: [retry]\n`, files, ".gitlab/get.yml")).toEqual([]);
    expect(inFolder(`${part}  retry: null\n`, files, ".gitlab/get.yml")).toEqual(["missing-retry get"]);
  });
  test("a part of a pipeline may need what stands elsewhere", () => {
    expect(inFolder("b:\n  stage: x\n  needs: [aa]\n  script: y\n", {}, ".gitlab/b.yml")).toEqual([]);
  });
  test("a job that stands in two files is both together", () => {
    const files = { "base.yml": "agent:\n  timeout: 5m\n" };
    expect(inFolder(`include: base.yml\n${AGENT}`, files, ".gitlab-ci.yml")).toEqual([]);
  });
  test("GL-4, GL-6: what a job runs may stand in a template or behind a reference", () => {
    const base = ".agent:\n  script:\n    - codex exec fix\n";
    expect(judge(`${base}a:\n  extends: .agent\n`)).toEqual(["missing-timeout a"]);
    expect(judge(`${base}a:\n  script:\n    - !reference [.agent, script]\n`)).toEqual(["missing-timeout a"]);
    expect(
      judge("a:\n  script:\n    - !reference [.b, script]\n.b:\n  script:\n    - !reference [.b, script]\n"),
    ).toEqual([]);
  });
});

describe("what deploys", () => {
  test.each([
    ["deploy:docs", "stage: test", true],
    ["publish_image", "stage: test", true],
    ["web", "environment: production", true],
    ["web", "stage: deploy", true],
    ["web", "environment:\n    name: review\n    action: stop", false],
    ["stop-review", "stage: deploy", false],
    ["suite", "stage: deploy-part1", false],
    ["test:deploy", "stage: test", false],
    ["linux-release", "stage: build", false],
  ])("%s, %s: %s", (name, key, deploys) => {
    const text = `${name}:\n  ${key}\n  script: ./run.sh\n`;
    expect(judge(text)).toEqual(deploys ? [`missing-timeout ${name}`] : []);
  });
  test.each([
    ["aws s3 sync dist s3://shop", true],
    ["aws s3 cp s3://shop/a.txt .", false],
    ["helm upgrade --install web chart --dry-run", false],
    ["gh auth login --with-token", false],
    ["az login --identity", false],
    ["az webapp deploy --name shop", true],
    ["docker buildx build --push .", true],
    ["docker buildx build .", false],
  ])("%s: %s", (command, deploys) => {
    const found = judge(`job:\n  retry: 1\n  script:\n    - ${command}\n`);
    expect(found).toEqual(deploys ? ["missing-timeout job"] : []);
  });
});

describe("what else a pipeline says", () => {
  test("GL-9: a job whose rules all wait for a button may fail", () => {
    const job = (rules: string) => `a:\n  allow_failure: true\n  rules: ${rules}\n  script: make test\n`;
    expect(judge(job("[{ when: manual }]"))).toEqual([]);
    expect(judge(job("[{ if: $X, when: manual }, { when: on_success }]"))).toEqual(["silent-failure a"]);
  });
  test("work in after_script fails without a word", () => {
    const text = "a:\n  timeout: 5m\n  script: make\n  after_script:\n    - ./publish.sh\n";
    expect(judge(text)).toEqual(["silent-failure a"]);
    expect(judge(`variables:\n  AFTER_SCRIPT_IGNORE_ERRORS: "false"\n${text}`)).toEqual([]);
    expect(judge(text.replace("./publish.sh", "rm -rf tmp"))).toEqual([]);
  });
  test("stages and templates that nobody declares", () => {
    const text = "stages: [build]\na:\n  stage: buld\n  script: x\n";
    expect(judge(text)).toEqual(["broken-handoff a"]);
    expect(fixed(text, "broken-handoff")).toContain("stage: build");
    expect(judge("a:\n  script: x\n  needs: [.b]\n.b:\n  script: y\n")).toEqual(["broken-handoff a"]);
  });
  test("GL-13: a retry of what is done anew each time", () => {
    const text = (retry: string) =>
      `a:\n  timeout: 5m\n  retry: ${retry}\n  script:\n    - gh issue create --title Report --body-file r.md\n`;
    expect(judge(text("2"))).toEqual(["retry-not-idempotent a"]);
    expect(judge(text("{ max: 2, when: runner_system_failure }"))).toEqual([]);
  });
  test("pipelines of a merge request that nothing ends", () => {
    const text = "stages: [test]\na:\n  only: [merge_requests]\n  script: make a\nb:\n  script: make b\n";
    expect(judge(text)).toEqual(["superseded-runs (workflow)"]);
    expect(judge(fixed(text, "superseded-runs"))).toEqual([]);
    expect(judge(`workflow:\n  auto_cancel:\n    on_new_commit: interruptible\n${text}`)).toEqual([]);
  });
  test("what is done with the work of an agent", () => {
    const text = "a:\n  timeout: 5m\n  script:\n    - codex exec fix\n    - git push origin HEAD:main\n";
    expect(judge(text)).toEqual(["unapproved-side-effect a"]);
    expect(judge(fixed(text, "unapproved-side-effect"))).toEqual([]);
    expect(judge(text.replace("HEAD:main", "HEAD:fix-$CI_JOB_ID"))).toEqual([]);
  });
});

test("half-typed text gives silence, not guesses", () => {
  const text = `include:\n  - local: a.yml\n${AGENT}  needs: [b]\n  parallel:\n    matrix:\n      - A: [1, 2]\n`;
  for (let end = 0; end <= text.length; end++) {
    expect(lint({ path: PATH, text: text.slice(0, end) }, STRICT).failures).toEqual([]);
  }
});
