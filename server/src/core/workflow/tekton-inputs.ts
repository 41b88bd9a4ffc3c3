// What Tekton's tasks and pipelines take as parameters, and the variables in them that nothing declares.
import type { Dangling, WorkflowInput } from "../model.ts";
import { entry, get, items, scalarText, spanOf, type YamlMap, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced, Span } from "../text.ts";
import type { TektonObject, TektonTask } from "./tekton-objects.ts";

/** The parameters of tasks and pipelines. What a run passes to one that stands elsewhere cannot be told. */
export function* inputsOf(tree: YamlTree, { task, pipeline }: TektonObject): Iterable<WorkflowInput> {
  const inline = (pipeline?.tasks ?? []).flatMap((part) => part.inline ?? []);
  // Keys merged from elsewhere may hold the use.
  if (ALIAS.test(tree.text)) return;
  const tasks = [task, ...inline].filter((part) => part !== undefined && part.steps.length > 0);
  for (const { map } of [...tasks, pipeline].filter((part) => part !== undefined)) {
    const uses = usesIn(tree, map);
    for (const name of namesIn(tree, get(tree, map, "params"))) {
      const used = uses.find(({ value }) => covers(value, name.value));
      yield { name, noun: "parameter", repairs: [], ...(used && { used: { start: used.start, end: used.end } }) };
    }
  }
}

const ALIAS = /(?:[:,[-]|<<:)[ \t]{1,20}\*[A-Za-z_][\w-]{0,100}[ \t]*(?=[\r\n,\]}]|$)/;

/** The names in a list of mappings with `name`: parameters, results, workspaces. */
export function* namesIn(tree: YamlTree, list: YamlNode | undefined): Iterable<Sourced<string>> {
  for (const item of items(tree, list)) {
    const node = get(tree, item, "name");
    const value = scalarText(node);
    if (node && value) yield { value, ...spanOf(node) };
  }
}

/** `params.a`, and the key `a.b` of an object; a name may hold dots itself. */
const covers = (path: string, name: string): boolean => path === name || path.startsWith(`${name}.`);

// `$$(params.x)` is what is left of an escaped one.
const PARAMETER =
  /(?<!\$)\$\((?:inputs\.)?params(?:\.([\w.-]{1,300})|\[["']([^"'\]\n]{1,200})["']\])(?:\[(?:\*|\d{1,6})\])?(?:\.[\w-]{1,200})?\)/g;

/** The parameters that a text uses, by their paths, outside of what declares them. */
function usesIn({ text }: YamlTree, map: YamlMap): Sourced<string>[] {
  const { start, end } = spanOf(map);
  return [...text.slice(start, end).matchAll(PARAMETER)].map(({ 0: all, 1: dotted, 2: indexed, index }) => {
    const at = start + index;
    return { value: dotted ?? indexed ?? "", start: at, end: at + all.length };
  });
}

/** Variables that are declared nowhere; Tekton refuses the object, or leaves them as they are. */
export function* undeclared(tree: YamlTree, object: TektonObject): Iterable<Dangling> {
  const { kind, spec, name, task, pipeline } = object;
  // Where keys are merged, or another program fills in the text first, nobody can tell.
  if (ALIAS.test(tree.text)) return;
  const isRun = kind === "PipelineRun" || kind === "TaskRun";
  // What a run is given goes down to what is written inside of it. Source: Tekton's documentation, "Propagated Parameters".
  // Jenkins X adds parameters of its own (lighthouse's documentation), and others may do so where a run declares none.
  if (isRun && (/lighthouse/i.test(tree.text) || !/^[\s{,-]*params:/m.test(tree.text))) return;
  const outer = isRun ? [...namesIn(tree, get(tree, spec, "params"))].map(({ value }) => value) : [];
  if (task) {
    yield* parametersOf(tree, task.map, name, outer, owners(task));
    yield* resultsOf(tree, task);
    if (!isRun && kind !== "StepAction") yield* workspacesOf(tree, task);
  }
  if (!pipeline) return;
  const declared = [...outer, ...[...namesIn(tree, get(tree, pipeline.map, "params"))].map(({ value }) => value)];
  for (const { name: subject, map, inline } of pipeline.tasks) {
    const own = inline ? [...namesIn(tree, get(tree, inline.map, "params"))].map(({ value }) => value) : [];
    const matrix = get(tree, map, "matrix");
    // What is shown of a task names its own parameters.
    const shown = [get(tree, map, "displayName"), get(tree, matrix, "include")].flatMap((node) =>
      node ? [spanOf(node)] : [],
    );
    const passed = inline ? [get(tree, map, "params"), get(tree, matrix, "params")] : [];
    const names = passed.flatMap((list) => [...namesIn(tree, list)]).map(({ value }) => value);
    yield* parametersOf(tree, map, subject, [...declared, ...own, ...names], [], shown);
    if (inline) yield* resultsOf(tree, inline);
  }
}

const owners = ({ steps }: TektonTask): readonly (Sourced<string> & { readonly until: number })[] =>
  steps.map(({ subject, map }) => ({ ...subject, until: spanOf(map).end }));

function* parametersOf(
  tree: YamlTree,
  map: YamlMap,
  subject: Sourced<string>,
  outer: readonly string[],
  steps: ReturnType<typeof owners>,
  shown: readonly Span[] = [],
): Iterable<Dangling> {
  const params = get(tree, map, "params");
  const isTask = steps.length > 0 || !entry(tree, map, "name");
  const among = [...outer, ...(isTask ? [...namesIn(tree, params)].map(({ value }) => value) : [])];
  const seen = new Set<string>();
  for (const { value, start, end } of usesIn(tree, map)) {
    if (shown.some((span) => span.start <= start && end <= span.end)) continue;
    if (seen.has(value) || among.some((name) => covers(value, name)) || isComment(tree.text, start)) continue;
    seen.add(value);
    const at = start + tree.text.slice(start, end).indexOf(value);
    const owner = steps.findLast((step) => spanStart(step) <= start && start < step.until) ?? subject;
    const why = `"${subject.value}" declares no such parameter`;
    yield {
      subject: { value: owner.value, start: owner.start, end: owner.end },
      noun: "parameter",
      wanted: value,
      why,
      among,
      start: at,
      end: at + value.length,
    };
  }
}

const spanStart = ({ start }: Span): number => start;

const RESULT = /(?<!\$)\$\(results(?:\.([\w-]{1,200})|\[["']([^"'\]\n]{1,200})["']\])\.path\)/g;
const WORKSPACE =
  /(?<!\$)\$\(workspaces(?:\.([\w-]{1,200})|\[["']([^"'\]\n]{1,200})["']\])\.(?:path|bound|claim|volume)\)/g;

/** A task writes its results into files that it declares. */
function resultsOf(tree: YamlTree, task: TektonTask): Iterable<Dangling> {
  return variablesOf(tree, task, RESULT, { noun: "result", key: "results" });
}

/** A task by itself takes no workspace that it does not declare; one inside of a run may. */
function workspacesOf(tree: YamlTree, task: TektonTask): Iterable<Dangling> {
  return variablesOf(tree, task, WORKSPACE, { noun: "workspace", key: "workspaces" });
}

function* variablesOf(
  tree: YamlTree,
  { name: owner, map, steps }: TektonTask,
  pattern: RegExp,
  { noun, key }: { readonly noun: string; readonly key: string },
): Iterable<Dangling> {
  const among = [...namesIn(tree, get(tree, map, key))].map(({ value }) => value);
  const seen = new Set(among);
  const { start, end } = spanOf(map);
  for (const { 0: all, 1: dotted, 2: indexed, index } of tree.text.slice(start, end).matchAll(pattern)) {
    const wanted = dotted ?? indexed ?? "";
    const at = start + index + all.indexOf(wanted);
    if (seen.has(wanted) || isComment(tree.text, at)) continue;
    seen.add(wanted);
    const step = steps.findLast(({ map: part }) => spanOf(part).start <= at && at < spanOf(part).end);
    const why = `"${owner.value}" declares no such ${noun}`;
    yield { subject: step?.subject ?? owner, noun, wanted, why, among, start: at, end: at + wanted.length };
  }
}

/** True for a place behind a `#` of its line. */
export const isComment = (text: string, at: number): boolean =>
  /(?:^|\s)#/.test(text.slice(text.lastIndexOf("\n", at) + 1, at));
