// The nodes of a workflow of Google Cloud Workflows: its steps, what bounds them, and the calls they make.
import { groupBy } from "../groups.ts";
import type { Edge, Gate, Guard, RemoteCall, Risk, Slot, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  items,
  scalarText,
  scalarValue,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { circlesAmong } from "./circles.ts";
import type { Routine, Step } from "./gcw-steps.ts";
import { namesModelAddress } from "./models.ts";
import { workflowNode } from "./workflow.ts";
import { wrapEntries } from "./wrap-lines.ts";

/** All steps. */
export function* nodesOf(tree: YamlTree, routines: readonly Routine[]): Iterable<WorkflowNode> {
  const retried = retriedRoutines(tree, routines);
  const names = new Set(routines.map(({ name }) => name));
  for (const routine of routines) {
    const polled = polledSteps(tree, routine);
    const before = previousOf(tree, routine);
    for (const step of routine.steps) {
      const gate = gateOf(tree, step);
      const width = widthOf(tree, step);
      const isPolled = polled.has(step);
      yield workflowNode({
        id: step.id,
        name: step.name,
        kind: isAgent(tree, step) ? "agent" : names.has(step.call?.value ?? "") ? "call" : "step",
        risk: isPolled ? "poll" : riskOf(step),
        timeout: isPolled ? { state: "absent" } : timeoutOf(tree, step),
        calls: [...callsOf(tree, step, retried.has(routine.name))],
        after: before.get(step) ?? [],
        ...(step.around && { inside: step.around.id }),
        ...(gate && { gate }),
        ...(width && { width }),
        start: step.name.start,
        end: spanOf(step.map).end,
      });
    }
  }
}

const HTTP = /^http\.(?:get|post|put|patch|delete|request)$/;
const MODEL =
  /^googleapis\.aiplatform\..{1,160}\.(?:predict|rawPredict|serverStreamingPredict|(?:stream)?generateContent|explain)$/i;

/** True for a step that asks a model, with a connector or at its address. */
export function isAgent(tree: YamlTree, { call, body }: Step): boolean {
  if (!call) return false;
  if (MODEL.test(call.value)) return true;
  return HTTP.test(call.value) && namesModelAddress(scalarText(get(tree, get(tree, body, "args"), "url")) ?? "");
}

const riskOf = ({ call }: Step): Risk => (call && /^(?:http|googleapis)\./.test(call.value) ? "network" : "none");

/** A request ends after 300 seconds, a connector after 1800, a callback after 43200. Source: the reference of the standard library. */
function timeoutOf(tree: YamlTree, { call, body }: Step): Guard {
  if (!call) return { state: "unsupported" };
  const args = get(tree, body, "args");
  const own = get(tree, args, "timeout") ?? get(tree, get(tree, args, "connector_params"), "timeout");
  if (own) return { state: "present", value: scalarText(own) ?? "timeout", ...spanOf(own) };
  if (HTTP.test(call.value)) return { ...call, state: "inherited", value: "300 seconds" };
  return call.value.startsWith("googleapis.")
    ? { ...call, state: "inherited", value: "1800 seconds" }
    : { state: "unsupported" };
}

function gateOf(tree: YamlTree, { call, map, name }: Step): Gate | undefined {
  const { start, end } = name;
  if (call?.value === "events.await_callback") return { value: "human", start, end };
  return entry(tree, map, "switch") ? { value: "condition", start, end } : undefined;
}

/** How many branches run at once; of a loop nobody knows. */
function widthOf(tree: YamlTree, { map }: Step): number | "dynamic" | undefined {
  const parallel = get(tree, map, "parallel");
  if (!parallel) return undefined;
  const limit = scalarValue(get(tree, parallel, "concurrency_limit"));
  if (typeof limit === "number" && limit > 0) return limit;
  return entry(tree, parallel, "for") ? "dynamic" : undefined;
}

/** The step before each in its list, and those that jump to it. */
function previousOf(tree: YamlTree, routine: Routine): ReadonlyMap<Step, Edge[]> {
  const before = new Map<Step, Edge[]>();
  for (const step of routine.steps) {
    for (const { to, at } of followersOf(tree, routine, step)) {
      const edges = before.get(to) ?? [];
      edges.push(at ? { to: step.id, at } : { to: step.id });
      before.set(to, edges);
    }
  }
  return before;
}

interface Follower {
  readonly to: Step;
  readonly at?: Sourced<string>;
}

/** Where a step leads: by its own order, or a jump. */
function* followersOf(tree: YamlTree, { byName, behind }: Routine, step: Step): Iterable<Follower> {
  for (const jump of jumpsOf(tree, step)) {
    const to = byName.get(jump.value);
    if (to) yield { to, at: jump };
  }
  const leaves = ["next", "return", "raise"].some((key) => entry(tree, step.map, key));
  if (leaves) return;
  const next = behind.get(step);
  if (next) yield { to: next };
}

/** The names behind `next` in a step and its conditions, without those of steps inside. */
export function* jumpsOf(tree: YamlTree, { map }: Step): Iterable<Sourced<string>> {
  const places = [map, ...items(tree, get(tree, map, "switch"))];
  for (const place of places) {
    const next = get(tree, place, "next");
    const value = scalarText(next);
    if (next && value) yield { value, ...spanOf(next) };
  }
}

/** Steps that wait for one word of an answer and ask again for whatever else comes, also for a failure. */
function polledSteps(tree: YamlTree, routine: Routine): ReadonlySet<Step> {
  const polled = new Set<Step>();
  for (const siblings of routine.byList.values()) {
    const following = (step: Step) => [...followersOf(tree, routine, step)].map(({ to }) => to);
    for (const circle of circlesAmong(siblings, following)) {
      const asks = circle.find(({ call }) => call && /^(?:http|googleapis)\./.test(call.value));
      const sleeps = circle.some(({ call }) => call?.value === "sys.sleep");
      if (asks && sleeps && isLeftByOneWord(tree, circle)) polled.add(asks);
    }
  }
  return polled;
}

function isLeftByOneWord(tree: YamlTree, circle: readonly Step[]): boolean {
  // What fails inside of these leaves the circle, too.
  if (
    circle.some(({ map }) =>
      ["return", "raise", "try", "parallel", "for", "steps"].some((key) => entry(tree, map, key)),
    )
  ) {
    return false;
  }
  const names = new Set(circle.map(({ name }) => name.value));
  const exits = circle.flatMap(({ map }) =>
    [...items(tree, get(tree, map, "switch"))].filter((choice) => {
      const next = scalarText(get(tree, choice, "next"));
      return next === undefined || !names.has(next);
    }),
  );
  const plain = circle.flatMap(({ map }) => scalarText(get(tree, map, "next")) ?? []);
  const [exit] = exits;
  if (exits.length !== 1 || plain.some((next) => !names.has(next))) return false;
  return /^\$\{\s*[\w.[\]"]{1,200}\s*==\s*(?:"[^"]{1,80}"|'[^']{1,80}')\s*\}$/.test(
    scalarText(get(tree, exit, "condition")) ?? "",
  );
}

/** Requests that nothing repeats. Connectors try again by themselves. */
function* callsOf(tree: YamlTree, step: Step, isRetried: boolean): Iterable<RemoteCall> {
  const { call, name } = step;
  if (!call || !HTTP.test(call.value)) return;
  const { start, end } = call;
  yield {
    subject: name,
    tool: call.value,
    retry: isRetried ? { ...call, state: "inherited" } : retryOf(tree, step),
    start,
    end,
  };
}

function retryOf(tree: YamlTree, step: Step): Guard {
  for (let inner = step, part: Step["part"] | "own" = "own"; ; ) {
    const guard =
      part === "own"
        ? inner.body === inner.map
          ? undefined
          : guardAt(tree, inner)
        : part === "try"
          ? guardAt(tree, inner)
          : undefined;
    if (guard) return guard;
    if (!inner.around) break;
    part = inner.part;
    inner = inner.around;
  }
  const slot = slotFor(tree, step);
  return slot ? { state: "absent", slot } : { state: "absent" };
}

/** What a step does when what it tries fails. The name of a predicate or a policy counts like one written out. */
function guardAt(tree: YamlTree, { map }: Step): Guard | undefined {
  const retry = get(tree, map, "retry");
  if (retry) return { state: "present", value: "retry", ...spanOf(retry) };
  // What the workflow handles does not fail the run.
  return entry(tree, map, "except") ? { state: "unsupported" } : undefined;
}

/** The subworkflows that are called only where a failed call is made again. */
function retriedRoutines(tree: YamlTree, routines: readonly Routine[]): ReadonlySet<string> {
  const known = new Set(routines.map(({ name }) => name));
  const calls = routines.flatMap(({ steps }) => steps.filter(({ call }) => known.has(call?.value ?? "")));
  const byName = groupBy(calls, ({ call }) => call?.value ?? "");
  return new Set(
    [...byName].filter(([, all]) => all.every((step) => retryOf(tree, step).state !== "absent")).map(([name]) => name),
  );
}

const CALL_KEYS: ReadonlySet<string> = new Set(["call", "args", "result"]);

/** `try` around the call, and `retry` behind it. Only in block style, where the call's keys stand together. */
function slotFor(tree: YamlTree, { body, call, map }: Step): Slot | undefined {
  if (body !== map || !call) return undefined;
  const pairs = [...entries(tree, map)];
  const isOwn = ({ key }: (typeof pairs)[number]) => CALL_KEYS.has(key.value);
  const own = pairs.slice(pairs.findIndex(isOwn), pairs.findLastIndex(isOwn) + 1);
  if (!own.every(isOwn)) return undefined;
  const policy = [
    "retry:",
    `  predicate: \${http.default_retry_predicate${isIdempotent(tree, call.value, body) ? "" : "_non_idempotent"}}`,
    "  max_retries: {value}",
    "  backoff:",
    "    initial_delay: 1",
    "    max_delay: 60",
    "    multiplier: 2",
  ];
  const edits = wrapEntries(tree, map, own, { before: ["try:"], deeper: 2, after: policy });
  return edits && { edits };
}

function isIdempotent(tree: YamlTree, call: string, body: YamlNode): boolean {
  const method = scalarText(get(tree, get(tree, body, "args"), "method")) ?? call.slice("http.".length);
  return /^(?:get|put|delete|head)$/i.test(method);
}
