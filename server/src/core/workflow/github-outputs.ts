// The outputs that jobs, called workflows and composite actions declare.
import { entries, entry, get, isMapping, items, scalarText, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import type { ReadFile } from "./github-files.ts";
import { eventsOf } from "./github-inputs.ts";
import type { WrittenJob } from "./github-scopes.ts";

/** The outputs that a job declares, in itself or in the workflow that it calls; undefined when nobody can tell. */
export function outputsOfJob(tree: YamlTree, { map }: WrittenJob, readFile: ReadFile): readonly string[] | undefined {
  if (entry(tree, map, "<<")) return undefined;
  const uses = entry(tree, map, "uses");
  if (!uses) return entry(tree, map, "steps") ? keysOf(tree, map, "outputs") : undefined;
  const called = readFile(scalarText(uses.value) ?? "");
  const events = called && eventsOf(called.tree, called.top);
  return called && events?.has("workflow_call")
    ? keysOf(called.tree, events.get("workflow_call"), "outputs")
    : undefined;
}

/** The outputs of the composite action that a step runs; undefined when nobody can tell. Other actions need not declare any. */
export function outputsOfAction(uses: string, readFile: ReadFile): readonly string[] | undefined {
  const action = readFile(uses);
  const runs = action && get(action.tree, action.top, "runs");
  return action && scalarText(get(action.tree, runs, "using")) === "composite"
    ? keysOf(action.tree, action.top, "outputs")
    : undefined;
}

function keysOf(tree: YamlTree, node: YamlNode | undefined, name: string): readonly string[] | undefined {
  const declared = entry(tree, node, name);
  if (!declared) return [];
  return isMapping(declared.value) ? [...entries(tree, declared.value)].map(({ key }) => key.value) : undefined;
}

/** Names of a job's matrix values; undefined when an expression makes them. */
export function matrixNames(tree: YamlTree, { map }: WrittenJob): readonly string[] | undefined {
  const strategy = entry(tree, map, "strategy");
  if (!strategy) return entry(tree, map, "<<") ? undefined : [];
  const matrix = entry(tree, strategy.value, "matrix");
  if (!matrix) return isMapping(strategy.value) ? [] : undefined;
  if (!isMapping(matrix.value)) return undefined;
  const names: string[] = [];
  for (const { key, value } of entries(tree, matrix.value)) {
    if (key.value === "<<") return undefined;
    if (key.value === "exclude") continue;
    if (key.value !== "include") names.push(key.value);
    else if (scalarText(value) !== undefined) return undefined;
    else names.push(...rowNames(tree, value));
  }
  return names;
}

function rowNames(tree: YamlTree, rows: YamlNode | undefined): string[] {
  return [...items(tree, rows)].flatMap((row) => [...entries(tree, row)].map(({ key }) => key.value));
}
