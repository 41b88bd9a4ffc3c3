import { statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { styleText } from "node:util";
import { type Layer, readConfig } from "../core/config.ts";
import { apply } from "../core/edit.ts";
import { SEVERITIES, type Severity } from "../core/finding.ts";
import { fixAll } from "../core/fix.ts";
import { html } from "../core/report/html.ts";
import { json } from "../core/report/json.ts";
import { markdown } from "../core/report/markdown.ts";
import { pretty } from "../core/report/pretty.ts";
import { countSeverities, type Problem, type Report } from "../core/report/report.ts";
import { sarif } from "../core/report/sarif.ts";
import { type AuditOptions, audit, configOf, type Target } from "../project/audit.ts";
import { Configs } from "../project/configs.ts";
import { findFiles, readText } from "../project/files.ts";
import { isInside, projectRoot, relativePath } from "../project/paths.ts";
import { type AuditWords, auditWords, UsageError } from "./options.ts";

/** `plumblint audit`: judges the files below the paths, prints the report, answers with the exit code. */
export async function auditCommand(words: readonly string[]): Promise<number> {
  const asked = auditWords(words);
  const cwd = process.cwd();
  const { targets, problems } = collect(asked, cwd);
  const settings = options(asked, cwd);
  if (asked.fix) problems.push(...applyFixes(targets, settings));

  const report = await audit(targets, settings);
  const whole: Report = { files: report.files, problems: [...problems, ...report.problems] };
  for (const { path, message } of [...whole.problems, ...strangers(targets, whole, cwd)]) {
    process.stderr.write(`plumblint: ${path}: ${message}\n`);
  }
  write(print(whole, asked), asked.output);
  return exitCode(whole, asked.failOn);
}

interface Collected {
  readonly targets: Target[];
  readonly problems: Problem[];
}

/** The files that the paths stand for, each once. A path that is not there is a problem; the others are still judged. */
function collect({ paths }: AuditWords, cwd: string): Collected {
  const targets = new Map<string, Target>();
  const problems: Problem[] = [];
  const projects = new Map<string, Configs>();
  for (const word of paths.length > 0 ? paths : ["."]) {
    const path = resolve(cwd, word);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) {
      problems.push({ path: word, message: "there is no such file or folder" });
      continue;
    }
    const isFolder = stats.isDirectory();
    // A file outside the working directory and every repository is known by its whole path: nothing nearer says what it is.
    const start = isInside(cwd, path) ? cwd : isFolder ? path : resolve("/");
    const root = projectRoot(start);
    const configs = projects.get(root) ?? new Configs(root);
    projects.set(root, configs);
    const found = isFolder ? findFiles(path, root) : [path];
    for (const file of found) if (!targets.has(file)) targets.set(file, { path: file, configs, named: !isFolder });
  }
  return { targets: [...targets.values()], problems };
}

/** Files that the user named and that are none of ours: worth a word, but no failure. */
function strangers(targets: readonly Target[], { files, problems }: Report, cwd: string): Problem[] {
  const known = new Set([...files, ...problems].map(({ path }) => path));
  return targets
    .filter(({ named }) => named)
    .map(({ path }) => relativePath(cwd, path))
    .filter((path) => !known.has(path))
    .map((path) => ({ path, message: "not judged: it is excluded, or not a file that Plumblint knows" }));
}

function options({ rules, profile, config }: AuditWords, cwd: string): AuditOptions {
  const above: Layer[] = profile ? [{ base: "", extends: profile }] : [];
  return {
    cwd,
    above,
    ...(config !== undefined && { only: oneConfig(config, cwd) }),
    keep: ({ rule }) => rules.length === 0 || rules.includes(rule),
    onFailure: (path, source, error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`plumblint: ${path}: ${source} failed, its findings are missing: ${text}\n`);
    },
  };
}

/** The layer of `--config FILE`. Its globs are relative to the project, as if it lay at the root. */
function oneConfig(word: string, cwd: string): Layer {
  const reading = readText(resolve(cwd, word));
  if ("problem" in reading) throw new UsageError(`${word}: ${reading.problem}`);
  const { layer, problems } = readConfig({ path: word, text: reading.text });
  for (const { value } of problems.unreadable) process.stderr.write(`plumblint: ${word}: ${value}\n`);
  return { ...layer, base: "" };
}

/** Writes the safe fixes to the files. Answers with the files that could not be written. */
function applyFixes(targets: readonly Target[], settings: AuditOptions): Problem[] {
  const problems: Problem[] = [];
  for (const target of targets) {
    const config = configOf(target, settings);
    const reading = readText(target.path);
    if (!config || "problem" in reading) continue;
    const { text, mark } = reading;
    const edits = fixAll({ path: relativePath(target.configs.root, target.path), text }, config);
    if (edits.length === 0) continue;
    try {
      writeFileSync(target.path, mark + apply(text, edits));
    } catch (error) {
      const message = `not fixed: ${error instanceof Error ? error.message : String(error)}`;
      problems.push({ path: relativePath(settings.cwd, target.path), message });
    }
  }
  return problems;
}

const linkTo = (path: string, line: number): string => `${encodeURI(path)}#L${line}`;

function print(report: Report, { format, output }: AuditWords): string {
  switch (format) {
    case "json":
      return json(report);
    case "sarif":
      return sarif(report);
    case "markdown":
      return markdown(report, linkTo);
    case "html":
      return html(report, linkTo);
    case "pretty": {
      const colour = output === undefined && process.stdout.isTTY && process.stdout.hasColors();
      const width = output === undefined && process.stdout.isTTY ? process.stdout.columns : 120;
      return pretty(report, { paint: (style, text) => (colour ? styleText(style, text) : text), width });
    }
  }
}

function write(text: string, output: string | undefined): void {
  if (output === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw new UsageError(`--output ${output}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function exitCode(report: Report, failOn: Severity | "never"): number {
  if (report.problems.length > 0) return 2;
  if (report.files.some((file) => file.family === "config" && file.findings.some(isUnreadable))) return 2;
  if (failOn === "never") return 0;
  const counts = countSeverities(report);
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return failing.some((severity) => counts[severity] > 0) ? 1 : 0;
}

const isUnreadable = ({ finding }: Report["files"][number]["findings"][number]): boolean =>
  finding.rule === "plumblint/unreadable" && !finding.suppressed;
