import { type Around, NOWHERE } from "./around.ts";
import { type Config, isConfigPath, readConfig, usableOptions } from "./config.ts";
import type { Finding, Severity } from "./finding.ts";
import type { Family, Housekeeping, Model, ModelOf } from "./model.ts";
import { nearest } from "./nearest.ts";
import { type Attempt, readDocument } from "./read.ts";
import type { AnyRule } from "./rule.ts";
import { allRules, rulesFor } from "./rules/all.ts";
import { type Directive, readDirectives, suppress } from "./suppress.ts";
import type { SourceFile } from "./text.ts";

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

/** The whole product as one function: text in, findings out. Never throws. `around`: the files beside it. */
export function lint(file: SourceFile, config: Config, around: Around = NOWHERE): Result {
  const failures: Failure[] = [];
  const judge = (models: readonly Model[]) =>
    models.flatMap((model) => [...judged(model, { file, config, around, failures })]);

  if (isConfigPath(file.path)) {
    const { problems } = readConfig(file);
    return { dialect: problems.dialect, models: [problems], findings: sorted(judge([problems])), failures };
  }

  const attempt: Attempt = (source, work, otherwise) => {
    try {
      return work();
    } catch (error) {
      failures.push({ source, error });
      return otherwise;
    }
  };
  const reading = readDocument(file, attempt, { asked: config.asked, around });
  if (!reading) return { dialect: undefined, models: [], findings: [], failures };
  const { models, errors, comments } = reading;
  const dialect = reading.dialect.id;
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

interface Work {
  readonly file: SourceFile;
  readonly config: Config;
  readonly around: Around;
  readonly failures: Failure[];
}

function* judged<F extends Family>(
  model: ModelOf<F> & { readonly family: F },
  { file, config, around, failures }: Work,
): Iterable<Finding> {
  for (const rule of rulesFor<F>(model.family)) {
    const { id, only, options } = rule.meta;
    const severity = severityOf(id, config);
    if (severity === "off" || only?.includes(model.dialect) === false) continue;
    try {
      const context = { options: usableOptions(options, config.options[id] ?? {}), profile: config.profile, around };
      for (const verdict of rule.run(model, context)) {
        const { subject, message, related = [], unnecessary = false, notes = [], fixes } = verdict;
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
          notes,
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
