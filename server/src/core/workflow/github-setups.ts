// Set-ups of tools in GitHub Actions workflows, and whether they keep what is downloaded for the next run.
import type { Around } from "../around.ts";
import type { Setup, Slot } from "../model.ts";
import { entry, get, isFlow, isMapping, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineStop, type SourceFile } from "../text.ts";
import { programIndex, programName } from "./commands.ts";
import { eventsOf } from "./github-inputs.ts";
import type { Job, Step } from "./github-jobs.ts";
import { mayWrite, publishes, saysPublish } from "./github-publishing.ts";
import { isHosted } from "./github-runners.ts";
import { type Manager, SETUP_ACTIONS, type SetupAction } from "./setup-actions.ts";

/**
 * The set-ups in the jobs of a workflow that download the same things in each run. Left out are jobs that publish, whose
 * caches others could poison (README of actions/setup-node), and runners that keep their files anyway.
 */
export function* setupsOf(
  tree: YamlTree,
  top: YamlNode,
  file: SourceFile,
  jobs: readonly Job[],
  around: Around,
): Iterable<Setup> {
  if (!runsOften(tree, top) || saysPublish(file.path) || mayWrite(tree, top) || isElsewhere(file.path)) return;
  const folder = file.path.slice(0, Math.max(0, file.path.search(/\.github\//)));
  const outer = folderOf(tree, top);
  for (const job of jobs) {
    if (job.repeated || !isHosted(tree, job.map) || publishes(tree, job) || job.steps.some(keepsFiles)) continue;
    for (const [index, step] of job.steps.entries()) {
      const action = SETUP_ACTIONS.get(step.uses.toLowerCase());
      if (!action || step.repeated) continue;
      const install = installAfter(tree, job, index, action, folderOf(tree, job.map) ?? outer ?? "");
      const setup = install && setupOf(tree, step, action, install, { job, folder, around });
      if (setup) yield setup;
    }
  }
}

/** The runners of Gitea and Forgejo have a cache only where somebody set one up. */
const isElsewhere = (path: string): boolean => !/(?:^|\/)\.github\//.test(path);

/** True for what runs on pushes and pull requests: what runs rarely finds nothing kept, and a release should not look. */
function runsOften(tree: YamlTree, top: YamlNode): boolean {
  const events = eventsOf(tree, top);
  const rare = ["release", "workflow_run", "pull_request_target", "issue_comment", "workflow_call"];
  if (rare.some((name) => events.has(name)) || entry(tree, events.get("push"), "tags")) return false;
  return events.has("push") || events.has("pull_request") || events.has("merge_group");
}

const keepsFiles = ({ uses }: Step): boolean => /cache/i.test(uses);

/** Where scripts run by default, below the root of the repository. */
const folderOf = (tree: YamlTree, node: YamlNode): string | undefined =>
  scalarText(get(tree, get(tree, get(tree, node, "defaults"), "run"), "working-directory"));

interface Install {
  readonly manager: Manager;
  /** The command, as one line. */
  readonly line: string;
  /** Where it runs, below the root of the repository; empty for the root itself. */
  readonly folder: string;
}

/** The first command behind the set-up that downloads what the set-up could keep. */
function installAfter(
  tree: YamlTree,
  { steps }: Job,
  index: number,
  action: SetupAction,
  standard: string,
): Install | undefined {
  for (const step of steps.slice(index + 1)) {
    let folder = scalarText(get(tree, step.map, "working-directory")) ?? standard;
    for (const { words } of step.script?.commands ?? []) {
      const texts = words.map(({ text }) => text);
      const [program = "", ...rest] = texts.slice(programIndex(texts));
      const line = [programName(program), ...rest].join(" ");
      if (program === "cd") folder = joined(folder, rest[0] ?? "");
      const manager = action.managers.find(({ installs }) => installs.test(line));
      if (manager) return { manager, line, folder: joined(folder, / --prefix[ =](\S+)/.exec(line)?.[1] ?? "") };
    }
  }
  return undefined;
}

const joined = (folder: string, name: string): string =>
  `${folder}/${name}`
    .replace(/^\/|\/$/g, "")
    .replace(/^\.(?:\/|$)/, "")
    .replace(/\/\.$/, "");

interface Place {
  readonly job: Job;
  /** The root of the repository, empty or ending in `/`. */
  readonly folder: string;
  readonly around: Around;
}

function setupOf(tree: YamlTree, step: Step, action: SetupAction, install: Install, place: Place): Setup | undefined {
  const { manager, line } = install;
  const inputs = get(tree, step.map, "with");
  const decided = action.decided.some((name) => entry(tree, inputs, name)) || (inputs && !isMapping(inputs));
  const version = versionOf(tree, step);
  if (decided || version === undefined || version < action.since) return undefined;
  if (place.job.steps.some(({ uses }) => manager.keeper?.test(uses.toLowerCase()))) return undefined;
  const lock = lockOf(install, place);
  if (!manager.locked?.test(line) && manager.lock.length > 0 && !lock.certain) return undefined;
  if (step.uses === "actions/setup-node" && keepsByItself(version, manager, place)) return undefined;
  const slot = slotOf(tree, step, action, install, lock.path, place);
  const { start, end } = step.subject;
  return {
    subject: step.subject,
    tool: step.uses,
    manager: manager.name,
    cache: slot ? { state: "absent", slot } : { state: "absent" },
    start,
    end,
  };
}

/** The major version of an action: of its tag, or of the comment behind a commit. */
function versionOf(tree: YamlTree, { map }: Step): number | undefined {
  const node = get(tree, map, "uses");
  if (!node) return undefined;
  const { end } = spanOf(node);
  const [, tag] = /@v(\d{1,3})(?:\.|$)/.exec(scalarText(node) ?? "") ?? [];
  const [, comment] =
    /^\s{0,20}#\s{0,9}(?:\S{1,60}@)?v(\d{1,3})\b/.exec(tree.text.slice(end, lineStop(tree.text, end))) ?? [];
  return tag || comment ? Number(tag ?? comment) : undefined;
}

/** Version 5 keeps by itself what `packageManager` of package.json names, later ones only npm's. Source: the releases. */
function keepsByItself(version: number, manager: Manager, { folder, around }: Place): boolean {
  if (version < 5 || (version > 5 && manager.name !== "npm")) return false;
  const text = around.read(`${folder}package.json`);
  return text === undefined || /"(?:packageManager|devEngines)"/.test(text);
}

/** The lock file, below the root of the repository, and whether it is there. */
function lockOf(
  { manager, line, folder: where }: Install,
  { folder, around }: Place,
): { path: string; certain: boolean } {
  const named = manager.name === "pip" ? / (?:-r|--requirement)[ =]?(\S+)/.exec(line)?.[1] : undefined;
  const paths = (named ? [named] : manager.lock).map((name) => joined(where, name));
  const there = paths.find((path) => around.exists(`${folder}${path}`));
  // A requirements file that is installed from has to be there.
  return { path: there ?? paths[0] ?? "", certain: there !== undefined || named !== undefined };
}

function slotOf(
  tree: YamlTree,
  step: Step,
  { input }: SetupAction,
  { manager, folder }: Install,
  lock: string,
  { job }: Place,
): Slot | undefined {
  const { map } = step;
  const before = job.steps.slice(0, job.steps.indexOf(step));
  if (manager.first && !before.some(({ uses }) => manager.first?.test(uses.toLowerCase()))) return undefined;
  if (!manager.lockInput && folder && manager.lock.length === 0 && input === "bundler-cache") return undefined;
  const usual = manager.lock.includes(lock) || (manager.name === "pip" && lock.endsWith("requirements.txt"));
  if (!usual && manager.lock.length > 0 && (!/^[\w./-]+$/.test(lock) || lock.includes(".."))) return undefined;
  const value = manager.value ?? manager.name;
  const lines = [`${input}: ${value}`, ...(usual || !manager.lockInput ? [] : [`${manager.lockInput}: ${lock}`])];
  const inputs = get(tree, map, "with");
  if (isMapping(inputs)) {
    if (isFlow(inputs) && lines.length > 1) return undefined;
    const last = scalarText(inputs.items.at(-1)?.key);
    const edit = insertEntry(tree, inputs, lines.join("\n"), last);
    return edit && { edits: [edit] };
  }
  if (isFlow(map)) return undefined;
  const edit = insertEntry(tree, map, ["with:", ...lines.map((line) => `  ${line}`)].join("\n"), "uses");
  return edit && { edits: [edit] };
}
