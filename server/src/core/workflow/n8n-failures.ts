// Where a flow of n8n hides that a node has failed.
import type { Repair, Swallow } from "../model.ts";
import { entry, get, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { reachedBy } from "./circles.ts";
import { saysOptional } from "./excuses.ts";
import { type FlowNode, onErrorOf, textOf, type Wires } from "./n8n-flow.ts";
import { asksModel, isTrigger, looks } from "./n8n-kinds.ts";

/** Nodes that fail and let the flow go on, where nobody looks. `nodes`: those that a trigger reaches. */
export function* swallowsOf(tree: YamlTree, nodes: readonly FlowNode[], wires: Wires): Iterable<Swallow> {
  for (const node of nodes) {
    if (node.disabled || isTrigger(node)) continue;
    const onError = onErrorOf(tree, node);
    if (onError?.value === "continueErrorOutput") yield* lostErrors(tree, node, wires, onError);
    else if (onError?.value === "continueRegularOutput") yield* errorsAsData(tree, node, wires, onError);
    else yield* errorPages(tree, node, wires);
  }
}

type OnError = NonNullable<ReturnType<typeof onErrorOf>>;

/** An output for errors that leads nowhere. */
function* lostErrors(tree: YamlTree, node: FlowNode, wires: Wires, { key, end }: OnError): Iterable<Swallow> {
  const regular = outputsOf(node);
  const { value: name } = node.name;
  if (regular === undefined || wires.leaving(name).some(({ output }) => output >= regular)) return;
  const effect = `what fails in "${name}" leaves by an output that leads nowhere, and the run ends as a success`;
  yield swallow(node, "onError: continueErrorOutput", effect, { start: key.start, end }, repairOf(tree, node));
}

/** How many outputs a node has when all goes well; undefined where its settings say. */
const outputsOf = ({ type }: FlowNode): number | undefined =>
  /^(?:if|splitInBatches)$/.test(type)
    ? 2
    : /^(?:switch|textClassifier|sentimentAnalysis|compareDatasets|guardrails)$/.test(type)
      ? undefined
      : 1;

/** Nodes whose answer later ones work on. */
const ANSWERS = /^(?:httpRequest|executeCommand|ssh|graphql|postgres|mySql|mongoDb|microsoftSql)$/;

/** An error that is handed on in place of the answer. */
function* errorsAsData(tree: YamlTree, node: FlowNode, wires: Wires, { key, end }: OnError): Iterable<Swallow> {
  const { value: name } = node.name;
  if (!asksModel(node) && !ANSWERS.test(node.type)) return;
  const next = followers(node, wires);
  if (!next.some((other) => worksOn(other)) || next.some(looks) || isLookedAt(tree, node, wires, ERROR)) return;
  const old = tree.text.startsWith('"continueOnFail"', key.start);
  const words = old ? "continueOnFail: true" : "onError: continueRegularOutput";
  const effect = `when "${name}" fails, "${next[0]?.name.value}" gets the error in place of the answer and takes it for one`;
  yield swallow(node, words, effect, { start: key.start, end }, repairOf(tree, node));
}

/** A request that takes an error page for an answer. */
function* errorPages(tree: YamlTree, node: FlowNode, wires: Wires): Iterable<Swallow> {
  if (node.type !== "httpRequest") return;
  let place = get(tree, node.parameters, "options");
  for (const key of ["response", "response"]) place = get(tree, place, key);
  const never = entry(tree, place, "neverError");
  const next = followers(node, wires);
  if (!never?.value || scalarValue(never.value) !== true || next.length === 0) return;
  if (next.some(looks) || isLookedAt(tree, node, wires, STATUS)) return;
  const { value: name } = node.name;
  const effect = `"${next[0]?.name.value}" gets the page that says what went wrong in "${name}" and takes it for an answer`;
  const { start, end } = spanOf(never.value);
  const repairs = [{ title: "Fail on an error", edits: [{ start, end, text: "false" }] }];
  yield swallow(node, "neverError: true", effect, { start: never.key.start, end }, repairs);
}

const swallow = (
  node: FlowNode,
  words: string,
  effect: string,
  span: { readonly start: number; readonly end: number },
  repairs: readonly Repair[],
): Swallow => {
  const excuse = excuseOf(node);
  return { subject: node.name, words, effect, repairs, ...(excuse && { excuse }), ...span };
};

/** A name that says that nothing depends on it. */
const excuseOf = ({ name }: FlowNode): Sourced<string> | undefined => (saysOptional(name.value) ? name : undefined);

const followers = (node: FlowNode, wires: Wires): FlowNode[] =>
  wires.next(node.name.value).flatMap((name) => wires.byName.get(name) ?? []);

/** False for nodes that only wait, count or bring branches together. */
const worksOn = ({ type }: FlowNode): boolean => !/^(?:noOp|wait|splitInBatches|stopAndError)$/.test(type);

const ERROR = /\berrors?\b|\bisExecuted\b|statusCode/i;
const STATUS = /\berrors?\b|\bstatus(?:Code)?\b|\bsuccess\b|\bok\b/i;

/** True when something behind the node asks how it went. */
function isLookedAt(tree: YamlTree, node: FlowNode, wires: Wires, words: RegExp): boolean {
  const behind = reachedBy(node.name.value, (name) => wires.next(name));
  return [...behind].some((name) => {
    const other = wires.byName.get(name);
    return other !== undefined && other !== node && words.test(textOf(tree, other));
  });
}

/** The node stops the run; only then does the error workflow hear of it. */
function repairOf(tree: YamlTree, { map }: FlowNode): Repair[] {
  const title = "Stop when it fails";
  const own = entry(tree, map, "onError");
  if (own?.value) return [{ title, edits: [{ ...spanOf(own.value), text: '"stopWorkflow"' }] }];
  const old = get(tree, map, "continueOnFail");
  return old ? [{ title, edits: [{ ...spanOf(old), text: "false" }] }] : [];
}
