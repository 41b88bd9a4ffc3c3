// Agents of an Argo workflow that work at the same time, and what joins them.
import { groupBy } from "../groups.ts";
import type { Crew, Slot } from "../model.ts";
import { entry, get, isMapping, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { widthOf } from "./argo-nodes.ts";
import { type ArgoWorkflow, type Call, calledBy, type Template } from "./argo-templates.ts";

/** The groups of agents that run side by side: items of a loop, steps of one list, tasks that wait for the same ones. */
export function* crewsOf(tree: YamlTree, argo: ArgoWorkflow): Iterable<Crew> {
  for (const template of argo.templates) {
    const members = template.calls.filter((call) => agentsAt(argo, call) > 0);
    for (const stage of groupBy(members, stageOf).values()) {
      const crew = sideBySide(tree, stage).filter((call) => !takesTurns(tree, argo, call));
      const [first] = crew.toSorted((a, b) => sizeOf(tree, b) - sizeOf(tree, a));
      if (!first) continue;
      const most = capOf(tree, argo, template);
      const all = crew.reduce((sum, call) => sum + sizeOf(tree, call), 0);
      const coordinator = joinerOf(argo, template, first);
      const cap = capSlot(tree, template);
      yield {
        subject: first.name,
        size: Math.min(all, most),
        start: first.name.start,
        end: spanOf(first.map).end,
        ...(coordinator && { coordinator }),
        ...(cap && { cap }),
      };
    }
  }
}

/** Steps of one list, or tasks that wait for the same ones. */
const stageOf = ({ group, needs }: Call): string =>
  `${group}\n${needs
    .map(({ value }) => value)
    .toSorted()
    .join("\n")}`;

/** Steps under different conditions may exclude each other: only those that certainly run together count. */
function sideBySide(tree: YamlTree, stage: readonly Call[]): Call[] {
  const conditionOf = ({ map }: Call) => scalarText(get(tree, map, "when")) ?? "";
  const groups = groupBy(stage, conditionOf);
  const always = groups.get("") ?? [];
  const rest = [...groups].filter(([condition]) => condition !== "").map(([, calls]) => calls);
  return [...always, ...(rest.toSorted((a, b) => b.length - a.length)[0] ?? [])];
}

/** Of a width nobody knows, nothing is said. */
function sizeOf(tree: YamlTree, call: Call): number {
  const width = widthOf(tree, call) ?? 1;
  return width === "dynamic" ? 0 : width;
}

// Templates that call each other deeper are no longer read.
const MAX_DEPTH = 5;

/** 1 where the template that is called runs an agent, at first or second hand. */
function agentsAt(argo: ArgoWorkflow, call: Call, depth = 0): number {
  const template = calledBy(argo, call);
  if (!template || depth > MAX_DEPTH) return 0;
  if (template.isAgent) return 1;
  return template.calls.slice(0, 20).some((inner) => agentsAt(argo, inner, depth + 1) > 0) ? 1 : 0;
}

/** A template that holds a lock works for one at a time; how many a semaphore lets in is written elsewhere. */
const takesTurns = (tree: YamlTree, argo: ArgoWorkflow, call: Call): boolean => {
  const template = calledBy(argo, call);
  return !!template && !!entry(tree, template.map, "synchronization");
};

/** The most that run at once: of the workflow's pods, or of a template's children. */
function capOf(tree: YamlTree, { spec }: ArgoWorkflow, { map }: Template): number {
  const caps = [spec, map, get(tree, spec, "templateDefaults")].map((node) => get(tree, node, "parallelism"));
  const numbers = caps.map((node) => (node ? Number(scalarText(node)) : Number.POSITIVE_INFINITY));
  // An expression may be any number.
  return Math.min(...numbers.map((number) => (Number.isNaN(number) ? 1 : number)));
}

/** Any later step of the template, or task that waits for it, or later step around the one that calls the template. */
function joinerOf(argo: ArgoWorkflow, template: Template, call: Call, depth = 0): Sourced<string> | undefined {
  const later =
    template.body === "steps"
      ? template.calls.find(({ group }) => group > call.group)
      : template.calls.find(({ needs }) => needs.some(({ value }) => value === call.name.value));
  if (later) return later.name;
  if (depth > MAX_DEPTH) return undefined;
  for (const outer of (argo.callers.get(template) ?? []).slice(0, 5)) {
    const joiner = joinerOf(argo, outer.around, outer.call, depth + 1);
    if (joiner) return joiner;
  }
  return undefined;
}

/** Source: Argo's field reference, Template: `parallelism` limits how many children run at once. */
function capSlot(tree: YamlTree, { map }: Template): Slot | undefined {
  const written = get(tree, map, "parallelism");
  if (written) {
    return typeof scalarValue(written) === "number" ? { edits: [{ ...spanOf(written), text: "{value}" }] } : undefined;
  }
  const edit = isMapping(map) ? insertEntry(tree, map, "parallelism: {value}", "name") : undefined;
  return edit && { edits: [edit] };
}
