// What stands above a workflow in the editor: its graph in one line.
import type { Result } from "../lint.ts";
import type { Workflow } from "../model.ts";
import type { Span } from "../text.ts";
import { type Overview, overviewOf, shortened } from "../workflow/overview.ts";

/** A line of text above a place. */
export interface Lens extends Span {
  readonly title: string;
}

/** One lens above each workflow of a document. */
export const lensesOf = ({ models }: Result): Lens[] =>
  models.flatMap((model) => (model.family === "workflow" ? (lensOf(model) ?? []) : []));

/** The lens above a workflow; undefined when it runs nothing. */
export function lensOf(workflow: Workflow): Lens | undefined {
  const overview = overviewOf(workflow);
  return overview && { title: titleOf(overview), start: workflow.start, end: workflow.start };
}

/** "5 jobs · 3 side by side · 2 without a time limit · critical path build → test → deploy". */
function titleOf(overview: Overview): string {
  const { nodes, noun, widest, orMore, criticalPath, withoutLimit, withoutRestart, uncheckedAgents } = overview;
  const parts = [`${nodes} ${noun}${nodes === 1 ? "" : "s"}`];
  if (widest > 1 || orMore) parts.push(`${widest}${orMore ? " or more" : ""} side by side`);
  if (withoutLimit > 0) parts.push(`${withoutLimit} without a time limit`);
  if (withoutRestart > 0) parts.push(`${withoutRestart} without a restart policy`);
  if (uncheckedAgents > 1) parts.push(`${uncheckedAgents} agents in a row unchecked`);
  if (criticalPath.length > 1) parts.push(`critical path ${shortened(criticalPath).join(" → ")}`);
  return parts.join(" · ");
}
