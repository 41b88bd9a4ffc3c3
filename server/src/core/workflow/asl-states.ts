// The states of a state machine in Amazon States Language.
import {
  entries,
  entry,
  get,
  isMapping,
  isQuoted,
  items,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { type Resource, readResource } from "./asl-resources.ts";

/** A state machine with all that it holds. */
export interface StateMachine {
  readonly map: YamlMap;
  /** What else the template says of it, where it stands in one. */
  readonly properties?: YamlNode | undefined;
  /** Its own scope first, then those of the branches and items inside of it. */
  readonly scopes: readonly Scope[];
  /** The states of all scopes, those around others first. */
  readonly states: readonly State[];
}

/** States that may go on to each other: those of the machine, of one branch, or of what is done with each item. */
export interface Scope {
  readonly map: YamlMap;
  readonly states: readonly State[];
  readonly byName: ReadonlyMap<string, State>;
  /** The state that holds the scope. */
  readonly owner: State | undefined;
  readonly startAt: Transition | undefined;
}

/** One state. */
export interface State {
  readonly id: string;
  readonly name: Sourced<string>;
  readonly type: string;
  readonly map: YamlMap;
  readonly scope: Scope;
  /** The states that it may go on to. */
  readonly next: readonly Transition[];
  /** What a task calls. */
  readonly resource: Resource | undefined;
}

/** The name of the state that comes next, without its quotes. */
export interface Transition extends Sourced<string> {
  readonly by: "Next" | "Default" | "Choices" | "Catch" | "StartAt";
  /** The rule of a choice, or the catcher, that says so. */
  readonly rule?: YamlNode;
}

// A state of a state of a state … : no honest machine goes deeper.
const MAX_DEPTH = 20;

/**
 * The state machines of a file: the file itself; those in the resources of a CloudFormation or SAM template; those of the
 * plug-in serverless-step-functions. Sources: states-language.net; "AWS::Serverless::StateMachine" in the SAM specification.
 */
export function* machinesOf(tree: YamlTree): Iterable<StateMachine> {
  for (const { map, properties } of definitionsOf(tree)) {
    const scopes: Scope[] = [];
    readScope(tree, map, undefined, "", scopes, 0);
    yield { map, properties, scopes, states: scopes.flatMap(({ states }) => states) };
  }
}

interface Definition {
  readonly map: YamlMap;
  readonly properties?: YamlNode | undefined;
}

function* definitionsOf(tree: YamlTree): Iterable<Definition> {
  const top = root(tree);
  if (isMachine(tree, top)) return yield { map: top };
  for (const { value } of entries(tree, get(tree, top, "Resources"))) {
    if (!RESOURCE.test(scalarText(get(tree, value, "Type")) ?? "")) continue;
    const properties = get(tree, value, "Properties");
    const map = get(tree, properties, "Definition");
    if (isMachine(tree, map)) yield { map, properties };
  }
  const plugin = get(tree, get(tree, top, "stepFunctions"), "stateMachines");
  for (const { value } of entries(tree, plugin)) {
    const map = get(tree, value, "definition");
    if (isMachine(tree, map)) yield { map, properties: value };
  }
}

const RESOURCE = /^AWS::(?:Serverless|StepFunctions)::StateMachine$/;

/** `StartAt` and, in `States`, a mapping with a `Type`. */
function isMachine(tree: YamlTree, node: YamlNode | undefined): node is YamlMap {
  if (!isMapping(node) || !entry(tree, node, "StartAt")) return false;
  return [...entries(tree, get(tree, node, "States"))].some(({ value }) => TYPES.has(typeOf(tree, value)));
}

const typeOf = (tree: YamlTree, state: YamlNode | undefined): string => scalarText(get(tree, state, "Type")) ?? "";

const TYPES: ReadonlySet<string> = new Set(["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"]);

function readScope(
  tree: YamlTree,
  map: YamlMap,
  owner: State | undefined,
  path: string,
  scopes: Scope[],
  depth: number,
): void {
  const states: State[] = [];
  const byName = new Map<string, State>();
  const start = get(tree, map, "StartAt");
  const startAt = start && transition(tree, start, "StartAt");
  const scope: Scope = { map, states, byName, owner, startAt };
  scopes.push(scope);
  for (const { key, value } of entries(tree, get(tree, map, "States"))) {
    const type = typeOf(tree, value);
    if (!isMapping(value) || !TYPES.has(type)) continue;
    const state: State = {
      id: `${path}${key.value}`,
      name: key,
      type,
      map: value,
      scope,
      next: [...transitionsOf(tree, value)],
      resource: type === "Task" ? readResource(tree, value) : undefined,
    };
    states.push(state);
    byName.set(key.value, state);
  }
  if (depth === MAX_DEPTH) return;
  for (const state of states) {
    for (const [index, inner] of innerScopes(tree, state).entries()) {
      readScope(tree, inner, state, `${state.id}/${index}/`, scopes, depth + 1);
    }
  }
}

/** The branches of a parallel state, or what a map state does with each item. */
function innerScopes(tree: YamlTree, { type, map }: Pick<State, "type" | "map">): YamlMap[] {
  if (type === "Parallel") return [...items(tree, get(tree, map, "Branches"))].filter((node) => isMapping(node));
  if (type !== "Map") return [];
  const inner = get(tree, map, "ItemProcessor") ?? get(tree, map, "Iterator");
  return isMapping(inner) ? [inner] : [];
}

function* transitionsOf(tree: YamlTree, map: YamlMap): Iterable<Transition> {
  const next = get(tree, map, "Next");
  if (next) yield* one(transition(tree, next, "Next"));
  for (const by of ["Choices", "Catch"] as const) {
    for (const rule of items(tree, get(tree, map, by))) {
      const to = get(tree, rule, "Next");
      const found = to && transition(tree, to, by);
      if (found) yield { ...found, rule };
    }
  }
  const otherwise = get(tree, map, "Default");
  if (otherwise) yield* one(transition(tree, otherwise, "Default"));
}

const one = <T>(item: T | undefined): T[] => (item === undefined ? [] : [item]);

function transition({ text }: YamlTree, node: YamlNode, by: Transition["by"]): Transition | undefined {
  const value = scalarText(node);
  if (!value) return undefined;
  const { start, end } = spanOf(node);
  return isQuoted(node) && text.slice(start + 1, end - 1) === value
    ? { value, by, start: start + 1, end: end - 1 }
    : { value, by, start, end };
}

/** The state of that name to which a state of the scope may go on. */
export const stateNamed = ({ byName }: Scope, name: string): State | undefined => byName.get(name);
