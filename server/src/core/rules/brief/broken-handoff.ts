import { source } from "../../example.ts";
import type { Brief, Subtask } from "../../model.ts";
import { rule } from "../../rule.ts";
import type { Sourced } from "../../text.ts";

export default rule({
  id: "brief/broken-handoff",
  title: "A subtask needs something that nobody has made by then",
  why: `
Whoever works on the subtask finds nothing there, and makes it up or stops. Either the name is wrong, or the subtask that makes
it is missing or comes too late. Only what the text says outright counts: an input with a label, or the result of a subtask that is
called by its number.
`,
  severity: { recommended: "warning", strict: "error" },
  since: "0.1.0",

  *check(brief, _, { around }) {
    if (brief.kind === "context" || brief.kind === "not-a-brief") return;
    for (const subtask of brief.subtasks) {
      for (const fault of [
        ...faultsOfKeys(brief, subtask),
        ...faultsOfNames(brief, subtask, (path) => around.exists(path)),
      ])
        yield { ...fault, evidence: undefined };
    }
  },

  examples: [
    {
      title: "The result of a task that there is not",
      path: "briefs/theme.brief.md",
      bad: source`
        # Theme

        ## Task 1: Colours

        Output: \`out/colours.json\`

        ## Task 2: Style sheet

        Write \`out/theme.css\` with the palette from «Task 4».

        ## Task 3: Page

        Output: \`out/index.html\`
      `,
    },
    {
      title: "A file that only a later task makes",
      path: "briefs/theme.brief.md",
      around: ["briefs/theme.brief.md"],
      bad: source`
        # Theme

        ## Task 1: Style sheet

        - **Input:** \`«out/colours.json»\`
        - **Output:** \`out/theme.css\`

        ## Task 2: Colours

        - **Input:** the logo that the customer sends
        - **Output:** \`out/colours.json\`
      `,
    },
    {
      title: "A file that nobody makes or hands over",
      path: "briefs/import.brief.md",
      around: ["briefs/import.brief.md", "data/customers.csv"],
      bad: source`
        # Import

        | Task | Inputs | Outputs |
        | --- | --- | --- |
        | Clean | \`data/customers.csv\` | \`out/clean.csv\` |
        | Match | \`out/clean.csv\`, \`«data/regions.csv»\` | \`out/matched.csv\` |
      `,
    },
    {
      title: "It waits for a step that there is not",
      path: "briefs/move.brief.md",
      bad: source`
        # Move

        ## Step A: Copy

        Copy the folder.

        ## Step B: Switch

        **Depends on:** «Step D»

        Switch the traffic.

        ## Step C: Clean up

        **Depends on:** Step B
      `,
    },
    {
      title: "Each takes what an earlier one gives",
      path: "briefs/theme.brief.md",
      around: ["briefs/theme.brief.md"],
      good: source`
        # Theme

        ## Task 1: Colours

        Output: \`out/colours.json\`

        ## Task 2: Style sheet

        - **Input:** \`out/colours.json\` from Task 1
        - **Output:** \`out/theme.css\`
      `,
    },
    {
      title: "Files that lie there, or that the brief hands over",
      path: "briefs/import.brief.md",
      around: ["briefs/import.brief.md", "data/customers.csv"],
      good: source`
        # Import

        You are given \`regions.csv\` with the first message.

        ## Task 1: Clean

        - **Input:** \`data/customers.csv\`
        - **Output:** \`out/clean.csv\`

        ## Task 2: Match

        - **Inputs:** \`out/clean.csv\`, \`regions.csv\`
        - **Output:** \`out/matched.csv\`
      `,
    },
    {
      title: "Another text's phases, the items of a list, and going back are no handoffs",
      path: "briefs/review.brief.md",
      good: source`
        # Review

        ## Phase 1: Look

        1. Read the diff.
        2. Run the tests.
        3. List what fails.

        Use the list from step 3.

        ## Phase 2: Report

        Repeat from Phase 1 until nothing is left. Step 9 of the release guide comes later.
      `,
    },
  ],
});

interface Fault {
  readonly subject: Sourced<string>;
  readonly message: string;
  readonly related?: readonly Sourced<string>[];
}

const nounOf = (key: string): string => key.slice(0, key.lastIndexOf(" "));

/** Subtasks that are called by number though there is none of that number, or it comes later. */
function* faultsOfKeys(brief: Brief, subtask: Subtask): Iterable<Fault> {
  for (const use of [...subtask.uses, ...subtask.waits]) {
    const family = brief.subtasks.filter(({ key }) => key !== undefined && nounOf(key) === nounOf(use.value));
    if (family.length < 2) continue;
    const targets = family.filter(({ key }) => key === use.value);
    const [target] = targets;
    if (!target) {
      if (!isWhole(family, use.value) || !(SELF_CONTAINED.has(brief.kind) || isInside(family, use.value))) continue;
      yield {
        subject: use,
        message: `${titled(subtask)} needs the result of ${use.value}, which this text does not have; correct the number or add it.`,
      };
    } else if (!subtask.waits.includes(use) && isLater(targets, subtask)) {
      yield {
        subject: use,
        message: `${titled(subtask)} needs the result of ${titled(target)}, which comes later; change their order.`,
        related: [{ value: `${titled(target)} is here.`, start: target.name.start, end: target.name.end }],
      };
    }
  }
}

/** What other texts count on may be numbered through all of them: a skill or agent may speak of a phase of its caller. */
const SELF_CONTAINED: ReadonlySet<string> = new Set(["task-brief", "command"]);

const ordinalOf = (key: string | undefined): string => key?.slice(key.lastIndexOf(" ") + 1) ?? "";

/** True when a family begins at its beginning and has no numbers but whole ones, or no letters but single ones. */
function isWhole(family: readonly Subtask[], key: string): boolean {
  const ordinals = family.map((subtask) => ordinalOf(subtask.key));
  const shape = /^\d+$/.test(ordinalOf(key)) ? /^\d+$/ : /^[a-z]$/;
  return ordinals.every((ordinal) => shape.test(ordinal)) && ordinals.some((ordinal) => /^(?:0|1|a)$/.test(ordinal));
}

/** True when the family goes on behind that number. */
const isInside = (family: readonly Subtask[], key: string): boolean =>
  family.some((subtask) => Number(ordinalOf(subtask.key)) > Number(ordinalOf(key)));

/** Files that only a later subtask makes, or none. */
function* faultsOfNames(
  brief: Brief,
  subtask: Subtask,
  exists: (path: string) => boolean | undefined,
): Iterable<Fault> {
  for (const input of subtask.inputs) {
    if (input.given || input.candidates.length === 0) continue;
    if (!input.candidates.every((path) => exists(path) === false)) continue;
    const makers = brief.subtasks.filter(({ outputs }) => outputs.some(({ value }) => isSame(value, input.value)));
    const [maker] = makers;
    if (maker && isLater(makers, subtask)) {
      yield {
        subject: input,
        message: `${titled(subtask)} needs "${input.value}", which ${titled(maker)} makes later; change their order.`,
        related: [{ value: `${titled(maker)} makes it.`, start: maker.name.start, end: maker.name.end }],
      };
    } else if (!maker && brief.kind === "task-brief" && brief.subtasks.some(({ outputs }) => outputs.length > 0)) {
      yield {
        subject: input,
        message: `${titled(subtask)} needs "${input.value}", which no subtask makes before and nobody hands over; name where it comes from.`,
      };
    }
  }
}

const titled = ({ name }: Subtask): string => `"${name.value}"`;
const isSame = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (path: string): string => path.replace(/^\.\//, "");

/** True when all of them begin behind the subtask. Agents with letters have no order. */
const isLater = (others: readonly Subtask[], { end, start, key }: Subtask): boolean =>
  !/^(?:agent|worker)\b/.test(key ?? "") && others.every((other) => other.start >= end && other.start > start);
