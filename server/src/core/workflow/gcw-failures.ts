// What a workflow of Google Cloud Workflows loses: failures, parameters, steps that are not there; and its crews.
import { groupBy } from "../groups.ts";
import type { Crew, Dangling, Swallow, WorkflowInput } from "../model.ts";
import { nearest } from "../nearest.ts";
import { type NewEntry, NUMBER } from "../syntax/notation.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  scalarText,
  scalarValue,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { commentAbove, saysOptional, saysReason } from "./excuses.ts";
import { isAgent, jumpsOf } from "./gcw-nodes.ts";
import type { Routine, Step } from "./gcw-steps.ts";
import { wordCounts } from "./word-counts.ts";

/** `except` that does nothing, or sets what nobody reads, and goes on. */
export function* swallowsOf(tree: YamlTree, { steps, node }: Routine): Iterable<Swallow> {
  const words = wordCounts(textOf(tree, node));
  const handlers = groupBy(
    steps.filter(({ part }) => part === "except"),
    ({ around }) => around,
  );
  for (const step of steps) {
    const except = entry(tree, step.map, "except");
    if (!isMapping(except?.value) || entry(tree, step.map, "retry")) continue;
    const { value } = except;
    const own = handlers.get(step) ?? [];
    // A step that cannot be read may do anything.
    if (own.length !== [...items(tree, get(tree, value, "steps"))].length || uses(tree, value)) continue;
    if (own.some((handler) => acts(tree, handler, words, value))) continue;
    const excuse = excuseOf(tree, step, own, except.key.start);
    yield {
      subject: step.name,
      words: "except",
      effect: `whatever goes wrong in "${step.name.value}" is dropped, and the next step takes it for done`,
      ...(excuse && { excuse }),
      repairs: raising(tree, value),
      ...except.key,
    };
  }
}

/** True for a step that does something about an error, goes elsewhere, or sets what is read outside. */
function acts(tree: YamlTree, { map }: Step, words: ReadonlyMap<string, number>, except: YamlNode): boolean {
  const pairs = [...entries(tree, map)];
  const next = scalarText(get(tree, map, "next"));
  if (pairs.some(({ key }) => key.value !== "assign" && key.value !== "next")) return true;
  if (next !== undefined && next !== "continue") return true;
  const own = wordCounts(textOf(tree, except));
  const names = [...items(tree, get(tree, map, "assign"))].flatMap((item) =>
    [...entries(tree, item)].map(({ key }) => /^\w+/.exec(key.value)?.[0] ?? ""),
  );
  return names.some((name) => (words.get(name) ?? 0) > (own.get(name) ?? 0));
}

const textOf = ({ text }: YamlTree, node: YamlNode): string => text.slice(spanOf(node).start, spanOf(node).end);

/** True when the steps name the error. */
function uses(tree: YamlTree, except: YamlNode): boolean {
  const name = scalarText(get(tree, except, "as"));
  const steps = get(tree, except, "steps");
  return !!name && !!steps && wordCounts(textOf(tree, steps)).has(name);
}

function excuseOf(tree: YamlTree, step: Step, own: readonly Step[], start: number): Sourced<string> | undefined {
  const named = [step, ...own].find(
    ({ name }) => saysOptional(spaced(name.value)) || /ignor|skip|fallback|default/i.test(name.value),
  );
  if (named) return named.name;
  for (const place of [start, ...own.map(({ name }) => name.start)]) {
    const comment = commentAbove(tree.text, place, saysReason);
    if (comment) return comment;
  }
  return undefined;
}

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_-]+/g, " ");

function raising(tree: YamlTree, except: Extract<YamlNode, { items: unknown[] }>): Swallow["repairs"] {
  const name = scalarText(get(tree, except, "as"));
  if (entry(tree, except, "steps") || !name || !isMapping(except)) return [];
  const raise: NewEntry = ["steps", [{ fail: { raise: `\${${name}}` } }]];
  const edit = insertEntry(tree, except, raise, "as");
  return edit ? [{ title: "Raise the error again", edits: [edit] }] : [];
}

/** The parameters of subworkflows. What `main` is given comes from outside, and is declared for that alone. */
export function* inputsOf(tree: YamlTree, { name, params, node, steps }: Routine): Iterable<WorkflowInput> {
  if (name === "main" || steps.length === 0) return;
  const declared = get(tree, node, "params");
  if (!declared) return;
  const [all, own] = [wordCounts(textOf(tree, node)), wordCounts(textOf(tree, declared))];
  for (const param of params) {
    const isUsed = (all.get(param.value) ?? 0) > (own.get(param.value) ?? 0);
    yield { name: param, noun: "parameter", repairs: [], ...(isUsed && { used: spanOf(node) }) };
  }
}

/** Jumps to steps, and calls of subworkflows, that are not there. */
export function* danglingOf(tree: YamlTree, routines: readonly Routine[]): Iterable<Dangling> {
  const known = routines.map(({ name }) => name);
  const callable = new Set(known);
  for (const routine of routines) {
    const names = [...routine.byName.keys()];
    for (const step of routine.steps) {
      for (const jump of jumpsOf(tree, step)) {
        if (routine.byName.has(jump.value) || /^(?:end|continue|break)$/.test(jump.value) || jump.value.includes("$"))
          continue;
        const why = `"${routine.name}" has no step of that name`;
        yield { ...jump, subject: step.name, noun: "step", wanted: jump.value, why, among: names };
      }
      const { call } = step;
      if (!call || routine.key === undefined || !/^\w+$/.test(call.value)) continue;
      // Files may be put together when they are deployed: only a slip of the pen is sure.
      if (callable.has(call.value) || nearest(call.value, known) === undefined) continue;
      const why = "the file has no subworkflow of that name";
      yield { ...call, subject: step.name, noun: "subworkflow", wanted: call.value, why, among: known };
    }
  }
}

// Source: "Execute workflow steps in parallel" in the documentation: 20 branches or iterations at once.
const MOST = 20;

/** Parallel steps whose branches or rounds ask models. */
export function* crewsOf(tree: YamlTree, { steps, behind }: Routine): Iterable<Crew> {
  for (const step of steps) {
    const parallel = get(tree, step.map, "parallel");
    if (!isMapping(parallel)) continue;
    const agents = steps.filter((inner) => isAgent(tree, inner) && holds(step, inner));
    const isLoop = entry(tree, parallel, "for") !== undefined;
    const branches = new Set(agents.map((agent) => branchOf(step, agent)));
    const limit = scalarValue(get(tree, parallel, "concurrency_limit"));
    const most = isLoop ? (agents.length > 0 ? MOST : 0) : branches.size;
    const size = limit === undefined ? most : typeof limit === "number" ? Math.min(limit, most) : 0;
    if (size < 2) continue;
    const coordinator = joinerOf(behind, step);
    const edit = limit === undefined ? insertEntry(tree, parallel, ["concurrency_limit", NUMBER]) : undefined;
    yield {
      subject: step.name,
      size,
      ...(coordinator && { coordinator }),
      ...(edit && { cap: { edits: [edit] } }),
      start: step.name.start,
      end: spanOf(step.map).end,
    };
  }
}

function holds(outer: Step, inner: Step): boolean {
  for (let { around } = inner; around; around = around.around) if (around === outer) return true;
  return false;
}

/** The list right below a parallel step in which another one stands. */
function branchOf(outer: Step, inner: Step): YamlNode {
  let step = inner;
  while (step.around && step.around !== outer) step = step.around;
  return step.list;
}

/** The step behind, here or behind the step around. */
function joinerOf(behind: Routine["behind"], step: Step): Sourced<string> | undefined {
  for (let inner: Step | undefined = step; inner; inner = inner.around) {
    const next = behind.get(inner);
    if (next) return next.name;
  }
  return undefined;
}
