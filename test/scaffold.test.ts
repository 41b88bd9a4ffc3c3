// What quick-fixes write: in the language and style of the document, and so that nothing is left to find.
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../server/src/core/brief/language.ts";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { lint } from "../server/src/core/lint.ts";

const STRICT = { ...DEFAULT_CONFIG, profile: "strict" } as const;

/** A wish in each language, long enough to tell it by, with the name for a section that is none of the contract's. */
const WISHES: Readonly<Record<(typeof LANGUAGES)[number], readonly [wish: string, label: string]>> = {
  en: ["The importer is slow and people complain about it. Think about what matters to them and to us.", "Tone"],
  de: ["Der Import ist langsam, und die Leute beklagen sich. Denke an das, was für sie und für uns zählt.", "Tonfall"],
  fr: [
    "L'import est lent et les gens se plaignent. Pense à ce qui compte pour eux et pour nous dans le travail.",
    "Ton",
  ],
  es: ["La importación es lenta y la gente se queja. Piensa en lo que importa para ellos y para nosotros.", "Tono"],
  pt: ["A importação é lenta e as pessoas reclamam. Pense no que importa para elas e para nós, com calma.", "Tom"],
  ru: ["Импорт медленный, и люди жалуются. Подумай о том, что важно для них и для нас.", "Тон"],
  zh: ["导入太慢，大家都在抱怨。请认真思考什么对他们和我们最重要，并保持耐心。", "语气"],
  ja: ["取り込みが遅く、みんなが不満を持っています。何が大切なのかをよく考えてください。", "口調"],
  ko: ["가져오기가 느려서 사람들이 불평합니다. 무엇이 중요한지 깊이 생각하세요.", "말투"],
};

const STYLES = {
  heading: (wish: string, label: string) => `# X\n\n${wish}\n\n## ${label}\n\n${wish}\n`,
  label: (wish: string, label: string) => `${wish}\n\n**${label}:**\n\n${wish}\n`,
  tag: (wish: string) => `<tone>\n${wish}\n</tone>\n\n<house_rules>\n${wish}\n</house_rules>\n`,
  item: (wish: string, label: string) => `- **${label}**: ${wish}\n- **${label} 2**: ${wish}\n`,
  paragraph: (wish: string, label: string) => `**${label}:** ${wish}\n\n**${label} 2:** ${wish}\n`,
};

const PATHS = [
  "briefs/x.brief.md",
  ".claude/commands/x.md",
  ".claude/agents/x.md",
  ".claude/skills/x/SKILL.md",
  ".github/prompts/x.prompt.md",
  ".cursor/commands/x.md",
];

function fixed(path: string, text: string): string {
  const { findings } = lint({ path, text }, STRICT);
  const vague = findings.find(({ rule }) => rule === "brief/vague");
  expect(vague, `${path} is vague:\n${text}${JSON.stringify(findings)}`).toBeDefined();
  const edits = vague?.fixes[0]?.edits ?? [];
  for (const { text: inserted, stops = [] } of edits) {
    expect(stops.length).toBeGreaterThan(0);
    for (const { start, end } of stops) expect(inserted.slice(start, end).trim().length).toBeGreaterThan(2);
  }
  const after = apply(text, edits);
  expect(after).not.toMatch(/[⟨⟩]|\{value\}|\{argument\}|\{check\}/);
  return after;
}

describe.each(LANGUAGES)("in %s", (language) => {
  const [wish, label] = WISHES[language];
  test.each(Object.keys(STYLES) as (keyof typeof STYLES)[])("as %s, nothing is left to find", (style) => {
    for (const path of PATHS) {
      const text = STYLES[style](wish, label);
      const after = fixed(path, text);
      const left = lint({ path, text: after }, STRICT).findings;
      expect(
        left.map(({ rule, message }) => `${rule}: ${message}`),
        `${path}\n${after}`,
      ).toEqual([]);
      expect(fixed(path, text.replaceAll("\n", "\r\n"))).toBe(after.replaceAll("\n", "\r\n"));
    }
  });
});

test("in the style of the document", () => {
  const [wish] = WISHES.en;
  expect(fixed("briefs/x.md", STYLES.label(wish, "Tone"))).toContain("\n\n**Success Criteria:**\n\n- ");
  expect(fixed("briefs/x.md", STYLES.tag(wish))).toContain("\n<success_criteria>\n- ");
  expect(fixed("briefs/x.md", `<house-rules>\n${wish}\n</house-rules>\n\n<tone>\n${wish}\n</tone>\n`)).toContain(
    "<success-criteria>",
  );
  const list = fixed(".claude/agents/x.md", STYLES.item(wish, "Tone"));
  expect(list).toContain("\n- **Output**: End with a report");
  expect(list).toContain("\n- **Success Criteria**:\n  - The project's tests");
  expect(list.startsWith("- **Inputs**: The caller's prompt")).toBe(true);
  expect(fixed("briefs/x.md", `- **Goal**: ${wish}\n- **Tone**: ${wish}\n`)).toMatch(/^- \*\*Goal\*\*.*\n- \*\*Inputs/);
  expect(fixed("briefs/x.md", STYLES.paragraph(wish, "Tone"))).toContain("\n\n**Output:**\n\n- One commit");
});

test("nothing comes between a section and the words that lead to it", () => {
  const [wish] = WISHES.en;
  const led = fixed("briefs/x.md", `${wish}\n\nWhen you think,\nyou will:\n\n**Tone**\n\nBe calm.\n`);
  expect(led).toMatch(/to us\.\n\n\*\*Inputs\*\*\n\n(?:- .*\n)+\nWhen you think,\nyou will:\n\n\*\*Tone/);
});

test("a list that belongs to a sentence is no style", () => {
  const [wish] = WISHES.en;
  const led = fixed("briefs/x.md", `# X\n\n${wish} Think of:\n\n- **Tone**: be calm\n- **People**: be kind\n`);
  expect(led).toContain("\n\n## Inputs\n\n");
  expect(fixed("briefs/x.md", `# X\n\n${wish}\n\nNote: be calm.\n\nHint: be kind.\n`)).toContain("\n\n## Inputs\n\n");
});

test("filled with what the file says", () => {
  const [wish] = WISHES.en;
  const agent = fixed(".claude/agents/x.md", `---\nname: x\ntools: Read, Grep, Glob\n---\n\n${wish}\n`);
  expect(agent).toContain("Change no file. End with");
  expect(agent).not.toContain("tests and linter");
  expect(fixed("briefs/x.md", `# X\n\n${wish} We like \`npm test\`.\n`)).toContain("- `npm test` passes");
  const hinted = {
    path: ".claude/commands/x.md",
    text: `---\nargument-hint: <pr number>\n---\n\n${wish}\n\n## Inputs\n`,
  };
  const empty = lint(hinted, STRICT).findings.find(({ rule }) => rule === "brief/empty-section");
  expect(apply(hinted.text, empty?.fixes[0]?.edits ?? [])).toContain("- `$ARGUMENTS`: <pr number>. If it is empty");
});
