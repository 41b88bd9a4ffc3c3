// What the function behind a node of LangGraph does, as far as its file tells.
import type { Assignment, Context, ProgramCall, Value } from "../syntax/program.ts";
import type { Span } from "../text.ts";
import { isWithin } from "./langgraph-builders.ts";
import type { Names } from "./langgraph-names.ts";

/** What a node does. Undefined: its code is elsewhere. */
export interface Deeds {
  readonly asksModel: boolean;
  /** The words that hold an answer to a schema. */
  readonly schema?: Span;
  /** The words that wait for a person. */
  readonly person?: Span;
  /** The words that choose where to go on: `Command(goto=…)`. */
  readonly choice?: Span;
  /** Where it may go on by itself, as it is written. */
  readonly goto: readonly Value[];
  /** It compares and complains. */
  readonly checks?: Span;
  /** It runs another graph: what that checks is its own business. */
  readonly runsGraph?: boolean;
  /** The keys of the state that it writes; undefined when nobody can tell. */
  readonly keys?: ReadonlySet<string>;
}

const NOTHING: Deeds = { asksModel: false, goto: [] };

/** Calls that make a model or an agent: classes of langchain's integrations, prebuilt agents. */
const MAKER =
  /\b(?:Chat(?!Prompt|Message|Generation|History|Request|State)[A-Z]\w{0,60}|AzureChatOpenAI|(?:Azure)?OpenAI|Ollama(?:LLM)?|Bedrock(?:LLM)?|VertexAI|HuggingFace(?:Endpoint|Pipeline)|init_?[cC]hat_?[mM]odel|load_?[cC]hat_?[mM]odel|create_?(?:[rR]eact_?|[tT]ool_?[cC]alling_?)?[aA]gent|create_?[sS]upervisor|create_?[dD]eep_?[aA]gent|AgentExecutor|with_?[sS]tructured_?[oO]utput|bind_?[tT]ools)\s{0,5}[(<]/;
/** Prebuilt nodes that run tools and ask no model. */
const TOOLS = /^(?:[\w.]{0,80}\.)?(?:ToolNode|ToolExecutor|BasicToolNode|BasicToolExecutor)$/;
/** Wrappers whose first argument does the work. */
const WRAPPERS =
  /^(?:[\w.]{0,80}\.)?(?:partial|RunnableLambda|RunnableLambda\.from|traceable|wraps|cast|asyncify|observe|task|from)$/;
const SCHEMA =
  /\b(?:with_?structured_?output|response_?format|output_?(?:schema|type)|response_?(?:model|schema)|(?:Pydantic|Structured|Json|JSON)\w{0,40}(?:OutputParser|ToolsParser)|JsonOutput\w{0,40}|model_validate(?:_json)?|TypeAdapter|generate_?object|zod\w{0,20}Format|safeParse|json_mode|json_schema)\b/i;
/** A variable of that name is a model, an agent, or a chain around one. */
const MODELISH =
  /(?:^|[_.\d])(?:llm|model|agent|chain|gpt|claude|gemini|chatbot|openai|anthropic)s?(?=$|[_.\d([A-Z])|(?:[a-z])(?:LLM|Llm|Model|Agent|Chain|Chatbot)s?(?=$|[_.\d([A-Z])/;
const INVOKE =
  /^(?:a?invoke|a?stream|a?batch|a?predict|a?call|a?run|a?generate|stream_events|astream_events|streamEvents|kickoff)$/;
/** Calls of the providers' own clients, and of the AI SDK. */
const CLIENT =
  /(?:\bcompletions\.(?:create|parse)|\bmessages\.create|\bresponses\.(?:create|parse)|\bgenerate_?content(?:_async)?|\bgenerateContent|\blitellm\.a?completion|\bollama\.(?:chat|generate)|\bRunner\.run(?:_sync)?|^(?:generateText|streamText|generateObject|a?completion))$/;

/** Reads what the action of a node does; undefined when its code is elsewhere. */
export function deedsOf(names: Names, action: Value, place: Context): Deeds | undefined {
  if (action.kind === "function") return deedsIn(names, { ...action, context: place });
  if (action.kind === "call") {
    const { callee } = action;
    if (TOOLS.test(callee)) return NOTHING;
    // `this.draft.bind(this)` is the method.
    if (callee.endsWith(".bind")) {
      return deedsOf(names, { ...action, kind: "name", value: callee.slice(0, -".bind".length) }, place);
    }
    const own = names.definition(callee, place);
    if (own) return names.isBroken(own) ? undefined : deedsIn(names, own);
    const [first] = action.arguments;
    if (WRAPPERS.test(callee) && first) return deedsOf(names, first.value, place);
    if (MAKER.test(`${callee}(`)) return asked(names, action);
    return undefined;
  }
  if (action.kind !== "name") return undefined;
  const own = names.definition(action.value, place);
  if (own) return names.isBroken(own) ? undefined : deedsIn(names, own);
  const assigned = names.assignment(action.value, place);
  if (!assigned || assigned.value.kind === "name") return undefined;
  return assigned.value.kind === "other" ? chained(names, assigned) : deedsOf(names, assigned.value, assigned.context);
}

function asked(names: Names, span: Span): Deeds {
  const schema = hitIn(names.text, span, SCHEMA);
  return { asksModel: true, goto: [], ...(schema && { schema }) };
}

/** `prompt | llm`: a model, when the words say so. */
function chained(names: Names, { value }: Assignment): Deeds | undefined {
  const used = names.mentionsIn(value);
  return used.some((mention) => isModel(names, mention.name, undefined)) ? asked(names, value) : undefined;
}

interface Place extends Span {
  readonly context: Context;
}

// Nobody's node uses more of its file.
const MAX_PLACES = 100;

function deedsIn(names: Names, body: Place): Deeds {
  const functions: Place[] = [body];
  const values: Place[] = [];
  const seen = new Set<string>();
  for (const place of functions.concat()) follow(names, place, seen, functions, values);
  for (let at = 1; at < functions.length && at < MAX_PLACES; at++) {
    const place = functions[at];
    if (place) follow(names, place, seen, functions, values);
  }
  for (let at = 0; at < values.length && at < MAX_PLACES; at++) {
    const place = values[at];
    if (place) follow(names, place, seen, [], values);
  }
  const calls = functions.flatMap((place) => names.callsIn(place));
  const places = [...functions, ...values];
  const first = (pattern: RegExp) => {
    for (const place of places) {
      const hit = hitIn(names.text, place, pattern);
      if (hit) return hit;
    }
    return undefined;
  };
  const schema = first(SCHEMA);
  const person = spanOfCall(calls, /^(?:interrupt|NodeInterrupt)$|^input$/);
  const choice = spanOfCall(calls, /^(?:Command|Send)$/);
  const checks = hitIn(names.text, body, /\b(?:raise|throw|assert)\b/);
  const keys = keysOf(names.text, body);
  return {
    asksModel: calls.some((call) => isModelCall(names, call)),
    runsGraph: calls.some((call) => runsGraph(names, call)),
    goto: calls.flatMap(gotoOf),
    ...(schema && { schema }),
    ...(person && { person }),
    ...(choice && { choice }),
    ...(checks && { checks }),
    ...(keys && { keys }),
  };
}

/** Adds the functions and values of the file that a place uses. */
function follow(names: Names, place: Place, seen: Set<string>, functions: Place[], values: Place[]): void {
  const inside = contextIn(place);
  for (const mention of names.mentionsIn(place)) {
    if (mention.as === "target" || mention.as === "key" || seen.has(mention.name)) continue;
    seen.add(mention.name);
    const own = names.definition(mention.name, inside);
    if (own?.kind === "function") functions.push(own);
    else if (!own) {
      const assigned = names.assignment(mention.name, inside);
      if (assigned && !isWithin(assigned, place)) values.push(assigned);
    }
  }
}

/** Inside a place. */
const contextIn = ({ start, end, context }: Place): Context => ({ kind: "function", outer: context, start, end });

function isModelCall(names: Names, call: ProgramCall): boolean {
  const callee = call.callee.replace(/\s+/g, "");
  if (CLIENT.test(callee)) return true;
  if (!INVOKE.test(call.name)) return false;
  const before = callee.slice(0, -call.name.length - 1);
  if (MODELISH.test(before) || MAKER.test(before)) return true;
  return call.receiver?.kind === "name" && isModel(names, call.receiver.value, call.context);
}

function runsGraph(names: Names, { name, receiver, context }: ProgramCall): boolean {
  if (!INVOKE.test(name) || receiver?.kind !== "name") return false;
  return names.assignment(receiver.value, context)?.chain?.last === "compile";
}

/** True for a variable that holds a model, by its name or by what it was given. */
function isModel(names: Names, name: string, place: Context): boolean {
  if (MODELISH.test(name)) return true;
  const seen = new Set<string>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined && seen.size < MAX_PLACES; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const assigned = names.assignment(next, place);
    if (!assigned) continue;
    if (MAKER.test(names.text.slice(assigned.value.start, assigned.value.end))) return true;
    if (assigned.value.kind === "function") continue;
    for (const mention of names.mentionsIn(assigned.value)) {
      if (MODELISH.test(mention.name)) return true;
      waiting.push(mention.name);
    }
  }
  return false;
}

const gotoOf = (call: ProgramCall): Value[] => {
  if (call.name !== "Command") return [];
  return call.arguments.flatMap(({ name, value }) => {
    if (name === "goto") return [value];
    const entries = name === undefined && value.kind === "object" ? value.entries : [];
    return entries.flatMap(({ key, value: to }) => (key?.kind === "text" && key.value === "goto" ? [to] : []));
  });
};

const spanOfCall = (calls: readonly ProgramCall[], names: RegExp): Span | undefined =>
  calls.find(({ name }) => names.test(name))?.at;

function hitIn(text: string, { start, end }: Span, pattern: RegExp): Span | undefined {
  const hit = pattern.exec(text.slice(start, end));
  return hit ? { start: start + hit.index, end: start + hit.index + hit[0].length } : undefined;
}

/** The keys of the dictionaries that a function returns: `return {"draft": …}`, `=> ({ draft })`. */
function keysOf(text: string, { start, end }: Span): ReadonlySet<string> | undefined {
  const body = text.slice(start, end);
  const returns = [...body.matchAll(/(?:\breturn\s{0,5}|=>\s{0,5}\(\s{0,20})(\{\s{0,40}["']?(\w{1,60})["']?|.)/g)];
  const keys = returns.map(([, , key]) => key);
  return keys.length > 0 && keys.every((key) => key !== undefined)
    ? new Set(keys.filter((key) => key !== undefined))
    : undefined;
}
