// Calls of models that a state machine makes at the same time.
import { groupBy } from "../groups.ts";
import type { Crew } from "../model.ts";
import { type NewEntry, NUMBER } from "../syntax/notation.ts";
import { entry, get, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { reachedFrom } from "./asl-graph.ts";
import { isAgent } from "./asl-nodes.ts";
import type { Scope, State, StateMachine } from "./asl-states.ts";

/** Parallel states and maps whose branches or items ask models. */
export function* crewsOf(tree: YamlTree, { states, scopes }: StateMachine): Iterable<Crew> {
  const asking = askingScopes(scopes);
  const inside = groupBy(scopes, ({ owner }) => owner);
  for (const state of states) {
    const inner = (inside.get(state) ?? []).filter((scope) => asking.has(scope));
    const size = state.type === "Map" ? sizeOfMap(tree, state, inner) : inner.length;
    if (size < 2) continue;
    const coordinator = joinerOf(tree, state);
    const cap = state.type === "Map" ? insertCap(tree, state) : undefined;
    yield {
      subject: state.name,
      size,
      start: state.name.start,
      end: spanOf(state.map).end,
      ...(coordinator && { coordinator }),
      ...(cap && { cap: { edits: [cap] } }),
    };
  }
}

/** The scopes in which a model answers, or in one inside of them. */
function askingScopes(scopes: readonly Scope[]): ReadonlySet<Scope> {
  const asking = new Set<Scope>();
  for (const scope of scopes) {
    if (!scope.states.some(isAgent)) continue;
    for (let outer: Scope | undefined = scope; outer; outer = outer.owner?.scope) asking.add(outer);
  }
  return asking;
}

// Source: "Map workflow state" in AWS's developer guide: inline, up to 40 at once.
const MOST_INLINE = 40;

/** How many items a map asks about at once, where each ends with what the model said; else nobody needs to join them. */
function sizeOfMap(tree: YamlTree, { map }: State, [inner]: readonly Scope[]): number {
  if (!inner || entry(tree, map, "MaxConcurrencyPath") || entry(tree, map, "ResultWriter")) return 0;
  const agent = inner.states.find((state) => isAgent(state));
  if (!agent || [...reachedFrom(agent)].some(({ type }) => type === "Task")) return 0;
  const isDistributed = scalarText(get(tree, get(tree, inner.map, "ProcessorConfig"), "Mode")) === "DISTRIBUTED";
  if (isDistributed) return 0;
  const limit = scalarValue(get(tree, map, "MaxConcurrency"));
  if (limit === undefined || limit === 0) return MOST_INLINE;
  return typeof limit === "number" ? Math.min(limit, MOST_INLINE) : 0;
}

function insertCap(tree: YamlTree, { map }: State) {
  const cap: NewEntry = ["MaxConcurrency", NUMBER];
  const own = get(tree, map, "MaxConcurrency");
  return own ? { ...spanOf(own), text: "{value}" } : insertEntry(tree, map, cap, "Type");
}

/** The first state behind that can look at all results, here or behind the state around; or what picks from them here. */
function joinerOf(tree: YamlTree, state: State): Sourced<string> | undefined {
  for (const key of ["ResultSelector", "Output", "Assign"]) {
    const picks = entry(tree, state.map, key);
    if (picks) return picks.key;
  }
  const joiner = [...reachedFrom(state, "Catch")].find(({ type }) => /^(?:Task|Map|Parallel|Choice)$/.test(type));
  if (joiner) return joiner.name;
  const { owner } = state.scope;
  return owner && joinerOf(tree, owner);
}
