// The nodes and edges of a graph of LangGraph, from the calls that build it.
import type { ProgramCall, Value } from "../syntax/program.ts";
import type { Sourced, Span } from "../text.ts";
import { type Builder, methodOf } from "./langgraph-builders.ts";
import type { Names } from "./langgraph-names.ts";

/** A graph as it is written. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Ends of edges, and of other references, that no node bears the name of; empty when names are not all known. */
  readonly strays: readonly Sourced<string>[];
  /** The call `compile` of a graph that nothing enters. */
  readonly unentered?: Span;
  /** Nodes at which the graph waits for a person, by the options of `compile`; `*` for all. */
  readonly pauses: ReadonlyMap<string, Span>;
  /** False when a part of the graph is not known. */
  readonly isWhole: boolean;
}

/** A node as it is added. */
export interface GraphNode {
  readonly id: string;
  readonly name: Sourced<string>;
  /** What it runs; left out when it is not written here. */
  readonly action?: Value;
  readonly call: ProgramCall;
}

/** That one node comes behind another, or at the beginning (`START`) or end (`END`). */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly at: Span;
  readonly isConditional: boolean;
}

/** Where every graph begins and ends. Source: langgraph/constants.py. */
export const START = "__start__";
/** See `START`. */
export const END = "__end__";

/** What a name is: text or the words that stand for it. */
interface Name extends Sourced<string> {
  /** True when only the words are known, not the name they stand for. */
  readonly isSymbol: boolean;
}

/** Reads the calls that build a graph. */
export function graphOf(names: Names, builder: Builder): Graph {
  const reader = new GraphReader(names);
  for (const call of builder.calls) reader.read(call);
  return reader.finish(builder.isWhole);
}

class GraphReader {
  readonly #names: Names;
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];
  readonly #named: Name[] = [];
  readonly #pauses = new Map<string, Span>();
  #compiled: Span | undefined;
  #isWhole = true;
  #isSymbolic = false;

  constructor(names: Names) {
    this.#names = names;
  }

  read(call: ProgramCall): void {
    const values = call.arguments.filter(({ name }) => name === undefined).map(({ value }) => value);
    const named = (key: string) => call.arguments.find(({ name }) => name === key)?.value;
    const arg = (at: number, ...keys: string[]) => values[at] ?? keys.map(named).find(Boolean);
    switch (methodOf(call)) {
      case "add_node":
        this.#addNodes(call, arg(0, "node"), arg(1, "action"));
        break;
      case "add_edge":
        this.#addEdges(arg(0, "start_key"), arg(1, "end_key"));
        break;
      case "add_conditional_edges":
        this.#addRoutes(call, arg(0, "source"), arg(1, "path"), arg(2, "path_map"));
        break;
      case "set_conditional_entry_point":
        this.#routes([START], arg(0, "path"), arg(1, "path_map"), call.at);
        break;
      case "set_entry_point":
        this.#edge([START], this.#ends(arg(0, "key")), call.at);
        break;
      case "set_finish_point":
        this.#edge(this.#ids(this.#ends(arg(0, "key"))), [{ value: END, isSymbol: false, ...call.at }], call.at);
        break;
      case "add_sequence":
        this.#addSequence(call, arg(0, "nodes"));
        break;
      default:
        this.#compile(call);
    }
  }

  finish(isWhole: boolean): Graph {
    const ids = new Set([...this.#nodes.map(({ id }) => id), START, END]);
    // A name that is no node's may be that of a node whose name is not known.
    const isMatched = !this.#isSymbolic || this.#named.every(({ value }) => ids.has(value));
    const whole = isWhole && this.#isWhole && isMatched;
    const isKnown = whole && !this.#isSymbolic && this.#nodes.length > 0;
    const isEntered = this.#edges.some(({ from }) => from === START);
    return {
      nodes: this.#nodes,
      edges: this.#edges,
      strays: isKnown ? this.#named.filter(({ value }) => !ids.has(value)) : [],
      ...(isKnown && !isEntered && this.#compiled && { unentered: this.#compiled }),
      pauses: this.#pauses,
      isWhole: whole,
    };
  }

  #addNodes(call: ProgramCall, first: Value | undefined, action: Value | undefined): void {
    if (!first) {
      this.#isWhole = false;
    } else if (first.kind === "object") {
      // `addNode({ draft, check: checkDraft })` adds each.
      for (const { key, value } of first.entries) this.#addNode(call, key, value);
    } else if (first.kind === "list") {
      for (const one of first.items) {
        const [name, runs] = one.kind === "list" ? one.items : [];
        this.#addNode(call, name, runs);
      }
    } else this.#addNode(call, first, action);
  }

  #addNode(call: ProgramCall, named: Value | undefined, action?: Value): void {
    const own =
      action === undefined && named?.kind === "name" ? this.#ownName(named, call) : named && this.#name(named);
    if (!own) {
      this.#isWhole = false;
      return;
    }
    if (own.isSymbol) this.#isSymbolic = true;
    const runs = action ?? (named?.kind === "name" ? named : undefined);
    const { value, start, end } = own;
    this.#nodes.push({ id: value, name: { value, start, end }, call, ...(runs && { action: runs }) });
  }

  /** `add_node(draft)` takes the name of the function; that of an object nobody can tell. */
  #ownName({ value, start, end }: Value & { kind: "name" }, call: ProgramCall): Name {
    const last = value.replace(/^(?:self|this|cls)\./, "");
    const isFunction = this.#names.definition(value, call.context)?.kind === "function";
    return { value: last.split(".").at(-1) ?? "", isSymbol: !isFunction, start, end };
  }

  #addSequence(call: ProgramCall, list: Value | undefined): void {
    if (list?.kind !== "list") {
      this.#isWhole = false;
      return;
    }
    let before: string | undefined;
    for (const one of list.items) {
      const parts = one.kind === "list" ? one.items : [one];
      this.#addNode(call, parts[0], parts[1]);
      const id = this.#nodes.at(-1)?.id;
      if (before !== undefined && id !== undefined)
        this.#edges.push({ from: before, to: id, at: call.at, isConditional: false });
      before = id;
    }
  }

  #addEdges(from: Value | undefined, to: Value | undefined): void {
    const ends = this.#ends(to);
    this.#edge(this.#ids(this.#ends(from)), ends, to ?? { start: 0, end: 0 });
  }

  #edge(from: readonly string[], to: readonly Name[], at: Span): void {
    for (const source of from)
      for (const { value } of to) this.#edges.push({ from: source, to: value, at, isConditional: false });
    for (const name of to) if (!name.isSymbol) this.#named.push(name);
  }

  #addRoutes(call: ProgramCall, source: Value | undefined, path: Value | undefined, map: Value | undefined): void {
    const options = source?.kind === "object" ? source.entries : [];
    const option = (key: string) => options.find((one) => one.key?.kind === "text" && one.key.value === key)?.value;
    // `addConditionalEdges({ source, path, pathMap })` says the same.
    const from = source?.kind === "object" ? option("source") : source;
    this.#routes(this.#ids(this.#ends(from)), option("path") ?? path, option("pathMap") ?? map, call.at);
  }

  /** A router chooses; where no map says among what, it may go anywhere. */
  #routes(from: readonly string[], _path: Value | undefined, map: Value | undefined, at: Span): void {
    const list = map?.kind === "object" ? map.entries.map(({ value }) => value) : map?.kind === "list" ? map.items : [];
    const names = list.map((value) => this.#name(value));
    const isKnown = names.length > 0 && names.every((name) => name !== undefined && !name.isSymbol);
    const targets = isKnown ? names.filter((name) => name !== undefined) : [];
    if (targets.length === 0) targets.push({ value: ANYWHERE, isSymbol: true, ...at });
    for (const source of from)
      for (const { value } of targets) this.#edges.push({ from: source, to: value, at, isConditional: true });
    for (const name of targets) if (!name.isSymbol) this.#named.push(name);
  }

  #compile(call: ProgramCall): void {
    this.#compiled = call.at;
    for (const { name, value } of call.arguments) {
      const options = name === undefined && value.kind === "object" ? value.entries : [];
      const own = name === undefined ? [] : [{ key: name, value }];
      const pairs = [
        ...own,
        ...options.map((one) => ({ key: one.key?.kind === "text" ? one.key.value : "", value: one.value })),
      ];
      for (const pair of pairs) if (/^interrupt_?(?:before|after)$/i.test(pair.key)) this.#pause(pair.value);
    }
  }

  #pause(value: Value): void {
    const names = value.kind === "list" ? value.items.map((one) => this.#name(one)) : [undefined];
    for (const name of names) {
      if (name && !name.isSymbol) this.#named.push(name);
      this.#pauses.set(name && !name.isSymbol ? name.value : "*", value);
    }
  }

  #ids(names: readonly Name[]): string[] {
    for (const name of names) if (!name.isSymbol) this.#named.push(name);
    return names.map(({ value }) => value);
  }

  /** The nodes at an end of an edge; several when all of them have to end first. */
  #ends(value: Value | undefined): Name[] {
    const names = value?.kind === "list" ? value.items.map((one) => this.#name(one)) : [value && this.#name(value)];
    if (names.some((name) => name === undefined)) this.#isWhole = false;
    return names.filter((name) => name !== undefined);
  }

  #name(value: Value): Name | undefined {
    const { start, end } = value;
    if (value.kind === "text") {
      // Inside its quotation marks.
      return { value: value.value, isSymbol: false, start: start + 1, end: end - 1 };
    }
    if (value.kind !== "name") return undefined;
    const last = value.value.split(".").at(-1);
    if (last === "START" || last === "END")
      return { value: last === "START" ? START : END, isSymbol: false, start, end };
    const constant = this.#names.constant(value.value);
    if (constant === undefined) this.#isSymbolic = true;
    return { value: constant ?? value.value, isSymbol: constant === undefined, start, end };
  }
}

/** The end of an edge that may lead to any node. */
export const ANYWHERE = "*";
