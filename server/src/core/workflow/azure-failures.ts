// Where an Azure pipeline hides that something failed, and which of its gates open by themselves.
// Source: MicrosoftDocs, "YAML schema reference for Azure Pipelines"; microsoft/azure-pipelines-tasks, Tasks/BashV3.
import type { IdleGuard, Repair, Swallow } from "../model.ts";
import { entry, get, isBlockScalar, scalarText, spanOf, type YamlMap, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineEnd, nextLine, type Sourced } from "../text.ts";
import type { AzureJob, AzureStep } from "./azure-jobs.ts";
import { commentAbove, commentBehind, saysFirm, saysOptional, saysReason } from "./excuses.ts";
import { swallowsIn } from "./script-failures.ts";
import { vitalOf } from "./vital-commands.ts";

/** The failures that a job and its steps hide. A job without a machine runs no scripts. */
export function swallowsOf(tree: YamlTree, job: AzureJob): Swallow[] {
  const { map, name, steps, server, image } = job;
  if (server) return [];
  const whole = map && toleranceOf(tree, map, name, { noun: "job", text: tree.text });
  const inSteps = steps.flatMap((step) => {
    const { end } = spanOf(step.map);
    const text = tree.text.slice(end, Math.min(end + MAX_LATER, map ? spanOf(map).end : tree.text.length));
    const own = toleranceOf(tree, step.map, step.subject, { noun: "step", text, step });
    return own ? [own] : inScript(tree, step, image);
  });
  return whole ? [whole, ...inSteps] : inSteps;
}

// Results are read by the steps that follow.
const MAX_LATER = 20_000;

interface Tolerated {
  readonly noun: "job" | "step";
  /** Where its result may be read. */
  readonly text: string;
  readonly step?: AzureStep;
}

/** `continueOnError: true`. */
function toleranceOf(
  tree: YamlTree,
  map: YamlMap,
  subject: Sourced<string>,
  { noun, text, step }: Tolerated,
): Swallow | undefined {
  const tolerated = entry(tree, map, "continueOnError");
  if (!tolerated?.value || scalarText(tolerated.value) !== "true") return undefined;
  const { start, end } = spanOf(tolerated.value);
  const excuse = excuseOf(tree, map, subject, step);
  const reader = readerOf(text, noun, subject);
  const behind = noun === "job" ? "the run is green" : "the steps behind it go on as if it had worked,";
  return {
    subject,
    words: "continueOnError: true",
    effect: `${behind} ${noun === "job" ? "whatever becomes of it, and" : "and"} nothing looks at its result`,
    ...(excuse && { excuse }),
    ...(reader && { readBy: { ...subject, value: reader } }),
    repairs: [{ title: `Let it fail the ${noun === "job" ? "run" : "job"}`, edits: [{ start, end, text: "false" }] }],
    start: tolerated.key.start,
    end,
  };
}

/** What reads a result: the state of the job so far, a report that fails it, an expression that names the job. */
function readerOf(text: string, noun: "job" | "step", { value }: Sourced<string>): string | undefined {
  if (noun === "job") return text.includes(`dependencies.${value}.result`) ? "dependencies" : undefined;
  return /\bagent\.jobstatus\b|\bSucceededWithIssues\b|failTaskOnFailedTests: ['"]?true/i.exec(text)?.[0];
}

/** Tasks that look after something beside the work. */
const BESIDE =
  /^(?:Publish\w*|Cache|CodeCoverage\w*|ComponentGovernance\w*|\w{0,40}(?:Report|Coverage)\w{0,20}|PostAnalysis|TSAUpload|CredScan|BinSkim|PoliCheck|(?:\w{1,60}\.){1,6}\w*(?:Sdl|CodeAnalysis|compliance)\w*)$/i;

/** Names of what is kept or shown for people who look into a run. */
const ASIDE =
  /^(?:capture|show|list|print|display|collect|gather|(?:publish|upload)\b.{0,60}\b(?:logs?|results?|coverage|codecov|artifacts?|reports?|binlogs?|diagnostics?|dumps?|screenshots?))\b/i;

/** What says that nothing depends on a step: its name, its task, that it only looks, or that it runs after a failure. */
function excuseOf(
  tree: YamlTree,
  map: YamlMap,
  subject: Sourced<string>,
  step: AzureStep | undefined,
): Sourced<string> | undefined {
  const condition = scalarText(get(tree, map, "condition")) ?? "";
  const after = /\b(?:failed|canceled)\(\)/i.test(condition) || (/\balways\(\)/i.test(condition) && !isVital(step));
  const words = subject.value.replace(/[._-]{1,9}/g, " ");
  const optional = saysOptional(words) || ASIDE.test(words);
  if (after || (optional && !step?.agents.length) || (step && (BESIDE.test(step.task) || onlyLooks(step))))
    return subject;
  const tolerated = entry(tree, map, "continueOnError");
  const behind = tolerated?.value && commentBehind(tree.text, spanOf(tolerated.value).end);
  if (behind && (saysReason(behind.value) || saysFirm(behind.value))) return behind;
  return (tolerated && commentAbove(tree.text, tolerated.key.start)) ?? commentAbove(tree.text, subject.start);
}

const isVital = (step: AzureStep | undefined): boolean =>
  step?.script?.commands.some(({ words }) => vitalOf(words.map(({ text }) => text))) ?? false;

/** Commands that print what is there, of both shells. */
const LOOKS =
  /^(?:echo|printf|ls|cat|tree|env|printenv|set|find|df|du|ps|date|pwd|cd|dir|type|gci|gc|get-\w{1,40}|write-\w{1,20}|format-\w{1,20}|out-string|select-object|sort-object|where-object|convertto-json|if|\$[\w.:]{1,60})$/i;

/** True for a script that does nothing but print. */
const onlyLooks = ({ script }: AzureStep): boolean =>
  script !== undefined &&
  script.commands.length > 0 &&
  script.commands.every(({ words: [program] }) => program === undefined || LOOKS.test(program.text));

/**
 * What the script of a step hides. Bash runs without `-e` and `pipefail`; `script` runs in it on Linux and macOS, and in
 * `cmd.exe` on Windows.
 */
function inScript(tree: YamlTree, step: AzureStep, image: string): Swallow[] {
  const { script, map, subject } = step;
  if (!script) return [];
  const isBash = entry(tree, map, "bash") !== undefined || /^(?:Bash|AzureCLI)$/i.test(step.task);
  const isUnix = /^(?:ubuntu|linux|macos)/i.test(image);
  const failsOnOutput = [get(tree, map, "failOnStderr"), get(tree, get(tree, map, "inputs"), "failOnStderr")].some(
    (node) => scalarText(node) === "true",
  );
  const goesOn = script.shell === "posix" && (isBash || isUnix);
  const flags = { errexit: !goesOn || failsOnOutput, pipefail: !goesOn };
  const strict = isBash ? strictly(tree, step) : undefined;
  return swallowsIn(script, { subject, flags, ...(strict && { errexit: strict, pipefail: strict }) });
}

/** `set -eo pipefail` as the first line of a script that has lines. */
function strictly(tree: YamlTree, { script }: AzureStep): Repair | undefined {
  if (!script || !isBlockScalar(script.scalar) || script.scalar.type !== "BLOCK_LITERAL") return undefined;
  const at = nextLine(tree.text, spanOf(script.scalar).start);
  const indent = /^[ \t]{1,200}(?=\S)/.exec(tree.text.slice(at, at + 201))?.[0];
  if (!indent || tree.text.startsWith("#!", at + indent.length)) return undefined;
  const text = `${indent}set -eo pipefail${lineEnd(tree.text)}`;
  return { title: "Stop at the first failure", edits: [{ start: at, end: at, text }] };
}

/** Validations by hand that open by themselves, or wait longer than their job lives. */
export function idleGuardsOf(tree: YamlTree, { map, steps, server }: AzureJob): IdleGuard[] {
  return steps.flatMap((step): IdleGuard[] => {
    if (!map || !server || !/^ManualValidation$/i.test(step.task)) return [];
    return [...opensItself(tree, step), ...outlives(tree, map, step)];
  });
}

function* opensItself(tree: YamlTree, { map, subject }: AzureStep): Iterable<IdleGuard> {
  const choice = entry(tree, get(tree, map, "inputs"), "onTimeout");
  if (!choice?.value || scalarText(choice.value) !== "resume") return;
  const { start, end } = spanOf(choice.value);
  yield {
    subject,
    words: "onTimeout: resume",
    does: "lets the run go on",
    why: "when nobody answers in time the task takes that for a yes",
    instead: "let it reject",
    repairs: [{ title: "Reject when nobody answers", edits: [{ start, end, text: "reject" }] }],
    start: choice.key.start,
    end,
  };
}

const DEFAULT_LIMIT = 60;

function* outlives(tree: YamlTree, job: YamlMap, { map, subject }: AzureStep): Iterable<IdleGuard> {
  const own = entry(tree, map, "timeoutInMinutes");
  const around = entry(tree, job, "timeoutInMinutes");
  const waits = Number(scalarText(own?.value) || Number.NaN);
  const lives = around ? Number(scalarText(around.value) || Number.NaN) : DEFAULT_LIMIT;
  if (!own?.value || !(waits > lives) || lives <= 0) return;
  const value = String(waits + DEFAULT_LIMIT);
  const edit = around?.value
    ? { ...spanOf(around.value), text: value }
    : insertEntry(tree, job, `timeoutInMinutes: ${value}`, "job");
  yield {
    subject,
    words: `timeoutInMinutes: ${waits}`,
    does: "gives nobody that long",
    why: `the job around it ends after ${lives} minutes`,
    instead: "give the job more time than the task",
    repairs: edit ? [{ title: `Give the job ${value} minutes`, edits: [edit] }] : [],
    start: own.key.start,
    end: spanOf(own.value).end,
  };
}
