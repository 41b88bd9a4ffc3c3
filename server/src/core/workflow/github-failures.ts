// Where a GitHub Actions workflow hides that something failed.
import type { Repair, Swallow } from "../model.ts";
import {
  entries,
  entry,
  get,
  isBlockScalar,
  isFlow,
  isMapping,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineStart, nextLine, type Sourced } from "../text.ts";
import { commentAbove, commentBehind, saysFirm, saysNeverFails, saysOptional, saysReason } from "./excuses.ts";
import type { Job, Step } from "./github-jobs.ts";
import { type ShellFlags, swallowsIn } from "./script-failures.ts";
import { vitalOf } from "./vital-commands.ts";

/** The failures that the jobs and their steps hide. */
export function* swallowsOf(tree: YamlTree, jobs: readonly Job[]): Iterable<Swallow> {
  for (const job of jobs) {
    if (job.repeated) continue;
    const tolerated = jobTolerance(tree, job);
    if (tolerated) yield tolerated;
    for (const step of job.steps) {
      if (step.repeated) continue;
      const own = stepTolerance(tree, step);
      if (own) yield own;
      else yield* scriptSwallows(tree, step);
    }
  }
}

/** The options of the shell, from its command line. Source: GitHub's workflow syntax, "exit codes and error action preference". */
const flagsOf = (shell: string): ShellFlags => ({
  errexit: shell === "unsure" || /\s-[a-z]{0,8}e|errexit/.test(shell),
  pipefail: shell === "unsure" || shell.includes("pipefail"),
});

function* scriptSwallows(tree: YamlTree, step: Step): Iterable<Swallow> {
  const { script, subject, shell } = step;
  if (!script) return;
  const bash = withBash(tree, step);
  const around = {
    subject,
    flags: flagsOf(shell),
    warning: "::warning::",
    ...(bash && { pipefail: bash, errexit: bash }),
  };
  const excuse = excuseOfStep(tree, step);
  for (const swallow of swallowsIn(script, around)) yield excuse ? { ...swallow, excuse } : swallow;
}

/** `shell: bash` turns on both `-e` and `pipefail`. */
function withBash(tree: YamlTree, { map, shell }: Step): Repair | undefined {
  if (!/^(?:ba)?sh\s/.test(shell)) return undefined;
  const title = "Run it with bash, which GitHub starts with pipefail";
  const own = entry(tree, map, "shell")?.value;
  if (own) return { title, edits: [{ ...spanOf(own), text: "bash" }] };
  const edit = insertEntry(tree, map, "shell: bash", "name");
  return edit && { title, edits: [edit] };
}

const isTrue = (tree: YamlTree, map: YamlMap): boolean => scalarText(get(tree, map, "continue-on-error")) === "true";

const WORDS = "continue-on-error: true";

function stepTolerance(tree: YamlTree, step: Step): Swallow | undefined {
  const key = entry(tree, step.map, "continue-on-error")?.key;
  if (!key || !isTrue(tree, step.map)) return undefined;
  const id = scalarText(get(tree, step.map, "id"));
  const readBy = (id === undefined ? undefined : readerOf(tree, "steps", id)) ?? readerOfReport(tree, step);
  const excuse = excuseOfStep(tree, step) ?? excuseOfScript(step);
  return {
    subject: step.subject,
    words: WORDS,
    effect: `the job goes on as if "${nameOf(step.subject.value)}" had worked, and nobody reads its outcome`,
    ...(readBy && { readBy }),
    ...(excuse && { excuse }),
    repairs: without(tree, step.map, "step"),
    start: key.start,
    end: key.end,
  };
}

function jobTolerance(tree: YamlTree, job: Job): Swallow | undefined {
  const key = entry(tree, job.map, "continue-on-error")?.key;
  if (!key || !isTrue(tree, job.map) || job.steps.length === 0) return undefined;
  const readBy = readerOf(tree, "needs", job.id.value);
  const name = scalarText(get(tree, job.map, "name")) ?? "";
  const whole = scalarText(get(tree, root(tree), "name")) ?? "";
  const optional = saysOptional(whole) || saysOptional(name) || saysOptional(job.id.value.replace(/[-_]/g, " "));
  // A comment at the level of a job has to be firm: the key also hides a checkout or a set-up that failed.
  const comment = commentOf(tree, key.start, saysFirm) ?? commentOf(tree, job.id.start, saysFirm);
  const excuse = optional ? job.id : comment;
  const harmless = job.steps.every((step) => excuseOfStep(tree, step) || isSetup(step));
  return {
    subject: job.id,
    words: WORDS,
    effect: `the run is green whatever becomes of "${job.id.value}", and nothing reads its result`,
    ...(readBy && { readBy }),
    ...(excuse ? { excuse } : harmless && { excuse: job.id }),
    repairs: without(tree, job.map, "job"),
    start: key.start,
    end: key.end,
  };
}

const isSetup = ({ uses }: Step): boolean => /^actions\/(?:checkout|setup-\w{1,20}|download-artifact)$/.test(uses);

/** The step's own name, without that of its job. */
const nameOf = (subject: string): string => subject.slice(subject.indexOf("/") + 1);

/** Deletes the key with its line. */
function without(tree: YamlTree, map: YamlMap, noun: string): Repair[] {
  const found = entry(tree, map, "continue-on-error");
  if (!found?.value || isFlow(map)) return [];
  const start = lineStart(tree.text, found.key.start);
  const end = nextLine(tree.text, spanOf(found.value).end);
  const alone = tree.text.slice(start, found.key.start).trim() === "";
  return alone ? [{ title: `Let the ${noun} fail`, edits: [{ start, end, text: "" }] }] : [];
}

/** Where an outcome, or an output in a condition, is read. */
function readerOf(tree: YamlTree, context: "steps" | "needs", id: string): Sourced<string> | undefined {
  const readers = readersOf(tree);
  return readers.get(`${context}.${id.toLowerCase()}`) ?? readers.get(`${context}.*`);
}

/** A step or a job in an expression. */
const NAMED = String.raw`\b(?<context>steps|needs)(?:\.(?<name>[\w-]{1,100})|\[["'](?<quoted>[\w-]{1,100})["']\])`;
const RESULT = new RegExp(String.raw`${NAMED}\.(?:outcome|conclusion|result)\b`, "gi");
/** An output beside another one, or compared, says by its absence that the step failed. */
const COMPARED = new RegExp(String.raw`${NAMED}\.outputs[\w.'"[\]-]{1,100}\s{0,3}(?:\|\||[!=]=)`, "gi");
const OUTPUT = new RegExp(String.raw`${NAMED}\.outputs\b`, "gi");
const WHOLE = /\b(?<context>steps|needs)\.\*/gi;
const AS_JSON = /\btoJSON\(\s{0,3}(?<context>steps|needs)(?:\.(?<name>[\w-]{1,100}))?\s{0,3}\)/gi;
const CONDITION = /^[ \t-]{0,100}if:.{0,2000}$/gm;

const known = new WeakMap<YamlTree, ReadonlyMap<string, Sourced<string>>>();

/** The outcomes that some expression reads, as `steps.id`, `needs.id` or `steps.*`. */
function readersOf(tree: YamlTree): ReadonlyMap<string, Sourced<string>> {
  const earlier = known.get(tree);
  if (earlier) return earlier;
  const found = new Map<string, Sourced<string>>();
  const add = (pattern: RegExp, text: string, offset = 0) => {
    for (const { 0: value, index, groups = {} } of text.matchAll(pattern)) {
      const { context, name, quoted } = groups;
      const start = offset + index;
      found.set(`${context}.${name ?? quoted ?? "*"}`.toLowerCase(), { value, start, end: start + value.length });
    }
  };
  for (const { 0: line, index } of tree.text.matchAll(CONDITION)) add(OUTPUT, line, index);
  for (const pattern of [COMPARED, RESULT, WHOLE, AS_JSON]) add(pattern, tree.text);
  known.set(tree, found);
  return found;
}

/** Actions that look after something beside the work: what they fail to do, nobody waits for. */
const BESIDE =
  /(?:upload-artifact|download-artifact|cache|codecov|coveralls|comment|notify|notification|slack|discord|telegram|teams|label|labeler|create-issue|attest|sticky|summary|test-report|publish-unit-test|junit|dorny\/|toast|badge|telemetry|sentry|datadog|app-token|setup-[\w-]{1,40}$)/i;

/** What says that nothing depends on a step: its name, its action, or that it runs after a failure. */
function excuseOfStep(tree: YamlTree, step: Step): Sourced<string> | undefined {
  const name = scalarText(get(tree, step.map, "name")) ?? "";
  const condition = scalarText(get(tree, step.map, "if")) ?? "";
  const gate = step.uses.includes("upload-sarif");
  // A test that always runs is a test all the same; what runs after a failure only looks at it, or tidies up.
  const after = /\b(?:failure|cancelled)\(\)/.test(condition) || (condition.includes("always()") && !isVital(step));
  const beside = !gate && (BESIDE.test(step.uses) || step.uses === "./" || after);
  return (!gate && saysOptional(name)) || beside ? step.subject : commentIn(tree, step);
}

const isVital = ({ script, agents }: Step): boolean =>
  agents.length > 0 || (script?.commands.some(({ words }) => vitalOf(words.map(({ text }) => text))) ?? false);

/** Commands that only tell people something, tidy up, or print what is there. */
const BESIDE_COMMAND =
  /^(?:gh (?:issue|pr) (?:comment|edit|close|review|reopen)|gh label|gh (?:cache|actions-cache|extension)|gh run (?:download|list|view)|(?:npm|pnpm|yarn) (?:list|ls|outdated|why|version|view|info|cache|config)|docker (?:logs|rm|stop|ps|images|image|system|volume|compose|inspect)|rm|kill|pkill|killall|env|printenv|ls|cat|echo|printf|find|df|du|free|ps|uname|date|sleep|true|exit|git (?:status|diff|log|show|branch|tag|remote|fetch|config)|pip (?:list|freeze|show)|cargo cache|mkdir|cp|mv|cd|set|export|test|\[|\[\[)(?:\s|$)/;

/** What a script says about itself: a comment, a message in place of the failure, or that it only looks and tidies up. */
function excuseOfScript({ script, subject }: Step): Sourced<string> | undefined {
  const text = scalarText(script?.scalar) ?? "";
  if (!script || !text) return undefined;
  const comments = text.split("\n").filter((line) => /^\s{0,200}#/.test(line));
  const says = comments.some(saysNeverFails) || /\|\|\s{0,9}(?:echo|printf)\b/.test(text);
  const harmless = script.commands.every(
    ({ words }) => BESIDE_COMMAND.test(words.map((word) => word.text).join(" ")) || words.length === 0,
  );
  return says || harmless ? subject : undefined;
}

/** A report that the step writes and somebody mentions later. */
function readerOfReport(tree: YamlTree, { script, map }: Step): Sourced<string> | undefined {
  const text = scalarText(script?.scalar) ?? "";
  const { end } = spanOf(map);
  const later = tree.text.slice(end, end + MAX_LATER);
  for (const [, file = ""] of text.matchAll(REPORT)) {
    const name = file.slice(file.lastIndexOf("/") + 1);
    const at = name.length < 4 ? -1 : later.indexOf(name);
    if (at >= 0) return { value: name, start: end + at, end: end + at + name.length };
  }
  return undefined;
}

/** Reports are read by the steps that follow. */
const MAX_LATER = 20_000;
const REPORT =
  /(?:--(?:output|report|junit|json|out|log|sarif)[\w-]{0,30}|\s-o|>|\btee(?: -a)?)[=\s]{1,4}["']?([^\s"';|&<>]{3,200})/gi;

/** A comment that says why the step may fail: above it, or above or behind one of its keys. */
function commentIn(tree: YamlTree, { map }: Step): Sourced<string> | undefined {
  for (const { key, value } of [{ key: spanOf(map), value: undefined }, ...entries(tree, map)]) {
    const stop = value && !isBlockScalar(value) && !isMapping(value) ? spanOf(value).end : key.end;
    const comment = commentAbove(tree.text, key.start) ?? (value && commentBehind(tree.text, stop));
    if (comment && saysReason(comment.value)) return comment;
  }
  return undefined;
}

/** The comment behind or above a key that says why a failure does not matter. */
function commentOf({ text }: YamlTree, at: number, fits: (text: string) => boolean): Sourced<string> | undefined {
  const behind = commentBehind(text, at);
  return behind && fits(behind.value) ? behind : commentAbove(text, at, fits);
}
