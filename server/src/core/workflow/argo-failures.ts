// Failures of an Argo workflow that what follows takes for success.
import type { Swallow } from "../model.ts";
import { entry, get, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import type { ArgoWorkflow, Call, Template } from "./argo-templates.ts";
import { swallowsOfWork } from "./containers.ts";
import { commentAbove, commentBehind, saysOptional, saysReason } from "./excuses.ts";

/** Steps that may fail without a word, and tasks that run whether the one before worked or not. */
export function* swallowsOf(tree: YamlTree, argo: ArgoWorkflow): Iterable<Swallow> {
  for (const template of argo.templates) {
    yield* template.work.flatMap((work) => swallowsOfWork(work, template.name));
    for (const call of template.calls) {
      const swallow = continued(tree, template, call) ?? carriedOn(tree, template, call);
      if (swallow) yield swallow;
    }
  }
}

/** Source: Argo's walk-through, "Continue On Failed/Error". */
function continued(tree: YamlTree, template: Template, call: Call): Swallow | undefined {
  const written = entry(tree, call.map, "continueOn");
  const failed = scalarValue(get(tree, written?.value, "failed")) === true;
  const error = scalarValue(get(tree, written?.value, "error")) === true;
  if (!written?.value || (!failed && !error)) return undefined;
  const { start } = written.key;
  const { end } = spanOf(written.value);
  const readBy = readerOf(tree, template, call.name.value);
  const excuse = excuseFor(tree, call, start, end);
  return {
    subject: call.name,
    words: `continueOn: { ${failed ? "failed" : "error"}: true }`,
    effect: `when "${call.name.value}" fails, the workflow goes on and ends as a success`,
    start,
    end,
    repairs: [],
    ...(readBy && { readBy }),
    ...(excuse && { excuse }),
  };
}

/** `a.Succeeded || a.Failed`: the task runs either way, and its success is that of the graph. */
function carriedOn(tree: YamlTree, template: Template, call: Call): Swallow | undefined {
  const { depends, map } = call;
  if (!depends?.value.includes("||")) return undefined;
  const named = [...depends.value.matchAll(/([\w-]{1,200})\.(Succeeded|Failed|Errored)\b/g)];
  const of = (result: string) => named.filter(({ 2: what }) => what === result).map(({ 1: name }) => name);
  const worked = of("Succeeded");
  const lost = of("Failed").find((name) => worked.includes(name));
  const from = template.calls.find(({ name }) => name.value === lost);
  if (!from || !lost) return undefined;
  const readBy = readerOf(tree, template, lost);
  const cleaner = tidiesUp(call) ? call.name : undefined;
  const excuse =
    cleaner ?? excuseFor(tree, from, depends.start, depends.end) ?? commentAt(tree.text, spanOf(map).start);
  return {
    subject: from.name,
    words: `depends: ${depends.value.replace(/\s+/g, " ").slice(0, 80)}`,
    effect: `"${call.name.value}" runs whether "${lost}" worked or not, and the graph ends as a success`,
    start: depends.start,
    end: depends.end,
    repairs: [],
    ...(readBy && { readBy }),
    ...(excuse && { excuse }),
  };
}

/** Who looks at how a step ended: a condition, an argument, or a task that runs when it failed. */
function readerOf({ text }: YamlTree, template: Template, name: string): Sourced<string> | undefined {
  const { start, end } = spanOf(template.map);
  const scope = text.slice(start, end);
  const forms = ["steps", "tasks"].flatMap((kind) =>
    ["status", "exitCode"].flatMap((field) => [
      `${kind}.${name}.${field}`,
      `${kind}['${name}'].${field}`,
      `${kind}["${name}"].${field}`,
      `${kind}[\\"${name}\\"].${field}`,
    ]),
  );
  const at = forms.map((form) => scope.indexOf(form)).find((index) => index >= 0);
  if (at !== undefined) return { value: name, start: start + at, end: start + at + name.length };
  const handler = template.calls.find(
    ({ depends }) => depends && !depends.value.includes(`${name}.Succeeded`) && HANDLES(depends.value, name),
  );
  return handler?.name;
}

const HANDLES = (depends: string, name: string): boolean =>
  [".Failed", ".Errored"].some((result) => depends.includes(`${name}${result}`));

/** Why it may fail, where the file says so: its name, or a comment at the place. */
const excuseFor = (
  { text }: YamlTree,
  { name, template }: Call,
  start: number,
  end: number,
): Sourced<string> | undefined =>
  saysOptional(spaced(`${name.value} ${template?.value ?? ""}`))
    ? name
    : (commentAt(text, start) ?? commentAt(text, end));

/** True for a task that cleans up, or tells somebody. */
function tidiesUp({ name, template }: Call): boolean {
  const words = spaced(`${name.value} ${template?.value ?? ""}`);
  return LAST.test(words) || saysOptional(words);
}

/** A name as words. */
const spaced = (name: string): string => name.replace(/[-_]/g, " ");

/** Names of what runs at the end, whatever became of the rest. */
const LAST = /final|exit|always|report|alert|mail|collect|status/i;

/** A comment behind the place or above it that says why. */
function commentAt(text: string, offset: number): Sourced<string> | undefined {
  const behind = commentBehind(text, offset);
  return behind && saysReason(behind.value) ? behind : commentAbove(text, offset);
}
