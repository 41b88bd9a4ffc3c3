// Steps that run shell scripts, one after the other, as nodes: what each platform with such steps has in common.
import type { Edge, Gate, Guard, RemoteCall, Risk, WorkflowNode } from "../model.ts";
import type { Sourced } from "../text.ts";
import { agentParts } from "./agent-parts.ts";
import { checkIn, namesCheck } from "./checks.ts";
import { agentsOf, type ContainerWork } from "./containers.ts";
import { callsIn, type StepScript } from "./scripts.ts";
import { turnsIn } from "./turns.ts";
import { workflowNode } from "./workflow.ts";

/** A step of a job, task or pipeline. */
export interface ScriptStep {
  /** How findings call it, and its place: `build/Run the tests`. */
  readonly subject: Sourced<string>;
  /** Its own name; empty where it has none. */
  readonly name: string;
  readonly end: number;
  readonly work: ContainerWork;
  readonly calls: readonly RemoteCall[];
  /** The limit on its time, as far as one can be written on a step. */
  readonly timeout?: Guard;
  readonly platformLimit?: number;
  /** Left out: that of an agent if it runs one, else local. */
  readonly risk?: Risk;
  /** A condition on it, or a person it waits for. */
  readonly gate?: Gate;
  /** True when the next one does not wait for it. */
  readonly background?: boolean;
}

/** The steps of a node, in order. `time`: the limit on the node, which bounds its agents as well. */
export function* stepNodes(inside: string, steps: readonly ScriptStep[], time: Guard): Iterable<WorkflowNode> {
  let previous: Edge[] = [];
  for (const [index, step] of steps.entries()) {
    const { subject, work, platformLimit } = step;
    const id = `${inside}/${index}`;
    const isAgent = agentsOf(work).length > 0;
    const turns = agentTurns(work, step.timeout ?? time, time);
    const node = workflowNode({
      id,
      inside,
      name: subject,
      after: previous,
      kind: isAgent ? "agent" : "step",
      risk: step.risk ?? (isAgent ? "agent" : "local"),
      timeout: step.timeout ?? inherited(time),
      calls: step.calls,
      ...(platformLimit && { platformLimit }),
      ...(turns && { turns }),
      start: subject.start,
      end: step.end,
    });
    const parts = work.scripts.flatMap((script, at) =>
      agentParts(script, { ...node, id: at > 0 ? `${id}.${at}` : id }).map((part) => ({ ...part, inside: id })),
    );
    const gate = gateOf(step, isAgent);
    // The checks of a script with several agents stand between them.
    const kept = gate && (parts.length === 0 || gate.value !== "check") ? { gate } : {};
    yield { ...node, ...kept };
    yield* parts;
    if (!step.background) previous = [{ to: id }];
  }
}

/** A step without a limit of its own has that of what it is part of, where one is missing it is that which lacks it. */
const inherited = (time: Guard): Guard =>
  time.state === "present" ? { ...time, state: "inherited" } : { state: "unsupported" };

/** The limit on the agents of a step: on their turns, or on its time. Undefined when it runs none. */
export function agentTurns({ scripts }: ContainerWork, ...times: readonly Guard[]): Guard | undefined {
  const guards = scripts.map(turnsIn).filter((guard) => guard !== undefined);
  const open = guards.find(({ state }) => state === "absent") ?? guards[0];
  if (open?.state !== "absent") return open;
  return times.find(({ state }) => state === "present" || state === "inherited") ?? open;
}

function gateOf({ name, work, subject, gate }: ScriptStep, isAgent: boolean): Gate | undefined {
  if (gate) return gate;
  const checks = work.scripts.some(checkIn) || (!isAgent && namesCheck(name));
  return checks ? { value: "check", start: subject.start, end: subject.end } : undefined;
}

/**
 * The calls over a network that the scripts of a step make. `key`: the platform's own retry of the whole step. Where all it
 * would guard are tools with an option of their own, that is the nearer place; else the one key covers them all.
 */
export function guardedCalls(
  scripts: readonly StepScript[],
  { key, ...around }: Omit<Parameters<typeof callsIn>[1], "variable"> & { readonly key: Guard },
): RemoteCall[] {
  // A loop around the command is for those who have no such key.
  const rewritable = around.rewritable && key.state === "unsupported";
  const all = scripts.flatMap((script) => [...callsIn(script, { ...around, rewritable, variable: () => undefined })]);
  const calls = all.map(({ call }) => call);
  const own = calls.every(({ retry }) => retry.state !== "absent" || retry.slot);
  if (key.state === "unsupported" || (key.state === "absent" && own)) return calls;
  return calls.map((call) => (call.retry.state === "absent" ? { ...call, retry: key } : call));
}
