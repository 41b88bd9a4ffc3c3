// `npm run bench`: what it costs to judge a file that was never seen, as a ratio to parsing it alone; what a keystroke in
// it costs; and how both grow with its length. Absolute times belong to the machine; the ratios, taken in one run, can be
// compared.
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";
import { parsePrisma } from "../server/src/core/syntax/prisma.ts";
import { parseYaml } from "../server/src/core/syntax/yaml.ts";

const config = { ...DEFAULT_CONFIG, profile: "strict" } as const;
const ROUNDS = 100;
const WARM_UP = 20;

interface Subject {
  readonly title: string;
  readonly path: string;
  /** A text that grows with `size`. */
  readonly text: (size: number) => string;
  readonly parse: (text: string) => unknown;
  readonly size: number;
}

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join("");

const SUBJECTS: readonly Subject[] = [
  {
    title: "workflow",
    path: ".github/workflows/ci.yml",
    size: 40,
    parse: parseYaml,
    text: (size) =>
      `on: push\njobs:\n${times(
        size,
        (i) => `  job-${i}:\n    runs-on: ubuntu-latest\n    needs: [${i > 0 ? `job-${i - 1}` : ""}]\n    steps:
      - uses: actions/checkout@v5
      - name: Install
        run: |
          npm ci
          curl -sSL https://example.com/tool-${i}.tgz | tar xz
      - run: npm test -- --shard \${{ matrix.shard }}\n`,
      )}`,
  },
  {
    title: "brief",
    path: "briefs/plan.md",
    size: 27,
    parse: parseMarkdown,
    text: (size) =>
      `# Plan\n\n${times(
        size,
        (
          i,
        ) => `## Step ${i}\n\nRead the notes of the step before. Change the module so that it keeps its promise to callers.\n
- Look at \`src/module-${i}.ts\` first.\n- Keep the public names.\n\n\`\`\`ts\nexport const step = ${i};\n\`\`\`\n\n`,
      )}`,
  },
  {
    title: "schema",
    path: "prisma/schema.prisma",
    size: 120,
    parse: parsePrisma,
    text: (size) =>
      `datasource db {\n  provider = "postgresql"\n}\n\n${times(
        size,
        (i) =>
          `model M${i} {\n  id Int @id\n  name String\n  otherId Int\n  other M${(i + 1) % size} @relation("r${i}", fields: [otherId], references: [id])\n  back M${(i + size - 1) % size}[] @relation("r${(i + size - 1) % size}")\n\n  @@index([name])\n}\n\n`,
      )}`,
  },
];

/** The times of so many rounds in milliseconds, in order, without those that only warm up. `prepare` is not counted. */
function timesOf(prepare: (round: number) => string, work: (text: string) => unknown): number[] {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const text = prepare(round);
    const start = performance.now();
    work(text);
    if (round >= WARM_UP) taken.push(performance.now() - start);
  }
  return taken.toSorted((a, b) => a - b);
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
const median = (sorted: readonly number[]): number => quantile(sorted, 0.5);

/** The text with other words in each round, so that nothing of an earlier one can help. */
const unseen = (text: string) => (round: number) => text.replace(/[a-z]{4,}/g, (word) => `${word}${round}`);

/** The text after a character was typed somewhere in a word, at another place in each round. */
const typed = (text: string) => (round: number) => {
  const at = text.indexOf("e", Math.floor((text.length * (round % 97)) / 100)) + 1;
  return `${text.slice(0, at)}x${text.slice(at)}`;
};

/** A brief of ten thousand lines: nobody writes one, and it must cost no more a line than a short one. */
const LONG = SUBJECTS.filter(({ title }) => title === "brief").map((brief) => ({
  ...brief,
  title: "long brief",
  size: 909,
}));

console.table(
  [...SUBJECTS, ...LONG].map(({ title, path, text, parse, size }) => {
    const whole = text(size);
    const judge = (said: string) => lint({ path, text: said }, config);
    const parsed = median(timesOf(unseen(whole), parse));
    const judged = median(timesOf(unseen(whole), judge));
    const keys = timesOf(typed(whole), judge);
    const quarter = median(timesOf(typed(text(size / 4)), judge));
    return {
      file: title,
      lines: whole.split("\n").length,
      "parse ms": parsed.toFixed(2),
      "judge ms": judged.toFixed(2),
      "judge / parse": (judged / parsed).toFixed(2),
      "keystroke ms": median(keys).toFixed(2),
      "p99 ms": quantile(keys, 0.99).toFixed(2),
      "keystroke / a quarter of the lines": (median(keys) / quarter).toFixed(1),
    };
  }),
);
