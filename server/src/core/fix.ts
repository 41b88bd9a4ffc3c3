import type { Config } from "./config.ts";
import { apply, compatible } from "./edit.ts";
import type { Edit, Finding } from "./finding.ts";
import { lint } from "./lint.ts";
import type { SourceFile } from "./text.ts";

// Each round may uncover findings that the last one's edits made fixable; honest files need one or two.
const MAX_ROUNDS = 10;

/** The edits of all safe fixes of a file, repeated until nothing changes. Empty when there is nothing to fix. */
export function fixAll(file: SourceFile, config: Config): readonly Edit[] {
  const first = safeEdits(lint(file, config).findings);
  let text = apply(file.text, first);
  for (let round = 1; round < MAX_ROUNDS; round++) {
    const next = apply(text, safeEdits(lint({ ...file, text }, config).findings));
    // The usual case: one round was enough, and its own small edits disturb the editor least.
    if (next === text) return round === 1 ? first : [difference(file.text, text)];
    text = next;
  }
  return [difference(file.text, text)];
}

/** The first fix of each of the findings, as far as they can be applied together. */
export const fixTogether = (findings: readonly Finding[]): readonly Edit[] =>
  compatible(findings.map(({ fixes }) => fixes[0]?.edits ?? []));

const safeEdits = (findings: readonly Finding[]): readonly Edit[] =>
  fixTogether(
    findings
      .filter(({ suppressed }) => !suppressed)
      .map((finding) => ({ ...finding, fixes: finding.fixes.filter(({ safety }) => safety === "safe") })),
  );

/** The one edit that turns a text into another, without what both begin and end with. */
function difference(from: string, to: string): Edit {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  return { start, end: from.length - tail, text: to.slice(start, to.length - tail) };
}
