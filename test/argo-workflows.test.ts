// Argo Workflows. Traps AR-1 … AR-15 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { source } from "../server/src/core/example.ts";
import { AGENT, HEAD, indent, JOB, judgeOf, LIMIT, MAKE, steps, workflow } from "./manifests.ts";

const { judge, dialect, models, fixes } = judgeOf("workflows/a.yaml");

describe("which documents are workflows", () => {
  test.each(["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate"])("%s", (kind) => {
    expect(dialect(workflow("", MAKE, kind))).toBe("argo-workflows");
  });

  test.each(["Application", "ApplicationSet", "AppProject", "Rollout", "AnalysisTemplate", "Sensor", "EventSource"])(
    "AR-1: %s has the same version and is none",
    (kind) => expect(dialect(workflow("", MAKE, kind))).toBeUndefined(),
  );

  test("AR-1: a sensor may hold a whole workflow", () => {
    const inner = indent(workflow("", MAKE), 12);
    const text = `${HEAD}kind: Sensor\nspec:\n  triggers:\n    - template:\n        k8s:\n          resource:\n${inner}\n`;
    expect(dialect(text)).toBeUndefined();
  });

  test("AR-8: a CronWorkflow nests its workflow; one schedule or several", () => {
    for (const when of ['schedule: "0 1 * * *"', 'schedules: ["0 1 * * *"]']) {
      const text = `${HEAD}kind: CronWorkflow\nmetadata: { name: c }\nspec:\n  ${when}\n  workflowSpec:\n    entrypoint: main\n    templates:\n${indent(MAKE, 6)}\n`;
      expect(judge(text)).toEqual(["missing-timeout c"]);
      expect(fixes(text, "missing-timeout")[0]).toContain("    entrypoint: main\n    activeDeadlineSeconds: 1800\n");
    }
  });

  test("AR-10: a name that is generated", () => {
    expect(judge(workflow("", MAKE).replace("name: w", "generateName: w-"))).toEqual(["missing-timeout w-"]);
  });

  test("AR-11: a chart of Helm is filled in first", () => {
    for (const mark of [
      '{{ "{{" }}inputs.parameters.x{{ "}}" }}',
      "{{ .Values.image }}",
      '{{ include "a.b" . }}',
      "{{- end }}",
    ]) {
      expect(dialect(workflow("", MAKE.replace("alpine", `'${mark}'`)))).toBeUndefined();
    }
    expect(dialect(workflow("", MAKE.replace("alpine", '"{{inputs.parameters.image}}"')))).toBe("argo-workflows");
  });

  test("each document of a stream is a workflow of its own, a job beside it is read, too", () => {
    const job =
      "apiVersion: batch/v1\nkind: Job\nmetadata: { name: j }\nspec:\n  template:\n    spec:\n      containers: [{ image: a, command: [make] }]\n";
    const text = `${workflow("", MAKE)}---\n${workflow(LIMIT, MAKE)}---\n${job}`;
    expect(models(text)).toHaveLength(3);
    expect(judge(text)).toEqual(["missing-timeout w", "missing-timeout j"]);
  });

  test("a quote that closes too far to the left is none for Argo", () => {
    const text = workflow(
      LIMIT,
      `- name: main\n  container:\n    command: [sh, -c]\n    args: ["\n  cd src &&\n  make\n  "]\n    image: a\n${JOB}`,
    );
    expect(judge(text)).toEqual([]);
    expect(models(text)[0]?.nodes.map(({ id }) => id)).toEqual(["", "main", "job"]);
  });
});

describe("missing-timeout", () => {
  test.each([
    ["none at any level", "", MAKE, true],
    ["on the workflow", LIMIT, MAKE, false],
    ["AR-14: in quotes", 'activeDeadlineSeconds: "600"', MAKE, false],
    ["AR-5: among the defaults of all templates", "templateDefaults: { timeout: 10m }", MAKE, false],
    ["AR-5: patched into every pod", "podSpecPatch: '{\"activeDeadlineSeconds\": 600}'", MAKE, false],
    ["AR-3: a timeout of the template", "", `${MAKE}\n  timeout: 10m`, false],
    [
      "AR-3: a deadline of the template's pod",
      "",
      `${MAKE}\n  activeDeadlineSeconds: "{{inputs.parameters.t}}"\n  inputs: { parameters: [{ name: t }] }`,
      false,
    ],
    ["of one template of two", "", `${MAKE}\n  timeout: 10m\n${JOB}`, true],
    [
      "AR-4: of the steps, which Argo refuses",
      "",
      `- name: main\n  activeDeadlineSeconds: 60\n  steps:\n    - - { name: a, template: job }\n${JOB}`,
      true,
    ],
    ["a template that only prints", "", "- name: main\n  container: { image: a, command: [echo, hi] }", false],
    [
      "a request ends after 30 seconds",
      "",
      "- name: main\n  retryStrategy: { limit: 2 }\n  http: { url: https://example.com }",
      false,
    ],
    ["a gate waits for a person", "", "- name: main\n  suspend: {}", false],
    [
      "AR-13: a resource is waited for",
      "",
      "- name: main\n  resource: { action: create, successCondition: status.ok == true, manifest: x }",
      true,
    ],
    ["a daemon ends with its workflow", "", "- name: main\n  daemon: true\n  container: { image: redis }", false],
    ["a template of another object", "workflowTemplateRef: { name: other }", "", false],
    ["merged keys", "<<: *base", MAKE, false],
  ])("%s", (_, keys, templates, expected) => {
    expect(judge(workflow(keys, templates)).includes("missing-timeout w")).toBe(expected);
  });

  test("AR-2: a flat list of steps is refused by Argo, and has none", () => {
    const text = workflow("", `- name: main\n  steps:\n    - name: a\n      template: job\n${JOB}`);
    expect(judge(text)).toEqual(["missing-timeout w"]);
    expect(models(text)[0]?.nodes.map(({ id }) => id)).toEqual(["", "main", "job"]);
  });

  test("AR-14: the fix writes a bare number of seconds", () => {
    expect(fixes(workflow("", MAKE), "missing-timeout")).toEqual([
      workflow("activeDeadlineSeconds: 1800", MAKE),
      workflow("activeDeadlineSeconds: 900", MAKE),
      workflow("activeDeadlineSeconds: 3600", MAKE),
    ]);
  });

  test("AR-15: a library of templates gets a limit on each that works, and none on its gate", () => {
    const templates = "- name: a\n  container: { image: a, command: [make] }\n- name: gate\n  suspend: {}";
    const text = workflow("", templates, "WorkflowTemplate").replace("  entrypoint: main\n", "");
    const [fixed] = fixes(text, "missing-timeout");
    expect(fixed).toBe(text.replace("- name: a\n", "- name: a\n      timeout: 30m\n"));
  });

  test("CRLF stays", () => {
    const text = workflow("", MAKE).replaceAll("\n", "\r\n");
    expect(fixes(text, "missing-timeout")[0]).toContain("  entrypoint: main\r\n  activeDeadlineSeconds: 1800\r\n");
  });

  test("an agent gets less", () => {
    expect(fixes(workflow("", AGENT), "missing-timeout")[0]).toContain("activeDeadlineSeconds: 900\n");
  });
});

describe("missing-retry", () => {
  const curl = (more = "") =>
    `- name: main\n${more}  container: { image: a, command: [curl, "https://example.com/x"] }`;

  test.each([
    ["once", "", curl(), true],
    [
      "in a script",
      "",
      "- name: main\n  script: { image: a, command: [bash], source: git clone https://example.com/x }",
      true,
    ],
    ["a strategy", "", curl("  retryStrategy: { limit: 2 }\n"), false],
    ["for every template", "retryStrategy: { limit: 2 }", curl(), false],
    ["among the defaults", "templateDefaults: { retryStrategy: { limit: 2 } }", curl(), false],
    ["a neighbour", "", curl().replace("example.com", "web.shop.svc"), false],
    ["a daemon", "", curl().replace("example.com", "{{inputs.parameters.ip}}"), false],
    ["a request", "", "- name: main\n  http: { url: https://example.com }", true],
    [
      "a tool that tries by itself",
      "",
      "- name: main\n  container: { image: a, command: [wget, https://example.com] }",
      false,
    ],
  ])("%s", (_, keys, templates, expected) => {
    expect(judge(workflow(`${LIMIT}\n${keys}`, templates)).includes("missing-retry main")).toBe(expected);
  });

  test("the caller's strategy covers its steps", () => {
    const text = workflow(
      LIMIT,
      `- name: main\n  retryStrategy: { limit: 1 }\n  steps:\n    - - { name: get, template: get }\n${curl().replace("main", "get")}`,
    );
    expect(judge(text)).toEqual([]);
  });

  test("AR-14: the fix writes numbers in quotes, on the template that does the work", () => {
    const [fixed] = fixes(workflow(LIMIT, curl()), "missing-retry");
    expect(fixed).toContain(
      '    - name: main\n      retryStrategy:\n        limit: "3"\n        retryPolicy: Always\n        backoff:\n          duration: "10s"\n          factor: "2"\n      container:',
    );
  });
});

describe("unbounded-agent", () => {
  const bare = AGENT.replace("agent", "main");

  test.each([
    ["no limit at all", "", bare, true],
    ["a limit on its turns", "", bare.replace('{{item}}"', '{{item}}" --max-turns 9'), false],
    ["a limit on the workflow", LIMIT, bare, false],
    ["a limit on the template", "", `${bare}\n  timeout: 10m`, false],
  ])("%s", (_, keys, templates, expected) => {
    expect(judge(workflow(keys, templates)).includes("unbounded-agent main")).toBe(expected);
  });

  test("the fix", () => {
    expect(fixes(workflow("", bare), "unbounded-agent")[0]).toContain("claude --max-turns 30 -p");
  });
});

describe("ineffective-guard", () => {
  test("AR-6: a strategy without a limit never gives up", () => {
    const text = workflow("", `${MAKE}\n  retryStrategy: {}`);
    expect(judge(text)).toEqual(["missing-timeout w", "ineffective-guard main"]);
    expect(fixes(text, "ineffective-guard")[0]).toContain('retryStrategy: { limit: "2" }\n');
    expect(judge(workflow("", `${MAKE}\n  retryStrategy: { retryPolicy: Always }`))).toContain(
      "ineffective-guard main",
    );
  });

  test.each([
    "{ limit: 2 }",
    "{ expression: lastRetry.exitCode == 2 }",
    "{ backoff: { duration: 1s, maxDuration: 5m } }",
  ])("AR-6: %s ends", (strategy) => {
    expect(judge(workflow("", `${MAKE}\n  retryStrategy: ${strategy}`))).toEqual(["missing-timeout w"]);
  });

  test("AR-6: a deadline of the workflow ends it, too", () => {
    expect(judge(workflow(LIMIT, `${MAKE}\n  retryStrategy: {}`))).toEqual([]);
  });

  test("AR-7: an approval that passes by itself is none", () => {
    const text = steps("- - { name: approve, template: wait }", "- name: wait\n  suspend:\n    duration: 60s");
    expect(judge(text)).toEqual(["ineffective-guard approve"]);
    expect(fixes(text, "ineffective-guard")).toEqual([text.replace("suspend:\n        duration: 60s", "suspend: {}")]);
    expect(judge(text.replace("name: approve", "name: settle"))).toEqual([]);
  });

  test("a timeout on steps is not applied", () => {
    expect(
      judge(workflow("", `- name: main\n  timeout: 10m\n  steps:\n    - - { name: a, template: job }\n${JOB}`)),
    ).toEqual(["missing-timeout w", "ineffective-guard main"]);
  });
});

describe("silent-failure", () => {
  test("a pipe hides the failure of an agent; bash can be told to look", () => {
    const text = workflow(
      LIMIT,
      '- name: main\n  script:\n    image: a\n    command: [bash]\n    source: |\n      claude -p "Work" | tee log',
    );
    expect(judge(text)).toEqual(["silent-failure main"]);
    expect(fixes(text, "silent-failure")).toEqual([text.replace("claude", "set -o pipefail\n          claude")]);
    expect(fixes(text.replace("[bash]", "[sh]"), "silent-failure")).toEqual([]);
  });

  const failing = (more: string, next = "- - { name: deploy, template: job }") =>
    steps(`- - name: test\n    template: job\n    continueOn: { failed: true }${more}\n${next}`, JOB);

  test.each([
    ["nobody looks", failing(""), true],
    [
      "a condition looks",
      failing("", '- - { name: mend, template: job, when: "{{steps.test.status}} == Failed" }'),
      false,
    ],
    ["a comment says why", failing(" # known to fail on arm, ignored"), false],
    ["switched off", failing("").replace("failed: true", "failed: false"), false],
  ])("continueOn: %s", (_, text, expected) => {
    expect(judge(text).includes("silent-failure test")).toBe(expected);
  });

  const graph = (depends: string, name = "next", more = "") =>
    workflow(
      LIMIT,
      `- name: main\n  dag:\n    tasks:\n      - { name: a, template: job }\n      - { name: ${name}, template: job, depends: "${depends}" }${more}\n${JOB}`,
    );

  test.each([
    ["AR-12: an optional path", graph("a.Succeeded || a.Skipped"), false],
    ["a failure that counts as success", graph("a.Succeeded || a.Failed"), true],
    ["a task for the failure alone", graph("a.Failed"), false],
    ["a clean-up", graph("a.Succeeded || a.Failed", "cleanup"), false],
    [
      "another task for the failure",
      graph("a.Succeeded || a.Failed", "next", '\n      - { name: mend, template: job, depends: "a.Failed" }'),
      false,
    ],
  ])("depends: %s", (_, text, expected) => expect(judge(text).includes("silent-failure a")).toBe(expected));

  test("a shell without -e goes on, and the fix stops it", () => {
    const text = workflow(
      LIMIT,
      "- name: main\n  container:\n    image: a\n    command: [sh, -c]\n    args:\n      - |\n        npm test\n        echo done",
    );
    expect(judge(text)).toEqual(["silent-failure main"]);
    expect(fixes(text, "silent-failure")).toEqual([text.replace("-c]", "-ec]")]);
    const script = workflow(
      LIMIT,
      "- name: main\n  script:\n    image: a\n    command: [bash]\n    source: |\n      npm test\n      echo done",
    );
    expect(judge(script)).toEqual(["silent-failure main"]);
    expect(fixes(script, "silent-failure")).toEqual([script.replace("npm test", "set -e\n          npm test")]);
    expect(judge(script.replace("[bash]", "[bash, -e]"))).toEqual([]);
  });
});

test("half-typed text gives no exception, and no finding about what is not there yet", () => {
  const text = source`
    apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata: { generateName: a- }
    spec:
      entrypoint: main
      activeDeadlineSeconds: 600
      templates:
        - name: main
          steps:
            - - name: a
                template:
            -
        - name:
        - name: b
          dag:
            tasks:
              - name: c
                depends:
  `;
  for (let end = 0; end <= text.length; end++) {
    expect(
      judge(text.slice(0, end)).filter((line) => !/^(?:missing-timeout|broken-handoff|unreadable)/.test(line)),
    ).toEqual([]);
  }
  expect(judge(text)).toEqual([]);
});
