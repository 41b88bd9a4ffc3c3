// The nodes of an Argo workflow: the whole, its templates, and the steps and tasks that call them.
import type { Edge, Gate, WorkflowNode } from "../model.ts";
import { entry, get, isMapping, items, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Span } from "../text.ts";
import { deadlineOf, limitOf, remoteCallsOf, riskOfAll, riskOfTemplate } from "./argo-limits.ts";
import { type ArgoWorkflow, type Call, calledBy, isLeaf, type Template } from "./argo-templates.ts";
import { turnsOf } from "./containers.ts";
import { workflowNode } from "./workflow.ts";

/** All of them, the whole workflow first. */
export function* nodesOf(tree: YamlTree, argo: ArgoWorkflow): Iterable<WorkflowNode> {
  const timeout = deadlineOf(tree, argo);
  yield workflowNode({
    id: "",
    name: argo.name,
    kind: "job",
    risk: riskOfAll(argo),
    timeout,
    start: argo.name.start,
    end: spanOf(argo.map).end,
  });
  for (const template of argo.templates) {
    const { name, map, isAgent, calls, work } = template;
    const own = limitOf(tree, map);
    const time = own ? { state: "present" as const, value: "its own", ...spanOf(own) } : timeout;
    const turns = work.map((some) => turnsOf(some, time)).find((guard) => guard);
    yield workflowNode({
      id: name.value,
      name,
      // An agent that steps run counts as these.
      kind: isLeaf(template) ? (isAgent && !argo.callers.has(template) ? "agent" : "step") : "job",
      risk: riskOfTemplate(template),
      calls: [...remoteCallsOf(tree, argo, template)],
      ...gateOf(tree, template),
      ...(turns && { turns }),
      start: name.start,
      end: spanOf(map).end,
    });
    for (const call of calls) yield callNode(tree, argo, template, call);
  }
}

function callNode(tree: YamlTree, argo: ArgoWorkflow, around: Template, call: Call): WorkflowNode {
  const template = calledBy(argo, call);
  const width = widthOf(tree, call);
  const condition = entry(tree, call.map, "when");
  return workflowNode({
    id: idOf(around, call.name.value),
    name: call.name,
    kind: template?.isAgent ? "agent" : template && isLeaf(template) ? "step" : "call",
    risk: template ? riskOfTemplate(template) : "local",
    inside: around.name.value,
    after: [...edgesOf(tree, around, call)],
    ...(width !== undefined && { width }),
    ...(condition ? { gate: gateAt("condition", condition.key) } : template && gateOf(tree, template)),
    start: call.name.start,
    end: spanOf(call.map).end,
  });
}

const idOf = (around: Template, name: string): string => `${around.name.value}/${name}`;

/** A suspension without a duration waits for a person. Source: Argo's walk-through, "Suspending". */
function gateOf(tree: YamlTree, { map, body }: Template): { gate?: Gate } {
  const suspend = body === "suspend" ? entry(tree, map, "suspend") : undefined;
  if (!suspend || entry(tree, suspend.value, "duration")) return {};
  return { gate: gateAt("human", suspend.key) };
}

const gateAt = (value: Gate["value"], { start, end }: Span): Gate => ({ value, start, end });

// Nobody joins more by hand; it keeps hostile files linear.
const MAX_EDGES = 50;

/** The steps of the list before, or the tasks that are named. */
function* edgesOf(tree: YamlTree, around: Template, call: Call): Iterable<Edge> {
  const given = get(tree, call.map, "arguments");
  const { start, end } = given ? spanOf(given) : { start: 0, end: 0 };
  const text = tree.text.slice(start, end);
  const uses = (name: string): boolean => text.includes(`.${name}.outputs`);
  for (const need of call.needs.slice(0, MAX_EDGES)) {
    yield { to: idOf(around, need.value), at: need, ...(uses(need.value) && { uses: true }) };
  }
  for (const { name } of call.previous.slice(0, MAX_EDGES)) {
    yield { to: idOf(around, name.value), ...(uses(name.value) && { uses: true }) };
  }
}

/** How many of a step run side by side: the items of its loop, as far as they are written down. */
export function widthOf(tree: YamlTree, { map }: Call): number | "dynamic" | undefined {
  const listed = entry(tree, map, "withItems");
  if (listed) {
    const width = [...items(tree, listed.value)].length;
    return width > 0 ? width : "dynamic";
  }
  const param = scalarText(get(tree, map, "withParam"));
  if (param !== undefined) return literalLength(param) ?? "dynamic";
  const sequence = get(tree, map, "withSequence");
  return isMapping(sequence) ? sequenceLength(tree, sequence) : undefined;
}

/** The length of a JSON list that is written out. */
function literalLength(text: string): number | undefined {
  if (!text.trimStart().startsWith("[") || text.includes("{{")) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.length : undefined;
  } catch {
    return undefined;
  }
}

/** Source: Argo's field reference, Sequence: a count, or from `start` (0 unless given) to `end`. */
function sequenceLength(tree: YamlTree, sequence: Parameters<typeof get>[1]): number | "dynamic" {
  const [count, start = "0", end] = ["count", "start", "end"].map((key) => scalarText(get(tree, sequence, key)));
  const length = count === undefined ? Math.abs(Number(end) - Number(start)) + 1 : Number(count);
  return Number.isFinite(length) ? length : "dynamic";
}
