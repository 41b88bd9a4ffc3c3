// The tasks and agents of a CrewAI project, wherever a YAML file keeps them.
import type { BriefKind } from "../model.ts";
import { entries, get, isMapping, items, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { embeddedYaml } from "../syntax/yaml-places.ts";
import type { Sourced, Span } from "../text.ts";
import type { Part } from "./embedded.ts";

/** A task or an agent. */
export interface CrewEntry {
  readonly kind: BriefKind & ("task-brief" | "agent-definition");
  /** Its name, and the key or value that says it. */
  readonly key: Sourced<string>;
  readonly span: Span;
  readonly node: YamlNode;
  /** Its strings, in the order of the text. */
  readonly parts: readonly Part[];
}

// Each is read by itself; no honest crew has more.
const MAX_ENTRIES = 100;
const MAX_DEPTH = 4;

/** The tasks and agents of a file in the order of the text: mappings with the keys that CrewAI demands of them. */
export function crewEntries(tree: YamlTree): readonly CrewEntry[] {
  const known = read.get(tree);
  if (known) return known;
  const seen = new Set<YamlNode>();
  const found = tree.documents.flatMap(({ contents }) => [...within(tree, contents ?? undefined, { depth: 0, seen })]);
  const kept = found.slice(0, MAX_ENTRIES);
  read.set(tree, kept);
  return kept;
}

// A claim and a lowering ask the same.
const read = new WeakMap<YamlTree, readonly CrewEntry[]>();

interface Walk {
  readonly depth: number;
  /** An alias repeats what stands elsewhere, and may do so ten thousand times. */
  readonly seen: Set<YamlNode>;
  readonly key?: Sourced<string>;
}

function* within(tree: YamlTree, node: YamlNode | undefined, { depth, seen, key }: Walk): Iterable<CrewEntry> {
  if (!node || depth > MAX_DEPTH || seen.has(node)) return;
  seen.add(node);
  const own = isMapping(node) ? entryOf(tree, node, key) : undefined;
  if (own) yield own;
  for (const inner of entries(tree, node)) yield* within(tree, inner.value, { depth: depth + 1, seen, key: inner.key });
  for (const item of items(tree, node)) yield* within(tree, item, { depth: depth + 1, seen });
}

function entryOf(tree: YamlTree, node: YamlNode, key: Sourced<string> | undefined): CrewEntry | undefined {
  const says = (name: string) => (scalarText(get(tree, node, name)) ?? "").trim() !== "";
  const isTask = says("description") && says("expected_output");
  if (!isTask && !(says("role") && says("goal") && says("backstory"))) return undefined;
  const name = key ?? named(tree, node);
  if (!name) return undefined;
  const wanted = isTask ? TASK : AGENT;
  const parts = [...entries(tree, node)].flatMap(({ key: part, value }): Part[] => {
    const text = wanted.has(part.value) ? embeddedYaml(tree, value) : undefined;
    return text ? [{ text, ...(part.value !== "description" && { label: part }) }] : [];
  });
  return { kind: isTask ? "task-brief" : "agent-definition", key: name, span: spanOf(node), node, parts };
}

const TASK = new Set(["description", "expected_output"]);
const AGENT = new Set(["role", "goal", "backstory"]);

/** The name that an item of a list has: what its `name` or its first entry says. */
function named(tree: YamlTree, node: YamlNode): Sourced<string> | undefined {
  const name = get(tree, node, "name");
  const text = scalarText(name);
  if (name && text) return { value: text, ...spanOf(name) };
  const [first] = entries(tree, node);
  return first?.key;
}

/**
 * What is handed to a task or an agent: a placeholder, which the caller fills, or the results that `context` names.
 * Source of the form: crewAIInc/crewAI, utilities/string_utils.py.
 */
export function handedOver(tree: YamlTree, { node, parts }: CrewEntry): Sourced<string> | undefined {
  for (const { start, said } of parts.flatMap(({ text }) => text.lines)) {
    const found = /\{[A-Za-z_][\w-]{0,60}\}/.exec(said.slice(0, 2000));
    if (found) return { value: found[0], start: start + found.index, end: start + found.index + found[0].length };
  }
  const [first] = items(tree, get(tree, node, "context"));
  const name = scalarText(first);
  return first && name ? { value: `the result of ${name}`, ...spanOf(first) } : undefined;
}
