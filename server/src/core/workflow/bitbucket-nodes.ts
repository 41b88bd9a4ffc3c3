// The steps of Bitbucket pipelines as nodes, their agents that work at the same time, and what hides their failures.
import type { Crew, Edge, Gate, IdleGuard, Swallow, WorkflowNode } from "../model.ts";
import { isFlow, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { lineStart, nextLine, type Sourced } from "../text.ts";
import { agentParts } from "./agent-parts.ts";
import { callsOf, factsOf, riskOfStep, timeoutOf } from "./bitbucket-scripts.ts";
import type { BitbucketPipeline, PipelineStep } from "./bitbucket-steps.ts";
import { namesCheck } from "./checks.ts";
import { swallowsOfWork } from "./containers.ts";
import { commentAbove, commentBehind, saysOptional, saysReason } from "./excuses.ts";
import { find, findEntry } from "./merge-keys.ts";
import { idleLoops } from "./script-loops.ts";
import { agentTurns } from "./script-steps.ts";
import { siblingCrews, type Worker } from "./sibling-crews.ts";
import { workflowNode } from "./workflow.ts";

/** Minutes. Source: Atlassian's documentation, "Step options", `max-time`. */
const PLATFORM_LIMIT = 120;

/** All steps; one that an alias brings again is judged where it is used first. */
export function* nodesOf(tree: YamlTree, pipelines: readonly BitbucketPipeline[]): Iterable<WorkflowNode> {
  for (const { name: pipeline, steps } of pipelines) {
    for (const step of steps) {
      const { subject, map } = step;
      const place = { id: idOf(pipeline, step), after: edgesOf(pipeline, steps, step), name: subject };
      const { start } = subject;
      const span = { start, end: Math.max(subject.end, spanOf(map).end) };
      const { work, isAgent, checks, risk: own } = factsOf(tree, step);
      const gate = gateOf(tree, step) ?? checkOf(step, checks, isAgent);
      const kind = isAgent ? "agent" : "step";
      const risk = riskOfStep(tree, step, own);
      if (step.repeated) {
        yield workflowNode({ ...place, ...span, kind, risk, ...(gate && { gate }) });
        continue;
      }
      const timeout = timeoutOf(tree, step);
      const turns = agentTurns(work, timeout);
      const node = workflowNode({
        ...place,
        ...span,
        kind,
        risk,
        timeout,
        platformLimit: PLATFORM_LIMIT,
        calls: callsOf(tree, step, work),
        ...(turns && { turns }),
      });
      const parts = work.scripts.flatMap((script) => agentParts(script, node));
      yield gate && (parts.length === 0 || gate.value !== "check") ? { ...node, gate } : node;
      yield* parts;
    }
  }
}

const idOf = ({ value }: Sourced<string>, { index }: PipelineStep): string => `${value}/${index}`;

/** A step waits for all of the item before. */
const edgesOf = (pipeline: Sourced<string>, steps: readonly PipelineStep[], { stage }: PipelineStep): Edge[] =>
  steps.filter((other) => other.stage === stage - 1).map((other) => ({ to: idOf(pipeline, other) }));

/** Somebody starts a manual step; who may deploy is set in the repository. Source: Atlassian's documentation, "Step options". */
function gateOf(tree: YamlTree, { map, around }: PipelineStep): Gate | undefined {
  for (const holder of [map, ...around]) {
    const trigger = find(tree, holder, "trigger");
    if (trigger && scalarText(trigger) === "manual") return { value: "human", ...spanOf(trigger) };
    const deployment = findEntry(tree, holder, "deployment");
    if (deployment) return { value: "human", start: deployment.key.start, end: deployment.key.end };
  }
  return undefined;
}

function checkOf({ name, subject }: PipelineStep, checks: boolean, isAgent: boolean): Gate | undefined {
  return checks || (!isAgent && namesCheck(name))
    ? { value: "check", start: subject.start, end: subject.end }
    : undefined;
}

/** The agents of each pipeline that work at the same time: in the steps of a parallel block. */
export function* crewsOf(tree: YamlTree, pipelines: readonly BitbucketPipeline[]): Iterable<Crew> {
  for (const { name: pipeline, steps } of pipelines) {
    const workers = steps.map(
      (step): Worker => ({
        id: idOf(pipeline, step),
        name: step.subject,
        end: step.subject.end,
        needs: edgesOf(pipeline, steps, step).map(({ to }) => to),
        agents: factsOf(tree, step).isAgent ? 1 : 0,
      }),
    );
    yield* siblingCrews(workers);
  }
}

/** What the steps and their scripts hide. */
export function* swallowsOf(tree: YamlTree, pipelines: readonly BitbucketPipeline[]): Iterable<Swallow> {
  for (const step of pipelines.flatMap(({ steps }) => steps)) {
    if (step.repeated) continue;
    const { subject, name } = step;
    const ignored = ignoredFailure(tree, step);
    if (ignored) yield ignored;
    else {
      const excuse = saysOptional(name) ? { excuse: subject } : {};
      for (const swallow of swallowsOfWork(factsOf(tree, step).work, subject)) yield { ...swallow, ...excuse };
    }
  }
}

/** Source: Atlassian's blog, "Introducing step failure strategies in Bitbucket Pipelines". */
function ignoredFailure(tree: YamlTree, { map, subject, name }: PipelineStep): Swallow | undefined {
  const written = findEntry(tree, map, "on-fail");
  if (!written?.value || scalarText(find(tree, written.value, "strategy")) !== "ignore") return undefined;
  const { start } = written.key;
  const { end } = spanOf(written.value);
  const behind = [start, end - 1].map((at) => commentBehind(tree.text, at)).find((comment) => comment);
  const said = behind && saysReason(behind.value) ? behind : commentAbove(tree.text, start);
  const excuse = saysOptional(name) ? subject : said;
  const from = lineStart(tree.text, start);
  const alone = !isFlow(map) && !/\S/.test(tree.text.slice(from, start));
  const to = tree.text[end - 1] === "\n" ? end : nextLine(tree.text, end);
  return {
    subject,
    words: "on-fail: ignore",
    effect: `when "${name || subject.value}" fails, the pipeline goes on and ends as a success`,
    start,
    end,
    repairs: alone ? [{ title: "Let the step fail", edits: [{ start: from, end: to, text: "" }] }] : [],
    ...(excuse && { excuse }),
  };
}

/** Loops of tries that cannot fail. */
export function* idleGuardsOf(tree: YamlTree, pipelines: readonly BitbucketPipeline[]): Iterable<IdleGuard> {
  for (const step of pipelines.flatMap(({ steps }) => steps)) {
    if (step.repeated) continue;
    for (const script of factsOf(tree, step).work.scripts) yield* idleLoops(script, step.subject);
  }
}
