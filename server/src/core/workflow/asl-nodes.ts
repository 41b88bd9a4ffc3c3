// The nodes of a state machine: its states, what bounds them, and the calls they make.
import type { Edge, Gate, Guard, RemoteCall, Risk, WorkflowNode } from "../model.ts";
import { type NewEntry, NUMBER } from "../syntax/notation.ts";
import { entry, get, isSequence, items, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { circlesOf, follow, isCounted, isEndlessPoll } from "./asl-graph.ts";
import type { State, StateMachine } from "./asl-states.ts";
import { workflowNode } from "./workflow.ts";

/** All states. */
export function* nodesOf(tree: YamlTree, machine: StateMachine): Iterable<WorkflowNode> {
  const circles = machine.scopes.flatMap((scope) => circlesOf(scope));
  const polls = circles.filter((circle) => isEndlessPoll(tree, circle));
  const polled = new Set(polls.map((circle) => circle.find(({ type }) => type === "Task") ?? circle[0]));
  const loops = circles.filter((circle) => circle.some(isAgent) && !isCounted(tree, circle));
  const before = edgesOf(machine);
  for (const state of machine.states) {
    const { id, name, map, scope } = state;
    const isPolled = polled.has(state);
    const gate = gateOf(state);
    const width = widthOf(tree, state);
    const turns = isAgent(state) && loops.some((circle) => circle.includes(state)) ? turnsOf(tree, machine) : undefined;
    yield workflowNode({
      id,
      name,
      kind: isAgent(state)
        ? "agent"
        : /(?:^|:)(?:states|sfn):start/.test(state.resource?.service ?? "")
          ? "call"
          : "step",
      risk: isPolled ? "poll" : riskOf(state),
      timeout: isPolled ? machineLimit(tree, machine) : timeoutOf(tree, machine, state),
      calls: callsOf(tree, state),
      ...(scope.owner && { inside: scope.owner.id }),
      after: before.get(state) ?? [],
      ...(width && { width }),
      ...(gate && { gate }),
      ...(turns && { turns }),
      start: name.start,
      end: spanOf(map).end,
    });
  }
}

/** True for a state in which a model answers. */
export const isAgent = ({ resource }: State): boolean => resource?.kind === "model";

function edgesOf({ states }: StateMachine): ReadonlyMap<State, Edge[]> {
  const before = new Map<State, Edge[]>();
  for (const state of states) {
    for (const { by, to } of follow(state)) {
      const edges = before.get(to) ?? [];
      if (!edges.some((edge) => edge.to === state.id)) edges.push({ to: state.id, at: by });
      before.set(to, edges);
    }
  }
  return before;
}

function riskOf({ type, resource }: State): Risk {
  if (type !== "Task") return "none";
  if (resource?.waits === "token") return "person";
  if (resource?.kind === "model") return /agent/i.test(resource.service) ? "agent" : "network";
  return resource === undefined || resource.kind === "lambda" ? "local" : "network";
}

function gateOf({ type, name, resource }: State): Gate | undefined {
  const { start, end } = name;
  if (type === "Choice") return { value: "condition", start, end };
  return resource?.waits === "token" ? { value: "human", start, end } : undefined;
}

/** How many branches, or items of a list, run at once. Source: "Map workflow state" in AWS's developer guide. */
function widthOf(tree: YamlTree, { type, map }: State): number | "dynamic" | undefined {
  if (type !== "Map") return undefined;
  const limit = scalarValue(get(tree, map, "MaxConcurrency"));
  return typeof limit === "number" && limit > 0 ? limit : "dynamic";
}

/**
 * What ends a task when nobody limits it: a function its own limit, 15 minutes at most; a request over HTTP a minute; a
 * machine of the type Express five. Source: "Service quotas" in AWS's developer guides for Lambda and Step Functions.
 */
function platformLimit(tree: YamlTree, { properties }: StateMachine, { resource, scope }: State): string | undefined {
  const types = ["Type", "StateMachineType", "type"].map((key) => scalarText(get(tree, properties, key)));
  if (types.some((type) => type?.toUpperCase() === "EXPRESS")) return EXPRESS;
  for (let inner: typeof scope | undefined = scope; inner; inner = inner.owner?.scope) {
    if (scalarText(get(tree, get(tree, inner.map, "ProcessorConfig"), "ExecutionType")) === "EXPRESS") return EXPRESS;
  }
  if (!resource || resource.waits) return undefined;
  if (resource.kind === "lambda") return "the limit of the function";
  return /^(?:http|apigateway):/.test(resource.service) ? "60 seconds" : undefined;
}

const EXPRESS = "five minutes";

const LIMITS = ["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"] as const;

function timeoutOf(tree: YamlTree, machine: StateMachine, state: State): Guard {
  const { type, map, name, resource } = state;
  // Only tasks take a limit; one that AWS answers at once needs none; nobody knows what an unknown one does.
  if (type !== "Task" || !resource || (resource.kind === "request" && !resource.waits)) return { state: "unsupported" };
  for (const key of LIMITS) {
    const own = get(tree, map, key);
    if (own) return { state: "present", value: scalarText(own) ?? key, ...spanOf(own) };
  }
  if (entry(tree, map, "<<")) return { state: "unsupported" };
  const whole = get(tree, machine.map, "TimeoutSeconds");
  if (whole) return { state: "inherited", value: scalarText(whole) ?? "TimeoutSeconds", ...spanOf(whole) };
  const bound = platformLimit(tree, machine, state);
  if (bound) return { ...name, state: "inherited", value: bound };
  const edit = insertEntry(tree, map, LIMIT, "Type");
  return edit ? { state: "absent", slot: { edits: [edit], time: "seconds" } } : { state: "absent" };
}

const LIMIT: NewEntry = ["TimeoutSeconds", NUMBER];

/** The limit on the whole machine, which alone ends a loop. */
function machineLimit(tree: YamlTree, { map }: StateMachine): Guard {
  const whole = get(tree, map, "TimeoutSeconds");
  if (whole) return { state: "present", value: scalarText(whole) ?? "TimeoutSeconds", ...spanOf(whole) };
  if (entry(tree, map, "<<")) return { state: "unsupported" };
  const edit = insertEntry(tree, map, LIMIT, "StartAt");
  return edit ? { state: "absent", slot: { edits: [edit], time: "seconds" } } : { state: "absent" };
}

/** Time bounds the turns, too. Nothing else can be written in one place. */
function turnsOf(tree: YamlTree, machine: StateMachine): Guard {
  const limit = machineLimit(tree, machine);
  return limit.state === "absent" ? { state: "absent" } : limit;
}

function callsOf(tree: YamlTree, state: State): RemoteCall[] {
  const { resource, name } = state;
  // AWS's own services answer or refuse at once; who asks a person again asks twice.
  if (!resource || resource.kind === "request" || resource.waits === "token") return [];
  const { start, end } = name;
  return [{ subject: name, tool: resource.service, retry: retryOf(tree, state), start, end }];
}

function retryOf(tree: YamlTree, state: State): Guard {
  const { map, resource } = state;
  const own = retriesAt(tree, state);
  if (own) return own;
  for (let around = state.scope.owner; around; around = around.scope.owner) {
    const guard = retriesAt(tree, around);
    if (guard?.state === "present") return { ...guard, state: "inherited" };
    if (guard) return guard;
  }
  // What a catcher leads elsewhere does not fail the run.
  if (handles(tree, state)) return { state: "unsupported" };
  const edit = insertEntry(tree, map, resource?.kind === "lambda" ? LAMBDA_RETRY : RETRY, "Resource");
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

/** The retriers of a state; undefined when nobody wrote any. With no attempts they guard nothing (see `asl-guards.ts`). */
function retriesAt(tree: YamlTree, { map }: State): Guard | undefined {
  const list = get(tree, map, "Retry");
  if (!list) return entry(tree, map, "<<") ? { state: "unsupported" } : undefined;
  const retriers = [...items(tree, list)];
  if (isSequence(list) && retriers.length === 0) return undefined;
  const works = !isSequence(list) || retriers.some((retrier) => triesAgain(tree, retrier));
  return works ? { state: "present", value: "Retry", ...spanOf(list) } : { state: "unsupported" };
}

/** True unless its attempts are zero, which keeps an error from being tried again. */
export const triesAgain = (tree: YamlTree, retrier: Parameters<typeof get>[1]): boolean =>
  scalarValue(get(tree, retrier, "MaxAttempts")) !== 0;

/** True when a catcher of the state takes every error. */
const handles = (tree: YamlTree, { map }: State): boolean =>
  [...items(tree, get(tree, map, "Catch"))].some((catcher) => catchesAll(tree, catcher));

/** True for a catcher or retrier of every error, or of every error but a timeout. */
export const catchesAll = (tree: YamlTree, rule: Parameters<typeof get>[1]): boolean =>
  [...items(tree, get(tree, rule, "ErrorEquals"))].some((name) =>
    /^States\.(?:ALL|TaskFailed)$/.test(scalarText(name) ?? ""),
  );

const PATIENCE = { IntervalSeconds: 2, MaxAttempts: NUMBER, BackoffRate: 2, JitterStrategy: "FULL" } as const;

/** Not every error: a mistake would only be made three times. */
const RETRY: NewEntry = ["Retry", [{ ErrorEquals: ["States.TaskFailed", "States.Timeout"], ...PATIENCE }]];

/** Source: "Handle transient Lambda service exceptions" in AWS's developer guide. */
const LAMBDA_RETRY: NewEntry = [
  "Retry",
  [
    {
      ErrorEquals: [
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
      ],
      ...PATIENCE,
    },
  ],
];
