import { dialect } from "../dialect.ts";
import type { Dangling, WorkflowInput, WorkflowNode } from "../model.ts";
import {
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

// Source: microsoft/agent-framework, python/packages/declarative and declarative-agents samples. Actions run one after another.
export default dialect({
  id: "ms-agent-framework",
  title: "Microsoft Agent Framework workflow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yaml,yml}"],

  claim(tree) {
    const actions = [...items(tree, actionsOf(tree))];
    const isOne = actions.every((action) => scalarText(get(tree, action, "kind")) !== undefined);
    const isNamed =
      scalarText(get(tree, root(tree), "kind")) === "Workflow" || scalarText(get(tree, root(tree), "name"));
    return actions.length > 0 && isOne && isNamed ? 0.8 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!top) return;
    const actions = [...flat(tree, actionsOf(tree), 0)];
    yield workflow("ms-agent-framework", spanOf(top), {
      nodes: nodesOf(tree, actions),
      dangling: missingTargets(tree, actions),
      inputs: unreadVariables(tree, actions),
    });
  },
});

const actionsOf = (tree: YamlTree): YamlNode | undefined => {
  const top = root(tree);
  return get(tree, get(tree, top, "trigger"), "actions") ?? get(tree, top, "actions");
};

interface Action {
  readonly map: YamlMap;
  readonly kind: string;
  readonly id: Sourced<string>;
  /** True for one that stands below a condition. */
  readonly branch: boolean;
}

const MAX_DEPTH = 30;

/** All actions in the order of the text, those inside conditions and loops included. */
function* flat(tree: YamlTree, list: YamlNode | undefined, depth: number, branch = false): Iterable<Action> {
  for (const map of items(tree, list)) {
    if (!isMapping(map)) continue;
    const kind = scalarText(get(tree, map, "kind")) ?? "";
    const id = get(tree, map, "id") ?? get(tree, map, "kind");
    if (id) yield { map, kind, branch, id: { value: scalarText(id) ?? "", ...spanOf(id) } };
    if (depth > MAX_DEPTH) continue;
    for (const key of ["actions", "elseActions", "then", "else"])
      yield* flat(tree, get(tree, map, key), depth + 1, true);
    for (const condition of items(tree, get(tree, map, "conditions"))) {
      yield* flat(tree, get(tree, condition, "actions"), depth + 1, true);
    }
  }
}

const HUMAN = /^(?:Question|RequestExternalInput|RequestHumanInput|WaitForHumanInput|Confirmation)$/;
const CONDITION = /^(?:ConditionGroup|If|Switch)$/;

function nodesOf(tree: YamlTree, actions: readonly Action[]): WorkflowNode[] {
  let before: string | undefined;
  return actions.map(({ map, kind, id, branch }, index) => {
    const key = `${index}`;
    const after = before === undefined ? [] : [{ to: before }];
    before = key;
    const node = agentNode(id, spanOf(map), { id: key, after });
    const gated = (value: "human" | "check" | "condition" | "schema") => ({
      gate: { value, start: id.start, end: id.end },
    });
    if (/^Invoke(?:Azure)?Agent$/.test(kind)) {
      const schema = entry(tree, get(tree, map, "output"), "responseObject");
      const person = entry(tree, get(tree, map, "input"), "externalLoop");
      return { ...node, ...(person ? gated("human") : schema ? gated("schema") : branch ? gated("condition") : {}) };
    }
    const gate = HUMAN.test(kind)
      ? gated("human")
      : CONDITION.test(kind)
        ? gated("condition")
        : kind === "ParseValue"
          ? gated("schema")
          : {};
    return { ...node, kind: "step" as const, risk: "local" as const, ...gate };
  });
}

function missingTargets(tree: YamlTree, actions: readonly Action[]): Dangling[] {
  const names = actions.map(({ id }) => id.value);
  return actions.flatMap(({ map, kind }) => {
    const target = kind === "GotoAction" ? get(tree, map, "actionId") : undefined;
    const wanted = scalarText(target);
    if (!target || !wanted || names.includes(wanted) || /^[=$]|\{/.test(wanted)) return [];
    const span = spanOf(target);
    return [
      {
        subject: { value: wanted, ...span },
        noun: "action",
        wanted,
        why: "no action has this id",
        among: names,
        ...span,
      },
    ];
  });
}

/** Variables that are set and never read, by name in a formula, a text or a condition. */
function unreadVariables(tree: YamlTree, actions: readonly Action[]): WorkflowInput[] {
  const set = actions.flatMap(({ map, kind }) => {
    const variable = /^Set(?:Text)?Variable$/.test(kind) ? get(tree, map, "variable") : undefined;
    const value = scalarText(variable);
    return variable && value?.startsWith("Local.") ? [{ value, ...spanOf(variable) }] : [];
  });
  const written = new Set([
    ...set.map(({ start }) => start),
    ...actions.flatMap(({ map, kind }) => {
      const variable = /^(?:Reset|Clear)/.test(kind) ? get(tree, map, "variable") : undefined;
      return variable ? [spanOf(variable).start] : [];
    }),
  ]);
  const seen = new Set<string>();
  return set.flatMap((name) => {
    if (seen.has(name.value)) return [];
    seen.add(name.value);
    for (let at = tree.text.indexOf(name.value); at >= 0; at = tree.text.indexOf(name.value, at + 1)) {
      if (written.has(at) || /[\w]/.test(tree.text[at + name.value.length] ?? "")) continue;
      return [{ name, noun: "variable", used: { start: at, end: at + name.value.length }, repairs: [] }];
    }
    return [{ name, noun: "variable", repairs: [] }];
  });
}
