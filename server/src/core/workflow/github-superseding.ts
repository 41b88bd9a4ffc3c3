// What ends the runs of a pull request that a newer push has made idle.
import type { Guard } from "../model.ts";
import {
  entry,
  get,
  isFlow,
  isMapping,
  items,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { lineEnd, lineStart, type SourceFile, type Span } from "../text.ts";
import { eventsOf } from "./github-inputs.ts";
import type { Job } from "./github-jobs.ts";
import { widthOf } from "./github-matrix.ts";
import { mayWrite, publishes, saysPublish } from "./github-publishing.ts";

/**
 * The concurrency group of a workflow that runs several jobs for each push to a pull request; undefined for one that has
 * nothing to end, or better ends: it deploys, or others call it, and a group of its own could end the caller.
 */
export function supersedingOf(
  tree: YamlTree,
  top: YamlNode,
  { path }: SourceFile,
  jobs: readonly Job[],
): Guard | undefined {
  const events = eventsOf(tree, top);
  if (!events.has("pull_request") || !followsPushes(tree, events.get("pull_request"))) return undefined;
  if (![...events.keys()].every((name) => PLAIN.has(name)) || saysPublish(path) || mayWrite(tree, top))
    return undefined;
  const own = entry(tree, top, "concurrency");
  if (own) return own.value && { state: "present", value: "concurrency", ...spanOf(own.value) };
  const runners = jobs.reduce((sum, { map }) => sum + (widthOf(tree, map) ?? 2), 0);
  if (runners < 2 || jobs.some((job) => ownsIt(tree, job)) || !jobs.some(worksOnCode)) return undefined;
  const edit = isMapping(top) && !isFlow(top) ? groupBefore(tree, top, [...events.keys()]) : undefined;
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

/** Events that bring no pull request of their own: comments and labels would end the runs of the branch. */
const PLAIN: ReadonlySet<string> = new Set(["pull_request", "push", "merge_group", "schedule", "workflow_dispatch"]);

/** The words that start a workflow for pull requests. */
export function triggerOf(tree: YamlTree, top: YamlNode): Span | undefined {
  const on = get(tree, top, "on");
  const node = [on, ...items(tree, on)].find((name) => scalarText(name) === "pull_request");
  const key = entry(tree, on, "pull_request")?.key;
  return key ? { start: key.start, end: key.end } : node && spanOf(node);
}

/** A pull request starts runs for each push unless `types` says otherwise. */
function followsPushes(tree: YamlTree, event: YamlNode | undefined): boolean {
  const types = get(tree, event, "types");
  return !types || [types, ...items(tree, types)].some((type) => scalarText(type) === "synchronize");
}

/** A job that deploys or pushes should end by itself; one with a group of its own has been thought of. */
const ownsIt = (tree: YamlTree, job: Job): boolean =>
  !!entry(tree, job.map, "concurrency") || publishes(tree, job) || job.steps.some(({ uses }) => COMMITS.test(uses));
const COMMITS = /commit|create-pull-request|git-push|github-push/i;

/** Checking a title or setting a label is over before the next push. */
const worksOnCode = ({ steps }: Job): boolean => steps.some(({ uses }) => uses.toLowerCase() === "actions/checkout");

/** Runs of a branch are left to end: each may be the one that somebody looks for. */
function groupBefore(tree: YamlTree, top: YamlNode, events: readonly string[]) {
  const jobs = entry(tree, top, "jobs");
  if (!jobs) return undefined;
  const { text } = tree;
  if (lineStart(text, jobs.key.start) !== jobs.key.start) return undefined;
  // The comment above the jobs stays with them.
  let at = jobs.key.start;
  while (at > 0 && text.startsWith("#", lineStart(text, at - 1))) at = lineStart(text, at - 1);
  const only = events.every((name) => name === "pull_request");
  const lines = [
    "concurrency:",
    "  group: ${{ github.workflow }}-${{ github.event.pull_request.number || github.ref }}",
    `  cancel-in-progress: ${only ? "true" : "${{ github.event_name == 'pull_request' }}"}`,
    "",
    "",
  ];
  return { start: at, end: at, text: lines.join(lineEnd(text)) };
}
