// The calls over a network that the steps of a GitHub Actions workflow make, and how each may be made again.

import type { Edit } from "../finding.ts";
import type { Guard, RemoteCall, Slot } from "../model.ts";
import { isBlockScalar, isQuoted, spanOf } from "../syntax/yaml.ts";
import { isBlockStep, type Job, type Step, type StepScript } from "./github-jobs.ts";
import { remoteCalls, type ScriptCall } from "./remote-calls.ts";
import { CHANGING_ACTION, LOCAL_CLUSTER, REMOTE_SHELL_ACTIONS } from "./remote-tools.ts";

/** A call, what it is for, and the step that makes it. */
export interface StepCall {
  readonly call: RemoteCall;
  readonly effect: ScriptCall["effect"];
  readonly step: Step;
}
type Call = ScriptCall<StepScript["commands"][number]>;

/** The calls of a job, step by step. What an action does inside is known of a few only. */
export function* callsOf(job: Job): Iterable<StepCall> {
  const localCluster = job.steps.some(
    ({ uses, script }) =>
      LOCAL_CLUSTER.test(uses) || script?.commands.some(({ words }) => LOCAL_CLUSTER.test(words[0]?.text ?? "")),
  );
  for (const step of job.steps) {
    if (CHANGING_ACTION.test(step.uses)) yield actionCall(step);
    if (!step.script) continue;
    const { script, variable } = step;
    for (const call of remoteCalls(script, { variable, localCluster })) yield scriptCall(step, script, call);
  }
}

function actionCall(step: Step): StepCall {
  const { uses, subject } = step;
  const { start, end } = subject;
  const retry: Guard = REMOTE_SHELL_ACTIONS.has(uses.toLowerCase()) ? { state: "absent" } : { state: "unsupported" };
  return { call: { subject, tool: uses, retry, start, end }, effect: "change", step };
}

function scriptCall(step: Step, script: StepScript, call: Call): StepCall {
  const { places } = script;
  const { start, end } = places ? { start: places(call.start), end: places(call.end) } : spanOf(script.scalar);
  const place = { start, end };
  const retry = guardOf(step, script, call);
  const subject = { value: step.subject.value, ...place };
  return { call: { subject, tool: call.tool, retry, ...place }, effect: call.effect, step };
}

function guardOf(step: Step, script: StepScript, call: Call): Guard {
  if (call.tries === "unknown") return { state: "unsupported" };
  const { start, end } = spanOf(script.scalar);
  if (call.tries === "again") return { state: "inherited", value: call.tool, start, end };
  const slot = optionSlot(script, call) ?? loopSlot(step, script, call);
  return slot ? { state: "absent", slot } : { state: "absent" };
}

/** The tool's own option, behind its name. */
function optionSlot({ places, shell }: StepScript, { tool, command, end }: ScriptCall): Slot | undefined {
  if (!places || shell === "powershell") return undefined;
  const at = places(end);
  if (tool === "curl") {
    const fail = reportsStatus(command.words.map(({ text }) => text)) ? "" : " --fail";
    return { edits: [insertion(at, `${fail} --retry {value} --retry-all-errors`)] };
  }
  if (!tool.startsWith("Invoke-")) return undefined;
  return { edits: [insertion(at, " -MaximumRetryCount {value} -RetryIntervalSec 10")] };
}

/** Letters of curl that take the rest of the word, or the next one, as their value. Source: curl(1). */
const TAKES_VALUE = /[AbcCdDeEFhHKmoPQrtTuUwxXyYz]/;
const STATUS_OPTION = /^--(?:fail|fail-with-body|write-out|include|head|dump-header)$/;

/** True when curl fails on an HTTP error, or the script looks at the status itself. */
const reportsStatus = (words: readonly string[]): boolean =>
  words.some((word) => STATUS_OPTION.test(word) || (/^-[^-]/.test(word) && /[fwiID]/.test(letters(word))));

/** The options in `-fsSLo`, up to the first that takes a value. */
function letters(word: string): string {
  const end = word.search(TAKES_VALUE);
  return end < 0 ? word : word.slice(0, end + 1);
}

/**
 * A loop around the command. It is right under `bash -e` and `sh -e`, and ends with the command's failure; the pause grows
 * by ten seconds each time.
 */
function loopSlot(step: Step, { places, shell, scalar }: StepScript, { command }: Call): Slot | undefined {
  const plain = isBlockScalar(scalar) ? scalar.type === "BLOCK_LITERAL" : !isQuoted(scalar);
  if (!places || shell !== "posix" || !command.whole || !plain || !isBlockStep(step)) return undefined;
  const before = "for attempt in $(seq {value}); do ";
  const after = ' && break; [ "$attempt" = {value} ] && exit 1; sleep $((attempt * 10)); done';
  return { edits: [insertion(places(command.start), before), insertion(places(command.end), after)] };
}

const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text });
