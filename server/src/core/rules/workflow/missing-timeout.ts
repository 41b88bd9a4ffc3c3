import { source } from "../../example.ts";
import type { Risk, WorkflowNode } from "../../model.ts";
import { rule } from "../../rule.ts";
import { fillTime } from "../../workflow/time.ts";

export default rule({
  id: "workflow/missing-timeout",
  title: "A job, step or service that can hang has no time limit",
  why: `
What hangs holds its runner, its lock and everyone who waits for it until the platform gives up, which takes hours where
it happens at all. A limit turns the hang into a failure within minutes that says where it happened.

The severity follows the platform: a warning where nothing ever ends the work, or where an agent or a call over the
network may hang for hours; only advice where the platform ends it by itself.
`,
  severity: { recommended: "by default", strict: "warning" },
  since: "0.1.0",
  options: {
    minutes: { default: 30, description: "The limit that the first quick fix writes, in minutes." },
    agentMinutes: { default: 15, description: "The same for work done by an agent." },
    humanMinutes: { default: 1440, description: "The same for a step that waits for a person." },
  },

  *check({ nodes }) {
    for (const node of nodes) {
      if (node.timeout.state !== "absent" || node.risk === "none") continue;
      yield {
        subject: node.name,
        message: `"${node.name.value}" has no time limit: ${consequence(node)}`,
        severity: isBounded(node) ? "info" : "warning",
        evidence: { slot: node.timeout.slot, risk: node.risk },
      };
    }
  },

  *fix({ slot, risk }, { minutes, agentMinutes, humanMinutes }) {
    if (!slot) return;
    if (risk === "person") {
      // How long people may take, somebody has to decide.
      yield { title: `Limit to ${lengthOf(humanMinutes)}`, safety: "review", edits: fillTime(slot, humanMinutes) };
      return;
    }
    const first = risk === "agent" ? agentMinutes : minutes;
    for (const value of new Set([first, ...ALTERNATIVES.filter((other) => other !== first).slice(0, 2)])) {
      const safety = value === first ? "safe" : "review";
      yield { title: `Limit to ${value} minutes`, safety, edits: fillTime(slot, value) };
    }
  },

  examples: [
    {
      title: "A deployment that may hang",
      path: ".github/workflows/deploy.yml",
      bad: source`
        on: push
        jobs:
          «deploy»:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - uses: actions/checkout@v4
              - run: ./deploy.sh \${{ github.sha }}
      `,
      fixed: source`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            environment: production
            steps:
              - uses: actions/checkout@v4
              - run: ./deploy.sh \${{ github.sha }}
      `,
    },
    {
      title: "An agent that may think for six hours",
      path: ".github/workflows/triage.yml",
      profile: "recommended",
      bad: source`
        on: issues
        jobs:
          «triage»:
            runs-on: [self-hosted, linux] # our own machines
            steps:
              - uses: anthropics/claude-code-action@v1
                with:
                  prompt: Label the new issue.
      `,
      fixed: source`
        on: issues
        jobs:
          triage:
            runs-on: [self-hosted, linux] # our own machines
            timeout-minutes: 15
            steps:
              - uses: anthropics/claude-code-action@v1
                with:
                  prompt: Label the new issue.
      `,
    },
    {
      title: "A nightly copy: systemd gives a oneshot all the time in the world",
      path: "deploy/backup.service",
      bad: source`
        [Unit]
        Description=Copy of the archive

        «[Service]»
        Type=oneshot
        ExecStart=/usr/bin/rsync --archive /srv/archive backup@vault.example.com:archive
      `,
      fixed: source`
        [Unit]
        Description=Copy of the archive

        [Service]
        Type=oneshot
        ExecStart=/usr/bin/rsync --archive /srv/archive backup@vault.example.com:archive
        TimeoutStartSec=30min
      `,
    },
    {
      title: "A person who never answers",
      path: "statemachine/refund.asl.json",
      profile: "recommended",
      bad: source`
        {
          "StartAt": "Ask a person",
          "States": {
            «"Ask a person"»: {
              "Type": "Task",
              "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
              "End": true
            }
          }
        }
      `,
      fixed: source`
        {
          "StartAt": "Ask a person",
          "States": {
            "Ask a person": {
              "Type": "Task",
              "TimeoutSeconds": 86400,
              "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
              "End": true
            }
          }
        }
      `,
    },
    {
      title: "A limit on the job, or on each of its steps",
      path: ".github/workflows/build.yml",
      good: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: \${{ fromJSON(vars.BUILD_MINUTES) }}
            steps:
              - run: make
          probe:
            runs-on: ubuntu-latest
            steps:
              - run: make probe
                timeout-minutes: 5
              - run: make report
                timeout-minutes: 2
      `,
    },
    {
      title: "A call of a reusable workflow takes no limit: the called jobs have their own",
      path: ".github/workflows/release.yml",
      good: source`
        on: push
        jobs:
          release:
            uses: ./.github/workflows/publish.yml
          passed:
            needs: release
            runs-on: ubuntu-latest
            steps:
              - run: echo "All passed"
      `,
    },
  ],
});

const AN_HOUR = 60;
const ALTERNATIVES = [15, 30, 60];

/** True when the platform's own limit is soon enough: for a build always, for a call within the hour, for an agent never. */
function isBounded({ risk, platformLimit }: WorkflowNode): boolean {
  if (platformLimit === undefined || risk === "agent") return false;
  return risk !== "network" || platformLimit <= AN_HOUR;
}

function consequence({ risk, platformLimit }: WorkflowNode): string {
  const what = HANGS[risk];
  if (platformLimit === undefined) return `${what} never ends; set a limit.`;
  return `${what} is ended by the platform only after ${lengthOf(platformLimit)}; set a limit.`;
}

const HANGS: Readonly<Record<Risk, string>> = {
  agent: "an agent that loops",
  network: "a call that hangs",
  person: "a wait for an answer",
  poll: "a loop that waits in vain",
  local: "a hang",
  none: "a hang",
};

function lengthOf(minutes: number): string {
  if (minutes === 1) return "a minute";
  if (minutes === AN_HOUR) return "an hour";
  return minutes % AN_HOUR === 0 ? `${minutes / AN_HOUR} hours` : `${minutes} minutes`;
}
