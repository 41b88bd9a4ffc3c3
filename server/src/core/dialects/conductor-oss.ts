import { dialect } from "../dialect.ts";
import type { Crew, Dangling, Guard, Swallow, WorkflowInput, WorkflowNode } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  isSequence,
  items,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { agentNode } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: conductor-oss/conductor, schemas/WorkflowDef.json; WorkflowDef.java and TaskDef.java for the defaults.
export default dialect({
  id: "conductor-oss",
  title: "Conductor OSS workflow",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.json"],

  claim(tree, { text }) {
    if (!text.includes("taskReferenceName")) return 0;
    const [first] = items(tree, get(tree, root(tree), "tasks"));
    return first && scalarText(get(tree, first, "taskReferenceName")) !== undefined ? 0.9 : 0;
  },

  *lower(tree) {
    const top = root(tree);
    if (!isMapping(top)) return;
    const name = get(tree, top, "name");
    const called = { value: scalarText(name) ?? "(workflow)", ...(name ? spanOf(name) : spanOf(top)) };
    const tasks = [...flat(tree, get(tree, top, "tasks"), 0)];
    const timeout = timeoutOf(tree, top);
    const whole = agentNode({ ...called, value: "(workflow)" }, spanOf(top), {
      id: "(workflow)",
      kind: "job",
      // A limit on the whole would cut off the people it waits for.
      risk: tasks.some(({ kind: type }) => HUMAN.test(type)) ? "person" : "network",
      timeout,
    });
    yield workflow("conductor-oss", spanOf(top), {
      nodes: [whole, ...nodesOf(tree, tasks)],
      crews: crewsOf(tree, tasks),
      swallows: tasks.flatMap((task) => swallowOf(tree, task)),
      dangling: danglingIn(tree, tasks),
      inputs: inputsOf(tree, top),
    });
  },
});

interface Task {
  readonly map: YamlMap;
  readonly kind: string;
  readonly ref: Sourced<string>;
  /** Reference names of the tasks right before it: the ends of every branch behind a fork or a decision. */
  readonly after: readonly string[];
}

const MAX_DEPTH = 40;

/** All tasks in the order of the text, those in forks, cases and loops included; returns the ends of the list. */
function* flat(
  tree: YamlTree,
  list: YamlNode | undefined,
  depth: number,
  before: readonly string[] = [],
): Generator<Task, readonly string[]> {
  let ends = before;
  for (const map of items(tree, list)) {
    if (!isMapping(map)) continue;
    const ref = get(tree, map, "taskReferenceName");
    const value = scalarText(ref);
    const kind = scalarText(get(tree, map, "type")) ?? "SIMPLE";
    const self = value === undefined ? ends : [value];
    if (ref && value) yield { map, kind, ref: { value, ...spanOf(ref) }, after: ends };
    const inner: string[] = [];
    for (const branch of depth > MAX_DEPTH ? [] : branchesOf(tree, map)) {
      inner.push(...(yield* flat(tree, branch, depth + 1, self)));
    }
    ends = inner.length > 0 ? [...new Set(inner)] : self;
  }
  return ends;
}

/** The lists of tasks inside a task: what a fork runs at once, the cases of a decision, the body of a loop. */
const branchesOf = (tree: YamlTree, map: YamlMap): (YamlNode | undefined)[] => [
  ...items(tree, get(tree, map, "forkTasks")),
  ...["defaultCase", "loopOver"].map((key) => get(tree, map, key)).filter(isSequence),
  ...[...entries(tree, get(tree, map, "decisionCases"))].map(({ value }) => value),
];

/** A limit that only raises an alert ends nothing. */
function timeoutOf(tree: YamlTree, top: YamlMap): Guard {
  const seconds = entry(tree, top, "timeoutSeconds");
  const policy = scalarText(get(tree, top, "timeoutPolicy")) ?? "ALERT_ONLY";
  const limit = scalarValue(seconds?.value);
  if (seconds?.value && (typeof limit !== "number" || (limit > 0 && policy !== "ALERT_ONLY"))) {
    return { state: "present", value: String(limit), ...spanOf(seconds.value) };
  }
  const alert = entry(tree, top, "timeoutPolicy");
  const policyEdit = alert?.value
    ? { ...spanOf(alert.value), text: '"TIME_OUT_WF"' }
    : insertEntry(tree, top, "timeoutPolicy: TIME_OUT_WF", "name");
  const limitEdit = seconds?.value
    ? { ...spanOf(seconds.value), text: "{value}" }
    : insertEntry(tree, top, "timeoutSeconds: {value}", "name");
  return policyEdit && limitEdit
    ? { state: "absent", slot: { edits: [limitEdit, policyEdit], time: "seconds" } }
    : { state: "absent" };
}

const AGENT = /^(?:LLM_CHAT_COMPLETE|LLM_TEXT_COMPLETE|AGENT)$/;
const HUMAN = /^(?:HUMAN|WAIT)$/;
const DECISION = /^(?:SWITCH|DECISION|JSON_JQ_TRANSFORM|INLINE)$/;

function nodesOf(tree: YamlTree, tasks: readonly Task[]): WorkflowNode[] {
  return tasks.map(({ map, kind, ref, after }) => {
    const node = agentNode(ref, spanOf(map), { after: after.map((to) => ({ to })) });
    const gated = (value: "human" | "condition" | "schema" | "check") => ({
      gate: { value, start: ref.start, end: ref.end },
    });
    if (AGENT.test(kind)) return entry(tree, map, "outputSchema") ? { ...node, ...gated("schema") } : node;
    const gate = HUMAN.test(kind)
      ? gated("human")
      : DECISION.test(kind)
        ? gated("condition")
        : kind.endsWith("JOIN")
          ? gated("check")
          : {};
    return { ...node, kind: "step" as const, risk: "local" as const, ...gate };
  });
}

/** Branches of a fork with a model in each; the join behind it brings them together. */
const crewsOf = (tree: YamlTree, tasks: readonly Task[]): Crew[] =>
  tasks.flatMap(({ map, kind, ref }, index) => {
    if (kind !== "FORK_JOIN") return [];
    const branches = [...items(tree, get(tree, map, "forkTasks"))];
    const size = branches.filter((branch) => [...flat(tree, branch, 0)].some((task) => AGENT.test(task.kind))).length;
    const join = tasks.slice(index).find((task) => task.kind === "JOIN");
    return size > 1
      ? [{ subject: ref, size, ...(join && { coordinator: join.ref }), start: ref.start, end: ref.end }]
      : [];
  });

/** A task whose failure counts as done, and of which nobody asks how it went. */
function swallowOf(tree: YamlTree, { map, ref }: Task): Swallow[] {
  const optional = entry(tree, map, "optional");
  if (!optional?.value || scalarText(optional.value) !== "true" || tree.text.includes(`\${${ref.value}.status`))
    return [];
  const effect = `a failure of "${ref.value}" counts as completed with errors, and the workflow goes on as if it had worked`;
  const repairs = [{ title: "Fail when it fails", edits: [{ ...spanOf(optional.value), text: "false" }] }];
  return [
    {
      subject: ref,
      words: '"optional": true',
      effect,
      repairs,
      start: optional.key.start,
      end: spanOf(optional.value).end,
    },
  ];
}

function danglingIn(tree: YamlTree, tasks: readonly Task[]): Dangling[] {
  const names = tasks.map(({ ref }) => ref.value);
  const known = new Set(names);
  const joins = tasks.flatMap(({ map }) =>
    [...items(tree, get(tree, map, "joinOn"))].flatMap((item) => {
      const wanted = scalarText(item);
      if (!wanted || known.has(wanted) || wanted.includes("${")) return [];
      const { start, end } = spanOf(item);
      const place = { start: start + 1, end: end - 1 };
      return [
        {
          subject: { value: wanted, ...place },
          noun: "task",
          wanted,
          why: "no task has that reference name",
          among: names,
          ...place,
        },
      ];
    }),
  );
  const dynamic = tasks.some(({ kind }) => /DYNAMIC/.test(kind));
  const uses: Dangling[] = [];
  const seen = new Set<string>();
  for (const { 1: wanted = "", index } of tree.text.matchAll(/\$\{([\w-]{1,100})\.(?:output|input|status)\b/g)) {
    if (known.has(wanted) || wanted === "workflow" || dynamic || seen.has(wanted)) continue;
    seen.add(wanted);
    const span = { start: index + 2, end: index + 2 + wanted.length };
    uses.push({
      subject: { value: wanted, ...span },
      noun: "task",
      wanted,
      why: "no task has that reference name",
      among: names,
      ...span,
    });
  }
  return [...joins, ...uses];
}

const inputsOf = (tree: YamlTree, top: YamlMap): WorkflowInput[] =>
  [...items(tree, get(tree, top, "inputParameters"))].flatMap((item) => {
    const value = scalarText(item);
    if (!value || /\$\{workflow\.input\}/.test(tree.text)) return [];
    const at = tree.text.indexOf(`workflow.input.${value}`);
    const used = at < 0 ? {} : { used: { start: at, end: at + value.length } };
    return [{ name: { value, ...spanOf(item) }, noun: "input", ...used, repairs: [] }];
  });
