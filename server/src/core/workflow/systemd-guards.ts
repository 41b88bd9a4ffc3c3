// Guards of systemd units: limits on time, and lines that guard nothing.
import type { Guard, IdleGuard, Repair, Risk } from "../model.ts";
import type { IniEntry } from "../syntax/ini.ts";
import { lineEnd, nextLine } from "../text.ts";
import { agentsOf, networkTool, textsOf } from "./systemd-commands.ts";
import { isDaemonName, isYes, RESTARTS, startsOf, typeOf } from "./systemd-services.ts";
import type { Unit } from "./systemd-units.ts";

/** What its commands do that may hang. */
export function riskOf(unit: Unit): Risk {
  const starts = startsOf(unit);
  if (starts.some((start) => agentsOf(start).length > 0)) return "agent";
  return starts.some(networkTool) ? "network" : "local";
}

/**
 * The limit on the time of a job. A `oneshot` has none by itself, every other type has 90 seconds to start and may then run
 * for ever, which is right for a daemon. Source: systemd.service(5), `TimeoutStartSec=`, `RuntimeMaxSec=`.
 */
export function timeoutOf(unit: Unit, text: string): Guard {
  const risk = riskOf(unit);
  const isJob = typeOf(unit) === "oneshot";
  const isTimed = !isJob && risk === "agent" && unit.starters.some((name) => name.endsWith(".timer"));
  if (!isJob && !isTimed) return { state: "unsupported" };
  const keys = isJob ? ["TimeoutStartSec", "TimeoutSec"] : ["RuntimeMaxSec"];
  const written = keys.map((key) => unit.last("Service", key)).find((setting) => setting);
  const whole = ["JobTimeoutSec", "JobRunningTimeoutSec"]
    .map((key) => unit.last("Unit", key))
    .find((setting) => setting);
  const { value, entry } = written ?? whole ?? {};
  if (value !== undefined) {
    return entry ? { ...entry.value, state: "present", value } : { ...unit.header, state: "inherited", value };
  }
  if (!unit.isWhole || (risk !== "agent" && risk !== "network") || startsOf(unit).every(hasOwnLimit)) {
    return { state: "unsupported" };
  }
  const start = unit.all("Service", "ExecStart").findLast((setting) => setting.entry)?.entry;
  const edits = start ? [below(text, start, `${keys[0]}={value}`)] : [];
  return edits.length > 0 ? { state: "absent", slot: { edits, time: "30min" } } : { state: "absent" };
}

/** `timeout 5m …`, `curl --max-time 60`, or nothing that needs one. */
function hasOwnLimit(command: Parameters<typeof networkTool>[0]): boolean {
  if (agentsOf(command).length === 0 && !networkTool(command)) return true;
  const words = command.script ? command.script.commands.flatMap(textsOf) : textsOf(command);
  return words.some((word) => /^(?:.{0,200}\/)?g?timeout$|^--max-time(?:=|$)|^-m$|^--timeout(?:=|$)/.test(word));
}

/** A line below that of an entry. */
function below(text: string, entry: IniEntry, line: string): { start: number; end: number; text: string } {
  const eol = lineEnd(text);
  const at = nextLine(text, entry.end);
  return { start: at, end: at, text: text[at - 1] === "\n" ? `${line}${eol}` : `${eol}${line}` };
}

/** Guards that are written and guard nothing. Each entry is held against its author once. */
export function* idleGuardsOf(unit: Unit, text: string): Iterable<IdleGuard> {
  yield* misplaced(unit);
  const restart = unit.last("Service", "Restart");
  const { value = "", entry } = restart ?? {};
  const type = typeOf(unit);
  if (entry && isMistaken(value)) yield mistaken(unit, entry, value);
  else if (entry && type === "oneshot" && /^(?:always|on-success)$/.test(value)) yield refused(unit, entry, value);
  else if (entry && value === "on-failure" && ignoresFailure(unit)) yield deaf(unit, entry);
  else if (entry && value === "always" && givesUp(unit)) yield tired(unit, entry, text);
  const limit = unit.last("Service", "RuntimeMaxSec");
  if (limit?.entry && type === "oneshot" && unit.isWhole) yield idleLimit(unit, limit.entry);
}

const SERVICE_KEYS = /^(?:Restart|RestartSec|TimeoutStartSec|TimeoutStopSec|TimeoutSec|RuntimeMaxSec|WatchdogSec)$/;

/** Keys of `[Service]` in another section, which systemd skips with a line in its journal. */
function* misplaced(unit: Unit): Iterable<IdleGuard> {
  for (const section of unit.sections) {
    const name = section.name.value;
    if (name !== "Unit" && name !== "Install") continue;
    for (const entry of section.entries.filter(({ key }) => SERVICE_KEYS.test(key.value))) {
      const key = entry.key.value;
      const line = `${key}=${entry.value.value}`;
      yield guard(
        unit,
        entry,
        line,
        `systemd reads ${key}= in [Service] alone and skips it in [${name}]`,
        "move it to [Service]",
      );
    }
  }
}

/** A value that systemd cannot read, if nobody fills it in first. */
const isMistaken = (value: string): boolean => !RESTARTS.has(value) && !/[%${}@<>]/.test(value);

function mistaken(unit: Unit, entry: IniEntry, value: string): IdleGuard {
  const [, first = "", comment] = /^([\w-]{1,40})(\s{1,200}[#;].*)?$/.exec(value) ?? [];
  if (comment && RESTARTS.has(first)) {
    const why = "a comment needs a line to itself, so systemd cannot read the value and starts nothing again";
    return guard(unit, entry, `Restart=${value}`, why, `write Restart=${first} alone`, [
      { title: `Write Restart=${first}`, edits: [{ ...entry.value, text: first }] },
    ]);
  }
  const close = first.toLowerCase().replaceAll("_", "-");
  const meant = RESTARTS.has(close) ? close : /^(?:yes|true|1|on)$/i.test(first) ? "always" : undefined;
  const repairs = meant ? [{ title: `Write Restart=${meant}`, edits: [{ ...entry.value, text: meant }] }] : [];
  const instead = `write ${meant ?? "on-failure or always"}`;
  return guard(
    unit,
    entry,
    `Restart=${value}`,
    "systemd knows no such value and starts nothing again",
    instead,
    repairs,
  );
}

function refused(unit: Unit, entry: IniEntry, value: string): IdleGuard {
  const why = "systemd refuses to load a oneshot service that starts again after a success";
  return guard(unit, entry, `Restart=${value}`, why, "write Restart=on-failure", [
    { title: "Restart it only when it fails", edits: [{ ...entry.value, text: "on-failure" }] },
  ]);
}

const ignoresFailure = (unit: Unit): boolean =>
  startsOf(unit).length > 0 && startsOf(unit).every(({ ignore }) => ignore);

function deaf(unit: Unit, entry: IniEntry): IdleGuard {
  const dashes = startsOf(unit).flatMap(({ ignore }) => (ignore?.end ? [{ ...ignore, text: "" }] : []));
  const why = "the - before the command makes systemd take every failing exit for a success";
  const repairs = dashes.length > 0 ? [{ title: "Let the command fail", edits: dashes }] : [];
  return guard(unit, entry, "Restart=on-failure", why, "remove the -", repairs);
}

/** The defaults of systemd-system.conf(5): five starts within ten seconds, 100 ms before each. */
const STARTS = 5;
const WITHIN = 10;
const PAUSE = 0.1;

/**
 * True when five crashes at once come so close together that systemd gives up for good. Whoever sets a limit wants it; and
 * what a type or a watchdog slows down cannot be told from here.
 */
function givesUp(unit: Unit): boolean {
  if (!unit.isWhole || typeOf(unit) === "oneshot" || isYes(unit.last("Service", "RemainAfterExit"))) return false;
  const names = ["Unit", "Service"].flatMap((section) =>
    ["StartLimitIntervalSec", "StartLimitInterval", "StartLimitBurst", "StartLimitAction"].map((key) =>
      unit.last(section, key),
    ),
  );
  if (names.some((setting) => setting) || unit.last("Service", "RestartSteps")) return false;
  if (unit.starters.some((name) => !name.endsWith(".timer"))) return false;
  if (ignoresFailure(unit) && !isDaemonName(unit)) return false;
  const pause = unit.last("Service", "RestartSec");
  const seconds = pause ? secondsOf(pause.value) : PAUSE;
  // Whoever writes 0 wants it back at once or not at all.
  return seconds !== undefined && seconds > 0 && seconds * STARTS < WITHIN;
}

/** A length of time in seconds, as systemd.time(7) writes the common ones; undefined for any other. */
function secondsOf(value: string): number | undefined {
  const [, number = "", unit = "s"] =
    /^(\d{1,9}(?:\.\d{1,9})?)\s?(ms|msec|s|sec|secs|second|seconds|m|min|minute|minutes|h|hr)?$/.exec(value.trim()) ??
    [];
  if (!number) return undefined;
  const factor = unit.startsWith("ms") ? 0.001 : unit.startsWith("m") ? 60 : unit.startsWith("h") ? 3600 : 1;
  return Number(number) * factor;
}

function tired(unit: Unit, entry: IniEntry, text: string): IdleGuard {
  const pause = unit.last("Service", "RestartSec");
  const after = pause ? `RestartSec=${pause.value}` : "the default pause of 100 ms";
  const why = `with ${after}, a service that crashes at once is started ${STARTS} times within ${WITHIN} seconds, and then systemd gives up for good`;
  const edit = pause?.entry ? { ...pause.entry.value, text: "5s" } : below(text, entry, "RestartSec=5s");
  const repairs = pause && !pause.entry ? [] : [{ title: "Wait 5 seconds before each start", edits: [edit] }];
  return { ...guard(unit, entry, "Restart=always", why, "write RestartSec=5s", repairs), does: "gives up early" };
}

function idleLimit(unit: Unit, entry: IniEntry): IdleGuard {
  const { key, value } = entry;
  const taken = unit.last("Service", "TimeoutStartSec") !== undefined;
  return guard(
    unit,
    entry,
    `${key.value}=${value.value}`,
    "a oneshot service is over once it has started, so it never counts",
    "write TimeoutStartSec=",
    taken
      ? []
      : [{ title: "Limit the start instead", edits: [{ start: key.start, end: key.end, text: "TimeoutStartSec" }] }],
  );
}

const guard = (
  unit: Unit,
  { start, end }: IniEntry,
  words: string,
  why: string,
  instead: string,
  repairs: readonly Repair[] = [],
): IdleGuard => ({ subject: { value: unit.name, start, end }, words, why, instead, repairs, start, end });
