// Finds the calls over a network in a script, and what guards them.
import type { Span } from "../text.ts";
import { programIndex, programName } from "./commands.ts";
import { ALIASES, CHANGING_PROGRAMS, OPTION_WITH_VALUE, REMOTE_TOOLS, type RemoteTool } from "./remote-tools.ts";

/** As much of a command as counts here; `syntax/shell.ts` and `syntax/powershell.ts` read them. */
export interface Command extends Span {
  readonly words: readonly (Span & { readonly text: string })[];
  readonly assignments: readonly { readonly text: string }[];
  readonly after: string;
  readonly condition: boolean;
  readonly loops: readonly { readonly sleeps: boolean; readonly breaks: boolean }[];
  readonly routine: string | undefined;
}
/** As much of a script as counts here. */
export interface Script<C extends Command = Command> {
  readonly commands: readonly C[];
  readonly functions: ReadonlySet<string>;
}

/** A call over a network. The span is that of the words that name it: `curl`, `git clone`. */
export interface ScriptCall<C extends Command = Command> extends Span {
  readonly command: C;
  /** The tool, as a reader would name it. */
  readonly tool: string;
  /** `once`: nothing tries again. `unknown`: whether it should cannot be told from here. */
  readonly tries: "once" | "again" | "unknown";
  readonly effect: RemoteTool["effect"];
}

/** What is known around a script. */
export interface Surroundings {
  /** The value of a variable that is set outside the script. */
  readonly variable: (name: string) => string | undefined;
  /** True when the cluster that the job talks to runs on the same machine. */
  readonly localCluster: boolean;
}

/** The calls in a script, in the order of its commands. */
export function* remoteCalls<C extends Command>(script: Script<C>, around: Surroundings): Iterable<ScriptCall<C>> {
  const own = new Map(assigned(script));
  const variable = (name: string) => own.get(name) ?? around.variable(name);
  const retried = retriedFunctions(script);
  for (const [index, command] of script.commands.entries()) {
    const { program, verb, args, span } = invocation(command, variable);
    // A function of that name may do anything.
    if (!span || script.functions.has(program)) continue;
    const tool = REMOTE_TOOLS.find((candidate) => fits(candidate, program, verb, args));
    if (tool) {
      if (isLocal(tool, args, around)) continue;
      const guarded =
        tool.tries === "again" ||
        args.some((arg) => tool.option?.test(arg)) ||
        isProbed(command, retried) ||
        hasFallback(script.commands, index);
      const tries = guarded ? "again" : args.some(mayHoldOptions) ? "unknown" : "once";
      yield { command, tool: tool.verb ? `${program} ${verb}` : tool.program, tries, effect: tool.effect, ...span };
    } else if (CHANGING_PROGRAMS.get(program)?.test(verb)) {
      yield { command, tool: `${program} ${verb}`, tries: "unknown", effect: "change", ...span };
    }
  }
}

type Lookup = Surroundings["variable"];

interface Invocation {
  readonly program: string;
  readonly verb: string;
  readonly args: readonly string[];
  readonly span: Span | undefined;
}

function invocation({ words }: Command, variable: Lookup): Invocation {
  const texts = words.map(({ text }) => text);
  const at = programIndex(texts);
  const name = programName(texts[at]).toLowerCase();
  const args = texts.slice(at + 1).map((text) => expand(text, variable));
  let verb = 0;
  while (args[verb]?.startsWith("-")) verb += OPTION_WITH_VALUE.test(args[verb] ?? "") ? 2 : 1;
  const program = ALIASES.get(name) ?? name;
  const first = words[at];
  const last = hasVerb(program) ? words[at + 1 + verb] : first;
  return { program, verb: args[verb] ?? "", args, span: first && { start: first.start, end: (last ?? first).end } };
}

const hasVerb = (program: string): boolean => REMOTE_TOOLS.some((tool) => tool.program === program && tool.verb);

function fits({ program, verb, needs, harmless }: RemoteTool, name: string, first: string, args: readonly string[]) {
  if (program.toLowerCase() !== name || (verb && !verb.test(first))) return false;
  return (!needs || args.some((arg) => needs.test(arg))) && !(harmless && args.some((arg) => harmless.test(arg)));
}

const CLUSTER_TOOLS: ReadonlySet<string> = new Set(["helm", "helmfile", "kubectl"]);
const ADDRESS = /^(?:https?:\/\/)?(?:[^/@\s]{0,200}@)?(\[[\da-f:]{2,40}\]|[\w.-]{1,300})(?::\d{1,5})?(?:[/?#]|$)/i;
/** Names and addresses of this machine. */
export const LOOPBACK =
  /^(?:localhost|.{0,200}\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)$/i;

/** True when the call stays on the runner, or in the network of its containers. */
function isLocal({ program, effect }: RemoteTool, args: readonly string[], { localCluster }: Surroundings): boolean {
  if (CLUSTER_TOOLS.has(program)) return localCluster;
  if (program === "ssh") return args.some((arg) => LOOPBACK.test(arg.slice(arg.indexOf("@") + 1)));
  if (effect !== "fetch") return false;
  const hosts = args.flatMap((arg) => {
    const [address, host = ""] = ADDRESS.exec(arg) ?? [];
    return address && (/^https?:/i.test(arg) || LOOPBACK.test(host)) ? [host] : [];
  });
  // A name without a dot is that of a container.
  return hosts.length > 0 && hosts.every((host) => LOOPBACK.test(host) || !/[.:]/.test(host));
}

/** True when something looks at the result and goes on, or the call is made until it works. */
function isProbed({ condition, loops, routine }: Command, retried: ReadonlySet<string>): boolean {
  return condition || loops.some(({ sleeps, breaks }) => sleeps || breaks) || (!!routine && retried.has(routine));
}

const DOWNLOADERS: ReadonlySet<string> = new Set(["curl", "wget"]);

/** `curl a || curl b`, `curl a || wget a` and `curl a || { sleep 5; curl a; }`: the other one tries again. */
function hasFallback(commands: readonly Command[], index: number): boolean {
  const programAt = (at: number) => {
    const texts = commands[at]?.words.map(({ text }) => text) ?? [];
    return programName(texts[programIndex(texts)]);
  };
  const skip = (at: number, step: 1 | -1) => (programAt(at) === "sleep" ? at + step : at);
  const mine = programAt(index);
  const same = (at: number) => programAt(at) === mine || (DOWNLOADERS.has(mine) && DOWNLOADERS.has(programAt(at)));
  const before = skip(index - 1, -1);
  if (commands[before]?.after === "||" && same(before)) return true;
  return commands[index]?.after === "||" && same(skip(index + 1, 1));
}

const RETRY_NAME = /retry|retries|backoff|attempt/i;

/** Functions that are called in a loop until they work, by a helper that tries again, or are such a helper. */
function retriedFunctions({ commands, functions }: Script): ReadonlySet<string> {
  const retried = new Set([...functions].filter((name) => RETRY_NAME.test(name)));
  if (functions.size === 0) return retried;
  for (const command of commands) {
    const [first, ...rest] = command.words;
    const helper = first && (RETRY_NAME.test(first.text) || first.text === "timeout");
    for (const { text } of helper ? rest : first ? [first] : []) {
      if (functions.has(text) && (helper || isProbed(command, retried))) retried.add(text);
    }
  }
  return retried;
}

// Longer values hold no address and no options.
const MAX_VALUE = 500;

/** The variables that the script sets itself: `X=…`, `export X=…`, `local x=…`. */
function* assigned({ commands }: Script): Iterable<readonly [string, string]> {
  for (const { assignments, words } of commands) {
    const declared = /^(?:export|local|declare|readonly|typeset)$/.test(words[0]?.text ?? "") ? words.slice(1) : [];
    for (const { text } of [...assignments, ...declared]) {
      const [, name, value] = /^([A-Za-z_]\w{0,100})\+?=([\s\S]*)$/.exec(text) ?? [];
      if (name && value !== undefined) yield [name, value];
    }
  }
}

const VARIABLE = /\$\{\{\s{0,20}env\.(\w{1,100})\s{0,20}\}\}|\$\{(\w{1,100})(?:\[[@*]\])?\}|\$(?:env:)?(\w{1,100})/g;

/** Puts the values of known variables into a word, once. */
const expand = (text: string, variable: Lookup): string =>
  text.replace(VARIABLE, (all: string, a?: string, b?: string, c?: string) => {
    return variable(a ?? b ?? c ?? "")?.slice(0, MAX_VALUE) ?? all;
  });

/** `$CURL_OPTS`, `"${args[@]}"`, `$@`, `@params`: set where we cannot look. */
const mayHoldOptions = (arg: string): boolean =>
  /^(?:\$[@*]|@\w+|-K|--config)$/.test(arg) ||
  (/^\$\{?\{?[\w. [\]@*]+\}?\}?$/.test(arg) && /opt|arg|flag|param|retr/i.test(arg.replace(CONTEXT, "")));

/** What an expression is taken from says nothing of what it holds. */
const CONTEXT = /^\$\{\{\s{0,9}(?:parameters|inputs|matrix|env|vars)\./;
