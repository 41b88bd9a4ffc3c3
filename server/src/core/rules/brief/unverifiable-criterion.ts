import { CHECKABLE, PRAISE } from "../../brief/praise-cues.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

/** The praise in a criterion that says nothing else, and the check that would do. */
function praiseIn(criterion: string): { readonly said: string; readonly check: string } | undefined {
  for (const [praise, check] of PRAISE) {
    const [said = ""] = praise.exec(criterion) ?? [];
    if (said) return CHECKABLE.test(withoutPraise(criterion)) ? undefined : { said: said.trim(), check };
  }
  return undefined;
}

/** What else it says: "works well and is fast" says nothing. */
const withoutPraise = (criterion: string): string =>
  PRAISE.reduce((rest, [praise]) => rest.replace(new RegExp(praise.source, `${praise.flags}g`), " "), criterion);

export default rule({
  id: "brief/unverifiable-criterion",
  title: "A success criterion that nobody can check",
  why: `
"Works well" is true as soon as the reader thinks so, and the reader is the one who did the work. A criterion decides: a
command that exits with 0, a number with a limit, a file that exists, an observation that two people would describe alike.
Only what stands below a label for success criteria is judged, and only when nothing in the sentence can be checked.
`,
  severity: { recommended: "off", strict: "info" },
  since: "0.1.0",

  *check({ criteria, kind }) {
    if (kind === "not-a-brief" || kind === "context") return;
    for (const criterion of criteria) {
      const found = praiseIn(criterion.value);
      if (!found) continue;
      yield {
        subject: criterion,
        message: `Nobody can check "${found.said}", so it is met as soon as the reader thinks so; name ${found.check}.`,
        evidence: undefined,
      };
    }
  },

  examples: [
    {
      title: "Praise",
      path: "briefs/search.brief.md",
      bad: source`
        # Search

        Read \`docs/search.md\` and write \`src/search.ts\`.

        ## Success Criteria

        - «The search works well.»
        - «The code is clean and maintainable»
        - The query for 10,000 orders takes less than 200 ms.
      `,
    },
    {
      title: "In another language",
      path: "briefs/suche.brief.md",
      bad: source`
        # Suche

        Lies die Datei \`docs/suche.md\` und schreibe die Funktion in die Datei \`src/suche.ts\`.

        ## Erfolgskriterien

        - «Der Code ist von gute Qualität»
      `,
    },
    {
      title: "Speed, quality and ease without a measure",
      path: "briefs/shop.brief.md",
      bad: source`
        # Shop

        Read \`docs/shop.md\` and write \`src/shop.ts\`.

        ## Acceptance Criteria

        1. «The page is fast.»
        2. «High-quality code that follows best practices»
        3. «All features work as expected and the interface is user-friendly»
      `,
    },
    {
      title: "A sentence that says when it is done",
      path: "briefs/menu.brief.md",
      bad: source`
        # Menu

        Read \`docs/menu.md\` and write \`src/menu.ts\`. «The work is done when the menu looks great.»
      `,
    },
    {
      title: "A second sentence, or items below it, say how it is checked",
      path: "briefs/login.brief.md",
      good: source`
        # Login

        Read \`docs/login.md\` and write \`src/login.ts\`.

        ## Success Criteria

        - The form works well. It rejects a wrong password with the message of \`docs/login.md\`.
        - The code is clean
          - \`npm run lint\` prints nothing
        - The page feels fast when the cache is empty: under a second
      `,
    },
    {
      title: "Criteria for somebody else's work, and questions",
      path: ".claude/agents/jury.md",
      good: source`
        You judge the entries that the caller lists. Answer with one line for each entry in \`jury.md\`.

        ## Evaluation Criteria

        - The code is clean and well written

        ## Quality Criteria

        - Is the design user-friendly?
      `,
    },
    {
      title: "The same words with a check",
      path: "briefs/index.brief.md",
      good: source`
        # Index

        Read \`docs/index.md\` and write \`src/index.ts\`.

        ## Success Criteria

        - The command works as expected: it prints the three names and exits with 0.
        - The page is fast: the first row is there within a second.
        - The code follows the best practices of \`docs/style.md\`.
      `,
    },
    {
      title: "Praise outside the criteria",
      path: "briefs/tone.brief.md",
      good: source`
        # Tone

        Write clean code of high quality into \`src/tone.ts\`; \`docs/tone.md\` tells what it does.

        ## Success Criteria

        - \`npm test\` passes.
      `,
    },
  ],
});
