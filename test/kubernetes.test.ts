// Kubernetes manifests. Traps K8-1 … K8-7 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { indent, judgeOf } from "./manifests.ts";

const { judge, dialect, models, fixes } = judgeOf("deploy/a.yaml");

const MAKE = "{ name: a, image: a, command: [make] }";
const pod = (container = MAKE, keys = "restartPolicy: Never"): string => `${keys}\ncontainers:\n  - ${container}`;
const job = (keys = "", spec = pod()): string =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: { name: j }\nspec:\n${keys ? `${indent(keys, 2)}\n` : ""}  template:\n    spec:\n${indent(spec, 6)}\n`;
const cronJob = (keys = "", jobKeys = "", spec = pod()): string =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec:\n  schedule: "0 1 * * *"\n${keys ? `${indent(keys, 2)}\n` : ""}  jobTemplate:\n    spec:\n${jobKeys ? `${indent(jobKeys, 6)}\n` : ""}      template:\n        spec:\n${indent(spec, 10)}\n`;
const service = (kind: string, apiVersion = "apps/v1"): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: s }\nspec:\n  template:\n    spec:\n      containers: [{ name: a, image: a, ports: [{ containerPort: 80 }] }]\n`;
const bare = (policy: string, container = "{ name: a, image: a, ports: [{ containerPort: 80 }] }"): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  restartPolicy: ${policy}\n  containers: [${container}]\n`;

describe("which documents are manifests of workloads", () => {
  test.each([
    ["a job", job(), true],
    ["a job that runs again and again", cronJob(), true],
    ["an old version of it", cronJob().replace("batch/v1", "batch/v1beta1"), true],
    ["a deployment", service("Deployment"), true],
    ["a stateful set", service("StatefulSet"), true],
    ["a daemon set", service("DaemonSet"), true],
    ["a pod", bare("Always"), true],
    ["one of several documents", `apiVersion: v1\nkind: ConfigMap\ndata: {}\n---\n${job()}`, true],
    ["in a list", `apiVersion: v1\nkind: List\nitems:\n  -\n${indent(job(), 4)}\n`, true],
    ["a service", "apiVersion: v1\nkind: Service\nspec: { ports: [{ port: 80 }] }\n", false],
    [
      "K8-4: a kustomization",
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n",
      false,
    ],
    ["a kind of the same name in another group", job().replace("batch/v1", "batch.volcano.sh/v1alpha1"), false],
    ["K8-4: a chart of Helm", job("{{- if .Values.deadline }}\nbackoffLimit: 1\n{{- end }}"), false],
    ["K8-4: a value of Helm", job("backoffLimit: {{ .Values.retries }}"), false],
  ])("%s", (_, text, expected) => expect(dialect(text)).toBe(expected ? "kubernetes" : undefined));

  test("K8-4: a patch names only what it changes", () => {
    expect(models(job().replace("image: a, ", ""))).toEqual([]);
    expect(judge(job().replace("image: a, ", ""))).toEqual([]);
  });

  test("K8-4: what is filled in later is left alone", () => {
    expect(judge(job().replace("name: j", 'name: "{{ name }}"'))).toEqual([]);
  });
});

describe("missing-timeout", () => {
  test.each([
    ["no deadline", job(), true],
    ["a deadline", job("activeDeadlineSeconds: 60"), false],
    ["K8-2: a deadline beside a number of tries", job("activeDeadlineSeconds: 60\nbackoffLimit: 3"), false],
    ["K8-2: only a number of tries", job("backoffLimit: 3"), true],
    ["K8-3: a deadline of the pod", job("", pod(MAKE, "activeDeadlineSeconds: 60")), false],
    ["K8-5: restarts inside the pod", job("", pod(MAKE, "restartPolicy: OnFailure")), true],
    ["K8-6: a clean-up later is none", job("ttlSecondsAfterFinished: 60"), true],
    ["suspended", job("suspend: true"), false],
    ["only prints", job("", pod('{ name: a, image: a, command: [sh, -c, "date; echo Hi"] }')), false],
    ["arguments of a shell", job("", pod('{ name: a, image: a, args: [/bin/sh, -c, "date; echo Hi"] }')), false],
    ["merged keys", job("<<: *base"), false],
    ["no value yet", job("activeDeadlineSeconds:"), false],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected ? ["missing-timeout j"] : []));

  test("K8-7: a CronJob nests its job", () => {
    expect(judge(cronJob())).toEqual(["missing-timeout c"]);
    expect(judge(cronJob("", "activeDeadlineSeconds: 60"))).toEqual([]);
    expect(judge(cronJob("startingDeadlineSeconds: 60"))).toEqual(["missing-timeout c"]);
    expect(judge(cronJob("suspend: true"))).toEqual([]);
    expect(fixes(cronJob(), "missing-timeout")[0]).toBe(cronJob("", "activeDeadlineSeconds: 1800"));
  });

  test("an agent that works every night", () => {
    const text = cronJob("", "", pod('{ name: a, image: agent, command: [claude, -p, "nightly report"] }'));
    expect(judge(text)).toEqual(["missing-timeout c"]);
    expect(fixes(text, "missing-timeout")[0]).toContain("      activeDeadlineSeconds: 900\n");
  });

  test("the fix of a job, with CRLF", () => {
    expect(fixes(job(), "missing-timeout")[0]).toBe(job("activeDeadlineSeconds: 1800"));
    const text = job().replaceAll("\n", "\r\n");
    expect(fixes(text, "missing-timeout")[0]).toContain("spec:\r\n  activeDeadlineSeconds: 1800\r\n  template:");
  });

  test("services have no end", () => {
    for (const kind of ["Deployment", "StatefulSet", "DaemonSet"]) expect(judge(service(kind))).toEqual([]);
  });
});

test("K8-1: a job tries again by itself", () => {
  const text = job("activeDeadlineSeconds: 60", pod("{ name: a, image: a, command: [curl, https://example.com] }"));
  expect(judge(text)).toEqual([]);
});

describe("unsupervised-service", () => {
  test.each([
    ["a server that stays dead", bare("Never"), true],
    ["a probe shows a server", bare("Never", "{ name: a, image: a, livenessProbe: { httpGet: { port: 80 } } }"), true],
    ["a pod that runs once", bare("Never", "{ name: a, image: a }"), false],
    ["always", bare("Always"), false],
    ["after a failure", bare("OnFailure"), false],
    ["by default", bare("Always").replace("  restartPolicy: Always\n", ""), false],
  ])("%s", (_, text, expected) => expect(judge(text)).toEqual(expected ? ["unsupervised-service p"] : []));

  test("the fix", () => expect(fixes(bare("Never"), "unsupervised-service")).toEqual([bare("Always")]));
});

test("uncoordinated-agents: the pods of a job", () => {
  const agent = pod("{ name: a, image: a, command: [sh, -ec], args: ['claude -p \"Mend it\"'] }");
  const text = job("activeDeadlineSeconds: 60\nparallelism: 5\ncompletions: 5", agent);
  expect(judge(text)).toEqual(["uncoordinated-agents j"]);
  expect(fixes(text, "uncoordinated-agents")).toEqual([text.replace("parallelism: 5", "parallelism: 3")]);
  expect(judge(text.replace("completions: 5", "completions: 2"))).toEqual([]);
  expect(judge(text.replace("  parallelism: 5\n", ""))).toEqual([]);
});

test("silent-failure: a shell goes on after an error", () => {
  const text = job("activeDeadlineSeconds: 60", pod('{ name: a, image: a, command: [sh, -c, "npm test; echo done"] }'));
  expect(judge(text)).toEqual(["silent-failure j"]);
  expect(fixes(text, "silent-failure")).toEqual([text.replace("-c,", "-ec,")]);
});

test("half-typed text", () => {
  for (const text of [job(), cronJob(), bare("Never")]) {
    for (let end = 0; end < text.length; end++) {
      const known = /^(?:missing-timeout|unsupervised-service|unreadable)/;
      expect(judge(text.slice(0, end)).filter((line) => !known.test(line))).toEqual([]);
    }
  }
});
