// What both audit reports count and in which order they tell it: worst first.
import { SEVERITIES, type Severity } from "../finding.ts";
import { groupBy } from "../groups.ts";
import { allRules } from "../rules/all.ts";
import { shortened } from "../workflow/overview.ts";
import { active, countSeverities, type FileReport, type LocatedFinding, plural, type Report } from "./report.ts";

/** Makes the target of a link to a place of a file: line and column from 1. */
export type LinkTo = (path: string, line: number, column: number) => string;

/** The sums of an audit. Findings that comments silence are not counted. */
export interface Summary {
  readonly counts: Readonly<Record<Severity, number>>;
  readonly total: number;
  /** "12 files read (3 brief, 8 workflow, 1 prisma)". */
  readonly read: string;
  readonly rules: readonly RuleSum[];
  /** The files with findings, the worst first; their findings likewise. */
  readonly files: readonly FileSum[];
}

/** What one rule found. */
export interface RuleSum {
  readonly rule: string;
  readonly title: string;
  readonly worst: Severity;
  readonly findings: number;
  readonly files: number;
}

/** What was found in one file. */
export interface FileSum {
  readonly path: string;
  readonly dialect: string;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly findings: readonly LocatedFinding[];
}

/** The numbers of one workflow, as a row of a table. */
export interface PipelineSum {
  readonly path: string;
  /** "5 jobs". */
  readonly nodes: string;
  /** "3", "3 or more". */
  readonly widest: string;
  /** "build → test → deploy". */
  readonly criticalPath: string;
  /** Empty when everything has a limit. */
  readonly withoutLimit: string;
}

/** The workflows of a report of which there is more to say than that they hold one node. */
export const pipelinesOf = ({ files }: Report): PipelineSum[] =>
  files.flatMap(({ path, pipelines = [] }) =>
    pipelines
      .filter(({ nodes }) => nodes > 1)
      .map(({ nodes, noun, widest, orMore, criticalPath, withoutLimit }) => ({
        path,
        nodes: plural(nodes, noun),
        widest: `${widest}${orMore ? " or more" : ""}`,
        criticalPath: shortened(criticalPath).join(" → "),
        withoutLimit: withoutLimit > 0 ? `${withoutLimit}` : "",
      })),
  );

/** Counts and sorts a report. */
export function summarise(report: Report): Summary {
  const files = report.files
    .map(fileSum)
    .filter(({ findings }) => findings.length > 0)
    .toSorted((a, b) => bySeverity(a.counts, b.counts) || compare(a.path, b.path));
  const families = [...groupBy(report.files, ({ family }) => family)].map(
    ([family, { length }]) => `${length} ${family}`,
  );
  return {
    counts: countSeverities(report),
    total: files.reduce((sum, { findings }) => sum + findings.length, 0),
    read: `${plural(report.files.length, "file")} read${families.length > 0 ? ` (${families.join(", ")})` : ""}`,
    rules: ruleSums(files),
    files,
  };
}

function fileSum(file: FileReport): FileSum {
  const findings = active(file).toSorted((a, b) => rank(a.finding.severity) - rank(b.finding.severity));
  return { path: file.path, dialect: file.dialect, counts: countSeverities({ files: [file], problems: [] }), findings };
}

function ruleSums(files: readonly FileSum[]): RuleSum[] {
  const found = files.flatMap(({ path, findings }) =>
    findings.map(({ finding: { rule, severity } }) => ({ path, rule, severity })),
  );
  return [...groupBy(found, ({ rule }) => rule)]
    .map(([rule, own]) => ({
      rule,
      title: allRules.get(rule)?.meta.title ?? "",
      worst: SEVERITIES[Math.min(...own.map(({ severity }) => rank(severity)))] ?? "hint",
      findings: own.length,
      files: new Set(own.map(({ path }) => path)).size,
    }))
    .toSorted((a, b) => rank(a.worst) - rank(b.worst) || b.findings - a.findings || compare(a.rule, b.rule));
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function bySeverity(a: FileSum["counts"], b: FileSum["counts"]): number {
  for (const severity of SEVERITIES) if (a[severity] !== b[severity]) return b[severity] - a[severity];
  return 0;
}
