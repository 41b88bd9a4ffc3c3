import { type Config, isConfigPath, readConfig, usableOptions } from "./config.ts";
import type { Syntax } from "./dialect.ts";
import type { Finding, Severity } from "./finding.ts";
import type { Family, Housekeeping, Model, ModelOf } from "./model.ts";
import { nearest } from "./nearest.ts";
import { candidates, claim } from "./recognise.ts";
import type { AnyRule } from "./rule.ts";
import { allRules, rulesFor } from "./rules/all.ts";
import { type Directive, readDirectives, suppress } from "./suppress.ts";
import { syntaxes } from "./syntax/index.ts";
import type { SourceFile, Span } from "./text.ts";

/**
 * UTF-16 units (bytes, before a file is read) over which a text is not judged. The largest file of these families found in
 * some two hundred public repositories has 0.3 MB; what is longer was generated, and nobody mends it by hand.
 */
export const MAX_LENGTH = 2_000_000;

/** All we know about one file. */
export interface Result {
  /** Id of the dialect that claimed the file, or undefined when none did. */
  readonly dialect: string | undefined;
  readonly models: readonly Model[];
  /** In the order of the text; silenced ones are marked `suppressed`. */
  readonly findings: readonly Finding[];
  /** Rules and dialects that threw: a defect of ours. It costs their own findings, never another's. */
  readonly failures: readonly Failure[];
}

/** Something of ours that threw. */
export interface Failure {
  /** Rule id, or dialect id. */
  readonly source: string;
  readonly error: unknown;
}

/** The whole product as one function: text in, findings out. Never throws. */
export function lint(file: SourceFile, config: Config): Result {
  const failures: Failure[] = [];
  const judge = (models: readonly Model[]) => models.flatMap((model) => [...judged(model, file, config, failures)]);

  if (isConfigPath(file.path)) {
    const { problems } = readConfig(file);
    return { dialect: problems.dialect, models: [problems], findings: sorted(judge([problems])), failures };
  }

  const read = readDocument(file, failures);
  if (!read) return { dialect: undefined, models: [], findings: [], failures };
  const { dialect, models, errors, comments } = read;
  const directives = readDirectives(file.text, comments);
  const isOff = (rule: string) => !allRules.has(rule) || severityOf(rule, config) === "off";
  const { findings, idle } = suppress(file.text, judge(models), directives, isOff);
  const housekeeping: Housekeeping = {
    family: "plumblint",
    dialect,
    start: 0,
    end: file.text.length,
    unreadable: errors.slice(0, 1),
    unknownRules: unknownIn(directives),
    idleSuppressions: idle,
  };
  const all = [...findings, ...judge([housekeeping])];
  return { dialect, models, findings: sorted(all), failures };
}

function readDocument(file: SourceFile, failures: Failure[]) {
  if (file.text.length > MAX_LENGTH) return tooLong(file);
  const trees = new Map<Syntax, ReturnType<(typeof syntaxes)[Syntax]["parse"]>>();
  const parse = (syntax: Syntax) => {
    const tree = trees.get(syntax) ?? syntaxes[syntax].parse(file.text);
    trees.set(syntax, tree);
    return tree;
  };
  const claimed = claim(file, parse);
  if (!claimed) return undefined;
  const { dialect, tree } = claimed;
  let models: Model[] = [];
  try {
    models = [...dialect.lower(tree, file)];
  } catch (error) {
    failures.push({ source: dialect.id, error });
  }
  const comments: Iterable<Span> = syntaxes[dialect.syntax].comments(tree);
  return { dialect: dialect.id, models, errors: parse(dialect.syntax).errors, comments };
}

/** A document so long that nobody looks inside: known by its path alone. */
function tooLong({ path, text }: SourceFile) {
  const [dialect] = candidates(path);
  if (!dialect) return undefined;
  const value = `This file has ${(text.length / 1e6).toFixed(1)} million characters and was not judged.`;
  return { dialect: dialect.id, models: [], errors: [{ value, start: 0, end: 0 }], comments: [] };
}

function* judged<F extends Family>(
  model: ModelOf<F> & { readonly family: F },
  file: SourceFile,
  config: Config,
  failures: Failure[],
): Iterable<Finding> {
  for (const rule of rulesFor<F>(model.family)) {
    const { id, only, options } = rule.meta;
    const severity = severityOf(id, config);
    if (severity === "off" || only?.includes(model.dialect) === false) continue;
    try {
      for (const verdict of rule.run(model, usableOptions(options, config.options[id] ?? {}), config.profile)) {
        const { subject, message, related = [], unnecessary = false, fixes } = verdict;
        yield {
          rule: id,
          path: file.path,
          family: model.family,
          dialect: model.dialect,
          subject: subject.value,
          severity: severity === "by default" ? (verdict.severity ?? "warning") : severity,
          message,
          start: subject.start,
          end: subject.end,
          related,
          unnecessary,
          fixes,
        };
      }
    } catch (error) {
      failures.push({ source: id, error });
    }
  }
}

/** What the configuration says of a rule, else what its profile says. */
function severityOf(id: string, { severity, profile }: Config): Severity | "off" | "by default" {
  const rule: AnyRule | undefined = allRules.get(id);
  return severity[id] ?? rule?.meta.severity[profile] ?? "off";
}

const unknownIn = (directives: readonly Directive[]): Housekeeping["unknownRules"] =>
  directives
    .flatMap(({ ids }) => ids)
    .filter(({ value }) => !allRules.has(value))
    .map((id) => {
      const guess = nearest(id.value, [...allRules.keys()]);
      return guess ? { ...id, nearest: guess } : id;
    });

const sorted = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
