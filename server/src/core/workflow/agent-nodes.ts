// What the dialects of agent frameworks share: agents as nodes, groups of them that run at once, files that they name.
import type { Around } from "../around.ts";
import type { Crew, Dangling, WorkflowNode } from "../model.ts";
import type { Sourced, Span } from "../text.ts";
import { workflowNode } from "./workflow.ts";

/** An agent as a node. Its platform limits and repeats it by itself unless `more` says otherwise. */
export const agentNode = (name: Sourced<string>, { end }: Span, more: Partial<WorkflowNode> = {}): WorkflowNode =>
  workflowNode({ id: name.value, name, start: name.start, end, kind: "agent", risk: "agent", ...more });

/**
 * The agents of a graph that begin together, those that wait for the same nodes, as crews. One who is behind two of them
 * joins their work; those whose work comes together nowhere are a crew of their own.
 */
export function crewsAtOnce(nodes: readonly WorkflowNode[]): Crew[] {
  const behind = followersOf(nodes);
  const waves = new Map<string, WorkflowNode[]>();
  for (const node of nodes) {
    if (node.kind !== "agent") continue;
    const key = node.after
      .map(({ to }) => to)
      .toSorted()
      .join("\n");
    waves.set(key, [...(waves.get(key) ?? []), node]);
  }
  return [...waves.values()].flatMap((wave) => {
    const counts = new Map<string, number>();
    for (const { id } of wave)
      for (const other of behind.get(id) ?? []) counts.set(other, (counts.get(other) ?? 0) + 1);
    const isJoined = ({ id }: WorkflowNode) =>
      [...(behind.get(id) ?? [])].some((other) => (counts.get(other) ?? 0) > 1);
    const alone = wave.filter((node) => !isJoined(node));
    const [first] = alone;
    if (!first || alone.length < 2) return [];
    return [{ subject: first.name, size: alone.length, start: first.start, end: alone.at(-1)?.end ?? first.end }];
  });
}

// More nodes behind one are not followed: nobody draws such graphs by hand.
const MAX_BEHIND = 500;

/** The nodes that wait for a node, at first or second hand. */
function followersOf(nodes: readonly WorkflowNode[]): ReadonlyMap<string, ReadonlySet<string>> {
  const next = new Map<string, string[]>();
  for (const { id, after } of nodes) for (const { to } of after) next.set(to, [...(next.get(to) ?? []), id]);
  return new Map(
    nodes.slice(0, MAX_BEHIND).map(({ id }) => {
      const found = new Set<string>();
      for (const other of next.get(id) ?? []) found.add(other);
      for (const other of found) {
        for (const further of next.get(other) ?? []) if (found.size < MAX_BEHIND) found.add(further);
      }
      return [id, found];
    }),
  );
}

/** The path of a file that another one names, seen from the project's top; undefined for what lies outside it. */
export function pathFrom(path: string, named: string): string | undefined {
  const parts = path.split("/").slice(0, -1);
  for (const part of named.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** A file that is named and is not there; nothing when it is, or when nobody can tell. Placeholders and addresses name none. */
export function* missingFile(
  path: string,
  named: Sourced<string>,
  { noun, subject, around }: { readonly noun: string; readonly subject: Sourced<string>; readonly around: Around },
): Iterable<Dangling> {
  if (/[{}$<>*]|:\/\/|^[/~]/.test(named.value)) return;
  const place = pathFrom(path, named.value);
  if (place === undefined || around.exists(place) !== false) return;
  const { value: wanted, start, end } = named;
  yield { subject, noun, wanted, why: `there is no file "${place}"`, among: [], start, end };
}
