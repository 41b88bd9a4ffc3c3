// What a Kestra flow is given and whether it uses it, and the outputs it reads that no task has.
import type { Dangling, WorkflowInput } from "../model.ts";
import { get, items, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { removeItem } from "../syntax/yaml-places.ts";
import type { Sourced, Span } from "../text.ts";
import { type Flow, isType } from "./kestra-tasks.ts";

// Nobody declares more by hand; it keeps hostile files linear.
const MAX_INPUTS = 300;

/** The inputs. What is rendered twice, or a template of another file, may use them unseen. */
export function* inputsOf(tree: YamlTree, flow: Flow): Iterable<WorkflowInput> {
  const hidden =
    /\brender(?:Once)?\((?!\s{0,9}vars\b)/.test(tree.text) || flow.tasks.some((task) => isType(task, "Template"));
  if (hidden) return;
  const uses = usesOf(tree, flow, INPUT);
  const list = get(tree, flow.map, "inputs");
  const declared = [...items(tree, list)].slice(0, MAX_INPUTS);
  const asked = new Map(declared.flatMap((input) => [...dependencies(tree, input)]).map((name) => [name.value, name]));
  for (const input of declared) {
    const node = get(tree, input, "id") ?? get(tree, input, "name");
    const name = scalarText(node);
    if (!node || !name) continue;
    const used = uses.find(({ value }) => covers(value, name)) ?? asked.get(name);
    const edit = used ? undefined : removeItem(tree, list, input);
    const repairs = edit ? [{ title: `Remove the input "${name}"`, edits: [edit] }] : [];
    yield { name: { value: name, ...spanOf(node) }, noun: "input", repairs, ...(used && { used }) };
  }
}

/** `nested` and `nested.string.x` both use `nested.string`; the whole of them, by no name, uses each. */
const covers = (path: string, name: string): boolean =>
  path === "" || path === name || path.startsWith(`${name}.`) || name.startsWith(`${path}.`);

/** The other inputs that an input waits for. Source: Kestra's documentation, "Conditional inputs". */
function* dependencies(tree: YamlTree, input: YamlNode): Iterable<Sourced<string>> {
  for (const node of items(tree, get(tree, get(tree, input, "dependsOn"), "inputs"))) {
    yield { value: scalarText(node) ?? "", ...spanOf(node) };
  }
}

/** Reads of outputs by the id of a task that is nowhere, and tasks of a graph that wait for such a one. */
export function* danglingOf(tree: YamlTree, flow: Flow): Iterable<Dangling> {
  yield* missingInputs(tree, flow);
  const among = [...tree.text.matchAll(/(?:^|[\s{,-])id:[ \t]{1,9}["']?([\w.-]{1,200})/g)].map(({ 1: id = "" }) => id);
  const known = new Set(among);
  for (const use of usesOf(tree, flow, OUTPUT)) {
    const { value, start, end } = use;
    // A loop over the items of a file keeps more outputs of its own. A dash in a name without quotes is a minus.
    const plain = value.replace(/_(?:merge|split|items)$/, "");
    if (!value || known.has(value) || known.has(plain) || tree.text[end] === "-") continue;
    const owner = flow.tasks.findLast(({ map }) => spanOf(map).start <= start && start < spanOf(map).end);
    const at = { start: end - value.length, end };
    const place = tree.text.slice(at.start, end) === value ? at : { start, end };
    const why = "no task of the flow has this id";
    yield { subject: owner?.id ?? flow.id, noun: "output of", wanted: value, why, among, ...place };
  }
  for (const { id, needs } of flow.tasks) {
    for (const { value, start, end } of needs) {
      if (known.has(value)) continue;
      yield { subject: id, noun: "task", wanted: value, why: "no task of the flow has this id", among, start, end };
    }
  }
}

/** Reads of inputs that are not declared, where some are; one that may be missing is asked for with care. */
function* missingInputs(tree: YamlTree, flow: Flow): Iterable<Dangling> {
  const declared = [...items(tree, get(tree, flow.map, "inputs"))];
  const among = declared.flatMap((input) => scalarText(get(tree, input, "id") ?? get(tree, input, "name")) ?? []);
  if (among.length === 0) return;
  const known = new Set(among);
  // Names with dots are looked up by their beginnings and as beginnings of others.
  const heads = new Set(among.map((name) => name.split(".")[0]));
  for (const { value, start, end } of usesOf(tree, flow, INPUT)) {
    const head = value.split(".")[0] ?? "";
    const careful = /^[^{}]{0,60}?(?:\?\?|\|\s{0,3}default\b|\bis\s)/.test(tree.text.slice(end, end + 80));
    if (!value || known.has(value) || heads.has(head) || careful) continue;
    const at = tree.text.lastIndexOf(value, end);
    const place = at >= start ? { start: at, end: at + value.length } : { start, end };
    const owner = flow.tasks.findLast(({ map }) => spanOf(map).start <= start && start < spanOf(map).end);
    yield {
      subject: owner?.id ?? flow.id,
      noun: "input",
      wanted: head,
      why: "the flow declares no such input",
      among,
      ...place,
    };
  }
}

const PEBBLE = /\{\{[\s\S]{0,3000}?\}\}|\{%[\s\S]{0,3000}?%\}/g;
const INPUT =
  /(?<![\w.])inputs\b(?:\.([A-Za-z0-9_-]{1,100}(?:\.[A-Za-z0-9_-]{1,100}){0,9})|\[\s{0,9}\\?["']([^"'\\\]]{1,200})\\?["']\s{0,9}\])?/g;
const OUTPUT = /(?<![\w.])outputs(?:\.([A-Za-z0-9_]{1,200})|\[\s{0,9}\\?["']([\w.-]{1,200})(?=\\?["']))/g;

/** The uses in the expressions of a flow, each with its path; what is only described there counts for nothing. */
function usesOf(tree: YamlTree, { map, tasks }: Flow, pattern: RegExp): Sourced<string>[] {
  const described = [map, ...tasks.map((task) => task.map)].flatMap((node) => get(tree, node, "description") ?? []);
  // A trigger speaks of the outputs of the flow that it listens to, and a subflow of those of its own.
  const other = [get(tree, map, "triggers"), ...tasks.map((task) => get(tree, task.map, "outputs"))];
  const foreign = pattern === OUTPUT ? other.flatMap((node) => node ?? []) : [];
  const skipped: Span[] = [...described, ...foreign].map(spanOf).toSorted((a, b) => a.end - b.end);
  const found: Sourced<string>[] = [];
  let next = 0;
  for (const { 0: expression, index } of tree.text.matchAll(PEBBLE)) {
    while ((skipped[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next += 1;
    if ((skipped[next]?.start ?? Number.POSITIVE_INFINITY) <= index) continue;
    for (const use of expression.matchAll(pattern)) {
      const start = index + use.index;
      found.push({ value: use[1] ?? use[2] ?? "", start, end: start + use[0].length });
    }
  }
  return found;
}
