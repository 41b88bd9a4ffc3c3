// Where a state machine hides that a state has failed.
import type { Repair, Swallow } from "../model.ts";
import {
  entry,
  get,
  isMapping,
  scalarText,
  scalarValue,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { reachedFrom } from "./asl-graph.ts";
import { catchesAll } from "./asl-nodes.ts";
import { type State, type StateMachine, stateNamed, type Transition } from "./asl-states.ts";
import { MAX_ITEMS } from "./circles.ts";
import { saysOptional } from "./excuses.ts";

/** Catchers of every error that lead to success, and items that may all fail. */
export function* swallowsOf(tree: YamlTree, machine: StateMachine): Iterable<Swallow> {
  for (const state of machine.states) {
    if (state.scope.states.length > MAX_ITEMS) continue;
    const [caught] = state.next.filter(({ by, rule }) => by === "Catch" && catchesAll(tree, rule));
    const to = caught && stateNamed(state.scope, caught.value);
    if (to && isTakenForSuccess(tree, machine, state, caught, to)) yield catcher(tree, state, caught, to);
    if (state.type === "Map") yield* tolerated(tree, state);
  }
}

/**
 * True when the way from the catcher ends as if nothing had happened: nothing on it does anything, or it is the way of
 * success, and nobody looks at the error. A way back to the state tries again.
 */
function isTakenForSuccess(
  tree: YamlTree,
  machine: StateMachine,
  state: State,
  caught: Transition,
  to: State,
): boolean {
  const way = [to, ...reachedFrom(to)];
  if (way.includes(state)) return false;
  const goesOn = state.next.some(({ by, value }) => by === "Next" && value === caught.value);
  if (!goesOn && way.some((other) => acts(tree, other))) return false;
  return !isLookedAt(tree, machine, state, caught, way);
}

/** True for a state that does something about an error, or tells of it. */
const acts = (tree: YamlTree, { type, map }: State): boolean =>
  type !== "Succeed" && type !== "Wait" && !(type === "Pass" && !tellsOfFailure(tree, map));

const tellsOfFailure = (tree: YamlTree, map: YamlNode): boolean =>
  SHAPES.some((key) => {
    const shape = get(tree, map, key);
    return shape && FAILURE.test(tree.text.slice(spanOf(shape).start, spanOf(shape).end));
  });

/** The keys of a state that make what it hands on. */
const SHAPES = ["Result", "Parameters", "Output", "Assign"] as const;
const FAILURE = /err|fail|cause|status|exception|success|"ok"|valid|false|null/i;

/** True when the error is kept, and something later names the place where it is kept. */
function isLookedAt(
  tree: YamlTree,
  { map, scopes }: StateMachine,
  state: State,
  { rule }: Transition,
  way: readonly State[],
): boolean {
  // Expressions in JSONata may put the error anywhere.
  if (entry(tree, rule, "Output") || entry(tree, rule, "Assign")) return true;
  const path = entry(tree, rule, "ResultPath");
  const isDropped = path !== undefined && !scalarText(path.value);
  if (isDropped) return false;
  const { start, end } = spanOf(map);
  // What a branch or an item ends with goes to whoever comes behind its list.
  if (state.scope !== scopes[0] && goesOnBehind(state)) return true;
  const names = path ? lastName(scalarText(path.value) ?? "") : "(?:Error|Cause)";
  if (names === undefined) return true;
  const read = new RegExp(`\\$[\\w.[\\]'"]{0,200}\\b${names}\\b`);
  const own = path?.value ? spanOf(path.value) : { start: end, end };
  const rest = `${tree.text.slice(start, own.start)} ${tree.text.slice(own.end, end)}`;
  return (
    way.some((other) => read.test(tree.text.slice(spanOf(other.map).start, spanOf(other.map).end))) ||
    (!!path && read.test(rest))
  );
}

const lastName = (path: string): string | undefined => /^\$(?:\.[\w-]{1,100}){0,20}\.([\w-]{1,100})$/.exec(path)?.[1];

function goesOnBehind({ scope: { owner } }: State): boolean {
  if (!owner) return false;
  return owner.next.some(({ by }) => by !== "Catch") || goesOnBehind(owner);
}

function catcher(tree: YamlTree, state: State, caught: Transition, to: State): Swallow {
  const { start, end } = caught;
  const excuse = excuseOf(tree, state, to);
  return {
    subject: state.name,
    words: `Catch: ${to.name.value}`,
    effect: `whatever goes wrong in "${state.name.value}" leads to "${to.name.value}", and the run goes on as if it had worked`,
    ...(excuse && { excuse }),
    repairs: repairsOf(tree, state, caught),
    start,
    end,
  };
}

/** A name or a comment of the state, or of the one that the catcher leads to, that says that nothing depends on it. */
function excuseOf(tree: YamlTree, state: State, to: State): Sourced<string> | undefined {
  const said = [state, to].flatMap(({ name, map }) => {
    const comment = get(tree, map, "Comment");
    return comment ? [name, { value: scalarText(comment) ?? "", ...spanOf(comment) }] : [name];
  });
  return said.find(({ value }) => saysOptional(spaced(value)) || EXPECTED.test(spaced(value)));
}

const EXPECTED =
  /\b(?:ignor\w{0,4}|skip\w{0,4}|continue|unlock|release|audit|already|exists|rollback|roll back|undo|compensat\w{0,5}|fallback|default|best effort|fail\w{0,4}|error\w{0,2})\b/i;

/** `ReleaseLock`, `release-lock` and `release_lock` are the words "Release Lock". */
const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_-]+/g, " ");

/** The catcher leads to a failure: one that is there, or a new one. */
function repairsOf(tree: YamlTree, state: State, { start, end }: Transition): Repair[] {
  const { scope, name } = state;
  const failed = scope.states.find(({ type }) => type === "Fail");
  const title = failed ? `Go on to "${failed.name.value}"` : "End in a failure";
  if (failed) return [{ title, edits: [{ start, end, text: failed.name.value }] }];
  const fresh = `${name.value} failed`;
  const list = get(tree, scope.map, "States");
  if (!isMapping(list) || stateNamed(scope, fresh) || /["\\:#]/.test(fresh)) return [];
  const last = scope.states.at(-1);
  const fail = { Type: "Fail", Error: "Failed", Cause: `"${name.value}" failed.` };
  const edit = insertEntry(tree, list, [fresh, fail], last?.name.value);
  return edit ? [{ title, edits: [{ start, end, text: fresh }, edit] }] : [];
}

/** A map of which every item may fail, where nothing keeps what failed. */
function* tolerated(tree: YamlTree, { map, name }: State): Iterable<Swallow> {
  const share = get(tree, map, "ToleratedFailurePercentage");
  if (!share || scalarValue(share) !== 100 || entry(tree, map, "ResultWriter")) return;
  yield {
    subject: name,
    words: "ToleratedFailurePercentage: 100",
    effect: `every item of "${name.value}" may fail, and the state still succeeds`,
    repairs: [],
    ...spanOf(share),
  };
}
