// The scripts in the steps of a CircleCI configuration, how they are run, and what guards them.
import type { Edit } from "../finding.ts";
import type { Guard, Risk } from "../model.ts";
import {
  entry,
  isBlockScalar,
  isFlow,
  isMapping,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineEnd, lineStart, nextLine, type Sourced } from "../text.ts";
import { type CircleConfig, type CircleStep, type Definition, maskExpressions } from "./circleci-config.ts";
import { type ContainerWork, riskOf } from "./containers.ts";
import { find, findEntry } from "./merge-keys.ts";
import { LOCAL_CLUSTER } from "./remote-tools.ts";
import { guardedCalls, type ScriptStep } from "./script-steps.ts";
import { readScript } from "./scripts.ts";
import { flagsInLine } from "./shell-flags.ts";

/** A step that runs a script. */
export interface RunStep extends ScriptStep {
  readonly step: CircleStep;
  /** What stands behind `run`, when it is not the script itself. */
  readonly map: YamlMap | undefined;
}

/** The steps of a list that run scripts. `owner`: the job or command, as findings call it. `reruns`: what runs a job again. */
export function runSteps(
  tree: YamlTree,
  config: CircleConfig,
  definition: Pick<Definition, "steps" | "kind"> & Partial<Definition>,
  { owner, reruns }: { readonly owner: string; readonly reruns: Guard | undefined },
): RunStep[] {
  // Who calls a command decides on the shell; nearly everybody leaves the default.
  const isJob = definition.kind === "job" && definition.map;
  const shell = isJob ? shellOfJob(tree, config, isJob) : DEFAULT_SHELL;
  const runs = definition.steps.flatMap((step) => readRun(tree, owner, shell, step) ?? []);
  const localCluster = runs.some(({ work }) =>
    work.scripts.some(({ commands }) => commands.some(({ words: [word] }) => LOCAL_CLUSTER.test(word?.text ?? ""))),
  );
  return runs.map((run) => {
    const { work, subject } = run;
    if (run.step.repeated) return run;
    const key = reruns ?? rerunsOf(tree, config, run);
    const calls = guardedCalls(work.scripts, { subject, key, rewritable: false, localCluster });
    return { ...run, calls, ...limitOf(tree, run) };
  });
}

/** Source: CircleCI's configuration reference, "Default shell options". */
const DEFAULT_SHELL = "/bin/bash -eo pipefail";
/** Windows has PowerShell, and the executor of an orb may have any. */
const UNKNOWN = "unknown";

/** The shell of a job: its own, that of its executor, or the default. */
function shellOfJob(tree: YamlTree, { executors }: CircleConfig, map: YamlMap): string {
  const own = scalarText(find(tree, map, "shell"));
  if (own) return own;
  const executor = find(tree, map, "executor");
  const name = scalarText(executor) ?? scalarText(find(tree, executor, "name"));
  const known = executors.find((other) => other.name.value === name);
  const shell = known && scalarText(find(tree, known.map, "shell"));
  if (shell) return shell;
  const machines = [map, known?.map].flatMap((holder) => [
    scalarText(find(tree, find(tree, holder, "machine"), "image")),
    scalarText(find(tree, holder, "resource_class")),
  ]);
  return [name, ...machines].some((word) => word && /\bwin|<</i.test(word)) ? UNKNOWN : DEFAULT_SHELL;
}

function readRun(tree: YamlTree, owner: string, jobShell: string, step: CircleStep): RunStep | undefined {
  const { what, value, index } = step;
  if (!/^(?:run|deploy)$/.test(what.value) || !value) return undefined;
  const map = isMapping(value) ? value : undefined;
  const command = map ? find(tree, map, "command") : value;
  const name = scalarText(find(tree, map, "name")) ?? "";
  return {
    step,
    map,
    name,
    subject: { value: `${owner}/${name || index}`, start: what.start, end: what.end },
    end: spanOf(value).end,
    work: workOf(tree, command, scalarText(find(tree, map, "shell")) ?? jobShell),
    calls: [],
    background: scalarText(find(tree, map, "background")) === "true",
  };
}

const POSIX = /^(?:\S{0,100}\/)?(?:ba|da|z|k|a)?sh(?:\.exe)?(?:\s|$)/;
const ALL = { errexit: true, pipefail: true };

const known = new WeakMap<YamlNode, { readonly line: string; readonly work: ContainerWork }>();

/** The work of a script; an alias may bring it to many steps. */
function workOf(tree: YamlTree, command: YamlNode | undefined, line: string): ContainerWork {
  const earlier = command && known.get(command);
  if (earlier?.line === line) return earlier.work;
  const work = readWork(tree, command, line);
  if (command) known.set(command, { line, work });
  return work;
}

function readWork(tree: YamlTree, command: YamlNode | undefined, line: string): ContainerWork {
  const shebang = /^#!\s{0,9}(\S{1,200})(?:\s{1,9}(\S{1,100}))?/.exec(scalarText(command) ?? "");
  const program = shebang && (shebang[1]?.endsWith("/env") ? shebang[2] : shebang[1]);
  const shell = line === UNKNOWN || line.includes("<<") ? "unsure" : POSIX.test(line) ? "posix" : undefined;
  if (!shell || (program && !POSIX.test(program))) return { scripts: [], command: undefined };
  const script = readScript(tree, command, shell, maskExpressions);
  // What the first line of a script changes is not documented.
  const flags = shell === "unsure" || program ? ALL : flagsInLine(line);
  return { scripts: script ? [{ ...script, flags }] : [], command: undefined };
}

/**
 * CircleCI runs a step again only where the long form says so. Source: its documentation, "Automatic reruns", which needs
 * version 2.1.
 */
function rerunsOf(tree: YamlTree, { map: top }: CircleConfig, { step, map }: RunStep): Guard {
  const own = findEntry(tree, map, "max_auto_reruns");
  if (own?.value) {
    const value = scalarText(own.value) ?? "";
    return { state: "present", value, ...spanOf(own.value) };
  }
  const version = scalarText(find(tree, top, "version"));
  if (version !== "2.1" || step.what.value !== "run" || !step.value) return { state: "absent" };
  const edits = map ? keysBehindCommand(tree, map) : longForm(tree, step.what, step.value);
  return edits ? { state: "absent", slot: { edits } } : { state: "absent" };
}

const RERUNS = "max_auto_reruns: {value}\nauto_rerun_delay: 10s";

/** A command that is merged into the step stands elsewhere. */
function keysBehindCommand(tree: YamlTree, map: YamlMap): Edit[] | undefined {
  const edit = entry(tree, map, "command") && insertEntry(tree, map, RERUNS, "command");
  return edit && [edit];
}

/** `run: make` becomes `run:` with `command: make` below it, for only the long form takes other keys. */
function longForm({ text }: YamlTree, key: Sourced<string>, value: YamlNode): Edit[] | undefined {
  const { start, end } = spanOf(value);
  const block = isBlockScalar(value);
  const indent = text.slice(lineStart(text, key.start), key.start).replace(/\S/g, " ");
  const between = text.slice(key.end, start);
  if (isFlow(value) || !/^:[ \t]{1,9}$/.test(between)) return undefined;
  if (!block && text.slice(start, end).includes("\n")) return undefined;
  const line = `${lineEnd(text)}${indent}  `;
  const edits = [{ start: key.end + 1, end: start, text: `${line}command: ` }];
  const stop = block && text[end - 1] === "\n" ? end : nextLine(text, end);
  if (block) {
    // The lines of the script move with their key.
    for (let at = nextLine(text, start); at < stop; at = nextLine(text, at)) {
      if (!/^\s*$/.test(text.slice(at, nextLine(text, at)))) edits.push({ start: at, end: at, text: "  " });
    }
  }
  const keys = RERUNS.split("\n").join(line);
  if (text[stop - 1] === "\n") edits.push({ start: stop, end: stop, text: `${indent}  ${keys}${lineEnd(text)}` });
  else edits.push({ start: stop, end: stop, text: `${line}${keys}` });
  return edits;
}

// Longer than anybody waits for a line of output.
const LONG = 60;
/** Minutes: the most that any plan allows a job. Source: CircleCI's configuration reference. */
const PLAN_LIMIT = 300;

/**
 * No step and no job takes a limit on its time; one that prints nothing is ended after ten minutes. Only where these are
 * raised beyond an hour a hang is worth a word. Source: CircleCI's configuration reference, `no_output_timeout`.
 */
function limitOf(tree: YamlTree, { map, work }: RunStep): { timeout?: Guard; platformLimit?: number; risk?: Risk } {
  const written = findEntry(tree, map, "no_output_timeout");
  const minutes = minutesOf(scalarText(written?.value) ?? "");
  const risk = riskOf(work);
  if (!written?.value || minutes === undefined || minutes <= LONG || (risk !== "agent" && risk !== "network"))
    return {};
  if (work.scripts.some(({ scalar }) => /\btimeout\b/.test(scalarText(scalar) ?? ""))) return {};
  const edits = [{ ...spanOf(written.value), text: "{value}" }];
  return { timeout: { state: "absent", slot: { edits, time: "30m" } }, platformLimit: PLAN_LIMIT, risk };
}

/** `90m`, `2h`, `1h30m`; undefined for anything else. */
function minutesOf(text: string): number | undefined {
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^(?=\d)(?:(\d{1,4}(?:\.\d{1,3})?)h)?(?:(\d{1,5}(?:\.\d{1,3})?)m)?(?:(\d{1,6})s)?$/.exec(text.trim()) ?? [];
  const sum = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  return sum > 0 ? sum : undefined;
}
