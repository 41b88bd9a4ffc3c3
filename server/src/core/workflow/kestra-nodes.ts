// The nodes of a Kestra flow: its tasks, what bounds them, and the calls they make.
import type { Gate, Guard, RemoteCall, Risk, WorkflowNode } from "../model.ts";
import { entry, get, items, scalarText, scalarValue, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { agentsOf, callsOf, riskOf, turnsOf } from "./containers.ts";
import { defaultOf, type Flow, isScript, isType, type Task, upwards } from "./kestra-tasks.ts";
import { isInCluster } from "./kubernetes-objects.ts";
import { workflowNode } from "./workflow.ts";

/** All tasks. */
export function* nodesOf(tree: YamlTree, flow: Flow): Iterable<WorkflowNode> {
  const before = predecessors(flow);
  for (const task of flow.tasks) {
    const { id, map, around, needs } = task;
    const previous = before.get(task);
    const limit = platformLimit(task);
    const gate = gateOf(tree, task);
    const timeout = timeoutOf(tree, flow, task);
    const turns = turnsOf(task.work, timeout);
    yield workflowNode({
      id: id.value,
      name: id,
      kind: isAgent(task) ? "agent" : isType(task, "(?:Subflow|ForEachItem|Flow)") ? "call" : "step",
      risk: riskOfTask(tree, task),
      timeout,
      ...(turns && { turns }),
      ...(limit && { platformLimit: limit }),
      calls: [...remoteCallsOf(tree, flow, task)],
      ...(around && { inside: around.id.value }),
      after: previous ? [{ to: previous.id.value }] : needs.map((need) => ({ to: need.value, at: need })),
      ...(gate && { gate }),
      start: id.start,
      end: spanOf(map).end,
    });
  }
}

/** The task before each in its list. Those of a graph or of a parallel task do not wait for each other. */
function predecessors({ tasks }: Flow): ReadonlyMap<Task, Task> {
  const last = new Map<YamlNode, Task>();
  const found = new Map<Task, Task>();
  for (const task of tasks) {
    const previous = last.get(task.list);
    if (previous && !(task.around && isType(task.around, "(?:Parallel|Dag)"))) found.set(task, previous);
    last.set(task.list, task);
  }
  return found;
}

/** True for a task in which a model decides what to do, or that runs such a program. */
export const isAgent = ({ type, work }: Task): boolean =>
  /\.ai\.agents?\.|\.AIAgent$/i.test(type) || agentsOf(work).length > 0;

const DOWNLOAD = /\.(?:Download|Downloads)$/;
const SYNC = /\.(?:git\.(?:Clone|Push|Sync\w{0,40})|Sync|TriggerSync|TriggerRun)$/;
const HTTP = /\.http\.(?:Request|Download)$/;
const TRANSFER = /\.fs\.(?:ftp|ftps|sftp|ssh|smb)\.(?:Downloads?|Uploads?|Command)$/;

function riskOfTask(tree: YamlTree, task: Task): Risk {
  if (isAgent(task)) return "agent";
  if (DOWNLOAD.test(task.type) || SYNC.test(task.type) || readsAddress(tree, task)) return "network";
  if (!isScript(task)) return "local";
  const own = scalarText(get(tree, task.map, "script"));
  const isShell = task.work.scripts.some(({ scalar }) => scalar === get(tree, task.map, "script"));
  if (own !== undefined && !isShell && !onlyPrints(own)) return "local";
  return task.work.scripts.length === 0 && own !== undefined ? "none" : riskOf(task.work);
}

/** `print("…")` and `console.log("…")`, line after line. */
const onlyPrints = (script: string): boolean =>
  script.split("\n").every((line) => /^\s*(?:(?:print|console\.log)\(.*\);?\s*|#.*|\/\/.*)?$/.test(line));

/** A query that reads a file over the network. */
function readsAddress(tree: YamlTree, { type, map }: Task): boolean {
  const sql = /\.jdbc\.|\.duckdb\./.test(type) ? scalarText(get(tree, map, "sql")) : undefined;
  return sql !== undefined && /['"]https?:\/\//i.test(sql);
}

/**
 * Tools that wait for a job elsewhere, and give up after an hour. Source: `maxDuration` of the plugins for Airbyte,
 * Fivetran, Hightouch and dbt Cloud.
 */
const platformLimit = ({ type }: Task): number | undefined =>
  /\.(?:airbyte|fivetran|hightouch|dbt\.cloud)\./.test(type) ? 60 : undefined;

/**
 * The limit on agents, scripts, downloads and synchronisations: their own, that of a task around them, of the defaults of
 * their type, or of the whole flow. Other tasks have clients with limits of their own.
 */
function timeoutOf(tree: YamlTree, flow: Flow, task: Task): Guard {
  const { map, type } = task;
  const judged = isAgent(task) || isScript(task) || DOWNLOAD.test(type) || SYNC.test(type) || readsAddress(tree, task);
  if (!judged) return { state: "unsupported" };
  for (const holder of upwards(task)) {
    const written =
      get(tree, holder.map, "timeout") ??
      get(tree, holder.map, "maxDuration") ??
      get(tree, get(tree, holder.map, "checkFrequency"), "maxDuration");
    if (written) return guard(holder === task ? "present" : "inherited", written);
    if (entry(tree, holder.map, "<<")) return { state: "unsupported" };
  }
  const inherited = defaultOf(tree, flow, task, "timeout") ?? maximumOf(tree, flow);
  if (inherited) return guard("inherited", inherited);
  // A runner in a cloud waits an hour at the most (task runners, `waitUntilCompletion`).
  const runner = scalarText(get(tree, get(tree, map, "taskRunner"), "type"));
  if (runner !== undefined && !/\.(?:Process|Docker)$/.test(runner)) return { state: "unsupported" };
  const edit = insertEntry(tree, map, "timeout: {value}", "type");
  return edit ? { state: "absent", slot: { edits: [edit], time: "PT30M" } } : { state: "absent" };
}

const guard = (state: "present" | "inherited", node: YamlNode): Guard => ({
  state,
  value: scalarText(node) ?? "",
  ...spanOf(node),
});

/** The longest that the whole flow may take. Source: Kestra's documentation, "SLA", `MAX_DURATION`. */
function maximumOf(tree: YamlTree, { map }: Flow): YamlNode | undefined {
  const rule = [...items(tree, get(tree, map, "sla"))].find(
    (item) => scalarText(get(tree, item, "type")) === "MAX_DURATION",
  );
  return rule && get(tree, rule, "duration");
}

/** Downloads, requests and remote scripts. One `retry` guards the whole task, so its first call stands for the others. */
function* remoteCallsOf(tree: YamlTree, flow: Flow, task: Task): Iterable<RemoteCall> {
  const { id, map, type, work } = task;
  const typed = HTTP.test(type) || TRANSFER.test(type) || type.endsWith(".git.Clone") || readsAddress(tree, task);
  const address = scalarText(get(tree, map, "uri"));
  // Where a bad answer is allowed, the flow looks at it itself.
  const looks = scalarValue(get(tree, get(tree, map, "options"), "allowFailed")) === true;
  if (typed && (looks || (address !== undefined && isInCluster(address)))) return;
  const plugin = type.split(".").slice(-2).join(".");
  const call = typed
    ? { tool: plugin, start: id.start, end: id.end }
    : [...callsOf(work)].find(({ tries }) => tries === "once");
  if (!call) return;
  const { tool, start, end } = call;
  yield { subject: { ...id, start, end }, tool, retry: retryOf(tree, flow, task), start, end };
}

function retryOf(tree: YamlTree, flow: Flow, task: Task): Guard {
  for (const holder of upwards(task)) {
    const written = get(tree, holder.map, "retry");
    if (written) return { state: holder === task ? "present" : "inherited", value: "retry", ...spanOf(written) };
    // A loop asks until the answer is the right one.
    if (isType(holder, "(?:LoopUntil|WaitFor)")) return { ...holder.id, state: "inherited" };
    if (entry(tree, holder.map, "<<")) return { state: "unsupported" };
  }
  const inherited = defaultOf(tree, flow, task, "retry") ?? get(tree, flow.map, "retry");
  if (inherited) return { state: "inherited", value: "retry", ...spanOf(inherited) };
  // Newer versions write the plural.
  const attempts = /\bmaxAttempts:/.test(tree.text) ? "maxAttempts" : "maxAttempt";
  const text = `retry:\n  type: constant\n  interval: PT10S\n  ${attempts}: {value}`;
  const edit = insertEntry(tree, task.map, text, "type");
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

/** A pause without an end waits for a person; a condition decides on the result. */
function gateOf(tree: YamlTree, task: Task): Gate | undefined {
  const { id, map, type } = task;
  const { start, end } = id;
  if (isType(task, "Pause")) {
    const passes = ["delay", "pauseDuration"].some((key) => entry(tree, map, key));
    return passes ? undefined : { value: "human", start, end };
  }
  if (isType(task, "(?:If|Switch)")) return { value: "condition", start, end };
  return /\.(?:Assert|Fail)$/.test(type) ? { value: "check", start, end } : undefined;
}
