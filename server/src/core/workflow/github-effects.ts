// What an agent in a GitHub Actions workflow may do that cannot be taken back.
import type { SideEffect } from "../model.ts";
import type { Command } from "../syntax/shell.ts";
import { entries, entry, get, items, root, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced, Span } from "../text.ts";
import { agentOfCommand } from "./agents.ts";
import type { Job, Step } from "./github-jobs.ts";
import { deedOfAction, deedOfCommand, PUSHING_ACTION, plainLine } from "./irrevocable.ts";

/**
 * What the jobs do with the work of an agent that nobody has looked at, by job: what stands behind the agent in its own
 * job, and in a job that takes its outputs. A workflow that somebody starts by hand, or by a tag, is somebody's decision;
 * a pull request leaves it to somebody, too.
 */
export function effectsOf(tree: YamlTree, jobs: readonly Job[]): ReadonlyMap<string, SideEffect[]> {
  const effects = new Map<string, SideEffect[]>();
  if (!startsByItself(tree)) return effects;
  const agents = new Set(jobs.filter(hasAgent).map(({ id }) => id.value));
  const approvals = approvalsOf(tree, jobs);
  for (const job of jobs) {
    const own = agents.has(job.id.value);
    if (!own && !job.needs.some((other) => agents.has(other) && takesFrom(tree, job, other))) continue;
    const approval = approvals.get(job.id.value);
    const found = [...effectsIn(tree, job, own)];
    if (found.length > 0) {
      effects.set(
        job.id.value,
        found.map((effect) => (approval ? { ...effect, approval } : effect)),
      );
    }
  }
  return effects;
}

const hasAgent = ({ steps }: Job): boolean => steps.some(({ agents }) => agents.length > 0);

/** Events that nobody decides on with the result in view. Source: GitHub's "events that trigger workflows". */
const BY_ITSELF =
  /^(?:schedule|issues|issue_comment|pull_request(?:_target|_review|_review_comment)?|workflow_run|repository_dispatch|discussion(?:_comment)?|push)$/;

function startsByItself(tree: YamlTree): boolean {
  const on = get(tree, root(tree), "on");
  const names = [scalarText(on), ...[...items(tree, on)].map(scalarText)];
  for (const { key, value } of entries(tree, on)) {
    // A tag is set by somebody who wants what follows.
    const tagged = key.value === "push" && entry(tree, value, "tags") && !entry(tree, value, "branches");
    if (!tagged) names.push(key.value);
  }
  return names.some((name) => name !== undefined && BY_ITSELF.test(name));
}

/** True when a job uses the outputs of another one, or the files it left. */
function takesFrom(tree: YamlTree, { map, steps }: Job, other: string): boolean {
  const { start, end } = spanOf(map);
  const used = tree.text.slice(start, end).includes(`needs.${other}.outputs`);
  return used || steps.some(({ uses }) => uses === "actions/download-artifact");
}

/** The jobs that somebody has to agree to, by name: it stands in them, or in one that they wait for at any remove. */
function approvalsOf(tree: YamlTree, jobs: readonly Job[]): ReadonlyMap<string, Sourced<string>> {
  const dependents = new Map<string, Job[]>();
  for (const job of jobs) {
    for (const other of job.needs) {
      const known = dependents.get(other);
      if (known) known.push(job);
      else dependents.set(other, [job]);
    }
  }
  const approvals = new Map<string, Sourced<string>>();
  const open = jobs.flatMap((job) => {
    const approval = approvalIn(tree, job);
    return approval ? [{ name: job.id.value, approval }] : [];
  });
  for (let next = open.pop(); next; next = open.pop()) {
    const { name, approval } = next;
    if (approvals.has(name)) continue;
    approvals.set(name, approval);
    for (const { id } of dependents.get(name) ?? []) open.push({ name: id.value, approval });
  }
  return approvals;
}

/** An environment may ask for a reviewer; so do actions that wait for somebody. */
function approvalIn(tree: YamlTree, { map, steps }: Job): Sourced<string> | undefined {
  const environment = entry(tree, map, "environment");
  if (environment) return { ...environment.key, value: "environment" };
  const manual = steps.find(({ uses }) => /manual-approval|slack-approval|wait-for-approval/i.test(uses));
  return manual && { ...manual.subject, value: manual.uses };
}

/** `agent`: only what stands behind the agent of the job counts. */
function* effectsIn(tree: YamlTree, job: Job, agent: boolean): Iterable<SideEffect> {
  if (job.steps.some(asksSomebody)) return;
  const ownBranch = changesBranch(tree, job);
  const powerless = mayNotWrite(tree, job);
  const first = agent ? job.steps.findIndex(({ agents }) => agents.length > 0) : -1;
  for (const step of job.steps.slice(Math.max(0, first))) {
    if (step.repeated) continue;
    const isAgent = agent && step.agents.length > 0;
    const deed = isAgent
      ? undefined
      : (deedOfAction(step.uses) ??
        (PUSHING_ACTION.test(step.uses) && !ownBranch && !otherBranch(tree, step) ? PUSHED : undefined));
    if (deed && !(deed === PUSHED && powerless)) yield { deed, ...named(step) };
    if (!step.script) continue;
    for (const effect of effectsOfScript(step, isAgent, ownBranch)) {
      if (effect.deed !== PUSHED || !powerless) yield effect;
    }
  }
}

const PUSHED = "push to the default branch";
const named = ({ subject: { start, end } }: Step): Span => ({ start, end });

/** A pull request is looked at before it is merged. */
const asksSomebody = ({ uses, script }: Step): boolean =>
  /create-pull-request|pull-request-action/i.test(uses) ||
  !!script?.commands.some((command) => /^(?:gh pr create|hub pull-request)\b/.test(lineOf(command)));

const lineOf = ({ words }: Command): string => plainLine(words.map(({ text }) => text));

/** True where what is checked out is not the default branch, or not known, or not this repository alone. */
function changesBranch(tree: YamlTree, { steps }: Job): boolean {
  const checkouts = steps.filter(({ uses }) => uses === "actions/checkout");
  const elsewhere = checkouts.some(({ map }) => {
    const inputs = get(tree, map, "with");
    return ["ref", "repository", "path"].some((name) => entry(tree, inputs, name));
  });
  const switches = steps.some(({ script }) =>
    script?.commands.some((command) =>
      /^(?:git (?:checkout|switch|branch|worktree|clone|remote)|cd|pushd|gh (?:pr checkout|repo clone))\b/.test(
        lineOf(command),
      ),
    ),
  );
  return checkouts.length !== 1 || elsewhere || switches || !onDefaultBranch(tree);
}

/** True where the token of the job is not let to write, and no other one is checked out with. */
function mayNotWrite(tree: YamlTree, { map, steps }: Job): boolean {
  const granted = get(tree, map, "permissions") ?? get(tree, root(tree), "permissions");
  if (!granted || scalarText(granted) === "write-all" || scalarText(get(tree, granted, "contents")) === "write")
    return false;
  return !steps.some((step) => ["token", "ssh-key"].some((name) => entry(tree, get(tree, step.map, "with"), name)));
}

/** Events for which GitHub checks out the default branch unless it is told otherwise. Source: the same page. */
const DEFAULT_BRANCH =
  /^(?:schedule|issues|issue_comment|workflow_run|repository_dispatch|discussion(?:_comment)?|workflow_dispatch)$/;

function onDefaultBranch(tree: YamlTree): boolean {
  const on = get(tree, root(tree), "on");
  const single = scalarText(on);
  const names = [...(single ? [single] : []), ...[...items(tree, on)].map((item) => scalarText(item) ?? "")];
  for (const { key, value } of entries(tree, on)) {
    const branches = [...items(tree, get(tree, value, "branches"))].map(scalarText);
    const main =
      key.value === "push" && branches.length > 0 && branches.every((name) => name === "main" || name === "master");
    names.push(main ? "schedule" : key.value);
  }
  return names.length > 0 && names.every((name) => DEFAULT_BRANCH.test(name));
}

const otherBranch = (tree: YamlTree, { map }: Step): boolean =>
  ["branch", "new_branch", "create_branch", "repository", "directory"].some((name) =>
    entry(tree, get(tree, map, "with"), name),
  );

/** Behind the agent's own command where the script runs it, else all of it. */
function* effectsOfScript({ script, subject }: Step, isAgent: boolean, ownBranch: boolean): Iterable<SideEffect> {
  const commands = script?.commands ?? [];
  const from = isAgent
    ? commands.findIndex(({ words }) => agentOfCommand(words.map(({ text }) => text)) !== undefined)
    : -1;
  for (const command of commands.slice(from + 1)) {
    const words = command.words.map(({ text }) => text);
    const deed = deedOfCommand(words) ?? pushOf(words, ownBranch);
    if (!deed) continue;
    const places = script?.places;
    yield {
      deed,
      ...(places
        ? { start: places(command.start), end: places(command.end) }
        : { start: subject.start, end: subject.end }),
    };
  }
}

const DEFAULT_REF =
  /^(?:HEAD:)?(?:refs\/heads\/)?(?:main|master|\$\{\{\s{0,9}github\.event\.repository\.default_branch\s{0,9}\}\})$/;

/** A push that ends on the default branch: by its name, or because that is what is checked out. */
function pushOf(words: readonly string[], ownBranch: boolean): string | undefined {
  const [git, push, , ...refs] = plainLine(words).split(" ");
  if (git !== "git" || push !== "push" || words.some((word) => /^--(?:dry-run|tags|delete)$|^-d$/.test(word)))
    return undefined;
  if (refs.some((ref) => DEFAULT_REF.test(ref))) return PUSHED;
  return refs.length === 0 && !ownBranch ? PUSHED : undefined;
}
