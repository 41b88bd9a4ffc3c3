// Jobs, services and pods of a Kubernetes manifest.
import type { Crew, Guard, Workflow, WorkflowNode } from "../model.ts";
import {
  entry,
  get,
  isMapping,
  items,
  scalarText,
  scalarValue,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { agentsOf, type ContainerWork, readContainer, riskOf, swallowsOfWork, turnsOf, worst } from "./containers.ts";
import type { KubernetesObject } from "./kubernetes-objects.ts";
import { workflow, workflowNode } from "./workflow.ts";

const SERVICES: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]);

/** True for an object that runs containers. Other groups have kinds of the same names. Source: Kubernetes API reference. */
export function isWorkload({ apiVersion, kind }: KubernetesObject): boolean {
  if (/^batch\/v\d/.test(apiVersion)) return kind === "Job" || kind === "CronJob";
  if (/^(?:apps|extensions)\/v\d/.test(apiVersion)) return SERVICES.has(kind);
  return apiVersion === "v1" && (kind === "Pod" || kind === "ReplicationController");
}

/** What a workload says; undefined for a patch or a template, which others complete. */
export function lowerWorkload(tree: YamlTree, dialect: string, object: KubernetesObject): Workflow | undefined {
  const pod = podSpec(tree, object);
  const span = spanOf(object.map);
  if (!pod || !isWhole(tree, pod) || tree.text.slice(span.start, span.end).includes("{{")) return undefined;
  const works = containersOf(tree, pod).map((container) => readContainer(tree, container));
  const isJob = object.kind === "Job" || object.kind === "CronJob";
  const node = isJob ? jobNode(tree, object, pod, works) : serviceNode(tree, object, pod);
  const crew = isJob ? crewOf(tree, object, works) : undefined;
  // A server goes on, and its probes look after it.
  const swallows = isJob ? works.flatMap((work) => swallowsOfWork(work, object.name)) : [];
  return workflow(dialect, span, { nodes: [node], crews: crew ? [crew] : [], swallows });
}

/** The specification of a job: that of the job itself, or of what a CronJob starts. */
function jobSpec(tree: YamlTree, { kind, map }: KubernetesObject): YamlNode | undefined {
  const spec = get(tree, map, "spec");
  return kind === "CronJob" ? get(tree, get(tree, spec, "jobTemplate"), "spec") : spec;
}

function podSpec(tree: YamlTree, object: KubernetesObject): YamlNode | undefined {
  const spec = jobSpec(tree, object);
  return object.kind === "Pod" ? spec : get(tree, get(tree, spec, "template"), "spec");
}

const containersOf = (tree: YamlTree, pod: YamlNode): YamlNode[] => [
  ...items(tree, get(tree, pod, "initContainers")),
  ...items(tree, get(tree, pod, "containers")),
];

/** A patch of kustomize names only what it changes: some container has no image. */
function isWhole(tree: YamlTree, pod: YamlNode): boolean {
  const containers = [...items(tree, get(tree, pod, "containers"))];
  return containers.length > 0 && containers.every((container) => scalarText(get(tree, container, "image")));
}

function jobNode(
  tree: YamlTree,
  object: KubernetesObject,
  pod: YamlNode,
  works: readonly ContainerWork[],
): WorkflowNode {
  const timeout = deadlineOf(tree, object, pod);
  const turns = works.map((work) => turnsOf(work, timeout)).find((guard) => guard);
  return workflowNode({
    id: object.name.value,
    name: object.name,
    kind: "job",
    risk: worst(works.map(riskOf)),
    timeout,
    ...(turns && { turns }),
    ...spanOf(object.map),
  });
}

/**
 * A job ends by its own deadline or by that of its pods (Kubernetes API reference: JobSpec, PodSpec). A job that is
 * suspended waits for somebody to start it.
 */
function deadlineOf(tree: YamlTree, object: KubernetesObject, pod: YamlNode): Guard {
  const spec = jobSpec(tree, object);
  const written = entry(tree, spec, "activeDeadlineSeconds") ?? entry(tree, pod, "activeDeadlineSeconds");
  if (written) {
    const value = scalarText(written.value);
    return value && written.value ? { state: "present", value, ...spanOf(written.value) } : { state: "unsupported" };
  }
  const suspended = [spec, get(tree, object.map, "spec")].some(
    (part) => scalarValue(get(tree, part, "suspend")) === true,
  );
  if (!isMapping(spec) || entry(tree, spec, "<<") || entry(tree, pod, "<<") || suspended)
    return { state: "unsupported" };
  const edit = insertEntry(tree, spec, "activeDeadlineSeconds: {value}");
  return edit ? { state: "absent", slot: { edits: [edit], time: "seconds" } } : { state: "absent" };
}

function serviceNode(tree: YamlTree, object: KubernetesObject, pod: YamlNode): WorkflowNode {
  return workflowNode({
    id: object.name.value,
    name: object.name,
    kind: "service",
    ...restart(tree, object, pod),
    ...spanOf(object.map),
  });
}

/** Controllers start their pods again, and so does the kubelet unless told otherwise (PodSpec: restartPolicy is Always). */
function restart(tree: YamlTree, { kind, map }: KubernetesObject, pod: YamlNode): Pick<WorkflowNode, "restart"> {
  const policy = get(tree, pod, "restartPolicy");
  const value = scalarText(policy);
  if (kind !== "Pod" || !policy || value === undefined) {
    return { restart: { state: "inherited", value: kind, ...spanOf(map) } };
  }
  if (value !== "Never") return { restart: { state: "present", value, ...spanOf(policy) } };
  // A pod that runs once and serves nobody is none.
  if (![...items(tree, get(tree, pod, "containers"))].some((container) => serves(tree, container))) return {};
  return { restart: { state: "absent", slot: { edits: [{ ...spanOf(policy), text: "Always" }] } } };
}

/** True for a container that others connect to. */
const serves = (tree: YamlTree, container: YamlNode): boolean =>
  [...items(tree, get(tree, container, "ports"))].length > 0 ||
  ["readinessProbe", "livenessProbe"].some((probe) => isMapping(get(tree, container, probe)));

/** The pods of a job that work side by side. */
function crewOf(tree: YamlTree, object: KubernetesObject, works: readonly ContainerWork[]): Crew | undefined {
  if (!works.some((work) => agentsOf(work).length > 0)) return undefined;
  const spec = jobSpec(tree, object);
  const parallel = get(tree, spec, "parallelism");
  const numbers = [parallel, get(tree, spec, "completions")]
    .map(scalarValue)
    .filter((value) => typeof value === "number");
  if (!parallel || typeof scalarValue(parallel) !== "number") return undefined;
  const cap = { edits: [{ ...spanOf(parallel), text: "{value}" }] };
  return { subject: object.name, size: Math.min(...numbers), cap, ...spanOf(object.map) };
}
