// The command lines of a systemd unit. No shell reads them, unless one is what they run.
import { readShell, type Script as ShellScript } from "../syntax/shell.ts";
import type { Span } from "../text.ts";
import { agentOfCommand } from "./agents.ts";
import { programIndex, programName } from "./commands.ts";
import { isShell } from "./containers.ts";
import { type Command, remoteCalls } from "./remote-calls.ts";
import type { Setting } from "./systemd-units.ts";

/** One command that a unit runs. The places of its words are those in the file, or 0 for one out of a drop-in. */
export interface UnitCommand extends Command {
  /** The `-` that makes systemd take a failure for a success. */
  readonly ignore?: Span;
  /** The script that it hands to a shell. */
  readonly script?: ShellScript;
}

/** The commands of a setting: mostly one, several behind a `;` of its own. Source: systemd.service(5), "Command lines". */
export function commandsOf({ value, entry }: Setting): UnitCommand[] {
  const place = entry?.places ?? (() => 0);
  const commands: UnitCommand[] = [];
  let words: Word[] = [];
  const finish = () => {
    const command = commandOf(words, place);
    if (command) commands.push(command);
    words = [];
  };
  for (const word of wordsOf(value)) {
    if (word.text === ";" && !word.quoted) finish();
    else words.push(word);
  }
  finish();
  return commands;
}

/** A word, its quotes and backslashes taken off. */
interface Word extends Span {
  readonly text: string;
  readonly quoted: boolean;
}

function* wordsOf(value: string): Iterable<Word> {
  for (let at = 0; at < value.length; at++) {
    if (/\s/.test(value[at] ?? "")) continue;
    const word = wordAt(value, at);
    yield word;
    at = word.end;
  }
}

function wordAt(value: string, start: number): Word {
  let text = "";
  let quote = "";
  let quoted = false;
  let at = start;
  for (; at < value.length; at++) {
    const char = value[at] ?? "";
    if (char === "\\") {
      at += 1;
      text += UNESCAPED[value[at] ?? ""] ?? value[at] ?? "";
    } else if (quote ? char === quote : char === '"' || char === "'") {
      quote = quote ? "" : char;
      quoted = true;
    } else if (!quote && /\s/.test(char)) {
      break;
    } else {
      text += char;
    }
  }
  return { text, quoted, start, end: Math.min(at, value.length) };
}

const UNESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t", s: " ", r: "\r" };

function commandOf([first, ...rest]: readonly Word[], place: (offset: number) => number): UnitCommand | undefined {
  if (!first) return undefined;
  const prefix = /^[@\-:+!|]{1,6}/.exec(first.text)?.[0] ?? "";
  const program = { ...first, text: first.text.slice(prefix.length), start: first.start + prefix.length };
  const dash = prefix.indexOf("-");
  const words = [program, ...rest].filter(({ text }, index) => index > 0 || text !== "");
  const texts = words.map(({ text }) => text);
  const at = programIndex(texts);
  const flag = isShell(texts[at]) ? texts.findIndex((text, index) => index > at && /^-[a-z]{0,9}c$/.test(text)) : -1;
  const script = flag > 0 ? texts[flag + 1] : undefined;
  const start = place(first.start);
  const end = place(rest.at(-1)?.end ?? first.end);
  return {
    words: words.map((word) => ({ ...word, start: place(word.start), end: place(word.end) })),
    assignments: [],
    after: "",
    condition: false,
    loops: [],
    routine: undefined,
    ...(dash >= 0 && { ignore: { start: start + dash, end: start + dash + 1 } }),
    ...(script !== undefined && { script: readShell(script.replace(/\$\$/g, "$").replace(/%%/g, "%")) }),
    start,
    end,
  };
}

/** The words of a command as plain texts. */
export const textsOf = ({ words }: Pick<Command, "words">): string[] => words.map(({ text }) => text);

/** All it runs: itself, or the commands of its script. */
export const innerCommands = (command: UnitCommand): readonly Command[] => command.script?.commands ?? [command];

/** Name of the program, behind `sudo`, `env` and their like. */
export function programOf(command: Pick<Command, "words">): string {
  const texts = textsOf(command);
  return programName(texts[programIndex(texts)]);
}

/** The agents that it runs. */
export const agentsOf = (command: UnitCommand): string[] =>
  innerCommands(command)
    .map((inner) => agentOfCommand(textsOf(inner)))
    .filter((agent) => agent !== undefined);

/** Programs that copy over a network, whatever their arguments; by the documentation of each. */
const COPIERS =
  /^(?:restic|rclone|borg|borgmatic|certbot|acme\.sh|lego|s3cmd|gsutil|azcopy|rsnapshot|duplicity|fetchmail|mbsync|offlineimap|isync|freshclam|skopeo)$/;

/** What of it reaches over a network, as a reader would name it; undefined where nothing is known to. */
export function networkTool(command: UnitCommand): string | undefined {
  const inner = innerCommands(command);
  const functions = command.script?.functions ?? new Set<string>();
  const around = { variable: () => undefined, localCluster: false };
  const [call] = remoteCalls({ commands: inner, functions }, around);
  return call?.tool ?? inner.map(programOf).find((program) => COPIERS.test(program));
}
