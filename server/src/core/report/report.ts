// Findings with their lines: the one thing that every report format reads.
import type { Edit, Finding, Fix, Severity } from "../finding.ts";
import { Lines, type Position } from "../lines.ts";
import type { Result } from "../lint.ts";
import type { Family } from "../model.ts";
import type { SourceFile } from "../text.ts";
import { type Overview, overviewOf } from "../workflow/overview.ts";

/** What an audit found, file by file, in the order of their paths. */
export interface Report {
  readonly files: readonly FileReport[];
  /** Files that could not be read at all, with the reason. */
  readonly problems: readonly Problem[];
}

/** A file that could not be read. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** One recognised file. */
export interface FileReport {
  /** As the reader of the report knows it: relative to the working directory, with `/`. */
  readonly path: string;
  readonly family: Exclude<Family, "plumblint"> | "config";
  readonly dialect: string;
  /** What kind of brief it is; only for briefs. */
  readonly kind?: string;
  readonly findings: readonly LocatedFinding[];
  /** The numbers of each workflow in it; left out when there is none. */
  readonly pipelines?: readonly Overview[];
}

/** A place in lines and columns from 1 (UTF-16 columns); `to` is exclusive. */
export interface Region {
  readonly from: Position;
  readonly to: Position;
}

/** A finding with everything that a report says of it. */
export interface LocatedFinding extends Region {
  readonly finding: Finding;
  /** The line on which it begins, as written. */
  readonly excerpt: string;
  /** The same for the same finding after edits elsewhere in the file: made of rule, subject and line, not of its number. */
  readonly fingerprint: string;
  readonly related: readonly (Region & { readonly message: string })[];
  readonly fixes: readonly {
    readonly title: string;
    readonly safety: Fix["safety"];
    readonly edits: readonly LocatedEdit[];
  }[];
}

/** An edit with its region. */
export interface LocatedEdit extends Region {
  readonly text: string;
}

/** Puts what `lint` said of a file into lines; undefined when no dialect knows the file. `keep` filters the findings. */
export function fileReport(
  file: SourceFile,
  shown: string,
  { dialect, models, findings }: Result,
  keep: (finding: Finding) => boolean = () => true,
): FileReport | undefined {
  if (dialect === undefined) return undefined;
  const lines = new Lines(file.text);
  const [model] = models;
  const seen = new Map<string, number>();
  const pipelines = models.flatMap((each) => (each.family === "workflow" ? (overviewOf(each) ?? []) : []));
  return {
    path: shown,
    family: model && model.family !== "plumblint" ? model.family : "config",
    dialect,
    ...(model?.family === "brief" && { kind: model.kind }),
    ...(pipelines.length > 0 && { pipelines }),
    findings: findings.filter(keep).map((finding) => locate(finding, lines, seen)),
  };
}

function locate(finding: Finding, lines: Lines, seen: Map<string, number>): LocatedFinding {
  const region = ({ start, end }: { start: number; end: number }): Region => ({
    from: lines.position(start),
    to: lines.position(end),
  });
  const place = region(finding);
  const excerpt = lines.line(place.from.line);
  const identity = [finding.rule, finding.subject, excerpt.trim()].join("\u0000");
  const count = seen.get(identity) ?? 0;
  seen.set(identity, count + 1);
  return {
    ...place,
    finding,
    excerpt,
    fingerprint: hash(`${identity}\u0000${count}`),
    related: finding.related.map((other) => ({ ...region(other), message: other.value })),
    // A report tells what to write into files that are there.
    fixes: finding.fixes
      .filter(({ edits }) => edits.length > 0)
      .map(({ title, safety, edits }) => ({
        title,
        safety,
        edits: edits.map((edit: Edit) => ({ ...region(edit), text: edit.text })),
      })),
  };
}

/** 64 bits of FNV-1a in two halves, as 16 hexadecimal digits. Identifies, does not protect. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0xcbf29ce4];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (index & 0xff), 0x01000197);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/** Findings that no comment silences. */
export const active = (file: FileReport): readonly LocatedFinding[] =>
  file.findings.filter(({ finding }) => !finding.suppressed);

/** How many active findings there are of each severity. */
export function countSeverities(report: Report): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const file of report.files) for (const { finding } of active(file)) counts[finding.severity] += 1;
  return counts;
}

/** "1 error", "2 errors". */
export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
