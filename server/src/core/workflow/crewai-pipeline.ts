// The tasks of a CrewAI file as a pipeline. Source: crewAIInc/crewAI, lib/crewai/src/crewai/task.py and crew.py.
import type { CrewEntry } from "../brief/crewai.ts";
import { crewOf } from "../brief/crewai-crew.ts";
import type { Crew, Workflow, WorkflowNode } from "../model.ts";
import { entry, get, items, root, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { agentNode } from "./agent-nodes.ts";
import { workflow } from "./workflow.ts";

/**
 * The pipeline of a file with tasks; undefined for one with agents alone. Tasks run one after another, and each is limited
 * and repeated by its agent (25 rounds, two more tries); what hands work on is the `context` that a task names.
 */
export function crewPipeline(tree: YamlTree, found: readonly CrewEntry[]): Workflow | undefined {
  const tasks = found.filter(({ kind }) => kind === "task-brief");
  const top = root(tree);
  if (!top || tasks.length === 0) return undefined;
  const crew = crewOf(tree, found)?.crew;
  // Those that write one file are the matter of the rule for briefs.
  const crews: Crew[] = crew?.apart ? [crew] : [];
  return workflow("crewai", spanOf(top), { nodes: tasks.map((task) => toNode(tree, task)), crews });
}

function toNode(tree: YamlTree, { key, node, span }: CrewEntry): WorkflowNode {
  const after = [...items(tree, get(tree, node, "context"))].flatMap((item) => {
    const to = scalarText(item);
    return to ? [{ to, at: spanOf(item), uses: true }] : [];
  });
  const base = agentNode(key, span, { after });
  const person = entry(tree, node, "human_input");
  if (person && scalarValue(person.value) === true) return { ...base, gate: { value: "human", ...place(person.key) } };
  const guard = ["guardrail", "guardrails"].map((name) => entry(tree, node, name)).find(Boolean);
  if (guard) return { ...base, gate: { value: "check", ...place(guard.key) } };
  const schema = ["output_json", "output_pydantic", "response_model"]
    .map((name) => entry(tree, node, name))
    .find(Boolean);
  return schema ? { ...base, gate: { value: "schema", ...place(schema.key) } } : base;
}

const place = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end });
