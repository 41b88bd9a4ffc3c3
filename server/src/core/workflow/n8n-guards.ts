// Retries and limits of a flow of n8n. Source: n8n-io/n8n, packages/core/src/execution-engine/workflow-execute.ts.
import type { Edit } from "../finding.ts";
import type { Guard, RemoteCall, Slot, UnsafeRetry } from "../model.ts";
import { type NewEntry, NUMBER } from "../syntax/notation.ts";
import { entry, get, isMapping, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { deedOf } from "./n8n-deeds.ts";
import { type Flow, type FlowNode, onErrorOf, parameter } from "./n8n-flow.ts";
import { asksDirectly } from "./n8n-kinds.ts";

/** The call that a node makes by itself. `unattended`: it may run with nobody looking on. */
export function callOf(tree: YamlTree, node: FlowNode, unattended: boolean): RemoteCall[] {
  if (!asksDirectly(node) && !(node.type === "httpRequest" && !isHere(parameter(tree, node, "url") ?? ""))) return [];
  const { start, end, value: tool } = node.name;
  return [{ subject: node.name, tool, retry: retryOf(tree, node, unattended), start, end }];
}

/** An address of the very machine: nothing drops on the way to it. */
const isHere = (url: string): boolean => /^=?https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/.test(url);

function retryOf(tree: YamlTree, node: FlowNode, unattended: boolean): Guard {
  const found = entry(tree, node.map, "retryOnFail");
  if (found?.value && scalarValue(found.value) !== false) {
    const tries = scalarText(get(tree, node.map, "maxTries")) ?? "3";
    return { state: "present", value: tries, ...spanOf(found.value) };
  }
  // Where a failure goes on, the engine tries again only for some; where a person waits, the person does.
  if (!unattended || onErrorOf(tree, node)?.value.startsWith("continue")) return { state: "unsupported" };
  const slot = deedOf(tree, node)?.repeats === false ? undefined : retrySlot(tree, node);
  return { state: "absent", ...(slot && { slot }) };
}

/** `"retryOnFail": true` is the switch; the number alone does nothing. */
function retrySlot(tree: YamlTree, { map }: FlowNode): Slot | undefined {
  const last = String(map.items.at(-1)?.key ?? "");
  const wanted: readonly NewEntry[] = [
    ["retryOnFail", true],
    ["maxTries", NUMBER],
    ["waitBetweenTries", 2000],
  ];
  const edits: Edit[] = [];
  for (const [key, value] of wanted) {
    const own = entry(tree, map, key);
    if (own && key !== "retryOnFail") continue;
    const edit = own?.value ? { ...spanOf(own.value), text: "true" } : insertEntry(tree, map, [key, value], last);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return { edits };
}

/** The limit on the time of a node: its own, or that of the whole run. Left as it is where nothing can hang. */
export function timeoutOf(tree: YamlTree, flow: Flow, node: FlowNode, endless: boolean): Guard {
  const limit = entry(tree, flow.settings, "executionTimeout");
  const seconds = scalarValue(limit?.value);
  if (limit?.value && typeof seconds === "number" && seconds > 0) {
    return { state: "inherited", value: `${seconds} s`, ...spanOf(limit.value) };
  }
  if (endless) {
    const slot = limitSlot(tree, flow);
    return { state: "absent", ...(slot && { slot }) };
  }
  const own = get(tree, get(tree, node.parameters, "options"), "timeout");
  return own ? { state: "present", value: `${scalarText(own)} ms`, ...spanOf(own) } : { state: "unsupported" };
}

function limitSlot(tree: YamlTree, { map, settings }: Flow): Slot | undefined {
  const own = get(tree, settings, "executionTimeout");
  const last = ({ items }: typeof map) => String(items.at(-1)?.key ?? "");
  const edit = own
    ? { ...spanOf(own), text: "{value}" }
    : isMapping(settings)
      ? insertEntry(tree, settings, ["executionTimeout", NUMBER], last(settings))
      : settings === undefined
        ? insertEntry(tree, map, ["settings", { executionTimeout: NUMBER }], last(map))
        : undefined;
  return edit && { edits: [edit], time: "seconds" };
}

/** A retry around what may be done twice: a message that is sent, a post, a payment. */
export function* unsafeRetriesOf(tree: YamlTree, nodes: readonly FlowNode[]): Iterable<UnsafeRetry> {
  for (const node of nodes) {
    const retry = entry(tree, node.map, "retryOnFail");
    const deed = deedOf(tree, node);
    if (!retry?.value || scalarValue(retry.value) !== true || node.disabled || deed?.repeats !== false) continue;
    yield { subject: node.name, action: deed.action, start: retry.key.start, end: spanOf(retry.value).end };
  }
}
