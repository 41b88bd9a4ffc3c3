// What the scripts in a workflow do: which calls over a network they make, which agents they run.
import type { Edit } from "../finding.ts";
import type { Guard, RemoteCall, Slot } from "../model.ts";
import { readPowerShell } from "../syntax/powershell.ts";
import { type Command, readShell, type Script } from "../syntax/shell.ts";
import { isBlockScalar, isQuoted, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { type Places, placesOf } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import { agentOfCommand } from "./agents.ts";
import { remoteCalls, type ScriptCall, type Surroundings } from "./remote-calls.ts";

/** A script inside a document, and how it is run. */
export interface StepScript extends Script {
  readonly scalar: YamlNode;
  /** Undefined where the places of its characters cannot be told. */
  readonly places: Places | undefined;
  /** `unsure`: a POSIX shell or PowerShell, which nobody can tell from the document. */
  readonly shell: "posix" | "pwsh" | "powershell" | "unsure";
}

/**
 * Reads the script that a scalar holds; undefined for anything else, and for an empty one. `masked` puts something that a
 * shell can read in the place of what the platform fills in first, of the same length.
 */
export function readScript(
  tree: YamlTree,
  scalar: YamlNode | undefined,
  shell: StepScript["shell"] = "posix",
  masked = (text: string): string => text,
): StepScript | undefined {
  const text = scalarText(scalar);
  if (!scalar || !text) return undefined;
  const read = shell === "pwsh" || shell === "powershell" ? readPowerShell : readShell;
  const script = read(masked(text));
  return { ...script, scalar, shell, places: placesOf(tree, scalar, text) };
}

/** Names of the agents that a script runs, one for each run. */
export const agentsIn = (script: Script | undefined): string[] =>
  (script?.commands ?? []).map((command) => agentOfCommand(textsOf(command))).filter((agent) => agent !== undefined);

const textsOf = ({ words }: Command): string[] => words.map(({ text }) => text);

/** A call over a network, and what it is for. */
export interface ScriptRemoteCall {
  readonly call: RemoteCall;
  readonly effect: ScriptCall["effect"];
  /** The words of the command. */
  readonly words: readonly string[];
}

/**
 * The calls over a network that a script makes. `subject`: the step, as findings name it. `rewritable`: a line of the
 * script may be replaced by a longer one, as in a block of YAML.
 */
export function* callsIn(
  script: StepScript,
  {
    subject,
    rewritable,
    ...around
  }: Surroundings & { readonly subject: Sourced<string>; readonly rewritable: boolean },
): Iterable<ScriptRemoteCall> {
  const { places } = script;
  for (const call of remoteCalls(script, around)) {
    const place = places ? { start: places(call.start), end: places(call.end) } : spanOf(script.scalar);
    const { start, end } = place;
    const retry = guardOf(script, call, rewritable);
    yield {
      call: { subject: { value: subject.value, start, end }, tool: call.tool, retry, start, end },
      effect: call.effect,
      words: textsOf(call.command),
    };
  }
}

type Call = ScriptCall<StepScript["commands"][number]>;

function guardOf(script: StepScript, call: Call, rewritable: boolean): Guard {
  if (call.tries === "unknown") return { state: "unsupported" };
  const { start, end } = spanOf(script.scalar);
  if (call.tries === "again") return { state: "inherited", value: call.tool, start, end };
  const slot = optionSlot(script, call) ?? (rewritable ? loopSlot(script, call) : undefined);
  return slot ? { state: "absent", slot } : { state: "absent" };
}

/** The tool's own option, behind its name. */
function optionSlot({ places, shell }: StepScript, { tool, command, end }: ScriptCall): Slot | undefined {
  if (!places || shell === "powershell") return undefined;
  const at = places(end);
  if (tool === "curl") {
    const fail = reportsStatus(command.words.map(({ text }) => text)) ? "" : " --fail";
    return { edits: [insertion(at, `${fail} --retry {value} --retry-all-errors`)] };
  }
  if (!tool.startsWith("Invoke-")) return undefined;
  return { edits: [insertion(at, " -MaximumRetryCount {value} -RetryIntervalSec 10")] };
}

/** Letters of curl that take the rest of the word, or the next one, as their value. Source: curl(1). */
const TAKES_VALUE = /[AbcCdDeEFhHKmoPQrtTuUwxXyYz]/;
const STATUS_OPTION = /^--(?:fail|fail-with-body|write-out|include|head|dump-header)$/;

/** True when curl fails on an HTTP error, or the script looks at the status itself. */
export const reportsStatus = (words: readonly string[]): boolean =>
  words.some((word) => STATUS_OPTION.test(word) || (/^-[^-]/.test(word) && /[fwiID]/.test(letters(word))));

/** The options in `-fsSLo`, up to the first that takes a value. */
function letters(word: string): string {
  const end = word.search(TAKES_VALUE);
  return end < 0 ? word : word.slice(0, end + 1);
}

/**
 * A loop around the command. It is right under `bash -e` and `sh -e`, and ends with the command's failure; the pause grows
 * by ten seconds each time.
 */
function loopSlot({ places, shell, scalar }: StepScript, { command }: Call): Slot | undefined {
  const plain = isBlockScalar(scalar) ? scalar.type === "BLOCK_LITERAL" : !isQuoted(scalar);
  if (!places || shell !== "posix" || !command.whole || !plain) return undefined;
  const before = "for attempt in $(seq {value}); do ";
  const after = ' && break; [ "$attempt" = {value} ] && exit 1; sleep $((attempt * 10)); done';
  return { edits: [insertion(places(command.start), before), insertion(places(command.end), after)] };
}

const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text });
