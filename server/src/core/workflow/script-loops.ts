// Retries in a shell script: those that cannot fail, and those around what is not safe to repeat.
import type { IdleGuard, UnsafeRetry } from "../model.ts";
import { type Command, readShell } from "../syntax/shell.ts";
import { spanOf } from "../syntax/yaml.ts";
import type { Sourced, Span } from "../text.ts";
import { agentOfCommand } from "./agents.ts";
import { programIndex, programName } from "./commands.ts";
import type { StepScript } from "./scripts.ts";
import { vitalOf } from "./vital-commands.ts";

const textsOf = ({ words }: Command): string[] => words.map(({ text }) => text);

const programOf = (command: Command | undefined): string => {
  const texts = command ? textsOf(command) : [];
  return programName(texts[programIndex(texts)]);
};

/** Nobody looks at the tries so many commands behind them. */
const MAX_REST = 200;
/** Longer bodies of loops are not looked through. */
const MAX_BODY = 30;
/** Words that end a loop of tries with a failure. */
const GIVES_UP = /^(?:exit|return|false|die|fail|error|abort)$/;

/**
 * Loops that try something a number of times and then go on whether it worked or not: `for i in 1 2 3; do push && break;
 * sleep 5; done`. The loop ends with the status of its last command, which is that of `sleep` (POSIX 2.9.4).
 */
export function* idleLoops(script: StepScript, subject: Sourced<string>): Iterable<IdleGuard> {
  const { commands, shell } = script;
  if (shell !== "posix") return;
  for (const [index, command] of commands.entries()) {
    const loop = command.loops.at(-1);
    const vital = vitalOf(textsOf(command));
    if (!loop || !isCounted(commands, index) || !vital || !/^(?:agent|test|change)$/.test(vital.kind)) continue;
    const next = commands[index + 1];
    if (command.after !== "&&" || programOf(next) !== "break" || next?.words.length !== 1) continue;
    const rest = commands.slice(index + 2, index + MAX_REST);
    const goesOn = rest.some(({ loops }) => loops.includes(loop));
    // A later command that looks, or gives up, may be about the tries.
    const looks = rest.some(
      (other) => GIVES_UP.test(programOf(other)) || other.condition || /^\[\[?$|^test$/.test(programOf(other)),
    );
    if (!goesOn || looks) continue;
    const place = placeOf(script, { start: next.start, end: next.end });
    yield {
      subject,
      words: `${vital.tool} && break`,
      why: "when the last try fails, too, the loop ends with the status of what stands behind it and the script goes on",
      instead: "end the loop with a failure after the last try",
      repairs: [],
      ...place,
    };
  }
}

/** A loop that comes to an end by itself: over a list, or while a number is small enough. */
function isCounted(commands: readonly Command[], index: number): boolean {
  const loop = commands[index]?.loops.at(-1);
  if (loop?.kind === "for") return loop.items !== undefined;
  // What the loop tests stands directly before its body.
  const head = commands.slice(Math.max(0, index - MAX_BODY), index);
  return head.some(
    (command) => command.condition && command.loops.at(-1) === loop && programOf(command).startsWith("["),
  );
}

function placeOf({ places, scalar }: StepScript, { start, end }: Span): Span {
  return places ? { start: places(start), end: places(end) } : spanOf(scalar);
}

/** Commands that do something new each time they run, and have no way to see that it is done already. */
const ANEW: readonly (readonly [RegExp, string])[] = [
  [/^gh issue create\b/, "Opening an issue"],
  [/^gh (?:issue|pr) comment\b/, "A comment"],
  [/^gh (?:workflow run|api [^|]{0,200}\/dispatches)\b/, "Starting another workflow"],
  [/^npm version (?:major|minor|patch|pre)/, "Raising the version"],
  [
    /^aws (?:sns publish|ses(?:v2)? send-email|lambda invoke|sqs send-message|stepfunctions start-execution)\b/,
    "Sending a message to AWS",
  ],
  [/^stripe \w{1,30} create\b/, "A payment"],
  [/^(?:sendmail|mail|mailx|mutt|msmtp)\b/, "Sending a mail"],
];
/** What lets an agent change more than its answer. */
const FREE_HANDED =
  /^(?:--dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|--yolo|--full-auto|-y|--force|--allow-all-tools|--permission-mode=(?:acceptEdits|bypassPermissions))$/;

/** What a command does twice when it is tried again; undefined: nothing that anybody minds. */
function doneAgain(command: Command): string | undefined {
  const words = textsOf(command);
  const line = words.slice(programIndex(words)).join(" ");
  const anew = ANEW.find(([pattern]) => pattern.test(line))?.[1];
  if (anew) return anew;
  const agent = agentOfCommand(words);
  return agent && words.some((word) => FREE_HANDED.test(word)) ? `The work of ${agent}` : undefined;
}

/** The first thing that a line of shell does anew each time. */
export function doneAgainIn(line: string): string | undefined {
  for (const command of readShell(line).commands) {
    const action = doneAgain(command);
    if (action) return action;
  }
  return undefined;
}

/** Loops that try again what may have happened already: left by `break`, or gone round until it works. */
export function* unsafeLoops(script: StepScript, subject: Sourced<string>): Iterable<UnsafeRetry> {
  const { commands, shell } = script;
  if (shell !== "posix") return;
  for (const [index, command] of commands.entries()) {
    const loop = command.loops.at(-1);
    const next = commands[index + 1];
    const until =
      command.condition && (loop?.kind === "until" || (command.loops.length > 0 && programOf(next) === "break"));
    const leaves = command.after === "&&" && programOf(next) === "break";
    if (!loop || !(until || leaves)) continue;
    const action = doneAgain(command);
    const { start, end } = placeOf(script, command);
    if (action) yield { subject: { value: subject.value, start, end }, action, start, end };
  }
}
