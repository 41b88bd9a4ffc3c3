// What a GitHub Actions document uses though nothing produces it: outputs, steps, jobs, matrix values, inputs.
import type { Dangling } from "../model.ts";
import { get, isMapping, scalarText, type YamlMap, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { danglingArtifacts } from "./github-artifacts.ts";
import { nameAfter } from "./github-expressions.ts";
import type { ReadFile } from "./github-files.ts";
import { eventsOf, inputNames } from "./github-inputs.ts";
import { needRepairs } from "./github-needs.ts";
import { matrixNames, outputsOfAction, outputsOfJob } from "./github-outputs.ts";
import { type Use, usesOf, type WrittenJob, type WrittenStep, writtenJobs } from "./github-scopes.ts";
import { outputsOfScript } from "./github-step-outputs.ts";

/** Everything that a workflow or composite action uses and nothing in reach produces. */
export function* danglingOf(tree: YamlTree, top: YamlNode, readFile: ReadFile): Iterable<Dangling> {
  // A line that is still being typed may be the one that makes it.
  if (tree.errors.length > 0) return;
  const jobs = writtenJobs(tree, top);
  const scene = sceneOf(tree, top, jobs, readFile);
  const seen = new Set<string>();
  const found = [missingNeeds(scene), missingUses(scene), danglingArtifacts(tree, top, jobs, readFile)];
  for (const dangling of found.flatMap((all) => [...all])) {
    // One declaration mends all uses of an input.
    const id = `${dangling.noun === "input" || dangling.subject.start} ${dangling.noun} ${dangling.wanted}`;
    if (!seen.has(id) && !isKnown(tree, dangling)) yield { ...dangling, among: dangling.among.slice(0, MAX_NAMES) };
    seen.add(id);
  }
}

// How far above its use a comment about it may stand.
const NEAR = 2000;

/** True when a comment above it, in the same step or job, speaks of it: its author knows that it may be missing. */
function isKnown({ text }: YamlTree, { subject, wanted, start }: Dangling): boolean {
  const above = text.slice(Math.max(subject.start, start - NEAR), start);
  return above.split("\n").some((line) => /^\s*#/.test(line) && line.includes(wanted) && !line.includes("${{"));
}

// Nobody misspells one of so many; it keeps hostile files linear.
const MAX_NAMES = 300;

interface Scene {
  readonly tree: YamlTree;
  readonly jobs: readonly WrittenJob[];
  readonly byId: ReadonlyMap<string, WrittenJob>;
  readonly isAction: boolean;
  readonly inputs: readonly string[] | undefined;
  /** `github.event.inputs` is the caller's in a workflow that others call, and in an action. */
  readonly eventInputs: boolean;
  readonly readFile: ReadFile;
  readonly top: YamlNode;
  readonly outputs: (job: WrittenJob) => readonly string[] | undefined;
  readonly matrix: (job: WrittenJob) => readonly string[] | undefined;
  readonly scripts: (step: YamlMap) => readonly string[] | undefined;
}

function sceneOf(tree: YamlTree, top: YamlNode, jobs: readonly WrittenJob[], readFile: ReadFile): Scene {
  const isAction = isMapping(get(tree, top, "runs"));
  const byId = new Map(isAction ? [] : jobs.map((job) => [job.id.value.toLowerCase(), job]));
  const inputs = inputNames(tree, top);
  const eventInputs = !isAction && !eventsOf(tree, top).has("workflow_call");
  const outputs = once((job: WrittenJob) => outputsOfJob(tree, job, readFile));
  const matrix = once((job: WrittenJob) => matrixNames(tree, job));
  const shell = [top, ...jobs.map(({ map }) => map)].map((node) =>
    get(tree, get(tree, get(tree, node, "defaults"), "run"), "shell"),
  );
  const isShell = shell.every((name) => /^(?:bash|sh)?$/.test(scalarText(name) ?? ""));
  const scripts = once((step: YamlMap) => (isShell ? outputsOfScript(tree, step) : undefined));
  return { tree, top, jobs, byId, isAction, inputs, eventInputs, readFile, outputs, matrix, scripts };
}

/** The work, done once for each key. */
function once<K, T>(work: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, work(key));
    return known.get(key) as T;
  };
}

function* missingNeeds({ jobs, byId, isAction }: Scene): Iterable<Dangling> {
  if (isAction) return;
  const among = jobs.map(({ id }) => id.value);
  for (const { id, needs } of jobs) {
    for (const { value, start, end } of needs) {
      if (byId.has(value.toLowerCase()) || value.includes("$")) continue;
      const others = among.filter((other) => other !== id.value);
      yield {
        subject: id,
        noun: "job",
        wanted: value,
        why: only("this workflow", "job", others),
        among: others,
        start,
        end,
      };
    }
  }
}

function* missingUses(scene: Scene): Iterable<Dangling> {
  for (const use of usesOf(scene.tree, scene.top, scene.jobs)) {
    if (use.reference.open) continue;
    const found = missingNeed(scene, use) ?? missingStep(scene, use) ?? missingName(scene, use);
    if (found) yield found;
  }
}

type Missing = Pick<Dangling, "noun" | "why" | "among" | "repairs">;

/** The place of a name that is missing. What no edit can reach is offered no other name. */
function at(use: Use, name: Sourced<string>, { among, repairs, ...missing }: Missing): Dangling {
  const { start, end, value } = name;
  const { exact } = use.reference;
  return {
    ...missing,
    subject: use.subject,
    wanted: value,
    among: exact ? among : [],
    ...(repairs && { repairs }),
    start,
    end,
  };
}

function missingNeed(scene: Scene, use: Use): Dangling | undefined {
  const { reference, job } = use;
  // The outputs of a workflow that others call read `jobs`, where every job is.
  const need = job ? nameAfter(reference, "needs") : nameAfter(reference, "jobs");
  if (!need || scene.isAction) return undefined;
  const other = scene.byId.get(need.value.toLowerCase());
  const needs = job ? job.needs.map(({ value }) => value) : scene.jobs.map(({ id }) => id.value);
  if (!other) {
    const who = job ? `"${job.id.value}"` : "this workflow";
    return at(use, need, { noun: "job", why: only(who, "job", needs, job ? "waits for" : "has"), among: needs });
  }
  const [, , kind, output] = reference.path;
  const handsOut = kind?.value.toLowerCase() === "outputs" ? output : undefined;
  if (job && !needs.some((name) => name.toLowerCase() === need.value.toLowerCase())) {
    const missing: Missing = {
      noun: handsOut ? "output" : "result",
      why: `"${job.id.value}" does not wait for "${other.id.value}" and so sees nothing of it`,
      among: [],
      repairs: needRepairs(scene.tree, job, other, scene.byId),
    };
    return at(use, handsOut ?? need, missing);
  }
  const outputs = handsOut && scene.outputs(other);
  return handsOut && outputs && lacks(outputs, handsOut)
    ? at(use, handsOut, {
        noun: "output",
        why: only(`"${other.id.value}"`, "output", outputs, "declares"),
        among: outputs,
      })
    : undefined;
}

function missingStep(scene: Scene, use: Use): Dangling | undefined {
  const { reference, job, ended } = use;
  const name = nameAfter(reference, "steps");
  if (!name || !job) return undefined;
  const index = job.ids.get(name.value.toLowerCase());
  const place = scene.isAction ? "this action" : `"${job.id.value}"`;
  if (index === undefined) {
    const among = [...job.ids].flatMap(([id, step]) => (step < ended ? [job.steps[step]?.id ?? id] : []));
    return at(use, name, { noun: "step", why: `no step of ${place} has this id`, among });
  }
  if (index >= ended) {
    const why = index === ended ? "a step cannot read its own results" : "it comes later in the job";
    return at(use, name, { noun: "result", why, among: [] });
  }
  const [, , kind, output] = reference.path;
  const step = job.steps[index];
  if (kind?.value.toLowerCase() !== "outputs" || !output || !step) return undefined;
  return missingOutput(scene, use, step, output);
}

function missingOutput(
  scene: Scene,
  use: Use,
  { map, id }: WrittenStep,
  output: Sourced<string>,
): Dangling | undefined {
  const action = outputsOfAction(scalarText(get(scene.tree, map, "uses")) ?? "", scene.readFile);
  const outputs = action ?? scene.scripts(map);
  if (!outputs || !lacks(outputs, output)) return undefined;
  const why = action
    ? only(`the action of the step "${id}"`, "output", action, "declares")
    : only(`the script of the step "${id}"`, "output", outputs, "sets");
  return at(use, output, { noun: "output", why, among: outputs });
}

/** A matrix value, or an input. One with something else in case it is empty need not be there. */
function missingName(scene: Scene, use: Use): Dangling | undefined {
  const { reference, job } = use;
  if (reference.fallback) return undefined;
  const key = scene.isAction ? undefined : nameAfter(reference, "matrix");
  const values = key && job && scene.matrix(job);
  if (key && job && values && lacks(values, key)) {
    const why =
      values.length === 0
        ? `"${job.id.value}" has no matrix`
        : only(`the matrix of "${job.id.value}"`, "value", values);
    return at(use, key, { noun: "matrix value", why, among: values });
  }
  const input =
    nameAfter(reference, "inputs") ??
    (scene.eventInputs ? nameAfter(reference, "github", "event", "inputs") : undefined);
  if (!input || !scene.inputs || !lacks(scene.inputs, input)) return undefined;
  const who = scene.isAction ? "this action" : "this workflow";
  return at(use, input, { noun: "input", why: only(who, "input", scene.inputs, "declares"), among: scene.inputs });
}

const lacks = (names: readonly string[], { value }: Sourced<string>): boolean =>
  !names.some((name) => name.toLowerCase() === value.toLowerCase());

// As many as a reader takes in.
const MOST = 6;

/** A clause that says what there is: `"build" declares only the outputs "tag" and "url"`. */
export function only(who: string, noun: string, names: readonly string[], verb = "has"): string {
  const all = [...new Set(names.slice(0, MAX_NAMES))];
  if (all.length === 0) return `${who} ${verb} no ${noun}`;
  if (all.length > MOST) return `it is none of the ${names.length} ${noun}s that ${who} ${verb}`;
  const quoted = all.map((name) => `"${name}"`);
  const list = [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter(Boolean).join(" and ");
  return `${who} ${verb} only the ${noun}${all.length > 1 ? "s" : ""} ${list}`;
}
