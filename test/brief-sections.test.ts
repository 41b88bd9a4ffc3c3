// Sections that nobody has written yet, in every style and language; and what is none of them.
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import { apply, fill } from "../server/src/core/edit.ts";
import type { Brief, BriefKind } from "../server/src/core/model.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";

const read = (text: string, kind: BriefKind = "task-brief", path = "briefs/work.brief.md"): Brief =>
  lowerBrief(parseMarkdown(text), { path, text }, { dialect: "task-brief", kind });

const empty = (text: string, kind?: BriefKind, path?: string): string[] =>
  read(text, kind, path).emptySections.map(({ value, placeholder }) => `${value} <${placeholder?.value ?? ""}>`);

const HEAD = "# Work\n\nDo `x`.\n\n";

describe("nothing is said", () => {
  test.each([
    ["a heading before another", "## Output format\n\n## Constraints\n\n- small\n", ["Output format <>"]],
    ["the last heading, without a line end", "## Success Criteria", ["Success Criteria <>"]],
    ["a lead that leads nowhere", "## Success Criteria\n\nDone when:\n\n## Notes\n\nx\n", ["Success Criteria <>"]],
    [
      "labels of a list",
      "- **Inputs:** TBD\n- **Output:** `a.md`\n- **Success criteria:**\n",
      ["**Inputs:** <TBD>", "**Success criteria:** <>"],
    ],
    ["a label with a colon", "## Work\n\nOutput:\n\n## Notes\n\nx\n", ["Output: <>"]],
    ["a label in bold", "**Success Criteria**\n\n_To be defined_\n", ["**Success Criteria** <_To be defined_>"]],
    ["a label in its line", "Inputs: TBD\n\nOutput: `a.md`\n", ["Inputs: <TBD>"]],
    ["a tag", "<inputs>\n</inputs>\n\n<output>\n`a.md`\n</output>\n", ["inputs <>"]],
    ["a comment to the author", "## Output\n\n<!-- TODO -->\n\n## Notes\n\nx\n", ["Output <TODO>"]],
    ["a table without rows", "## Output\n\n| File | Form |\n| --- | --- |\n", ["Output <>"]],
    ["a table of blanks", "## Output\n\n| File | Form |\n| --- | --- |\n| TBD | ... |\n", ["Output <| TBD | ... |>"]],
    ["empty boxes", "## Success Criteria\n\n- [ ] ...\n- [ ] TODO\n", ["Success Criteria <...>"]],
    ["a dash", "## Inputs\n\n-\n", ["Inputs <>"]],
    ["filler", "## Inputs\n\nLorem ipsum dolor sit amet.\n", ["Inputs <Lorem ipsum dolor sit amet.>"]],
    ["a note", "## Inputs\n\nTODO(ana): ask the shop\n", ["Inputs <TODO(ana): ask the shop>"]],
    ["no criteria at all", "## Success Criteria\n\nN/A\n", ["Success Criteria <N/A>"]],
  ])("%s", (_, text, expected) => {
    const found = empty(HEAD + text).map((said) => said.replace(/^\*\*([^*]+)\*\*/, "**$1**"));
    expect(found.map((said) => said.replace(/\*\*/g, ""))).toEqual(expected.map((said) => said.replace(/\*\*/g, "")));
    expect(empty((HEAD + text).replaceAll("\n", "\r\n"))).toHaveLength(expected.length);
  });

  test.each([
    ["de", "Lies die Datei `a.md` und schreibe den Bericht für den Kunden.", "Erfolgskriterien", "Noch offen."],
    ["es", "Lee el archivo `a.md` y escribe el informe para el cliente.", "Criterios de éxito", "Por definir"],
    ["fr", "Lis le fichier `a.md` et écris le rapport pour le client.", "Critères de réussite", "À compléter"],
    ["ja", "このファイル `a.md` を読んで、レポートを書いてください。", "成功基準", "未定"],
    ["ko", "파일 `a.md` 를 읽고 보고서를 작성하세요.", "성공 기준", "추후 작성"],
    ["pt", "Leia o arquivo `a.md` e escreva o relatório para o cliente.", "Critérios de sucesso", "A definir"],
    ["ru", "Прочитай файл `a.md` и напиши отчёт для клиента.", "Критерии успеха", "Будет определено позже"],
    ["zh", "请阅读文件 `a.md`，然后写报告。这是一个任务。", "输出", "待补充"],
  ])("%s", (_, prose, label, placeholder) => {
    expect(empty(`# X\n\n${prose}\n\n## ${label}\n\n${placeholder}\n`)).toEqual([`${label} <${placeholder}>`]);
    expect(empty(`# X\n\n${prose}\n\n## ${label}\n`)).toEqual([`${label} <>`]);
  });
});

describe("something is said", () => {
  test.each([
    ["sub-headings", "## Inputs\n\n### Files\n\n`a.md`\n"],
    ["a list", "Inputs:\n\n- `a.md`\n"],
    ["a paragraph below a colon", "## Work\n\nOutput:\n\nA report in `a.md`.\n"],
    ["code", "Output:\n\n```json\n{}\n```\n"],
    ["code in an item", "- Output:\n  ```json\n  {}\n  ```\n"],
    ["an image", "## Success Criteria\n\n![the screen](a.png)\n"],
    ["a comment with words", "## Success Criteria\n\n<!-- `npm test` passes -->\n"],
    ["an included file", "## Success Criteria\n\n@docs/criteria.md\n"],
    ["a table", "## Output\n\n| File | Form |\n| --- | --- |\n| `a.md` | text |\n"],
    ["a placeholder beside content", "## Success Criteria\n\n- TBD\n- `npm test` passes\n"],
    ["that there is none", "## Inputs\n\nNone.\n"],
    ["a variable of the tool", "## Inputs\n\n{{topic}}\n"],
    ["the arguments", "## Inputs\n\n$ARGUMENTS\n"],
    ["an address", "## Inputs\n\n<https://example.org/a>\n"],
    ["words about TODO comments", "## Success Criteria\n\nTODO comments are gone from `src/a.ts`.\n"],
    ["a form below its label", "## Output format\n\n## Verdict: [pass or fail]\n\nOne line.\n"],
    ["a heading inside a tag", "<output>\n## Report\n\nOne line.\n</output>\n"],
    ["a step", "1. **Inputs**\n2. **Steps**: go\n"],
    ["an example", "## Example\n\n### Output\n\n### Input\n\n`a.md`\n"],
    ["a form for somebody else", "## Output format\n\n```markdown\n## Success Criteria\n\nTBD\n```\n"],
  ])("%s", (_, text) => {
    expect(empty(HEAD + text)).toEqual([]);
  });

  test("blanks of a prompt are filled by whoever writes by it", () => {
    const text = `${HEAD}## Success Criteria\n\n[List the measurable outcomes]\n`;
    expect(empty(text, "task-brief")).toHaveLength(1);
    expect(empty(text, "agent-definition")).toEqual([]);
    expect(empty(`${HEAD}## Success Criteria\n\n[Your criteria here]\n`, "agent-definition")).toHaveLength(1);
  });

  test("context, templates and pages", () => {
    const text = `${HEAD}## Success Criteria\n`;
    expect(empty(text, "context")).toEqual([]);
    expect(empty(text, "skill", "skills/x/assets/story.md")).toEqual([]);
    expect(empty(text, "task-brief", "briefs/templates/story.brief.md")).toEqual([]);
    expect(empty(text, "task-brief", "briefs/story-template.md")).toEqual([]);
  });
});

test("writing and removing leave the rest as it is", () => {
  const text = "# Work\r\n\r\nDo `x`.\r\n\r\n- **Inputs:** TBD\r\n- **Output:** `a.md` 🎉\r\n";
  const [section] = read(text).emptySections;
  expect(section && apply(text, fill(section.slot, "- one"))).toBe(text.replace(" TBD", "\r\n  - one"));
  expect(section && apply(text, section.removal)).toBe(text.replace("- **Inputs:** TBD\r\n", ""));
  const last = "# Work\n\nDo `x`.\n\n## Output\n\nTBD\n";
  const [output] = read(last).emptySections;
  expect(output && apply(last, output.removal)).toBe("# Work\n\nDo `x`.\n");
});

describe("criteria", () => {
  const criteria = (text: string) => read(HEAD + text).criteria.map(({ value }) => value);
  test.each([
    ["items, each as a whole", "## Success Criteria\n\n- One. Two.\n- Three\n", ["One. Two.", "Three"]],
    ["boxes and numbers", "## Done when\n\n- [ ] One\n\n1. Two\n", ["One", "Two"]],
    ["an item that is explained below", "## Success Criteria\n\n- One\n  - `npm test`\n- Two\n", ["`npm test`", "Two"]],
    ["a sentence of its own", "The work is done when the page is there.\n", ["the page is there."]],
    ["no questions, no leads", "## Success Criteria\n\nAll of:\n\n- Is it good?\n", []],
    ["not those for somebody else's work", "## Evaluation Criteria\n\n- One\n", []],
    ["not those in a form", "## Output format\n\n### Success Criteria\n\n- One\n", []],
    ["nothing while the label is typed", "## Success Criteria\n\n-", []],
  ])("%s", (_, text, expected) => {
    expect(criteria(text)).toEqual(expected);
  });
});
