// What a CircleCI configuration refers to and what nothing in it declares: jobs, commands, executors, orbs.

import type { Dangling } from "../model.ts";
import { entry, get, isMapping, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import type { CircleConfig, Definition } from "./circleci-config.ts";
import type { CircleProject } from "./circleci-nodes.ts";
import { type CircleWorkflow, namedBy } from "./circleci-workflows.ts";
import { find } from "./merge-keys.ts";

/** `whole`: nothing that the configuration uses may stand in another file. */
export function* danglingOf(tree: YamlTree, { config, workflows }: CircleProject, whole: boolean): Iterable<Dangling> {
  for (const workflow of workflows) {
    if (whole) yield* missingJobs(tree, config, workflow);
    yield* missingRequirements(tree, workflow);
  }
  if (!whole) return;
  for (const definition of [...config.jobs, ...config.commands]) {
    yield* missingCommands(tree, config, definition);
    yield* missingExecutor(tree, config, definition);
  }
}

function* missingJobs(tree: YamlTree, config: CircleConfig, workflow: CircleWorkflow): Iterable<Dangling> {
  const jobs = get(tree, config.map, "jobs");
  if (!isMapping(jobs) || entry(tree, jobs, "<<")) return;
  const among = config.jobs.map(({ name }) => name.value);
  for (const { job, isApproval, map } of workflow.jobs) {
    // Types other than a build need no definition.
    if (isApproval || among.includes(job.value) || job.value.includes("<<") || find(tree, map, "type")) continue;
    const missing = job.value.includes("/") ? missingOrb(config, job) : undefined;
    if (job.value.includes("/") && !missing) continue;
    yield missing ?? { ...at(job), noun: "job", why: `"jobs" has no job of this name`, among };
  }
}

const at = (name: Sourced<string>) => ({ subject: name, wanted: name.value, start: name.start, end: name.end });

/** `node/test` takes its job from the orb `node`. */
function missingOrb({ orbs }: CircleConfig, name: Sourced<string>): Dangling | undefined {
  const wanted = name.value.slice(0, name.value.indexOf("/"));
  if (orbs.includes(wanted) || wanted.includes("<")) return undefined;
  const { start } = name;
  return {
    subject: name,
    noun: "orb",
    wanted,
    why: `"orbs" brings in none of this name`,
    among: [...orbs],
    start,
    end: start + wanted.length,
  };
}

/** The other jobs of the same workflow. Source: CircleCI's configuration reference, `requires`. */
function* missingRequirements(tree: YamlTree, workflow: CircleWorkflow): Iterable<Dangling> {
  if (workflow.jobs.some(({ job }) => job.value.includes("<<"))) return;
  const among = workflow.jobs.map(({ name }) => name.value);
  for (const { name: subject, requires } of workflow.jobs) {
    for (const { name } of requires) {
      if (name.value.includes("<<") || namedBy(tree, workflow, name.value).length > 0) continue;
      const why = `the workflow "${workflow.name.value}" runs no job of this name`;
      yield { ...at(name), subject, noun: "job", why, among };
    }
  }
}

/** Source: CircleCI's configuration reference, "Steps". */
const BUILT_IN: ReadonlySet<string> = new Set(
  `run checkout setup_remote_docker save_cache restore_cache deploy store_artifacts store_test_results persist_to_workspace
  attach_workspace add_ssh_keys when unless steps`.split(/\s+/),
);

function* missingCommands(
  tree: YamlTree,
  config: CircleConfig,
  { name: owner, steps }: Definition,
): Iterable<Dangling> {
  const own = config.commands.map(({ name }) => name.value);
  const among = [...own, ...BUILT_IN];
  const merged = entry(tree, get(tree, config.map, "commands"), "<<");
  for (const { what, repeated } of steps) {
    if (repeated || among.includes(what.value) || what.value.includes("<<") || merged) continue;
    const subject = { ...owner, start: what.start, end: what.end };
    const missing = what.value.includes("/") ? missingOrb(config, what) : undefined;
    if (missing) yield missing;
    // Who writes no commands uses a step that is new, more likely than not.
    if (what.value.includes("/") || own.length === 0) continue;
    yield {
      ...at(what),
      subject,
      noun: "command",
      why: `"commands" has none of this name, and CircleCI has no such step`,
      among,
    };
  }
}

function* missingExecutor(
  tree: YamlTree,
  config: CircleConfig,
  { name: subject, map }: Definition,
): Iterable<Dangling> {
  const executor = find(tree, map, "executor");
  const node: YamlNode | undefined = isMapping(executor) ? find(tree, executor, "name") : executor;
  const wanted = scalarText(node);
  if (!node || !wanted || wanted.includes("<<")) return;
  const name = { value: wanted, ...spanOf(node) };
  const among = config.executors.map((other) => other.name.value);
  const merged = entry(tree, get(tree, config.map, "executors"), "<<");
  if (among.includes(wanted) || merged) return;
  const missing = wanted.includes("/") ? missingOrb(config, name) : undefined;
  if (missing) yield { ...missing, subject };
  if (wanted.includes("/")) return;
  yield { ...at(name), subject, noun: "executor", why: `"executors" has none of this name`, among };
}
