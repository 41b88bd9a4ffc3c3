import type { Around } from "../../around.ts";
import { source } from "../../example.ts";
import type { Fix } from "../../finding.ts";
import type { Reference } from "../../model.ts";
import { nearest } from "../../nearest.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "brief/missing-reference",
  title: "A file that the brief leads to does not exist",
  why: `
An import of a missing file stays in the text as it is written, and a reader sent to a file that is not there guesses what it
says. Neither is told to anybody.
`,
  severity: { recommended: "warning", strict: "error" },
  since: "0.1.0",

  *check(brief, _, { around }) {
    if (brief.kind === "not-a-brief") return;
    for (const reference of brief.references) {
      const { kind, value, candidates, start, end } = reference;
      if (!candidates.every((path) => around.exists(path) === false)) continue;
      yield {
        subject: { value, start, end },
        message: `"${value}" does not exist, ${MESSAGES[kind]}; create it or correct the path.`,
        notes: [`Looked for ${candidates.map((path) => `\`${path}\``).join(", ")}.`],
        evidence: { reference, around },
      };
    }
  },

  *fix({ reference, around }): Iterable<Fix> {
    yield* corrected(reference, around);
    const [path] = reference.candidates;
    if (path === undefined || path.endsWith("/")) return;
    const name = path.slice(path.lastIndexOf("/") + 1);
    yield { title: `Create \`${path}\``, safety: "review", edits: [], creates: [{ path, text: beginning(name) }] };
  },

  examples: [
    {
      title: "An import with a slip in its name",
      path: "CLAUDE.md",
      around: ["CLAUDE.md", "docs/building.md"],
      bad: source`
        # Rules

        How to build: @«docs/bilding.md»
      `,
      fixed: source`
        # Rules

        How to build: @docs/building.md
      `,
    },
    {
      title: "A part that the skill does not bring along",
      path: "skills/invoices/SKILL.md",
      around: ["skills/invoices/SKILL.md", "skills/invoices/references/layout.md"],
      bad: source`
        # Invoices

        See [the layout](references/layout.md) and [the rules for taxes](«references/taxes.md»).
        For credit notes, read \`«references/credit.md»\`.
      `,
    },
    {
      title: "A specification to be read first",
      path: "briefs/search.brief.md",
      around: ["briefs/search.brief.md", "src/index.ts"],
      bad: source`
        # Search

        Read \`«docs/search-plan.md»\` first. Then implement the search in \`src/search.ts\`.
      `,
    },
    {
      title: "A link of a rule, counted from the top of the project",
      path: ".cursor/rules/api.mdc",
      around: [".cursor/rules/api.mdc", "src/api/client.ts"],
      bad: source`
        # API

        Calls go through [client.ts](mdc:src/api/client.ts), errors through [errors.ts](mdc:«src/api/errors.ts»).
      `,
    },
    {
      title: "Beside the file, above it, or at the top of the project",
      path: "packages/app/CLAUDE.md",
      around: ["packages/app/CLAUDE.md", "packages/app/docs/style.md", "docs/build.md", "README.md"],
      good: source`
        # App

        @docs/style.md and @../../README.md, and [the build](docs/build.md#windows).
      `,
    },
    {
      title: "Addresses, placeholders, packages, people, homes and code are no files of the project",
      path: "CLAUDE.md",
      around: ["CLAUDE.md"],
      good: source`
        # Rules

        Ask @alice or write to help@example.org. We use @acme/toolkit and the decorator @Injectable.
        Private notes: @~/.claude/notes.md. Docs: [site](https://example.com/guide.md), [top](#rules).
        Changes go to [an entry](docs/changes/<date>.md) or \`docs/YYYY-MM-DD.md\`. An import looks like \`@docs/file.md\`.

        \`\`\`markdown
        See [the guide](guide.md).
        \`\`\`
      `,
    },
    {
      title: "Files that may be missing, or that the brief itself writes",
      path: "briefs/report.brief.md",
      around: ["briefs/report.brief.md"],
      good: source`
        # Report

        Read \`docs/style.md\` if it exists. Write the findings to \`out/findings.md\`.
        Then read \`out/findings.md\` again and shorten it. Follow \`docs/tone.md\`. If it is missing, use plain words.
      `,
    },
    {
      title: "A skill for any project speaks of its user's files",
      path: "skills/release/SKILL.md",
      around: ["skills/release/SKILL.md"],
      good: source`
        # Release

        Read \`package.json\` and \`docs/releasing.md\`, such as they are in the user's project.
      `,
    },
    {
      title: "Nobody can tell what lies around",
      path: "CLAUDE.md",
      good: source`
        # Rules

        @docs/build.md
      `,
    },
  ],
});

const MESSAGES: Readonly<Record<Reference["kind"], string>> = {
  import: "so nothing is put in the place of this import",
  link: "so this link leads nowhere",
  named: "though the reader is told to use it",
};

/** The path with the name of a file that is there and is called nearly the same. */
function* corrected({ value, candidates, start, end }: Reference, around: Around): Iterable<Fix> {
  // With an escape in it the text is longer than the path, and the name is not at its end.
  if (end - start !== value.length) return;
  for (const path of candidates) {
    const cut = path.lastIndexOf("/") + 1;
    const name = path.slice(cut);
    const there = around.list(path.slice(0, Math.max(0, cut - 1))) ?? [];
    const guess = nearest(
      name,
      there.filter((other) => !other.endsWith("/") && endingOf(other) === endingOf(name)),
    );
    if (guess === undefined || !value.endsWith(name)) continue;
    yield {
      title: `Change to \`${value.slice(0, value.length - name.length)}${guess}\``,
      safety: "review",
      edits: [{ start: end - name.length, end, text: guess }],
    };
    return;
  }
}

const endingOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

/** What a new file begins with: a heading made of its name, where that is a heading. */
function beginning(name: string): string {
  const title = name
    .replace(/\.[^.]*$/, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return /\.mdx?$/i.test(name) ? `# ${title.charAt(0).toUpperCase()}${title.slice(1)}\n` : "";
}
