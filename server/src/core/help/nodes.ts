// What a hover says of a node of a workflow: its guards, where they come from, and what it waits for.
import type { Gate, Guard, Workflow, WorkflowNode } from "../model.ts";
import { lineStart, lineStop, type SourceFile } from "../text.ts";
import { escaped } from "./markdown.ts";

type LinkTo = (offset: number) => string;

/** The node as Markdown: one line each for what holds for it, what is missing, and its place in the order. */
export function aboutNode(file: SourceFile, { nodes }: Workflow, node: WorkflowNode, linkTo: LinkTo): string {
  const said = (guard: Guard | undefined, otherwise?: string) => guard && aboutGuard(file, guard, linkTo, otherwise);
  const lines: [string, string | undefined][] = [
    ["Time limit", said(node.timeout, platformDefault(node))],
    ["Turns", said(node.turns)],
    ["Restart", said(node.restart)],
    ["Answer", said(node.output)],
    ["Calls over the network", aboutCalls(node)],
    ["Checked by", node.gate && `${GATES[node.gate.value]}, ${linkTo(node.gate.start)}`],
    ["Side by side", aboutWidth(node)],
    ["Waits for", aboutEdges(node, nodes, linkTo)],
  ];
  const list = lines.flatMap(([label, text]) => (text ? [`- ${label}: ${text}`] : []));
  return [`**${escaped(node.name.value)}** (${node.kind})`, list.join("\n")].filter(Boolean).join("\n\n");
}

const GATES: Readonly<Record<Gate["value"], string>> = {
  human: "a person who may have to agree",
  check: "a check",
  condition: "a condition on a result",
  schema: "a schema",
};

/** `timeout-minutes: 30`, line 5. What is missing says what happens then; what cannot be said is left out. */
function aboutGuard({ text }: SourceFile, guard: Guard, linkTo: LinkTo, otherwise = ""): string | undefined {
  if (guard.state === "unsupported") return otherwise && "none can be set here";
  if (guard.state === "absent") return otherwise ? `none; ${otherwise}` : "none";
  const line = text.slice(lineStart(text, guard.start), lineStop(text, guard.start)).trim().replace(/^- /, "");
  const words = line.includes(guard.value) && line.length <= MAX_WORDS ? line : guard.value.slice(0, MAX_WORDS);
  const level = guard.state === "inherited" ? ", from a level above" : "";
  return `${escaped(words)}${level}, ${linkTo(guard.start)}`;
}

const MAX_WORDS = 80;

function platformDefault({ platformLimit, kind }: WorkflowNode): string | undefined {
  if (kind === "service" || kind === "call") return undefined;
  if (platformLimit === undefined) return kind === "step" || kind === "agent" ? undefined : "nothing else ends it";
  const hours = platformLimit / 60;
  const span = Number.isInteger(hours) ? `${hours} ${hours === 1 ? "hour" : "hours"}` : `${platformLimit} minutes`;
  return `the platform ends it after ${span}`;
}

function aboutCalls({ calls }: WorkflowNode): string | undefined {
  const said = calls.map(
    ({ tool, retry }) =>
      `${escaped(tool)} ${retry.state === "absent" ? "tries once" : retry.state === "unsupported" ? "" : "tries again"}`,
  );
  return [...new Set(said.map((each) => each.trim()))].join(", ") || undefined;
}

function aboutWidth({ width }: WorkflowNode): string | undefined {
  if (width === undefined || width === 1) return undefined;
  return width === "dynamic" ? "as many as the run decides" : String(width);
}

function aboutEdges(node: WorkflowNode, nodes: readonly WorkflowNode[], linkTo: LinkTo): string {
  const known = new Map(nodes.map((each) => [each.id, each]));
  const names = node.after.flatMap(({ to }) => {
    const other = known.get(to);
    return other ? [`${escaped(other.name.value)} (${linkTo(other.name.start)})`] : [];
  });
  const around = node.inside === undefined ? undefined : known.get(node.inside);
  return names.join(", ") || (around ? `the start of ${escaped(around.name.value)}` : "nothing");
}
