// Briefs inside the strings of TOML and YAML files: their places, and what fixes write there.
import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Brief } from "../server/src/core/model.ts";
import { parseToml } from "../server/src/core/syntax/toml.ts";

const STRICT = { ...DEFAULT_CONFIG, profile: "strict" } as const;
const TOML = ".gemini/commands/x.toml";
const TASKS = "src/a/config/tasks.yaml";

const judge = (path: string, text: string) => lint({ path, text }, STRICT);
const briefs = (path: string, text: string): Brief[] =>
  judge(path, text).models.flatMap((model) => (model.family === "brief" ? [model] : []));
const said = (text: string, { contract }: Brief) =>
  Object.fromEntries(Object.entries(contract).map(([part, at]) => [part, text.slice(at.start, at.end)]));
const fixes = (path: string, text: string) =>
  judge(path, text).findings.flatMap(({ rule, fixes }) =>
    fixes.map(({ edits }) => [rule, apply(text, edits)] as const),
  );

test.each([
  ["three quotes", 'prompt = """\nFix {{args}}.\n\n## Output\n\nOne commit.\n"""\n'],
  ["three quotes, at once", 'prompt = """Fix {{args}}.\n\n## Output\n\nOne commit."""\n'],
  ["three single quotes", "prompt = '''\nFix {{args}}.\n\n## Output\n\nOne commit.\n'''\n"],
  ["one line", 'prompt = "Fix {{args}}.\\n\\n## Output\\n\\nOne commit."\n'],
  ["Windows lines", 'prompt = """\r\nFix {{args}}.\r\n\r\n## Output\r\n\r\nOne commit.\r\n"""\r\n'],
])("the evidence in a TOML string lies where it is written: %s", (_, text) => {
  expect(briefs(TOML, text).map((brief) => said(text, brief))).toEqual([
    { inputs: "Fix {{args}}.", outputs: "One commit." },
  ]);
});

test("a text with a mistake says so, and nothing else", () => {
  const { findings, failures } = judge(TOML, 'prompt = """\nFix it.\n');
  expect([findings.map(({ rule }) => rule), failures]).toEqual([["plumblint/unreadable"], []]);
  expect(parseToml("a = \\\n").errors).toHaveLength(1);
});

test("sections go inside the quotes", () => {
  const [fix] = fixes(TOML, 'prompt = """\nFix {{args}}. Open a pull request.\n"""\nafter = 1\n');
  expect(fix).toEqual([
    "brief/missing-success-criteria",
    'prompt = """\nFix {{args}}. Open a pull request.\n\n## Success Criteria\n\n' +
      "- The project's tests and linter pass, or the failing ones are named.\n" +
      '- No file outside the scope of this text is changed.\n"""\nafter = 1\n',
  ]);
});

test("a section before the first one goes inside the quotes too", () => {
  const text = 'prompt = """# Fix\n\n## Output\n\nOne commit in `a.md`.\n\n## Done when\n\n`npm test` passes.\n"""\n';
  for (const [, fixed] of fixes(TOML, text)) expect(fixed).toMatch(/^prompt = """/);
  expect(fixes(TOML, text.replaceAll('"""', '"').replaceAll(/\n(?=.)/g, "\\n"))).toEqual([]);
});

test("each task is a brief, and what one of them says holds for the file", () => {
  const text = `a:
  description: |
    Read the notes on {topic}.
      - deeper
  expected_output: A table.
b:
  description: >
    Check them.
  expected_output: 'It''s a list.'
`;
  const found = briefs(TASKS, text);
  expect(found.map(({ title, kind }) => [title.value, kind])).toEqual([
    ["a", "task-brief"],
    ["b", "task-brief"],
  ]);
  expect(found.map((brief) => said(text, brief))).toEqual([
    { inputs: "{topic}", outputs: "A table." },
    { inputs: "{topic}", outputs: "It''s a list." },
  ]);
  const [fixed, ...others] = fixes(TASKS, text);
  expect(others, "a folded text has no room for a list").toEqual([]);
  expect(fixed?.[1]).toBe(
    text.replace(
      "deeper\n",
      "deeper\n\n    **Success Criteria**\n\n    - Every claim in the result must name its source.\n" +
        "    - Nothing that this text asks for is missing.\n",
    ),
  );
  expect(judge(TASKS, fixed?.[1] ?? "").findings).toEqual([]);
});

test.each([
  ["one file", "file: out.md\n", "", 1],
  ["files of their own", "", "", 0],
  [
    "a task that joins them",
    "file: out.md\n",
    "e:\n  description: Merge.\n  expected_output: A text.\n  context: [a, b, c, d]\n",
    0,
  ],
])("tasks that run together: %s", (_, file, join, count) => {
  const task = (name: string) =>
    `${name}:\n  description: Write on {topic}.\n  expected_output: A text.\n  async_execution: true\n${file && `  output_${file}`}`;
  const text = ["a", "b", "c", "d"].map(task).join("") + join;
  const found = judge(TASKS, text).findings.filter(({ rule }) => rule === "brief/uncoordinated-agents");
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(count > 0 ? ["a"] : []);
});
