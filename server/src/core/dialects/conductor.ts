import { dialect } from "../dialect.ts";
import type { Dangling, Swallow, WorkflowInput, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { agentNode } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: microsoft/conductor, src/conductor/config/schema.py. Each agent is limited to 30 minutes and tried three times.
export default dialect({
  id: "conductor",
  title: "Conductor workflow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yaml,yml}"],

  claim(tree) {
    const entryPoint = get(tree, get(tree, root(tree), "workflow"), "entry_point");
    return scalarText(entryPoint) && named(tree, "agents").length > 0 ? 0.9 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const agents = named(tree, "agents");
    const groups = [...named(tree, "parallel"), ...named(tree, "for_each")];
    const names = [...agents, ...groups].map(({ name }) => name.value);
    yield workflow("conductor", spanOf(top), {
      nodes: [...agents, ...groups].map((part) => toNode(tree, part, [...agents, ...groups])),
      crews: groups.flatMap(({ name, map }) => {
        const size = [...items(tree, get(tree, map, "agents"))].length;
        const next = routesOf(tree, map).find(({ to }) => to !== "$end");
        const coordinator = next && { value: next.to, ...next.at };
        return size > 0
          ? [{ subject: name, size, ...(coordinator && { coordinator }), start: name.start, end: name.end }]
          : [];
      }),
      swallows: groups.flatMap((group) => swallowOf(tree, group)),
      dangling: missingParts(tree, [...agents, ...groups], names),
      inputs: inputsOf(tree),
    });
  },
});

interface Part {
  readonly name: Sourced<string>;
  readonly map: YamlMap;
}

const named = (tree: YamlTree, list: string): Part[] =>
  [...items(tree, get(tree, root(tree), list))].flatMap((map) => {
    const name = get(tree, map, "name");
    const value = scalarText(name);
    return isMapping(map) && name && value ? [{ map, name: { value, ...spanOf(name) } }] : [];
  });

const routesOf = (tree: YamlTree, map: YamlMap) =>
  [...items(tree, get(tree, map, "routes"))].flatMap((route) => {
    const target = get(tree, route, "to");
    const to = scalarText(target);
    return target && to ? [{ to, at: spanOf(target), when: entry(tree, route, "when") !== undefined }] : [];
  });

function toNode(tree: YamlTree, { name, map }: Part, all: readonly Part[]): WorkflowNode {
  const after = all
    .filter((other) => routesOf(tree, other.map).some(({ to }) => to === name.value))
    .map((other) => ({ to: other.name.value }));
  const group = all.find(({ map: holder }) => list(tree, get(tree, holder, "agents")).includes(name.value));
  const node = agentNode(name, spanOf(map), { after, ...(group && { inside: group.name.value }) });
  const kind = scalarText(get(tree, map, "type")) ?? "";
  const gated = (value: "human" | "check" | "condition" | "schema") => ({
    gate: { value, start: name.start, end: name.end },
  });
  if (/^(?:human_gate|questions)$/.test(kind)) return { ...node, kind: "step", risk: "none", ...gated("human") };
  if (kind === "workflow") return { ...node, kind: "call", risk: "local" };
  if (kind !== "" || entry(tree, map, "agents"))
    return { ...node, kind: "step", risk: "local", ...(kind === "script" && gated("check")) };
  // Every example agent has an `output`: its answer has to fit that.
  if (entry(tree, map, "output") ?? entry(tree, map, "validator")) return { ...node, ...gated("schema") };
  return routesOf(tree, map).some(({ when }) => when) ? { ...node, ...gated("condition") } : node;
}

const list = (tree: YamlTree, node: YamlNode | undefined): string[] =>
  [...items(tree, node)].map(scalarText).filter((name) => name !== undefined);

/** A group that goes on when one of its agents succeeded, and whose errors nobody reads. */
function swallowOf(tree: YamlTree, { name, map }: Part): Swallow[] {
  const mode = entry(tree, map, "failure_mode");
  if (!mode?.value || scalarText(mode.value) !== "continue_on_error") return [];
  if (tree.text.includes(`${name.value}.errors`)) return [];
  const effect = `what comes next gets the results of those that succeeded, and nobody reads "${name.value}.errors"`;
  const { start } = mode.key;
  const end = spanOf(mode.value).end;
  const repairs = [{ title: "Fail when one of them fails", edits: [{ ...spanOf(mode.value), text: "fail_fast" }] }];
  return [{ subject: name, words: "failure_mode: continue_on_error", effect, repairs, start, end }];
}

function missingParts(tree: YamlTree, parts: readonly Part[], names: readonly string[]): Dangling[] {
  const known = new Set(names);
  return parts.flatMap(({ name, map }) => [
    ...routesOf(tree, map).flatMap(({ to, at }) =>
      known.has(to) || /^[$]|\{/.test(to)
        ? []
        : [{ subject: name, noun: "agent", wanted: to, why: "nothing has that name", among: names, ...at }],
    ),
    ...[...items(tree, get(tree, map, "agents"))].flatMap((item) => {
      const wanted = scalarText(item);
      if (!wanted || known.has(wanted)) return [];
      return [{ subject: name, noun: "agent", wanted, why: "no agent has that name", among: names, ...spanOf(item) }];
    }),
  ]);
}

function inputsOf(tree: YamlTree): WorkflowInput[] {
  // Prompts in files of their own may use any.
  if (/prompt_file|!file|include/.test(tree.text)) return [];
  return [...entries(tree, get(tree, get(tree, root(tree), "workflow"), "input"))].map(({ key }) => {
    const at = tree.text.indexOf(`workflow.input.${key.value}`);
    const used = at < 0 ? {} : { used: { start: at, end: at + key.value.length } };
    return { name: key, noun: "input", ...used, repairs: [] };
  });
}
