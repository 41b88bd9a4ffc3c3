// What bounds the time and the attempts of Tekton's runs.
import type { Guard, IdleGuard, Slot } from "../model.ts";
import {
  type Entry,
  entry,
  get,
  isMapping,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import type { PipelineTask, TektonObject } from "./tekton-objects.ts";

/** Minutes: `default-timeout-minutes` of Tekton's `config-defaults.yaml`. */
export const PLATFORM_LIMIT = 60;

/**
 * The limit on a run. `0` switches the cluster's own off. Source: Tekton's documentation, "Configuring a failure timeout"
 * of pipeline runs and of task runs.
 */
export function timeoutOf(tree: YamlTree, { kind, spec }: TektonObject): { timeout: Guard; platformLimit?: number } {
  if (kind !== "PipelineRun" && kind !== "TaskRun") return { timeout: { state: "unsupported" } };
  const all = get(tree, spec, "timeouts");
  const parts = ["pipeline", "tasks", "finally"].map((key) => get(tree, all, key));
  const [whole] = parts;
  const written = whole ?? parts[1] ?? get(tree, spec, "timeout") ?? parts[2];
  if (!written) {
    const slot = slotFor(tree, kind, spec);
    const open: Guard =
      all || entry(tree, spec, "timeout") ? { state: "unsupported" } : { state: "absent", ...(slot && { slot }) };
    return { timeout: open, platformLimit: PLATFORM_LIMIT };
  }
  const limited = parts.find((part) => part && !isZero(part));
  if (isZero(written) && !limited) {
    const slot: Slot = { edits: [{ ...spanOf(written), text: '"{value}"' }], time: "30m" };
    return { timeout: { state: "absent", slot } };
  }
  return { timeout: { state: "present", value: scalarText(limited ?? written) ?? "", ...spanOf(limited ?? written) } };
}

const isZero = (node: YamlNode): boolean => /^(?:0(?:\.0)?(?:h|m|s|ms)?){1,4}$/.test(scalarText(node) ?? "");

function slotFor(tree: YamlTree, kind: string, spec: YamlMap): Slot | undefined {
  const text = kind === "TaskRun" ? 'timeout: "{value}"' : 'timeouts:\n  pipeline: "{value}"';
  const edit = insertEntry(tree, spec, text);
  return edit && { edits: [edit], time: "30m" };
}

/** What tries a task again. A Task of its own is tried again by what runs it, which may stand anywhere. */
export function retriesOf(tree: YamlTree, map: YamlMap | undefined, after: string): Guard {
  if (!map) return { state: "unsupported" };
  const written = get(tree, map, "retries");
  if (written) {
    // `retries: 0` says as much as nothing.
    if (scalarValue(written) === 0)
      return { state: "absent", slot: { edits: [{ ...spanOf(written), text: "{value}" }] } };
    return { state: "present", value: scalarText(written) ?? "", ...spanOf(written) };
  }
  // Tekton refuses both together.
  if (entry(tree, map, "onError")) return { state: "unsupported" };
  const edit = insertEntry(tree, map, "retries: {value}", after);
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

/** Guards that Tekton refuses or passes over. */
export function* idleGuardsOf(tree: YamlTree, object: TektonObject): Iterable<IdleGuard> {
  const { kind, name, spec, pipeline, task } = object;
  if (kind === "PipelineRun" || kind === "TaskRun") {
    yield* bareNumber(tree, name, entry(tree, spec, "timeout"));
    for (const key of ["pipeline", "tasks", "finally"])
      yield* bareNumber(tree, name, entry(tree, get(tree, spec, "timeouts"), key));
    yield* tooLong(tree, name, get(tree, spec, "timeouts"));
  }
  for (const part of pipeline?.tasks ?? []) {
    yield* bareNumber(tree, part.name, entry(tree, part.map, "timeout"));
    yield* refusedRetries(tree, part);
  }
  const tasks = [task, ...(pipeline?.tasks ?? []).map(({ inline }) => inline)];
  for (const { subject, map } of tasks.flatMap((one) => one?.steps ?? [])) {
    yield* bareNumber(tree, subject, entry(tree, map, "timeout"));
  }
}

/** Source: Kubernetes' `metav1.Duration`: a text with a unit, which is what Tekton's limits are. */
function* bareNumber(tree: YamlTree, subject: Sourced<string>, limit: Entry | undefined): Iterable<IdleGuard> {
  const text = scalarText(limit?.value) ?? "";
  if (!limit?.value || !/^\d{1,6}$/.test(text)) return;
  const { start } = limit.key;
  const { end } = spanOf(limit.value);
  const quoted = typeof scalarValue(limit.value) === "string";
  if (quoted && text === "0") return;
  const minutes = Number(text) > 0 && Number(text) <= 300;
  yield {
    subject,
    words: tree.text.slice(start, end),
    why: "Tekton wants a duration with its unit, and refuses a bare number",
    instead: 'write "30m" or the like',
    repairs: minutes
      ? [{ title: `Limit to ${text} minutes`, edits: [{ ...spanOf(limit.value), text: `"${text}m"` }] }]
      : [],
    start,
    end,
  };
}

/** Source: Tekton's documentation: `timeouts.pipeline` must be at least as long as `timeouts.tasks` and `.finally` together. */
function* tooLong(tree: YamlTree, subject: Sourced<string>, timeouts: YamlNode | undefined): Iterable<IdleGuard> {
  const [pipeline, tasks, last = 0] = ["pipeline", "tasks", "finally"].map((key) =>
    secondsOf(scalarText(get(tree, timeouts, key))),
  );
  const inner = entry(tree, timeouts, "tasks") ?? entry(tree, timeouts, "finally");
  if (!pipeline || (tasks ?? 0) + last <= pipeline || !inner?.value || !isMapping(timeouts)) return;
  yield {
    subject,
    words: tree.text.slice(inner.key.start, spanOf(inner.value).end),
    why: "the parts may take longer than timeouts.pipeline, and Tekton refuses the run",
    instead: "make timeouts.pipeline as long as timeouts.tasks and timeouts.finally together",
    repairs: [],
    start: inner.key.start,
    end: spanOf(inner.value).end,
  };
}

/** `1h30m` in seconds; undefined for anything else. */
function secondsOf(text = ""): number | undefined {
  const [all, hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d{1,4}(?:\.\d{1,4})?)h)?(?:(\d{1,5}(?:\.\d{1,4})?)m)?(?:(\d{1,6}(?:\.\d{1,4})?)s)?$/.exec(text.trim()) ?? [];
  return all ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) : undefined;
}

/** Source: Tekton's documentation, "Using the `onError` field" of pipeline tasks. */
function* refusedRetries(tree: YamlTree, { name, map }: PipelineTask): Iterable<IdleGuard> {
  const retries = entry(tree, map, "retries");
  if (!retries?.value || scalarText(get(tree, map, "onError")) !== "continue" || scalarValue(retries.value) === 0)
    return;
  const { end } = spanOf(retries.value);
  yield {
    subject: name,
    words: tree.text.slice(retries.key.start, end),
    why: "Tekton refuses retries beside onError: continue",
    instead: "keep one of the two",
    repairs: [],
    start: retries.key.start,
    end,
  };
}
