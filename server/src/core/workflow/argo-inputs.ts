// What a caller may pass to an Argo workflow or template, and whether it is used.
import type { WorkflowInput } from "../model.ts";
import { entry, get, items, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { removeItem } from "../syntax/yaml-places.ts";
import type { Sourced, Span } from "../text.ts";
import { type ArgoWorkflow, namesIn, sourced, type Template } from "./argo-templates.ts";

/** The arguments of the workflow, and the inputs of its templates, as far as the file alone can tell. */
export function* inputsOf(tree: YamlTree, argo: ArgoWorkflow): Iterable<WorkflowInput> {
  // What an anchor brings may be used in several places.
  if (ALIAS.test(argo.text)) return;
  yield* workflowInputs(tree, argo);
  // What is patched into every pod may name inputs of each template.
  const shared = ["templateDefaults", "podSpecPatch", "podMetadata"].flatMap((key) => get(tree, argo.spec, key) ?? []);
  const finders = shared.map((node) => finderIn(tree, node));
  for (const template of argo.templates) yield* templateInputs(tree, template, finders);
}

const ALIAS = /(?:[:,[-]|<<:)[ \t]{1,20}\*[A-Za-z_][\w-]{0,100}[ \t]*(?=[\r\n,\]}]|$)/;

/** Callers of a template of its own kind may pass what it hands on to others; there nobody can tell. */
function* workflowInputs(tree: YamlTree, argo: ArgoWorkflow): Iterable<WorkflowInput> {
  if (argo.foreign || argo.templates.length === 0 || !/^(?:Cron)?Workflow$/.test(argo.kind)) return;
  const uses = usesIn(argo.text, "workflow", spanOf(argo.map).start);
  const list = get(tree, get(tree, argo.spec, "arguments"), "parameters");
  const entered = enteredTemplates(tree, argo).flatMap((template) => [...parametersOf(tree, template)]);
  yield* listed(tree, list, "parameter", (name) => uses(name) ?? entered.find(({ value }) => value === name));
}

/** The templates that get the workflow's own arguments: the first one, and those that run when it has ended. */
function enteredTemplates(tree: YamlTree, { spec, byName }: ArgoWorkflow): Template[] {
  const hooks = get(tree, spec, "hooks");
  const named = [get(tree, spec, "entrypoint"), get(tree, spec, "onExit")].map(scalarText);
  const hooked = hooks && "items" in hooks ? [...byName.keys()] : [];
  return [...named, ...hooked].flatMap((name) => (name ? (byName.get(name) ?? []) : []));
}

const listOf = (tree: YamlTree, { map }: Template): YamlNode | undefined =>
  get(tree, get(tree, map, "inputs"), "parameters");

const parametersOf = (tree: YamlTree, template: Template): Iterable<Sourced<string>> =>
  namesIn(tree, listOf(tree, template));

// Nobody declares more by hand; it keeps hostile files linear.
const MAX_INPUTS = 300;

/** The inputs of a list, with what uses each. Where nothing does, the declaration can go; a caller may go on passing it. */
function* listed(tree: YamlTree, list: YamlNode | undefined, noun: string, use: Find): Iterable<WorkflowInput> {
  for (const item of [...items(tree, list)].slice(0, MAX_INPUTS)) {
    const name = sourced(get(tree, item, "name"));
    if (!name) continue;
    const used = use(name.value);
    const edit = used ? undefined : removeItem(tree, list, item);
    const repairs = edit ? [{ title: `Remove the ${noun} "${name.value}"`, edits: [edit] }] : [];
    yield { name, noun, repairs, ...(used && { used }) };
  }
}

/**
 * A template uses what its own text names. The person who answers a suspension sees its inputs, and a plugin is handed the
 * whole template.
 */
function* templateInputs(tree: YamlTree, template: Template, shared: readonly Find[]): Iterable<WorkflowInput> {
  const { map, body } = template;
  if (!body || body === "suspend" || body === "plugin" || entry(tree, map, "plugin")) return;
  const finders = [finderIn(tree, map), ...shared];
  const list = listOf(tree, template);
  yield* listed(tree, list, "input", (name) => finders.map((find) => find(name)).find((place) => place));
}

/** Finds the first use of a name. */
type Find = (name: string) => Span | undefined;

function finderIn(tree: YamlTree, node: YamlNode): Find {
  const { start, end } = spanOf(node);
  return usesIn(tree.text.slice(start, end), "inputs", start);
}

/**
 * Finds the first use of a parameter in a text: `{{inputs.parameters.x}}`, an expression with `inputs.parameters['x']`, or all
 * parameters as one.
 */
function usesIn(text: string, scope: "workflow" | "inputs", offset: number): Find {
  const places = new Map<string, Span>();
  for (const { 0: all, 1: dotted, 2: indexed, index } of text.matchAll(USES[scope])) {
    const name = dotted ?? indexed;
    const key = name === undefined || (scope === "workflow" && name === "json") ? "" : name;
    if (!places.has(key)) places.set(key, { start: offset + index, end: offset + index + all.length });
  }
  return (name) => places.get(name) ?? places.get("");
}

const USES = {
  workflow: /\bworkflow\.parameters(?:\.([\w-]{1,200})|\[\\?["']([^"'\\\]]{1,200})\\?["']\])?/g,
  inputs: /\binputs\.parameters(?:\.([\w-]{1,200})|\[\\?["']([^"'\\\]]{1,200})\\?["']\])?/g,
} as const;
