// What bounds the time and the attempts of an Argo workflow.
import type { Guard, IdleGuard, RemoteCall, Risk, Slot } from "../model.ts";
import { entry, get, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { type ArgoWorkflow, isLeaf, type Template } from "./argo-templates.ts";
import { callsOf, riskOf, worst } from "./containers.ts";
import { isInCluster } from "./kubernetes-objects.ts";

/** The worst that the workflow's own templates do. */
export const riskOfAll = ({ templates }: ArgoWorkflow): Risk => worst(templates.filter(mayHang).map(riskOfTemplate));

/** What a template does that may hang. */
export function riskOfTemplate({ body, work }: Template): Risk {
  if (body === "http" || body === "resource") return "network";
  return work.length > 0 ? worst(work.map(riskOf)) : "local";
}

/**
 * True for a template that may run without an end. An HTTP request ends after 30 seconds (field reference, HTTP:
 * timeoutSeconds), a suspension waits for a person, a daemon is stopped with its workflow.
 */
const mayHang = (template: Template): boolean =>
  isLeaf(template) && template.body !== "http" && template.body !== "suspend" && !isDaemon(template);

const isDaemon = ({ map }: Template): boolean =>
  map.items.some(({ key, value }) => String(key) === "daemon" && String(value) === "true");

/**
 * The limit on a workflow: on the whole of it, or on each template that may hang (`timeout`, or `activeDeadlineSeconds` of
 * its pod), written there or among the defaults. Source: Argo's field reference, WorkflowSpec and Template.
 */
export function deadlineOf(tree: YamlTree, argo: ArgoWorkflow): Guard {
  const { spec } = argo;
  const written = entry(tree, spec, "activeDeadlineSeconds");
  if (written) return present(written.value);
  const defaults = get(tree, spec, "templateDefaults");
  const patch = get(tree, spec, "podSpecPatch");
  const inherited =
    limitOf(tree, defaults) ?? (scalarText(patch)?.includes("activeDeadlineSeconds") ? patch : undefined);
  if (inherited) return { state: "inherited", value: scalarText(inherited) ?? "", ...spanOf(inherited) };
  const working = argo.templates.filter(mayHang);
  const open = working.filter(({ map }) => !limitOf(tree, map) && !entry(tree, map, "<<"));
  // Nothing of its own may hang, or keys merged from elsewhere may hold the limit.
  if (working.length === 0 || entry(tree, spec, "<<") || entry(tree, spec, "workflowTemplateRef"))
    return { state: "unsupported" };
  const [first] = working;
  const own = first && limitOf(tree, first.map);
  if (open.length === 0)
    return own ? { state: "present", value: "each template", ...spanOf(own) } : { state: "unsupported" };
  const slot = slotFor(tree, argo, open);
  return slot ? { state: "absent", slot } : { state: "absent" };
}

const present = (node: YamlNode | undefined): Guard =>
  node && scalarText(node)
    ? { state: "present", value: scalarText(node) ?? "", ...spanOf(node) }
    : { state: "unsupported" };

/** The node that limits the time of a template. */
export const limitOf = (tree: YamlTree, map: YamlNode | undefined): YamlNode | undefined =>
  get(tree, map, "activeDeadlineSeconds") ?? get(tree, map, "timeout");

/** A limit on the whole covers templates of every kind. A library of templates is never run as a whole. */
function slotFor(tree: YamlTree, { spec }: ArgoWorkflow, open: readonly Template[]): Slot | undefined {
  if (entry(tree, spec, "entrypoint")) {
    const edit = insertEntry(tree, spec, "activeDeadlineSeconds: {value}", "entrypoint");
    return edit && { edits: [edit], time: "seconds" };
  }
  const edits = open.map(({ map }) => insertEntry(tree, map, "timeout: {value}", "name"));
  return edits.every((edit) => edit !== undefined) ? { edits, time: "30m" } : undefined;
}

/** What tries a template again: its own strategy, that of the workflow or its defaults, or that of every caller. */
function retryOf(tree: YamlTree, argo: ArgoWorkflow, template: Template): Guard {
  const strategy =
    get(tree, template.map, "retryStrategy") ?? get(tree, get(tree, template.map, "containerSet"), "retryStrategy");
  if (strategy) return { state: "present", value: "retryStrategy", ...spanOf(strategy) };
  const outer =
    get(tree, argo.spec, "retryStrategy") ?? get(tree, get(tree, argo.spec, "templateDefaults"), "retryStrategy");
  if (outer) return { state: "inherited", value: "retryStrategy", ...spanOf(outer) };
  const callers = argo.callers.get(template) ?? [];
  const theirs = callers
    .map(({ around }) => get(tree, around.map, "retryStrategy"))
    .filter((node) => node !== undefined);
  const [first] = theirs;
  if (first && theirs.length === callers.length)
    return { state: "inherited", value: "retryStrategy", ...spanOf(first) };
  if (entry(tree, template.map, "<<") || entry(tree, argo.spec, "<<")) return { state: "unsupported" };
  const edit = insertEntry(tree, template.map, RETRY, "name");
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

/** `Always` covers a pod that was evicted, too. The published schema wants both numbers in quotes. */
const RETRY = `
retryStrategy:
  limit: "{value}"
  retryPolicy: Always
  backoff:
    duration: "10s"
    factor: "2"`.slice(1);

/** Guards that are written and guard nothing. */
export function* idleGuardsOf(tree: YamlTree, argo: ArgoWorkflow): Iterable<IdleGuard> {
  const bounded = entry(tree, argo.spec, "activeDeadlineSeconds");
  for (const { name, map, body } of argo.templates) {
    const strategy = entry(tree, map, "retryStrategy");
    if (strategy?.value && !bounded && isEndless(tree, strategy.value))
      yield endless(tree, name, strategy.key, strategy.value);
    const timeout = entry(tree, map, "timeout");
    if (timeout && (body === "steps" || body === "dag")) {
      yield {
        subject: name,
        words: "timeout",
        why: `Argo applies no timeout to a template of ${body === "dag" ? "tasks" : "steps"}`,
        instead: "set activeDeadlineSeconds on the workflow, or a timeout on the templates that do the work",
        repairs: [],
        ...timeout.key,
      };
    }
  }
  yield* passingGates(tree, argo);
}

/** Source: Argo's walk-through, "Retrying Failed or Errored Steps": an empty strategy retries until completion. */
const isEndless = (tree: YamlTree, strategy: YamlNode): boolean =>
  !["limit", "expression", "<<"].some((key) => entry(tree, strategy, key)) &&
  !entry(tree, get(tree, strategy, "backoff"), "maxDuration");

function endless(
  tree: YamlTree,
  subject: Sourced<string>,
  key: { start: number; end: number },
  strategy: YamlNode,
): IdleGuard {
  const { start, end } = key;
  const empty = tree.text.slice(spanOf(strategy).start, spanOf(strategy).end) === "{}";
  return {
    subject,
    words: empty ? "retryStrategy: {}" : "retryStrategy",
    why: "without a limit it tries for ever, and a lasting failure is never reported",
    instead: 'write limit: "2"',
    repairs: empty
      ? [{ title: "Retry twice at the most", edits: [{ ...spanOf(strategy), text: '{ limit: "2" }' }] }]
      : [],
    start,
    end,
  };
}

const GATE = /approv|confirm|review|sign-?off|manual|gate(?!way)/i;

/** A suspension with a duration resumes by itself. Source: Argo's walk-through, "Suspending". */
function* passingGates(tree: YamlTree, argo: ArgoWorkflow): Iterable<IdleGuard> {
  for (const template of argo.templates) {
    const suspend = get(tree, template.map, "suspend");
    const duration = entry(tree, suspend, "duration");
    if (!suspend || !duration) continue;
    const callers = argo.callers.get(template) ?? [];
    const named = [template.name, ...callers.map(({ call }) => call.name)].find(({ value }) => GATE.test(value));
    if (!named) continue;
    const { start, end } = spanOf(suspend);
    const repair = waitForPerson(tree.text, start, end);
    const alone = "items" in suspend && suspend.items.length === 1 && !tree.text.slice(repair.start, end).includes("#");
    yield {
      subject: named,
      words: `duration: ${scalarText(duration.value) ?? ""}`,
      why: "the workflow goes on by itself when the time is over, whether anybody agreed or not",
      instead: "leave the duration out, and it waits for a person",
      repairs: alone ? [{ title: "Wait for a person", edits: [repair] }] : [],
      start: duration.key.start,
      end: duration.key.end,
    };
  }
}

/** Puts `{}` in the place of the mapping, behind the colon of its key. */
function waitForPerson(text: string, start: number, end: number) {
  const colon = text.lastIndexOf(":", start - 1) + 1;
  const stop = start + text.slice(start, end).trimEnd().length;
  return { start: colon, end: stop, text: " {}" };
}

/**
 * The calls over a network that a template makes. One strategy guards them all, so the first that its tool does not try
 * again by itself stands for the others.
 */
export function* remoteCallsOf(tree: YamlTree, argo: ArgoWorkflow, template: Template): Iterable<RemoteCall> {
  const { name, work } = template;
  const first =
    template.body === "http"
      ? requestOf(tree, argo, template)
      : work.flatMap((some) => [...callsOf(some)]).find(({ tries }) => tries === "once");
  if (!first) return;
  const { tool, start, end } = first;
  yield { subject: { ...name, start, end }, tool, retry: retryOf(tree, argo, template), start, end };
}

/** The request of an HTTP template that something uses; one inside the cluster goes to a neighbour. */
function requestOf(tree: YamlTree, argo: ArgoWorkflow, template: Template) {
  const http = entry(tree, template.map, "http");
  const url = scalarText(get(tree, http?.value, "url"));
  const entrypoint = scalarText(get(tree, argo.spec, "entrypoint"));
  const used = argo.callers.has(template) || !entrypoint || entrypoint === template.name.value;
  return http && url && used && !isInCluster(url) ? { tool: "HTTP request", ...http.key } : undefined;
}
