// What a shell script hides, apart from any platform.
import { describe, expect, test } from "vitest";
import type { Swallow } from "../server/src/core/model.ts";
import { parseYaml, root } from "../server/src/core/syntax/yaml.ts";
import { type ShellFlags, swallowsIn } from "../server/src/core/workflow/script-failures.ts";
import { readScript } from "../server/src/core/workflow/scripts.ts";

const STRICT: ShellFlags = { errexit: true, pipefail: true };
const NO_PIPEFAIL: ShellFlags = { errexit: true, pipefail: false };
const BARE: ShellFlags = { errexit: false, pipefail: false };

function read(lines: string, flags: ShellFlags): Swallow[] {
  const tree = parseYaml(`|\n${lines.replace(/^(?=.)/gm, "  ")}\n`);
  const script = readScript(tree, root(tree));
  expect(script).toBeDefined();
  return script ? swallowsIn(script, { subject: { value: "step", start: 0, end: 0 }, flags }) : [];
}
/** The words of what is hidden without an excuse. */
const hidden = (lines: string, flags = STRICT): string[] =>
  read(lines, flags).flatMap(({ words, excuse }) => (excuse ? [] : [words]));

describe("a failure thrown away", () => {
  test.each([
    ["npm publish || true", "npm publish || true"],
    ["./scripts/deploy.sh prod || :", "./scripts/deploy.sh prod || :"],
    ["pytest -q || exit 0", "pytest -q || exit 0"],
    ["uv run pytest || true", "uv run pytest || true"],
    ["cd web && npm run build || true", "npm run build || true"],
    ['git commit -m "Update" && git push || true', "git push || true"],
    ["terraform apply -auto-approve || true", "terraform apply -auto-approve || true"],
    ["make test || true", "make test || true"],
    ['claude -p "Fix it" || true', 'claude -p "Fix it" || true'],
  ])("%s", (script, words) => expect(hidden(script)).toEqual([words]));

  test.each([
    "rm -rf dist || true",
    "kill $PID || true",
    "docker rm -f db || true",
    "grep -c error log.txt || true",
    "diff a b || true",
    "count=$(grep -c x log || true)",
    "git merge --abort || true",
    "gh label create bug || true",
    "pip install --quiet py-spy || true",
    "npm install -g some-tool || true",
    "npm run lint -- --output-file=report.json || true",
    "npm audit --json > audit.json || true",
    'npm test || echo "tests failed"',
    "npm test || { echo failed; exit 1; }",
    "npm test || FAILED=1",
    "if npm test; then echo ok; fi",
    "npm publish --dry-run || true",
    "npm publish || true # the version may be published already",
    "# A missing token must not fail the build.\nnpm publish || true",
    'echo "npm publish || true"',
    "cat <<EOF\nnpm publish || true\nEOF",
  ])("not %s", (script) => expect(hidden(script)).toEqual([]));
});

describe("a pipe that reports its last program alone", () => {
  test.each([
    ['codex exec "Review" | tee review.md', 'codex exec "Review" | tee review.md'],
    ["npm test 2>&1 | tee test.log", "npm test 2>&1 | tee test.log"],
    ["node scripts/smoke.mjs | tee smoke.log", "node scripts/smoke.mjs | tee smoke.log"],
    ['claude -p "Answer" --output-format json | jq -r .result > answer.md', undefined],
    ['ANSWER=$(claude -p "Answer" | tail -1)', undefined],
  ])("%s", (script, words) => {
    const found = hidden(script, NO_PIPEFAIL);
    expect(found).toHaveLength(1);
    if (words) expect(found).toEqual([words]);
    expect(hidden(script, STRICT)).toEqual([]);
  });

  test.each([
    "git diff --name-only | tee changed.txt",
    'echo "a=b" | tee -a "$GITHUB_OUTPUT"',
    "cat log | head -1",
    "set -o pipefail\nnpm test | tee test.log",
    "set -euo pipefail\nnpm test | tee test.log",
    'npm test | tee test.log\nexit "${PIPESTATUS[0]}"',
    "if ! npm test | tee test.log; then exit 1; fi",
    "npm start | tee app.log &",
    "claude -p 'Say yes or no' | grep -q yes",
    "curl -fsSL https://example.com/install.sh | sh",
  ])("not %s", (script) => expect(hidden(script, NO_PIPEFAIL)).toEqual([]));
});

describe("a script that goes on after an error", () => {
  test.each([
    ["npm test\nnpm run build", ["npm test"]],
    ["./deploy.sh\necho done", ["./deploy.sh"]],
    ["npm test", []],
    ["set -e\nnpm test\necho done", []],
    ["npm test\nexit $?", []],
    ["npm test && echo fine", []],
    ["npm ci\nnpm run lint\nnpm test", []],
  ])("%s", (script, words) => expect(hidden(script, BARE)).toEqual(words));

  test("`set +e` without a look at the status", () => {
    expect(hidden("set +e\nnpm test\nset -e\necho done")).toEqual(["npm test"]);
    expect(hidden("set +e\nnpm test\nstatus=$?\nset -e\necho $status")).toEqual([]);
  });
});

describe("an agent that fails unseen", () => {
  test("inside the text of another command", () => {
    expect(hidden('gh pr comment 1 --body "$(claude -p "Review")"')).toHaveLength(1);
    expect(hidden('body=$(claude -p "Review")\ngh pr comment 1 --body "$body"')).toEqual([]);
  });

  test("in the background, with a `wait` that names nobody", () => {
    expect(hidden('claude -p "a" &\nclaude -p "b" &\nwait\ngit push')).toHaveLength(1);
    expect(hidden('claude -p "a" & first=$!\nwait "$first"')).toEqual([]);
    expect(hidden("npm start &\nwait")).toEqual([]);
  });
});

describe("an HTTP error that curl takes for an answer", () => {
  test.each([
    "curl -s -o terms.json https://example.com/terms",
    "curl -s https://example.com/terms > terms.json",
    "curl -s https://example.com/terms | jq .items > items.json",
    "TAG=$(curl -s https://example.com/latest | jq -r .tag)\ndocker pull app:$TAG",
    'DATA=$(curl -s https://example.com/data)\n./report.py "$DATA"',
    "curl -X POST -d '{}' \"$DEPLOY_HOOK\"",
    "curl -sSL https://example.com/tool.tgz -o tool.tgz",
  ])("%s", (script) => expect(hidden(script)).toEqual(["curl without --fail"]));

  test.each([
    "curl -fsS -o terms.json https://example.com/terms",
    "curl --fail-with-body -o terms.json https://example.com/terms",
    "code=$(curl -s -o terms.json -w '%{http_code}' https://example.com/terms)",
    "curl -I https://example.com > head.txt",
    "curl -s http://localhost:3000/items > items.json",
    "curl -s http://api:3000/items > items.json",
    "if curl -s https://example.com > page.html; then echo up; fi",
    "until curl -s https://example.com > page.html; do sleep 1; done",
    "curl -sL https://example.com/tool.tgz | tar xz",
    "curl -sLo tool.tgz https://example.com/tool.tgz\ntar xzf tool.tgz",
    "curl -sLo /usr/local/bin/tool https://example.com/tool\nchmod +x /usr/local/bin/tool",
    'TAG=$(curl -s https://example.com/latest)\nif [ -z "$TAG" ]; then exit 1; fi\necho $TAG',
    'R=$(curl -s https://example.com/x)\nSHA=$(echo "$R" | jq -r .sha)\n[ "$SHA" = null ] && exit 1\necho $SHA',
    "curl -s https://example.com/page",
    'curl -X POST -d \'{"text":"Deployed"}\' "$SLACK_WEBHOOK"',
    'curl "${CURL_OPTS[@]}" -o terms.json https://example.com/terms',
  ])("not %s", (script) => expect(hidden(script)).toEqual([]));
});

test("the place is that of the words, and the repairs mend it", () => {
  const [found] = read("make\nnpm publish --access public || true\n", STRICT);
  expect(found).toMatchObject({ start: 39, end: 46, effect: 'a failing "npm publish" passes for done' });
  expect(found?.repairs.map(({ title, edits }) => [title, ...edits.map(({ text }) => text)])).toEqual([
    ["Say that it failed", 'echo "npm publish failed" >&2'],
    ["Let it fail", ""],
  ]);
});

test("it takes time linear in the length of the script", () => {
  const lines = [
    "npm test || true",
    "a=$(curl -s https://example.com/$a)",
    "x | tee y",
    "for i in 1; do git push && break",
  ];
  const start = performance.now();
  for (const line of lines) hidden(`${line}\n`.repeat(4000), BARE);
  expect(performance.now() - start).toBeLessThan(4000);
});
