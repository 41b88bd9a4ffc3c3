// The dialect, and what its rules say of units. Traps SD-1 … SD-8 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { type Around, NOWHERE } from "../server/src/core/around.ts";
import { type Config, DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { lint } from "../server/src/core/lint.ts";
import { aroundOf } from "./around.ts";

const STRICT: Config = { ...DEFAULT_CONFIG, profile: "strict" };
const PATH = "deploy/web.service";

function findings(text: string, path = PATH, around: Around = NOWHERE) {
  const { findings: found, failures } = lint({ path, text }, STRICT, around);
  expect(failures).toEqual([]);
  return found.filter(({ suppressed }) => !suppressed);
}
/** The names of the rules. */
const judge = (text: string, path?: string, around?: Around): string[] =>
  findings(text, path, around).map(({ rule }) => rule.slice(rule.indexOf("/") + 1));
/** A unit that starts with the machine. */
const unit = (service: string, install = "WantedBy=multi-user.target", head = ""): string =>
  `[Unit]\nDescription=Web\n${head}\n[Service]\n${service}\n\n[Install]\n${install}\n`;
/** The text after the first fix, which satisfies its rule. */
function fixed(text: string, path = PATH): string | undefined {
  const [first] = findings(text, path);
  const edits = first?.fixes[0]?.edits;
  if (!first || !edits) return undefined;
  const after = apply(text, edits);
  expect(judge(after, path)).not.toContain(first.rule.slice(first.rule.indexOf("/") + 1));
  return after;
}

const RUN = "ExecStart=/srv/web/run";
const V = ["unsupervised-service"];

describe("which documents are units", () => {
  test.each<[string, string, boolean]>([
    ["deploy/web.service", `[Service]\n${RUN}\n`, true],
    ["deploy/web@.service", `[Service]\n${RUN}\n`, true],
    ["deploy/web.service", "[Service]\nUser=web\n", false],
    ["dbus/org.example.Web.service", "[D-BUS Service]\nName=org.example.Web\nExec=/srv/web/run\n", false],
    ["avahi/web.service", "<service-group><name>web</name></service-group>\n", false],
    ["deploy/web.timer", `[Service]\n${RUN}\n`, false],
  ])("%s %j", (path, text, ours) => {
    expect(lint({ path, text }, STRICT).dialect).toBe(ours ? "systemd" : undefined);
  });
});

describe("services that nothing starts again", () => {
  test.each<[string, string, string[]]>([
    ["a daemon", unit(RUN), V],
    ["one that says when it is ready", unit(`Type=notify\n${RUN}`), V],
    ["one with a policy", unit(`${RUN}\nRestart=on-failure\nRestartSec=5`), []],
    ["one that shall not come back", unit(`${RUN}\nRestart=no`), []],
    ["one that another unit upholds", unit(RUN, "UpheldBy=multi-user.target"), []],
    ["SD-2: one that nobody enables", `[Service]\n${RUN}\n`, []],
    ["SD-2: one that a bus starts", unit(`BusName=org.example.Web\n${RUN}`), []],
    ["SD-8: Type=idle", unit(`Type=idle\n${RUN}`), []],
    ["SD-8: Type=dbus", unit(`Type=dbus\n${RUN}`), []],
    ["SD-8: RemainAfterExit", unit(`${RUN}\nRemainAfterExit=yes`), []],
    ["a job", unit(`Type=oneshot\n${RUN}`), []],
    ["SD-4: the last policy counts", unit(`${RUN}\nRestart=no\nRestart=on-failure`), []],
    ["SD-4: an empty ExecStart= drops those before it", unit(`${RUN}\nExecStart=\nExecStart=/usr/sbin/sysctl -p`), []],
    ["a policy that is not typed yet", unit(`${RUN}\nRestart=`), []],
    ["early work", unit(RUN, "WantedBy=sysinit.target"), []],
    ["work before sleep", unit(RUN, "WantedBy=sleep.target suspend.target"), []],
    ["containers that go on by themselves", unit("ExecStart=/usr/bin/docker compose up -d"), []],
    ["containers in the foreground", unit("ExecStart=/usr/bin/docker compose up"), V],
    ["a script that ends", unit("ExecStart=/bin/sh -c 'modprobe x; echo done'"), []],
    ["a script that loops", unit("ExecStart=/bin/sh -c 'while true; do curl http://localhost/; sleep 60; done'"), V],
    ["a unit that a template completes", unit(`${RUN}\n{{ restart }}`), []],
  ])("%s", (_, text, rules) => {
    expect(judge(text)).toEqual(rules);
  });

  test.each(["firstboot-setup.service", "db-migrate.service", "restore.service"])("%s ends by its name", (name) => {
    expect(judge(unit(RUN), `deploy/${name}`)).toEqual([]);
  });

  test.each(["web.timer", "web.socket", "web.path"])("SD-2: %s beside it starts it", (name) => {
    expect(judge(unit(RUN), PATH, aroundOf({ [PATH]: "", [`deploy/${name}`]: "" }))).toEqual([]);
  });

  test("SD-2: a timer of another name, and the socket of a template", () => {
    const timer = { [PATH]: "", "deploy/daily.timer": "[Timer]\nOnCalendar=daily\nUnit=web.service\n" };
    expect(judge(unit(RUN), PATH, aroundOf(timer))).toEqual([]);
    expect(judge(unit(RUN), "deploy/web@.service", aroundOf({ "deploy/web.socket": "" }))).toEqual([]);
    const other = { [PATH]: "", "deploy/daily.timer": "[Timer]\nOnCalendar=daily\nUnit=other.service\n" };
    expect(judge(unit(RUN), PATH, aroundOf(other))).toEqual(V);
  });

  test("a unit of a test runs for nobody", () => {
    expect(judge(unit(RUN), "test/units/web.service")).toEqual([]);
  });

  test("SD-3: a drop-in is never judged, and may have the policy", () => {
    const dropIn = "[Service]\nRestart=on-failure\nRestartSec=5s\n";
    expect(lint({ path: `${PATH}.d/10-restart.conf`, text: `[Service]\n${RUN}\n` }, STRICT).dialect).toBeUndefined();
    expect(judge(unit(RUN), PATH, aroundOf({ [PATH]: "", [`${PATH}.d/10-restart.conf`]: dropIn }))).toEqual([]);
  });

  test("the finding stands at the section, and its subject is the unit", () => {
    const text = unit(RUN);
    const [finding] = findings(text);
    expect(finding?.subject).toBe("web.service");
    expect(text.slice(finding?.start, finding?.end)).toBe("[Service]");
  });

  test("SD-7: the fix waits long enough; a tunnel comes back whatever ended it", () => {
    expect(fixed(unit(RUN))).toBe(unit(`${RUN}\nRestart=on-failure\nRestartSec=5s`));
    expect(fixed(unit(`${RUN}\nRestartSec=10`))).toBe(unit(`${RUN}\nRestart=on-failure\nRestartSec=10`));
    const tunnel = "ExecStart=/usr/bin/ssh -N \\\n  host";
    expect(fixed(unit(tunnel))).toBe(unit(`${tunnel}\nRestart=always\nRestartSec=5s`));
  });

  test("the fix keeps the line ends, and a file that ends without one", () => {
    expect(fixed(unit(RUN).replaceAll("\n", "\r\n"))).toContain(`${RUN}\r\nRestart=on-failure\r\nRestartSec=5s\r\n`);
    const bare = `[Install]\nWantedBy=default.target\n[Service]\n${RUN}`;
    expect(fixed(bare)).toBe(`${bare}\nRestart=on-failure\nRestartSec=5s`);
  });

  test("a comment silences it", () => {
    const text = unit(RUN);
    const silent = (mark: string) =>
      text.replace(
        "[Service]",
        `${mark} plumblint-disable-next-line workflow/unsupervised-service -- by hand\n[Service]`,
      );
    expect(judge(silent("#"))).toEqual([]);
    expect(judge(silent(";"))).toEqual([]);
  });
});

describe("guards that guard nothing", () => {
  const G = ["ineffective-guard"];
  test.each<[string, string, string[]]>([
    ["SD-7: five crashes end it", unit(`${RUN}\nRestart=always`), G],
    ["SD-7: a pause of a second is too short", unit(`${RUN}\nRestart=always\nRestartSec=1s`), G],
    ["SD-7: a pause of two is enough", unit(`${RUN}\nRestart=always\nRestartSec=2`), []],
    ["a pause in minutes", unit(`${RUN}\nRestart=always\nRestartSec=1min`), []],
    ["a pause that nobody can read", unit(`${RUN}\nRestart=always\nRestartSec=${"$"}{PAUSE}`), []],
    ["SD-5: limits in [Unit]", unit(`${RUN}\nRestart=always`, undefined, "StartLimitIntervalSec=0"), []],
    ["SD-5: limits in [Service]", unit(`${RUN}\nRestart=always\nStartLimitInterval=0`), []],
    ["only failures", unit(`${RUN}\nRestart=on-failure`), []],
    ["SD-1: a oneshot that comes back after a success", unit(`Type=oneshot\n${RUN}\nRestart=always`), G],
    ["SD-1: a oneshot that comes back after a failure", unit(`Type=oneshot\n${RUN}\nRestart=on-failure`), []],
    ["SD-6: a comment behind the value", unit(`${RUN}\nRestart=on-failure # always`), G],
    ["a value that systemd does not know", unit(`${RUN}\nRestart=on_failure`), G],
    ["a value that is filled in", unit(`${RUN}\nRestart=@RESTART@`), []],
    ["a failure that is hidden from it", unit(`ExecStart=-/srv/web/run\nRestart=on-failure`), G],
    ["a limit that never counts", `[Service]\nType=oneshot\n${RUN}\nRuntimeMaxSec=60\n`, G],
  ])("%s", (_, text, rules) => {
    expect(judge(text)).toEqual(rules);
  });

  test("a key in the wrong section", () => {
    expect(judge(unit(`${RUN}\nRestart=no`, undefined, "Restart=always"))).toEqual(G);
    expect(judge(unit(RUN, undefined, "Restart=always"))).toEqual(G);
  });

  test.each<[string, string]>([
    ["Restart=always", "Restart=always\nRestartSec=5s"],
    ["Restart=always\nRestartSec=500ms", "Restart=always\nRestartSec=5s"],
    ["Restart=always # for ever\nRestartSec=5", "Restart=always\nRestartSec=5"],
    ["Restart=yes\nRestartSec=5", "Restart=always\nRestartSec=5"],
    ["Type=oneshot\nRestart=always", "Type=oneshot\nRestart=on-failure"],
  ])("%j becomes %j", (before, after) => {
    expect(fixed(unit(`${RUN}\n${before}`))).toBe(unit(`${RUN}\n${after}`));
  });
});

describe("jobs without a limit", () => {
  const T = ["missing-timeout"];
  const job = (command: string, more = ""): string => `[Service]\nType=oneshot\nExecStart=${command}\n${more}`;
  test.each<[string, string, string[]]>([
    ["a copy over the network", job("/usr/bin/rsync -a /srv/ host:srv"), T],
    ["an agent", job(`/bin/sh -c 'claude -p "Sum up" > out.md'`), T],
    ["work on this machine", job("/usr/bin/find /tmp -delete"), []],
    ["a limit", job("/usr/bin/rsync -a /srv/ host:srv", "TimeoutStartSec=1h\n"), []],
    ["both limits", job("/usr/bin/rsync -a /srv/ host:srv", "TimeoutSec=1h\n"), []],
    ["a limit that is switched off", job("/usr/bin/rsync -a /srv/ host:srv", "TimeoutStartSec=infinity\n"), []],
    ["a limit of its own", job("/usr/bin/timeout 5m /usr/bin/rsync -a /srv/ host:srv"), []],
    ["a daemon", unit(`ExecStart=/usr/bin/ssh -N host\nRestart=always\nRestartSec=5`), []],
  ])("%s", (_, text, rules) => {
    expect(judge(text)).toEqual(rules);
  });

  test("the fix of an agent is shorter", () => {
    expect(fixed(job("/usr/bin/rsync -a /srv/ host:srv"))).toContain("host:srv\nTimeoutStartSec=30min\n");
    expect(fixed(job('claude -p "Sum up"'))).toContain("\nTimeoutStartSec=15min\n");
  });

  test("an agent that a timer starts as a plain service", () => {
    const around = aroundOf({ [PATH]: "", "deploy/web.timer": "" });
    expect(judge('[Service]\nExecStart=claude -p "Sum up"\n', PATH, around)).toEqual(T);
  });
});

describe("failures that pass for success", () => {
  test.each<[string, string, string[]]>([
    ["the work of a job", "[Service]\nType=oneshot\nExecStart=-/srv/bin/backup\n", ["silent-failure"]],
    ["a preparation", "[Service]\nType=oneshot\nExecStartPre=-/usr/bin/mkdir x\nExecStart=/srv/run\n", []],
    ["a clean-up", "[Service]\nType=oneshot\nExecStart=-/usr/bin/rm -rf /tmp/x\nExecStart=/srv/run\n", []],
    ["an excuse", "[Service]\nType=oneshot\n# may fail: it is only a mirror\nExecStart=-/srv/bin/backup\n", []],
    [
      "a terminal",
      "[Service]\nExecStart=-/sbin/agetty -o '-p -- \\\\u' %I $TERM\nType=idle\nRestart=always\nRestartSec=0\n",
      [],
    ],
  ])("%s", (_, text, rules) => {
    expect(judge(text)).toEqual(rules);
  });
});

describe("what is half typed", () => {
  test.each([
    "[Service]\nExecStart=",
    "[Service\nExecStart=/srv/run",
    unit(`${RUN}\nRestart=`),
    unit(RUN, "WantedBy="),
    unit("ExecStart=\\"),
  ])("%j", (text) => {
    expect(judge(text)).toEqual([]);
  });
});
