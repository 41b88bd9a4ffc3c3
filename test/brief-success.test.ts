// What counts as a criterion for work that is done and right, and what does not.
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import type { BriefKind } from "../server/src/core/model.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";

const read = (text: string, kind: BriefKind = "agent-definition") =>
  lowerBrief(parseMarkdown(text), { path: "briefs/work.md", text }, { dialect: "task-brief", kind });
const evidenceOf = (text: string, kind?: BriefKind) => read(text, kind).contract.success?.value;

describe("counts", () => {
  test.each([
    ["acceptance criteria", "## Acceptance Criteria\n\n- Each booth has a lamp of its own.", "Each booth"],
    ["a definition of done", "## Definition of Done\n\n- The catalogue opens in the browser.", "The catalogue"],
    ["done when", "The move is done when the shelf is empty.", "done when"],
    ["complete only after", "The parcel is complete only after the seal is scanned.", "only after"],
    ["passing means", "Passing review means the ledger balances to zero.", "Passing"],
    ["a loop", "Repair the importer until all tests pass.", "until all"],
    ["an obligation after changes", "After Rust changes run the crate's tests and clippy.", "run the crate"],
    ["a check before the end", "Test rendering before delivery.", "before delivery"],
    ["a check after each step", "Verify the totals after each merge of a ledger.", "after each"],
    ["a gate by name", "4. Run the relevant validation gate.", "validation gate"],
    ["what to do with failures", "If a test fails, go back to the parser and fix it.", "fails"],
    ["failures before going on", "Fix all errors before you go on.", "Fix all errors"],
    ["no going on without", "Do not commit while a test fails.", "Do not commit"],
    ["a decision rule", "Only flag a row when two sums disagree.", "Only flag"],
    ["a decision rule, the other way round", "A row may be flagged only when two sums disagree.", "flagged only"],
    ["a value by a condition", "A booking is late only when its ship has sailed.", "late only when"],
    ["a limit of confidence", "Report with a confidence of at least 80.", "confidence"],
    ["a pass mark", "- `--limit N` - the score to pass, 7 without it", "score to pass"],
    ["a place for every claim", "Every claim needs a `file:line` reference.", "Every claim"],
    ["sources", "Always cite the URLs of your sources.", "cite"],
    ["quotes", "Provide direct quotes for what you state.", "direct quotes"],
    ["quotes in the form of the output", "## Output\n\n- A memo. Always give direct quotes.", "Always"],
    ["a standard with its level", "The booking form meets WCAG 2.1 AA.", "WCAG"],
    ["twice the same", "The import must be idempotent.", "idempotent"],
    ["no questions left", "A driver should be able to follow the plan without asking questions.", "without asking"],
    ["one of the values below", "Set `outcome` to exactly one of these values:\n\n- `found`: x", "exactly one of"],
    ["a command and its result", "Verify the shop is up: `curl -f localhost:4000/ping`", "Verify"],
    ["rules for every part", "## Recipe Rules\n\n- Every amount must have a unit.", "Every amount"],
    ["a checklist of conditions", "## Checklist\n\n- [ ] All lamps are listed", "All lamps"],
    ["a checklist of questions", "## Final Review\n\n- Is each lamp listed?", "Is each lamp"],
    ["a rubric", "Rate the find:\n\n| Score | Meaning |\n| --- | --- |\n| 9 | Nobody can break it |", "Score"],
    ["code below a label for checks", "## Validation\n\n```bash\nnpm test\n```", "npm test"],
    [
      "code that says so itself",
      "## Update\n\n```sh\ncargo update\n# Verify the update\ncargo test\n```",
      "cargo update",
    ],
  ])("%s", (_, text, expected) => expect(evidenceOf(text)).toContain(expected));

  test.each([
    ["states of the result", "## Review Checklist\n\n- The title states the harbour.\n- Berths listed with a depth"],
    ["ticked states", "## Checklist\n\n- [ ] Harbour named\n- [ ] Depth of the berths measured"],
    ["questions to oneself", "Before submitting, ask yourself:\n\n- Harbour named?\n- Berths counted?"],
    ["a scale", "- 0-40: a rumour\n- 41-100: seen by two people"],
    ["values with conditions", "- `moored` when two ropes hold\n- `adrift` when none does"],
    ["two limits", "Start-up in < 300 ms.\n\nQuery latency below 20 on any day."],
    ["what every part must be", "Every rope must be marked.\n\nNo leaks in the hull."],
  ])("two hints: %s", (_, text) => {
    expect(evidenceOf(text)).toBeDefined();
  });
});

describe("does not count", () => {
  test.each([
    ["one hint alone", "Every rope must be marked."],
    ["a list of duties", "## Responsibilities\n\n- Review the hull\n- Plan the docking of large ships"],
    ["review topics", "Look at:\n\n- Is the hull dry?\n- Are the ropes marked?"],
    ["a checklist of steps", "## Checklist\n\n- [ ] Open the hatch\n- [ ] Update the related logs"],
    ["topics of a checklist", "## Quality Checklist\n\n- Structured hull\n- Thorough painting of the deck"],
    ["praise in a checklist", "## Checklist\n\n- The hull is clean\n- Ropes coiled neatly"],
    ["adjectives", "Build a robust hull of high quality with actionable comments."],
    ["a length", "Write at most 200 words in three paragraphs."],
    ["prohibitions", "Never paint over rust."],
    ["good practice", "## Best Practices\n\n- Run tests early"],
    ["criteria for a template", "## Output Format\n\n### Acceptance Criteria\n\n- What the owner wants to see"],
    ["a form to be filled in", "## Acceptance Criteria\n\n- Given [context], when [action], then [outcome]"],
    ["a limit inside a sample", "## Example\n\nCoverage at least 80 %."],
    ["a number of searches", "Make 3-5 searches for each port."],
    ["nothing checked", "Verify that it works."],
    ["the state to start from", "Run `cargo check` before you start the work and run the tests."],
    ["pre-flight", "## Pre-flight\n\n- Run the tests."],
    ["a rule to write tests", "Write unit tests for each rope."],
    ["a bare list of commands", "- `npm test` - run the tests\n- Run tests: `npm test`"],
    ["code that shows a tool", "## Commands\n\n```sh\nnpm test\n```"],
    ["a run that is none of ours", "Find its last run from the pull request checks."],
    ["a lookup of tools", "Use `find_rope` only when you need its length."],
    ["a branch", "- Success: store the pattern for the next voyage\n- Failure: drop it without a word"],
    ["a question that leaves it open", "- **Success Criteria**: How will you know that the ship is ready?"],
    ["reproducible builds", "Pin versions to ensure reproducible builds."],
    ["functions that are passed", "## Checklist\n\n- Callbacks for functions passed to children"],
    ["a table of severities without criteria", "| Severity | Colour |\n| --- | --- |\n| high | red |"],
    ["a rubric without rows", "| Score | Meaning |\n| --- | --- |"],
    ["an empty section", "## Success Criteria\n\n## Notes\n\nNone."],
  ])("%s", (_, text) => expect(evidenceOf(text)).toBeUndefined());
});

test("a command is an order in a procedure, and one alone is a hint", () => {
  const step = "## Steps\n\n```sh\nnpm test\n```\n";
  expect(evidenceOf(step, "command")).toBeUndefined();
  expect(evidenceOf(`${step}\n\`\`\`sh\nnpm run lint\n\`\`\`\n`, "command")).toBe("npm test");
  expect(evidenceOf(`${step}\n\`\`\`sh\nnpm run lint\n\`\`\`\n`, "skill")).toBeUndefined();
});

test("a check of the state to start from is the work itself where the title says so", () => {
  expect(evidenceOf("# Preflight\n\n## Steps\n\n1. Run the tests.")).toBe("Run the tests.");
});

describe("the nearest miss", () => {
  test.each([
    ["## Success Criteria\n\nTODO", "is a placeholder"],
    ["Every rope must be marked.", "is a hint, and says too little to decide by it alone"],
    ["## Example\n\nAll tests must pass.", "belongs to an example"],
    ["## Capabilities\n\n- Quality gates that must pass", "stands in a list of abilities"],
    ["## Report Format\n\nReport whether all tests must pass.", "belongs to the form of the output"],
    ["## Checklist\n\n- Open the hatch", "is a step or a topic, and not something that is true of the result"],
    ["Verify that it works.", "names neither a check nor an expected result"],
    ["Build a robust hull.", "is a quality that everybody judges differently"],
  ])("%j", (text, why) => expect(read(text).nearMisses.success?.value).toContain(why));

  test("nothing is near", () => expect(read("Think about ships.").nearMisses.success).toBeUndefined());
});

/** One alone is a hint in these languages as well. */
describe.each([
  [
    "German",
    "Du prüfst die Schiffe im Hafen und schreibst auf, was dir an ihnen auffällt.",
    "Fertig ist der Auftrag, wenn `pruefe.sh` ohne Fehler durchläuft.",
    "Alle Taue müssen im Hafen liegen.",
  ],
  [
    "French",
    "Vous regardez les navires dans le port et vous notez ce qui est à faire pour chacun.",
    "Exécutez les tests du module.",
    "Tous les navires doivent être à quai.",
  ],
  [
    "Spanish",
    "Eres el capitán del puerto y anotas lo que ves en los barcos que están en el muelle.",
    "Ejecuta las pruebas del módulo.",
    "Todos los barcos deben estar en el muelle.",
  ],
  [
    "Portuguese",
    "Você é o capitão do porto e anota o que vê nos barcos que não estão no cais.",
    "Execute os testes do módulo.",
    "Todos os barcos devem estar no cais.",
  ],
  [
    "Russian",
    "Ты смотришь корабли в порту и записываешь, что на них не так.",
    "Запусти тесты модуля.",
    "Все корабли должны стоять у причала.",
  ],
  ["Chinese", "你是港口的负责人，请查看码头上的船只并记录你看到的情况。", "运行模块的测试。", "所有船只必须停在码头。"],
  [
    "Japanese",
    "あなたは港の責任者です。岸壁の船を見て、気づいたことを書いてください。",
    "モジュールのテストを実行する。",
    "すべての船が岸壁にあること。",
  ],
  [
    "Korean",
    "당신은 항구의 책임자입니다. 부두의 배를 보고 눈에 띄는 것을 적으세요.",
    "모듈의 테스트를 실행합니다.",
    "모든 배는 부두에 있어야 합니다.",
  ],
])("%s", (_, role, criterion, hint) => {
  test("a role", () => expect(evidenceOf(role)).toBeUndefined());
  test("a criterion", () => expect(evidenceOf(`${role}\n\n${criterion}`)).toBe(criterion));
  test("a hint", () => expect(evidenceOf(`${role}\n\n${hint}`)).toBeUndefined());
  test("two hints", () => expect(evidenceOf(`${role}\n\n${hint}\n\n${hint}`)).toBe(hint));
});

test.each([
  ["修复后的确认", "你是港口的负责人，请查看码头上的船只并记录你看到的情况。"],
  ["書き終わったら自己チェック", "あなたは港の責任者です。岸壁の船を見て、気づいたことを書いてください。"],
])("code and questions below %s", (label, role) => {
  const below = label.startsWith("修") ? "```sh\nnpm test\n```" : "- 船名が残っていないか";
  expect(evidenceOf(`${role}\n\n## ${label}\n\n${below}`)).toBeDefined();
});
