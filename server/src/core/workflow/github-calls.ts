// The calls over a network that the steps of a GitHub Actions workflow make, and how each may be made again.
import type { Guard } from "../model.ts";
import { isFlow } from "../syntax/yaml.ts";
import type { Job, Step } from "./github-jobs.ts";
import { CHANGING_ACTION, LOCAL_CLUSTER, REMOTE_SHELL_ACTIONS } from "./remote-tools.ts";
import { callsIn, type ScriptRemoteCall } from "./scripts.ts";

/** A call, what it is for, and the step that makes it. */
export interface StepCall extends ScriptRemoteCall {
  readonly step: Step;
}

/** The calls of a job, step by step. What an action does inside is known of a few only. */
export function* callsOf(job: Job): Iterable<StepCall> {
  const localCluster = job.steps.some(
    ({ uses, script }) =>
      LOCAL_CLUSTER.test(uses) || script?.commands.some(({ words }) => LOCAL_CLUSTER.test(words[0]?.text ?? "")),
  );
  for (const step of job.steps) {
    if (CHANGING_ACTION.test(step.uses)) yield actionCall(step);
    if (!step.script) continue;
    const { script, variable, subject, map } = step;
    const rewritable = !isFlow(map);
    for (const call of callsIn(script, { subject, rewritable, variable, localCluster })) yield { ...call, step };
  }
}

function actionCall(step: Step): StepCall {
  const { uses, subject } = step;
  const { start, end } = subject;
  const retry: Guard = REMOTE_SHELL_ACTIONS.has(uses.toLowerCase()) ? { state: "absent" } : { state: "unsupported" };
  return { call: { subject, tool: uses, retry, start, end }, effect: "change", words: [], step };
}
