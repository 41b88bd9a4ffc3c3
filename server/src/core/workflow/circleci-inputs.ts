// What a CircleCI configuration takes as parameters, and whether it uses them.
import type { Dangling, WorkflowInput } from "../model.ts";
import { entries, get, items, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced, Span } from "../text.ts";
import type { CircleConfig, Definition } from "./circleci-config.ts";
import { allEntries, find } from "./merge-keys.ts";

/**
 * The parameters of jobs, commands and executors, which only their own text can use; and those of the pipeline, when `whole`
 * says that the file is all there is of it. A configuration that makes another one may pass any of them on.
 */
export function* inputsOf(tree: YamlTree, config: CircleConfig, whole: boolean): Iterable<WorkflowInput> {
  if (config.setup) return;
  // Definitions may share a list of parameters: it is enough when one of them uses it.
  const inputs = new Map<number, WorkflowInput>();
  const all = usesIn(tree.text, 0);
  for (const definition of [...config.jobs, ...config.commands, ...config.executors]) {
    for (const input of parametersOf(tree, definition, all)) {
      if (!inputs.get(input.name.start)?.used) inputs.set(input.name.start, input);
    }
  }
  yield* inputs.values();
  if (!whole) return;
  for (const { key } of entries(tree, get(tree, config.map, "parameters"))) {
    const used = all.get(`pipeline.parameters.${key.value}`);
    // What starts pipelines from GitHub passes these whether they are used or not (its README).
    if (!key.value.startsWith("GHA_")) yield { name: key, noun: "parameter", repairs: [], ...(used && { used }) };
  }
}

function* parametersOf(tree: YamlTree, { map }: Definition, all: Uses): Iterable<WorkflowInput> {
  const { start, end } = spanOf(map);
  const own = tree.text.slice(start, end);
  // What an alias brings stands elsewhere in the file.
  const uses = ALIAS.test(own) ? all : usesIn(own, start);
  for (const { key } of allEntries(tree, find(tree, map, "parameters"))) {
    const used = uses.get(`parameters.${key.value}`) ?? all.get(`matrix.${key.value}`);
    yield { name: key, noun: "parameter", repairs: [], ...(used && { used }) };
  }
}

const ALIAS = /(?:[:,[-]|<<:)[ \t]{1,20}\*[A-Za-z_][\w.-]{0,100}[ \t]*(?=[\r\n,\]}]|$)/;

type Uses = ReadonlyMap<string, Span>;

const USE = /(?<![\w.-])(pipeline\.parameters|parameters|matrix)\.([\w-]{1,200})/g;

/** The first place that names each parameter: `<< parameters.x >>`, or bare in a condition. */
function usesIn(text: string, offset: number): Uses {
  const uses = new Map<string, Span>();
  for (const { 0: words, index } of text.matchAll(USE)) {
    if (!uses.has(words)) uses.set(words, { start: offset + index, end: offset + index + words.length });
  }
  return uses;
}

const PARAMETER = /(?<!\\)<<\s{0,9}(?:[#/^]\s{0,9})?parameters\.([\w-]{1,200})\s{0,9}>>/g;
const MATRIX = /(?<!\\)<<\s{0,9}matrix\.([\w-]{1,200})\s{0,9}>>/g;
const PIPELINE = /(?<!\\)<<\s{0,9}pipeline\.parameters\.([\w-]{1,200})\s{0,9}>>/g;

/** Uses of parameters that are declared nowhere; CircleCI refuses the file. */
export function* undeclared(tree: YamlTree, config: CircleConfig, whole: boolean): Iterable<Dangling> {
  for (const definition of [...config.jobs, ...config.commands, ...config.executors]) {
    const among = namesIn(tree, find(tree, definition.map, "parameters"));
    const kind = `the ${definition.kind} "${definition.name.value}" declares no such parameter`;
    yield* missing(tree, definition.map, PARAMETER, { subject: definition.name, noun: "parameter", among, why: kind });
  }
  for (const { key, value: workflow } of entries(tree, get(tree, config.map, "workflows"))) {
    for (const item of items(tree, find(tree, workflow, "jobs"))) {
      const [job] = allEntries(tree, item);
      if (!job?.value) continue;
      const among = namesIn(tree, get(tree, find(tree, job.value, "matrix"), "parameters"));
      const why = `the matrix of "${job.key.value}" has no such parameter`;
      yield* missing(tree, job.value, MATRIX, { subject: job.key, noun: "matrix parameter", among, why });
    }
    const among = namesIn(tree, get(tree, config.map, "parameters"));
    const why = "the pipeline declares no such parameter";
    if (whole && workflow) yield* missing(tree, workflow, PIPELINE, { subject: key, noun: "parameter", among, why });
  }
}

const namesIn = (tree: YamlTree, map: YamlNode | undefined): string[] =>
  allEntries(tree, map).map(({ key }) => key.value);

/** The names that a pattern finds in the text of a node and that are not among those declared, each once. */
function* missing(
  { text }: YamlTree,
  node: YamlNode,
  pattern: RegExp,
  about: { readonly subject: Sourced<string>; readonly noun: string; readonly among: string[]; readonly why: string },
): Iterable<Dangling> {
  const { start, end } = spanOf(node);
  const seen = new Set(about.among);
  for (const { 0: all, 1: wanted = "", index } of text.slice(start, end).matchAll(pattern)) {
    const at = start + index + all.lastIndexOf(wanted);
    if (seen.has(wanted) || isComment(text, at)) continue;
    seen.add(wanted);
    yield { ...about, wanted, start: at, end: at + wanted.length };
  }
}

/** True for a place behind a `#` of its line. */
const isComment = (text: string, at: number): boolean =>
  /(?:^|\s)#/.test(text.slice(text.lastIndexOf("\n", at) + 1, at));
