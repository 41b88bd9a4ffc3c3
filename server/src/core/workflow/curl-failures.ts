// Where curl takes an HTTP error for an answer. Source: curl(1): without --fail an error page is output, and the exit is 0.
import type { Edit } from "../finding.ts";
import type { Command } from "../syntax/shell.ts";
import type { Span } from "../text.ts";
import { programIndex, programName } from "./commands.ts";
import { LOOPBACK } from "./remote-calls.ts";
import { reportsStatus } from "./scripts.ts";

/** A failure that a script hides, in offsets of the script. */
export interface Hidden extends Span {
  readonly words: string;
  readonly effect: string;
  readonly repairs: readonly { readonly title: string; readonly edits: readonly Edit[] }[];
}

const textsOf = ({ words }: Command): string[] => words.map(({ text }) => text);

function programOf(command: Command | undefined): string {
  const texts = command ? textsOf(command) : [];
  return programName(texts[programIndex(texts)]);
}

/** Files that are data, which any text is taken for. An error page in place of an archive makes the unpacking fail. */
const DATA = /\.(?:json|jsonl|ya?ml|txt|csv|tsv|md|xml|html?|toml|env|conf|cfg|ini|list|pem|crt|sql)$/i;
/** Programs behind a pipe that pass on what they are given, whatever it is. */
const READERS = /^(?:jq|yq|grep|sed|awk|cut|head|tail|tr|tee|sort|python3?|node)$/;
/** Nobody tests an answer so far behind it. */
const MAX_REST = 10_000;
/** More variables are not followed. */
const MAX_NAMES = 10;
/** Calls that set something off elsewhere, by the words around them. */
const TRIGGER =
  /deploy|publish|release|rebuild|dispatches|trigger|migrat|purge|invalidat|upload|promote|rollback|restart/i;
/** Messages to people and counts for charts: nothing depends on them. */
const MESSAGE =
  /slack|discord|telegram|teams|notif|mattermost|chat|statsig|metrics|telemetry|pushgateway|hc-ping|healthchecks|sentry|datadog|posthog|segment|comment/i;

/** The failure that a call of curl hides, or undefined: the answer goes on unseen, or the call was the whole point. */
export function curlSwallow(
  commands: readonly Command[],
  index: number,
  outer: Command | undefined,
  text: string,
): Hidden | undefined {
  const command = commands[index];
  if (!command || programOf(command) !== "curl" || command.after === "||") return undefined;
  const words = textsOf(command);
  const args = words.slice(programIndex(words) + 1);
  if (reportsStatus(args) || args.some(isUnclear) || isLocal(args)) return undefined;
  if (command.loops.some(({ sleeps, breaks }) => sleeps || breaks)) return undefined;
  const use = usedAs(commands, index, outer, args, text);
  if (!use) return undefined;
  const name = command.words[programIndex(words)];
  if (!name) return undefined;
  return {
    words: `curl without --fail`,
    effect: `an error page of the server is an answer like any other to curl, so ${use}`,
    start: name.start,
    end: name.end,
    repairs: [{ title: "Fail on an HTTP error", edits: [{ start: name.end, end: name.end, text: " --fail" }] }],
  };
}

/** Options set where we cannot look. */
const isUnclear = (arg: string): boolean =>
  /^(?:-K|--config|-q)$|^\$[@*{]?|^-[A-Za-z]*\$/.test(arg) &&
  !/:\/\//.test(arg) &&
  /opt|arg|flag|@|\*|-K|config/i.test(arg);

const isLocal = (args: readonly string[]): boolean => {
  const hosts = args.flatMap((arg) => {
    const [, host] =
      /^(?:https?:\/\/)?(?:[^/@\s]{0,200}@)?(\[[\da-f:]{2,40}\]|[\w.-]{1,300})(?::\d{1,5})?(?:[/?#]|$)/i.exec(arg) ??
      [];
    return host && (/^https?:/i.test(arg) || LOOPBACK.test(host)) ? [host] : [];
  });
  return hosts.some((host) => LOOPBACK.test(host) || !/[.$:]/.test(host));
};

/** A clause that says what takes the error page for the answer. */
function usedAs(
  commands: readonly Command[],
  index: number,
  outer: Command | undefined,
  args: readonly string[],
  text: string,
): string | undefined {
  const command = commands[index];
  if (!command) return undefined;
  const whole = text.slice(command.start, command.end);
  const file = outputFile(args) ?? /(?:^|[^2&])>{1,2}\s{0,4}([^\s;&|>]{1,200})/.exec(whole)?.[1]?.replace(/["']/g, "");
  const rest = text.slice(command.end);
  if (file) {
    // An error page in place of an archive or a program makes the command fail that opens it; here none does.
    const unseen = DATA.test(file)
      ? !isTested(rest, file)
      : !args.includes("-O") && !rest.slice(0, MAX_REST).includes(file);
    return unseen && file !== "/dev/null" && file !== "-" ? `it becomes "${file}"` : undefined;
  }
  if (outer) return variableUse(outer, text);
  if (command.after === "|") {
    const readers: string[] = [];
    let at = index;
    while (commands[at]?.after === "|") readers.push(programOf(commands[++at]));
    const last = commands[at];
    const target = last && />{1,2}\s{0,4}[^\s&]/.test(text.slice(last.start, last.end));
    const looked =
      last?.condition || last?.after === "||" || readers.includes("grep") || textsOf(last ?? command).includes("-e");
    return target && !looked && readers.every((name) => READERS.test(name))
      ? `"${readers[0]}" reads it as one`
      : undefined;
  }
  return triggers(args, whole) ? "what was asked for may never have begun" : undefined;
}

/** The value of `-o`, `--output` or of letters that end in `o`, as `-sSLo`. */
function outputFile(args: readonly string[]): string | undefined {
  for (const [at, arg] of args.entries()) {
    if (arg === "--output" || /^-[a-zA-Z]{0,8}o$/.test(arg)) return args[at + 1];
    if (arg === "-O" || arg === "--remote-name" || /^-[fgijklLnNpqsSv]{1,8}O$/.test(arg)) {
      return args.find((other) => /^https?:/.test(other))?.split(/[?#]/)[0];
    }
  }
  return undefined;
}

/** `X=$(curl …)` where nobody looks at `X` before it is used. */
function variableUse(outer: Command, text: string): string | undefined {
  const [assignment] = outer.assignments;
  const name = outer.words.length === 0 ? /^([A-Za-z_]\w{0,100})=/.exec(assignment?.text ?? "")?.[1] : undefined;
  if (!name || isTested(text.slice(outer.end), name)) return undefined;
  const used = new RegExp(`\\$\\{?${name}\\b`).test(text.slice(outer.end, outer.end + MAX_REST));
  return used ? `"$${name}" is used as if it were one` : undefined;
}

/** Words of a line that looks whether its text is right. `|| true` is none. */
const LOOKS = /\bif\b|\[\[?\s|\btest\b|\bcase\b|\bgrep\b|jq -e|sha\d{1,3}sum|\|\|(?!\s{0,9}(?:true|:))|\bwhile\b/;

/** True where a later line tests the thing or what was made of it, or compares its checksum. */
function isTested(rest: string, name: string): boolean {
  const names = new Set([name]);
  for (const line of rest.slice(0, MAX_REST).split("\n")) {
    if (![...names].some((known) => line.includes(known))) continue;
    if (LOOKS.test(line)) return true;
    const made = /^\s{0,200}(?:export\s|local\s)?\s{0,9}([A-Za-z_]\w{0,100})=/.exec(line)?.[1];
    if (made && names.size < MAX_NAMES) names.add(made);
  }
  return false;
}

/** A POST, PUT or DELETE that sets something off. */
function triggers(args: readonly string[], whole: string): boolean {
  const changes = args.some((arg, at) =>
    /^(?:-X|--request)$/.test(arg)
      ? /^(?:POST|PUT|PATCH)$/.test(args[at + 1] ?? "")
      : /^-X(?:POST|PUT|PATCH)$/.test(arg),
  );
  return changes && TRIGGER.test(whole) && !MESSAGE.test(whole);
}
