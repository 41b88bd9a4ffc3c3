// What a workflow in the DSL of Serverless Workflow loses: failures, declarations, names that are not there; and its crews.
import type { Crew, Dangling, Swallow, WorkflowInput } from "../model.ts";
import { entries, entry, get, isMapping, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { commentAbove, commentBehind, saysOptional, saysReason } from "./excuses.ts";
import { isAgent, jumpsOf } from "./serverless-nodes.ts";
import { declared, type ServerlessWorkflow, type Task } from "./serverless-tasks.ts";
import { wordCounts } from "./word-counts.ts";

/** `catch` that takes every error and does nothing. */
export function* swallowsOf(tree: YamlTree, { tasks }: ServerlessWorkflow): Iterable<Swallow> {
  for (const { map, name } of tasks) {
    const handler = entry(tree, map, "catch");
    if (!handler || !isMapping(handler.value)) continue;
    if ([...entries(tree, handler.value)].some(({ key }) => key.value !== "as")) continue;
    const { start, end } = handler.key;
    const comment = commentAbove(tree.text, start) ?? commentBehind(tree.text, end);
    const excuse = saysOptional(spaced(name.value)) ? name : comment && saysReason(comment.value) ? comment : undefined;
    const type = "https://serverlessworkflow.io/spec/1.0.0/errors/communication";
    const edit = insertEntry(tree, handler.value, ["errors", { with: { type } }]);
    yield {
      subject: name,
      words: "catch",
      effect: `whatever goes wrong in "${name.value}" is dropped, and the next task takes it for done`,
      ...(excuse && { excuse }),
      repairs: edit ? [{ title: "Catch failures of communication only", edits: [edit] }] : [],
      start,
      end,
    };
  }
}

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_-]+/g, " ");

const KINDS = [
  ["authentications", "authentication"],
  ["errors", "error"],
  ["functions", "function"],
  ["retries", "retry policy"],
  ["timeouts", "timeout"],
  ["secrets", "secret"],
] as const;

/** What is declared for reuse, and whether anything names it. */
export function* inputsOf(tree: YamlTree, workflow: ServerlessWorkflow): Iterable<WorkflowInput> {
  const words = wordCounts(tree.text, /[\w-]+/g);
  for (const [kind, noun] of KINDS) {
    for (const name of declared(tree, workflow, kind)) {
      if (!name.value) continue;
      // `$secret[…]` may be any of them.
      const isOpen = kind === "secrets" && tree.text.includes("$secret[");
      const isUsed = isOpen || !/^[\w-]+$/.test(name.value) || (words.get(name.value) ?? 0) > 1;
      yield { name, noun, repairs: [], ...(isUsed && { used: spanOf(workflow.map) }) };
    }
  }
}

const FLOW: ReadonlySet<string> = new Set(["continue", "exit", "end"]);
const PROTOCOLS: ReadonlySet<string> = new Set(["http", "grpc", "openapi", "asyncapi", "a2a", "mcp"]);

/** Tasks, functions and policies that are named and are not there. */
export function* danglingOf(tree: YamlTree, workflow: ServerlessWorkflow): Iterable<Dangling> {
  const { map, tasks, byList } = workflow;
  const names = new Map([...byList].map(([list, all]) => [list, new Set(all.map(({ name }) => name.value))]));
  const all = new Set(tasks.map(({ name }) => name.value));
  const known = new Map(
    KINDS.map(([kind]) => [kind, new Set(declared(tree, workflow, kind).map(({ value }) => value))]),
  );
  const none: ReadonlySet<string> = new Set();
  for (const task of tasks) {
    const siblings = names.get(task.list) ?? none;
    for (const jump of jumpsOf(tree, task.map)) {
      if (FLOW.has(jump.value) || siblings.has(jump.value) || jump.value.includes("$")) continue;
      const elsewhere = all.has(jump.value);
      const why = elsewhere
        ? "it stands in another list, and no task leaves its own"
        : "its list has no task of that name";
      yield { ...jump, subject: task.name, noun: "task", wanted: jump.value, why, among: [...siblings] };
    }
    const { call } = task;
    // Functions of catalogs are called by name and version.
    if (
      call &&
      !PROTOCOLS.has(call.value) &&
      /^\w+$/.test(call.value) &&
      !entry(tree, get(tree, map, "use"), "catalogs")
    ) {
      yield* unless(known.get("functions") ?? none, call, task.name, "function");
    }
    yield* named(known.get("timeouts") ?? none, get(tree, task.map, "timeout"), task.name, "timeout");
    const retry = get(tree, get(tree, task.map, "catch"), "retry");
    yield* named(known.get("retries") ?? none, retry, task.name, "retry policy");
    yield* named(known.get("errors") ?? none, get(tree, get(tree, task.map, "raise"), "error"), task.name, "error");
  }
  yield* named(known.get("timeouts") ?? none, get(tree, map, "timeout"), workflow.name, "timeout");
}

function* named(
  known: ReadonlySet<string>,
  node: YamlNode | undefined,
  subject: Sourced<string>,
  noun: string,
): Iterable<Dangling> {
  const value = scalarText(node);
  // A length of time is no name.
  if (!node || !value || !/^[\w-]+$/.test(value) || /^P[T\d]/.test(value)) return;
  yield* unless(known, { value, ...spanOf(node) }, subject, noun);
}

function* unless(
  known: ReadonlySet<string>,
  { value, start, end }: Sourced<string>,
  subject: Sourced<string>,
  noun: string,
): Iterable<Dangling> {
  if (known.has(value)) return;
  yield { subject, noun, wanted: value, why: `"use" declares none of that name`, among: [...known], start, end };
}

/** Forks whose branches have agents work. */
export function* crewsOf(tree: YamlTree, { tasks, byList }: ServerlessWorkflow): Iterable<Crew> {
  for (const task of tasks) {
    const fork = get(tree, task.map, "fork");
    const branches = tasks.filter(({ around, part }) => around === task && part === "branch");
    const size = branches.filter((branch) =>
      tasks.some((inner) => isWithin(inner, branch) && isAgent(tree, inner)),
    ).length;
    if (!fork || size < 2) continue;
    const coordinator = winnerOf(tree, task) ?? joinerOf(tree, byList, task);
    yield {
      subject: task.name,
      size,
      ...(coordinator && { coordinator }),
      start: task.name.start,
      end: spanOf(task.map).end,
    };
  }
}

function isWithin(inner: Task, outer: Task): boolean {
  for (let task: Task | undefined = inner; task; task = task.around) if (task === outer) return true;
  return false;
}

/** The branches compete: the first that ends is the result. */
function winnerOf(tree: YamlTree, { map }: Task): Sourced<string> | undefined {
  const compete = entry(tree, get(tree, map, "fork"), "compete");
  return compete && scalarText(compete.value) === "true" ? compete.key : undefined;
}

/** The task behind, here or behind the task around; or what picks from the results here. */
function joinerOf(tree: YamlTree, byList: ServerlessWorkflow["byList"], task: Task): Sourced<string> | undefined {
  for (const key of ["output", "export"]) {
    const picks = entry(tree, task.map, key);
    if (picks) return picks.key;
  }
  for (let inner: Task | undefined = task; inner; inner = inner.around) {
    const then = scalarText(get(tree, inner.map, "then"));
    if (then === "end") return undefined;
    if (then === "exit" || inner.part === "branch") continue;
    const siblings = byList.get(inner.list) ?? [];
    const next = siblings[siblings.indexOf(inner) + 1];
    if (next) return next.name;
  }
  return undefined;
}
