// Guards of a GitHub Actions workflow that guard nothing.
import type { IdleGuard, Repair } from "../model.ts";
import {
  type Entry,
  entries,
  entry,
  get,
  isFlow,
  items,
  scalarText,
  scalarValue,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { lineStart, nextLine, type Sourced } from "../text.ts";
import { ignoredInputs } from "./github-agent-inputs.ts";
import type { Job, Step } from "./github-jobs.ts";
import { idleLoops } from "./script-loops.ts";

/** The guards that the platform, an action or a shell passes over. */
export function* idleGuardsOf(tree: YamlTree, jobs: readonly Job[]): Iterable<IdleGuard> {
  for (const job of jobs) {
    if (job.repeated) continue;
    yield* callGuards(tree, job);
    const limit = entry(tree, job.map, "timeout-minutes");
    if (limit && !isCall(tree, job)) yield* limitGuards(tree, job.id.value, limit, isHosted(tree, job.map));
    yield* emptyGate(tree, job);
    for (const step of job.steps) {
      if (step.repeated) continue;
      const own = entry(tree, step.map, "timeout-minutes");
      if (own) yield* limitGuards(tree, step.subject.value, own, false);
      yield* ignoredInputs(tree, step);
      yield* retryAction(tree, step);
      if (step.script) yield* idleLoops(step.script, step.subject);
    }
  }
}

const isCall = (tree: YamlTree, job: Job): boolean => entry(tree, job.map, "uses") !== undefined;

/** Source: GitHub's workflow syntax, "supported keywords for jobs that call a reusable workflow". */
function* callGuards(tree: YamlTree, { id, map }: Job): Iterable<IdleGuard> {
  if (!entry(tree, map, "uses")) return;
  for (const name of ["timeout-minutes", "environment"]) {
    const found = entry(tree, map, name);
    if (!found) continue;
    yield {
      subject: id,
      words: name,
      why: "a job that calls a workflow does not take this key, and GitHub refuses the file",
      instead: "set it on the jobs of the workflow that is called",
      repairs: [{ title: `Remove "${name}"`, edits: lineOf(tree, map, found) }],
      start: found.key.start,
      end: found.value ? spanOf(found.value).end : found.key.end,
    };
  }
}

const HOSTED_MINUTES = 360;

/** Values of `timeout-minutes` that limit nothing. */
function* limitGuards(tree: YamlTree, subject: string, { key, value }: Entry, hosted: boolean): Iterable<IdleGuard> {
  const text = scalarText(value);
  if (!value || text === undefined) return;
  const span = spanOf(value);
  const guard = (why: string, instead: string, title: string, minutes: string): IdleGuard => ({
    subject: { ...key, value: subject },
    words: `timeout-minutes: ${tree.text.slice(span.start, span.end)}`,
    why,
    instead,
    repairs: [{ title, edits: [{ ...span, text: minutes }] }],
    start: key.start,
    end: span.end,
  });
  if (typeof scalarValue(value) === "string" && /^\d{1,6}$/.test(text)) {
    yield guard(
      "GitHub takes a number in quotes for a text and refuses the file",
      "write it without quotes",
      "Write the number without quotes",
      text,
    );
  } else if (/^-?\d{1,6}$/.test(text) && Number(text) <= 0) {
    yield guard("the runner takes such a value for no limit", "write a positive number", "Limit to 30 minutes", "30");
  } else if (hosted && /^\d{1,6}$/.test(text) && Number(text) > HOSTED_MINUTES) {
    yield guard(
      `GitHub ends every job on its own runners after ${HOSTED_MINUTES} minutes, the work half done`,
      `split the job, or write ${HOSTED_MINUTES} at the most`,
      `Limit to ${HOSTED_MINUTES} minutes`,
      `${HOSTED_MINUTES}`,
    );
  }
}

/** Labels of runners that GitHub hosts for everybody. Source: GitHub's "standard GitHub-hosted runners". */
const HOSTED = /^(?:ubuntu|windows|macos)-(?:latest|slim|\d{2,4}(?:\.\d{2})?)(?:-(?:arm|intel|large|xlarge))?$/;

function isHosted(tree: YamlTree, job: YamlMap): boolean {
  const runsOn = get(tree, job, "runs-on");
  const labels = [runsOn, ...items(tree, runsOn)].map(scalarText).filter((label) => label !== undefined);
  return labels.length === 1 && labels.every((label) => HOSTED.test(label));
}

/** Names of jobs that stand for all the others: branches are protected by them. */
const GATE =
  /(?:^|[-_\s])(?:all|ci|gate|required|checks?|tests?|status|build|everything|pr)(?:$|[-_\s]).{0,30}(?:pass(?:ed)?|success|succeeded|green|ok|done|complete[d]?|required|gate|status|result)|^(?:ci-?ok|all-?green|ci-?gate|required-?checks?|status-?check|gate|all-?checks?|all-?passed|ci-?success|tests?-?passed)$/i;

/**
 * A job that always runs behind the others, whose success a branch waits for, and which looks at none of them. Source:
 * GitHub's "using conditions to control job execution": `always()` runs it after a failure, too.
 */
function* emptyGate(tree: YamlTree, job: Job): Iterable<IdleGuard> {
  const { id, map, needs, condition, steps } = job;
  const name = scalarText(get(tree, map, "name")) ?? "";
  if (needs.length === 0 || !/^(?:\$\{\{\s{0,9})?(?:always\(\)|!\s{0,3}cancelled\(\))(?:\s{0,9}\}\})?$/.test(condition))
    return;
  if (!GATE.test(id.value) && !GATE.test(name)) return;
  const { start, end } = spanOf(map);
  if (/\bneeds\b(?!\s*:)/.test(tree.text.slice(start, end))) return;
  const says = steps.every(
    ({ script, uses, map: own }) =>
      !uses &&
      !get(tree, own, "env") &&
      script?.commands.every(({ words: [word] }) => /^(?:echo|printf|true|:|exit)$/.test(word?.text ?? "")),
  );
  const value = entry(tree, map, "if")?.value;
  if (!says || steps.length === 0 || !value) return;
  yield {
    subject: id,
    words: `if: ${condition}`,
    why: "the job runs after a failure, too, looks at the result of no other job, and so is always green",
    instead: "fail it unless every result in needs is a success",
    repairs: [],
    ...spanOf(value),
  };
}

/** Source: `src/inputs.ts` of nick-fields/retry and `action.yml` of Wandalen/wretry.action. */
function* retryAction(tree: YamlTree, { map, uses, subject }: Step): Iterable<IdleGuard> {
  const inputs = get(tree, map, "with");
  const name = uses.toLowerCase();
  const at = entry(tree, map, "uses")?.value;
  if (!inputs || !at) return;
  const found = (input: string): Entry | undefined => entry(tree, inputs, input);
  if (name === "nick-fields/retry" || name === "nick-invision/retry") {
    const minutes = found("timeout_minutes");
    const seconds = found("timeout_seconds");
    const base = { subject, words: uses, repairs: [] as Repair[] };
    if (!minutes && !seconds && found("command")) {
      const [first] = entries(tree, inputs);
      const edits = first && !isFlow(inputs) ? insertBefore(tree, first, "timeout_minutes: 10") : [];
      yield {
        ...base,
        why: "it needs one of timeout_minutes and timeout_seconds, and stops with an error before the first try",
        instead: "add timeout_minutes",
        repairs: edits.length > 0 ? [{ title: "Limit each try to 10 minutes", edits }] : [],
        ...spanOf(at),
      };
    } else if (minutes && seconds) {
      yield {
        ...base,
        words: "timeout_seconds",
        why: "the action takes one of timeout_minutes and timeout_seconds, and stops with an error when it gets both",
        instead: "keep one of them",
        repairs: [{ title: 'Remove "timeout_seconds"', edits: lineOf(tree, inputs, seconds) }],
        ...seconds.key,
      };
    }
    yield* onlyOnce(subject, found("max_attempts"));
  } else if (/^wandalen\/wretry\.action(?:\/\w{1,20})?$/.test(name)) {
    yield* onlyOnce(subject, found("attempt_limit"));
  }
}

function* onlyOnce(subject: Sourced<string>, attempts: Entry | undefined): Iterable<IdleGuard> {
  if (!attempts?.value || !/^[01]$/.test(scalarText(attempts.value) ?? "")) return;
  const span = spanOf(attempts.value);
  yield {
    subject,
    words: `${attempts.key.value}: ${scalarText(attempts.value)}`,
    why: "the first try counts, so nothing is ever tried again",
    instead: "write 2 or more",
    repairs: [{ title: "Try up to 3 times", edits: [{ ...span, text: "3" }] }],
    start: attempts.key.start,
    end: span.end,
  };
}

/** Deletes an entry with its lines; nothing in a flow mapping, or where it is the only one. */
function lineOf(tree: YamlTree, map: YamlNode, { key, value }: Entry): { start: number; end: number; text: string }[] {
  const start = lineStart(tree.text, key.start);
  const alone = tree.text.slice(start, key.start).trim() === "";
  if (isFlow(map) || !alone || [...entries(tree, map)].length < 2) return [];
  const stop = value ? Math.max(key.end, spanOf(value).end) : key.end;
  const end = tree.text[stop - 1] === "\n" ? stop : nextLine(tree.text, stop);
  return [{ start, end, text: "" }];
}

const insertBefore = (tree: YamlTree, { key }: Entry, text: string) => {
  const indent = tree.text.slice(lineStart(tree.text, key.start), key.start);
  const eol = tree.text.includes("\r\n") ? "\r\n" : "\n";
  return indent.trim() === "" ? [{ start: key.start, end: key.start, text: `${text}${eol}${indent}` }] : [];
};
