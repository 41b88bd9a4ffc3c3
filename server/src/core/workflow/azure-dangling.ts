// Jobs, stages and outputs that an Azure pipeline names and that are not there.
// Source: MicrosoftDocs, "Define variables", "Use outputs in a different job" and "Expressions", "Dependencies".
import type { Dangling } from "../model.ts";
import { get, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import type { AzureFile, AzureJob, AzureStage } from "./azure-jobs.ts";

/** What is named and is not there, as far as all that could be meant stands in this file. */
export function danglingOf(tree: YamlTree, file: AzureFile): Dangling[] {
  return [
    ...file.stages.flatMap((stage) => stagesNamed(stage, file)),
    ...file.jobs.flatMap((job) => [...jobsNamed(job, file), ...outputsNamed(tree, job, file)]),
  ];
}

/** All jobs that a job may wait for are known in a stage that stands here, and in a pipeline without stages. */
const isKnown = ({ stage }: AzureJob, { closed }: AzureFile): boolean => stage?.closed ?? closed;

function stagesNamed({ name: subject, dependsOn = [] }: AzureStage, { stages, closed }: AzureFile): Dangling[] {
  const among = stages.map(({ name }) => name.value);
  if (!closed) return [];
  return missing(dependsOn, among, { subject, noun: "stage", why: "no stage has that name" });
}

function jobsNamed(job: AzureJob, file: AzureFile): Dangling[] {
  if (!isKnown(job, file)) return [];
  const why = job.stage ? `no job of the stage "${job.stage.name.value}" has that name` : "no job has that name";
  return missing(job.dependsOn, besides(job, file), { subject: job.name, noun: "job", why });
}

const besides = ({ stage }: AzureJob, { jobs }: AzureFile): string[] =>
  jobs.filter((other) => other.stage === stage).map(({ name }) => name.value);

/** Names compare without regard to case. */
function missing(
  named: readonly Sourced<string>[],
  among: readonly string[],
  about: Pick<Dangling, "subject" | "noun" | "why">,
): Dangling[] {
  const known = new Set(among.map((name) => name.toLowerCase()));
  return named.flatMap(({ value, start, end }) =>
    known.has(value.toLowerCase()) || value.includes("$") ? [] : [{ ...about, wanted: value, among, start, end }],
  );
}

const OUTPUT = /(?<![\w.])dependencies\.(\w{1,100})\.outputs\[\s{0,3}['"](\w{1,100})\.[\w.]{1,200}['"]\s{0,3}\]/g;

/** `dependencies.build.outputs['version.tag']` in a job: the job `build`, which it waits for, has a step named `version`. */
function outputsNamed(tree: YamlTree, job: AzureJob, file: AzureFile): Dangling[] {
  if (!job.map || !isKnown(job, file)) return [];
  const { start, end } = spanOf(job.map);
  const found: Dangling[] = [];
  for (const { 0: all, 1: name = "", 2: step = "", index } of tree.text.slice(start, end).matchAll(OUTPUT)) {
    const maker = file.jobs.find((other) => other.stage === job.stage && same(other.name.value, name));
    const place = { start: start + index, end: start + index + all.length };
    const wanted = all.slice("dependencies.".length);
    const why = whyNot(tree, { job, maker, name, step });
    if (why) found.push({ ...place, subject: job.name, noun: "output", wanted, why, among: [] });
  }
  return found;
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

interface Use {
  readonly job: AzureJob;
  readonly maker: AzureJob | undefined;
  readonly name: string;
  readonly step: string;
}

function whyNot(tree: YamlTree, { job, maker, name, step }: Use): string | undefined {
  if (!maker) return `there is no job "${name}" beside "${job.name.value}"`;
  if (!job.dependsOn.some(({ value }) => same(value, name)))
    return `"${job.name.value}" does not wait for "${name}", so the value is empty`;
  // Outputs of a deployment begin with its own name, and templates and tasks may name steps of theirs.
  if (maker.deployment || maker.steps.length === 0 || maker.steps.some(({ template }) => template !== ""))
    return undefined;
  const names = maker.steps.map(({ map }) => scalarText(get(tree, map, "name")) ?? "");
  if (names.some((one) => same(one, step) || one.includes("$"))) return undefined;
  // Legs of a matrix stand before the name of the step.
  return maker.map && get(tree, maker.map, "strategy") ? undefined : `no step of "${name}" is named "${step}"`;
}
