// A workflow in a few numbers: what the editor shows above it and the audit report lists.
import type { Workflow, WorkflowNode } from "../model.ts";
import { criticalPathOf, topLevel, ungatedChainOf, widestOf } from "./graph.ts";

/** The numbers of a workflow. Nodes inside of others, steps of jobs for example, are not counted. */
export interface Overview {
  readonly nodes: number;
  /** What the platform calls them, in the singular; "node" where there are several kinds. */
  readonly noun: string;
  /** How many run side by side at the most; `orMore` where a number is known only when it runs. */
  readonly widest: number;
  readonly orMore: boolean;
  /** The names on the longest way through. */
  readonly criticalPath: readonly string[];
  /** How many have no limit on their time where they could have one. */
  readonly withoutLimit: number;
  /** How many services stay dead when they die. */
  readonly withoutRestart: number;
  /** The longest row of agents that nothing checks between; steps count here. */
  readonly uncheckedAgents: number;
}

/** Counts a workflow; undefined when it runs nothing. */
export function overviewOf({ nodes }: Workflow): Overview | undefined {
  const top = topLevel(nodes);
  const widest = widestOf(top);
  if (!widest) return undefined;
  const nouns = new Set(top.map(nounOf));
  const [noun = "node"] = nouns.size === 1 ? nouns : [];
  return {
    nodes: top.length,
    noun,
    widest: widest.size,
    orMore: widest.open,
    criticalPath: criticalPathOf(top).map(({ name }) => name.value),
    withoutLimit: top.filter(({ timeout, risk }) => timeout.state === "absent" && risk !== "none").length,
    withoutRestart: top.filter(({ restart }) => restart?.state === "absent").length,
    uncheckedAgents: ungatedChainOf(nodes).length,
  };
}

/** A call of another file stands where a job stands. */
const nounOf = ({ kind }: WorkflowNode): string => (kind === "call" ? "job" : kind);

const MAX_NAMES = 6;
const MAX_NAME = 40;

/** The names of a path, long ones and the middle of a long path cut short. */
export function shortened(names: readonly string[]): string[] {
  const all = names.map((name) => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name));
  return all.length > MAX_NAMES ? [...all.slice(0, 3), "…", ...all.slice(-2)] : all;
}
