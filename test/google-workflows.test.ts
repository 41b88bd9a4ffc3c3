// Workflows of Google Cloud Workflows. Traps GW-1 … GW-7 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { source } from "../server/src/core/example.ts";
import { lint } from "../server/src/core/lint.ts";
import { parseYaml } from "../server/src/core/syntax/yaml.ts";

const STRICT = { ...DEFAULT_CONFIG, profile: "strict" } as const;
const PATH = "digest.workflows.yaml";

const judge = (text: string, path = PATH) => lint({ path, text }, STRICT);
const found = (text: string, path = PATH): string[] =>
  judge(text, path).findings.map(({ rule, subject }) => `${rule.replace("workflow/", "")} ${subject}`);
const nodesOf = (text: string, path = PATH) =>
  judge(text, path).models.flatMap((model) => (model.family === "workflow" ? model.nodes : []));
function fixed(text: string, rule: string, path = PATH): string {
  const finding = judge(text, path).findings.find((one) => one.rule === `workflow/${rule}`);
  return apply(text, finding?.fixes[0]?.edits ?? []);
}
/** `main` with these steps, each of several lines. */
const main = (...steps: string[]): string =>
  `main:\n  steps:\n${steps.join("\n").replace(/^(?=.)/gm, "    ")}\n    - last:\n        return: done\n`;
const get = (name: string, url = "https://example.com"): string =>
  `- ${name}:\n    call: http.get\n    args:\n      url: ${url}`;

describe("recognition", () => {
  const list = "- a:\n    call: http.get\n    args: { url: https://example.com }\n- b:\n    return: 1\n";
  test.each([
    ["main and its steps", "infra/flow.yaml", main(get("a"))],
    ["JSON", "workflows/flow.json", '{ "main": { "steps": [ { "a": { "assign": [ { "b": 1 } ] } } ] } }'],
    ["a list of steps", "flow.yaml", list],
    ["one step, at a path that says so", PATH, "- a:\n    return: 1\n"],
  ])("%s", (_, path, text) => {
    expect(judge(text, path).dialect).toBe("google-workflows");
  });

  test.each([
    ["GW-1: a playbook is none", "site.yaml", "- hosts: all\n  tasks:\n    - a:\n        call: b\n"],
    ["GW-1: one key is not enough in a list", "flow.yaml", "- a:\n    call: b\n- b:\n    other: c\n"],
    ["GW-7: main and init are words of others, too", "x.yaml", "main:\n  init: true\n  steps: [a, b]\ncall: 1\n"],
    ["steps of another kind", "x.yaml", "main:\n  steps:\n    - run: make # return:\n"],
  ])("%s", (_, path, text) => {
    expect(judge(text, path).dialect).toBeUndefined();
  });
});

describe("retries", () => {
  test("GW-6: a request is made once; connectors wait and try again by themselves", () => {
    expect(found(main(get("a")))).toEqual(["missing-retry a"]);
    const connector = "- job:\n    call: googleapis.bigquery.v2.jobs.query\n    args: { projectId: p }";
    expect(found(main(connector))).toEqual([]);
    expect(nodesOf(main(connector))[0]?.timeout).toMatchObject({ state: "inherited", value: "1800 seconds" });
    expect(nodesOf(main(get("a")))[0]?.timeout).toMatchObject({ state: "inherited", value: "300 seconds" });
  });

  test("GW-4: try may hold a call or steps", () => {
    const call =
      "- a:\n    try:\n      call: http.get\n      args: { url: https://example.com }\n    retry: ${http.default_retry}";
    const steps = `- a:\n    try:\n      steps:\n${get("b").replace(/^/gm, "        ")}\n    retry: \${http.default_retry}`;
    expect([found(main(call)), found(main(steps))]).toEqual([[], []]);
    expect(found(main(call.replace("retry:", "result:")))).toEqual(["missing-retry a"]);
  });

  test("GW-3: a predicate of one's own is a guard, and a retry around a call of a subworkflow covers it", () => {
    const policy = "\n    retry:\n      predicate: ${mine}\n      max_retries: 3";
    const call = `- a:\n    try:\n      call: sub${policy}`;
    const sub = (steps: string) => `sub:\n  steps:\n${steps.replace(/^/gm, "    ")}\n`;
    expect(found(main(call) + sub(get("b")))).toEqual([]);
    expect(found(main("- a:\n    call: sub") + sub(get("b")))).toEqual(["missing-retry b"]);
  });

  test("GW-2: the fix leaves quotes and comments as they are", () => {
    const text = source`
      main:
        steps:
          - fetch:
              call: http.get # the feed
              args:
                url: '\${"https://example.com/" + id}'
                query: # what
                  a: "b: c"
              result: feed
              next: end
    `;
    const after = fixed(text, "missing-retry");
    expect(after).toBe(source`
      main:
        steps:
          - fetch:
              try:
                call: http.get # the feed
                args:
                  url: '\${"https://example.com/" + id}'
                  query: # what
                    a: "b: c"
                result: feed
              retry:
                predicate: \${http.default_retry_predicate}
                max_retries: 3
                backoff:
                  initial_delay: 1
                  max_delay: 60
                  multiplier: 2
              next: end
    `);
    expect([parseYaml(after).errors, found(after)]).toEqual([[], []]);
    const post = fixed(text.replace("http.get", "http.post").replaceAll("\n", "\r\n"), "missing-retry");
    expect(post).toContain("predicate: ${http.default_retry_predicate_non_idempotent}\r\n");
    expect(post.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

describe("failures", () => {
  const tried = (except: string, name = "a") =>
    main(
      `- ${name}:\n    try:\n      call: http.get\n      args: { url: https://example.com }\n    except:\n${except.replace(/^/gm, "      ")}`,
    );
  test("an error that nobody looks at is lost", () => {
    expect(found(tried("as: e\nsteps:\n  - b:\n      assign: [lost: true]"))).toEqual(["silent-failure a"]);
    expect(found(tried("as: e\nsteps: []"))).toEqual(["silent-failure a"]);
    const text = tried("as: e");
    expect(found(fixed(text, "silent-failure"))).toEqual([]);
    expect(fixed(text, "silent-failure")).toContain('raise: "${e}"');
  });

  test("an error that is told, raised, read or expected is none lost", () => {
    for (const step of [
      "call: sys.log\n      args: { text: failed }",
      "raise: ${e}",
      "return: lost",
      "assign: [why: '${e.code}']",
    ]) {
      expect(found(tried(`as: e\nsteps:\n  - b:\n      ${step}`))).toEqual([]);
    }
    expect(found(tried("as: e\nsteps:\n  - ignore:\n      assign: [lost: true]"))).toEqual([]);
    expect(
      found(`${tried("as: e\nsteps:\n  - b:\n      assign: [lost: true]")}    - c:\n        return: \${lost}\n`),
    ).toEqual([]);
  });
});

describe("loops, jumps and parameters", () => {
  const poll = (condition: string, more = "") =>
    main(
      `- look:\n    call: googleapis.run.v1.jobs.get\n    result: job`,
      `- check:\n    switch:\n      - condition: \${${condition}}\n        next: last${more}`,
      "- wait:\n    call: sys.sleep\n    args: { seconds: 5 }\n    next: look",
    );
  test("a poll that only one word ends never ends", () => {
    expect(found(poll('job.state == "DONE"'))).toEqual(["missing-timeout look"]);
    expect(
      found(poll('job.state == "DONE"', '\n      - condition: ${job.state == "FAILED"}\n        raise: lost')),
    ).toEqual([]);
    expect(found(poll("job.done"))).toEqual([]);
    expect(found(poll("tries > 9"))).toEqual([]);
  });

  test("steps and subworkflows that are not there", () => {
    expect(found(main("- a:\n    next: lst"))).toEqual(["broken-handoff a"]);
    expect(fixed(main("- a:\n    next: lst"), "broken-handoff")).toContain("next: last");
    const sub = "deliver:\n  steps:\n    - a:\n        return: 1\n";
    expect(found(main("- a:\n    call: delivr") + sub)).toEqual(["broken-handoff a"]);
    expect(found(main("- a:\n    call: of_another_file") + sub)).toEqual([]);
    expect(found(main("- a:\n    next: end"))).toEqual([]);
  });

  test("parameters of subworkflows; what main is given is another's business", () => {
    const sub = "sub:\n  params: [url, tries: 3]\n  steps:\n    - a:\n        return: ${url}\n";
    expect(found(`main:\n  params: [input]\n  steps:\n    - a:\n        call: sub\n${sub}`)).toEqual([
      "dropped-input tries",
    ]);
  });
});

describe("models", () => {
  const ask =
    "- ask:\n    call: googleapis.aiplatform.v1.projects.locations.endpoints.generateContent\n    args: { body: {} }";
  const loop = (parallel: boolean, more = "") => {
    const inner = `for:\n  value: v\n  in: \${list}\n  steps:\n${ask.replace(/^/gm, "    ")}`;
    return parallel
      ? `- all:\n    parallel:\n${more}${inner.replace(/^/gm, "      ")}`
      : `- all:\n${inner.replace(/^/gm, "    ")}`;
  };
  const alone = (step: string) => `main:\n  steps:\n${step.replace(/^/gm, "    ")}\n`;

  test("are agents: by the connector or the address", () => {
    expect(nodesOf(main(ask))[0]?.kind).toBe("agent");
    expect(nodesOf(main(get("a", "https://api.anthropic.com/v1/messages")))[0]?.kind).toBe("agent");
    const url = '${"https://" + location + "-aiplatform.googleapis.com/v1/models/m:predict"}';
    expect(nodesOf(main(get("a", `'${url}'`)))[0]?.kind).toBe("agent");
    expect(nodesOf(main(get("a")))[0]?.kind).toBe("step");
  });

  test("GW-5: a loop is parallel only inside of parallel", () => {
    expect(found(alone(loop(false)))).toEqual([]);
    expect(found(alone(loop(true)))).toEqual(["uncoordinated-agents all"]);
    expect(fixed(alone(loop(true)), "uncoordinated-agents")).toContain(
      "parallel:\n          concurrency_limit: 3\n          for:",
    );
    expect(found(alone(loop(true, "      concurrency_limit: 2\n")))).toEqual([]);
    expect(found(main(loop(true)))).toEqual([]);
  });
});

test("a text still being typed is left alone", () => {
  for (const text of [
    "main:\n  steps:\n    - a:\n        call:\n",
    "main:\n  steps:\n    - a:\n        call: http.get\n        next:\n    -",
  ]) {
    expect(found(text).filter((finding) => !finding.startsWith("missing-retry"))).toEqual([]);
  }
});
