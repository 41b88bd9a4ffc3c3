import { parseArgs } from "node:util";
import type { Severity } from "../core/finding.ts";
import { nearest } from "../core/nearest.ts";
import { PROFILES, type Profile } from "../core/rule.ts";
import { allRules } from "../core/rules/all.ts";

/** Wrong words on the command line: told in one sentence, exit code 2. */
export class UsageError extends Error {}

const FORMATS = ["pretty", "json", "sarif", "markdown", "html"] as const;
/** How the report is printed. */
export type Format = (typeof FORMATS)[number];

/** What `plumblint audit` was asked for. */
export interface AuditWords {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly output: string | undefined;
  readonly profile: Profile | undefined;
  readonly config: string | undefined;
  readonly rules: readonly string[];
  readonly failOn: Severity | "never";
  readonly fix: boolean;
}

/** Reads the words behind `audit`. Throws a `UsageError` that names the wrong one. */
export function auditWords(words: readonly string[]): AuditWords {
  const { values, positionals } = parse(words);
  const rules = (values.rule ?? []).flatMap((list) => list.split(",")).map((id) => id.trim());
  for (const id of rules) if (!allRules.has(id)) throw new UsageError(unknownRule(id));
  return {
    paths: positionals,
    format: oneOf("--format", values.format ?? "pretty", FORMATS),
    output: values.output,
    profile: values.profile === undefined ? undefined : oneOf("--profile", values.profile, PROFILES),
    config: values.config,
    rules,
    failOn: oneOf("--fail-on", values["fail-on"] ?? "warning", ["error", "warning", "info", "never"]),
    fix: values.fix ?? false,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        output: { type: "string", short: "o" },
        profile: { type: "string" },
        config: { type: "string" },
        rule: { type: "string", multiple: true },
        "fail-on": { type: "string" },
        fix: { type: "boolean" },
      },
    });
  } catch (error) {
    // Node's own sentence names the option; its second half advises about `--`, which helps nobody here.
    throw new UsageError(error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error));
  }
}

function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value);
  if (found) return found;
  throw new UsageError(`${option} takes ${allowed.join(", ")}; "${value}" is none of them`);
}

/** Says that there is no such rule, with the nearest one there is. */
export function unknownRule(id: string): string {
  const guess = nearest(id, [...allRules.keys()]);
  return `there is no rule "${id}"${guess ? `; did you mean "${guess}"?` : ""}`;
}
