// Agents of a Kestra flow that work at the same time, and what joins them.
import { groupBy } from "../groups.ts";
import type { Crew, Slot } from "../model.ts";
import { entry, get, items, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { isAgent } from "./kestra-nodes.ts";
import { type Flow, isType, type Task, upwards } from "./kestra-tasks.ts";

/** The groups of agents that run side by side: in parallel tasks, loops and graphs. */
export function* crewsOf(tree: YamlTree, flow: Flow): Iterable<Crew> {
  const agents = agentsInside(flow);
  for (const task of flow.tasks) {
    const inside = agents.get(task) ?? [];
    if (inside.length === 0) continue;
    const key = isType(task, "ForEach") ? "concurrencyLimit" : "concurrent";
    const most = capOf(tree, task, key);
    const coordinator = followerOf(flow, task);
    const cap = capSlot(tree, task, key);
    const { start, end } = task.id;
    for (const size of sizesOf(tree, task, inside)) {
      const crew: Crew = { subject: task.id, size: Math.min(size, most), start, end };
      yield { ...crew, ...(coordinator && { coordinator }), ...(cap && { cap }) };
    }
  }
}

/** For each task the tasks right inside it that hold an agent, or are one. */
function agentsInside({ tasks }: Flow): ReadonlyMap<Task, Task[]> {
  const found = new Map<Task, Task[]>();
  for (const agent of tasks.filter(isAgent)) {
    for (const task of upwards(agent)) {
      const known = task.around && found.get(task.around);
      if (known?.includes(task)) break;
      if (known) known.push(task);
      else if (task.around) found.set(task.around, [task]);
    }
  }
  return found;
}

/** How many agents run at once, nobody knowing of a list that is made at run time. */
function* sizesOf(tree: YamlTree, task: Task, inside: readonly Task[]): Iterable<number> {
  if (isType(task, "Parallel")) yield inside.length;
  if (isType(task, "(?:ForEach|EachParallel)")) yield lengthOf(tree, task);
  if (!isType(task, "Dag")) return;
  const needed = new Set(inside.flatMap(({ needs }) => needs.map(({ value }) => value)));
  // One that another agent or task of the graph waits for is joined by it.
  const stages = groupBy(
    inside.filter(({ id }) => !needed.has(id.value)),
    ({ needs }) =>
      needs
        .map(({ value }) => value)
        .toSorted()
        .join("\n"),
  );
  for (const stage of stages.values()) yield stage.length;
}

/** The values of a loop: a list, or JSON in a text. */
function lengthOf(tree: YamlTree, { map }: Task): number {
  const values = get(tree, map, "values") ?? get(tree, map, "value");
  const listed = [...items(tree, values)].length;
  const text = scalarText(values) ?? "";
  if (listed > 0 || !text.trimStart().startsWith("[") || text.includes("{{")) return listed;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.length : 0;
  } catch {
    return 0;
  }
}

/** Source: Kestra's documentation: `concurrencyLimit` of ForEach is 1, `concurrent` of Parallel is 0, and 0 is no limit. */
function capOf(tree: YamlTree, task: Task, key: string): number {
  const written = entry(tree, task.map, key);
  const number = written ? Number(scalarText(written.value) || Number.NaN) : key === "concurrencyLimit" ? 1 : 0;
  // An expression may be any number.
  if (Number.isNaN(number)) return 1;
  return number === 0 ? Number.POSITIVE_INFINITY : number;
}

/** A task behind it in its list, or behind one around it; in a graph, one that waits for it. */
function followerOf({ tasks }: Flow, task: Task): Sourced<string> | undefined {
  for (const holder of upwards(task)) {
    const { list, around, id } = holder;
    const inGraph = around && isType(around, "Dag");
    const apart = around && isType(around, "Parallel");
    const siblings = tasks.filter((other) => other.list === list);
    const follower = inGraph
      ? siblings.find(({ needs }) => needs.some(({ value }) => value === id.value))
      : apart
        ? undefined
        : siblings[siblings.indexOf(holder) + 1];
    if (follower) return follower.id;
  }
  return undefined;
}

function capSlot(tree: YamlTree, task: Task, key: string): Slot | undefined {
  if (isType(task, "Dag")) return undefined;
  const written = get(tree, task.map, key);
  if (written) {
    return typeof scalarValue(written) === "number" ? { edits: [{ ...spanOf(written), text: "{value}" }] } : undefined;
  }
  const edit = insertEntry(tree, task.map, `${key}: {value}`, "type");
  return edit && { edits: [edit] };
}
