import { writeSections } from "../../brief/scaffold.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "brief/uncoordinated-agents",
  title: "Many agents work on one thing at the same time, and nobody puts their work together",
  why: `
More than three agents on one document, branch or table overwrite and contradict each other unless one of them hands out
the parts and merges the results. Agents that only read, or that have files or worktrees of their own, are left alone, and
so is a brief that names a coordinator or a step that collects the results.
`,
  severity: { recommended: "warning", strict: "error" },
  since: "0.1.0",
  options: {
    maxAgents: { default: 3, description: "How many agents may share a piece of work without a coordinator." },
  },

  *check(brief, { maxAgents }) {
    if (brief.kind === "context" || brief.kind === "not-a-brief") return;
    const [crew] = brief.crews.filter(({ size, coordinator, apart }) => size > maxAgents && !coordinator && !apart);
    if (!crew) return;
    yield {
      subject: crew.subject,
      message: `${crew.size} agents work at the same time and nobody merges what they do; name one that coordinates.`,
      evidence: brief,
    };
  },

  *fix(brief) {
    yield { title: "Write a section on coordination", safety: "review", edits: writeSections(brief, ["coordination"]) };
  },

  examples: [
    {
      title: "Sixteen agents, one compiler",
      path: "briefs/compiler.brief.md",
      bad: source`
        # Build the compiler

        We need a compiler for our pricing rules. «Start 16 agents in parallel and let each of them take a part of the work.»
        The grammar is in \`docs/grammar.md\`.
      `,
      fixed: source`
        # Build the compiler

        We need a compiler for our pricing rules. Start 16 agents in parallel and let each of them take a part of the work.
        The grammar is in \`docs/grammar.md\`.

        ## Coordination

        You are the coordinator: give each agent a part and files of its own, wait for all of them, remove duplicates and
        settle contradictions. Only you write the shared result, once.
      `,
    },
    {
      title: "They coordinate among themselves, so nobody does",
      path: ".claude/commands/translate.md",
      bad: source`
        # Translate

        «Launch five translators simultaneously to write \`locales/all.json\`.» The agents coordinate among themselves.
      `,
    },
    {
      title: "Somebody merges",
      path: ".claude/commands/translate.md",
      good: source`
        # Translate

        Launch five translators simultaneously to write \`locales/all.json\`. Wait for all of them, then merge their drafts
        into one file.
      `,
    },
    {
      title: "At most three, and a prohibition",
      path: ".claude/commands/build.md",
      good: source`
        # Build

        Spawn at most 3 agents in parallel to write the modules. Never launch ten agents at once.
      `,
    },
    {
      title: "They only read",
      path: ".claude/commands/look.md",
      good: source`
        # Look around

        Launch 6 agents in parallel to search the code for dead features.
      `,
    },
  ],
});
