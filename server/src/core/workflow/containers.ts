// What a container of Kubernetes runs: a program named word by word, or a script that a shell is handed.
import type { Guard, Repair, Risk, Swallow } from "../model.ts";
import { get, isBlockScalar, items, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { lineEnd, lineStart, type Sourced, type Span } from "../text.ts";
import { agentOfCommand } from "./agents.ts";
import { programIndex, programName } from "./commands.ts";
import { isInCluster } from "./kubernetes-objects.ts";
import { type Command, remoteCalls, type ScriptCall, type Surroundings } from "./remote-calls.ts";
import { type ShellFlags, swallowsIn } from "./script-failures.ts";
import { agentsIn, readScript, type StepScript } from "./scripts.ts";
import { turnsIn } from "./turns.ts";

/** A script, and how its shell is started. */
export interface ContainerScript extends StepScript {
  readonly flags: ShellFlags;
  /** How the shell is told to stop at the first error. */
  readonly errexit?: Repair;
  /** How it is told to fail with any program of a pipe; only bash and its like can. */
  readonly pipefail?: Repair;
}

/** The work of a container, as far as the document tells. */
export interface ContainerWork {
  /** The scripts it hands to a shell. */
  readonly scripts: readonly ContainerScript[];
  /** The program it runs without a shell; its words stand where the document has them. */
  readonly command: Command | undefined;
}

const NOTHING: ContainerWork = { scripts: [], command: undefined };

/** Reads `command` and `args`. Without a command the image decides what the arguments mean, unless they name a shell. */
export function readContainer(tree: YamlTree, container: YamlNode | undefined): ContainerWork {
  const command = [...items(tree, get(tree, container, "command"))];
  return readWords(tree, [...command, ...items(tree, get(tree, container, "args"))], command.length > 0);
}

/** Reads the words of a command line, each a node of its own. `isNamed`: they name the program, too. */
export function readWords(tree: YamlTree, nodes: readonly YamlNode[], isNamed: boolean): ContainerWork {
  const words = nodes.map((node) => ({ text: scalarText(node) ?? "", ...spanOf(node) }));
  const texts = words.map(({ text }) => text);
  const at = programIndex(texts);
  if (!isShell(texts[at])) return isNamed ? { scripts: [], command: plainCommand(words) } : NOTHING;
  const flag = texts.findIndex((text, index) => index > at && /^-[a-z]{0,9}c[a-z]{0,9}$/.test(text));
  const script = flag > 0 ? readScript(tree, nodes[flag + 1]) : undefined;
  if (!script) return NOTHING;
  const flags = flagsOf(texts.slice(at + 1, flag + 1));
  const errexit = stopAtOption(tree, nodes[flag]);
  return {
    scripts: [{ ...script, flags, ...(errexit && { errexit }), ...pipefailOf(tree, script, texts[at]) }],
    command: undefined,
  };
}

/** Nothing is on unless an option says so. Source: POSIX, `sh`. */
export const flagsOf = (options: readonly string[]): ShellFlags => ({
  errexit: options.some((option) => /^-[a-z]{0,9}e|^errexit$/.test(option)),
  pipefail: options.includes("pipefail"),
});

const STOP = "Stop at the first error";

/** `-c` becomes `-ec`, in the quotes it has. */
function stopAtOption(tree: YamlTree, option: YamlNode | undefined): Repair | undefined {
  const { start, end } = option ? spanOf(option) : { start: 0, end: 0 };
  const dash = tree.text.slice(start, end).indexOf("-");
  return option && dash >= 0
    ? { title: STOP, edits: [{ start: start + dash + 1, end: start + dash + 1, text: "e" }] }
    : undefined;
}

/** A line before the first of a script that has lines of its own. */
function atTop(tree: YamlTree, { scalar, places }: StepScript, line: string, title: string): Repair | undefined {
  if (!places || !isBlockScalar(scalar) || scalarText(scalar)?.startsWith("#!")) return undefined;
  const at = places(0);
  const indent = tree.text.slice(lineStart(tree.text, at), at);
  const text = `${line}${lineEnd(tree.text)}${indent}`;
  return /\S/.test(indent) ? undefined : { title, edits: [{ start: at, end: at, text }] };
}

/** Source: bash(1), `pipefail`; the plain shell of Debian and Alpine refuses or lacks it. */
function pipefailOf(tree: YamlTree, script: StepScript, shell = ""): Pick<ContainerScript, "pipefail"> {
  const bash = /^(?:ba|z|k)sh$/.test(programName(shell));
  const pipefail = bash ? atTop(tree, script, "set -o pipefail", "Fail with any program of the pipe") : undefined;
  return pipefail ? { pipefail } : {};
}

/** Reads a script beside the program that runs it: `command: [bash]` and `source: …`. */
export function readSource(tree: YamlTree, script: YamlNode | undefined): ContainerWork {
  const [program, ...options] = [...items(tree, get(tree, script, "command"))].map((node) => scalarText(node) ?? "");
  const shell = isShell(program) || (program !== undefined && options.some(isShell));
  const source = shell ? readScript(tree, get(tree, script, "source")) : undefined;
  if (!source) return NOTHING;
  const errexit = atTop(tree, source, "set -e", STOP);
  const [shellName] = [program ?? "", ...options].filter(isShell);
  const repairs = { ...(errexit && { errexit }), ...pipefailOf(tree, source, shellName) };
  return { scripts: [{ ...source, flags: flagsOf(options), ...repairs }], command: undefined };
}

/** The places of its scripts that hide a failure. Where all it does is print there is none to hide. */
export function swallowsOfWork(work: ContainerWork, subject: Sourced<string>): Swallow[] {
  if (riskOf(work) === "none") return [];
  return work.scripts.flatMap((script) => {
    const { flags, errexit, pipefail } = script;
    return swallowsIn(script, { subject, flags, ...(errexit && { errexit }), ...(pipefail && { pipefail }) });
  });
}

/** True for the name or path of a shell of the POSIX family. */
export const isShell = (word = ""): boolean => /^(?:ba|da|a|k|z)?sh$/.test(programName(word));

const plainCommand = (words: Command["words"]): Command | undefined => {
  const [first] = words;
  const end = words.at(-1)?.end ?? 0;
  if (!first) return undefined;
  return {
    words,
    assignments: [],
    after: "",
    condition: false,
    loops: [],
    routine: undefined,
    start: first.start,
    end,
  };
};

/** Names of the agents that it runs. */
export function agentsOf({ scripts, command }: ContainerWork): string[] {
  const direct = command && agentOfCommand(command.words.map(({ text }) => text));
  return [...scripts.flatMap(agentsIn), ...(direct ? [direct] : [])];
}

/** What limits the turns of its agents, if it runs any: their own options, or the time it is given. */
export function turnsOf({ scripts }: ContainerWork, time: Guard): Guard | undefined {
  const guards = scripts.flatMap((script) => turnsIn(script) ?? []);
  const own = guards.find(({ state }) => state === "absent") ?? guards[0];
  if (own?.state !== "absent" || time.state === "absent") return own;
  return time.state === "unsupported" ? time : { ...time, value: `a limit of ${time.value}` };
}

/** A call over a network. The span is its place in the document. */
export interface ContainerCall extends Span {
  readonly tool: string;
  readonly tries: ScriptCall["tries"];
  readonly effect: ScriptCall["effect"];
}

const OUTSIDE: Surroundings = { variable: () => undefined, localCluster: false };

/** The calls over a network that it makes, in their order. */
export function* callsOf({ scripts, command }: ContainerWork): Iterable<ContainerCall> {
  for (const script of scripts) {
    for (const {
      tool,
      tries,
      effect,
      start,
      end,
      command: { words },
    } of remoteCalls(script, OUTSIDE)) {
      if (staysInside(words)) continue;
      const { places } = script;
      const place = places ? { start: places(start), end: places(end) } : spanOf(script.scalar);
      yield { tool, tries, effect, ...place };
    }
  }
  if (!command) return;
  for (const { tool, tries, effect, start, end } of remoteCalls(
    { commands: [command], functions: new Set<string>() },
    OUTSIDE,
  )) {
    if (!staysInside(command.words)) yield { tool, tries, effect, start, end };
  }
}

/** True for a call to a neighbour: a name without a dot, or a host that is filled in when the workflow runs. */
function staysInside(words: Command["words"]): boolean {
  const texts = words.map(({ text }) => text);
  if (!texts.some((text) => /^(?:curl|wget)$/.test(programName(text)))) return false;
  const urls = texts.filter((text) => /^https?:/i.test(text));
  if (urls.length > 0) return urls.every((url) => isInCluster(url) || /^https?:\/\/\{\{/i.test(url));
  return /^[\w-]{1,100}(?::\d{1,5})?(?:\/|$)/.test(texts.at(-1) ?? "");
}

/** Programs that can neither wait nor fail to end. */
const INSTANT =
  /^(?:echo|printf|test|\[|\[\[|\]\]|exit|true|false|:|export|set|date|env|printenv|hostname|uname|whoami|id|pwd|mkdir|touch|ls|tee|argosay|cowsay|figlet)$/;

/** What it does that may hang. `none`: all it does is print. */
export function riskOf(work: ContainerWork): Risk {
  if (agentsOf(work).length > 0) return "agent";
  if ([...callsOf(work)].some(({ effect }) => effect !== "install")) return "network";
  const commands = [...work.scripts.flatMap(({ commands: all }) => all), ...(work.command ? [work.command] : [])];
  const instant = commands.every(({ words: [word] }) => !word || INSTANT.test(programName(word.text)));
  return commands.length > 0 && instant ? "none" : "local";
}

const WORST_FIRST: readonly Risk[] = ["agent", "network", "person", "poll", "local", "none"];

/** The worst of several risks; `local` when there is none to be judged. */
export const worst = (risks: readonly Risk[]): Risk => WORST_FIRST.find((risk) => risks.includes(risk)) ?? "local";
