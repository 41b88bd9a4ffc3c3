// In which order the jobs of an Azure pipeline run, and how many side by side.
// Source: MicrosoftDocs, "YAML schema reference for Azure Pipelines"; stages run one after another, jobs side by side.
import type { Crew, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  scalarText,
  scalarValue,
  type YamlMap,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { AzureFile, AzureJob, AzureStage } from "./azure-jobs.ts";

/** A name in one file may be that of several jobs, in stages of their own. */
export const idOf = ({ stage, name }: AzureJob): string => (stage ? `${stage.name.value}/${name.value}` : name.value);

/** What a job waits for: the jobs it names, or those of the stages before its own. */
export function afterOf(job: AzureJob, { jobs, stages }: AzureFile): WorkflowNode["after"] {
  const beside = jobs.filter(({ stage }) => stage === job.stage);
  const own = job.dependsOn.flatMap(({ value, start, end }) => {
    const other = beside.find(({ name }) => name.value === value);
    return other && other !== job ? [{ to: idOf(other), at: { start, end } }] : [];
  });
  if (own.length > 0 || !job.stage) return own;
  const before = stagesBefore(job.stage, stages);
  return jobs.filter(({ stage }) => stage && before.has(stage)).map((other) => ({ to: idOf(other) }));
}

/** The stages that a stage waits for directly: those it names, else the one above it. */
function stagesBefore(stage: AzureStage, stages: readonly AzureStage[]): ReadonlySet<AzureStage> {
  const at = stages.indexOf(stage);
  if (!stage.dependsOn) return new Set(stages.slice(Math.max(0, at - 1), Math.max(0, at)));
  const names = new Set(stage.dependsOn.map(({ value }) => value));
  return new Set(stages.filter(({ name }) => names.has(name.value)));
}

/** The legs of a matrix, as many as run at the same time. */
export function widthOf(tree: YamlTree, map: YamlMap | undefined): number | "dynamic" | undefined {
  const strategy = map && get(tree, map, "strategy");
  const matrix = get(tree, strategy, "matrix");
  const parallel = scalarValue(get(tree, strategy, "parallel"));
  if (!matrix && parallel === undefined) return undefined;
  const most = Number(scalarText(get(tree, strategy, "maxParallel")) ?? 0);
  const legs = isMapping(matrix) ? [...entries(tree, matrix)] : [];
  const isOpen = legs.some(({ key }) => key.value.startsWith("${{"));
  const width = legs.length > 0 && !isOpen ? legs.length : typeof parallel === "number" ? parallel : undefined;
  if (width === undefined || Number.isNaN(most)) return "dynamic";
  return most > 0 ? Math.min(most, width) : width;
}

/**
 * Agents of one stage that wait for the same jobs run together. A job that waits for them can join their work, also one of a
 * later stage.
 */
export function crewsOf(tree: YamlTree, file: AzureFile, isAgent: (job: AzureJob) => boolean): Crew[] {
  const { jobs } = file;
  const after = new Map(jobs.map((job) => [job, afterOf(job, file).map(({ to }) => to)]));
  const waves = new Map<string, AzureJob[]>();
  for (const job of jobs) {
    if (!isAgent(job)) continue;
    const key = `${job.stage?.dependsOn?.length === 0 ? "" : (job.stage?.name.value ?? "")}\n${(after.get(job) ?? []).toSorted().join("\n")}`;
    waves.set(key, [...(waves.get(key) ?? []), job]);
  }
  return [...waves.values()].flatMap((wave) => {
    const [first] = wave;
    const widths = wave.map(({ map }) => widthOf(tree, map) ?? 1);
    if (!first || widths.includes("dynamic")) return [];
    const size = widths.reduce<number>((sum, width) => sum + (width === "dynamic" ? 0 : width), 0);
    const ids = new Set(wave.map(idOf));
    const next = jobs.find((job) => !wave.includes(job) && after.get(job)?.some((to) => ids.has(to)));
    const cap = wave.length === 1 ? capOf(tree, first.map) : undefined;
    const { start, end } = first.name;
    return [{ subject: first.name, size, ...(next && { coordinator: next.name }), ...(cap && { cap }), start, end }];
  });
}

function capOf(tree: YamlTree, map: YamlMap | undefined): Crew["cap"] {
  const strategy = map && get(tree, map, "strategy");
  if (!isMapping(strategy) || entry(tree, strategy, "maxParallel")) return undefined;
  const edit = insertEntry(tree, strategy, "maxParallel: {value}");
  return edit && { edits: [edit] };
}
