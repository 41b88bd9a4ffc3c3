// Judges the text of a workflow in a test: the findings as short lines, and what each quick fix makes of the text.
import { expect } from "vitest";
import { type Config, DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import type { Finding } from "../server/src/core/finding.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Workflow } from "../server/src/core/model.ts";

const STRICT: Config = { ...DEFAULT_CONFIG, profile: "strict" };

/** What a test asks of the workflows at one path. */
export interface Judge {
  /** `rule subject` of each finding about the workflow. */
  readonly judge: (text: string) => string[];
  readonly findings: (text: string) => Finding[];
  /** Id of the dialect. */
  readonly dialect: (text: string, path?: string) => string | undefined;
  readonly models: (text: string) => Workflow[];
  /** The text after each fix of a rule's findings, alone: it parses and the finding is gone. */
  readonly fixes: (text: string, rule: string) => string[];
}

/** The judge of one path. */
export function judgeOf(path: string): Judge {
  const findings = (text: string): Finding[] => {
    const result = lint({ path, text }, STRICT);
    expect(result.failures).toEqual([]);
    return result.findings.filter(({ rule }) => /^(?:workflow\/|plumblint\/unreadable)/.test(rule));
  };
  const judge = (text: string): string[] =>
    findings(text).map(({ rule, subject }) => `${rule.slice(rule.indexOf("/") + 1)} ${subject}`);
  return {
    findings,
    judge,
    dialect: (text, other = path) => lint({ path: other, text }, STRICT).dialect,
    models: (text) => lint({ path, text }, STRICT).models.filter((model) => model.family === "workflow"),
    fixes: (text, rule) =>
      findings(text)
        .filter((finding) => finding.rule === `workflow/${rule}`)
        .flatMap(({ subject, fixes }) =>
          fixes.map(({ edits }) => {
            const fixed = apply(text, edits);
            expect(judge(fixed), fixed).not.toContain(`${rule} ${subject}`);
            expect(judge(fixed).join(), fixed).not.toContain("unreadable");
            return fixed;
          }),
        ),
  };
}

/** The version that the kinds of Argo share. */
export const HEAD = "apiVersion: argoproj.io/v1alpha1\n";
/** Each line of a text behind so many blanks. */
export const indent = (text: string, by: number): string => text.trimEnd().replace(/^(?=.)/gm, " ".repeat(by));
/** An Argo workflow with these keys under `spec`, and templates. */
export const workflow = (keys: string, templates: string, kind = "Workflow"): string =>
  `${HEAD}kind: ${kind}\nmetadata: { name: w }\nspec:\n  entrypoint: main\n${keys ? `${indent(keys, 2)}\n` : ""}  templates:\n${indent(templates, 4)}\n`;
/** A limit on a workflow. */
export const LIMIT = "activeDeadlineSeconds: 600";
/** The first template, which may hang. */
export const MAKE = "- name: main\n  container: { image: alpine, command: [make] }";
/** A bounded workflow whose first template runs these steps. */
export const steps = (list: string, rest: string): string =>
  workflow(LIMIT, `- name: main\n  steps:\n${indent(list, 4)}\n${rest}`);
/** Another template. */
export const JOB = "- name: job\n  container: { image: alpine, command: [make] }";
/** A template that runs an agent. */
export const AGENT =
  "- name: agent\n  container: { image: a, command: [sh, -ec], args: ['claude -p \"Work on {{item}}\"'] }";
