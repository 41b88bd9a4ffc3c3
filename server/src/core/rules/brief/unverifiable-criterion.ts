import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

/** Praise: it is true when the reader thinks so. */
const PRAISE =
  /\b(?:works? (?:well|correctly|properly|nicely|fine|great|as (?:expected|intended))|(?:is|are|be|looks?|feels?|stays?|remains?) (?:very |really |well )?(?:fast|good|great|clean|robust|simple|intuitive|reliable|readable|maintainable|user[- ]friendly|performant|efficient|scalable|secure|polished|nice|professional|elegant|modern|solid|stable|understandable|well[- ](?:written|structured|organi[sz]ed|designed|documented|tested))|(?:high|good|excellent|top)[- ]quality|clean code|best practices|user[- ]friendly|production[- ]ready|good performance|(?:reasonably|sufficiently|adequately|appropriately|properly) \w+(?:ed|en)?)\b|高品質|適切に|高质量|良好的|gute(?:r|s)? Qualität|sauberer Code|de alta calidad|de alta qualidade|de bonne qualité|высокого качества/i;

/** Anything that two people would decide alike: a number, a command, a file, a comparison, a state that can be seen. */
const CHECKABLE =
  /\d|`|\bhttps?:|\b(?:tests?|lint\w*|build|ci|compil\w+|pass\w*|exits?|errors?|warnings?|fail\w*|zero|none|no|not|never|without|only|every|each|all|same|equals?|match\w*|contains?|includes?|exists?|returns?|lists?|cites?|links?|named|reviewed|approv\w+|signed|confirm\w*|measured|within|under|over|least|most|than|if|when|until|before|after|screenshot|benchmark|coverage|report|documented in|according to|follows? the|wcag|owasp|rfc)\b/i;

export default rule({
  id: "brief/unverifiable-criterion",
  title: "A success criterion that nobody can check",
  why: `
"Works well" is true as soon as the reader thinks so, and the reader is the one who did the work. A criterion decides: a
command that exits with 0, a number with a limit, a file that exists, an observation that two people would describe alike.
Only what stands below a label for success criteria is judged, and only when nothing in the sentence can be checked.
`,
  severity: { recommended: "off", strict: "info" },
  since: "0.2.0",

  *check({ criteria, kind }) {
    if (kind === "not-a-brief" || kind === "context") return;
    for (const criterion of criteria) {
      const [praise] = PRAISE.exec(criterion.value) ?? [];
      if (!praise || CHECKABLE.test(criterion.value.replace(praise, " "))) continue;
      yield {
        subject: criterion,
        message: `Nobody can check "${praise}", so it is met as soon as the reader thinks so; name a command, a number or something to be seen.`,
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
