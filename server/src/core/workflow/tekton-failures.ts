// Failures in Tekton's steps and tasks that what follows takes for success.
import type { Repair, Swallow } from "../model.ts";
import { entry, isFlow, scalarText, spanOf, type YamlMap, type YamlTree } from "../syntax/yaml.ts";
import { lineStart, nextLine, type Sourced, type Span } from "../text.ts";
import { type ContainerScript, swallowsOfWork } from "./containers.ts";
import { commentAbove, commentBehind, saysFirm, saysOptional, saysReason } from "./excuses.ts";
import { remoteCalls } from "./remote-calls.ts";
import type { PipelineTask, TektonObject, TektonStep, TektonTask } from "./tekton-objects.ts";
import { workOf } from "./tekton-steps.ts";

/** Steps and tasks that may fail without a word, and what scripts hide. */
export function* swallowsOf(tree: YamlTree, { task, pipeline }: TektonObject): Iterable<Swallow> {
  if (task) yield* taskSwallows(tree, task);
  for (const part of pipeline?.tasks ?? []) {
    const whole = continued(tree, part.map, part.name, "the pipeline", taskReader(tree, pipeline?.map, part));
    if (whole) yield whole;
    if (part.inline) yield* taskSwallows(tree, part.inline);
  }
}

function* taskSwallows(tree: YamlTree, task: TektonTask): Iterable<Swallow> {
  for (const step of task.steps) {
    const whole = continued(tree, step.map, step.subject, "the task", stepReader(tree, task, step));
    if (whole) yield whole;
    else {
      const excuse = saysOptional(words(step.name)) ? { excuse: step.subject } : {};
      const work = workOf(tree, step);
      const inside = swallowsOfWork(work, step.subject);
      const all = inside.length > 0 ? inside : work.scripts.flatMap((script) => goesOn(script, step.subject) ?? []);
      for (const swallow of all) yield { ...swallow, ...excuse };
    }
  }
}

/** The script looks at the status itself. */
const READS_STATUS = /\$\?|\bset -\w{0,5}e|errexit|\btrap\b/;

/**
 * A script with a first line of its own loses the `set -e` that Tekton writes into others: it goes on without what it was
 * to download. Source: Tekton's documentation, "Running scripts within Steps".
 */
function goesOn(script: ContainerScript, subject: Sourced<string>): Swallow | undefined {
  const { flags, places, errexit, commands } = script;
  if (flags.errexit || !errexit || READS_STATUS.test(scalarText(script.scalar) ?? "")) return undefined;
  for (const { effect, tool, command } of remoteCalls(script, { variable: () => undefined, localCluster: false })) {
    const { after, condition, loops, routine, start, end } = command;
    const alone = !condition && loops.length === 0 && routine === undefined && /^(?:\n|;)$/.test(after);
    if (effect !== "fetch" || !alone || command === commands.at(-1)) continue;
    return {
      subject,
      words: tool,
      effect: `a script with a first line of its own goes on after an error, so what follows runs without what "${tool}" was to fetch`,
      ...(places ? { start: places(start), end: places(end) } : spanOf(script.scalar)),
      repairs: [errexit],
    };
  }
  return undefined;
}

const words = (name: string): string => name.replace(/[-_]/g, " ");

/** Source: Tekton's documentation, "Specifying `onError`" of steps, "Using the `onError` field" of pipeline tasks. */
function continued(
  tree: YamlTree,
  map: YamlMap,
  subject: Sourced<string>,
  whole: string,
  readBy: Sourced<string> | undefined,
): Swallow | undefined {
  const written = entry(tree, map, "onError");
  if (!written?.value || scalarText(written.value) !== "continue") return undefined;
  const { start } = written.key;
  const { end } = spanOf(written.value);
  const last = subject.value.slice(subject.value.lastIndexOf("/") + 1);
  const name = /^\d+$/.test(last) ? `step ${last}` : last;
  const excuse = excuseFor(tree, map, { ...subject, value: name }, { start, end });
  return {
    subject,
    words: "onError: continue",
    effect: `when "${name}" fails, ${whole} goes on, and nothing looks at how it ended`,
    start,
    end,
    repairs: without(tree, map, { start, end }),
    ...(readBy && { readBy }),
    ...(excuse && { excuse }),
  };
}

/** A name, or a comment at the key, that says why; one at the head of the step has to be firm. */
function excuseFor({ text }: YamlTree, map: YamlMap, name: Sourced<string>, { start, end }: Span) {
  if (saysOptional(words(name.value))) return name;
  const behind = commentBehind(text, end);
  if (behind && saysReason(behind.value)) return behind;
  const head = spanOf(map).start;
  return (
    commentAbove(text, head, saysFirm) ??
    (lineStart(text, head) === lineStart(text, start) ? undefined : commentAbove(text, start))
  );
}

/** Deletes the key with its line. */
function without({ text }: YamlTree, map: YamlMap, { start, end }: Span): Repair[] {
  const from = lineStart(text, start);
  const alone = !isFlow(map) && !/\S/.test(text.slice(from, start));
  return alone ? [{ title: "Let it fail", edits: [{ start: from, end: nextLine(text, end), text: "" }] }] : [];
}

/** `$(steps.step-x.exitCode.path)`, `/tekton/steps/step-x/exitCode` or the same by its number, anywhere in the task. */
function stepReader({ text }: YamlTree, { map }: TektonTask, { name, index }: TektonStep): Sourced<string> | undefined {
  const { start, end } = spanOf(map);
  const all = text.slice(start, end);
  const named = name || `unnamed-${index}`;
  for (const value of [
    `steps.step-${named}.exitCode`,
    `steps.${named}.exitCode`,
    `/tekton/steps/step-${named}/`,
    `/tekton/steps/${index}/`,
    `steps.step-${named}.terminationReason`,
  ]) {
    const at = all.indexOf(value);
    if (at >= 0) return { value, start: start + at, end: start + at + value.length };
  }
  return undefined;
}

/** `$(tasks.x.status)` and `.reason`, or `$(tasks.status)` for all of them. */
function taskReader({ text }: YamlTree, map: YamlMap | undefined, { name }: PipelineTask): Sourced<string> | undefined {
  const { start, end } = map ? spanOf(map) : { start: 0, end: 0 };
  const all = text.slice(start, end);
  for (const value of [`tasks.${name.value}.status`, `tasks.${name.value}.reason`, "$(tasks.status)"]) {
    const at = all.indexOf(value);
    if (at >= 0) return { value, start: start + at, end: start + at + value.length };
  }
  return undefined;
}
