// Failures of a Kestra flow that what follows takes for success.
import type { Swallow } from "../model.ts";
import { entry, get, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { swallowsOfWork } from "./containers.ts";
import { commentAbove, commentBehind, saysOptional, saysReason } from "./excuses.ts";
import { type Flow, isType, type Task } from "./kestra-tasks.ts";

/** Tasks that may fail without a word. Source: Kestra's documentation, "Allow failure" and "Subflow". */
export function* swallowsOf(tree: YamlTree, flow: Flow): Iterable<Swallow> {
  for (const task of flow.tasks) {
    const written = hiding(tree, task);
    if (!written) {
      yield* swallowsOfWork(task.work, task.id);
      continue;
    }
    const { words, effect, start, end } = written;
    const readBy = readerOf(tree, task);
    const excuse = excuseFor(tree, task, start);
    yield {
      subject: task.id,
      words,
      effect,
      start,
      end,
      repairs: [],
      ...(readBy && { readBy }),
      ...(excuse && { excuse }),
    };
  }
}

/** What the task says that hides its failure. */
function hiding(tree: YamlTree, task: Task) {
  const { map, id } = task;
  const allowed = entry(tree, map, "allowFailure");
  if (allowed && scalarValue(allowed.value) === true) {
    const effect = `when "${id.value}" fails, the flow goes on with what it has and ends with a warning at most`;
    return { words: "allowFailure: true", effect, start: allowed.key.start, end: allowed.key.end };
  }
  const sent = entry(tree, map, "transmitFailed");
  if (sent && scalarValue(sent.value) === false && scalarValue(get(tree, map, "wait")) !== false) {
    const effect = `"${id.value}" waits for the other flow and ends as a success when that one fails`;
    return { words: "transmitFailed: false", effect, start: sent.key.start, end: sent.key.end };
  }
  if (!isType(task, "AllowFailure")) return undefined;
  const effect = `when a task in "${id.value}" fails, the flow goes on and ends with a warning at most`;
  return { words: "AllowFailure", effect, start: id.start, end: id.end };
}

/** Handlers of its own, or a look at its state or at an output that may be missing. */
function readerOf(tree: YamlTree, { map, id }: Task): Sourced<string> | undefined {
  const handlers = entry(tree, map, "errors");
  if (handlers) return handlers.key;
  const name = id.value.replace(/[^\w-]/g, "");
  const look = new RegExp(
    `\\btasks(?:\\.${name}|\\[['"]${name}['"]\\])|\\boutputs(?:\\.${name}|\\[['"]${name}['"]\\])[^{}\\n]{0,200}(?:\\?\\?|\\bdefault\\b|\\bis\\s|\\bstate\\b|[sS]tatus|exitCode|\\.code\\b)|execution\\.state|tasksWithState`,
  ).exec(tree.text);
  return look ? { value: look[0], start: look.index, end: look.index + look[0].length } : undefined;
}

/** A description, a name or a comment that says so; nothing depends on a line of a log or a message. */
function excuseFor(tree: YamlTree, { map, id, type }: Task, start: number): Sourced<string> | undefined {
  const description = get(tree, map, "description");
  if (description) return { value: scalarText(description) ?? "", ...spanOf(description) };
  if (/\.log\.Log$|\.notifications\.|\.(?:Purge|Delete)\w{0,40}$/.test(type)) return id;
  if (saysOptional(id.value.replace(/[-_]/g, " "))) return id;
  const behind = commentBehind(tree.text, start);
  return behind && saysReason(behind.value) ? behind : commentAbove(tree.text, start);
}
