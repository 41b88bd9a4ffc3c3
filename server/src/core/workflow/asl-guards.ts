// Guards of a state machine that guard nothing, and transitions that lead nowhere.
import type { Dangling, IdleGuard, UnsafeRetry } from "../model.ts";
import {
  entries,
  entry,
  get,
  isSequence,
  items,
  scalarText,
  scalarValue,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { catchesAll, triesAgain } from "./asl-nodes.ts";
import { parametersOf } from "./asl-resources.ts";
import type { State, StateMachine } from "./asl-states.ts";

/** Guards that are written and do nothing. Source: states-language.net, "Timeouts", "Errors". */
export function* idleGuardsOf(tree: YamlTree, { states }: StateMachine): Iterable<IdleGuard> {
  for (const state of states) {
    yield* slowHeartbeat(tree, state);
    yield* emptyRetry(tree, state);
    yield* misplacedLimit(tree, state);
  }
}

function* slowHeartbeat(tree: YamlTree, { map, name }: State): Iterable<IdleGuard> {
  const heartbeat = get(tree, map, "HeartbeatSeconds");
  const every = scalarValue(heartbeat);
  const limit = scalarValue(get(tree, map, "TimeoutSeconds"));
  if (!heartbeat || typeof every !== "number" || typeof limit !== "number" || every < limit || limit < 2) return;
  const half = Math.floor(limit / 2);
  const place = spanOf(heartbeat);
  yield {
    subject: name,
    words: `HeartbeatSeconds: ${every}`,
    why: `"${name.value}" ends after ${limit} seconds, before a heartbeat can be missed`,
    instead: `ask for one more often than every ${limit} seconds`,
    repairs: [{ title: `Ask for a heartbeat every ${half} seconds`, edits: [{ ...place, text: `${half}` }] }],
    ...place,
  };
}

function* emptyRetry(tree: YamlTree, { map, name }: State): Iterable<IdleGuard> {
  const list = get(tree, map, "Retry");
  const retriers = [...items(tree, list)];
  const [first] = retriers;
  if (!list || !isSequence(list) || !first || retriers.some((retrier) => triesAgain(tree, retrier))) return;
  const attempts = retriers.map((retrier) => get(tree, retrier, "MaxAttempts")).filter((node) => node !== undefined);
  const edits = attempts.map((node) => ({ ...spanOf(node), text: "3" }));
  yield {
    subject: name,
    words: "MaxAttempts: 0",
    why: "an error that no retrier names is never tried again anyway",
    instead: "let it try again, or remove it",
    repairs: edits.length > 0 ? [{ title: "Try up to 3 times again", edits }] : [],
    ...spanOf(attempts[0] ?? list),
  };
}

/** Only tasks and whole machines have a limit; a definition that writes it elsewhere is refused. */
function* misplacedLimit(tree: YamlTree, { map, name, type }: State): Iterable<IdleGuard> {
  const limit = type === "Task" ? undefined : entry(tree, map, "TimeoutSeconds");
  if (!limit) return;
  yield {
    subject: name,
    words: "TimeoutSeconds",
    why: `a state of the type ${type} takes no limit, and Step Functions refuses the definition`,
    instead: "limit the tasks or the whole machine",
    repairs: [],
    ...limit.key,
  };
}

/** Transitions to states that are not there. */
export function* danglingOf(tree: YamlTree, { scopes, states }: StateMachine): Iterable<Dangling> {
  for (const scope of scopes) {
    // What a template fills in, or merges, nobody sees here.
    const list = get(tree, scope.map, "States");
    if (entry(tree, list, "<<") || [...items(tree, list)].length > 0) continue;
    const own = scope.states.flatMap((state) => state.next.map((to) => ({ ...to, subject: state.name })));
    const all = scope.startAt ? [{ ...scope.startAt, subject: scope.startAt }, ...own] : own;
    const named = new Set([...entries(tree, list)].map(({ key }) => key.value));
    for (const { value, start, end, subject } of all) {
      if (named.has(value) || /\$\{|\{%|\{\{/.test(value)) continue;
      const elsewhere = states.some(({ name }) => name.value === value);
      yield {
        subject: { value: subject.value, start: subject.start, end: subject.end },
        noun: "state",
        wanted: value,
        why: elsewhere
          ? "it stands in another branch, and no transition leaves its own"
          : `"States" has ${scope.states.length === 1 ? "one state" : `${scope.states.length} states`}, and none of that name`,
        among: [...named].filter((name) => !/["\\]/.test(name)),
        start,
        end,
      };
    }
  }
}

/** Requests over HTTP that change something and are made again whatever went wrong. */
export function* unsafeRetriesOf(tree: YamlTree, { states }: StateMachine): Iterable<UnsafeRetry> {
  for (const { map, name, resource } of states) {
    if (resource?.kind !== "http") continue;
    const parameters = parametersOf(tree, map);
    const method = scalarText(get(tree, parameters, "Method")) ?? "";
    if (!/^(?:POST|PATCH)$/.test(method) || namesKey(tree, get(tree, parameters, "Headers"))) continue;
    const retrier = [...items(tree, get(tree, map, "Retry"))].find(
      (item) => catchesAll(tree, item) && triesAgain(tree, item),
    );
    if (retrier) yield { subject: name, action: `The ${method} request of "${name.value}"`, ...spanOf(retrier) };
  }
}

const namesKey = (tree: YamlTree, headers: YamlNode | undefined): boolean =>
  !!headers && /idempoten|request-id/i.test(tree.text.slice(spanOf(headers).start, spanOf(headers).end));
