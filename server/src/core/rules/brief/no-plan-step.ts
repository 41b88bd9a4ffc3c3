import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "brief/no-plan-step",
  title: "A long list of steps, and nobody is asked for a plan first",
  why: `
With many steps the first mistake is made early and found late. A plan that is written before the first step, and checked, costs
a minute and shows what was misunderstood.
`,
  severity: { recommended: "off", strict: "hint" },
  since: "0.1.0",

  *check(brief) {
    if (!brief.unplanned) return;
    yield {
      subject: brief.title,
      message: `"${brief.title.value}" has many steps and asks for no plan; have the reader write one before the first step.`,
      evidence: undefined,
    };
  },

  examples: [
    {
      title: "Eight steps",
      path: ".claude/commands/move.md",
      bad: source`
        # «Move the service»

        1. Copy the folder.
        2. Rename the package.
        3. Change the imports.
        4. Move the tests.
        5. Update the pipeline.
        6. Run the tests.
        7. Remove the old folder.
        8. Open a pull request.
      `,
    },
    {
      title: "Eight tasks with a heading each",
      path: "briefs/shop.brief.md",
      bad: source`
        # «Shop»

        ## Task 1: Basket
        Build it.
        ## Task 2: Payment
        Build it.
        ## Task 3: Invoices
        Build it.
        ## Task 4: Search
        Build it.
        ## Task 5: Accounts
        Build it.
        ## Task 6: Mail
        Build it.
        ## Task 7: Reports
        Build it.
        ## Task 8: Backups
        Build it.
      `,
    },
    {
      title: "A plan comes first",
      path: ".claude/commands/move.md",
      good: source`
        # Move the service

        1. Write a plan and wait for approval.
        2. Copy the folder.
        3. Rename the package.
        4. Change the imports.
        5. Move the tests.
        6. Update the pipeline.
        7. Run the tests.
        8. Open a pull request.
      `,
    },
    {
      title: "Few steps need none",
      path: ".claude/commands/bump.md",
      good: source`
        # Bump the version

        1. Change the version.
        2. Run the tests.
        3. Commit.
      `,
    },
    {
      title: "Eight remarks are no steps",
      path: ".claude/commands/style.md",
      good: source`
        # Mend the style

        - Short lines
        - Plain names
        - No dead code
        - No magic numbers
        - Small functions
        - Early returns
        - Comments that say why
        - Tests for each change
      `,
    },
    {
      title: "Knowledge is no order",
      path: "skills/deploy/SKILL.md",
      good: source`
        # How a deployment works

        1. The image is built.
        2. The image is signed.
        3. The image is pushed.
        4. The manifest is changed.
        5. The controller sees it.
        6. Pods are replaced.
        7. Probes are read.
        8. Traffic follows.
      `,
    },
  ],
});
