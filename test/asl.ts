// State machines of AWS Step Functions for tests, and what is found in them.
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Workflow, WorkflowNode } from "../server/src/core/model.ts";

const STRICT = { ...DEFAULT_CONFIG, profile: "strict" } as const;
export const PATH = "statemachine/order.asl.json";

export const judge = (text: string, path = PATH, config: typeof DEFAULT_CONFIG = STRICT) =>
  lint({ path, text }, config);
export const found = (text: string, path = PATH): string[] =>
  judge(text, path).findings.map(({ rule, subject }) => `${rule.replace("workflow/", "")} ${subject}`);
/** The text after the first fix of the first finding of that rule. */
export function fixed(text: string, rule: string, path = PATH): string {
  const finding = judge(text, path).findings.find((one) => one.rule === `workflow/${rule}`);
  return apply(text, finding?.fixes[0]?.edits ?? []);
}
export const models = (text: string, path = PATH): Workflow[] =>
  judge(text, path).models.flatMap((model) => (model.family === "workflow" ? [model] : []));
export const nodeOf = (text: string, id: string, path = PATH): WorkflowNode | undefined =>
  models(text, path)
    .flatMap(({ nodes }) => nodes)
    .find((node) => node.id === id);

export type Json = Record<string, unknown>;
/** A machine of these states, the first of which begins. */
export const machine = (states: Record<string, Json>, more: Json = {}): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more }, null, 2);
export const task = (resource: string, more: Json = {}): Json => ({
  Type: "Task",
  Resource: resource.startsWith("arn:") || resource.startsWith("$") ? resource : `arn:aws:states:::${resource}`,
  End: true,
  ...more,
});
export const RETRY = { Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 2 }] };
export const JOB = "glue:startJobRun.sync";
