// Where a shell script hides that a command failed.
import type { Edit } from "../finding.ts";
import type { Repair, Swallow } from "../model.ts";
import type { Command } from "../syntax/shell.ts";
import { scalarText, spanOf } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { programIndex, programName } from "./commands.ts";
import { curlSwallow, type Hidden } from "./curl-failures.ts";
import { excuseNear } from "./excuses.ts";
import type { StepScript } from "./scripts.ts";
import { flagsAfter, type ShellFlags } from "./shell-flags.ts";
import { consequence, keepsReport, type Vital, vitalOf } from "./vital-commands.ts";

/** How the platform starts the shell. */
export type { ShellFlags } from "./shell-flags.ts";

/** What the dialect knows around a script. */
export interface ScriptFailures {
  /** The step, as findings name it. */
  readonly subject: Sourced<string>;
  readonly flags: ShellFlags;
  /** How `pipefail` is turned on for this script on this platform, if it can be. */
  readonly pipefail?: Repair;
  /** How `errexit` is turned on. */
  readonly errexit?: Repair;
  /** What begins a warning that the platform shows, as `::warning::`. Left out: the message goes to standard error. */
  readonly warning?: string;
}

/**
 * The places of a script that hide a failure: `|| true` behind a command that matters, a pipe that only reports its last
 * program, a script that goes on after an error, an HTTP error that curl takes for an answer. Tests, probes, clean-up and
 * what a comment excuses are left alone. PowerShell has other rules and is not read.
 */
export function swallowsIn(script: StepScript, around: ScriptFailures): Swallow[] {
  const text = scalarText(script.scalar) ?? "";
  if (script.shell !== "posix" && script.shell !== "unsure") return [];
  const reader = new Failures(script, text, around);
  return reader.read();
}

/** The words of a command as plain texts. */
const textsOf = ({ words }: Command): string[] => words.map(({ text }) => text);

/** Programs whose output is all there is to them; they do not fail where it matters. */
const PRINTERS =
  /^(?:echo|printf|cat|ls|date|env|printenv|yes|seq|jq|yq|grep|rg|find|sort|uniq|head|tail|cut|tr|sed|awk|wc|df|du|ps|ss|set|export|true|:|diff|cmp|file|which|type|git|docker|kubectl|gh|wget|curl|base64|sha256sum|comm|tree|xargs|ip|free|uname|journalctl|tee)$/;
/** Programs behind a pipe that pass on what they are given, and end well whatever it is. */
const KEEPERS = /^(?:tee|cat|jq|sed|awk|ts|tail|head)$/;
/** Programs behind a pipe that fail when they find nothing. */
const TESTERS = /^(?:grep|egrep|rg|test|read|while)$/;
/** Longer chains of `&&` and `|` are not followed. */
const MAX_CHAIN = 20;
/** The script looks at the status itself. */
const READS_STATUS = /\$\?|\$\{\?|PIPESTATUS|pipestatus/;

class Failures {
  readonly #script: StepScript;
  readonly #text: string;
  readonly #around: ScriptFailures;
  readonly #found: Swallow[] = [];
  #flags: ShellFlags;

  constructor(script: StepScript, text: string, around: ScriptFailures) {
    this.#script = script;
    this.#text = text;
    this.#around = around;
    this.#flags = around.flags;
  }

  read(): Swallow[] {
    const { commands } = this.#script;
    const outer = outerOf(commands);
    const readsStatus = READS_STATUS.test(this.#text);
    let isSaid = false;
    for (const [index, command] of commands.entries()) {
      this.#flags = flagsAfter(command, this.#flags);
      if (command.condition) continue;
      this.#orTrue(index);
      const around = outer[index];
      if (!readsStatus && this.#script.shell === "posix") {
        this.#pipe(index, around);
        isSaid = this.#middle(index, around, isSaid) || isSaid;
        if (around) this.#substitution(command, around);
      }
      this.#add(curlSwallow(commands, index, around, this.#text), command);
    }
    if (!readsStatus) this.#wait();
    return this.#found;
  }

  /** `cmd || true`, also behind `a && cmd` and `cmd | tee log`. */
  #orTrue(index: number): void {
    const { commands } = this.#script;
    const last = commands[index];
    const next = commands[index + 1];
    if (last?.after !== "||" || !next || !isNothing(textsOf(next))) return;
    for (let at = index; at >= Math.max(0, index - MAX_CHAIN); at--) {
      const command = commands[at];
      if (!command || (at < index && !/^(?:&&|\|\|?|\|&)$/.test(command.after))) return;
      const vital = vitalOf(textsOf(command));
      if (!vital || command.condition) continue;
      if (vital.kind !== "agent" && keepsReport(this.#text.slice(command.start, last.end))) return;
      const from = last.end + Math.max(0, this.#text.slice(last.end, next.start).indexOf("||"));
      this.#add(
        {
          words: `${quote(this.#text, command)} || ${textsOf(next).join(" ")}`,
          effect: consequence(vital),
          start: from,
          end: next.end,
          repairs: this.#warnOrFail(last, next, vital),
        },
        command,
      );
      return;
    }
  }

  #warnOrFail(last: Command, next: Command, { tool }: Vital): Hidden["repairs"] {
    const { warning } = this.#around;
    const say = warning ? `echo "${warning}${tool} failed"` : `echo "${tool} failed" >&2`;
    return [
      { title: "Say that it failed", edits: [{ start: next.start, end: next.end, text: say }] },
      { title: "Let it fail", edits: [{ start: last.end, end: next.end, text: "" }] },
    ];
  }

  /** `cmd | tee log` without `pipefail`. */
  #pipe(index: number, outer: Command | undefined): void {
    if (this.#flags.pipefail) return;
    const { commands } = this.#script;
    const first = commands[index];
    if (!first || !/^\|&?$/.test(first.after) || /^\|&?$/.test(commands[index - 1]?.after ?? "")) return;
    let at = index + 1;
    while (/^\|&?$/.test(commands[at]?.after ?? "")) at += 1;
    const last = commands[at];
    // What is thrown away on purpose is reported as such, and a test of the output sees that it is missing.
    if (!last || last.after === "||" || commands[index + 1]?.condition) return;
    const programs = commands.slice(index + 1, at + 1).map(programOf);
    const vital = vitalOf(textsOf(first)) ?? unknownInto(first, programs);
    if (!vital || first.background || (vital.kind !== "agent" && outer)) return;
    if (!programs.every((program) => (vital.kind === "agent" ? !TESTERS.test(program) : KEEPERS.test(program)))) return;
    const { pipefail } = this.#around;
    const closes = programs.includes("head");
    this.#add(
      {
        words: `${quote(this.#text, first)} | ${quote(this.#text, last)}`,
        effect: `without pipefail the shell looks at "${programs.at(-1)}" alone, so ${consequence(vital)}`,
        start: first.end + Math.max(0, this.#text.slice(first.end).indexOf("|")),
        end: last.end,
        repairs: [],
      },
      first,
      pipefail && !closes ? [pipefail] : [],
    );
  }

  /** A command in the middle of a script that goes on after errors; one finding for a script is enough. */
  #middle(index: number, outer: Command | undefined, isSaid: boolean): boolean {
    const { commands } = this.#script;
    const command = commands[index];
    const vital = command && vitalOf(textsOf(command));
    if (isSaid || outer || this.#flags.errexit || !vital || !/^(?:agent|test|change)$/.test(vital.kind)) return false;
    if (command.routine !== undefined || command.background || !/^(?:\n|;)$/.test(command.after)) return false;
    const next = commands[index + 1];
    if (!next || /^(?:exit|return)$/.test(programOf(next))) return false;
    const { errexit } = this.#around;
    this.#add(
      {
        words: quote(this.#text, command),
        effect: `the shell goes on after an error and reports its last command alone, so ${consequence(vital)}`,
        start: command.start,
        end: command.end,
        repairs: [],
      },
      command,
      errexit ? [errexit] : [],
    );
    return true;
  }

  /** `gh pr comment --body "$(agent)"`: the command around it succeeds with an empty text. */
  #substitution(command: Command, outer: Command): void {
    const agent = vitalOf(textsOf(command));
    if (agent?.kind !== "agent" || outer.words.length === 0 || outer.condition || command.after.startsWith("|")) return;
    this.#add(
      {
        words: `${programOf(outer)} … $(${quote(this.#text, command)})`,
        effect: `the shell looks at "${programOf(outer)}" alone, so ${consequence(agent)}`,
        start: command.start,
        end: command.end,
        repairs: [],
      },
      command,
    );
  }

  /** Agents in the background and a bare `wait`, which succeeds whatever became of them (POSIX, `wait`). */
  #wait(): void {
    const { commands } = this.#script;
    const waits = commands.filter((command) => programOf(command) === "wait");
    const wait = waits.find(({ words }) => words.length === 1);
    if (!wait || waits.some(({ words }) => words.length > 1)) return;
    const agent = commands.find((command) => command.background && vitalOf(textsOf(command))?.kind === "agent");
    const vital = agent && vitalOf(textsOf(agent));
    if (!agent || !vital || agent.start > wait.start) return;
    const effect = `"wait" without process ids always succeeds, so ${consequence(vital)}`;
    this.#add({ words: `${quote(this.#text, agent)} &`, effect, start: wait.start, end: wait.end, repairs: [] }, agent);
  }

  #add(found: Hidden | undefined, command: Command, ready: readonly Repair[] = []): void {
    if (!found) return;
    const { subject } = this.#around;
    const { places, scalar } = this.#script;
    const { start, end } = places ? { start: places(found.start), end: places(found.end) } : spanOf(scalar);
    const move = (edit: Edit): Edit[] =>
      places ? [{ ...edit, start: places(edit.start), end: places(edit.end) }] : [];
    const repairs = places ? found.repairs.map(({ title, edits }) => ({ title, edits: edits.flatMap(move) })) : [];
    const excuse = excuseNear(this.#text, command, places, scalar);
    this.#found.push({
      subject: { value: subject.value, start, end },
      words: found.words,
      effect: found.effect,
      ...(excuse && { excuse }),
      repairs: [...repairs, ...ready],
      start,
      end,
    });
  }
}

const programOf = (command: Command): string => {
  const texts = textsOf(command);
  return programName(texts[programIndex(texts)]);
};

/** `true`, `:` and `exit 0`. */
const isNothing = (words: readonly string[]): boolean =>
  (words.length === 1 && (words[0] === "true" || words[0] === ":")) ||
  (words.length === 2 && words[0] === "exit" && words[1] === "0");

/** An unknown program that is piped into `tee` and nothing else is what the step is for. */
function unknownInto(command: Command, programs: readonly string[]): Vital | undefined {
  const program = programOf(command);
  if (programs.length !== 1 || programs[0] !== "tee" || !program || PRINTERS.test(program)) return undefined;
  return /^[\w./-]{2,60}$/.test(program) ? { tool: program, kind: "change" } : undefined;
}

const MAX_QUOTE = 40;

/** The first words of a command, as a reader would quote them. */
function quote(text: string, { start, end }: Command): string {
  const line = text
    .slice(start, Math.min(end, start + 200))
    .replace(/\s+/g, " ")
    .replace(/ \\ /g, " ");
  const all = line.length <= MAX_QUOTE && end - start < 200;
  return all ? line : `${line.slice(0, Math.max(20, line.lastIndexOf(" ", MAX_QUOTE)))} …`;
}

/** For each command the one in whose substitution it stands, the outermost. */
function outerOf(commands: readonly Command[]): (Command | undefined)[] {
  const outer: (Command | undefined)[] = [];
  let around: Command | undefined;
  for (let at = commands.length - 1; at >= 0; at--) {
    const command = commands[at];
    if (!command) continue;
    if (around && command.start >= around.start && command.end <= around.end) outer[at] = around;
    else around = command;
  }
  return outer;
}
