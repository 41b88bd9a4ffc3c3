// GitHub Actions under the rules silent-failure, ineffective-guard, unapproved-side-effect and retry-not-idempotent. Traps
// GH-1 … GH-15 of the platform are named where one of these rules could fall into them.
import { describe, expect, test } from "vitest";
import { type Config, DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { source } from "../server/src/core/example.ts";
import type { Finding } from "../server/src/core/finding.ts";
import { lint } from "../server/src/core/lint.ts";

const STRICT: Config = { ...DEFAULT_CONFIG, profile: "strict" };
const PATH = ".github/workflows/test.yml";
const RULES = ["silent-failure", "ineffective-guard", "unapproved-side-effect", "retry-not-idempotent"];

function findings(text: string): Finding[] {
  const result = lint({ path: PATH, text }, STRICT);
  expect(result.failures).toEqual([]);
  return result.findings.filter(
    ({ rule }) => RULES.includes(rule.slice("workflow/".length)) || rule === "plumblint/unreadable",
  );
}
/** `rule subject` of each finding. */
const judge = (text: string): string[] =>
  findings(text).map(({ rule, subject }) => `${rule.slice(rule.indexOf("/") + 1)} ${subject}`);

/** Applies each fix alone: the text still parses and the finding is gone. Returns the texts. */
function fixesOf(text: string): string[] {
  return findings(text).flatMap(({ rule, subject, fixes }) =>
    fixes.map(({ edits }) => {
      const fixed = apply(text, edits);
      expect(judge(fixed), fixed).not.toContain(`${rule.slice(rule.indexOf("/") + 1)} ${subject}`);
      expect(judge(fixed), fixed).not.toContain("unreadable");
      return fixed;
    }),
  );
}

const indent = (text: string, by: number): string => text.trimEnd().replace(/^(?=.)/gm, " ".repeat(by));
/** A workflow of one job with these keys and steps. */
const job = (keys: string, ...steps: string[]): string =>
  `on: push\njobs:\n  a:\n${indent(keys, 4)}\n    steps:\n${steps.map((step) => indent(step, 6)).join("\n")}\n`;
const UBUNTU = "runs-on: ubuntu-latest\ntimeout-minutes: 5";
const steps = (...list: string[]): string => job(UBUNTU, ...list);
const PIPE = "- run: npm test | tee test.log";
const SILENT = "silent-failure a/0";

describe("the shell of a step", () => {
  test("GH-5: the default shell has no pipefail, `shell: bash` has it, wherever it is set", () => {
    expect(judge(steps(PIPE))).toEqual([SILENT]);
    expect(judge(steps(`${PIPE}\n  shell: sh`))).toEqual([SILENT]);
    expect(judge(steps(`${PIPE}\n  shell: bash`))).toEqual([]);
    expect(judge(job(`${UBUNTU}\ndefaults:\n  run:\n    shell: bash`, PIPE))).toEqual([]);
    expect(judge(`defaults:\n  run:\n    shell: bash\n${steps(PIPE)}`)).toEqual([]);
    expect(judge(`defaults:\n  run:\n    shell: bash\n${steps(`${PIPE}\n  shell: sh`)}`)).toEqual([SILENT]);
  });

  test("GH-5: a shell with options of its own goes on after an error", () => {
    const two = "- shell: bash {0}\n  run: |\n    npm test\n    echo done";
    expect(judge(steps(two))).toEqual([SILENT]);
    expect(judge(steps(two.replace("bash {0}", "bash -e {0}")))).toEqual([]);
    expect(fixesOf(steps(two))[0]).toContain("- shell: bash\n");
  });

  test("GH-6: Windows has PowerShell; a matrix may hold Windows", () => {
    expect(judge(job("runs-on: windows-latest\ntimeout-minutes: 5", PIPE))).toEqual([]);
    expect(judge(job("runs-on: windows-latest\ntimeout-minutes: 5", `${PIPE}\n  shell: sh`))).toEqual([SILENT]);
    const matrix = (axis: string) =>
      job(`strategy:\n  matrix:\n    os: ${axis}\nruns-on: \${{ matrix.os }}\ntimeout-minutes: 5`, PIPE);
    expect(judge(matrix("[ubuntu-latest, windows-latest]"))).toEqual([]);
    expect(judge(matrix(`\${{ fromJSON(inputs.systems) }}`))).toEqual([]);
    expect(judge(matrix("[ubuntu-latest, macos-latest]"))).toEqual([SILENT]);
  });

  test("GH-14: comments, here-documents and quoted text are no commands", () => {
    const script =
      "- run: |\n    # npm publish || true\n    cat <<EOF > help.txt\n    codex exec x | tee y\n    EOF\n    echo 'npm publish || true'";
    expect(judge(steps(script))).toEqual([]);
  });

  test("GH-15: curl in a test handles its own failure", () => {
    expect(judge(steps("- run: |\n    if curl -s https://example.com/a > a.json; then echo up; fi"))).toEqual([]);
    expect(judge(steps("- run: |\n    while ! curl -s https://example.com/a > a.json; do sleep 1; done"))).toEqual([]);
  });
});

describe("a step or a job whose failure is passed over", () => {
  const STEP = "- id: bench\n  run: ./bench.sh\n  continue-on-error: true";

  test("is read by its outcome, its result or a fallback for its output", () => {
    expect(judge(steps(STEP))).toEqual([SILENT]);
    for (const reader of [
      "- if: steps.bench.outcome == 'failure'\n  run: echo no",
      `- run: test \${{ steps['bench'].conclusion }} = success`,
      `- run: echo '\${{ toJSON(steps) }}'`,
      `- run: echo \${{ steps.bench.outputs.token || github.token }}`,
      "- if: steps.bench.outputs.done\n  run: echo yes",
    ]) {
      expect(judge(steps(STEP, reader)), reader).toEqual([]);
    }
    expect(judge(steps(STEP, "- if: steps.other.outcome == 'failure'\n  run: echo no"))).toEqual([SILENT]);
    const readJob =
      "\n  b:\n    needs: a\n    runs-on: ubuntu-latest\n    steps:\n      - run: test ${{ needs.a.result }} = success\n";
    const text = job(`${UBUNTU}\ncontinue-on-error: true`, "- run: make");
    expect(judge(text)).toEqual(["silent-failure a"]);
    expect(judge(text + readJob)).toEqual([]);
  });

  test.each([
    "- name: Coverage (optional)\n  run: ./cover.sh\n  continue-on-error: true",
    "- uses: actions/upload-artifact@v4\n  continue-on-error: true",
    "- uses: slackapi/slack-github-action@v2\n  continue-on-error: true",
    "- run: gh issue comment 1 --body done\n  continue-on-error: true",
    "- run: ./bench.sh\n  continue-on-error: true # the machine is too busy at times, and this fails",
    "- run: ./bench.sh\n  # May fail on forks.\n  continue-on-error: true",
    "- run: |\n    # Never fail the release for this.\n    ./bench.sh\n  continue-on-error: true",
    "- run: ./bench.sh\n  if: always()\n  continue-on-error: true",
    `- run: ./bench.sh\n  continue-on-error: \${{ inputs.lenient }}`,
    "- run: ./bench.sh\n  continue-on-error: false",
    "- run: ./bench.sh\n  continue-on-error: true\n  if: false",
    "- run: ./bench.sh --output bench.json\n  continue-on-error: true\n- run: ./compare.sh bench.json",
    "- run: npm outdated\n  continue-on-error: true",
  ])("is excused: %s", (step) => expect(judge(steps(step))).toEqual([]));

  test.each([
    "- name: Run tests with coverage\n  run: npm test\n  continue-on-error: true",
    "- name: Integration\n  run: npm run test:e2e\n  if: always()\n  continue-on-error: true",
    "# ---- Coverage ----\n- name: Check\n  run: ./check.sh\n  continue-on-error: true",
  ])("is not excused: %s", (step) => expect(judge(steps(step))).toHaveLength(1));

  test("the upload of findings is a check, whatever its name", () => {
    const upload =
      "- name: Upload\n  if: always()\n  uses: github/codeql-action/upload-sarif@v3\n  continue-on-error: true";
    expect(judge(steps(upload))).toEqual(["silent-failure a/Upload"]);
  });

  test("a job is excused by firm words alone, by an expression, and when it is switched off", () => {
    const keys = (more: string) => job(`${UBUNTU}\n${more}`, "- run: make test");
    expect(judge(keys("# Do not fail when it finds something.\ncontinue-on-error: true"))).toEqual([
      "silent-failure a",
    ]);
    expect(judge(keys("# Experimental.\ncontinue-on-error: true"))).toEqual([]);
    expect(judge(keys(`continue-on-error: \${{ matrix.experimental }}`))).toEqual([]);
    expect(judge(keys("name: Nightly\ncontinue-on-error: true"))).toEqual([]);
    expect(judge(keys("if: false\ncontinue-on-error: true"))).toEqual([]);
  });

  test("GH-13: `fail-fast: false` hides nothing", () => {
    const matrix = "strategy:\n  fail-fast: false\n  matrix:\n    node: [20, 22]";
    expect(judge(job(`${UBUNTU}\n${matrix}`, "- run: npm test"))).toEqual([]);
  });

  test("one step is reported once, and its fix mends all of it", () => {
    const text = steps("- name: Check\n  run: |\n    npm test || true\n    npm run lint || true");
    expect(judge(text)).toEqual(["silent-failure a/Check"]);
    expect(fixesOf(text)[0]).toContain("npm run lint || echo");
    expect(fixesOf(text)[1]).toContain("    npm test\n");
  });
});

describe("fixes", () => {
  test("for a pipe: bash, not where `head` closes it early", () => {
    expect(fixesOf(steps(PIPE))).toEqual([steps("- shell: bash\n  run: npm test | tee test.log")]);
    expect(fixesOf(steps("- run: npm test | head -20"))).toEqual([]);
  });

  test("keep comments, and the line ends of the file", () => {
    const text = steps("- name: Bench # slow", "  run: ./bench.sh", "  continue-on-error: true").replace(/\n/g, "\r\n");
    expect(fixesOf(text)).toEqual([text.replace("        continue-on-error: true\r\n", "")]);
  });

  test("none in a flow mapping", () => {
    expect(fixesOf(steps("- { run: ./bench.sh, continue-on-error: true }"))).toEqual([]);
  });
});

describe("guards that guard nothing", () => {
  const idle = (text: string): string[] => judge(text).filter((line) => line.startsWith("ineffective-guard"));
  const LIMITED = "runs-on: ubuntu-latest";

  test("GH-1: a call of a workflow takes no limit", () => {
    const call = "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    timeout-minutes: 5\n";
    expect(idle(call)).toEqual(["ineffective-guard a"]);
    expect(fixesOf(call)).toEqual([call.replace("    timeout-minutes: 5\n", "")]);
    expect(idle(call.replace("    timeout-minutes: 5\n", ""))).toEqual([]);
  });

  test("GH-3: a number in quotes is refused", () => {
    expect(fixesOf(job(`${LIMITED}\ntimeout-minutes: '30'`, "- run: make"))).toEqual([
      job(`${LIMITED}\ntimeout-minutes: 30`, "- run: make"),
    ]);
    expect(idle(job(`${LIMITED}\ntimeout-minutes: \${{ inputs.minutes }}`, "- run: make"))).toEqual([]);
  });

  test("limits of nothing, and above what the platform allows", () => {
    expect(idle(job(`${LIMITED}\ntimeout-minutes: 0`, "- run: make"))).toEqual(["ineffective-guard a"]);
    expect(idle(steps("- run: make\n  timeout-minutes: -1"))).toEqual(["ineffective-guard a/0"]);
    expect(idle(job(`${LIMITED}\ntimeout-minutes: 600`, "- run: make"))).toEqual(["ineffective-guard a"]);
    expect(idle(job(`${LIMITED}\ntimeout-minutes: 360`, "- run: make"))).toEqual([]);
    expect(idle(job("runs-on: [self-hosted, linux]\ntimeout-minutes: 600", "- run: make"))).toEqual([]);
    expect(idle(job("runs-on: big-machine\ntimeout-minutes: 600", "- run: make"))).toEqual([]);
  });

  test("GH-11: nick-fields/retry needs one limit for each try, and is a retry all the same", () => {
    const retry = (inputs: string) =>
      steps(`- uses: nick-fields/retry@v3\n  with:\n    command: make\n${indent(inputs, 4)}`);
    expect(idle(retry("max_attempts: 3"))).toEqual(["ineffective-guard a/0"]);
    expect(idle(retry("timeout_minutes: 3"))).toEqual([]);
    expect(idle(retry("timeout_seconds: 3"))).toEqual([]);
    expect(idle(retry("timeout_minutes: 3\ntimeout_seconds: 3"))).toEqual(["ineffective-guard a/0"]);
    expect(idle(retry("timeout_minutes: 3\nmax_attempts: 1"))).toEqual(["ineffective-guard a/0"]);
    expect(fixesOf(retry("timeout_minutes: 3\ntimeout_seconds: 3"))).toEqual([retry("timeout_minutes: 3")]);
  });

  test("GH-9: a job that stands for all others and looks at none", () => {
    const gate = (id: string, keys: string, step: string) =>
      `${steps("- run: make")}  ${id}:\n    needs: [a]\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n${indent(keys, 4)}\n    steps:\n${indent(step, 6)}\n`;
    const says = '- run: echo "All passed"';
    expect(idle(gate("ci-ok", "if: always()", says))).toEqual(["ineffective-guard ci-ok"]);
    expect(idle(gate("all-checks-passed", `if: \${{ always() }}`, says))).toEqual([
      "ineffective-guard all-checks-passed",
    ]);
    expect(idle(gate("notify", "if: always()", says))).toEqual([]);
    expect(idle(gate("ci-ok", "if: always() && needs.a.result == 'success'", says))).toEqual([]);
    expect(idle(gate("ci-ok", "if: always()", `- run: test \${{ needs.a.result }} = success`))).toEqual([]);
    expect(idle(gate("ci-ok", "if: always()", "- uses: re-actors/alls-green@release/v1"))).toEqual([]);
  });

  describe("inputs that the action of an agent has not", () => {
    const claude = (uses: string, inputs: string) =>
      steps(`- uses: ${uses}\n  with:\n    prompt: Work\n${indent(inputs, 4)}`);
    const ACTION = "anthropics/claude-code-action";

    test("by its version", () => {
      for (const version of ["@v1", "@v1.0.30", "@main", `@${"a".repeat(40)} # v1.0.30`]) {
        expect(idle(claude(ACTION + version, "max_turns: 5")), version).toEqual(["ineffective-guard a/0"]);
      }
      for (const version of ["@beta", "@v0.0.30", `@${"a".repeat(40)}`, `@${"a".repeat(40)} # v0.0.30`]) {
        expect(idle(claude(ACTION + version, "max_turns: 5")), version).toEqual([]);
      }
      expect(idle(claude("openai/codex-action@v1", "timeout-minutes: 5"))).toEqual(["ineffective-guard a/0"]);
      expect(idle(claude("somebody/agent-action@v1", "max_turns: 5"))).toEqual([]);
    });

    test("are moved to where they count", () => {
      expect(fixesOf(claude(`${ACTION}@v1`, 'max_turns: "5"'))[0]).toContain("    claude_args: --max-turns 5\n");
      expect(fixesOf(claude(`${ACTION}@v1`, "max_turns: 5\nclaude_args: --model opus"))[0]).toContain(
        "prompt: Work\n          claude_args: --model opus --max-turns 5\n",
      );
      expect(fixesOf(claude(`${ACTION}@v1`, "claude_args: |\n  --model opus\nmax_turns: 5"))[0]).toContain(
        "claude_args: |\n            --max-turns 5\n            --model opus\n",
      );
      expect(fixesOf(claude(`${ACTION}@v1`, "timeout_minutes: 10"))[0]).toBe(
        steps(`- uses: ${ACTION}@v1\n  timeout-minutes: 10\n  with:\n    prompt: Work`),
      );
      expect(fixesOf(claude(`${ACTION}@v1`, "disallowed_tools: WebFetch,Bash(rm:*)"))[0]).toContain(
        "claude_args: '--disallowedTools \"WebFetch,Bash(rm:*)\"'\n",
      );
    });
  });

  test("a loop of tries that goes on after the last", () => {
    const loop = (body: string, after = "") =>
      steps(`- run: |\n    for i in 1 2 3; do\n${indent(body, 6)}\n    done\n${indent(after, 4)}`);
    expect(idle(loop("git push && break\nsleep 5"))).toEqual(["ineffective-guard a/0"]);
    expect(idle(loop("git push && break || sleep 5"))).toEqual(["ineffective-guard a/0"]);
    expect(idle(loop('git push && break\n[ "$i" = 3 ] && exit 1\nsleep 5'))).toEqual([]);
    expect(idle(loop("git push && exit 0\nsleep 5", "exit 1"))).toEqual([]);
    const counted = (test: string) =>
      steps(`- run: |\n    while ${test}; do\n      git push && break\n      sleep 5\n    done`);
    expect(idle(counted("[ $n -lt 3 ]"))).toEqual(["ineffective-guard a/0"]);
    expect(idle(counted("true"))).toEqual([]);
    expect(idle(loop("curl -sf http://localhost:3000 && break\nsleep 5"))).toEqual([]);
  });
});

describe("what an agent may do that cannot be undone", () => {
  const effects = (text: string): string[] => judge(text).filter((line) => line.startsWith("unapproved"));
  const workflow = (on: string, keys: string, ...list: string[]) => job(keys, ...list).replace("on: push", `on: ${on}`);
  const AGENT = "- uses: openai/codex-action@v1\n  with:\n    prompt: Work";
  const CHECKOUT = "- uses: actions/checkout@v4";
  const FOUND = ["unapproved-side-effect a"];

  test.each([
    ["- run: git push origin main", FOUND],
    ["- run: git push", FOUND],
    ["- uses: stefanzweifel/git-auto-commit-action@v5", FOUND],
    ["- run: npm publish", FOUND],
    ["- run: gh pr merge --squash 5", FOUND],
    ["- run: npx wrangler deploy", FOUND],
    ["- uses: peaceiris/actions-gh-pages@v4", FOUND],
    ["- run: git push origin HEAD:agent-work", []],
    ["- run: |\n    git switch -c work\n    git push", []],
    ["- uses: peter-evans/create-pull-request@v7\n- run: git push", []],
    ["- run: npm publish --dry-run", []],
    ["- run: gh release create v1 --draft", []],
    ["- run: make", []],
  ])("%s", (step, wanted) => expect(effects(workflow("issues", UBUNTU, CHECKOUT, AGENT, step))).toEqual(wanted));

  test("somebody agrees: an environment, a button, a tag", () => {
    const publish = "- run: npm publish";
    expect(effects(workflow("issues", `${UBUNTU}\nenvironment: npm`, CHECKOUT, AGENT, publish))).toEqual([]);
    expect(effects(workflow("workflow_dispatch", UBUNTU, CHECKOUT, AGENT, publish))).toEqual([]);
    expect(effects(workflow("{ push: { tags: [v*] } }", UBUNTU, CHECKOUT, AGENT, publish))).toEqual([]);
    expect(effects(workflow("release", UBUNTU, CHECKOUT, AGENT, publish))).toEqual([]);
  });

  test("a push needs the right to write, and the default branch", () => {
    const push = "- run: git push";
    expect(effects(workflow("issues", `${UBUNTU}\npermissions: { contents: read }`, CHECKOUT, AGENT, push))).toEqual(
      [],
    );
    expect(effects(workflow("pull_request", UBUNTU, CHECKOUT, AGENT, push))).toEqual([]);
    expect(effects(workflow("issues", UBUNTU, `${CHECKOUT}\n  with:\n    ref: dev`, AGENT, push))).toEqual([]);
  });

  test("what its list of tools lets it do", () => {
    const claude = (args: string) =>
      workflow(
        "issues",
        UBUNTU,
        CHECKOUT,
        `- uses: anthropics/claude-code-action@v1\n  with:\n    prompt: Work\n    claude_args: ${args}`,
      );
    expect(effects(claude(`--allowedTools "Bash(gh pr view:*),Bash(gh pr merge:*)"`))).toEqual(FOUND);
    expect(effects(claude(`--allowedTools "Bash(gh pr comment:*),Bash(git push:*)"`))).toEqual([]);
    expect(effects(claude(`--allowedTools "Read" --disallowedTools "Bash(npm publish:*)"`))).toEqual([]);
  });

  test("what its prompt tells it to do", () => {
    const told = (line: string) =>
      workflow(
        "issues",
        UBUNTU,
        CHECKOUT,
        `- uses: anthropics/claude-code-action@v1\n  with:\n    prompt: |\n      Fix it.\n      ${line}`,
      );
    expect(effects(told("Then run `git push origin HEAD:main`."))).toEqual(FOUND);
    expect(effects(told("Never run `git push origin main`."))).toEqual([]);
    expect(effects(told("Then run `git push origin fix`."))).toEqual([]);
  });

  test("only what stands behind the agent", () => {
    expect(effects(workflow("issues", UBUNTU, CHECKOUT, "- run: npm publish", AGENT))).toEqual([]);
    expect(effects(workflow("issues", UBUNTU, CHECKOUT, '- run: |\n    claude -p "Write"\n    npm publish'))).toEqual(
      FOUND,
    );
  });
});

test("GH-15 and retries: what is done anew each time is no thing to repeat", () => {
  const unsafe = (...lines: string[]) => judge(steps(`- run: |\n${indent(lines.join("\n"), 4)}`));
  expect(unsafe("until gh issue create --title a; do sleep 5; done")).toEqual(["retry-not-idempotent a/0"]);
  expect(unsafe("for f in *.md; do gh issue create --title $f; done")).toEqual([]);
  expect(unsafe("until git push; do sleep 5; done")).toEqual([]);
});

test("a workflow of sound steps gets nothing", () => {
  const sound = source`
    on: [pull_request]
    jobs:
      try:
        runs-on: ubuntu-latest
        timeout-minutes: 10
        steps:
          - id: bench
            run: ./bench.sh
            continue-on-error: true
          - if: steps.bench.outcome == 'failure'
            run: echo "::warning::bench failed"
      agent:
        runs-on: ubuntu-latest
        steps:
          - run: until curl -sf http://localhost:8080/health; do sleep 1; done
            timeout-minutes: 2
          - uses: anthropics/claude-code-action@v1
            timeout-minutes: 15
            with:
              prompt: Triage the new issue
              claude_args: --max-turns 20
  `;
  expect(judge(sound)).toEqual([]);
});

test("half a workflow gets nothing", () => {
  for (const text of [
    "on: push\njobs:\n  a:\n    continue-on-error: true",
    "on: push\njobs:\n  a:\n    timeout-minutes:\n    steps:\n      - run:",
    "on: push\njobs:\n  a:\n    steps:\n      - uses: nick-fields/retry@v3\n        with:",
    "on: push\njobs:\n  a:\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          max_turns",
  ]) {
    expect(
      findings(text).filter(({ rule }) => rule !== "plumblint/unreadable"),
      text,
    ).toEqual([]);
  }
});
