import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/unapproved-side-effect",
  title: "An agent may do what cannot be undone, and no person agrees first",
  why: `
A model that misreads an instruction publishes, deploys or pays with the same ease as one that reads it well. What cannot
be taken back wants a person who says yes before it happens.

In CI that person stands in an environment with reviewers, in a pull request that has to be merged, or at the button that starts
the workflow. Reported is only what a job does with the work of an agent behind it: a push to the default branch, a publication,
a release, a merge, a deployment. An agent that only reads, answers or comments is left alone, and so is a push to a branch of its own.
`,
  severity: { recommended: "info", strict: "warning" },
  since: "0.1.0",

  *check({ nodes }) {
    for (const { name, effects = [] } of nodes) {
      const [first, ...others] = effects.filter(({ approval }) => !approval);
      if (!first) continue;
      yield {
        subject: name,
        message: `The agent of "${name.value}" may ${first.deed} and no person agrees first; put an approval before it.`,
        related: [first, ...others].map(({ deed, start, end }) => ({ value: `It may ${deed} here.`, start, end })),
        evidence: first.repairs ?? [],
      };
    }
  },

  *fix(repairs) {
    for (const { title, edits, safety = "review" } of repairs) yield { title, safety, edits };
  },

  examples: [
    {
      title: "What the agent wrote goes straight to the default branch",
      path: ".github/workflows/fix.yml",
      bad: source`
        on:
          issues:
            types: [labeled]
        permissions:
          contents: write
        jobs:
          «fix»:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            steps:
              - uses: actions/checkout@v4
              - uses: openai/codex-action@v1
                with:
                  prompt: Fix issue \${{ github.event.issue.number }}.
              - run: |
                  git commit -am "Fix the issue"
                  git push origin HEAD:main
      `,
      fixed: source`
        on:
          issues:
            types: [labeled]
        permissions:
          contents: write
        jobs:
          fix:
            runs-on: ubuntu-latest
            environment: production
            timeout-minutes: 30
            steps:
              - uses: actions/checkout@v4
              - uses: openai/codex-action@v1
                with:
                  prompt: Fix issue \${{ github.event.issue.number }}.
              - run: |
                  git commit -am "Fix the issue"
                  git push origin HEAD:main
      `,
    },
    {
      title: "A job that publishes what another job's agent made",
      path: ".github/workflows/news.yml",
      bad: source`
        on:
          schedule:
            - cron: "0 6 * * *"
        jobs:
          write:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            steps:
              - run: claude -p "Write the news of the day" > news.md
              - uses: actions/upload-artifact@v4
                with:
                  name: news
                  path: news.md
          «publish»:
            needs: write
            runs-on: ubuntu-latest
            timeout-minutes: 10
            steps:
              - uses: actions/download-artifact@v4
              - run: npx wrangler pages deploy .
      `,
    },
    {
      title: "A reviewer, a pull request, or somebody at the button",
      path: ".github/workflows/news.yml",
      good: source`
        on:
          schedule:
            - cron: "0 6 * * *"
        jobs:
          write:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            environment: newsroom
            steps:
              - uses: actions/checkout@v4
              - run: claude -p "Write the news of the day" > news.md
              - run: npx wrangler pages deploy .
          translate:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            steps:
              - uses: actions/checkout@v4
              - run: claude -p "Translate docs" --permission-mode acceptEdits
              - run: |
                  git switch -c translation
                  git push -u origin translation
                  gh pr create --fill
      `,
    },
  ],
});
