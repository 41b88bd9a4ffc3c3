// What counts as evidence in a brief, and what only looks like it. The ids are those of the list of look-alikes.
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import { numberOf } from "../server/src/core/brief/numbers.ts";
import { isVague, owed } from "../server/src/core/brief/owed.ts";
import { writeSections } from "../server/src/core/brief/scaffold.ts";
import { apply } from "../server/src/core/edit.ts";
import type { BriefKind } from "../server/src/core/model.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";

const read = (text: string, kind: BriefKind | "by content" = "command", path = "briefs/work.md") =>
  lowerBrief(parseMarkdown(text), { path, text }, { dialect: "task-brief", kind });

const parts = (text: string, kind?: BriefKind) => Object.keys(read(text, kind).contract);

describe("inputs", () => {
  test.each([
    ["an argument", "Fix $ARGUMENTS."],
    ["B-76 an argument in a fence, where the host replaces it too", "```sh\nmake $ARGUMENTS\n```"],
    ["an argument hint", "---\nargument-hint: <file>\n---\nFix it."],
    ["a prompt variable", "Explain ${input:file:which file}."],
    ["a section", "## Inputs\n\n- The order book of the shop"],
    ["B-58 a bold line as heading", "**Inputs**\n\n- The order book of the shop"],
    ["B-58 a heading with number and emoji", "## 2. 📥 Inputs\n\n- The order book of the shop"],
    ["a tag", "<input>\nThe order book of the shop.\n</input>"],
    ["a named file", "Read `docs/style.md` before anything else."],
    ["the caller", "The caller passes the name of the table."],
    ["a condition on its absence", "If no path is given, stop."],
    ["a command whose output is read", "Run `git diff --staged` to see the change."],
    ["the state to begin with", "Requires a running cluster."],
    ["what is given, by its path", "Given: the chart in `charts/log-agent`."],
  ])("%s", (_, text) => expect(parts(text)).toContain("inputs"));

  test.each([
    ["B-01 the usage of a product", "## Usage\n\nClick on the button to see more."],
    ["B-02 software to install", "## Prerequisites\n\n- Node 20 or newer"],
    ["B-03 background", "## Context\n\nThe shop has grown, and so has its code."],
    ["B-04 functional requirements", "## Requirements\n\n- Orders can be cancelled for a week."],
    ["B-05 validation as a topic", "- **Input validation**: check that user input is sanitised"],
    ["B-06 an input in an example", '## Example\n\n**Input**: "Create standards"'],
    ["B-08 a form field", "Make each input of the form larger."],
    ["B-09 an HTML element", 'Style <input type="text"> like the buttons.'],
    ["B-10 money and shell", "It costs $5, or $10k for all.\n\n```sh\nawk '{print $1}'\n```"],
    ["B-12 a hint that says none", '---\nargument-hint: "(none - asks nothing)"\n---\nTidy up.'],
    ["B-13 an empty hint", "---\nargument-hint:\nmodel: small\n---\nTidy up."],
    ["B-14 decorators and addresses", "Write to me@example.org about `@Input()` and @param."],
    ["B-15 a trigger", "Use when the user asks for nicer code."],
    ["B-16 a question", "Ask the user clarifying questions."],
    ["a generic object", "Review the code and improve it."],
    ["alternatives are no path", "Check authentication/authorisation and errors/warnings."],
    ["Node.js is no file", "Read about Node.js first."],
    ["B-52 a placeholder", "## Inputs\n\nTBD"],
    ["B-52 a blank to fill in", "## Inputs\n\n- <describe here>"],
    ["B-48 a heading in a fence", "```\n## Inputs\n- the order book\n```"],
    ["B-49 a fence in a longer fence", "````\n```\n## Inputs\n- the order book\n```\n````"],
    ["B-55 a comment", "<!--\n## Inputs\n- the order book\n-->"],
  ])("not: %s", (_, text) => expect(parts(text)).not.toContain("inputs"));
});

describe("outputs", () => {
  test.each([
    ["named parts behind a label", "- Return: the decision, its reasons, and what was rejected."],
    ["what the last message says", "In the final answer, summarize the bug and the fix."],
    ["a file that a script writes", "Set it up:\n\n```bash\necho '{}' > .prettierrc.json\n```"],
    ["what a file shall hold", '**Linter (.eslintrc.json):**\n\n```json\n{ "root": true }\n```'],
    ["a result at its place", "Result: the list of nodes in `reports/nodes.md`."],
    ["a section", "## Output\n\n- A table of prices"],
    ["a format", "## Output Format\n\nShort and plain."],
    ["a file", "Write the result to `docs/prices.md`."],
    ["a form", "Return a JSON array."],
    ["a pull request", "Open a pull request with the change."],
    ["a commit", "Commit the changes."],
    ["parts", "For each finding, provide:\n\n- its place\n- its weight"],
    ["a list of things", "## Deliverables\n\n- Makefile\n- Runbook"],
    ["a template", "Report:\n\n```\nFound: …\n```"],
    ["a list item with a label", "- **Output:** a table of prices"],
  ])("%s", (_, text) => expect(parts(text)).toContain("outputs"));

  test.each([
    ["an activity", "Design, implement and document the feature."],
    ["a solution", "Provide recommendations and feedback."],
    ["adjectives", "## Output\n\n- Memory-efficient and clean"],
    ["B-17 the output of an example", "## Example\n\n**Output**: a table of prices"],
    ["B-20 output as a topic", "- **Output encoding**: escape what users wrote"],
    ["B-23 reports as a topic", "You know vulnerability reports by heart."],
    ["B-27 report as a verb", "You report to the head of sales."],
    ["B-28 sample requests", '## Example Interactions\n\n- "Write a report to `a.md`"'],
    ["B-50 an empty section", "## Output\n\n## Notes\n\nNone."],
    ["B-57 a table without rows", "## Output\n\n| File | Content |\n| --- | --- |"],
    ["what a persona can do", "## Capabilities\n\n- Create a report about anything"],
  ])("not: %s", (_, text) => expect(parts(text)).not.toContain("outputs"));

  test("B-51 a section with nothing but sections is not empty", () => {
    expect(parts("## Output\n\n### Table\n\nPrices by day.")).toContain("outputs");
  });
});

describe("success criteria", () => {
  test.each([
    ["a proof for every claim, among principles", "## Key Principles\n\n- **Always cite `file:line`** for every claim"],
    ["tests that still pass", "If there are tests, ensure they are still passing after your changes."],
    ["a command that shows the state", "5. Verify the API is running: `curl http://localhost:3001/flags`"],
    [
      "criteria below an item, among the background",
      "<background>\n- **Success Criteria**:\n  - Two specs never have the same name\n</background>",
    ],
    ["a section", "## Success Criteria\n\n- Every price has a currency."],
    ["done when", "Done when all prices are there."],
    ["tests that must pass", "The tests must pass."],
    ["a loop", "Fix what fails until all tests pass."],
    ["an obligation to run a check", "After each change run the tests."],
    ["a decision rule", "Only report issues that you have reproduced."],
    ["a reference for each claim", "Every claim must cite a line."],
    ["a named standard", "The pages meet WCAG 2.1 AA."],
    ["a checklist about the result", "## Checklist\n\n- [ ] All prices are listed\n- [ ] No duplicates"],
    ["a checklist of questions", "## Quality Checklist\n\n- [ ] Is every price listed?"],
  ])("%s", (_, text) => expect(parts(text)).toContain("success"));

  test.each([
    ["a step that names no check", "Verify that the code is good."],
    ["a topic among the abilities", "## Capabilities\n\n- **Success criteria**: knows how to write them for teams"],
    ["B-34 a last step", "1. **Done** - wrap up"],
    [
      "B-35 criteria to be asked for",
      "## Questions\n\n- **Acceptance criteria**: what must be true in the end, and for whom?",
    ],
    ["B-36 criteria in a template", "## Report Format\n\n### Success Criteria\n\n- what the customer wants to see"],
    ["B-38 figures of a persona", "## Success Metrics\n\n- Happier customers"],
    ["B-39 a checklist of steps", "## Checklist\n\n- [ ] Open the editor\n- [ ] Start the server"],
    ["B-40 success as a topic", "## Customer Success\n\nYou know what makes customers stay."],
    ["B-41 a goal", "## Goal\n\nA faster shop."],
    ["B-43 a bullet among capabilities", "## Capabilities\n\n- Quality gates that must pass"],
    ["B-44 adjectives", "Write robust, production-ready code of high quality."],
    ["B-45 a prohibition", "Never push to the main branch."],
    ["B-46 a length", "At most 200 words."],
    ["B-47 a sample", "```\nAll tests must pass.\n```"],
    ["B-53 nothing but a placeholder", "## Success Criteria\n\nTODO"],
    ["a bare list of commands", "- `npm test` - the tests"],
  ])("not: %s", (_, text) => expect(parts(text)).not.toContain("success"));
});

test("evidence is the first sentence that counts, at its place", () => {
  const text = "# Prices\r\n\r\nBe careful. Write them to\r\n`docs/prices.md` today. Or not.\r\n";
  const { outputs } = read(text).contract;
  expect(outputs?.value).toBe("Write them to `docs/prices.md` today.");
  expect(text.slice(outputs?.start, outputs?.end)).toBe("Write them to\r\n`docs/prices.md` today.");
});

test("prose in a language that we do not read is not judged", () => {
  const text =
    "Jsi zkušený recenzent. Projdi změny a dej pozor na vše, co se do celku nehodí, protože to je pro nás důležité.";
  expect(Object.keys(read(text).contract)).toEqual(["inputs", "outputs", "success"]);
});

describe("crews", () => {
  const open = (text: string) =>
    read(text)
      .crews.filter(({ coordinator, apart }) => !coordinator && !apart)
      .map(({ size }) => size);

  test.each<[string, string, number[]]>([
    ["digits", "Spawn 6 agents in parallel to write the manual.", [6]],
    ["words", "Launch sixteen workers at once to translate `all.json`.", [16]],
    ["a range counts by its end", "Start 3-5 subagents concurrently to edit the page.", [5]],
    ["open at the top", "Use 10+ agents simultaneously to rewrite it.", [10]],
    ["the next sentence says that they run together", "Launch 5 agents to fix the page. They run in parallel.", [5]],
    ["a list", "Launch these agents in parallel to write the manual:\n\n- A\n- B\n- C\n- D", [4]],
    [
      "B-74 they coordinate among themselves",
      "Spawn 6 agents in parallel to write it. They coordinate among themselves.",
      [6],
    ],
    ["B-73 advice to talk to others", "Spawn 6 agents in parallel to write it. Coordinate with sales.", [6]],
    ["B-63 a cap is a number like others", "Spawn at most 3 agents in parallel to write it.", [3]],
    ["B-59 no agents", "Use 8 parallel jobs and 100,000 requests to write it.", []],
    ["B-59 workers of a test runner", "Run the tests with 8 parallel workers and update the report.", []],
    ["B-59 an option", "Start the build with -j 8 parallel workers to write it. An agent asked for it.", []],
    ["B-69 worker threads", "Use 16 workers concurrently to fill the queue.", []],
    ["a test suite as the thing that agents work on", "Launch 6 reviewers at once to rewrite the test suite.", [6]],
    ["B-61 files, not agents at work", "Create 4 agent definitions.", []],
    ["B-62 a sample", "## Example\n\nSpawn 9 agents in parallel to write it.", []],
    ["B-64 a prohibition", "Never dispatch ten agents in parallel to write it.", []],
    ["B-65 one after another", "Spawn all six agents sequentially to write it.", []],
    ["B-68 tool calls", "Make four tool calls in parallel to write it.", []],
    ["a fence", "```\nSpawn 9 agents in parallel to write it.\n```", []],
    ["they only read", "Launch 6 agents in parallel to search for dead code.", []],
    ["files of their own", "Launch 6 agents in parallel to write it. Each has its own file.", []],
    ["somebody merges", "Launch 6 agents in parallel to write it, then merge their drafts.", []],
    ["somebody waits", "Launch 6 agents in parallel to write it. Wait for all of them.", []],
    ["a role", "You are the coordinator. Launch 6 agents in parallel to write it.", []],
  ])("%s", (_, text, expected) => expect(open(text)).toEqual(expected));

  test("numbers in words", () => {
    expect(["seven", "Twelve", "half a dozen", "40"].map(numberOf)).toEqual([7, 12, 6, 40]);
  });
});

describe("kind by content", () => {
  test.each<[string, string, BriefKind]>([
    ["briefs/a.md", "# Build it\n\nBuild it well.", "task-brief"],
    ["briefs/a.md", "You are a careful reader.", "agent-definition"],
    ["briefs/a.md", "Fix $ARGUMENTS.", "command"],
    ["briefs/a.md", "---\nglobs: src\n---\nPrefer tabs.", "context"],
    ["briefs/README.md", "# Briefs\n\nThey lie here.", "not-a-brief"],
    ["briefs/a.md", "# Tool\n\n## Installation\n\nnpm i\n\n## License\n\nMIT", "not-a-brief"],
    ["briefs/a.md", "# 7\n\n## Context\n\nx\n\n## Decision\n\ny\n\n## Consequences\n\nz", "not-a-brief"],
    ["briefs/a.md", "# Changes\n\n## 1.2.0\n\n- a\n\n## 1.1.0\n\n- b", "not-a-brief"],
  ])("%s: %j", (path, text, kind) => expect(read(text, "by content", path).kind).toBe(kind));
});

describe("what is owed", () => {
  const long = "Think about it. Then think again.";
  test.each<[BriefKind, string, number, number]>([
    ["task-brief", long, 3, 3],
    ["command", long, 3, 3],
    ["agent-definition", long, 2, 3],
    ["skill", `## Steps\n\n1. ${long}`, 2, 3],
    ["skill", long, 0, 3],
    ["skill", `## Secrets\n\nThey rot.\n\n### Rotation process\n\n1. ${long}`, 0, 3],
    ["command", "Think.", 0, 3],
    ["context", long, 0, 0],
    ["not-a-brief", long, 0, 0],
    ["command", "", 0, 0],
  ])("%s: %j", (kind, text, recommended, strict) => {
    const brief = read(text, kind);
    expect([owed(brief, "recommended").length, owed(brief, "strict").length]).toEqual([recommended, strict]);
  });
});

describe("titles", () => {
  test.each([
    ["# One `two` **three**\n\nx", "One two three"],
    ["---\nname: keeper\n---\n\n## Focus\n\nx", "keeper"],
    ["## Focus\n\nx", "Focus"],
    ["Just a line\nand another", "Just a line"],
    ["", "work"],
  ])("%j", (text, title) => expect(read(text).title.value).toBe(title));
});

describe("sections that are written", () => {
  const vague: readonly [string, string][] = [
    ["headings", "# A\n\nThink. Think again.\n\n### Notes\n\nx\n"],
    ["sentence case", "# A\n\nThink. Think again.\n\n## Open questions\n\nNone yet.\n"],
    ["labels", "Think. Think again.\n\n**Notes**\n\nx\n"],
    ["tags", "<role>\nThink.\n</role>\n\n<notes>\nThink again.\n</notes>\n"],
    ["no line end at the end", "Think. Think again."],
    ["Windows", "# A\r\n\r\nThink. Think again.\r\n"],
  ];
  const kinds: readonly BriefKind[] = ["task-brief", "command", "agent-definition", "skill"];

  test.each(vague.flatMap(([style, text]) => kinds.map((kind) => [style, kind, text] as const)))(
    "%s, %s",
    (_, kind, text) => {
      const brief = read(text, kind);
      expect(isVague(brief, "strict")).toBe(true);
      const edits = writeSections(brief, ["inputs", "outputs", "success"]);
      const after = apply(text, edits);
      expect(Object.keys(read(after, kind).contract)).toEqual(["inputs", "outputs", "success"]);
      expect(after.replaceAll("\r\n", "")).not.toContain(text.includes("\r") ? "\n" : "\r");
      expect(after, "no second blank line").not.toMatch(/(?:\r?\n){3}/);
      expect(after.length, "nothing is taken away").toBe(
        text.length + edits.reduce((sum, edit) => sum + edit.text.length, 0),
      );
    },
  );

  test("each section alone satisfies its rule", () => {
    for (const kind of kinds) {
      for (const part of ["inputs", "outputs", "success"] as const) {
        const text = "# A\n\nThink. Think again.\n";
        const after = apply(text, writeSections(read(text, kind), [part]));
        expect(Object.keys(read(after, kind).contract), `${kind}: ${part}`).toContain(part);
      }
    }
  });

  test("inputs come before the first section, outputs before the criteria", () => {
    const text = "# A\n\nThink.\n\n## Notes\n\nx\n\n## Success Criteria\n\n- All tests pass.\n";
    const after = apply(text, writeSections(read(text), ["inputs", "outputs"]));
    expect(after.match(/^## .*/gm)).toEqual(["## Inputs", "## Notes", "## Output", "## Success Criteria"]);
  });
});
