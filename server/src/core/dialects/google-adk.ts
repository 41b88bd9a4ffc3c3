import type { Around } from "../around.ts";
import { dialect } from "../dialect.ts";
import type { Crew, Guard, WorkflowNode } from "../model.ts";
import {
  entry,
  get,
  isMapping,
  items,
  parseYaml,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced, SourceFile } from "../text.ts";
import { agentNode, missingFile, pathFrom } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: google/adk-docs, docs/agents/config.md and workflow-agents; google/adk-python, src/google/adk/agents/*_config.py.
export default dialect({
  id: "google-adk",
  title: "Google ADK agent configuration",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/root_agent.{yaml,yml}"],
  elsewhere: ["**/*.{yaml,yml}"],

  claim(tree, { text }, byPath) {
    const top = root(tree);
    const isAgent = CLASS.test(classOf(tree, top)) || text.slice(0, 1000).includes("AgentConfig.json");
    if (!isMapping(top) || !scalarText(get(tree, top, "name")))
      return byPath && tree.errors.length > 0 && isAgent ? 0.5 : 0;
    // Without its class it is an agent of the most common one, whose keys many other formats have.
    const looksLikeOne = byPath && ["instruction", "sub_agents", "tools"].some((key) => entry(tree, top, key));
    return isAgent || looksLikeOne ? 0.9 : 0;
  },

  *lower(tree, file, { around }) {
    const top = root(tree);
    const name = named(tree, top);
    if (!isMapping(top) || !name) return;
    const agents = subAgents(tree, top);
    const links = linksOf(file.path, agents, around);
    // Where none of the parts is there, the file was copied alone, and nobody can tell.
    const dangling = agents.flatMap(({ path }) =>
      path && links.length > 0 ? [...missingFile(file.path, path, { noun: "agent", subject: path, around })] : [],
    );
    const parts = { dangling, links };
    const kind = classOf(tree, top);
    if (kind.endsWith("ParallelAgent")) {
      const crews = crewOf(file, name, agents.length, around);
      yield workflow("google-adk", spanOf(top), { ...parts, nodes: nodesOf(file, agents, around, false), crews });
    } else if (kind.endsWith("LoopAgent")) {
      const turns = turnsOf(tree, top, file, agents, around);
      const loop = agentNode(name, spanOf(top), { turns });
      yield workflow("google-adk", spanOf(top), { ...parts, nodes: [loop] });
    } else if (kind.endsWith("SequentialAgent")) {
      yield workflow("google-adk", spanOf(top), { ...parts, nodes: nodesOf(file, agents, around, true) });
    } else {
      // The others are tools of this one: it chooses among them, one at a time.
      const gate = schemaGate(tree, top);
      yield workflow("google-adk", spanOf(top), {
        ...parts,
        nodes: [agentNode(name, spanOf(top), gate ? { gate } : {})],
      });
    }
  },
});

const CLASS = /^(?:google\.adk\.agents\.)?(?:Llm|Loop|Parallel|Sequential|Base|Graph)Agent$/;

const classOf = (tree: YamlTree, top: YamlNode | undefined): string => scalarText(get(tree, top, "agent_class")) ?? "";

function named(tree: YamlTree, top: YamlNode | undefined): Sourced<string> | undefined {
  const name = get(tree, top, "name");
  const value = scalarText(name);
  return name && value ? { value, ...spanOf(name) } : undefined;
}

interface SubAgent {
  /** Where its configuration lies; left out for one that is written in Python. */
  readonly path: Sourced<string> | undefined;
  readonly node: YamlNode;
}

const subAgents = (tree: YamlTree, top: YamlMap): SubAgent[] =>
  [...items(tree, get(tree, top, "sub_agents"))].map((node) => {
    const path = get(tree, node, "config_path");
    const value = scalarText(path);
    return { node, path: path && value ? { value, ...spanOf(path) } : undefined };
  });

/** The configuration of a sub-agent, from its file; undefined when nobody can tell. */
function read({ path: from }: SourceFile, { path }: SubAgent, around: Around): YamlTree | undefined {
  const place = path && pathFrom(from, path.value);
  const text = place === undefined ? undefined : around.read(place);
  return text === undefined ? undefined : parseYaml(text);
}

function* linksFrom(from: string, agents: readonly SubAgent[], around: Around): Iterable<Sourced<string>> {
  for (const { path } of agents) {
    const place = path && pathFrom(from, path.value);
    if (path && place !== undefined && around.exists(place)) yield { ...path, value: place };
  }
}
const linksOf = (from: string, agents: readonly SubAgent[], around: Around) => [...linksFrom(from, agents, around)];

/** The sub-agents as nodes. One that consists of several, or cannot be read, is a call of another file. */
function nodesOf(file: SourceFile, agents: readonly SubAgent[], around: Around, inOrder: boolean): WorkflowNode[] {
  let before: string | undefined;
  return agents.map((agent, index) => {
    const span = agent.path ?? spanOf(agent.node);
    const tree = read(file, agent, around);
    const top = tree && root(tree);
    const id = `${index}`;
    const after = inOrder && before !== undefined ? [{ to: before }] : [];
    before = id;
    const name = {
      value: (tree && named(tree, top)?.value) || agent.path?.value || id,
      start: span.start,
      end: span.end,
    };
    const isOne = tree !== undefined && /^$|LlmAgent$/.test(classOf(tree, top));
    const gate = tree && schemaGate(tree, top);
    const own = gate ? { gate: { ...gate, start: span.start, end: span.end } } : {};
    return agentNode(name, span, { id, after, ...own, ...(!isOne && { kind: "call", risk: "local" }) });
  });
}

/** An answer that has to fit a schema, and an agent that a callback looks after. */
function schemaGate(tree: YamlTree, top: YamlNode | undefined): WorkflowNode["gate"] {
  const schema = entry(tree, top, "output_schema");
  if (schema) return { value: "schema", start: schema.key.start, end: schema.key.end };
  const callback = ["after_agent_callbacks", "after_model_callbacks"].map((key) => entry(tree, top, key)).find(Boolean);
  return callback && { value: "check", start: callback.key.start, end: callback.key.end };
}

/**
 * The agents that run together. Who merges their results is the next one of the sequence that they are part of, mostly in
 * another file: without that file nobody can tell.
 */
function crewOf(file: SourceFile, name: Sourced<string>, size: number, around: Around): Crew[] {
  const isRoot = /(?:^|\/)root_agent\.ya?ml$/.test(file.path);
  const parents = isRoot ? [] : parentsOf(file, around);
  if (!isRoot && parents.length === 0) return [];
  const coordinator = parents.find(({ joins }) => joins) ? { coordinator: name } : {};
  return [{ subject: name, size, ...coordinator, start: name.start, end: name.end }];
}

/** The sequences beside and above that have this file as a part, and whether somebody comes after it there. */
function parentsOf({ path }: SourceFile, around: Around): { readonly joins: boolean }[] {
  const folder = path.split("/").slice(0, -1);
  const folders = [folder, folder.slice(0, -1)].map((parts) => parts.join("/"));
  return folders.flatMap((place) =>
    (around.list(place) ?? []).flatMap((name) => {
      const other = place === "" ? name : `${place}/${name}`;
      if (!/\.ya?ml$/.test(name) || other === path) return [];
      const text = around.read(other) ?? "";
      if (!text.includes("config_path")) return [];
      const tree = parseYaml(text);
      const top = root(tree);
      if (!isMapping(top)) return [];
      const agents = subAgents(tree, top);
      const at = agents.findIndex((agent) => agent.path && pathFrom(other, agent.path.value) === path);
      if (at < 0) return [];
      // A model that owns the parts reads what they leave behind.
      const inOrder = classOf(tree, top).endsWith("SequentialAgent");
      return [{ joins: inOrder ? at < agents.length - 1 : !classOf(tree, top).endsWith("ParallelAgent") }];
    }),
  );
}

/** A loop ends after so many rounds, or when a part of it calls `exit_loop` or escalates. */
function turnsOf(tree: YamlTree, top: YamlMap, file: SourceFile, agents: readonly SubAgent[], around: Around): Guard {
  const own = get(tree, top, "max_iterations");
  const value = scalarText(own);
  if (own && value) return { state: "present", value, ...spanOf(own) };
  const endsIt = agents.some((agent) => {
    const part = read(file, agent, around);
    const place = agent.path && pathFrom(file.path, agent.path.value);
    // A part in Python, or out of reach, may end the loop.
    if (part === undefined) return place === undefined || around.exists(place) !== false;
    return /exit_loop|escalate|callbacks/.test(part.text);
  });
  if (agents.length === 0 || endsIt) return { state: "unsupported" };
  const edit = insertEntry(tree, top, "max_iterations: {value}", "name");
  return { state: "absent", ...(edit && { slot: { edits: [edit] } }) };
}
