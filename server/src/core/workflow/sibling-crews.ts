// Agents in jobs or tasks of a graph that work at the same time, and who joins them.
import { groupBy } from "../groups.ts";
import type { Crew, Slot } from "../model.ts";
import type { Sourced } from "../text.ts";

/** A job or task as a part of a graph. */
export interface Worker {
  readonly id: string;
  readonly name: Sourced<string>;
  readonly end: number;
  /** Ids of those it waits for. */
  readonly needs: readonly string[];
  /** How many agents it lets work at the same time; 0 when it runs none. */
  readonly agents: number;
  /** Those of one group take turns. */
  readonly turn?: string | undefined;
  /** What decides whether it runs; empty for one that runs every time. */
  readonly condition?: string | undefined;
  /** Where a cap on its number may be written. */
  readonly cap?: Slot | undefined;
}

// Nobody draws larger graphs of agents by hand; it keeps hostile files linear.
const MAX_MEMBERS = 300;

/** The groups of agents that wait for the same ones, and so begin together; those that something joins apart from the others. */
export function* siblingCrews(workers: readonly Worker[]): Iterable<Crew> {
  const members = workers.filter(({ agents }) => agents > 0).slice(0, MAX_MEMBERS);
  const joiners = joinersOf(workers, members);
  for (const stage of groupBy(members, needsOf).values()) {
    const together = sideBySide(stage);
    for (const joined of [true, false]) {
      const crew = together.filter((member) => joiners.has(member) === joined);
      const [first] = crew.toSorted((a, b) => b.agents - a.agents);
      if (!first) continue;
      const coordinator = joiners.get(first);
      const cap = crew.length === 1 ? first.cap : undefined;
      const { start } = first.name;
      yield {
        subject: first.name,
        size: sizeOf(crew),
        start,
        end: first.end,
        ...(coordinator && { coordinator }),
        ...(cap && { cap }),
      };
    }
  }
}

const needsOf = ({ needs }: Worker): string => needs.toSorted().join("\n");

/** Agents at the same time; those of one group take turns. */
function sizeOf(crew: readonly Worker[]): number {
  const free = crew.filter(({ turn }) => !turn).reduce((sum, { agents }) => sum + agents, 0);
  return free + new Set(crew.map(({ turn }) => turn).filter(Boolean)).size;
}

/** Under different conditions they may exclude each other: only those that certainly run together count. */
function sideBySide(stage: readonly Worker[]): Worker[] {
  const always = stage.filter(({ condition }) => !condition);
  const rest = groupBy(
    stage.filter(({ condition }) => condition),
    ({ condition }) => condition,
  );
  const [largest = []] = [...rest.values()].toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return [...always, ...largest];
}

/** For each member one that waits for all its agents, or for several members. */
function joinersOf(workers: readonly Worker[], members: readonly Worker[]): ReadonlyMap<Worker, Sourced<string>> {
  const dependents = new Map<string, Worker[]>();
  for (const worker of workers) {
    for (const id of new Set(worker.needs)) {
      const known = dependents.get(id);
      if (known) known.push(worker);
      else dependents.set(id, [worker]);
    }
  }
  const followers = new Map(members.map((member) => [member, reach(member, dependents)]));
  const counts = new Map<Worker, number>();
  for (const worker of [...followers.values()].flatMap((set) => [...set])) {
    counts.set(worker, (counts.get(worker) ?? 0) + 1);
  }
  const joiners = new Map<Worker, Sourced<string>>();
  for (const [member, after] of followers) {
    const joiner = [...after].find((other) => member.agents > 1 || (counts.get(other) ?? 0) > 1);
    if (joiner) joiners.set(member, joiner.name);
  }
  return joiners;
}

/** Those that wait for one, at first or second hand. */
function reach(worker: Worker, dependents: ReadonlyMap<string, readonly Worker[]>): ReadonlySet<Worker> {
  const found = new Set<Worker>();
  const open = [worker];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const dependent of dependents.get(next.id) ?? []) {
      if (found.has(dependent)) continue;
      found.add(dependent);
      open.push(dependent);
    }
  }
  return found;
}
