// What a caller may pass to a GitHub Actions workflow or composite action, and whether anything reads it.
import type { Edit } from "../finding.ts";
import type { Repair, WorkflowInput } from "../model.ts";
import {
  type Entry,
  entries,
  entry,
  get,
  isFlow,
  isMapping,
  items,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineStart, nextLine, type Span } from "../text.ts";
import { nameAfter, type Reference, reads, referencesUnder, takesAll } from "./github-expressions.ts";
import type { ReadFile } from "./github-files.ts";

/** The inputs and secrets that a workflow or composite action declares, with a place that reads each. */
export function inputsOf(tree: YamlTree, top: YamlNode, readFile: ReadFile): WorkflowInput[] {
  const declared = declaredIn(tree, top);
  // A line that is still being typed may be the one that reads it.
  if (declared.length === 0 || tree.errors.length > 0) return [];
  const uses = usesIn(tree, top, readFile);
  const step = scriptStep(tree, top);
  return declared.flatMap((declaration) => {
    const { noun, key } = declaration.entry;
    const name = key.value.toLowerCase();
    const used = declaration.excused ? key : (uses.all[noun] ?? uses.byName.get(`${noun} ${name}`));
    const same = declared.filter((other) => other.entry.noun === noun && other.entry.key.value.toLowerCase() === name);
    const repairs = used ? [] : repairsOf(tree, declaration, step, same.length > 1);
    return [{ name: key, noun, ...(used && { used: { start: used.start, end: used.end } }), repairs }];
  });
}

type Noun = "input" | "secret";

interface Declaration {
  readonly entry: Entry & { readonly noun: Noun };
  /** `inputs:` or `secrets:`, which it stands under. */
  readonly list: Entry | undefined;
  /** Only people start the workflow with it: nobody calls it by name. */
  readonly manual: boolean;
  /** The declaration itself says why nothing reads it. */
  readonly excused: boolean;
}

/** Names of the inputs that a workflow or composite action declares, in lower case; undefined when nobody can tell. */
export function inputNames(tree: YamlTree, top: YamlNode): string[] | undefined {
  const isAction = isMapping(get(tree, top, "runs"));
  if (!isAction && !entry(tree, top, "on")?.value) return undefined;
  return declaredIn(tree, top).flatMap(({ entry: { noun, key } }) => (noun === "input" ? [key.value] : []));
}

/** The events that start a workflow: a name, a list of names, or a mapping. */
export function eventsOf(tree: YamlTree, top: YamlNode): ReadonlyMap<string, YamlNode | undefined> {
  const on = get(tree, top, "on");
  const names = [on, ...items(tree, on)].map(scalarText).filter((name) => name !== undefined);
  return new Map([
    ...names.map((name) => [name, undefined] as const),
    ...[...entries(tree, on)].map(({ key, value }) => [key.value, value] as const),
  ]);
}

function declaredIn(tree: YamlTree, top: YamlNode): Declaration[] {
  const events = eventsOf(tree, top);
  const called = events.get("workflow_call");
  const dispatched = events.get("workflow_dispatch");
  const action = isMapping(get(tree, top, "runs")) ? entry(tree, top, "inputs") : undefined;
  return [
    ...declarations(tree, entry(tree, dispatched, "inputs"), "input", true),
    ...declarations(tree, entry(tree, called, "inputs"), "input", false),
    ...declarations(tree, entry(tree, called, "secrets"), "secret", false),
    ...declarations(tree, action, "input", false),
  ];
}

/** Words of a description that say so when nothing reads an input any more, or only people do. */
const EXCUSED = /deprecat|unused|not used|no longer|ignored|no effect|legacy|reserved|obsolete|compatib|placeholder/i;
/** Inputs that are asked for so that the run shows why somebody started it. */
const NOTE = /^(?:run[-_])?(?:reason|comments?|notes?|justification|rationale)$/i;

function* declarations(tree: YamlTree, list: Entry | undefined, noun: Noun, manual: boolean): Iterable<Declaration> {
  const all = [...entries(tree, list?.value)];
  for (const declared of all) {
    const { key, value } = declared;
    const about = scalarText(get(tree, value, "description")) ?? "";
    const excused =
      EXCUSED.test(about) ||
      entry(tree, value, "deprecationMessage") !== undefined ||
      (manual && NOTE.test(key.value)) ||
      // The one input of a job that cargo-dist calls: it passes its plan, needed or not. Source: its book, "Custom jobs".
      (key.value === "plan" && !manual && all.length === 1);
    yield { entry: { ...declared, noun }, list, manual, excused };
  }
}

interface Uses {
  /** A place that takes all inputs, or all secrets, at once. */
  readonly all: Partial<Record<Noun, Span>>;
  /** Places by `input name` and `secret name`, in lower case. */
  readonly byName: Map<string, Span>;
}

/** Ways for a script or an action to read the whole event that started the run. */
const WHOLE_EVENT =
  /GITHUB_EVENT_PATH|event_path|event\.json|context\.payload\b(?!\.)|payload\??\.inputs|get(?:Boolean)?Input\b/;

function usesIn(tree: YamlTree, top: YamlNode, readFile: ReadFile): Uses {
  const uses: Uses = { all: {}, byName: new Map() };
  for (const reference of referencesUnder(tree, top)) note(uses, reference);
  const whole = WHOLE_EVENT.exec(withoutComments(tree.text));
  if (whole) uses.all.input ??= { start: whole.index, end: whole.index + whole[0].length };
  for (const { node, map } of callsIn(tree, top)) {
    if (scalarText(get(tree, map, "secrets")) === "inherit") uses.all.secret ??= spanOf(node);
    // What is called sees the event that started the caller.
    const called = readFile(scalarText(node) ?? "");
    if (!called) continue;
    if (WHOLE_EVENT.test(withoutComments(called.text))) uses.all.input ??= spanOf(node);
    for (const reference of referencesUnder(called.tree, called.top)) {
      if (reads(reference, "github")) note(uses, { ...reference, ...spanOf(node) });
    }
  }
  return uses;
}

const withoutComments = (text: string): string =>
  text.replace(/(?:^|[ \t])#[^\r\n]*/gm, (comment) => " ".repeat(comment.length));

function note(uses: Uses, reference: Reference): void {
  const { start, end } = reference;
  const { all, byName } = uses;
  if (takesAll(reference, "inputs") || takesAll(reference, "github", "event", "inputs")) all.input ??= { start, end };
  if (takesAll(reference, "secrets")) all.secret ??= { start, end };
  const input = nameAfter(reference, "inputs") ?? nameAfter(reference, "github", "event", "inputs");
  const secret = nameAfter(reference, "secrets");
  const [noun, name] = input ? ["input", input] : ["secret", secret];
  const id = `${noun} ${name?.value.toLowerCase()}`;
  if (name && !byName.has(id)) byName.set(id, { start, end });
}

/** The jobs and steps that call a workflow or an action. */
function* callsIn(tree: YamlTree, top: YamlNode): Iterable<{ readonly node: YamlNode; readonly map: YamlNode }> {
  const jobs = [...entries(tree, get(tree, top, "jobs"))].flatMap(({ value }) => (value ? [value] : []));
  for (const map of [...jobs, ...stepMaps(tree, top)]) {
    const node = get(tree, map, "uses");
    if (node) yield { node, map };
  }
}

function* stepMaps(tree: YamlTree, top: YamlNode): Iterable<YamlNode> {
  const lists = new Set<YamlNode>();
  for (const { value } of entries(tree, get(tree, top, "jobs"))) {
    const list = get(tree, value, "steps");
    if (list) lists.add(list);
  }
  const own = get(tree, get(tree, top, "runs"), "steps");
  for (const list of own ? [own, ...lists] : lists) yield* items(tree, list);
}

/** The first step that runs a script, to which an input may be handed. */
function scriptStep(tree: YamlTree, top: YamlNode): YamlMap | undefined {
  for (const step of stepMaps(tree, top)) {
    if (isMapping(step) && !isFlow(step) && get(tree, step, "run")) return step;
  }
  return undefined;
}

/** Taking the declaration away breaks who passes it, so where others may call the first thing to do is to use it. */
function repairsOf(tree: YamlTree, declaration: Declaration, step: YamlMap | undefined, twice: boolean): Repair[] {
  const { entry: declared, manual } = declaration;
  const use = step && useIn(tree, step, declared);
  const edit = manual && !twice ? removal(tree, declaration) : undefined;
  const remove: Repair[] = edit
    ? [{ title: `Remove the ${declared.noun} "${declared.key.value}"`, edits: [edit] }]
    : [];
  return use ? [use, ...remove] : remove;
}

/** In `env`, since a script that has the text of an input inside it runs whatever the caller writes. */
function useIn(tree: YamlTree, step: YamlMap, { key, noun }: Declaration["entry"]): Repair | undefined {
  const variable = key.value.toUpperCase().replaceAll("-", "_");
  const line = `${variable}: \${{ ${noun}s.${key.value} }}`;
  const env = entry(tree, step, "env");
  if (env && !isMapping(env.value)) return undefined;
  const first = entry(tree, step, "name") ? "name" : entry(tree, step, "id") ? "id" : undefined;
  const edit = isMapping(env?.value)
    ? isFlow(env.value) || entry(tree, env.value, variable)
      ? undefined
      : insertEntry(tree, env.value, line)
    : insertEntry(tree, step, `env:\n  ${line}`, first);
  return edit && { title: `Hand it to the first script as $${variable}`, edits: [edit] };
}

/** Takes the lines of a declaration away, and `inputs:` with the last one. */
function removal(tree: YamlTree, { entry: { key, value }, list }: Declaration): Edit | undefined {
  const map = list?.value;
  if (!list || !isMapping(map) || isFlow(map)) return undefined;
  const { text } = tree;
  const start = lineStart(text, map.items.length > 1 ? key.start : list.key.start);
  // An alias may stand for a mapping that is written elsewhere.
  const first = text.slice(start, key.start).trim();
  if (first !== "" && !/^inputs:(?:\s{0,200}#[^\n]*)?$/.test(first)) return undefined;
  const last = Math.max(key.end, lastEnd(tree, value));
  return { start, end: nextLine(text, last), text: "" };
}

/** Where the last thing that a node holds ends; the range of a block reaches over the comments behind it. */
function lastEnd(tree: YamlTree, node: YamlNode | undefined): number {
  if (!node) return 0;
  if (scalarText(node) !== undefined || isFlow(node)) {
    const { end } = spanOf(node);
    // A block of text ends behind its last line end.
    return tree.text[end - 1] === "\n" ? end - 1 : end;
  }
  const keys = [...entries(tree, node)].map(({ key, value }) => Math.max(key.end, lastEnd(tree, value)));
  const list = [...items(tree, node)].map((item) => lastEnd(tree, item));
  return Math.max(0, ...keys, ...list);
}
