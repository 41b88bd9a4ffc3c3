// Which tasks of a CrewAI file run at the same time.
import type { Crew } from "../model.ts";
import { get, items, scalarText, scalarValue, type YamlTree } from "../syntax/yaml.ts";
import type { CrewEntry } from "./crewai.ts";

/**
 * The longest run of tasks that do not wait for each other, and its first task. A later task that has them in its
 * `context` puts them together; results that nothing says go into one file are the caller's, each by itself.
 */
export function crewOf(
  tree: YamlTree,
  entries: readonly CrewEntry[],
): { readonly first: CrewEntry; readonly crew: Crew } | undefined {
  const tasks = entries.filter(({ kind }) => kind === "task-brief");
  const run = longestRun(tasks.map((task) => scalarValue(get(tree, task.node, "async_execution")) === true));
  const members = tasks.slice(run.from, run.to);
  const [first] = members;
  if (!first || members.length < 2) return undefined;
  const files = members.map(({ node }) => scalarText(get(tree, node, "output_file")) ?? "");
  const isShared = files.some((file, index) => file !== "" && files.indexOf(file) !== index);
  const join = tasks.slice(run.to).find(({ node }) => {
    const named = [...items(tree, get(tree, node, "context"))].map(scalarText);
    return members.filter(({ key }) => named.includes(key.value)).length > 1;
  });
  return {
    first,
    crew: {
      subject: first.key,
      size: members.length,
      ...(join && { coordinator: join.key }),
      ...(!isShared && { apart: { ...first.key, value: "each task returns a result of its own" } }),
      start: first.span.start,
      end: first.span.end,
    },
  };
}

function longestRun(flags: readonly boolean[]): { readonly from: number; readonly to: number } {
  let best = { from: 0, to: 0 };
  let from = 0;
  for (const [index, flag] of [...flags, false].entries()) {
    if (flag) continue;
    if (index - from > best.to - best.from) best = { from, to: index };
    from = index + 1;
  }
  return best;
}
