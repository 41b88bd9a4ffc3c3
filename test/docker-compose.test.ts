// The dialect, and what its rules say of stacks. Traps CO-1 … CO-12 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { type Around, NOWHERE } from "../server/src/core/around.ts";
import { type Config, DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { source } from "../server/src/core/example.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Workflow } from "../server/src/core/model.ts";
import { aroundOf } from "./around.ts";

const STRICT: Config = { ...DEFAULT_CONFIG, profile: "strict" };
const PATH = "compose.yaml";

function findings(text: string, path = PATH, around: Around = NOWHERE) {
  const { findings: found, failures } = lint({ path, text }, STRICT, around);
  expect(failures).toEqual([]);
  return found;
}
/** `rule subject` of each finding. */
const judge = (text: string, path?: string, around?: Around): string[] =>
  findings(text, path, around).map(({ rule, subject }) => `${rule.slice(rule.indexOf("/") + 1)} ${subject}`);
/** The services that nothing starts again. */
const dead = (text: string, path?: string, around?: Around): string[] =>
  findings(text, path, around).flatMap(({ rule, subject }) =>
    rule === "workflow/unsupervised-service" ? [subject] : [],
  );
/** A stack of one service with these keys, and one that is looked after. */
const stack = (keys: string, name = "web"): string =>
  `services:\n  ${name}:\n${keys.replace(/^(?=.)/gm, "    ")}\n  cache:\n    image: valkey/valkey\n    restart: always\n`;
const WEB = 'image: example/web\nports: ["80:80"]';

describe("which documents are stacks", () => {
  const SERVICE = "services:\n  a:\n    image: x\n";
  test.each<[string, string, boolean]>([
    ["compose.yaml", SERVICE, true],
    ["docker-compose.prod.yml", SERVICE, true],
    ["deploy/dev.docker-compose.yml", SERVICE, true],
    ["compose.yaml", "include: [a.yaml]\n", true],
    ["stack.yml", SERVICE, true],
    ["stack.yml", `name: shop\nx-a: 1\n${SERVICE}`, true],
    ["stack.yml", "services:\n  a:\n    class: App\\A\n", false],
    ["stack.yml", "services:\n  - docker:dind\n", false],
    ["stack.yml", `apiVersion: v1\n${SERVICE}`, false],
    [".gitlab-ci.yml", `stages: [a]\n${SERVICE}`, false],
    ["compose.yaml", "services:\n  a:\n    image: {{ image }}\n", false],
    ["compose.yaml", "services:\n{% if a %}\n  a:\n    image: x\n{% endif %}\n", false],
  ])("%s %j", (path, text, ours) => {
    expect(lint({ path, text }, STRICT).dialect === "docker-compose").toBe(ours);
  });

  test("CO-10: without version, or with a name first", () => {
    expect(dead(stack(WEB))).toEqual(["web"]);
    expect(dead(`name: shop\n${stack(WEB)}`)).toEqual(["web"]);
  });
});

describe("services that nothing starts again", () => {
  test.each<[string, string, string[]]>([
    ["a port", WEB, ["web"]],
    ["a port for others of the stack", 'build: .\nexpose: ["80"]', ["web"]],
    ["CO-11: a health check does not start anything", 'build: .\nhealthcheck: { test: ["CMD", "up"] }', ["web"]],
    ["nothing that says that it stays", "image: example/web", []],
    ["CO-1: restart: no, unquoted", `${WEB}\nrestart: no`, []],
    ["CO-1: restart: no, in quotes", `${WEB}\nrestart: "no"`, []],
    ["CO-2: a policy of the deployment", `${WEB}\ndeploy: { restart_policy: { max_attempts: 3 } }`, []],
    ["CO-3: on-failure is enough", `${WEB}\nrestart: on-failure:3`, []],
    ["CO-8: a tag is a value", `${WEB}\nrestart: !override always`, []],
    ["CO-8: so is one that resets", `${WEB}\nrestart: !reset null`, []],
    ["CO-9: a job of Swarm", `${WEB}\ndeploy: { mode: replicated-job }`, []],
    ["no copies", `${WEB}\ndeploy: { replicas: 0 }`, []],
    ["a service of Swarm", `${WEB}\ndeploy: { placement: { max_replicas_per_node: 1 } }`, []],
    ["a limit on memory is no Swarm", `${WEB}\ndeploy: { resources: { limits: { memory: 1G } } }`, ["web"]],
    ["a variable", `${WEB}\nrestart: \${POLICY}`, []],
    ["a provider", "provider: { type: model }", []],
    ["one that somebody works on", `build: { target: dev }\n${WEB}`, []],
    ["one that reloads", `${WEB}\ncommand: uvicorn app:app --reload`, []],
    ["one over mounted sources", 'build: .\nports: ["80:80"]\nvolumes: [".:/app"]', []],
    ["one in development mode", `${WEB}\nenvironment: { NODE_ENV: development }`, []],
    ["a shell that waits", `${WEB}\ncommand: sleep infinity`, []],
    ["a profile for work", `${WEB}\nprofiles: [debug]`, []],
    ["a profile for others", `${WEB}\nprofiles: [search]`, ["web"]],
    ["a policy that is not typed yet", `${WEB}\nrestart:`, []],
  ])("%s", (_, keys, names) => {
    expect(dead(stack(keys))).toEqual(names);
  });

  test.each<[string, string, string[]]>([
    ["worker", "image: example/app\ncommand: bin/work", ["worker"]],
    ["app", "image: example/app\ncommand: celery -A app worker", ["app"]],
    ["app", "image: example/app\ncommand: sh -c 'bin/migrate && exec gunicorn app'\nexpose: [80]", ["app"]],
    ["db", "image: docker.io/library/postgres:17", ["db"]],
    ["dump", "image: postgres:17\ncommand: pg_dump shop", []],
    ["proxy", "image: traefik:3\ncommand: --providers.docker", ["proxy"]],
    ["CO-4: migrate", "image: example/app\nexpose: [80]", []],
    ["app", "image: example/app\ncommand: sh -c 'sleep 3; bin/seed'\nexpose: [80]", []],
    ["app", "image: example/app\nentrypoint: [/bin/sh, -c]\ncommand: [npm run build]\nexpose: [80]", []],
  ])("%s: %j", (name, keys, names) => {
    expect(dead(stack(keys, name.replace(/^CO-4: /, "")))).toEqual(names);
  });

  test("what others wait for is a service, unless they wait for its end", () => {
    const web = (on: string) =>
      `services:\n  web:\n    image: x\n    restart: always\n    depends_on: ${on}\n  app:\n    image: y\n`;
    expect(dead(web("[app]"))).toEqual(["app"]);
    expect(dead(web("{ app: { condition: service_healthy } }"))).toEqual(["app"]);
    expect(dead(web("{ app: { condition: service_completed_successfully } }"))).toEqual([]);
  });

  test("CO-6: a merge key may have the policy, alone or in a list", () => {
    const merged = (key: string) =>
      `x-a: &a { restart: always }\nx-b: &b { logging: {} }\n${stack(`<<: ${key}\n${WEB}`)}`;
    expect(dead(merged("*a"))).toEqual([]);
    expect(dead(merged("[*b, *a]"))).toEqual([]);
    expect(dead(merged("*b"))).toEqual(["web"]);
  });

  test("CO-5: so may the service that it extends, here or in another file", () => {
    const here = `${stack(`extends: base\nports: ["80:80"]`)}  base:\n    image: x\n    restart: always\n`;
    expect(dead(here)).toEqual([]);
    const there = stack('extends: { file: common/base.yaml, service: app }\nports: ["80:80"]');
    const base = (more: string) => aroundOf({ "common/base.yaml": `services:\n  app:\n    image: x\n${more}` });
    expect(dead(there, PATH, base("    restart: always\n"))).toEqual([]);
    expect(dead(there, PATH, base(""))).toEqual(["web"]);
    expect(dead(there)).toEqual([]);
    expect(dead(stack('extends: nobody\nports: ["80:80"]'))).toEqual([]);
    expect(dead(`include: [other.yaml]\n${stack(WEB)}`)).toEqual([]);
  });

  test("CO-7: a file that only changes another one is not judged, and the other one is read", () => {
    expect(dead('services:\n  web:\n    ports: ["80:80"]\n  api:\n    image: x\n    ports: ["81:80"]\n')).toEqual([]);
    expect(dead(stack(WEB), "compose.override.yaml")).toEqual([]);
    const overlay = (policy: string) => `services:\n  web:\n    restart: ${policy}\n`;
    const beside = (name: string, policy = "always") => aroundOf({ [PATH]: "", [name]: overlay(policy) });
    expect(dead(stack(WEB), PATH, beside("compose.override.yaml"))).toEqual([]);
    expect(dead(stack(WEB), PATH, beside("compose.prod.yaml"))).toEqual([]);
    expect(dead(stack(WEB), PATH, beside("compose.ci.yaml"))).toEqual(["web"]);
    expect(dead(stack(WEB), PATH, beside("compose.prod.yaml", '"no"'))).toEqual(["web"]);
    expect(dead(stack(WEB), "docker-compose.base.yml")).toEqual([]);
  });

  test.each([
    "docker-compose.dev.yml",
    "dev.docker-compose.yml",
    "docker-compose-ci.yml",
    "tests/compose.yaml",
    ".devcontainer/docker-compose.yml",
    "examples/shop/compose.yaml",
  ])("%s is for development, tests or show", (path) => {
    expect(dead(stack(WEB), path)).toEqual([]);
  });

  test("so is a stack that says so, or that only holds what somebody needs at work", () => {
    expect(dead(`# The local dev stack.\n${stack(WEB)}`)).toEqual([]);
    expect(dead(`# Production. For development take compose.dev.yaml.\n${stack(WEB)}`)).toEqual(["web"]);
    expect(dead(`name: shop-tests\n${stack(WEB)}`)).toEqual([]);
    expect(dead('services:\n  db:\n    image: postgres\n    ports: ["5432:5432"]\n')).toEqual([]);
    expect(
      dead(`services:\n  web:\n    build: { target: dev }\n    ports: ["80:80"]\n  db:\n    image: mysql\n`),
    ).toEqual([]);
  });

  test("Swarm starts every service again by itself", () => {
    expect(dead(stack(WEB), "docker-compose.swarm.yml")).toEqual([]);
    expect(dead(stack(WEB), "docker-stack.yml")).toEqual([]);
  });

  test("the fix stands behind the image, and keeps line ends, comments and flow style", () => {
    const fixed = (text: string) => {
      const [{ fixes } = { fixes: [] }] = findings(text);
      const after = apply(text, fixes[0]?.edits ?? []);
      expect(fixes[0]?.safety).toBe("safe");
      expect(judge(after)).toEqual([]);
      return after;
    };
    const text = stack('image: example/web # ours\nports:\n  - "80:80"');
    expect(fixed(text)).toBe(text.replace("# ours\n", "# ours\n    restart: unless-stopped\n"));
    expect(fixed(text.replaceAll("\n", "\r\n"))).toContain("# ours\r\n    restart: unless-stopped\r\n");
    expect(fixed('services:\n  web: { build: ., ports: ["80:80"] }\n')).toContain(
      "build: ., restart: unless-stopped, ports",
    );
    expect(fixed('services:\n  web:\n    ports: ["80:80"]\n    build:\n      context: .')).toMatch(
      /\. *\n {4}restart: unless-stopped/,
    );
  });
});

describe("health checks that cannot fail", () => {
  const S = ["silent-failure web"];
  const check = (test: string, more = ""): string =>
    stack(`image: x\nrestart: always\nhealthcheck:\n  test: ${test}`) + more;
  const WAITS = "  api:\n    image: y\n    restart: always\n    depends_on: { web: { condition: service_healthy } }\n";
  test.each<[string, string, string[]]>([
    ["|| true", check('["CMD-SHELL", "curl http://localhost/ || true"]'), S],
    ["|| exit 0, as a text", check("curl -f http://localhost/ || exit 0"), S],
    ["; exit 0, in a shell of its own", check('["CMD", "sh", "-c", "probe; exit 0"]'), S],
    ["|| echo", check("probe || echo down"), S],
    ["|| exit 1", check("probe || exit 1"), []],
    ["&& echo", check("probe && echo up"), []],
    ["a failure of its own", check("status | grep -q down && exit 1 || exit 0"), []],
    ["one that is turned off", check("exit 0"), []],
    ["one that is turned off, and somebody waits for it", check("exit 0", WAITS), S],
    ["NONE", check('["NONE"]'), []],
    ["a program", check('["CMD", "pg_isready"]'), []],
    ["a reason", check("probe || true").replace("  test:", "  # may fail while it warms up\n      test:"), []],
  ])("%s", (_, text, rules) => {
    expect(judge(text)).toEqual(rules);
  });
});

describe("commands", () => {
  const seed = (script: string) => `services:\n  seed:\n    image: example/app\n    command: [sh, -c, "${script}"]\n`;

  test("a job whose shell goes on after an error, unless it is told to stop", () => {
    expect(judge(seed("npm test; bin/report"))).toEqual(["silent-failure seed"]);
    expect(judge(seed("npm publish || true"))).toEqual(["silent-failure seed"]);
    expect(judge(seed("set -e; npm test; bin/report"))).toEqual([]);
    expect(judge(seed("npm test && bin/report"))).toEqual([]);
  });

  test("an agent is one, by its command", () => {
    const risks = (command: string) =>
      lint({ path: PATH, text: `services:\n  a:\n    image: x\n    command: ${command}\n` }, STRICT).models.flatMap(
        (each) => (each.family === "workflow" ? each.nodes.map(({ risk }) => risk) : []),
      );
    expect(risks("claude -p work")).toEqual(["agent"]);
    expect(risks('["codex", "exec", "work"]')).toEqual(["agent"]);
    expect(risks("sh -c 'cd /app && codex exec work'")).toEqual(["agent"]);
    expect(risks("bin/serve")).toEqual(["local"]);
  });
});

describe("names that nothing declares", () => {
  const ALONE = aroundOf({ [PATH]: "" });
  const D = "broken-handoff web";
  test.each<[string, string, string[]]>([
    ["a service", stack("image: x\nrestart: always\ndepends_on: [cachr]"), [D]],
    ["CO-12: a service that is there, in the short form", stack("image: x\nrestart: always\ndepends_on: [cache]"), []],
    ["a link", stack('image: x\nrestart: always\nlinks: ["db:database"]'), [D]],
    ["a network of another service", stack('image: x\nrestart: always\nnetwork_mode: "service:vpn"'), [D]],
    ["a volume", stack('image: x\nrestart: always\nvolumes: ["data:/data", "./a:/a", "$HOME/b:/b", "/c"]'), [D]],
    ["a network", stack("image: x\nrestart: always\nnetworks: { inside: {}, default: {} }"), [D]],
    ["a secret", stack("image: x\nrestart: always\nsecrets: [key]"), [D]],
    ["a variable", stack('image: x\nrestart: always\nvolumes: ["$' + '{DATA:-data}:/data"]'), []],
  ])("%s", (_, text, rules) => {
    expect(judge(text, PATH, ALONE)).toEqual(rules);
    expect(judge(text), "nobody can tell what lies beside it").toEqual([]);
  });

  test("the name may be declared beside it, and the nearest one is offered", () => {
    const text = stack("image: x\nrestart: always\ndepends_on: [cachr]");
    const beside = aroundOf({ [PATH]: "", "compose.override.yaml": "services:\n  cachr:\n    image: x\n" });
    expect(judge(text, PATH, beside)).toEqual([]);
    const [finding] = findings(text, PATH, ALONE);
    expect(finding?.message).toContain('did you mean "cache"?');
    expect(apply(text, finding?.fixes[0]?.edits ?? [])).toContain("depends_on: [cache]");
  });

  test("a secret that no service is given", () => {
    const text = `${stack("image: x\nrestart: always\nsecrets: [key]")}secrets:\n  key: { file: key }\n  old: { file: old }\n`;
    expect(judge(text, PATH, ALONE)).toEqual(["dropped-input old"]);
    expect(judge(`include: [a.yaml]\n${text}`, PATH, ALONE)).toEqual([]);
  });
});

describe("the graph", () => {
  const text = source`
    services:
      web:
        image: x
        env_file: [web.env]
        extends: { file: base.yaml, service: app }
        depends_on: { db: { condition: service_healthy }, nobody: {} }
      db:
        image: postgres
        volumes: ["./init.sql:/init.sql:ro", "./data:/data"]
  `;
  const around = aroundOf({
    "a/compose.yaml": "",
    "a/web.env": "",
    "a/base.yaml": "",
    "a/init.sql": "",
    "a/data/x": "",
  });
  const model = lint({ path: "a/compose.yaml", text }, STRICT, around).models.find(
    (each): each is Workflow => each.family === "workflow",
  );

  test("services, what they wait for, and the files they name", () => {
    expect(model?.nodes.map(({ id, kind, after }) => [id, kind, after.map(({ to }) => to)])).toEqual([
      ["web", "service", ["db"]],
      ["db", "service", []],
    ]);
    expect(model?.links.map(({ value }) => value).toSorted()).toEqual(["a/base.yaml", "a/init.sql", "a/web.env"]);
    for (const { start, end, value } of model?.links ?? [])
      expect(value.endsWith(text.slice(start, end).replace("./", ""))).toBe(true);
  });
});

describe("what is half typed, or makes no sense", () => {
  test.each([
    "services:",
    "services:\n  web:",
    "services:\n  web:\n    image: x\n    ports:",
    `${stack(WEB)}    rest`,
    "services:\n  web: &a\n    <<: *a\n    image: x\n    ports: [80]\n    restart:\n",
    "services:\n  a: { extends: b, ports: [80] }\n  b: { extends: a, ports: [80] }\n",
  ])("%j", (text) => {
    expect(judge(text).filter((each) => !each.startsWith("unreadable"))).toEqual([]);
  });
});
