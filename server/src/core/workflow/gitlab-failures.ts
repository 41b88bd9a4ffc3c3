// Where a GitLab CI file hides that a job failed, and what guards nothing in it.
// Source: GitLab documentation, "CI/CD YAML syntax reference", `allow_failure`, `after_script`, `default`.
import type { IdleGuard, Swallow } from "../model.ts";
import { entry, get, items, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { commentAbove, commentBehind, saysOptional } from "./excuses.ts";
import { isManual } from "./gitlab-guards.ts";
import type { GitLabFile, GitLabJob } from "./gitlab-jobs.ts";
import { swallowsIn } from "./script-failures.ts";
import { readScript } from "./scripts.ts";
import { vitalOf } from "./vital-commands.ts";

/** The failures that a job hides. Its shell stops at errors, and pipes report each of their programs (`shells/bash.go` of the runner). */
export function swallowsOf(tree: YamlTree, job: GitLabJob): Swallow[] {
  const { name: subject, scripts } = job;
  const flags = { errexit: true, pipefail: true };
  const allowed = allowedFailure(tree, job);
  return [
    ...(allowed ? [allowed] : []),
    ...scripts.flatMap((script) => swallowsIn(script, { subject, flags })),
    ...afterScript(tree, job),
  ];
}

/** `allow_failure: true`. A manual job has it by default, and exit codes in its place are a decision. */
function allowedFailure(tree: YamlTree, job: GitLabJob): Swallow | undefined {
  const { name: subject, map } = job;
  const allowed = entry(tree, map, "allow_failure");
  if (!allowed?.value || scalarText(allowed.value) !== "true" || isManual(job)) return undefined;
  const { start, end } = spanOf(allowed.value);
  const comment = excuseOf(tree, allowed.key, end) ?? commentAbove(tree.text, subject.start);
  const excuse = saysOptional(subject.value.replace(/[._-]+/g, " ")) ? subject : comment;
  return {
    subject,
    words: "allow_failure: true",
    effect: "the pipeline goes on, and is green but for a small mark, when this job fails",
    ...(excuse && { excuse }),
    repairs: [{ title: "Let it fail the pipeline", edits: [{ start, end, text: "false" }] }],
    start: allowed.key.start,
    end,
  };
}

/** The comment above a key, or behind its value, that says why a failure does not matter. */
function excuseOf({ text }: YamlTree, { start }: Sourced<string>, end: number): Sourced<string> | undefined {
  const behind = commentBehind(text, end);
  if (behind && explains(behind.value)) return behind;
  return commentAbove(text, start);
}

// The sign of the comment is one of them.
const MIN_WORDS = 4;

/** A sentence beside the very key is about it; a note that it should go away says that nobody wants it so. */
const explains = (comment: string): boolean =>
  comment.slice(0, 300).split(/\s+/).length > MIN_WORDS && !/\b(?:todo|fixme|xxx)\b/i.test(comment);

/** Work in `after_script`, whose failure GitLab ignores unless a variable says otherwise. */
function afterScript(tree: YamlTree, { name: subject, map, variable }: GitLabJob): Swallow[] {
  const node = entry(tree, map, "after_script")?.value;
  if (!node || variable("AFTER_SCRIPT_IGNORE_ERRORS") === "false") return [];
  const texts = [node, ...items(tree, node)];
  for (const script of texts.flatMap((text) => readScript(tree, text) ?? [])) {
    for (const { words, condition, after, start, end } of script.commands) {
      const vital = vitalOf(words.map(({ text }) => text));
      if (condition || after === "||" || !vital || !/^(?:agent|change)$/.test(vital.kind)) continue;
      // What was set up for the job alone may be gone already.
      if (/\b(?:destroy|delete|rollback|down)\b/.test(vital.tool)) continue;
      const { places } = script;
      const place = places ? { start: places(start), end: places(end) } : spanOf(script.scalar);
      const effect = "GitLab takes no notice of what fails there, so the job is green without it";
      return [{ subject, words: `${vital.tool} in after_script`, effect, repairs: [], ...place }];
    }
  }
  return [];
}

/** Words that say that a job is there for somebody to agree. */
const APPROVES = /approv|confirm|gate|hold|sign-?off|review/i;

/** Guards that guard nothing: a limit by default, and an approval that nothing waits for. */
export function idleGuardsOf(tree: YamlTree, top: YamlNode, file: GitLabFile): IdleGuard[] {
  const timeout = entry(tree, get(tree, top, "default"), "timeout");
  const limits = timeout
    ? [
        {
          subject: timeout.key,
          words: "default: timeout",
          why: "GitLab accepts a timeout there, and does not use it (issue 213634)",
          instead: "give each job its own timeout",
          repairs: [],
          start: timeout.key.start,
          end: timeout.key.end,
        },
      ]
    : [];
  return [...limits, ...file.jobs.flatMap((job) => openGate(tree, job, file))];
}

/** A manual job outside of rules, before a later stage that goes on without it. */
function openGate(
  tree: YamlTree,
  { name, map, stage, hidden, find }: GitLabJob,
  { jobs, stages }: GitLabFile,
): IdleGuard[] {
  const when = entry(tree, map, "when");
  if (hidden || !when?.value || scalarText(when.value) !== "manual" || find("allow_failure") || find("rules"))
    return [];
  const at = stages.indexOf(stage);
  const later = jobs.some((other) => !other.hidden && stages.indexOf(other.stage) > at && !other.find("needs"));
  if (!later || !APPROVES.test(`${name.value} ${stage}`)) return [];
  const edit = insertEntry(tree, map, "allow_failure: false", "when");
  return [
    {
      subject: name,
      words: "when: manual",
      why: "outside of rules it allows the job to fail, so the later stages do not wait for anybody",
      instead: "add allow_failure: false",
      repairs: edit ? [{ title: "Wait for it", edits: [edit] }] : [],
      start: when.key.start,
      end: spanOf(when.value).end,
    },
  ];
}
