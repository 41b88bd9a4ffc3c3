// What a workflow in the DSL of Serverless Workflow loses: failures, declarations, names that are not there; and its crews.
import type { Crew, Dangling, Swallow, WorkflowInput } from "../model.ts";
import { entries, entry, get, isMapping, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { commentAbove, commentBehind, saysOptional, saysReason } from "./excuses.ts";
import { isAgent, jumpsOf } from "./serverless-nodes.ts";
import { declared, type ServerlessWorkflow, type Task } from "./serverless-tasks.ts";

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
  const { text } = tree;
  for (const [kind, noun] of KINDS) {
    for (const name of declared(tree, workflow, kind)) {
      if (!name.value) continue;
      const rest = `${text.slice(0, name.start)}\n${text.slice(name.end)}`;
      const word = new RegExp(`(?<![\\w-])${name.value.replace(/[^\w]/g, "\\$&")}(?![\\w-])`);
      yield { name, noun, repairs: [], ...(word.test(rest) && { used: spanOf(workflow.map) }) };
    }
  }
}

const FLOW: ReadonlySet<string> = new Set(["continue", "exit", "end"]);
const PROTOCOLS: ReadonlySet<string> = new Set(["http", "grpc", "openapi", "asyncapi", "a2a", "mcp"]);

/** Tasks, functions and policies that are named and are not there. */
export function* danglingOf(tree: YamlTree, workflow: ServerlessWorkflow): Iterable<Dangling> {
  const { map, tasks } = workflow;
  for (const task of tasks) {
    const siblings = tasks.filter(({ list }) => list === task.list).map(({ name }) => name.value);
    for (const jump of jumpsOf(tree, task.map)) {
      if (FLOW.has(jump.value) || siblings.includes(jump.value) || jump.value.includes("$")) continue;
      const elsewhere = tasks.some(({ name }) => name.value === jump.value);
      const why = elsewhere
        ? "it stands in another list, and no task leaves its own"
        : "its list has no task of that name";
      yield { ...jump, subject: task.name, noun: "task", wanted: jump.value, why, among: siblings };
    }
    const { call } = task;
    // Functions of catalogs are called by name and version.
    if (
      call &&
      !PROTOCOLS.has(call.value) &&
      /^\w+$/.test(call.value) &&
      !entry(tree, get(tree, map, "use"), "catalogs")
    ) {
      yield* unless(declared(tree, workflow, "functions"), call, task.name, "function");
    }
    yield* named(tree, workflow, get(tree, task.map, "timeout"), task.name, "timeouts", "timeout");
    yield* named(
      tree,
      workflow,
      get(tree, get(tree, task.map, "catch"), "retry"),
      task.name,
      "retries",
      "retry policy",
    );
    yield* named(tree, workflow, get(tree, get(tree, task.map, "raise"), "error"), task.name, "errors", "error");
  }
  yield* named(tree, workflow, get(tree, map, "timeout"), workflow.name, "timeouts", "timeout");
}

function* named(
  tree: YamlTree,
  workflow: ServerlessWorkflow,
  node: ReturnType<typeof get>,
  subject: Sourced<string>,
  kind: string,
  noun: string,
): Iterable<Dangling> {
  const value = scalarText(node);
  if (!node || !value || !/^[\w-]+$/.test(value)) return;
  yield* unless(declared(tree, workflow, kind), { value, ...spanOf(node) }, subject, noun);
}

function* unless(
  known: readonly Sourced<string>[],
  { value, start, end }: Sourced<string>,
  subject: Sourced<string>,
  noun: string,
): Iterable<Dangling> {
  const among = known.map((name) => name.value);
  if (among.includes(value)) return;
  yield { subject, noun, wanted: value, why: `"use" declares none of that name`, among, start, end };
}

/** Forks whose branches have agents work. */
export function* crewsOf(tree: YamlTree, { tasks }: ServerlessWorkflow): Iterable<Crew> {
  for (const task of tasks) {
    const fork = get(tree, task.map, "fork");
    const branches = tasks.filter(({ around, part }) => around === task && part === "branch");
    const size = branches.filter((branch) =>
      tasks.some((inner) => isWithin(inner, branch) && isAgent(tree, inner)),
    ).length;
    if (!fork || size < 2) continue;
    const coordinator = winnerOf(tree, task) ?? joinerOf(tree, tasks, task);
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
function joinerOf(tree: YamlTree, tasks: readonly Task[], task: Task): Sourced<string> | undefined {
  for (const key of ["output", "export"]) {
    const picks = entry(tree, task.map, key);
    if (picks) return picks.key;
  }
  for (let inner: Task | undefined = task; inner; inner = inner.around) {
    const then = scalarText(get(tree, inner.map, "then"));
    if (then === "end") return undefined;
    if (then === "exit" || inner.part === "branch") continue;
    const { list } = inner;
    const siblings = tasks.filter((other) => other.list === list);
    const next = siblings[siblings.indexOf(inner) + 1];
    if (next) return next.name;
  }
  return undefined;
}
