import { source } from "../../example.ts";
import type { Brief, Subtask } from "../../model.ts";
import { rule } from "../../rule.ts";
import type { Sourced } from "../../text.ts";

export default rule({
  id: "brief/shared-artifact",
  title: "Several work side by side on one file, and nobody joins what they write",
  why: `
Whoever saves last wins, and the work of the others is gone without a trace. Give each a file or branch of its own and let one
of them join the parts, or have them work one after the other.
`,
  severity: { recommended: "info", strict: "warning" },
  since: "0.1.0",

  *check(brief) {
    if (brief.kind === "context" || brief.kind === "not-a-brief" || brief.join) return;
    for (const [artifact, writers] of artifactsOf(brief)) {
      const [first, second] = writers;
      if (!first || !second) continue;
      yield {
        subject: { ...second.at, value: artifact },
        message: `${titled(second.subtask)} and ${titled(first.subtask)} may both write "${artifact}" at the same time, and nobody joins what they write; give each a file of its own or say who joins them.`,
        related: writers
          .filter((writer) => writer !== second)
          .map(({ subtask, at }) => ({ ...at, value: `${titled(subtask)} writes it too.` })),
        evidence: undefined,
      };
    }
    // More agents than these are the matter of brief/uncoordinated-agents.
    const crew = brief.crews.find(
      ({ size, artifact, coordinator, apart }) => artifact && !coordinator && !apart && size <= 3,
    );
    if (!crew?.artifact) return;
    yield {
      subject: { ...crew.subject, value: crew.artifact.value },
      message: `${crew.size} agents write "${crew.artifact.value}" at the same time, and nobody joins what they write; give each a file of its own or say who joins them.`,
      related: [{ ...crew.artifact, value: `All of them write "${crew.artifact.value}".` }],
      evidence: undefined,
    };
  },

  examples: [
    {
      title: "Two tasks that run at the same time, and one page",
      path: "briefs/pages.brief.md",
      bad: source`
        # Pages

        Tasks 1 and 2 run in parallel.

        ## Task 1: Header

        Output: \`src/page.html\`

        ## Task 2: Footer

        Output: \`«src/page.html»\`
      `,
    },
    {
      title: "Agents with a file of their own, but for one",
      path: "briefs/chapters.brief.md",
      bad: source`
        # Handbook

        The following agents work concurrently.

        - **Agent A**: writes the introduction to \`docs/intro.md\`
        - **Agent B**: writes the reference to \`docs/reference.md\`
        - **Agent C**: adds the tutorial to \`«docs/intro.md»\`
      `,
    },
    {
      title: "Three reviewers, one report",
      path: ".claude/commands/review.md",
      bad: source`
        # Review

        «Launch three reviewers in parallel.» Each of them appends to \`REVIEW.md\` what it finds.
      `,
    },
    {
      title: "One after the other",
      path: "briefs/pages.brief.md",
      good: source`
        # Pages

        ## Task 1: Header

        Output: \`src/page.html\`

        ## Task 2: Footer

        Output: \`src/page.html\`
      `,
    },
    {
      title: "A file for each",
      path: "briefs/pages.brief.md",
      good: source`
        # Pages

        Tasks 1 and 2 run in parallel.

        ## Task 1: Header

        Output: \`src/header.html\`

        ## Task 2: Footer

        Output: \`src/footer.html\`
      `,
    },
    {
      title: "Somebody joins them",
      path: "briefs/pages.brief.md",
      good: source`
        # Pages

        Tasks 1 and 2 run in parallel on branches of their own. The lead agent merges their changes.

        ## Task 1: Header

        Output: \`src/page.html\`

        ## Task 2: Footer

        Output: \`src/page.html\`
      `,
    },
    {
      title: "They read the same file and return what they find",
      path: ".claude/commands/review.md",
      good: source`
        # Review

        Launch three reviewers in parallel. Each of them reads \`src/main.ts\` and returns its findings.
      `,
    },
  ],
});

interface Writer {
  readonly subtask: Subtask;
  readonly at: Sourced<string>;
}

/** What each group of subtasks that run side by side writes, with its writers in the order of the text. */
function* artifactsOf({ subtasks }: Brief): Iterable<readonly [string, readonly Writer[]]> {
  for (const group of groupsOf(subtasks)) {
    const writers = new Map<string, Writer[]>();
    for (const subtask of group) {
      const names = new Map(subtask.outputs.map((at) => [at.value.replace(/^\.\//, ""), at]));
      for (const [name, at] of names) writers.set(name, [...(writers.get(name) ?? []), { subtask, at }]);
    }
    yield* writers;
  }
}

/** Runs of subtasks of one level of which each may run beside the one before it. */
function groupsOf(subtasks: readonly Subtask[]): Subtask[][] {
  const groups: Subtask[][] = [];
  const last = new Map<number, Subtask[]>();
  for (const subtask of subtasks) {
    const before = last.get(subtask.level);
    if (subtask.parallel && before) before.push(subtask);
    else {
      const group = [subtask];
      groups.push(group);
      last.set(subtask.level, group);
    }
  }
  return groups;
}

const titled = ({ name }: Subtask): string => `"${name.value}"`;
