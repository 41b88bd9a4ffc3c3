import { SEVERITIES, type Severity } from "../finding.ts";
import { groupBy } from "../groups.ts";
import { pageOf } from "../product.ts";
import { allRules } from "../rules/all.ts";
import { active, countSeverities, type FileReport, type LocatedFinding, plural, type Report } from "./report.ts";

/** Makes the target of a link to a place of a file: line and column from 1. */
export type LinkTo = (path: string, line: number, column: number) => string;

const MARKS = { error: "🔴", warning: "🟡", info: "🔵", hint: "⚪" } as const satisfies Record<Severity, string>;

/** The audit report as Markdown: the sum, the rules and the files, worst first, then every finding with a link. */
export function markdown(report: Report, linkTo: LinkTo): string {
  const files = report.files.filter((file) => active(file).length > 0).toSorted(worstFirst);
  const parts = [`# Plumblint audit\n`, overview(report, files.length)];
  if (files.length > 0)
    parts.push(ruleTable(files), fileTable(files, linkTo), ...files.map((file) => details(file, linkTo)));
  if (report.problems.length > 0) {
    const rows = report.problems.map(({ path, message }) => `- ${code(path)}: ${plain(message)}\n`);
    parts.push(`## Not read\n\n${rows.join("")}`);
  }
  return parts.join("\n");
}

function overview(report: Report, withFindings: number): string {
  const counts = countSeverities(report);
  const said = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) =>
      `${MARKS[severity]} ${severity === "info" ? `${counts.info} info` : plural(counts[severity], severity)}`,
  );
  const families = groupBy(report.files, ({ family }) => family);
  const kinds = [...families].map(([family, { length }]) => `${length} ${family}`).join(", ");
  const read = `${plural(report.files.length, "file")} read${kinds ? ` (${kinds})` : ""}`;
  if (said.length === 0) return `${read}, nothing found.\n`;
  return `${said.join(" · ")} in ${withFindings} of ${read}.\n`;
}

function ruleTable(files: readonly FileReport[]): string {
  const byRule = groupBy(files.flatMap(active), ({ finding }) => finding.rule);
  const rows = [...byRule]
    .map(([rule, found]) => ({
      rule,
      count: found.length,
      files: files.filter((file) => has(file, rule)).length,
      worst: worst(found),
    }))
    .toSorted((a, b) => rank(a.worst) - rank(b.worst) || b.count - a.count || (a.rule < b.rule ? -1 : 1))
    .map(({ rule, count, files: where, worst: severity }) => {
      const title = allRules.get(rule)?.meta.title ?? "";
      return `| ${MARKS[severity]} | [${rule}](${pageOf(rule)}) | ${plain(title)} | ${count} | ${where} |\n`;
    });
  return `## By rule\n\n| | Rule | What is wrong | Findings | Files |\n| --- | --- | --- | ---: | ---: |\n${rows.join("")}`;
}

function fileTable(files: readonly FileReport[], linkTo: LinkTo): string {
  const rows = files.map((file) => {
    const counts = SEVERITIES.map(
      (severity) => active(file).filter(({ finding }) => finding.severity === severity).length,
    );
    return `| [${plain(file.path)}](${linkTo(file.path, 1, 1)}) | ${file.dialect} | ${counts.map((count) => count || "").join(" | ")} |\n`;
  });
  const heads = SEVERITIES.map((severity) => ` ${MARKS[severity]} |`).join("");
  return `## By file\n\n| File | Dialect |${heads}\n| --- | --- |${" ---: |".repeat(SEVERITIES.length)}\n${rows.join("")}`;
}

function details(file: FileReport, linkTo: LinkTo): string {
  const rows = active(file)
    .toSorted((a, b) => rank(a.finding.severity) - rank(b.finding.severity))
    .map(({ finding, from }) => {
      const link = `[line ${from.line}](${linkTo(file.path, from.line, from.column)})`;
      return `- ${MARKS[finding.severity]} ${link} ${plain(finding.message)} ${code(finding.rule)}\n`;
    });
  return `## ${plain(file.path)}\n\n${rows.join("")}`;
}

const has = (file: FileReport, rule: string): boolean => active(file).some(({ finding }) => finding.rule === rule);
const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
const worst = (found: readonly LocatedFinding[]): Severity =>
  SEVERITIES.find((severity) => found.some(({ finding }) => finding.severity === severity)) ?? "hint";

function worstFirst(a: FileReport, b: FileReport): number {
  for (const severity of SEVERITIES) {
    const [left, right] = [a, b].map(
      (file) => active(file).filter(({ finding }) => finding.severity === severity).length,
    );
    if (left !== right) return (right ?? 0) - (left ?? 0);
  }
  return a.path < b.path ? -1 : 1;
}

/** Text of the workspace as text: nothing in it may become markup, a link or a table cell. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&").replace(/\s+/g, " ");
const code = (text: string): string => `\`${text.replace(/[`|\r\n]/g, " ")}\``;
