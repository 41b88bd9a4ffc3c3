// What an agent in a GitHub Actions workflow may do that cannot be taken back.
import type { SideEffect } from "../model.ts";
import type { Command } from "../syntax/shell.ts";
import { entries, entry, get, items, root, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
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
  const byId = new Map(jobs.map((job) => [job.id.value, job]));
  const isAgent = (job: Job | undefined) => job?.steps.some((step) => step.agents.length > 0) ?? false;
  for (const job of jobs) {
    const agent = isAgent(job);
    const takes = !agent && takesFrom(tree, job, (id) => isAgent(byId.get(id)));
    const found = agent || takes ? [...effectsIn(tree, job, agent)] : [];
    if (found.length === 0) continue;
    const approval = approvalOf(tree, job, byId);
    const edit = insertEntry(tree, job.map, "environment: production", "runs-on");
    // Who has to agree is set in the repository, under the environment's name.
    const repairs = edit ? [{ title: "Ask the reviewers of an environment first", edits: [edit] }] : [];
    effects.set(
      job.id.value,
      found.map((effect) => ({ ...effect, repairs, ...(approval && { approval }) })),
    );
  }
  return effects;
}

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

// More jobs are not looked at for each one: nobody hands a result on so far.
const MAX_JOBS = 100;

/** True when a job uses the outputs of a job that it needs, or the files it left. */
function takesFrom(tree: YamlTree, { map, needs, steps }: Job, fits: (id: string) => boolean): boolean {
  const { start, end } = spanOf(map);
  const files = steps.some(({ uses }) => uses === "actions/download-artifact");
  const text = tree.text.slice(start, end);
  if (!files && !text.includes(".outputs")) return false;
  return needs.slice(0, MAX_JOBS).some((id) => fits(id) && (files || text.includes(`needs.${id}.outputs`)));
}

/** An environment may ask for a reviewer; so do actions that wait for somebody. */
function approvalOf(tree: YamlTree, job: Job, jobs: ReadonlyMap<string, Job>): Sourced<string> | undefined {
  const waiting = new Set([job.id.value]);
  for (const name of waiting) {
    const one = jobs.get(name);
    const environment = one && entry(tree, one.map, "environment");
    if (environment) return { ...environment.key, value: "environment" };
    const manual = one?.steps.find(({ uses }) => /manual-approval|slack-approval|wait-for-approval/i.test(uses));
    if (manual) return { ...manual.subject, value: manual.uses };
    for (const other of one?.needs ?? []) if (waiting.size < MAX_JOBS) waiting.add(other);
  }
  return undefined;
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
    const own = isAgent ? agentEffects(tree, step) : actionEffects(tree, step, ownBranch);
    for (const effect of [...own, ...effectsOfScript(step, isAgent, ownBranch)]) {
      if (effect.deed !== PUSHED || !powerless) yield effect;
    }
  }
}

function actionEffects(tree: YamlTree, step: Step, ownBranch: boolean): SideEffect[] {
  const { start, end } = step.subject;
  const pushes = PUSHING_ACTION.test(step.uses) && !ownBranch && !otherBranch(tree, step);
  const deed = deedOfAction(step.uses) ?? (pushes ? PUSHED : undefined);
  return deed ? [{ deed, start, end }] : [];
}

const GRANT = /(dis)?allowed[-_]?tools|\bBash\(([^()\n]{3,80})\)/gi;
const ORDER = /`((?:git push|gh pr merge)\b[^`\n]{0,100})`/g;
const FORBIDS = /\b(?:not|never|don't|avoid|without|instead|unless|no)\b/i;

/**
 * What an agent is let to do by its list of tools (Claude Code's settings, "permissions": `Bash(git push:*)`), or told to
 * do by its prompt.
 */
function* agentEffects(tree: YamlTree, { map }: Step): Iterable<SideEffect> {
  const { start, end } = spanOf(map);
  const text = tree.text.slice(start, end);
  const effect = (command: string, index: number, length: number): SideEffect[] => {
    const words = command.replace(/:?\*$/, "").trim().split(/\s+/);
    const deed = deedOfCommand(words) ?? pushOf(words, true);
    return deed ? [{ deed, start: start + index, end: start + index + length }] : [];
  };
  let isGranted = false;
  for (const { 0: all, 1: not, 2: tool, index } of text.matchAll(GRANT)) {
    if (tool === undefined) isGranted = not === undefined;
    else if (isGranted) yield* effect(tool, index, all.length);
  }
  for (const { 0: all, 1: command = "", index } of text.matchAll(ORDER)) {
    const before = text.slice(Math.max(text.lastIndexOf("\n", index), index - MAX_LINE), index);
    if (!FORBIDS.test(before)) yield* effect(command, index, all.length);
  }
}

const MAX_LINE = 500;

const PUSHED = "push to the default branch";

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
