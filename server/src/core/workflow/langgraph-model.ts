// From a graph of LangGraph to the model: which nodes ask a model, what checks their work, which run in one superstep.
import type { Crew, Dangling, Gate, Workflow, WorkflowNode } from "../model.ts";
import type { Program, Value } from "../syntax/program.ts";
import { agentNode, crewsAtOnce } from "./agent-nodes.ts";
import { circlesAmong } from "./circles.ts";
import { buildersOf } from "./langgraph-builders.ts";
import { type Deeds, deedsOf } from "./langgraph-functions.ts";
import { ANYWHERE, END, type Graph, type GraphNode, graphOf, START } from "./langgraph-graph.ts";
import { Names } from "./langgraph-names.ts";
import { workflow, workflowNode } from "./workflow.ts";

/** The workflows of a program: one for each graph that it builds. */
export function* langgraphWorkflows(program: Program, text: string): Iterable<Workflow> {
  const names = new Names(program, text);
  for (const builder of buildersOf(program)) {
    const graph = graphOf(names, builder);
    if (graph.nodes.length === 0) continue;
    const parts = new Parts(names, graph);
    const nodes = graph.isWhole ? parts.nodes() : graph.nodes.map((node) => ({ ...parts.node(node), after: [] }));
    yield workflow("langgraph-source", builder.made, {
      nodes,
      crews: graph.isWhole ? parts.crews(nodes) : [],
      dangling: [...danglingOf(graph)],
    });
  }
}

class Parts {
  readonly #text: string;
  readonly #graph: Graph;
  readonly #deeds: ReadonlyMap<string, Deeds | undefined>;

  constructor(names: Names, graph: Graph) {
    this.#text = names.text;
    this.#graph = graph;
    this.#deeds = new Map(
      graph.nodes.map(({ id, action, call }) => [id, action && deedsOf(names, action, call.context)]),
    );
  }

  nodes(): WorkflowNode[] {
    const endless = this.#endless();
    return this.#graph.nodes.map((node) => {
      const lowered = this.node(node);
      const gate = lowered.gate ?? this.#gateBefore(node);
      const isEndless = endless.has(node.id);
      return {
        ...lowered,
        after: this.#graph.edges
          .filter((edge) => edge.to === node.id && edge.from !== START)
          .map(({ from, at }) => ({ to: from, at })),
        ...(gate && { gate }),
        ...(isEndless && { turns: { state: "absent" as const } }),
      };
    });
  }

  /** A node by itself, without what the graph says of it. */
  node({ id, name, call }: GraphNode): WorkflowNode {
    const deeds = this.#deeds.get(id);
    const own = { id, name, start: name.start, end: Math.max(name.end, call.end) };
    const gate = gateOf(deeds, id);
    if (!deeds || deeds.runsGraph) return workflowNode({ ...own, kind: "call" });
    return deeds.asksModel
      ? agentNode(name, call, { ...own, ...(gate && { gate }) })
      : workflowNode({ ...own, ...(gate && { gate }) });
  }

  /** What stands between the nodes before and this one: a person, or a condition on the result. */
  #gateBefore({ id }: GraphNode): Gate | undefined {
    const { edges, pauses } = this.#graph;
    const pause = pauses.get(id) ?? pauses.get("*");
    if (pause) return { value: "human", start: pause.start, end: pause.end };
    const route = edges.find(({ to, isConditional }) => isConditional && (to === id || to === ANYWHERE));
    if (route) return { value: "condition", start: route.at.start, end: route.at.end };
    for (const deeds of this.#deeds.values()) {
      if (deeds?.choice && (deeds.goto.length === 0 || deeds.goto.some((to) => mayBe(to, id)))) {
        return { value: "condition", ...deeds.choice };
      }
    }
    return undefined;
  }

  /** Agents that run in one superstep and write one key of the state that nothing merges. */
  crews(nodes: readonly WorkflowNode[]): Crew[] {
    if (this.#isChosen()) return [];
    const { edges } = this.#graph;
    // What a condition leads to runs with whom the condition says; what nothing leads to does not run.
    const isSure = ({ id }: WorkflowNode) =>
      edges.some(({ to }) => to === id) && !edges.some(({ to, isConditional }) => to === id && isConditional);
    const known = nodes.map((node): WorkflowNode => (isSure(node) ? node : { ...node, kind: "step" }));
    return crewsAtOnce(known).flatMap((crew) => {
      const members = known.filter(({ kind, start }) => kind === "agent" && start >= crew.start && start <= crew.end);
      const key = this.#sharedKey(members.map(({ id }) => id));
      if (key === undefined || !this.#holdsOne(key)) return [];
      return [{ ...crew, artifact: { value: key, start: crew.start, end: crew.end } }];
    });
  }

  /** True when conditions decide what runs. */
  #isChosen(): boolean {
    return (
      this.#graph.edges.some(({ to }) => to === ANYWHERE) || [...this.#deeds.values()].some((deeds) => deeds?.choice)
    );
  }

  #sharedKey(ids: readonly string[]): string | undefined {
    const [first, ...others] = ids.map((id) => this.#deeds.get(id)?.keys);
    return [...(first ?? [])].find((key) => others.every((keys) => keys?.has(key)));
  }

  /**
   * True for a key of the state that is declared here and holds one value. One with a reducer takes what every node writes:
   * `text: Annotated[list, add]`, `text: Annotation<string[]>({ reducer })`. Source: LangGraph, "Graph API", reducers.
   */
  #holdsOne(key: string): boolean {
    const declared = new RegExp(
      `^[ \\t]{1,20}${key}[ \\t]{0,9}:(?![ \\t]{0,9}(?:[\\w.]{0,40}Annotated|["'\\[{(]|await|new|async))[ \\t]{0,9}[\\w.[\\] |,]{1,80}(?:=.{0,80})?$|` +
        `\\b${key}:\\s{0,9}(?:Annotation(?:<[^>\\n]{1,80}>)?(?:\\(\\))?\\s{0,9}[,}]|z\\.(?!.{0,120}reducer).{1,120}|null\\s{0,9}[,}])`,
      "m",
    );
    return declared.test(this.#text);
  }

  /** One agent of each circle that has no way out. */
  #endless(): ReadonlySet<string> {
    const { nodes, edges, pauses } = this.#graph;
    if (/recursion_?limit/i.test(this.#text)) return new Set();
    const next = (id: string) => edges.flatMap(({ from, to }) => (from === id && to !== END ? [to] : []));
    const circles = circlesAmong(
      nodes.map(({ id }) => id),
      next,
    );
    return new Set(
      circles.flatMap((circle) => {
        const mayEnd = circle.some((id) => {
          const deeds = this.#deeds.get(id);
          return (
            !deeds ||
            deeds.choice ||
            deeds.person ||
            deeds.checks ||
            pauses.size > 0 ||
            edges.some(({ from, isConditional }) => from === id && isConditional)
          );
        });
        const agent = circle.find((id) => this.#deeds.get(id)?.asksModel);
        return mayEnd || agent === undefined ? [] : [agent];
      }),
    );
  }
}

const mayBe = (to: Value, id: string): boolean => to.kind !== "text" || to.value === id;

/** What makes sure, at a node, that the work is right. */
function gateOf(deeds: Deeds | undefined, id: string): Gate | undefined {
  if (!deeds) return undefined;
  if (deeds.person) return { value: "human", ...deeds.person };
  if (deeds.schema) return { value: "schema", ...deeds.schema };
  const isCheck =
    !deeds.asksModel && (deeds.checks ?? /valid|check|verif|test|lint|guard|review|approv|human/i.test(id));
  if (isCheck) return { value: "check", ...(deeds.checks ?? { start: 0, end: 0 }) };
  return undefined;
}

function* danglingOf({ strays, unentered, nodes }: Graph): Iterable<Dangling> {
  const among = nodes.map(({ id }) => id);
  const seen = new Set<string>();
  for (const { value: wanted, start, end } of strays) {
    if (seen.has(wanted)) continue;
    seen.add(wanted);
    const subject = { value: wanted, start, end };
    yield { subject, noun: "node", wanted, why: "no node of that name is added to the graph", among, start, end };
  }
  if (unentered) {
    const subject = { value: "compile", ...unentered };
    const why = "no edge leads from START to a node, so the graph cannot be compiled";
    yield { subject, noun: "entry point", wanted: "START", why, among: [], ...unentered };
  }
}
