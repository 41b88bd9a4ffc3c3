// What a script does with the work of an agent that nobody has looked at.
import type { SideEffect } from "../model.ts";
import { spanOf } from "../syntax/yaml.ts";
import { agentOfCommand } from "./agents.ts";
import { deedOfCommand, plainLine } from "./irrevocable.ts";
import type { StepScript } from "./scripts.ts";

/** A merge request or pull request is looked at before it is merged. */
const ASKS = /^(?:gh pr create|glab mr create|az repos pr create|hub pull-request)\b/;
const DEFAULT_REF = /^(?:HEAD:)?(?:refs\/heads\/)?(?:main|master|\$\{?CI_DEFAULT_BRANCH\}?)$/;

/**
 * What the scripts of one job do behind the first agent that one of them runs, and cannot be taken back: publish, deploy,
 * merge, push to the default branch. Nothing where they ask for a review instead.
 */
export function effectsBehindAgent(scripts: readonly StepScript[]): SideEffect[] {
  const found: SideEffect[] = [];
  let isBehind = false;
  for (const { commands, places, scalar } of scripts) {
    for (const { words, start, end } of commands) {
      const texts = words.map(({ text }) => text);
      if (ASKS.test(plainLine(texts)) || texts.some((word) => word.startsWith("merge_request.create"))) return [];
      const deed = isBehind ? (deedOfCommand(texts) ?? pushOf(texts)) : undefined;
      if (deed) found.push({ deed, ...(places ? { start: places(start), end: places(end) } : spanOf(scalar)) });
      isBehind ||= agentOfCommand(texts) !== undefined;
    }
  }
  return found;
}

function pushOf(words: readonly string[]): string | undefined {
  const line = plainLine(words);
  if (/^glab mr merge\b|^az repos pr update .{0,200}--status completed/.test(line)) return "merge its own changes";
  const [git, push, , ...refs] = line.split(" ");
  if (git !== "git" || push !== "push" || words.includes("--dry-run")) return undefined;
  return refs.some((ref) => DEFAULT_REF.test(ref)) ? "push to the default branch" : undefined;
}
