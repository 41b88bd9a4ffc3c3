// What a node is called in a picture.
import type { WorkflowNode } from "../model.ts";

// The keys under which formats write what a step does.
const DEED =
  /^[\s-]{0,60}["']?(?:uses|run|script|bash|pwsh|powershell|command|commands|cmd|task|template|image|type|checkout|pipe)["']?\s{0,3}:\s{0,20}(\S.*)?$/;
const BLOCK = /^[|>][-+\d]{0,2}(?:\s+#.*)?$/;
const MOST_LINES = 40;

/**
 * Its name without that of the node around it. One that has only a number is called after what it does: its action, or
 * the first line of its script.
 */
export function labelOf(node: WorkflowNode, holder: string | undefined, text: string): string {
  const name = node.name.value;
  const own = holder !== undefined && name.startsWith(`${holder}/`) ? name.slice(holder.length + 1) : name;
  const label = /^\d+$/.test(own)
    ? (deedOf(text.slice(node.start, node.end)) ?? `${node.kind} ${Number(own) + 1}`)
    : own;
  return label.replace(/\s+/g, " ").trim() || "unnamed";
}

function deedOf(text: string): string | undefined {
  const lines = text.slice(0, 8000).split(/\r?\n/, MOST_LINES);
  for (const [index, line] of lines.entries()) {
    const match = DEED.exec(line);
    if (!match) continue;
    const value = (match[1] ?? "").trim();
    if (value && !BLOCK.test(value)) return unquoted(value.replace(/^\[\s{0,3}/, "").replace(/\s+#.*$/, ""));
    const first = lines.slice(index + 1).find((each) => /^\s*[^\s#]/.test(each));
    if (first) return unquoted(first.trim().replace(/^- /, ""));
  }
  return undefined;
}

/** Without quotes, and of the hash that pins an action its beginning. */
const unquoted = (value: string): string =>
  /^(["'])(.*)\1,?$/.exec(value)?.[2] ?? value.replace(/(@[\da-f]{7})[\da-f]{33}\b/, "$1");
