// Where the states of a state machine lead.
import { entries, get, isMapping, items, scalarText, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { type Scope, type State, stateNamed, type Transition } from "./asl-states.ts";
import { circlesAmong, reachedBy } from "./circles.ts";

/** The states to which a state may go on, with what says so. */
export function* follow({ scope, next }: State): Iterable<{ readonly by: Transition; readonly to: State }> {
  for (const by of next) {
    const to = stateNamed(scope, by.value);
    if (to) yield { by, to };
  }
}

/** The states that come after one, at first hand or later; itself only if it is in a circle. */
export const reachedFrom = (state: State, without?: Transition["by"]): ReadonlySet<State> =>
  reachedBy(state, (from) => followers(from, without));

/** The circles of a scope, catchers left out: states that lead to each other. */
export const circlesOf = ({ states }: Scope): State[][] => circlesAmong(states, (from) => followers(from, "Catch"));

const followers = (from: State, without?: Transition["by"]): State[] =>
  [...follow(from)].filter(({ by }) => by.by !== without).map(({ to }) => to);

/**
 * True for a circle that waits, and is left by one word only: whatever else the answer says, also that it failed, it goes
 * on for ever.
 */
export function isEndlessPoll(tree: YamlTree, circle: readonly State[]): boolean {
  if (!circle.some(({ type }) => type === "Wait") || circle.some((state) => endsHere(tree, state))) return false;
  const exits = exitsOf(circle);
  const [exit] = exits;
  return exits.length === 1 && exit?.by === "Choices" && saysOneWord(tree, exit.rule);
}

/** The transitions out of a circle, catchers left out. */
const exitsOf = (circle: readonly State[]): Transition[] =>
  circle.flatMap((state) =>
    state.next.filter(({ by, value }) => {
      const to = stateNamed(state.scope, value);
      return by !== "Catch" && (!to || !circle.includes(to));
    }),
  );

const endsHere = (tree: YamlTree, { type, map }: State): boolean =>
  type === "Succeed" || type === "Fail" || scalarText(get(tree, map, "End")) === "true";

/** `"StringEquals": "SUCCEEDED"`, `{% $states.input.status = 'SUCCEEDED' %}`. */
function saysOneWord(tree: YamlTree, rule: YamlNode | undefined): boolean {
  if (get(tree, rule, "StringEquals")) return true;
  const condition = scalarText(get(tree, rule, "Condition")) ?? "";
  return /^\{%\s*[$\w.[\]()]{1,200}\s*=\s*(?:'[^']{1,80}'|"[^"]{1,80}")\s*%\}$/.test(condition);
}

/** True for a circle that something counts or times, or that asks a person each time round. */
export const isCounted = (tree: YamlTree, circle: readonly State[]): boolean =>
  circle.some(
    (state) =>
      state.resource?.waits === "token" ||
      (state.type === "Choice" && [...items(tree, get(tree, state.map, "Choices"))].some((rule) => counts(tree, rule))),
  );

function counts(tree: YamlTree, rule: YamlNode, depth = 0): boolean {
  if (depth > 10) return false;
  for (const { key, value } of entries(tree, rule)) {
    if (/^(?:Numeric|Timestamp)/.test(key.value)) return true;
    if (key.value === "Condition" && /[<>]|count|attempt|iteration|turn|\d/i.test(scalarText(value) ?? "")) return true;
    const inner = isMapping(value) ? [value] : [...items(tree, value)];
    if (inner.some((item) => counts(tree, item, depth + 1))) return true;
  }
  return false;
}
