// Workflows in the DSL of Serverless Workflow. Traps SW-1 … SW-6 are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { source } from "../server/src/core/example.ts";
import { lint } from "../server/src/core/lint.ts";

const STRICT = { ...DEFAULT_CONFIG, profile: "strict" } as const;
const PATH = "flows/order.yaml";
const HEAD = "document: { dsl: '1.0.3', namespace: demo, name: order, version: '0.1.0' }\n";
const LIMIT = "timeout: { after: { minutes: 30 } }\n";

const judge = (text: string, path = PATH) => lint({ path, text }, STRICT);
const found = (text: string, path = PATH): string[] =>
  judge(text, path).findings.map(({ rule, subject }) => `${rule.replace("workflow/", "")} ${subject}`);
const nodesOf = (text: string) =>
  judge(text).models.flatMap((model) => (model.family === "workflow" ? model.nodes : []));
function fixed(text: string, rule: string, path = PATH): string {
  const finding = judge(text, path).findings.find((one) => one.rule === `workflow/${rule}`);
  return apply(text, finding?.fixes[0]?.edits ?? []);
}
const CALL = "call: http, with: { method: get, endpoint: https://example.com }";
const tasks = (...list: string[]): string => `do:\n${list.map((task) => `  - ${task}\n`).join("")}`;

test("SW-1: version 1 is told by its document, version 0.8 is another language", () => {
  expect(judge(HEAD + tasks(`a: { set: { b: 1 } }`)).dialect).toBe("serverless-workflow");
  const json = '{ "document": { "dsl": "1.0.0", "name": "a" }, "do": [ { "a": { "set": { "b": 1 } } } ] }';
  expect(judge(json, "a.sw.json").dialect).toBe("serverless-workflow");
  expect(
    judge("id: a\nspecVersion: '0.8'\nstart: A\nstates: [{ name: A, type: inject }]\n", "a.sw.yaml").dialect,
  ).toBeUndefined();
  expect(judge("document: { dsl: 1.0.0 }\ndo: later\n").dialect).toBeUndefined();
});

describe("limits", () => {
  const bare = HEAD + tasks(`a: { ${CALL} }`, "b: { run: { shell: { command: make } } }");
  test("one for the workflow, where nothing has any", () => {
    expect(found(bare)).toEqual(["missing-timeout order", "missing-retry a"]);
    const after = fixed(bare, "missing-timeout");
    expect(after).toContain(`${HEAD}timeout:\n  after:\n    minutes: 30\ndo:`);
    expect(found(after)).toEqual(["missing-retry a"]);
    const json = '{\n  "document": { "dsl": "1.0.0", "name": "order" },\n  "do": [ { "a": { "call": "mcp" } } ]\n}\n';
    expect(JSON.parse(fixed(json, "missing-timeout", "a.sw.json")).timeout).toEqual({ after: { minutes: 30 } });
  });

  test("one for the task, where others have theirs; one around counts", () => {
    const both = HEAD + tasks("a: { call: mcp, timeout: PT1M }", "b: { call: mcp }");
    expect(found(both)).toEqual(["missing-timeout b"]);
    expect(fixed(both, "missing-timeout")).toContain('b: { call: mcp, timeout: { "after": { "minutes": 30 } } }');
    expect(found(HEAD + tasks("a: { timeout: PT1M, do: [ { b: { call: mcp } } ] }"))).toEqual([]);
    expect(found(HEAD + LIMIT + tasks("a: { call: mcp }"))).toEqual([]);
  });

  test("SW-2: a name of a limit or a retry counts, if it is declared", () => {
    const use =
      "use:\n  timeouts: { short: { after: PT1M } }\n  retries: { twice: { limit: { attempt: { count: 2 } } } }\n";
    const named = (limit: string, retry: string) =>
      `${HEAD}${use}timeout: ${limit}\n${tasks(`a: { try: [ { b: { ${CALL} } } ], catch: { retry: ${retry} } }`)}`;
    expect(found(named("short", "twice"))).toEqual([]);
    const missed = ["broken-handoff a", "broken-handoff order", "dropped-input short", "dropped-input twice"];
    expect(found(named("shrt", "twce")).toSorted()).toEqual(missed);
    expect(fixed(named("shrt", "twice"), "broken-handoff")).toContain("timeout: short\n");
  });

  test("an event may never come; the first one begins the work, and streams never end", () => {
    const listen = "listen: { to: { one: { with: { type: paid } } } }";
    expect(found(HEAD + tasks("a: { set: { b: 1 } }", `b: { ${listen} }`))).toEqual(["missing-timeout order"]);
    expect(fixed(HEAD + tasks("a: { set: { b: 1 } }", `b: { ${listen} }`), "missing-timeout")).toContain(
      "minutes: 1440",
    );
    expect(found(HEAD + tasks(`a: { ${listen} }`))).toEqual([]);
    expect(found(HEAD + tasks(`a: { ${listen}, foreach: { item: e } }`))).toEqual([]);
  });
});

describe("retries and failures", () => {
  test("a fix wraps the task, which keeps its name", () => {
    const text = source`
      document: { dsl: '1.0.3', namespace: demo, name: order, version: '0.1.0' }
      timeout: { after: { minutes: 30 } }
      do:
        - get:
            call: http # once
            with:
              method: get
              endpoint: https://example.com
        - done:
            set: { ok: true }
    `;
    expect(found(text)).toEqual(["missing-retry get"]);
    const after = fixed(text, "missing-retry");
    expect(after).toBe(source`
      document: { dsl: '1.0.3', namespace: demo, name: order, version: '0.1.0' }
      timeout: { after: { minutes: 30 } }
      do:
        - get:
            try:
              - get:
                  call: http # once
                  with:
                    method: get
                    endpoint: https://example.com
            catch:
              retry:
                delay:
                  seconds: 5
                limit:
                  attempt:
                    count: 3
        - done:
            set: { ok: true }
    `);
    expect(found(after)).toEqual([]);
  });

  test("SW-V1: limited and retried", () => {
    const retry = "catch: { retry: { delay: { seconds: 5 }, limit: { attempt: { count: 3 } } } }";
    expect(found(HEAD + LIMIT + tasks(`get: { try: [ { call: { ${CALL} } } ], ${retry} }`))).toEqual([]);
  });

  test("SW-D1: a catch of everything that does nothing", () => {
    const text = HEAD + tasks(`get: { try: [ { call: { ${CALL} } } ], catch: {} }`);
    expect(found(text)).toEqual(["missing-timeout order", "silent-failure get"]);
    expect(fixed(text, "silent-failure")).toContain('catch: { errors: { "with": { "type": "https');
    expect(found(fixed(text, "silent-failure"))).toEqual(["missing-timeout order"]);
  });

  test("a catch that chooses, acts or says why is no silence", () => {
    for (const handler of ["errors: { with: { status: 404 } }", "when: .late", "do: [ { a: { set: { b: 1 } } } ]"]) {
      expect(found(HEAD + LIMIT + tasks(`get: { try: [ { call: { ${CALL} } } ], catch: { ${handler} } }`))).toEqual([]);
    }
    expect(found(HEAD + LIMIT + tasks(`cleanUp: { try: [ { call: { ${CALL} } } ], catch: {} }`))).toEqual([]);
  });
});

describe("names", () => {
  test("SW-3: the key of an item is the task's name; with two keys it is no task", () => {
    expect(
      nodesOf(HEAD + LIMIT + tasks("a: { set: { b: 1 } }", "{ b: { call: mcp }, c: { call: mcp } }")).map(
        ({ name }) => name.value,
      ),
    ).toEqual(["a"]);
  });

  test("SW-4: an expression may name anything", () => {
    expect(found(HEAD + tasks("a: { set: { b: 1 }, then: '${ .next }' }"))).toEqual([]);
    expect(found(HEAD + tasks("a: { set: { b: 1 }, then: nxt }", "next: { set: { b: 1 } }"))).toEqual([
      "broken-handoff a",
    ]);
    expect(found(HEAD + tasks("a: { switch: [ { x: { when: .b, then: end } }, { y: { then: gone } } ] }"))).toEqual([
      "broken-handoff a",
    ]);
  });

  test("functions are declared here, or in a catalog", () => {
    expect(found(HEAD + LIMIT + tasks("a: { call: mine }"))).toEqual(["broken-handoff a"]);
    expect(found(HEAD + LIMIT + tasks("a: { call: 'log:1.0.0@global' }"))).toEqual([]);
    expect(found(`${HEAD}${LIMIT}use: { functions: { mine: { call: mcp } } }\n${tasks("a: { call: mine }")}`)).toEqual(
      [],
    );
  });
});

describe("agents", () => {
  const branch = (name: string) => `{ ${name}: { call: a2a } }`;
  const fork = (names: string[], more = "") =>
    `all: { fork: { branches: [ ${names.map(branch).join(", ")} ]${more} } }`;
  const four = ["a", "b", "c", "d"];

  test("side by side, and nothing joins them", () => {
    expect(found(HEAD + LIMIT + tasks(fork(four)))).toEqual(["uncoordinated-agents all"]);
    expect(found(HEAD + LIMIT + tasks(fork(four), "merge: { call: mcp }"))).toEqual([]);
    expect(found(HEAD + LIMIT + tasks(fork(four, ", compete: true")))).toEqual([]);
  });

  test("SW-5: an end inside is no join", () => {
    const end = `outer: { do: [ { ${fork(four).replace(/ \}$/, ", then: end }")} } ] }`;
    expect(found(HEAD + LIMIT + tasks(end, "merge: { call: mcp }"))).toEqual(["uncoordinated-agents all"]);
  });

  test("SW-6: one branch is no fork", () => {
    expect(judge(HEAD + LIMIT + tasks(fork(["a"]))).models).toMatchObject([{ crews: [] }]);
  });
});

test("a text still being typed is left alone", () => {
  for (const text of [
    `${HEAD}do:\n  - a:\n`,
    `${HEAD}do:\n  - a:\n      call:\n`,
    `${HEAD}do:\n  - a:\n      then:\n      set: {}\n`,
  ]) {
    expect(found(text)).toEqual([]);
  }
});
