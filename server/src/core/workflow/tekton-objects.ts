// The objects of Tekton in a file: tasks with their steps, pipelines with their tasks, and the runs of both.
import {
  get,
  isMapping,
  items,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { type KubernetesObject, kubernetesObjects } from "./kubernetes-objects.ts";
import { find } from "./merge-keys.ts";

/** One object, and what of it is a task or a pipeline. */
export interface TektonObject extends KubernetesObject {
  readonly spec: YamlMap;
  /** The task it is, or holds; undefined for a pipeline and for a run of something that stands elsewhere. */
  readonly task: TektonTask | undefined;
  readonly pipeline: TektonPipeline | undefined;
}

/** `spec` of a Task, or `taskSpec`. */
export interface TektonTask {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  readonly steps: readonly TektonStep[];
}

/** A container of a task. */
export interface TektonStep {
  /** As findings call it: `task/step`. */
  readonly subject: Sourced<string>;
  /** Its own name; empty where it has none. */
  readonly name: string;
  readonly index: number;
  readonly map: YamlMap;
}

/** `spec` of a Pipeline, or `pipelineSpec`. */
export interface TektonPipeline {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  readonly tasks: readonly PipelineTask[];
}

/** A task as a pipeline runs it. */
export interface PipelineTask {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  /** True for one that runs when all others have ended. */
  readonly last: boolean;
  /** The task that is written in its place. */
  readonly inline: TektonTask | undefined;
  /** The name of the Task it runs, where it is one of the cluster. */
  readonly ref: string | undefined;
  /** Names under `runAfter`. */
  readonly runAfter: readonly Sourced<string>[];
}

const KINDS: ReadonlySet<string> = new Set([
  "Task",
  "ClusterTask",
  "StepAction",
  "Pipeline",
  "PipelineRun",
  "TaskRun",
  "CustomRun",
]);

/** True for the kinds of Tekton Pipelines; its triggers and its operator have groups of their own. */
export const isTekton = ({ apiVersion, kind }: KubernetesObject): boolean =>
  /^tekton\.dev\/v1(?:(?:alpha|beta)1)?$/.test(apiVersion) && KINDS.has(kind);

/** The objects of a file. */
export function tektonObjects(tree: YamlTree): TektonObject[] {
  return [...kubernetesObjects(tree)].filter(isTekton).flatMap((object) => {
    const { kind, name, map } = object;
    const spec = get(tree, map, "spec");
    if (!isMapping(spec)) return [];
    const task = TASK.test(kind) ? spec : get(tree, spec, "taskSpec");
    const pipeline = kind === "Pipeline" ? spec : get(tree, spec, "pipelineSpec");
    return [{ ...object, spec, task: readTask(tree, name, task), pipeline: readPipeline(tree, name, pipeline) }];
  });
}

// Nobody writes more tasks or steps by hand, but aliases may bring one ten thousand times.
const MAX_ITEMS = 1000;

function first<T>(all: Iterable<T>): T[] {
  const some: T[] = [];
  for (const item of all) if (some.push(item) >= MAX_ITEMS) break;
  return some;
}

/** A StepAction is one step. */
const TASK = /^(?:Task|ClusterTask|StepAction)$/;

function readTask(tree: YamlTree, name: Sourced<string>, map: YamlNode | undefined): TektonTask | undefined {
  if (!isMapping(map)) return undefined;
  const list = get(tree, map, "steps");
  const steps = list ? first(items(tree, list)) : find(tree, map, "image") ? [map] : [];
  return { name, map, steps: steps.flatMap((step, index) => readStep(tree, name, step, index)) };
}

function readStep(tree: YamlTree, owner: Sourced<string>, map: YamlNode, index: number): TektonStep[] {
  if (!isMapping(map)) return [];
  const node = get(tree, map, "name");
  const name = scalarText(node) ?? "";
  const [head] = map.items;
  const place = node && name ? spanOf(node) : head?.key?.range ? spanOf(head.key) : spanOf(map);
  return [{ subject: { value: `${owner.value}/${name || index}`, ...place }, name, index, map }];
}

function readPipeline(tree: YamlTree, name: Sourced<string>, map: YamlNode | undefined): TektonPipeline | undefined {
  if (!isMapping(map)) return undefined;
  const read = (key: string) =>
    first(items(tree, get(tree, map, key))).flatMap((task) => readPipelineTask(tree, task, key === "finally"));
  return { name, map, tasks: [...read("tasks"), ...read("finally")] };
}

function readPipelineTask(tree: YamlTree, map: YamlNode, last: boolean): PipelineTask[] {
  const node = get(tree, map, "name");
  const value = scalarText(node);
  if (!isMapping(map) || !node || !value) return [];
  const name = { value, ...spanOf(node) };
  const ref = get(tree, map, "taskRef");
  // A resolver finds the task in another repository or registry, a version of its own marks another kind of task.
  const foreign = ["resolver", "bundle", "apiVersion"].some((key) => {
    const text = scalarText(get(tree, ref, key));
    return text !== undefined && !text.startsWith("tekton.dev/");
  });
  return [
    {
      name,
      map,
      last,
      inline: readTask(tree, name, get(tree, map, "taskSpec")),
      ref: foreign ? undefined : scalarText(get(tree, ref, "name")),
      runAfter: [...items(tree, get(tree, map, "runAfter"))].flatMap((item) => {
        const text = scalarText(item);
        return text ? [{ value: text, ...spanOf(item) }] : [];
      }),
    },
  ];
}

/** The tasks of a file by name, those that a pipeline of the same file may run. */
export const tasksByName = (objects: readonly TektonObject[]): ReadonlyMap<string, TektonTask> =>
  new Map(
    objects.flatMap(({ kind, task }) =>
      task && /^(?:Cluster)?Task$/.test(kind) ? [[task.name.value, task] as const] : [],
    ),
  );

/** The task that a pipeline runs, as far as the file has it. */
export const taskOf = ({ inline, ref }: PipelineTask, tasks: ReadonlyMap<string, TektonTask>): TektonTask | undefined =>
  inline ?? (ref === undefined ? undefined : tasks.get(ref));

// `(?<!\$)`: `$$(params.x)` is what is left of an escaped one.
const VARIABLE =
  /(?<!\$)\$\((?:inputs\.)?(?:params|tasks|results|steps?|workspaces|context|finally|resources|outputs|credentials)\b([^()\n]{0,300})\)/g;

/** Puts a variable of the shell in the place of each of Tekton's, as long as it is: `$(…)` would run a command. */
export const maskVariables = (text: string): string =>
  text.replace(VARIABLE, (all: string, path: string) => {
    const name = /([\w-]{1,200})(?:\[\*\]|\[\d{1,4}\])?["'\]]{0,2}$/.exec(path)?.[1] ?? "";
    return `\${${name
      .replace(/\W/g, "_")
      .slice(0, all.length - 3)
      .padEnd(all.length - 3, "_")}}`;
  });
