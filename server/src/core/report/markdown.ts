// The audit report as Markdown: for pull requests, job summaries and files that are kept.
import { SEVERITIES, type Severity } from "../finding.ts";
import { pageOf } from "../product.ts";
import { plural, type Report } from "./report.ts";
import {
  type FileSum,
  type LinkTo,
  type PipelineSum,
  pipelinesOf,
  type RuleSum,
  type Summary,
  summarise,
} from "./summary.ts";

const MARKS = { error: "🔴", warning: "🟡", info: "🔵", hint: "⚪" } as const satisfies Record<Severity, string>;

/** The sum, the rules and the files, worst first, then every finding with a link. */
export function markdown(report: Report, linkTo: LinkTo): string {
  const sums = summarise(report);
  const parts = ["# Plumblint audit\n", overview(sums)];
  if (sums.total > 0) {
    parts.push(
      ruleTable(sums.rules),
      fileTable(sums.files, linkTo),
      ...sums.files.map((file) => details(file, linkTo)),
    );
  }
  parts.push(...pipelineTable(pipelinesOf(report), linkTo));
  if (report.problems.length > 0) {
    const rows = report.problems.map(({ path, message }) => `- ${code(path)}: ${plain(message)}\n`);
    parts.push(`## Not read\n\n${rows.join("")}`);
  }
  return parts.join("\n");
}

function overview({ counts, files, read }: Summary): string {
  const said = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) =>
      `${MARKS[severity]} ${severity === "info" ? `${counts.info} info` : plural(counts[severity], severity)}`,
  );
  if (said.length === 0) return `${read}, nothing found.\n`;
  return `${said.join(" · ")} in ${files.length} of ${read}.\n`;
}

function ruleTable(rules: readonly RuleSum[]): string {
  const rows = rules.map(({ rule, title, worst, findings, files }) => {
    return `| ${MARKS[worst]} | [${rule}](${pageOf(rule)}) | ${plain(title)} | ${findings} | ${files} |\n`;
  });
  return `## By rule\n\n| | Rule | What is wrong | Findings | Files |\n| --- | --- | --- | ---: | ---: |\n${rows.join("")}`;
}

function fileTable(files: readonly FileSum[], linkTo: LinkTo): string {
  const rows = files.map(({ path, dialect, counts }) => {
    const numbers = SEVERITIES.map((severity) => counts[severity] || "").join(" | ");
    return `| [${plain(path)}](${linkTo(path, 1, 1)}) | ${dialect} | ${numbers} |\n`;
  });
  const heads = SEVERITIES.map((severity) => ` ${MARKS[severity]} |`).join("");
  return `## By file\n\n| File | Dialect |${heads}\n| --- | --- |${" ---: |".repeat(SEVERITIES.length)}\n${rows.join("")}`;
}

function pipelineTable(pipelines: readonly PipelineSum[], linkTo: LinkTo): string[] {
  if (pipelines.length === 0) return [];
  const rows = pipelines.map(({ path, nodes, widest, criticalPath, withoutLimit }) => {
    return `| [${plain(path)}](${linkTo(path, 1, 1)}) | ${nodes} | ${widest} | ${plain(criticalPath)} | ${withoutLimit} |\n`;
  });
  const head =
    "| File | Holds | Side by side | Critical path | Without a time limit |\n| --- | --- | ---: | --- | ---: |\n";
  return [`## Pipelines\n\n${head}${rows.join("")}`];
}

function details({ path, findings }: FileSum, linkTo: LinkTo): string {
  const rows = findings.map(({ finding, from }) => {
    const link = `[line ${from.line}](${linkTo(path, from.line, from.column)})`;
    return `- ${MARKS[finding.severity]} ${link} ${plain(finding.message)} ${code(finding.rule)}\n`;
  });
  return `## ${plain(path)}\n\n${rows.join("")}`;
}

/** Text of the workspace as text: nothing in it may become markup, a link or a table cell. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&").replace(/\s+/g, " ");
const code = (text: string): string => `\`${text.replace(/[`|\r\n]/g, " ")}\``;
