// Several agents that one script runs in a row, as parts of the node that holds the script.
import type { Edge, WorkflowNode } from "../model.ts";
import { scalarText, spanOf } from "../syntax/yaml.ts";
import { agentOfCommand } from "./agents.ts";
import { isCheck } from "./checks.ts";
import type { StepScript } from "./scripts.ts";
import { workflowNode } from "./workflow.ts";

/**
 * The agents of a script and the checks between them as nodes inside of the one that holds the script, in order; none
 * for a script with fewer than two agents, or with branches, of which one runs. Those in the background wait for nobody,
 * and a loop counts as one.
 */
export function agentParts(script: StepScript | undefined, node: Pick<WorkflowNode, "id" | "name">): WorkflowNode[] {
  if (!script || BRANCHES.test(scalarText(script.scalar) ?? "")) return [];
  const { commands, places, scalar } = script;
  const parts: WorkflowNode[] = [];
  let previous: Edge[] = [];
  for (const command of commands) {
    if (command.background || command.routine !== undefined) continue;
    const isAgent = agentOfCommand(command.words.map(({ text }) => text)) !== undefined;
    if (!isAgent && !isCheck(command)) continue;
    const id = `${node.id}/${parts.length}`;
    const [first] = command.words;
    const place = places && first ? { start: places(first.start), end: places(first.end) } : spanOf(scalar);
    const same = { id, inside: node.id, after: previous, name: { value: node.name.value, ...place }, ...place };
    parts.push(
      isAgent
        ? workflowNode({ ...same, kind: "agent", risk: "agent" })
        : workflowNode({ ...same, gate: { value: "check", ...place } }),
    );
    previous = [{ to: id }];
  }
  return parts.filter(({ kind }) => kind === "agent").length > 1 ? parts : [];
}

const BRANCHES = /(?:^|[\n;])[^\S\n]{0,200}(?:else|elif|case)\s/;
