// What an Argo workflow refers to and what nothing in it declares: templates, tasks, steps, outputs, inputs.
import type { Dangling } from "../model.ts";
import { entry, get, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { type ArgoWorkflow, type Call, calledBy, namesIn, sourced, type Template } from "./argo-templates.ts";

/** The uses of what is not there. A workflow that may take templates from elsewhere, or merges keys, is left alone. */
export function* danglingOf(tree: YamlTree, argo: ArgoWorkflow): Iterable<Dangling> {
  if (!isWhole(tree, argo)) return;
  yield* missingTemplates(tree, argo);
  for (const template of argo.templates) {
    yield* missingTasks(template);
    yield* missingResults(tree, argo, template);
    yield* missingInputs(tree, template);
  }
}

/** Every template has a body, and nothing is merged into it. */
const isWhole = (tree: YamlTree, { spec, templates }: ArgoWorkflow): boolean =>
  templates.length > 0 &&
  !entry(tree, spec, "workflowTemplateRef") &&
  !entry(tree, spec, "templateDefaults") &&
  templates.every(({ body, map }) => body && !entry(tree, map, "<<"));

function* missingTemplates(tree: YamlTree, { spec, templates, byName }: ArgoWorkflow): Iterable<Dangling> {
  const among = [...byName.keys()];
  const missing = (subject: Sourced<string>, wanted: Sourced<string>): Dangling | undefined =>
    byName.has(wanted.value) || wanted.value.includes("{{")
      ? undefined
      : {
          subject,
          noun: "template",
          wanted: wanted.value,
          why: "the workflow has no template of this name",
          among,
          start: wanted.start,
          end: wanted.end,
        };
  for (const key of ["entrypoint", "onExit"]) {
    const name = sourced(get(tree, spec, key));
    const found = name && missing(name, name);
    if (found) yield found;
  }
  for (const { name, template } of templates.flatMap(({ calls }) => calls)) {
    const found = template && missing(name, template);
    if (found) yield found;
  }
}

function* missingTasks({ body, calls }: Template): Iterable<Dangling> {
  if (body !== "dag") return;
  const among = calls.map(({ name }) => name.value);
  const known = new Set(among);
  for (const { name, needs, depends } of calls) {
    if (depends?.value.includes("{{")) continue;
    for (const { value, start, end } of needs) {
      if (!known.has(value))
        yield {
          subject: name,
          noun: "task",
          wanted: value,
          why: "the graph has no task of this name",
          among,
          start,
          end,
        };
    }
  }
}

const RESULT = /\{\{\s{0,20}(steps|tasks)\.([\w-]{1,200})\.(?:outputs\.(parameters|artifacts)\.([\w-]{1,200}))?/g;

/** `{{steps.x.…}}` and `{{tasks.x.…}}` inside the template whose steps they are. */
function* missingResults(tree: YamlTree, argo: ArgoWorkflow, template: Template): Iterable<Dangling> {
  const kind = template.body === "dag" ? "tasks" : template.body === "steps" ? "steps" : undefined;
  if (!kind) return;
  const among = template.calls.map(({ name }) => name.value);
  for (const { place, owner, groups } of matchesIn(tree, template, RESULT)) {
    const [scope, name = "", list, output] = groups;
    if (scope !== kind) continue;
    const call = template.calls.find((other) => other.name.value === name);
    const subject = owner ?? template.name;
    const noun = kind === "steps" ? "step" : "task";
    if (!call) {
      yield {
        subject,
        noun,
        wanted: name,
        why: `"${template.name.value}" has no ${noun} of this name`,
        among,
        ...place(name),
      };
    } else if (list && output) {
      const declared = outputsOf(tree, argo, call, list);
      if (!declared || declared.includes(output) || AUTOMATIC.test(output)) continue;
      const why = `the template "${calledBy(argo, call)?.name.value ?? ""}" of "${name}" declares ${declared.length === 0 ? `no output ${list}` : `only ${declared.map((one) => `"${one}"`).join(", ")}`}`;
      yield { subject, noun: "output", wanted: output, why, among: declared, ...place(output) };
    }
  }
}

/** The controller adds the logs of each container. Source: Argo's documentation, "Configuring archive logs". */
const AUTOMATIC = /-logs$/;

/** The names that the called template puts out; undefined where nobody can tell. */
function outputsOf(tree: YamlTree, argo: ArgoWorkflow, call: Call, list: string): string[] | undefined {
  const template = calledBy(argo, call);
  if (!template?.body || template.body === "plugin") return undefined;
  const outputs = get(tree, template.map, "outputs");
  if (entry(tree, outputs, "<<")) return undefined;
  return [...namesIn(tree, get(tree, outputs, list))].map(({ value }) => value);
}

const INPUT = /\{\{\s{0,20}inputs\.(parameters|artifacts)\.([\w-]{1,200})/g;

/** `{{inputs.parameters.x}}` in a template that declares no such input. A manifest may hold a workflow with inputs of its own. */
function* missingInputs(tree: YamlTree, template: Template): Iterable<Dangling> {
  if (template.body === "resource" || template.body === "plugin") return;
  const inputs = get(tree, template.map, "inputs");
  if (entry(tree, inputs, "<<")) return;
  for (const { place, owner, groups } of matchesIn(tree, template, INPUT)) {
    const [list = "", name = ""] = groups;
    const among = [...namesIn(tree, get(tree, inputs, list))].map(({ value }) => value);
    if (among.includes(name)) continue;
    const noun = list === "parameters" ? "input parameter" : "input artifact";
    yield {
      subject: owner ?? template.name,
      noun,
      wanted: name,
      why: `"${template.name.value}" declares no such input`,
      among,
      ...place(name),
    };
  }
}

interface Match {
  readonly groups: readonly (string | undefined)[];
  /** The step or task in which it stands. */
  readonly owner: Sourced<string> | undefined;
  /** The place of a part of it. */
  readonly place: (part: string) => { start: number; end: number };
}

/** The uses in the text of a template, without its comments; each name once. */
function* matchesIn({ text }: YamlTree, { map, calls }: Template, pattern: RegExp): Iterable<Match> {
  const { start, end } = spanOf(map);
  const seen = new Set<string>();
  for (const match of text.slice(start, end).matchAll(pattern)) {
    const [all, ...groups] = match;
    const at = start + match.index;
    if (seen.has(all) || isComment(text, at)) continue;
    seen.add(all);
    const owner = calls.find((call) => spanOf(call.map).start <= at && at < spanOf(call.map).end)?.name;
    const place = (part: string) => {
      const from = at + all.lastIndexOf(part);
      return { start: from, end: from + part.length };
    };
    yield { groups, owner, place };
  }
}

/** True for a place behind a `#` of its line. */
const isComment = (text: string, at: number): boolean =>
  /(?:^|\s)#/.test(text.slice(text.lastIndexOf("\n", at) + 1, at));
