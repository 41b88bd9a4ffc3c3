// What the steps of an Azure pipeline do that stand in templates of the same repository.
// Source: MicrosoftDocs, "Template usage reference": paths count from the file that names them, or from the root.
import type { Around } from "../around.ts";
import { get, parseYaml, root } from "../syntax/yaml.ts";
import { pathFrom } from "./agent-nodes.ts";
import { type AzureStep, stepsIn } from "./azure-jobs.ts";

/** Steps with those that their templates bring. Places in the latter are those of other files. */
export type WithTemplates = (steps: readonly AzureStep[]) => readonly AzureStep[];

// Azure allows 100 files.
const MAX_FILES = 60;
const MAX_NESTING = 8;

/** A reader of the templates that the steps of a file at this path name. */
export function stepTemplates(path: string, around: Around): WithTemplates {
  const known = new Map<string, readonly AzureStep[]>();
  const expand = (steps: readonly AzureStep[], from: string, depth: number): readonly AzureStep[] =>
    steps.flatMap((step) => {
      const file = step.template === "" ? undefined : templatePath(step.template, from, around);
      return file === undefined || depth > MAX_NESTING ? [step] : [step, ...read(file, depth)];
    });
  const read = (file: string, depth: number): readonly AzureStep[] => {
    const earlier = known.get(file);
    if (earlier) return earlier;
    if (known.size >= MAX_FILES) return [];
    // One that names itself brings nothing more.
    known.set(file, []);
    const text = around.read(file);
    if (text === undefined) return [];
    const tree = parseYaml(text);
    const found = expand(stepsIn(tree, get(tree, root(tree), "steps"), "steps"), file, depth + 1);
    known.set(file, found);
    return found;
  };
  return (steps) => expand(steps, path, 0);
}

/** The file that a template's path means; undefined for one of another repository, or with an expression in it. */
export function templatePath(written: string, from: string, around: Around): string | undefined {
  const [name = "", repository = "self"] = written.split("@");
  if (repository !== "self" || name === "" || name.includes("$")) return undefined;
  if (!name.startsWith("/")) return pathFrom(from, name);
  // The root of the repository is one of the folders above.
  const folders = from.split("/").slice(0, -1);
  for (let count = folders.length; count >= 0; count--) {
    const path = [...folders.slice(0, count), name.slice(1)].join("/");
    if (around.exists(path)) return path;
  }
  return undefined;
}
