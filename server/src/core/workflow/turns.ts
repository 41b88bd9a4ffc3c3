// How often an agent that a script starts may go round: its own limit, or the time it is given.
import type { Guard } from "../model.ts";
import type { Command, Loop } from "../syntax/shell.ts";
import { spanOf } from "../syntax/yaml.ts";
import type { Span } from "../text.ts";
import { agentOfCommand } from "./agents.ts";
import { programIndex, programName } from "./commands.ts";
import type { StepScript } from "./scripts.ts";

/** On its turns, or on what it may spend. Source: the command line reference of Claude Code. */
const LIMIT = /^--max-(?:turns|budget-usd)(?:=(.*))?$/;

/** The limit on the turns of the agents that a script runs; undefined when it runs none. The weakest of them counts. */
export function turnsIn(script: StepScript | undefined): Guard | undefined {
  if (!script) return undefined;
  const guards = script.commands.flatMap((command) => {
    const guard = agentOfCommand(command.words.map(({ text }) => text)) && turnsOf(script, command);
    return guard ? [guard] : [];
  });
  return (
    guards.find(({ state }) => state === "absent") ?? guards.find(({ state }) => state === "unsupported") ?? guards[0]
  );
}

function turnsOf(script: StepScript, command: Command): Guard {
  const { words, loops } = command;
  const at = programIndex(words.map(({ text }) => text));
  const program = words[at];
  if (loops.some((loop) => isEndless(script, loop))) return { state: "absent" };
  const wrapper = words.slice(0, at).find(({ text }) => /^g?timeout$/.test(programName(text)));
  if (wrapper) return { state: "present", value: "timeout", ...placeOf(script, wrapper) };
  // Only Claude Code has such an option (docs.anthropic.com, "CLI reference"); the others are bounded by time alone.
  if (!program || !/^claude(?:-code)?$/.test(programName(program.text))) return { state: "unsupported" };
  const args = words.slice(at + 1);
  const option = args.findIndex(({ text }) => LIMIT.test(text));
  const found = args[option];
  if (found) {
    const value = LIMIT.exec(found.text)?.[1] ?? args[option + 1]?.text ?? "";
    return { state: "present", value, ...placeOf(script, found) };
  }
  // A variable outside quotes may hold options, and so may all items of an array.
  if (args.some(({ text, quoted }) => text.startsWith("$") && (!quoted || text.includes("@"))))
    return { state: "unsupported" };
  const end = script.places?.(program.end);
  if (end === undefined) return { state: "absent" };
  return { state: "absent", slot: { edits: [{ start: end, end, text: " --max-turns {value}" }] } };
}

function placeOf({ places, scalar }: StepScript, { start, end }: Span): Span {
  return places ? { start: places(start), end: places(end) } : spanOf(scalar);
}

/** A loop that goes on until something works, however often that takes: `until npm test; do …`, `while true; do …`. */
function isEndless({ commands }: StepScript, loop: Loop): boolean {
  if (loop.kind === "for" || loop.breaks) return false;
  const conditions = commands.filter((command) => command.condition && command.loops.at(-1) === loop);
  const [first] = conditions;
  const program = programName(first?.words[0]?.text);
  if (loop.kind === "while") return program === "true" || program === ":";
  // Until a count is reached.
  return first !== undefined && !/^(?:\[\[?|test|\(\(|let|expr)$/.test(program);
}
