// What stands at a node beside its name, and what is said of it in words.
import { type Finding, SEVERITIES, type Severity } from "../finding.ts";
import type { Gate, WorkflowNode } from "../model.ts";
import type { IconName } from "./icons.ts";
import type { Item } from "./scene.ts";
import { listed, withoutCredentials } from "./words.ts";

/** A small sign at a node: an icon, a word, or both. */
export interface Mark {
  readonly icon?: IconName;
  readonly text?: string;
  /** What it means, for the tooltip and the legend. */
  readonly meaning: string;
  /** Colours it. */
  readonly severity?: Severity;
}

const GATES: Readonly<Record<Gate["value"], Mark>> = {
  human: { icon: "person", meaning: "a person may have to agree" },
  check: { icon: "check", meaning: "a check" },
  condition: { icon: "condition", meaning: "a condition on a result" },
  schema: { icon: "schema", meaning: "a schema" },
};

/** The signs at a node, in the order in which they stand. */
export function marksOf({ node, width, hidden, repeats, findings }: Item): Mark[] {
  const marks: Mark[] = [];
  if (width !== undefined) marks.push({ text: width === "dynamic" ? "×n" : `×${width}`, meaning: sideBySide(width) });
  if (repeats) marks.push({ icon: "loop", meaning: "goes round" });
  if (hidden > 0) marks.push({ text: `+${hidden}`, meaning: `${hidden} inside, not drawn` });
  if (node.gate) marks.push(GATES[node.gate.value]);
  const severity = worst(findings);
  if (severity) {
    marks.push({
      icon: severity,
      ...(findings.length > 1 && { text: String(findings.length) }),
      severity,
      meaning: severity,
    });
  }
  return marks;
}

/** What the icon of a kind of node means. */
export const KINDS: Readonly<Record<WorkflowNode["kind"], string>> = {
  job: "job",
  step: "step",
  service: "service",
  agent: "agent",
  call: "call of another file",
};

/** The node in one sentence, for those who do not see it. */
export function spoken(item: Item): string {
  const { node, width, waits, hidden, repeats, findings } = item;
  const held = item.inside.items.length;
  const parts = [
    `${withoutCredentials(item.label)}, ${KINDS[node.kind]}`,
    waits.length > 0 && `waits for ${listed(waits.map(withoutCredentials))}`,
    width !== undefined && sideBySide(width),
    repeats && "goes round",
    node.gate && `gate: ${GATES[node.gate.value].meaning}`,
    held > 0 && `holds ${held}`,
    hidden > 0 && `${hidden} inside, not drawn`,
    findings.length > 0 && `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** The name in full and every message, for a tooltip. */
export function tooltip(item: Item): string {
  const { node, findings, waits } = item;
  const lines = [
    `${node.name.value.replace(/\s+/g, " ")} (${KINDS[node.kind]})`,
    waits.length > 0 && `Waits for ${listed(waits)}`,
    ...marksOf(item)
      .filter(({ severity }) => severity === undefined)
      .map(({ meaning }) => meaning.replace(/^./, (letter) => letter.toUpperCase())),
    ...messages(findings),
  ];
  return withoutCredentials(lines.filter(Boolean).join("\n"));
}

const MOST_MESSAGES = 8;

/** The messages of findings, each with its severity in front; of very many the first. */
export function messages(findings: readonly Finding[]): string[] {
  const said = findings.slice(0, MOST_MESSAGES).map(({ severity, message }) => `${severity}: ${message}`);
  return findings.length > MOST_MESSAGES ? [...said, `${findings.length - MOST_MESSAGES} more findings`] : said;
}

/** The worst severity of findings; undefined without any. */
export const worst = (findings: readonly Finding[]): Severity | undefined =>
  SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));

const sideBySide = (width: number | "dynamic"): string =>
  width === "dynamic" ? "as many side by side as the run decides" : `${width} side by side`;
