// Retries of a GitHub Actions workflow around what is not safe to repeat.
import type { UnsafeRetry } from "../model.ts";
import { entry, get, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { agentOfAction } from "./agents.ts";
import type { Job, Step } from "./github-jobs.ts";
import { doneAgainIn, unsafeLoops } from "./script-loops.ts";

/** The retries that may do something twice. */
export function* unsafeRetriesOf(tree: YamlTree, jobs: readonly Job[]): Iterable<UnsafeRetry> {
  for (const step of jobs.flatMap(({ repeated, steps }) => (repeated ? [] : steps))) {
    if (step.repeated) continue;
    if (step.script) yield* unsafeLoops(step.script, step.subject);
    yield* retryAction(tree, step);
  }
}

/** Actions that repeat a command or another action. */
const RETRY = /^(?:nick-fields\/retry|nick-invision\/retry|wandalen\/wretry\.action)/i;

function* retryAction(tree: YamlTree, { map, uses, subject }: Step): Iterable<UnsafeRetry> {
  if (!RETRY.test(uses)) return;
  const inputs = get(tree, map, "with");
  const at = entry(tree, inputs, "command")?.value ?? entry(tree, inputs, "action")?.value;
  const limit = scalarText(get(tree, inputs, "max_attempts") ?? get(tree, inputs, "attempt_limit"));
  if (!at || limit === "0" || limit === "1") return;
  const agent = agentOfAction(scalarText(get(tree, inputs, "action")) ?? "", ["prompt"]);
  const action = doneAgainIn(scalarText(get(tree, inputs, "command")) ?? "") ?? (agent && `The work of ${agent}`);
  if (action) yield { subject, action, ...spanOf(at) };
}
