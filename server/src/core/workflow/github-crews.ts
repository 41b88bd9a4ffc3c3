// Agents of a GitHub Actions workflow that work at the same time, and who joins them.
import { groupBy } from "../groups.ts";
import type { Crew, Slot } from "../model.ts";
import type { Command } from "../syntax/shell.ts";
import { entry, get, isFlow, isMapping, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { agentOfCommand } from "./agents.ts";
import { programName } from "./commands.ts";
import type { Job, Step } from "./github-jobs.ts";
import { capOf, concurrencyGroup, widthOf } from "./github-matrix.ts";

/** The groups of agents that run side by side: legs of a matrix, sibling jobs, steps and commands in the background. */
export function* crewsOf(tree: YamlTree, root: YamlNode, jobs: readonly Job[]): Iterable<Crew> {
  const members = jobs
    .filter(({ steps }) => steps.some(({ agents }) => agents.length > 0))
    .map((job) => ({ job, width: widthOf(tree, job.map), group: concurrencyGroup(tree, job.map) }));
  const joiners = joinersOf(jobs, members);
  const joinAt = joinPlace(tree, root);
  for (const stage of groupBy(members, ({ job }) => job.needs.toSorted().join("\n")).values()) {
    const together = sideBySide(stage);
    const [joined, alone] = [
      together.filter(({ job }) => joiners.has(job)),
      together.filter(({ job }) => !joiners.has(job)),
    ];
    for (const crew of [joined, alone]) {
      const [first] = crew.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
      if (!first) continue;
      const only = crew.length === 1 ? capOf(tree, first.job.map) : undefined;
      const coordinator = joiners.get(first.job);
      const join = coordinator ? undefined : joinAt(crew.map(({ job }) => job));
      yield {
        subject: first.job.id,
        size: sizeOf(crew),
        start: first.job.id.start,
        end: spanOf(first.job.map).end,
        ...(coordinator && { coordinator }),
        ...(only && { cap: { edits: [only] } }),
        ...(join && { join }),
      };
    }
  }
  for (const job of jobs) if (!job.repeated) yield* crewsInside(job, joiners.get(job));
}

interface Member {
  readonly job: Job;
  /** Legs at the same time; undefined when nobody can tell. */
  readonly width: number | undefined;
  readonly group: string;
}

/** Agents at the same time. Jobs of one concurrency group take turns; of a width nobody knows, nothing is said. */
function sizeOf(crew: readonly Member[]): number {
  const free = crew.filter(({ group }) => !group).reduce((sum, { width = 0 }) => sum + width, 0);
  return free + new Set(crew.map(({ group }) => group).filter(Boolean)).size;
}

/** Jobs under different conditions may exclude each other: only those that certainly run together count. */
function sideBySide(stage: readonly Member[]): Member[] {
  const always = stage.filter(({ job }) => isUnconditional(job.condition));
  const rest = groupBy(
    stage.filter(({ job }) => !isUnconditional(job.condition)),
    ({ job }) => job.condition,
  );
  const [largest = []] = [...rest.values()].toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return [...always, ...largest];
}

/** True for an `if:` that holds in every run, or in every run that has not failed yet. */
export const isUnconditional = (condition: string): boolean =>
  /^(?:\$\{\{)?\s{0,9}(?:always\(\)|success\(\)|!\s{0,9}cancelled\(\)|true)?\s{0,9}(?:\}\})?$/.test(condition);

// Nobody names so many agents by hand; it keeps hostile files linear.
const MAX_MEMBERS = 300;

/** For each agent job the job that joins it: one that waits for all its legs, or for several agent jobs. */
function joinersOf(jobs: readonly Job[], members: readonly Member[]): ReadonlyMap<Job, Sourced<string>> {
  const dependents = new Map<string, Job[]>();
  for (const job of jobs) {
    for (const name of new Set(job.needs)) {
      const known = dependents.get(name);
      if (known) known.push(job);
      else dependents.set(name, [job]);
    }
  }
  const followers = new Map(members.slice(0, MAX_MEMBERS).map((member) => [member, reach(member.job, dependents)]));
  const counts = new Map<Job, number>();
  for (const job of [...followers.values()].flatMap((set) => [...set])) counts.set(job, (counts.get(job) ?? 0) + 1);
  const joiners = new Map<Job, Sourced<string>>();
  for (const [{ job, width }, after] of followers) {
    const joiner = [...after].find((other) => width !== 1 || (counts.get(other) ?? 0) > 1);
    if (joiner) joiners.set(job, joiner.id);
  }
  return joiners;
}

/** The jobs that wait for a job, at first or second hand. */
function reach(job: Job, dependents: ReadonlyMap<string, readonly Job[]>): ReadonlySet<Job> {
  const found = new Set<Job>();
  const open = [job];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const dependent of dependents.get(next.id.value) ?? []) {
      if (found.has(dependent)) continue;
      found.add(dependent);
      open.push(dependent);
    }
  }
  return found;
}

/** Tells where a job may be written that waits for some jobs and gathers what they uploaded. */
function joinPlace(tree: YamlTree, root: YamlNode): (crew: readonly Job[]) => Slot | undefined {
  const jobs = get(tree, root, "jobs");
  const name = ["coordinate", "coordinate-agents"].find((candidate) => !entry(tree, jobs, candidate));
  const last = isMapping(jobs) ? String(jobs.items.at(-1)?.key) : "";
  const edit =
    isMapping(jobs) && !isFlow(jobs) && name ? insertEntry(tree, jobs, `${name}:\n${JOIN}`, last) : undefined;
  return ([first, ...others]) => {
    if (!edit || !first) return undefined;
    const needs = [first, ...others].map(({ id }) => id.value).join(", ");
    const runsOn = scalarText(get(tree, first.map, "runs-on")) ?? "";
    const machine = !runsOn || runsOn.includes("$") ? "ubuntu-latest" : runsOn;
    return {
      edits: [{ ...edit, text: edit.text.replace("<needs>", () => needs).replace("<machine>", () => machine) }],
    };
  };
}

const JOIN = `
  needs: [<needs>]
  runs-on: <machine>
  timeout-minutes: 15
  steps:
    - uses: actions/download-artifact@v4
      with:
        path: results
    - name: Join the results of all agents
      run: cat results/*/* >> "$GITHUB_STEP_SUMMARY"`.slice(1);

/** Agents in the background of one job: its own later steps may join them, or a job that waits for it. */
function* crewsInside(job: Job, joiner: Sourced<string> | undefined): Iterable<Crew> {
  const steps = job.steps.filter(({ background, agents }) => background && agents.length > 0);
  const [firstStep] = steps;
  const lastStep = steps.at(-1);
  if (firstStep && lastStep) {
    const coordinator = joiner ?? mergeAfter(job, lastStep);
    const { start, end } = firstStep.subject;
    yield { subject: firstStep.subject, size: steps.length, start, end, ...(coordinator && { coordinator }) };
  }
  for (const step of job.steps) {
    const commands = step.script?.commands ?? [];
    const agents = commands.filter((command) => command.background && isAgent(command));
    const last = agents.at(-1);
    if (!last) continue;
    const inScript = commands.slice(commands.indexOf(last) + 1).some(isMerge) ? step.subject : undefined;
    const coordinator = inScript ?? joiner ?? mergeAfter(job, step);
    const { start, end } = step.subject;
    const size = agents.reduce((sum, command) => sum + turnsOf(command), 0);
    yield { subject: step.subject, size, start, end, ...(coordinator && { coordinator }) };
  }
}

const isAgent = ({ words }: Command): boolean => agentOfCommand(words.map(({ text }) => text)) !== undefined;

/** How often a loop starts a command: the length of its list; 0 when the list is not written down. */
function turnsOf({ loops }: Command): number {
  const loop = loops.at(-1);
  if (!loop) return 1;
  if (!loop.items || loop.items.some(({ text }) => /[$*?`]/.test(text))) return 0;
  return loop.items.reduce((sum, { text }) => sum + braces(text), 0);
}

/** Words that `{1..5}` or `{a,b}` stands for. */
function braces(text: string): number {
  const [, from, to] = /^\{(\d{1,4})\.\.(\d{1,4})\}$/.exec(text) ?? [];
  if (from && to) return Math.abs(Number(to) - Number(from)) + 1;
  return /^\{[^{}]{1,500}\}$/.test(text) ? text.split(",").length : 1;
}

const MERGE = /merg|combin|collect|aggregat|consolidat|integrat|synthes|summar|reduce|join/i;
const MERGE_PROGRAMS: ReadonlySet<string> = new Set(["cat", "jq", "paste", "join"]);

const isMerge = (command: Command): boolean =>
  !command.background &&
  (isAgent(command) ||
    MERGE_PROGRAMS.has(programName(command.words[0]?.text)) ||
    command.words.slice(0, 3).some(({ text }) => MERGE.test(text)));

/** A later step of the same job that merges. */
function mergeAfter(job: Job, step: Step): Sourced<string> | undefined {
  const later = job.steps.slice(job.steps.indexOf(step) + 1);
  return later.find(
    ({ subject, agents, uses, script, background }) =>
      !background &&
      (agents.length > 0 ||
        MERGE.test(`${subject.value.slice(job.id.value.length)} ${uses}`) ||
        script?.commands.some(isMerge)),
  )?.subject;
}
