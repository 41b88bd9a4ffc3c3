// The outline of a brief: its subtasks, and the sections of its contract.
import type { Result } from "../lint.ts";
import type { Brief } from "../model.ts";
import type { Span } from "../text.ts";

/** An entry of the outline. The span covers all that belongs to it, `name` its title. */
export interface OutlineEntry extends Span {
  readonly label: string;
  readonly kind: "section" | "subtask";
  /** A few words beside the label. */
  readonly detail: string;
  readonly name: Span;
  readonly children: readonly OutlineEntry[];
}

const DETAIL = { inputs: "inputs", outputs: "output", success: "success criteria" } as const;

/** The entries of all briefs of a document, in the order of the text; one inside another is its child. */
export const symbolsOf = ({ models }: Result): OutlineEntry[] =>
  nested(models.flatMap((model) => (model.family === "brief" ? entriesOf(model) : [])));

function entriesOf({ sections, subtasks }: Brief): Omit<OutlineEntry, "children">[] {
  const parts = sections.flatMap(({ part, title, start, end }) =>
    part
      ? [{ label: clean(title.value), kind: "section", detail: DETAIL[part], name: title, start, end } as const]
      : [],
  );
  const tasks = subtasks.map(
    ({ name, start, end }) => ({ label: clean(name.value), kind: "subtask", detail: "", name, start, end }) as const,
  );
  return [...parts, ...tasks].filter(({ label }) => label !== "");
}

const clean = (title: string): string =>
  title
    .replace(/[*`#]/g, "")
    .replace(/[:：]\s*$/, "")
    .replace(/\s+/g, " ")
    .trim();

function nested(entries: readonly Omit<OutlineEntry, "children">[]): OutlineEntry[] {
  type Open = OutlineEntry & { readonly children: OutlineEntry[] };
  const top: OutlineEntry[] = [];
  const open: Open[] = [];
  for (const entry of entries.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    while (open.length > 0 && (open.at(-1)?.end ?? 0) < entry.end) open.pop();
    const next: Open = { ...entry, start: Math.min(entry.start, entry.name.start), children: [] };
    (open.at(-1)?.children ?? top).push(next);
    open.push(next);
  }
  return top;
}
