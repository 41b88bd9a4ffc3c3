// Where a CircleCI configuration hides a failure, and its guards that guard nothing.
import type { IdleGuard, Swallow } from "../model.ts";
import { scalarText, type YamlTree } from "../syntax/yaml.ts";
import type { CircleProject } from "./circleci-nodes.ts";
import type { RunStep } from "./circleci-steps.ts";
import { type CircleWorkflow, namedBy, type WorkflowJob } from "./circleci-workflows.ts";
import { swallowsOfWork } from "./containers.ts";
import { commentAbove, commentBehind, saysOptional, saysReason } from "./excuses.ts";
import { deedOfCommand } from "./irrevocable.ts";
import { findEntry } from "./merge-keys.ts";
import { idleLoops } from "./script-loops.ts";

/** What scripts hide, deployments that run whether the steps before them worked or not, and jobs that do. */
export function* swallowsOf(tree: YamlTree, { runs, workflows }: CircleProject): Iterable<Swallow> {
  for (const step of [...runs.values()].flat()) {
    if (step.step.repeated) continue;
    yield* scriptSwallows(step);
    const always = deploysAlways(tree, step);
    if (always) yield always;
  }
  for (const workflow of workflows) {
    for (const job of workflow.jobs) yield* carriedOn(tree, workflow, job);
  }
}

function scriptSwallows(step: RunStep): Swallow[] {
  const { name, subject, work } = step;
  const swallows = swallowsOfWork(work, subject);
  return saysOptional(name) ? swallows.map((swallow) => ({ ...swallow, excuse: subject })) : swallows;
}

/** Source: CircleCI's configuration reference, "The `when` attribute". */
function deploysAlways(tree: YamlTree, { map, subject, work }: RunStep): Swallow | undefined {
  const when = findEntry(tree, map, "when");
  if (!when?.value || scalarText(when.value) !== "always") return undefined;
  const deed = work.scripts
    .flatMap(({ commands }) => commands.map(({ words }) => words.map(({ text }) => text)))
    .find((words) => deedOfCommand(words) && !words.some((word) => /^(?:delete|destroy|uninstall)$/.test(word)));
  return (
    deed && {
      subject,
      words: "when: always",
      effect: `the step runs "${deed.slice(0, 3).join(" ")}" also when an earlier step of the job has failed`,
      start: when.key.start,
      end: when.key.end,
      repairs: [{ title: "Run it when all went well", edits: [{ ...spanBetween(when), text: "when: on_success" }] }],
    }
  );
}

const spanBetween = ({ key, value }: NonNullable<ReturnType<typeof findEntry>>) => ({
  start: key.start,
  end: value?.range?.[1] ?? key.end,
});

const DEPLOYS = /(?:^|[^a-z])(?:deploy|release|publish|promote|ship)/i;
const BESIDE = /notif|slack|status|report|clean|rollback|tear|revert|undo|cancel|fail/i;

/** A deployment that waits for a job, and does not care how it ended. */
function* carriedOn(tree: YamlTree, workflow: CircleWorkflow, job: WorkflowJob): Iterable<Swallow> {
  if (!DEPLOYS.test(job.name.value) || BESIDE.test(job.name.value)) return;
  for (const { name, statuses } of job.requires) {
    const worked = statuses.some((status) => status === "success" || status === "terminal");
    const failed = statuses.some((status) => status === "failed" || status === "terminal");
    const [from] = namedBy(tree, workflow, name.value);
    if (!worked || !failed || !from || BESIDE.test(name.value) || saysOptional(name.value.replace(/[-_]/g, " ")))
      continue;
    const behind = commentBehind(tree.text, name.start);
    const excuse = behind && saysReason(behind.value) ? behind : commentAbove(tree.text, name.start);
    yield {
      subject: from.name,
      words: `${name.value}: [${statuses.join(", ")}]`,
      effect: `"${job.name.value}" runs whether "${name.value}" worked or not`,
      start: name.start,
      end: name.end,
      repairs: [],
      ...(excuse && { excuse }),
    };
  }
}

/** Approvals that nothing waits for, and loops of tries that cannot fail. */
export function* idleGuardsOf(tree: YamlTree, { runs, workflows }: CircleProject): Iterable<IdleGuard> {
  for (const { step, subject, work } of [...runs.values()].flat()) {
    if (!step.repeated) for (const script of work.scripts) yield* idleLoops(script, subject);
  }
  for (const workflow of workflows) {
    const awaited = new Set(
      workflow.jobs.flatMap(({ requires }) => requires.flatMap(({ name }) => namedBy(tree, workflow, name.value))),
    );
    for (const job of workflow.jobs) {
      if (!job.isApproval || awaited.has(job) || workflow.jobs.length < 2) continue;
      yield {
        subject: job.name,
        words: "type: approval",
        why: "no job requires it, so nothing waits for the person who approves",
        instead: "name it under requires of the jobs that must wait",
        repairs: [],
        start: job.job.start,
        end: job.job.end,
      };
    }
  }
}
