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
      ...(crew.reasons && { related: crew.reasons }),
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
      title: "A table of agents, and one branch for all of them",
      path: "briefs/shop.brief.md",
      bad: source`
        # Rework the shop

        | Agent | Part |
        | --- | --- |
        | Ada | basket |
        | Bo | payment |
        | Cy | invoices |
        | Dee | search |

        «All four run concurrently and push to the branch \`feature/shop\`.»
      `,
    },
    {
      title: "In another language",
      path: "briefs/handbuch.brief.md",
      bad: source`
        # Handbuch schreiben

        «Sechs Agenten arbeiten gleichzeitig am Handbuch.» Jeder trägt seinen Teil in \`docs/handbuch.md\` ein.
      `,
    },
    {
      title: "In another language, with somebody who joins the parts",
      path: "briefs/guide.brief.md",
      good: source`
        # 编写指南

        同时启动 6 个代理，每个代理编写一章。等待所有代理完成后，由协调者合并到 \`docs/guide.md\`。
      `,
    },
    {
      title: "Twelve in all, but never more than three at once",
      path: "briefs/port.brief.md",
      good: source`
        # Port the tests

        Spawn 12 agents in parallel to rewrite the tests. Run no more than three at the same time.
      `,
    },
    {
      title: "Tool calls and test workers are no agents",
      path: ".claude/commands/verify.md",
      good: source`
        # Verify

        Make five tool calls in one message to read the files in \`src/\`. Run the tests with 8 parallel workers and fix them.
      `,
    },
    {
      title: "A worktree for each",
      path: "briefs/packages.brief.md",
      good: source`
        # Move the packages

        Five agents run at the same time, each in a git worktree of its own, and edit one package each.
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
