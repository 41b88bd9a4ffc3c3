// The objects of a Kubernetes manifest: one for each document, and those that a list wraps.
import { get, isMapping, items, root, scalarText, spanOf, type YamlMap, type YamlTree } from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";

/** One object: what it is, what it is called. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`, else `metadata.generateName`; while there is none, the kind stands for it. */
  readonly name: Sourced<string>;
  readonly map: YamlMap;
}

// Nobody nests lists.
const MAX_DEPTH = 3;

/** The objects of all documents of a stream, those inside a `List` in its place. */
export function* kubernetesObjects(tree: YamlTree): Iterable<KubernetesObject> {
  for (const index of tree.documents.keys()) yield* objectsIn(tree, root(tree, index), 0, new Set());
}

function* objectsIn(
  tree: YamlTree,
  map: ReturnType<typeof root>,
  depth: number,
  seen: Set<YamlMap>,
): Iterable<KubernetesObject> {
  if (!isMapping(map) || depth > MAX_DEPTH || seen.has(map)) return;
  seen.add(map);
  const kindNode = get(tree, map, "kind");
  const kind = scalarText(kindNode);
  const apiVersion = scalarText(get(tree, map, "apiVersion"));
  if (!kind || !apiVersion || !kindNode) return;
  if (kind === "List") {
    for (const item of items(tree, get(tree, map, "items"))) yield* objectsIn(tree, item, depth + 1, seen);
    return;
  }
  const metadata = get(tree, map, "metadata");
  const nameNode = [get(tree, metadata, "name"), get(tree, metadata, "generateName")].find((node) => scalarText(node));
  const named = nameNode ?? kindNode;
  yield { apiVersion, kind, map, name: { value: scalarText(named) ?? kind, ...spanOf(named) } };
}

/**
 * True for a text that Helm or another program fills in first: its braces open a line, name `.Values` and the like, or
 * call a function. Argo's own braces hold a dotted path or an expression behind `=`.
 */
export const isHelmTemplate = (text: string): boolean => HELM.test(text);

const HELM =
  /\{\{-|-\}\}|\{\{[ \t]{0,9}(?:\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|(?:include|template|if|else|end|range|with|define|toYaml|tpl|required|default|quote|printf)[ \t}]|["`]|\/\*|\$)/;

/** True for an address inside the cluster: a name without a dot, `….svc.cluster.local`, what a daemon of the workflow has. */
export function isInCluster(url: string): boolean {
  if (!/^https?:/i.test(url)) return false;
  const [, host = ""] = /^https?:\/\/(\{\{[^{}]{1,200}\}\}|[^/:?#]{1,300})/i.exec(url) ?? [];
  if (host.startsWith("{{")) return /^\{\{=?\s{0,9}(?:steps|tasks)\b/.test(host);
  return !host.includes(".") || /\.svc(?:$|\.)|\.(?:local|internal|localhost)$|^127\.|^0\.0\.0\.0$/i.test(host);
}
