// The templates of an Argo workflow, and the steps and tasks that call them.
import {
  entry,
  get,
  isMapping,
  items,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { agentsOf, type ContainerWork, readContainer, readSource } from "./containers.ts";
import { type KubernetesObject, kubernetesObjects } from "./kubernetes-objects.ts";

/** One workflow of a file. */
export interface ArgoWorkflow extends KubernetesObject {
  /** `spec`, of a CronWorkflow `spec.workflowSpec`. */
  readonly spec: YamlMap;
  readonly templates: readonly Template[];
  /** By name; of two with one name the first. */
  readonly byName: ReadonlyMap<string, Template>;
  /** The steps and tasks that call a template, each with the template it is part of. */
  readonly callers: ReadonlyMap<Template, readonly Caller[]>;
  /** True when the workflow may use templates of another object. */
  readonly foreign: boolean;
  /** The whole text of the object. */
  readonly text: string;
}

/** What a template is. Source: Argo's field reference, Template. */
export type Body =
  | "container"
  | "script"
  | "resource"
  | "http"
  | "plugin"
  | "data"
  | "containerSet"
  | "suspend"
  | "steps"
  | "dag";

/** A template: work of its own, or steps that call others. */
export interface Template {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  /** Undefined while it is not typed yet. */
  readonly body: Body | undefined;
  readonly work: readonly ContainerWork[];
  /** True when its own work runs an agent. */
  readonly isAgent: boolean;
  /** The steps, or the tasks of a graph. */
  readonly calls: readonly Call[];
}

/** A step or task that calls a template. */
export interface Call {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
  /** The name of the template, where it is one of this file and written out. */
  readonly template: Sourced<string> | undefined;
  /** The template that is written in its place. */
  readonly inline: Template | undefined;
  /** The list it stands in: those of one list run side by side. Tasks of a graph have 0. */
  readonly group: number;
  /** The steps of the list before. */
  readonly previous: readonly Call[];
  /** `dependencies` and the tasks that `depends` names. */
  readonly needs: readonly Sourced<string>[];
  /** `depends` as written. */
  readonly depends: Sourced<string> | undefined;
}

/** A call, and the template it is part of. */
export interface Caller {
  readonly around: Template;
  readonly call: Call;
}

const KINDS: ReadonlySet<string> = new Set(["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"]);

/** True for the kinds of Argo Workflows; its sister projects share the version. */
export const isArgoWorkflow = ({ apiVersion, kind }: KubernetesObject): boolean =>
  apiVersion.startsWith("argoproj.io/") && KINDS.has(kind);

/** The workflows of a file. */
export function* argoWorkflows(tree: YamlTree): Iterable<ArgoWorkflow> {
  for (const object of kubernetesObjects(tree)) if (isArgoWorkflow(object)) yield* readWorkflow(tree, object);
}

function* readWorkflow(tree: YamlTree, object: KubernetesObject): Iterable<ArgoWorkflow> {
  const outer = get(tree, object.map, "spec");
  const spec = object.kind === "CronWorkflow" ? get(tree, outer, "workflowSpec") : outer;
  if (!isMapping(spec)) return;
  const seen = new Set<YamlNode>();
  const templates: Template[] = [];
  for (const map of items(tree, get(tree, spec, "templates"))) {
    // One that an alias brings again is judged once.
    if (!isMapping(map) || seen.has(map)) continue;
    seen.add(map);
    const template = readTemplate(tree, map);
    if (template) templates.push(template);
  }
  const byName = new Map(templates.toReversed().map((template) => [template.name.value, template]));
  const { start, end } = spanOf(object.map);
  const text = tree.text.slice(start, end);
  const foreign = !!entry(tree, spec, "workflowTemplateRef") || /^[\s\-{,]*templateRef:/m.test(text);
  yield { ...object, spec, templates, byName, callers: callersOf(templates, byName), foreign, text };
}

function callersOf(templates: readonly Template[], byName: ArgoWorkflow["byName"]): ArgoWorkflow["callers"] {
  const callers = new Map<Template, Caller[]>();
  for (const around of templates) {
    for (const call of around.calls) {
      const template = calledBy({ byName }, call);
      const known = template && callers.get(template);
      if (known) known.push({ around, call });
      else if (template) callers.set(template, [{ around, call }]);
    }
  }
  return callers;
}

const BODIES: readonly Body[] = [
  "container",
  "script",
  "resource",
  "http",
  "plugin",
  "data",
  "containerSet",
  "suspend",
  "steps",
  "dag",
];

function readTemplate(tree: YamlTree, map: YamlMap, name = nameOf(tree, map)): Template | undefined {
  if (!name) return undefined;
  const body = BODIES.find((candidate) => entry(tree, map, candidate));
  const node = body && get(tree, map, body);
  const work = workOf(tree, body, node);
  return {
    name,
    map,
    body,
    work,
    isAgent: work.some((some) => agentsOf(some).length > 0),
    calls: body === "steps" ? [...readSteps(tree, node)] : body === "dag" ? [...readTasks(tree, node)] : [],
  };
}

function workOf(tree: YamlTree, body: Body | undefined, node: YamlNode | undefined): ContainerWork[] {
  if (body === "container") return [readContainer(tree, node)];
  if (body === "script") return [readSource(tree, node)];
  if (body !== "containerSet") return [];
  return [...items(tree, get(tree, node, "containers"))].map((container) => readContainer(tree, container));
}

function nameOf(tree: YamlTree, map: YamlNode): Sourced<string> | undefined {
  return sourced(get(tree, map, "name"));
}

/** A text and its place; undefined for anything else, and for an empty one. */
export function sourced(node: YamlNode | undefined): Sourced<string> | undefined {
  const value = scalarText(node);
  return node && value ? { value, ...spanOf(node) } : undefined;
}

/** A list of lists (Argo refuses a flat one): the outer one after the other, the inner side by side. */
function* readSteps(tree: YamlTree, steps: YamlNode | undefined): Iterable<Call> {
  let group = 0;
  let previous: readonly Call[] = [];
  const seen = new Set<YamlNode>();
  for (const list of items(tree, steps)) {
    if (seen.has(list)) continue;
    seen.add(list);
    const place = { group, previous };
    const calls = [...items(tree, list)].flatMap((map) => readCall(tree, map, place) ?? []);
    yield* calls;
    previous = calls;
    group += 1;
  }
}

function* readTasks(tree: YamlTree, dag: YamlNode | undefined): Iterable<Call> {
  for (const map of items(tree, get(tree, dag, "tasks"))) {
    const call = readCall(tree, map, { group: 0, previous: [] });
    if (call) yield call;
  }
}

function readCall(tree: YamlTree, map: YamlNode, place: Pick<Call, "group" | "previous">): Call | undefined {
  const name = nameOf(tree, map);
  if (!isMapping(map) || !name) return undefined;
  const inline = get(tree, map, "inline");
  const depends = sourced(get(tree, map, "depends"));
  const listed = [...items(tree, get(tree, map, "dependencies"))].flatMap((node) => sourced(node) ?? []);
  return {
    name,
    map,
    template: sourced(get(tree, map, "template")),
    inline: isMapping(inline) ? readTemplate(tree, inline, name) : undefined,
    ...place,
    needs: [...listed, ...taskNames(depends)],
    depends,
  };
}

/** `a && (b.Failed || c)`: each task by its name, before the result that is asked for. */
function* taskNames(depends: Sourced<string> | undefined): Iterable<Sourced<string>> {
  if (!depends) return;
  for (const { 0: value } of depends.value.matchAll(/(?<![\w.-])[A-Za-z0-9_][\w-]*/g)) {
    yield { value, start: depends.start, end: depends.end };
  }
}

/** The template that a step or task calls, where it is one of this file. */
export const calledBy = (argo: Pick<ArgoWorkflow, "byName">, { template, inline }: Call): Template | undefined =>
  inline ?? (template && argo.byName.get(template.value));

/** The names in a list of mappings with `name`: parameters, artifacts. */
export function* namesIn(tree: YamlTree, list: YamlNode | undefined): Iterable<Sourced<string>> {
  for (const map of items(tree, list)) {
    const name = nameOf(tree, map);
    if (name) yield name;
  }
}

/** True for a template that does its work itself. */
export const isLeaf = ({ body }: Template): boolean => body !== undefined && body !== "steps" && body !== "dag";
