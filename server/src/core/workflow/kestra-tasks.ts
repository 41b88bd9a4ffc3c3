// The tasks of a Kestra flow.
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import type { ContainerScript, ContainerWork } from "./containers.ts";
import { readScript } from "./scripts.ts";

/** A flow and all its tasks that are not switched off. */
export interface Flow {
  readonly map: YamlMap;
  readonly id: Sourced<string>;
  /** Those around others first. */
  readonly tasks: readonly Task[];
}

/** One task. */
export interface Task {
  readonly id: Sourced<string>;
  /** The dotted name of its plugin. */
  readonly type: string;
  readonly map: YamlMap;
  /** The task that it is part of. */
  readonly around: Task | undefined;
  /** The list it stands in: tasks of one list run one after the other, unless the task around says otherwise. */
  readonly list: YamlNode;
  /** Ids of the tasks that it waits for in a graph. */
  readonly needs: readonly Sourced<string>[];
  /** The scripts that it hands to a shell. */
  readonly work: ContainerWork;
}

/** Reads the flow of the file; undefined when it is none. Source: Kestra's documentation, "Flow". */
export function readFlow(tree: YamlTree): Flow | undefined {
  const map = root(tree);
  const id = sourced(get(tree, map, "id"));
  if (!isMapping(map) || !id || !scalarText(get(tree, map, "namespace"))) return undefined;
  if (![...items(tree, get(tree, map, "tasks"))].some((task) => isTask(tree, task))) return undefined;
  const tasks: Task[] = [];
  readLists(tree, map, { tasks, around: undefined, seen: new Set(), depth: 0 });
  return { map, id, tasks };
}

/** True for a mapping with an id and the dotted name of a plugin. */
const isTask = (tree: YamlTree, node: YamlNode): boolean => {
  const task = get(tree, node, "task") ?? node;
  return !!scalarText(get(tree, task, "id")) && isPlugin(scalarText(get(tree, task, "type")) ?? "");
};

const isPlugin = (type: string): boolean => /^[a-z]\w{0,60}(?:\.[\w-]{1,60}){2,12}$/i.test(type);

/** A text and its place; undefined for anything else, and for an empty one. */
function sourced(node: YamlNode | undefined): Sourced<string> | undefined {
  const value = scalarText(node);
  return node && value ? { value, ...spanOf(node) } : undefined;
}

interface Reading {
  readonly tasks: Task[];
  readonly around: Task | undefined;
  readonly seen: Set<YamlNode>;
  readonly depth: number;
}

/** Where a flow or a task keeps tasks. Source: Kestra's documentation, "Flowable tasks" and "Errors". */
const LISTS = ["tasks", "then", "else", "defaults", "errors", "finally", "afterExecution"];
// Flows nest a handful of levels.
const MAX_DEPTH = 50;

function readLists(tree: YamlTree, map: YamlMap, reading: Reading): void {
  if (reading.depth > MAX_DEPTH) return;
  const cases = [...entries(tree, get(tree, map, "cases"))].map(({ value }) => value);
  const single = get(tree, map, "task");
  for (const list of [...LISTS.map((key) => get(tree, map, key)), ...cases]) {
    if (list) for (const item of items(tree, list)) readTask(tree, item, list, reading);
  }
  if (single && reading.around) readTask(tree, single, single, reading);
}

function readTask(tree: YamlTree, item: YamlNode, list: YamlNode, { tasks, around, seen, depth }: Reading): void {
  // An entry of a graph holds the task, and beside it what it waits for.
  const inner = around && isType(around, "Dag") ? get(tree, item, "task") : undefined;
  const map = inner ?? item;
  const id = sourced(get(tree, map, "id"));
  // One that an alias brings again is judged once.
  if (!isMapping(map) || !id || seen.has(map) || scalarValue(get(tree, map, "disabled")) === true) return;
  seen.add(map);
  const type = scalarText(get(tree, map, "type")) ?? "";
  const needs = inner ? [...items(tree, get(tree, item, "dependsOn"))].flatMap((node) => sourced(node) ?? []) : [];
  const task: Task = {
    id,
    type,
    map,
    around,
    list,
    needs,
    work: { scripts: scriptsOf(tree, map, type), command: undefined },
  };
  tasks.push(task);
  readLists(tree, map, { tasks, around: task, seen, depth: depth + 1 });
}

/** True for the flowable task of that name, in old and new packages: `core.flow.Parallel`, `core.tasks.flows.Parallel`. */
export const isType = ({ type }: Task, name: string): boolean => new RegExp(`\\.flows?\\.${name}$`).test(type);

/** True for tasks that run scripts or command lines. Source: Kestra's plugins, scripts and command-line tools. */
export const isScript = ({ type }: Task): boolean =>
  /\.(?:Script|Commands|[A-Z]\w{0,40}CLI|Bash|Python|Node)$|\.docker\.(?:Run|Build)$/.test(type);

/** Commands go to a shell whatever the language; a script goes to its own interpreter. */
function scriptsOf(tree: YamlTree, map: YamlMap, type: string): ContainerScript[] {
  if (/\.(?:powershell|windows)\./i.test(type)) return [];
  const lists = ["beforeCommands", "commands"].flatMap((key) => [...items(tree, get(tree, map, key))]);
  const script = /\.(?:shell\.Script|Bash)$/.test(type) ? [get(tree, map, "script")] : [];
  const all = [...lists, ...script].flatMap((node) => readScript(tree, node) ?? []);
  // The commands are the lines of one script, which begins with `set -e` (task documentation, `failFast`).
  const errexit = scalarValue(get(tree, map, "failFast")) !== false;
  let pipefail = false;
  return all.map((part) => {
    pipefail ||= scalarText(part.scalar)?.includes("pipefail") === true;
    return { ...part, flags: { errexit, pipefail } };
  });
}

/** A value that the flow sets for every task of a type. Source: Kestra's documentation, "Plugin defaults". */
export function defaultOf(tree: YamlTree, flow: Flow, { type }: Task, key: string): YamlNode | undefined {
  for (const name of ["pluginDefaults", "taskDefaults"]) {
    for (const item of items(tree, get(tree, flow.map, name))) {
      const prefix = scalarText(get(tree, item, "type"));
      const value = prefix && type.startsWith(prefix) ? entry(tree, get(tree, item, "values"), key)?.value : undefined;
      if (value) return value;
    }
  }
  return undefined;
}

/** The task itself and those around it, from the inside out. */
export function* upwards(task: Task): Iterable<Task> {
  for (let at: Task | undefined = task; at; at = at.around) yield at;
}
