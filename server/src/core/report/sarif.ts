// SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Section numbers are those of the standard.
import type { Artifact, Fix, Log, ReportingDescriptor, Result, Region as SarifRegion } from "sarif";
import type { Severity } from "../finding.ts";
import { HOMEPAGE, pageOf, VERSION } from "../product.ts";
import { allRules } from "../rules/all.ts";
import type { FileReport, LocatedFinding, Region, Report } from "./report.ts";

const LEVELS = { error: "error", warning: "warning", info: "note", hint: "note" } as const satisfies Record<
  Severity,
  string
>;

/** The report as a SARIF log with one run. Paths are relative to the working directory. Ends with a newline. */
export function sarif(report: Report): string {
  const ids = [...allRules.keys()];
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Plumblint", version: VERSION, informationUri: HOMEPAGE, rules: ids.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        artifacts: report.files.filter(({ family }) => family !== "config").map(artifact),
        results: report.files.flatMap((file) => file.findings.map((found) => result(file, found, ids))),
        invocations: [
          {
            executionSuccessful: report.problems.length === 0,
            toolExecutionNotifications: report.problems.map(({ path, message }) => ({
              level: "error",
              message: { text: `${path}: ${message}` },
              locations: [{ physicalLocation: { artifactLocation: { uri: uri(path) } } }],
            })),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

function descriptor(id: string): ReportingDescriptor {
  const { title, why, severity } = allRules.get(id)?.meta ?? {
    title: id,
    why: "",
    severity: { recommended: "warning" },
  };
  const level = severity.recommended;
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why.trim().replaceAll("\n", " ") },
    helpUri: pageOf(id),
    defaultConfiguration: {
      enabled: level !== "off",
      level: level === "off" || level === "by default" ? "warning" : LEVELS[level as Severity],
    },
  };
}

const artifact = ({ path, family, dialect, kind }: FileReport): Artifact => ({
  location: { uri: uri(path) },
  properties: { family, dialect, ...(kind && { kind }) },
});

function result({ path }: FileReport, found: LocatedFinding, ids: readonly string[]): Result {
  const { finding, from, to, excerpt, fingerprint, related, fixes } = found;
  return {
    ruleId: finding.rule,
    ruleIndex: ids.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri(path) },
          region: { ...region({ from, to }), snippet: { text: excerpt } },
        },
      },
    ],
    partialFingerprints: { "plumblint/v1": fingerprint },
    properties: { subject: finding.subject, family: finding.family, dialect: finding.dialect },
    ...(related.length > 0 && {
      relatedLocations: related.map(({ message, ...place }) => ({
        message: { text: message },
        physicalLocation: { artifactLocation: { uri: uri(path) }, region: region(place) },
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix): Fix => toFix(path, fix)) }),
    ...(finding.suppressed && {
      suppressions: [
        { kind: "inSource", ...(finding.suppressed.value && { justification: finding.suppressed.value }) },
      ],
    }),
  };
}

const toFix = (path: string, { title, edits }: LocatedFinding["fixes"][number]): Fix => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: { uri: uri(path) },
      replacements: edits.map(({ text, ...place }) => ({ deletedRegion: region(place), insertedContent: { text } })),
    },
  ],
});

/** §3.30: lines and columns from 1; `endColumn` is one past the last character. */
const region = ({ from, to }: Region): SarifRegion => ({
  startLine: from.line,
  startColumn: from.column,
  endLine: to.line,
  endColumn: to.column,
});

/** §3.4.3: a URI reference, so each part of the path is percent-encoded. */
const uri = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
