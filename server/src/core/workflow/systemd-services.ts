// Which units of systemd are services that should always run, and what starts them again.
import type { Guard, Slot } from "../model.ts";
import { lineEnd, nextLine } from "../text.ts";
import { agentsOf, commandsOf, innerCommands, programOf, textsOf, type UnitCommand } from "./systemd-commands.ts";
import type { Setting, Unit } from "./systemd-units.ts";

/** The values that systemd knows. Source: systemd.service(5), `Restart=`. */
export const RESTARTS: ReadonlySet<string> = new Set([
  "no",
  "on-success",
  "on-failure",
  "on-abnormal",
  "on-watchdog",
  "on-abort",
  "always",
]);

/** The type of a unit; with a bus name it is `dbus`, else `simple`. Source: systemd.service(5), `Type=`. */
export const typeOf = (unit: Unit): string =>
  unit.last("Service", "Type")?.value ?? (unit.last("Service", "BusName") ? "dbus" : "simple");

/** True for what systemd takes for yes. */
export const isYes = (setting: Setting | undefined): boolean => /^(?:1|yes|y|true|t|on)$/i.test(setting?.value ?? "");

/** The commands that make up the service. */
export const startsOf = (unit: Unit): UnitCommand[] => unit.all("Service", "ExecStart").flatMap(commandsOf);

/** What starts a service again; undefined for a unit that is none, or that something else starts. */
export function restartOf(unit: Unit, text: string): Guard | undefined {
  // What a test or another project brings along runs for nobody.
  if (/(?:^|\/)(?:tests?|testing|fixtures?|e2e|integration|molecule|vendor|third_party)\//.test(unit.path))
    return undefined;
  const written = unit.last("Service", "Restart");
  if (!isDaemon(unit)) return undefined;
  if (written) {
    // `no` is what its author wants; a value that systemd does not know is another matter.
    if (!RESTARTS.has(written.value) || written.value === "no") return { state: "unsupported" };
    const { value, entry } = written;
    return entry ? { ...entry.value, state: "present", value } : { ...unit.header, state: "inherited", value };
  }
  const upheld = unit.last("Install", "UpheldBy");
  if (upheld) return { ...unit.header, state: "inherited", value: `UpheldBy=${upheld.value}` };
  if (!unit.isWhole || unit.sections.some(({ entries }) => entries.some(({ key }) => key.value === "Restart")))
    return { state: "unsupported" };
  const slot = slotOf(unit, text);
  return slot ? { state: "absent", slot } : { state: "absent" };
}

/** Kinds of services that go on until they are told to end. `idle` and `dbus` are started and ended by others. */
const DAEMON_TYPES = /^(?:simple|exec|notify|notify-reload|forking)$/;
/** Targets in which nothing stays: what they start is done before they are reached, or when the machine stops. */
const PASSING =
  /^(?:sysinit|local-fs|local-fs-pre|remote-fs|swap|basic|shutdown|reboot|halt|poweroff|final|umount|sleep|suspend|hibernate|hybrid-sleep|suspend-then-hibernate|first-boot-complete|initrd[\w-]{0,30}|network-pre)\.target$|\.(?:device|service|timer|mount)$/;

/**
 * A unit that is started with the machine or the session and stays. One that a timer, a socket or a path starts comes again
 * when it is needed; one that `RemainAfterExit` keeps has nothing left that could die.
 */
function isDaemon(unit: Unit): boolean {
  if (!DAEMON_TYPES.test(typeOf(unit)) || isYes(unit.last("Service", "RemainAfterExit"))) return false;
  const wanted = [...unit.all("Install", "WantedBy"), ...unit.all("Install", "RequiredBy")].flatMap(({ value }) =>
    value.split(/\s+/),
  );
  if (!unit.last("Install", "UpheldBy") && wanted.every((name) => PASSING.test(name))) return false;
  if (unit.starters.length > 0 || /^no$|^false$|^0$/i.test(unit.last("Unit", "DefaultDependencies")?.value ?? ""))
    return false;
  if (unit.last("Unit", "ConditionFirstBoot") || (ONCE.test(unit.name) && !isDaemonName(unit))) return false;
  const starts = startsOf(unit);
  return starts.length > 0 && !starts.every(isBrief);
}

/** Words in the name of a unit that does its work and is done. */
const ONCE =
  /(?:^|[-_.@])(?:once|oneshot|init|setup|set-?up|install(?:er)?|firstboot|first-boot|bootstrap|provision\w{0,6}|migrat\w{1,4}|prepare|restore|backup|clean-?up|clear|wait\w{0,6}|resize\w{0,2}|expand\w{0,2}|keygen|gen(?:erate)?|config(?:ure)?|fix|tune|reset|update|upgrade|report|check)(?=[-_.@]|$)/i;

/** True for a unit whose name says that it stays. */
export const isDaemonName = ({ name }: Unit): boolean =>
  /(?:^|[-_.@])(?:server|daemon|worker|service|api|bot|proxy|agent|watch\w{0,4}|monitor|exporter|queue|scheduler)(?=[-_.@]|$)/i.test(
    name.replace(/\.service$/, ""),
  );

/** Programs that end by themselves. */
const BRIEF =
  /^(?:echo|printf|true|false|touch|mkdir|chmod|chown|ln|cp|mv|rm|mount|umount|modprobe|sysctl|ip|iptables|ip6tables|iptables-restore|nft|ethtool|ifconfig|route|tc|systemctl|loginctl|hostnamectl|timedatectl|udevadm|rfkill|setfont|loadkeys|amixer|alsactl|xset|xrandr|xrdb|hdparm|cpupower|nvidia-smi|swapon|swapoff|wg-quick|zpool|zfs|sleep|logger|notify-send|curl|wget|mail|sendmail|iw|iwconfig|setterm|tee|kill|pkill|killall|journalctl|ufw|firewall-cmd|semanage|restorecon|plymouth|brightnessctl|feh)$/;

/** `docker start x`, `docker compose up -d`, `docker run --detach`, `pm2 start`, `screen -dm`: they leave the work to others. */
function isBrief(command: UnitCommand): boolean {
  // Of a script the last command tells; a loop may go on for ever.
  const last = innerCommands(command).at(-1);
  return last !== undefined && last.loops.length === 0 && (BRIEF.test(programOf(last)) || leavesWork(last));
}

function leavesWork(command: Pick<UnitCommand, "words">): boolean {
  const program = programOf(command);
  const args = textsOf(command);
  if (/^(?:docker|podman|nerdctl|docker-compose|podman-compose)$/.test(program)) {
    const detached = args.some((arg) => /^(?:-[a-z]{0,5}d[a-z]{0,5}|--detach(?:=true)?)$/.test(arg));
    const attached = args.some((arg) => /^(?:-[a-z]{0,5}a[a-z]{0,5}|--attach)$/.test(arg));
    return detached || (args.includes("start") && !attached);
  }
  if (program === "pm2") return !args.includes("--no-daemon");
  return program === "tmux" || (program === "screen" && args.some((arg) => /^-[dD]m/.test(arg)));
}

/** Names of what carries a connection, or an agent: it has to come back whatever ended it. */
const TUNNEL =
  /(?:^|[-_.@/])(?:tunnel|autossh|ssh|cloudflared|ngrok|frpc?|frps|openvpn|wireguard|tailscaled?|agent)(?=[-_.@]|$)/i;

/** `Restart=` behind the last `ExecStart=`. With a pause of five seconds five starts take longer than the ten that count. */
function slotOf(unit: Unit, text: string): Slot | undefined {
  const entry = unit.all("Service", "ExecStart").findLast((setting) => setting.entry)?.entry;
  if (!entry) return undefined;
  const starts = startsOf(unit);
  const keep =
    TUNNEL.test(unit.name) || starts.some((start) => TUNNEL.test(programOf(start)) || agentsOf(start).length > 0);
  const lines = [
    `Restart=${keep ? "always" : "on-failure"}`,
    ...(unit.last("Service", "RestartSec") ? [] : ["RestartSec=5s"]),
  ];
  const eol = lineEnd(text);
  const at = nextLine(text, entry.end);
  const isLast = text[at - 1] !== "\n";
  const written = isLast
    ? lines.map((line) => `${eol}${line}`).join("")
    : lines.map((line) => `${line}${eol}`).join("");
  return { edits: [{ start: at, end: at, text: written }] };
}
