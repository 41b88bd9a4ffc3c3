// What guards the jobs of a GitLab CI file: limits on their time, retries of their calls, people who start them.
// Source: GitLab documentation, "CI/CD YAML syntax reference".
import type { Guard, RemoteCall, Risk, UnsafeRetry, WorkflowNode } from "../model.ts";
import { get, isMapping, items, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { deploysIn, isDeployStage, saysDeploy, saysOtherWork } from "./deployments.ts";
import { type Found, type GitLabJob, hasScript } from "./gitlab-jobs.ts";
import { LOCAL_CLUSTER } from "./remote-tools.ts";
import { doneAgainIn, unsafeLoops } from "./script-loops.ts";
import { agentsIn, callsIn } from "./scripts.ts";

/** True for a job that runs an agent. */
export const runsAgent = ({ runs }: GitLabJob): boolean => runs.some((script) => agentsIn(script).length > 0);

/** What a job may hang at. */
export function riskOf(job: GitLabJob): Risk {
  if (runsAgent(job)) return "agent";
  return hasScript(job) && deploys(job) ? "network" : "local";
}

/** By what it runs, its environment, its name, or a stage that is there for nothing else. */
function deploys({ name, stage, find, runs }: GitLabJob): boolean {
  const environment = find("environment");
  const action = environment && scalarText(get(environment.tree, environment.node, "action"));
  if (action !== undefined && action !== "start") return false;
  if (find("release") || environment || saysDeploy(name.value) || runs.some((script) => deploysIn(script))) return true;
  return isDeployStage(stage) && !saysOtherWork(name.value);
}

/**
 * The project's own limit, an hour unless somebody changed it, is enough for what builds and tests. What deploys or lets an
 * agent work should say how long it may take.
 */
export function timeoutOf(tree: YamlTree, job: GitLabJob, risk: Risk): Guard {
  const { find, name, map, hidden, open } = job;
  const limit = find("timeout");
  if (limit) {
    const place = limit.own ? spanOf(limit.node) : { start: name.start, end: name.end };
    return { state: limit.own ? "present" : "inherited", value: scalarText(limit.node) ?? "", ...place };
  }
  const bounded = risk !== "agent" && risk !== "network";
  if (bounded || hidden || open || find("trigger") || !hasScript(job)) return { state: "unsupported" };
  const edit = insertEntry(tree, map, "timeout: {value}", "stage");
  return edit ? { state: "absent", slot: { edits: [edit], time: "30 minutes" } } : { state: "absent" };
}

/** True for a job that starts only when somebody presses its button, by its own key or by each of its rules. */
export function isManual({ find }: GitLabJob): boolean {
  if (scalarText(find("when")?.node) === "manual") return true;
  const whens = whensOf(find("rules"));
  return whens.length > 0 && whens.every((when) => when === "manual" || when === "never") && whens.includes("manual");
}

const whensOf = (rules: Found | undefined): (string | undefined)[] =>
  rules ? [...items(rules.tree, rules.node)].map((rule) => scalarText(get(rules.tree, rule, "when"))) : [];

/** `when: never`, alone, or as the only rule. */
export function isNever({ find }: GitLabJob): boolean {
  const rules = find("rules");
  const list = rules ? [...items(rules.tree, rules.node)] : [];
  const [only] = list;
  const never = list.length === 1 && isMapping(only) && only.items.length === 1 && whensOf(rules)[0] === "never";
  return scalarText(find("when")?.node) === "never" || never;
}

/** In rules a manual job holds up what comes after it; outside of them it is allowed to fail unless it says otherwise. */
export function gateOf({ find, name }: GitLabJob): WorkflowNode["gate"] {
  const { start, end } = name;
  const manual = whensOf(find("rules")).includes("manual");
  const blocks = scalarText(find("when")?.node) === "manual" && scalarText(find("allow_failure")?.node) === "false";
  if (manual || blocks || find("environment")) return { value: "human", start, end };
  const checks = /(?:^|[\W_])(?:test|lint|check|verify|validate)/i.test(name.value);
  return checks ? { value: "check", start, end } : undefined;
}

/** How often a job is tried again: `retry: 1`, or `retry: max: 2`. */
function retriesOf({ find }: GitLabJob): { readonly count: string; readonly whens: readonly string[] } | undefined {
  const retry = find("retry");
  if (!retry) return undefined;
  const { tree, node } = retry;
  const count = scalarText(node) ?? scalarText(get(tree, node, "max")) ?? "";
  const when = get(tree, node, "when");
  const whens = when ? [when, ...items(tree, when)].map((one) => scalarText(one) ?? "") : [];
  return count === "0" ? undefined : { count, whens: whens.filter((one) => one !== "") };
}

/** The calls of a job. A `retry` of the job repeats all of them; two more tries are the most that GitLab allows. */
export function callsOf(tree: YamlTree, job: GitLabJob): RemoteCall[] {
  const { name, map, scripts } = job;
  const again = retriesOf(job);
  const when = "when: [runner_system_failure, stuck_or_timeout_failure, script_failure]";
  const edit = insertEntry(tree, map, `retry:\n  max: 2\n  ${when}`, "stage");
  const guardOf = (retry: Guard): Guard => {
    if (again) return { state: "inherited", value: `retry: ${again.count}`, start: name.start, end: name.end };
    return retry.state === "absent" && !retry.slot && edit ? { state: "absent", slot: { edits: [edit] } } : retry;
  };
  const around = { subject: name, rewritable: false, variable: variablesOf(job), localCluster: startsCluster(job) };
  return scripts.flatMap((script) =>
    [...callsIn(script, around)].map(({ call }) => ({ ...call, retry: guardOf(call.retry) })),
  );
}

/** The lines of a job run in one shell: what one of them sets, the next ones see. */
function variablesOf(job: GitLabJob): (name: string) => string | undefined {
  const own = new Map<string, string>();
  for (const { assignments, words } of job.runs.flatMap(({ commands }) => commands)) {
    for (const { text } of words[0]?.text === "export" ? words.slice(1) : assignments) {
      const at = text.indexOf("=");
      if (at > 0) own.set(text.slice(0, at), text.slice(at + 1));
    }
  }
  return (name) => own.get(name) ?? job.variable(name);
}

const startsCluster = ({ runs }: GitLabJob): boolean =>
  runs.some(({ commands }) =>
    commands.some(
      ({ words: [program, verb] }) =>
        LOCAL_CLUSTER.test(program?.text ?? "") && /^(?:create|start|cluster|up)$/.test(verb?.text ?? ""),
    ),
  );

/** Reasons for a retry that lie before the script has begun, or in the runner. */
const BEFORE_SCRIPT =
  /^(?:runner_\w{1,40}|stuck_or_timeout_failure|api_failure|scheduler_failure|stale_schedule|archived_failure|data_integrity_failure)$/;

/** Retries of jobs that may have done already what they do again. */
export function unsafeRetriesOf(job: GitLabJob): UnsafeRetry[] {
  const { name, scripts, find } = job;
  const own = scripts.flatMap((script) => [...unsafeLoops(script, name)]);
  const again = retriesOf(job);
  const retry = find("retry");
  if (!again || (again.whens.length > 0 && again.whens.every((when) => BEFORE_SCRIPT.test(when)))) return own;
  const action = scripts.map((script) => doneAgainIn(scalarText(script.scalar) ?? "")).find((one) => one !== undefined);
  const place = retry?.own ? spanOf(retry.node) : { start: name.start, end: name.end };
  return action === undefined ? own : [...own, { subject: name, action, ...place }];
}
