// Tasks and results that a Tekton pipeline refers to and that nothing in it has.
import type { Dangling } from "../model.ts";
import { get, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { isComment, namesIn } from "./tekton-inputs.ts";
import { type PipelineTask, type TektonPipeline, type TektonTask, taskOf } from "./tekton-objects.ts";

/** `runAfter`, `$(tasks.x.results.y)` and `$(tasks.x.status)` of tasks that are not there, and results they do not have. */
export function* danglingOf(
  tree: YamlTree,
  pipeline: TektonPipeline,
  tasks: ReadonlyMap<string, TektonTask>,
): Iterable<Dangling> {
  const byName = new Map(pipeline.tasks.map((part) => [part.name.value, part]));
  const among = [...byName.keys()];
  const missing = (subject: Sourced<string>, wanted: Sourced<string>): Dangling => {
    const why = `"${pipeline.name.value}" has no task of this name`;
    return { subject, noun: "task", wanted: wanted.value, why, among, start: wanted.start, end: wanted.end };
  };
  for (const part of pipeline.tasks) {
    for (const name of part.runAfter) {
      if (!byName.has(name.value) && !/\$\(|\{\{/.test(name.value)) yield missing(part.name, name);
    }
  }
  for (const use of usesIn(tree, pipeline)) {
    const part = byName.get(use.task.value);
    if (!part) yield missing(use.subject, use.task);
    else if (use.result) {
      const declared = resultsOf(tree, part, tasks);
      if (!declared || declared.includes(use.result.value)) continue;
      const names = declared.map((name) => `"${name}"`).join(", ");
      const why = `the task "${part.name.value}" declares ${names ? `only ${names}` : "no result"}`;
      const { value: wanted, start, end } = use.result;
      yield { subject: use.subject, noun: "result", wanted, why, among: declared, start, end };
    }
  }
}

interface Use {
  readonly subject: Sourced<string>;
  readonly task: Sourced<string>;
  readonly result: Sourced<string> | undefined;
}

const USED =
  /(?<!\$)\$\(tasks\.([\w-]{1,200})\.(?:(?:status|reason|matrix|outputs|inputs)\b|results(?:\.([\w-]{1,200})|\[["']([^"'\]\n]{1,200})["']\]))/g;

/** The uses in the tasks of a pipeline and in its own results, each once. */
function* usesIn({ text }: YamlTree, { name, map, tasks }: TektonPipeline): Iterable<Use> {
  const { start, end } = spanOf(map);
  const seen = new Set<string>();
  for (const { 0: all, 1: task = "", 2: dotted, 3: indexed, index } of text.slice(start, end).matchAll(USED)) {
    const at = start + index;
    if (seen.has(all) || isComment(text, at)) continue;
    seen.add(all);
    const owner = tasks.findLast((part) => spanOf(part.map).start <= at && at < spanOf(part.map).end);
    const result = dotted ?? indexed;
    const from = at + all.lastIndexOf(result ?? "");
    const first = at + "$(tasks.".length;
    yield {
      subject: owner?.name ?? name,
      task: { value: task, start: first, end: first + task.length },
      result: result === undefined ? undefined : { value: result, start: from, end: from + result.length },
    };
  }
}

/** The results of a task that the file has; undefined for one that stands elsewhere. */
function resultsOf(tree: YamlTree, part: PipelineTask, tasks: ReadonlyMap<string, TektonTask>): string[] | undefined {
  const task = taskOf(part, tasks);
  // A task of another kind, written in its place, has results of its own.
  if (!task || task.steps.length === 0) return undefined;
  return [...namesIn(tree, get(tree, task.map, "results"))].map(({ value }) => value);
}
