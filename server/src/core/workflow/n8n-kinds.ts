// What the nodes of n8n do, by their types. Source: n8n-io/n8n, packages/nodes-base and packages/@n8n/nodes-langchain.
import type { Gate } from "../model.ts";
import { get, scalarValue, type YamlTree } from "../syntax/yaml.ts";
import { type FlowNode, parameter, type Wires } from "./n8n-flow.ts";

/** Nodes that ask a model over a sub-node, which tries again by itself. */
const WITH_SUB_NODE =
  /^(?:agent|chainLlm|chainSummarization|chainRetrievalQa|informationExtractor|textClassifier|sentimentAnalysis|openAiAssistant)$/;

/** Nodes that ask a model by themselves, once. */
const DIRECT = /^(?:openAi|anthropic|googleGemini|mistralAi|perplexity|ollama)$/;

/** True for a node that asks a model over the network itself. */
export const asksDirectly = ({ type }: FlowNode): boolean => DIRECT.test(type);

/** True for a node that lets a model work. */
export const asksModel = (node: FlowNode): boolean => WITH_SUB_NODE.test(node.type) || asksDirectly(node);

/** True for a node that begins a run. */
export const isTrigger = ({ type }: FlowNode): boolean => type.endsWith("Trigger") || OTHER_TRIGGERS.test(type);

const OTHER_TRIGGERS = /^(?:webhook|cron|interval|start|emailReadImap|schedule)$/;

/** Triggers at which somebody waits for the answer, or of which the caller decides what a failure means. */
const ATTENDED =
  /^(?:manualTrigger|manualChatTrigger|chatTrigger|start|executeWorkflowTrigger|evaluationTrigger|mcpTrigger|toolWorkflowTrigger)$/;

/** True for a trigger that starts a run with nobody looking on: a schedule, a mail, a call of a webhook. */
export const isUnattended = (node: FlowNode): boolean => isTrigger(node) && !ATTENDED.test(node.type);

/** True for a node that somebody has to answer before it goes on. */
export function waitsForPerson(tree: YamlTree, node: FlowNode): boolean {
  if (parameter(tree, node, "operation") === "sendAndWait") return true;
  if (node.type === "wait") return /^(?:webhook|form)$/.test(parameter(tree, node, "resume") ?? "");
  return node.type === "form";
}

const CONDITION = /^(?:if|switch|filter|compareDatasets)$/;
const SCRIPT = /^(?:code|function|functionItem|aiTransform|guardrails)$/;

/** True for a node that looks at what it is given. */
export const looks = ({ type }: FlowNode): boolean => CONDITION.test(type) || SCRIPT.test(type);

/** What a node checks before the flow goes on. */
export function gateOf(tree: YamlTree, node: FlowNode, wires: Wires): Gate | undefined {
  const { start, end } = node.name;
  const gate = (value: Gate["value"]): Gate => ({ value, start, end });
  if (waitsForPerson(tree, node)) return gate("human");
  if (CONDITION.test(node.type)) return gate("condition");
  if (SCRIPT.test(node.type)) return gate("check");
  if (node.type === "merge") return gate("check");
  if (!asksModel(node)) return undefined;
  if (/^(?:textClassifier|sentimentAnalysis)$/.test(node.type)) return gate("condition");
  return node.type === "informationExtractor" || hasSchema(tree, node, wires) ? gate("schema") : undefined;
}

/** True for an agent or a chain whose answer a parser holds to a form. */
function hasSchema(tree: YamlTree, node: FlowNode, wires: Wires): boolean {
  if (scalarValue(get(tree, node.parameters, "hasOutputParser")) === true) return true;
  return wires
    .parts(node.name.value)
    .some(({ kind, from }) => kind === "ai_outputParser" && wires.byName.get(from)?.disabled === false);
}
