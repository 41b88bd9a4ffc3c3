// What jobs wait for, and how that is written.
import type { Edit } from "../finding.ts";
import type { Repair } from "../model.ts";
import { get, isFlow, isSequence, items, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { WrittenJob } from "./github-scopes.ts";

/** Lets a job wait for another one; nothing where the other one already waits for it, or no list can be written. */
export function needRepairs(
  tree: YamlTree,
  job: WrittenJob,
  other: WrittenJob,
  byId: ReadonlyMap<string, WrittenJob>,
): Repair[] {
  const edit = waitsFor(other, job, byId) ? undefined : addNeed(tree, job, other.id.value);
  return edit ? [{ title: `Let "${job.id.value}" wait for "${other.id.value}"`, edits: [edit] }] : [];
}

/** True when a job waits for another one, at first or later hand, or is that one. */
function waitsFor(job: WrittenJob, other: WrittenJob, byId: ReadonlyMap<string, WrittenJob>): boolean {
  const seen = new Set([job]);
  for (const next of seen) {
    if (next === other) return true;
    for (const { value } of next.needs) {
      const need = byId.get(value.toLowerCase());
      if (need) seen.add(need);
    }
  }
  return false;
}

function addNeed(tree: YamlTree, { map, needs }: WrittenJob, name: string): Edit | undefined {
  const node = get(tree, map, "needs");
  if (!node) return insertEntry(tree, map, `needs: ${name}`);
  const { start, end } = spanOf(node);
  // An alias stands for a list that belongs to others, too.
  if (!needs.every((need) => need.start >= start && need.end <= end)) return undefined;
  const text = scalarText(node);
  if (text) return { start, end, text: `[${text}, ${name}]` };
  const last = [...items(tree, node)].at(-1);
  if (!last || !isSequence(node)) return undefined;
  const at = spanOf(last).end;
  if (isFlow(node)) return { start: at, end: at, text: `, ${name}` };
  const indent = tree.text.slice(tree.text.lastIndexOf("\n", spanOf(last).start) + 1, spanOf(last).start);
  const eol = tree.text.includes("\r\n") ? "\r\n" : "\n";
  return /^\s*-\s+$/.test(indent) ? { start: at, end: at, text: `${eol}${indent}${name}` } : undefined;
}
