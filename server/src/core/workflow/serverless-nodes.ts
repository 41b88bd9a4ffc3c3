// The nodes of a workflow in the DSL of Serverless Workflow: its tasks, what bounds them, and the calls they make.
import type { Edge, Gate, Guard, RemoteCall, Risk, Slot, WorkflowNode } from "../model.ts";
import { type NewEntry, NUMBER } from "../syntax/notation.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { isModelAddress } from "./models.ts";
import type { ServerlessWorkflow, Task } from "./serverless-tasks.ts";
import { workflowNode } from "./workflow.ts";
import { wrapEntries } from "./wrap-lines.ts";

/** The workflow as a whole, where nothing in it has a limit; and all tasks. */
export function* nodesOf(tree: YamlTree, workflow: ServerlessWorkflow): Iterable<WorkflowNode> {
  const { map, name, tasks } = workflow;
  const hanging = tasks.filter((task) => mayHang(tree, task, tasks));
  const hangs = new Set(hanging);
  const open = new Set(hanging.filter((task) => limitOf(tree, workflow, task) === undefined));
  // One limit for all, unless some have one, or the workflow waits for whatever comes as long as it runs.
  const waits = tasks.some((task, index) => isStream(tree, task) || (index === 0 && entry(tree, task.map, "listen")));
  const asOne = open.size > 0 && open.size === hanging.length && !waits;
  if (asOne) {
    const edit = insertEntry(tree, map, LIMIT, "document");
    const risk = WORST.find((one) => [...open].some((task) => riskOf(tree, task) === one)) ?? "local";
    yield workflowNode({
      id: "document",
      name,
      kind: "job",
      risk,
      timeout: edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" },
      start: name.start,
      end: spanOf(map).end,
    });
  }
  const before = edgesOf(tree, workflow);
  for (const task of tasks) {
    const limit = limitOf(tree, workflow, task);
    const gate = gateOf(tree, task);
    yield workflowNode({
      id: task.id,
      name: task.name,
      kind: isAgent(tree, task) ? "agent" : runsWorkflow(tree, task) ? "call" : "step",
      risk: hangs.has(task) ? riskOf(tree, task) : "none",
      timeout: limit ?? (open.has(task) && !asOne ? absent(tree, task) : { state: "unsupported" }),
      calls: [...callsOf(tree, task)],
      after: before.get(task) ?? [],
      ...(task.around && { inside: task.around.id }),
      ...(gate && { gate }),
      start: task.name.start,
      end: spanOf(task.map).end,
    });
  }
}

const LIMIT: NewEntry = ["timeout", { after: { minutes: NUMBER } }];
const WORST: readonly Risk[] = ["person", "agent", "network", "local"];

function absent(tree: YamlTree, { map }: Task): Guard {
  const [first] = entries(tree, map);
  const edit = insertEntry(tree, map, LIMIT, first?.key.value);
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

/** The limit of the task, of one around it, or of the workflow. A name counts like what it names. */
function limitOf(tree: YamlTree, { map }: ServerlessWorkflow, task: Task): Guard | undefined {
  const own = get(tree, task.map, "timeout");
  if (own) return { state: "present", value: scalarText(own) ?? "timeout", ...spanOf(own) };
  for (let { around } = task; around; around = around.around) {
    const limit = get(tree, around.map, "timeout");
    if (limit) return { state: "inherited", value: "timeout", ...spanOf(limit) };
  }
  const whole = get(tree, map, "timeout");
  return whole && { state: "inherited", value: "timeout", ...spanOf(whole) };
}

/** A call, a program, or an event that may never come. What a workflow begins with waits for its first event. */
function mayHang(tree: YamlTree, task: Task, tasks: readonly Task[]): boolean {
  if (isStream(tree, task)) return false;
  if (entry(tree, task.map, "listen")) return task !== tasks[0];
  if (!entry(tree, task.map, "run")) return task.call !== undefined;
  return scalarText(get(tree, get(tree, task.map, "run"), "await")) !== "false";
}

/** True for a task that takes one event after another. */
function isStream(tree: YamlTree, { map, call }: Task): boolean {
  const listen = get(tree, map, "listen");
  if (entry(tree, map, "foreach") || entry(tree, get(tree, listen, "to"), "until")) return true;
  return call?.value === "asyncapi" && entry(tree, get(tree, map, "with"), "subscription") !== undefined;
}

function riskOf(tree: YamlTree, task: Task): Risk {
  if (task.call?.value === "a2a") return "agent";
  if (task.call) return "network";
  return entry(tree, task.map, "listen") ? "person" : entry(tree, task.map, "run") ? "local" : "none";
}

/** True for a task that has an agent work, or asks a model. */
export function isAgent(tree: YamlTree, { call, map }: Task): boolean {
  if (call?.value === "a2a") return true;
  return call?.value === "http" && isModelAddress(addressOf(tree, map));
}

function addressOf(tree: YamlTree, map: YamlNode): string {
  const endpoint = get(tree, get(tree, map, "with"), "endpoint");
  return scalarText(endpoint) ?? scalarText(get(tree, endpoint, "uri")) ?? "";
}

const runsWorkflow = (tree: YamlTree, { map }: Task): boolean =>
  entry(tree, get(tree, map, "run"), "workflow") !== undefined;

function gateOf(tree: YamlTree, { map, name: { start, end } }: Task): Gate | undefined {
  if (entry(tree, map, "switch")) return { value: "condition", start, end };
  return entry(tree, map, "listen") ? { value: "human", start, end } : undefined;
}

/** The task before each in its list, and those that jump to it. */
function edgesOf(tree: YamlTree, { tasks, byList }: ServerlessWorkflow): ReadonlyMap<Task, Edge[]> {
  const before = new Map<Task, Edge[]>();
  const byName = new Map([...byList].map(([list, all]) => [list, new Map(all.map((task) => [task.name.value, task]))]));
  const add = (to: Task | undefined, edge: Edge) => {
    if (to) before.set(to, [...(before.get(to) ?? []), edge]);
  };
  const last = new Map<YamlNode, Task>();
  for (const task of tasks) {
    const { list, map, part } = task;
    const previous = last.get(list);
    if (previous && part !== "branch" && !scalarText(get(tree, previous.map, "then"))) add(task, { to: previous.id });
    last.set(list, task);
    const jumps = jumpsOf(tree, map);
    for (const jump of jumps) {
      add(byName.get(list)?.get(jump.value), { to: task.id, at: jump });
    }
  }
  return before;
}

/** The names behind `then`, in the task and in the cases of its switch. */
export function jumpsOf(tree: YamlTree, map: YamlNode) {
  const cases = [...items(tree, get(tree, map, "switch"))].flatMap((item) => [...entries(tree, item)].slice(0, 1));
  return [map, ...cases.map(({ value }) => value)].flatMap((place) => {
    const then = get(tree, place, "then");
    const value = scalarText(then);
    return then && value ? [{ value, ...spanOf(then) }] : [];
  });
}

const REPEATABLE = /^(?:http|openapi|grpc)$/;

function* callsOf(tree: YamlTree, task: Task): Iterable<RemoteCall> {
  const { call, name } = task;
  if (!call || !REPEATABLE.test(call.value)) return;
  yield { subject: name, tool: `call: ${call.value}`, retry: retryOf(tree, task), start: call.start, end: call.end };
}

function retryOf(tree: YamlTree, task: Task): Guard {
  for (let inner = task; inner.around; inner = inner.around) {
    if (inner.part !== "try") continue;
    const handler = get(tree, inner.around.map, "catch");
    const retry = get(tree, handler, "retry");
    if (retry) return { state: "inherited", value: scalarText(retry) ?? "retry", ...spanOf(retry) };
    // What the workflow catches does not fail the run.
    if (handler) return { state: "unsupported" };
  }
  const slot = slotFor(tree, task);
  return slot ? { state: "absent", slot } : { state: "absent" };
}

/** `try` around the task, which keeps its name. What decides where it goes on would change its meaning there. */
function slotFor(tree: YamlTree, { map, name }: Task): Slot | undefined {
  const own = [...entries(tree, map)];
  if (!isMapping(map) || !own.every(({ key }) => key.value === "call" || key.value === "with")) return undefined;
  if (!/^[A-Za-z]\w*$/.test(name.value)) return undefined;
  const policy = [
    "catch:",
    "  retry:",
    "    delay:",
    "      seconds: 5",
    "    limit:",
    "      attempt:",
    "        count: {value}",
  ];
  const edits = wrapEntries(tree, map, own, { before: ["try:", `  - ${name.value}:`], deeper: 6, after: policy });
  return edits && { edits };
}
