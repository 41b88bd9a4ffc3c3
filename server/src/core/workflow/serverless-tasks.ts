// The tasks of a workflow in the DSL of Serverless Workflow, version 1.
import { groupBy } from "../groups.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  isSequence,
  items,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";

/** A workflow and all its tasks. */
export interface ServerlessWorkflow {
  readonly map: YamlMap;
  readonly name: Sourced<string>;
  /** Those around others first. */
  readonly tasks: readonly Task[];
  /** By the list they stand in. */
  readonly byList: ReadonlyMap<YamlNode, readonly Task[]>;
}

/** One task. */
export interface Task {
  readonly id: string;
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  readonly around: Task | undefined;
  /** What it is a part of there: its steps, a branch, what may fail, what is done when it has. */
  readonly part: "do" | "branch" | "try" | "catch" | "each";
  /** Tasks of one list run one after another, but branches. */
  readonly list: YamlNode;
  /** The protocol or function that a call names. */
  readonly call: Sourced<string> | undefined;
}

/** Reads the workflow of the file; undefined when it is none. Version 0.8 is another language. Source: the DSL reference. */
export function readWorkflow(tree: YamlTree): ServerlessWorkflow | undefined {
  const map = root(tree);
  const document = get(tree, map, "document");
  const list = get(tree, map, "do");
  if (!isMapping(map) || !scalarText(get(tree, document, "dsl"))?.startsWith("1.") || !isSequence(list))
    return undefined;
  const key = get(tree, document, "name");
  const name = key ? { value: scalarText(key) ?? "", ...spanOf(key) } : entry(tree, map, "document")?.key;
  if (!name) return undefined;
  const tasks: Task[] = [];
  readList(tree, list, { around: undefined, part: "do", path: "", tasks, depth: 0 });
  return { map, name, tasks, byList: groupBy(tasks, (task) => task.list) };
}

interface Place {
  readonly around: Task | undefined;
  readonly part: Task["part"];
  readonly path: string;
  readonly tasks: Task[];
  readonly depth: number;
}

// Tasks of tasks of tasks … : no honest workflow goes deeper.
const MAX_DEPTH = 30;

function readList(tree: YamlTree, list: YamlNode | undefined, { around, part, path, tasks, depth }: Place): void {
  if (!list || depth > MAX_DEPTH) return;
  for (const [index, item] of [...items(tree, list)].entries()) {
    // The key is the name; a second one is a mistake of the author's.
    const [only, other] = entries(tree, item);
    if (!only || other || !isMapping(only.value)) continue;
    const map = only.value;
    const called = get(tree, map, "call");
    const call = scalarText(called);
    const task: Task = {
      id: `${path}${index}/${only.key.value}`,
      name: only.key,
      map,
      around,
      part,
      list,
      call: called && call ? { value: call, ...spanOf(called) } : undefined,
    };
    tasks.push(task);
    const read = (node: YamlNode | undefined, inner: Task["part"], mark: string) =>
      readList(tree, node, { around: task, part: inner, path: `${task.id}/${mark}`, tasks, depth: depth + 1 });
    read(get(tree, map, "do"), "do", "");
    read(get(tree, map, "try"), "try", "try/");
    read(get(tree, get(tree, map, "catch"), "do"), "catch", "catch/");
    read(get(tree, get(tree, map, "fork"), "branches"), "branch", "");
    read(get(tree, get(tree, get(tree, map, "listen"), "foreach") ?? get(tree, map, "foreach"), "do"), "each", "each/");
  }
}

/** What the workflow declares for reuse under that key: `retries`, `timeouts`, `functions` … */
export const declared = (tree: YamlTree, { map }: ServerlessWorkflow, kind: string): Sourced<string>[] => {
  const list = get(tree, get(tree, map, "use"), kind);
  // Secrets are a list of names.
  if (!isSequence(list)) return [...entries(tree, list)].map(({ key }) => key);
  return [...items(tree, list)].map((item) => ({ value: scalarText(item) ?? "", ...spanOf(item) }));
};
