// `npm run bench`: what judging a file costs, as a ratio to parsing it alone, and how the cost grows with its length.
// Absolute times belong to the machine; the ratios, taken in one run, can be compared.
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";
import { parsePrisma } from "../server/src/core/syntax/prisma.ts";
import { parseYaml } from "../server/src/core/syntax/yaml.ts";

const config = { ...DEFAULT_CONFIG, profile: "strict" } as const;
const ROUNDS = 15;

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

/** Median of the rounds, in milliseconds; the first two warm up and are not counted. */
function median(work: () => unknown): number {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS + 2; round++) {
    const start = performance.now();
    work();
    if (round >= 2) taken.push(performance.now() - start);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

/** A brief of ten thousand lines: nobody writes one, and it must cost no more a line than a short one. */
const LONG = SUBJECTS.filter(({ title }) => title === "brief").map((brief) => ({
  ...brief,
  title: "long brief",
  size: 909,
}));

console.table(
  [...SUBJECTS, ...LONG].map(({ title, path, text, parse, size }) => {
    const [once, fourfold] = [text(size), text(size * 4)];
    const parsed = median(() => parse(once));
    const judged = median(() => lint({ path, text: once }, config));
    const judgedFourfold = median(() => lint({ path, text: fourfold }, config));
    return {
      file: title,
      lines: once.split("\n").length,
      "parse ms": parsed.toFixed(2),
      "judge ms": judged.toFixed(2),
      "judge / parse": (judged / parsed).toFixed(2),
      "4 times the lines": `${(judgedFourfold / judged).toFixed(1)} times the time`,
    };
  }),
);
