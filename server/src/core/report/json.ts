import { countSeverities, type Report } from "./report.ts";

/** The report as one JSON object: `files`, each with its findings, `problems` and `summary`. Ends with a newline. */
export function json(report: Report): string {
  const files = report.files.map(({ path, family, dialect, kind, pipelines, findings }) => ({
    path,
    family,
    dialect,
    kind,
    pipelines,
    findings: findings.map(({ finding, from, to, fingerprint, related, fixes }) => ({
      rule: finding.rule,
      severity: finding.severity,
      subject: finding.subject,
      message: finding.message,
      start: from,
      end: to,
      fingerprint,
      related,
      fixes,
      ...(finding.suppressed && { suppressed: { reason: finding.suppressed.value } }),
    })),
  }));
  return `${JSON.stringify({ version: 1, files, problems: report.problems, summary: countSeverities(report) }, null, 2)}\n`;
}
