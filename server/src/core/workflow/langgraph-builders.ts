// Finds the graphs that a program builds with LangGraph: each `StateGraph(…)` and the calls that add to it.
import type { Assignment, Context, Program, ProgramCall } from "../syntax/program.ts";
import type { Span } from "../text.ts";

/** A graph that is built, with the calls that build it in their order. */
export interface Builder {
  /** The call `StateGraph(…)`. */
  readonly made: ProgramCall;
  readonly calls: readonly ProgramCall[];
  /** False when calls stand in loops, conditions or other functions, or the graph is given away before it is compiled. */
  readonly isWhole: boolean;
}

/** Methods of the builder, in the words of Python; JavaScript has the same in camel case. */
const METHODS: ReadonlySet<string> = new Set([
  "add_node",
  "add_edge",
  "add_conditional_edges",
  "add_sequence",
  "set_entry_point",
  "set_conditional_entry_point",
  "set_finish_point",
  "compile",
]);

/** The method in the words of Python: `add_node` for `addNode`. */
export const methodOf = ({ name }: ProgramCall): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The graphs that a program builds. */
export function buildersOf(program: Program): Builder[] {
  const made = program.calls.filter(({ callee }) => callee === "StateGraph" || callee.endsWith(".StateGraph"));
  return made.map((call) => builderOf(program, call));
}

function builderOf(program: Program, made: ProgramCall): Builder {
  const home = program.assignments.find(({ chain }) => chain?.first.start === made.start);
  // `graph = StateGraph(State).add_node(…).compile()` is no builder any more.
  const variable = home?.chain?.last === "compile" ? undefined : home;
  const region = variable && regionOf(variable, program);
  const calls = program.calls.filter((call) => {
    if (!METHODS.has(methodOf(call)) || !call.receiver) return false;
    const { receiver } = call;
    if (receiver.start === made.start && receiver.kind === "call") return true;
    return variable && region && receiver.kind === "name" && receiver.value === variable.name && isWithin(call, region);
  });
  const isShared = /^(?:self|this|cls)\./.test(variable?.name ?? "");
  const sameContext = (call: ProgramCall) =>
    call.context === made.context ||
    (isShared && call.context?.kind === "function" && call.context.outer?.kind === "class");
  const isCompiled = calls.some((call) => methodOf(call) === "compile");
  const isStray = variable && region && isGivenAway(program, variable, region, calls);
  const span = { start: made.start, end: Math.max(made.end, ...calls.map(({ end }) => end)) };
  const isBroken = program.errors.some((error) => isWithin(error, span));
  const isTogether = calls.every((call) => methodOf(call) === "compile" || sameContext(call));
  return { made, calls, isWhole: isCompiled && !isStray && !isBroken && isTogether };
}

/** Where a variable means this graph: its function or class, up to the next graph of that name. */
function regionOf({ name, context, start }: Assignment, program: Program): Span {
  const around = /^(?:self|this|cls)\./.test(name) ? enclosing(context, "class") : enclosing(context, "function");
  const whole = around ?? { start: 0, end: Number.POSITIVE_INFINITY };
  const next = program.assignments.find(
    (other) =>
      other.start > start &&
      other.name === name &&
      isWithin(other, whole) &&
      enclosing(other.context, "function") === enclosing(context, "function") &&
      !goesOn(other),
  );
  const isFirst = around !== undefined && name.includes(".");
  return { start: isFirst ? whole.start : start, end: next?.end ?? whole.end };
}

/** `graph = graph.add_node(…)` is still the same graph. */
const goesOn = ({ name, value, chain }: Assignment): boolean =>
  value.kind === "call" && chain?.last !== "compile" && value.callee.startsWith(`${name}.`);

function enclosing(context: Context, kind: "function" | "class"): Context {
  for (let at = context; at; at = at.outer) if (at.kind === kind) return at;
  return undefined;
}

/** True when something else gets hold of the graph while it is built: nobody can tell what that adds. */
function isGivenAway(program: Program, { name }: Assignment, region: Span, calls: readonly ProgramCall[]): boolean {
  const known = new Set(calls.flatMap(({ receiver }) => (receiver ? [receiver.start] : [])));
  return program.mentions.some(
    (mention) =>
      mention.name === name &&
      isWithin(mention, region) &&
      mention.as !== "key" &&
      (mention.as === "other" || (mention.as === "receiver" && !known.has(mention.start))),
  );
}

/** True when a span lies inside another. */
export const isWithin = ({ start, end }: Span, outer: Span): boolean => start >= outer.start && end <= outer.end;
