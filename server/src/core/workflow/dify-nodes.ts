// The steps of a Dify app as nodes of the model, and those of them that work at the same time.
import { groupBy } from "../groups.ts";
import type { Crew, Gate, Guard, RemoteCall, Slot, UnsafeRetry, WorkflowNode } from "../model.ts";
import { NUMBER } from "../syntax/notation.ts";
import { entry, get, scalarText, scalarValue, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { behindOf, type DifyGraph, type DifyNode, isOn, setting } from "./dify-graph.ts";
import { isNearby, sendsSomething } from "./outgoing.ts";
import { workflowNode } from "./workflow.ts";

const AGENT = /^(?:llm|agent|question-classifier|parameter-extractor)$/;

/** The steps of a graph. The platform ends every run after 20 minutes and every loop after 100 rounds. */
export function nodesOf(tree: YamlTree, { nodes, edges }: DifyGraph): WorkflowNode[] {
  const seen = new Set<string>();
  return nodes.flatMap((node) => {
    const { id, name, type, map, parent } = node;
    if (seen.has(id)) return [];
    seen.add(id);
    const isAgent = AGENT.test(type);
    const sources = new Set(edges.filter(({ target }) => target === id).map(({ source }) => source));
    const gate = gateOf(tree, node) ?? (sources.size > 1 ? joinOf(node) : undefined);
    const calls = callsOf(
      tree,
      node,
      edges.some(({ source, handle }) => source === id && handle === "fail-branch"),
    );
    return [
      workflowNode({
        id,
        name,
        start: spanOf(map).start,
        end: spanOf(map).end,
        kind: isAgent ? "agent" : "step",
        risk: isAgent ? "agent" : type === "human-input" ? "person" : calls.length > 0 ? "network" : "local",
        calls,
        after: edges.filter(({ target }) => target === id).map(({ source }) => ({ to: source })),
        ...(parent !== undefined && { inside: parent }),
        ...(gate && { gate }),
      }),
    ];
  });
}

/** What a node checks. */
function gateOf(tree: YamlTree, node: DifyNode): Gate | undefined {
  const { start, end } = node.name;
  const kind = GATES[node.type];
  if (kind) return { value: kind, start, end };
  return node.type === "llm" && isOn(tree, node, "structured_output_enabled")
    ? { value: "schema", start, end }
    : undefined;
}

/** Where branches come together, one is held against the others. An aggregator only picks the branch that ran. */
const joinOf = ({ type, name: { start, end } }: DifyNode): Gate | undefined =>
  type === "variable-aggregator" ? undefined : { value: "condition", start, end };

const GATES: Readonly<Record<string, Gate["value"]>> = {
  "if-else": "condition",
  "question-classifier": "condition",
  "parameter-extractor": "schema",
  code: "check",
  "human-input": "human",
};

/** Tools that look something up or make something elsewhere, by the words of their names. */
const REMOTE =
  /search|read(?:er|_url)|scrap|crawl|translat|weather|news|wiki|arxiv|pubmed|github|gitlab|slack|mail|feishu|lark|dingtalk|wecom|discord|telegram|twilio|notion|jira|confluence|bing|google|duckduckgo|ddgo|serp|tavily|exa\b|jina|firecrawl|brave|perplexity|dalle|stability|stable_?diffusion|flux|midjourney|novitaai|siliconflow|youtube|maps?\b|gaode|amap|stock|finance|fetch|http|download|upload/i;
const LOCAL =
  /^(?:time|code|chart|maths?|json_process|qrcode|regex|searxng|.{0,100}(?:db_query|database|sql).{0,40})$|searxng|comfyui|current_?time|timezone/i;

/** The call of an HTTP node or a remote tool. `caught`: what it fails with has a branch of its own. */
function callsOf(tree: YamlTree, node: DifyNode, caught: boolean): RemoteCall[] {
  if (!reaches(tree, node)) return [];
  const { name } = node;
  const { start, end } = name;
  return [{ subject: name, tool: name.value, retry: retryOf(tree, node, caught), start, end }];
}

function reaches(tree: YamlTree, node: DifyNode): boolean {
  if (node.type === "http-request") return !isNearby(setting(tree, node, "url") ?? "");
  if (node.type !== "tool") return false;
  const kind = setting(tree, node, "provider_type") ?? "";
  if (/^(?:api|mcp)$/.test(kind)) return true;
  const [provider = "", name = ""] = ["provider_id", "tool_name"].map((key) => setting(tree, node, key) ?? "");
  if (kind !== "builtin" || LOCAL.test(provider.split("/").at(-1) ?? "") || LOCAL.test(name)) return false;
  return REMOTE.test(provider) || REMOTE.test(name);
}

function retryOf(tree: YamlTree, node: DifyNode, caught: boolean): Guard {
  const config = entry(tree, node.data, "retry_config");
  const enabled = get(tree, config?.value, "retry_enabled");
  if (config?.value && scalarValue(enabled) !== false) {
    const tries = scalarText(get(tree, config.value, "max_retries")) ?? "";
    return { state: "present", value: tries, start: config.key.start, end: spanOf(config.value).end };
  }
  // A failure that is dealt with does not end the run.
  if (caught || setting(tree, node, "error_strategy") === "default-value") return { state: "unsupported" };
  const slot = sendsTwice(tree, node) ? undefined : retrySlot(tree, node);
  return { state: "absent", ...(slot && { slot }) };
}

// Source: the HTTP node of the editor, `default.ts`.
const RETRY = { max_retries: NUMBER, retry_enabled: true, retry_interval: 1000 } as const;

function retrySlot(tree: YamlTree, { data }: DifyNode): Slot | undefined {
  const config = get(tree, data, "retry_config");
  const enabled = get(tree, config, "retry_enabled");
  if (config && !enabled) return undefined;
  const edit = enabled
    ? { ...spanOf(enabled), text: "true" }
    : insertEntry(tree, data, ["retry_config", RETRY], "desc");
  return edit && { edits: [edit] };
}

const sendsTwice = (tree: YamlTree, node: DifyNode): boolean =>
  node.type === "http-request" &&
  setting(tree, node, "method")?.toLowerCase() === "post" &&
  sendsSomething(setting(tree, node, "url") ?? "");

/** A retry around a request that sends, orders or pays. */
export function* unsafeRetriesOf(tree: YamlTree, { nodes }: DifyGraph): Iterable<UnsafeRetry> {
  for (const node of nodes) {
    const retry = sendsTwice(tree, node) ? retryOf(tree, node, false) : undefined;
    if (retry?.state !== "present") continue;
    const { start, end } = retry;
    yield { subject: node.name, action: "A POST request that sends something", start, end };
  }
}

/**
 * Branches that leave a node by the same handle, and so at the same time, with a model in each. Whoever two of them lead to joins
 * their work. What leaves by different handles runs instead of each other.
 */
export function* crewsOf({ nodes, ...graph }: DifyGraph): Iterable<Crew> {
  const all = { nodes, ...graph };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const [, wires] of groupBy(graph.edges, ({ source, handle }) => `${source}\n${handle}`)) {
    const start = byId.get(wires[0]?.source ?? "");
    const targets = [...new Set(wires.map(({ target }) => target))].filter((id) => byId.has(id));
    if (!start || targets.length < 2) continue;
    const branches = targets.map((id) => new Set([id, ...behindOf(all, id)]));
    const alone = branches.filter(
      (branch) =>
        [...branch].some((id) => /^(?:llm|agent)$/.test(byId.get(id)?.type ?? "")) &&
        // What is kept in a variable of the conversation is picked up from there.
        ![...branch].some((id) => byId.get(id)?.type === "assigner") &&
        !branches.some((other) => other !== branch && [...branch].some((id) => other.has(id))),
    );
    if (alone.length < 2) continue;
    yield { subject: start.name, size: alone.length, start: start.name.start, end: spanOf(start.map).end };
  }
}
