import { SEVERITIES, type Severity } from "../finding.ts";
import { active, countSeverities, type FileReport, type LocatedFinding, plural, type Report } from "./report.ts";

/** How a terminal shows the report. `paint` colours text, or gives it back as it is. */
export interface Look {
  readonly paint: (style: Style, text: string) => string;
  /** Columns after which messages are broken. */
  readonly width: number;
}
type Style = "bold" | "dim" | "red" | "yellow" | "blue" | "green" | "underline";

const COLOURS = { error: "red", warning: "yellow", info: "blue", hint: "dim" } as const satisfies Record<
  Severity,
  Style
>;
const INDENT = 2;
const GAP = 2;

/** The report for people at a terminal: findings by file, then one line that sums up. */
export function pretty(report: Report, look: Look): string {
  const shown = report.files.filter((file) => active(file).length > 0);
  const blocks = shown.map((file) => fileBlock(file, look));
  return [...blocks, summary(report, shown.length, look)].join("\n");
}

function fileBlock(file: FileReport, look: Look): string {
  const findings = active(file);
  const placeWidth = Math.max(...findings.map((found) => place(found).length));
  const wordWidth = Math.max(...findings.map(({ finding }) => finding.severity.length));
  const lines = findings.map((found) => entry(found, placeWidth, wordWidth, look));
  return `${look.paint("underline", file.path)}\n${lines.join("")}`;
}

const place = ({ from }: LocatedFinding): string => `${from.line}:${from.column}`;

function entry(found: LocatedFinding, placeWidth: number, wordWidth: number, { paint, width }: Look): string {
  const { finding, fixes } = found;
  const margin = INDENT + placeWidth + GAP + wordWidth + GAP;
  const [first = "", ...rest] = wrap(finding.message, Math.max(40, width - margin));
  const head = `${" ".repeat(INDENT)}${paint("dim", place(found).padStart(placeWidth))}${" ".repeat(GAP)}${paint(
    COLOURS[finding.severity],
    finding.severity.padEnd(wordWidth),
  )}${" ".repeat(GAP)}`;
  const fix = fixes[0] ? ` · fix: ${fixes[0].title}` : "";
  const below = [...rest, paint("dim", `${finding.rule}${fix}`)].map((line) => `${" ".repeat(margin)}${line}\n`);
  return `${head}${first}\n${below.join("")}`;
}

/** Breaks a text at blanks so that no line is longer than `width`, unless one word is. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function summary(report: Report, filesWithFindings: number, { paint }: Look): string {
  const counts = countSeverities(report);
  const total = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
  const read = report.files.length;
  const silenced = report.files.flatMap(({ findings }) => findings).length - total;
  const aside = silenced > 0 ? paint("dim", `, ${silenced} silenced by comments`) : "";
  if (total === 0) return `${paint("green", "✔")} No findings in ${plural(read, "file")}${aside}\n`;
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(COLOURS[severity], severity === "info" ? `${counts.info} info` : plural(counts[severity], severity)),
  );
  const worst = SEVERITIES.find((severity) => counts[severity] > 0) ?? "hint";
  const where = `in ${filesWithFindings} of ${plural(read, "file")}`;
  return `${paint(COLOURS[worst], "✖")} ${paint("bold", plural(total, "finding"))} (${parts.join(", ")}) ${where}${aside}\n`;
}
