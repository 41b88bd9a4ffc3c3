// What a Compose file names: services, volumes and their like, and files of the project.
import type { Dangling, WorkflowInput } from "../model.ts";
import {
  entries,
  get,
  isQuoted,
  items,
  root,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import type { Sourced } from "../text.ts";
import { dependenciesOf, type Found, isFilled, type Place, resolvePath, type Service } from "./compose-services.ts";
import type { Stack } from "./compose-stacks.ts";

const KINDS = ["volumes", "networks", "secrets", "configs"] as const;
type Kind = (typeof KINDS)[number];
const NOUNS: Readonly<Record<Kind, string>> = {
  volumes: "volume",
  networks: "network",
  secrets: "secret",
  configs: "config",
};

/** A use of a name, and the service that uses it. */
interface Use {
  readonly name: Sourced<string>;
  readonly service: Service;
}

/** True when all that the file can mean is in it, and in the files beside it that were read: no editor or test adds others. */
const isSelfContained = ({ tree, isMain, isFragment, isForTrial, includes, siblings }: Stack): boolean =>
  isMain &&
  !isFragment &&
  !isForTrial &&
  !includes &&
  tree.errors.length === 0 &&
  (siblings?.every((other) => other.tree) ?? false);

/** Names that nothing declares: Compose refuses to start such a file. Source: Compose specification, `depends_on`, `volumes` … */
export function* danglingOf(stack: Stack): Iterable<Dangling> {
  if (!isSelfContained(stack)) return;
  const trees = [stack.tree, ...(stack.siblings ?? []).flatMap(({ tree }) => tree ?? [])];
  const services = declared(trees, "services");
  const uses = stack.services.flatMap((service) =>
    [...dependenciesOf(service), ...neighboursOf(service)].map((name) => ({ name, service })),
  );
  yield* missing(uses, "service", services, stack.tree);
  for (const kind of KINDS) {
    const names = declared(trees, kind);
    if (kind === "networks") names.add("default");
    yield* missing(usesOf(stack, kind), NOUNS[kind], names, stack.tree);
  }
}

// A file with more than that is no file of a person.
const MAX_MISSING = 100;

function* missing(uses: readonly Use[], noun: string, known: ReadonlySet<string>, tree: YamlTree): Iterable<Dangling> {
  const among = [...known];
  const why = known.size > 0 ? `the file declares ${listed(among)}` : `the file declares no ${noun} at all`;
  const unknown = uses.filter(
    ({ name: { value, start }, service }) =>
      !known.has(value) && !value.includes("$") && service.tree === tree && tree.text.startsWith(value, start),
  );
  for (const { name, service } of unknown.slice(0, MAX_MISSING)) {
    const { value, start, end } = name;
    yield { subject: { value: service.name.value, start, end }, noun, wanted: value, why, among, start, end };
  }
}

const MAX_LISTED = 5;

function listed(names: readonly string[]): string {
  const quoted = names.slice(0, MAX_LISTED).map((name) => `"${name}"`);
  return `${quoted.join(", ")}${names.length > MAX_LISTED ? ` and ${names.length - MAX_LISTED} more` : ""}`;
}

const declared = (trees: readonly YamlTree[], key: string): Set<string> =>
  new Set(trees.flatMap((tree) => [...entries(tree, get(tree, root(tree), key))].map((each) => each.key.value)));

/** `links: [db:alias]`, `network_mode: service:vpn`, `volumes_from: [data:ro]`. */
function* neighboursOf(service: Service): Iterable<Sourced<string>> {
  for (const node of listOf(service.find("links"))) yield* named(node, (text) => text.split(":")[0]);
  for (const node of listOf(service.find("volumes_from"))) {
    yield* named(node, (text) => (text.startsWith("container:") ? undefined : text.split(":")[0]));
  }
  for (const key of ["network_mode", "ipc", "pid"]) {
    const found = service.find(key);
    const text = scalarText(found?.node) ?? "";
    if (found && text.startsWith("service:")) yield* named(found.node, () => text.slice(8), 8);
  }
}

function* named(node: YamlNode, read: (text: string) => string | undefined, offset = 0): Iterable<Sourced<string>> {
  const value = read(scalarText(node) ?? "");
  const quote = isQuoted(node) ? 1 : 0;
  const start = spanOf(node).start + quote + offset;
  if (value) yield { value, start, end: start + value.length };
}

const listOf = (found: Found | undefined): YamlNode[] => (found ? [...items(found.tree, found.node)] : []);

/** The uses of what is declared at the top level. */
function usesOf({ services }: Stack, kind: Kind): Use[] {
  return services.flatMap((service) => {
    const found = service.find(kind);
    const nodes = [...listOf(found), ...(kind === "secrets" ? buildSecrets(service) : [])];
    const fromList = nodes.flatMap((node) => {
      const source = found ? get(found.tree, node, "source") : undefined;
      if (kind === "volumes") return [...volumeOf(found, node, source)];
      return [...named(source ?? node, (text) => text)];
    });
    const keys = kind === "networks" && found ? [...entries(found.tree, found.node)].map(({ key }) => key) : [];
    return [...fromList, ...keys.filter(({ value }) => value !== "<<")].map((name) => ({ name, service }));
  });
}

const buildSecrets = (service: Service): YamlNode[] => {
  const build = service.find("build");
  return build ? [...items(build.tree, get(build.tree, build.node, "secrets"))] : [];
};

const VOLUME = /^([A-Za-z0-9][\w.-]{1,100}):[^\\]/;

/** A named volume: no path, no drive, nothing that is filled in. */
function* volumeOf(found: Found | undefined, node: YamlNode, source: YamlNode | undefined): Iterable<Sourced<string>> {
  if (!found) return;
  if (!source) return yield* named(node, (text) => VOLUME.exec(text)?.[1]);
  if (scalarText(get(found.tree, node, "type")) === "volume") yield* named(source, (text) => text);
}

/** Secrets and configs of the file, and whether a service is given them. Source: Compose specification, `secrets`. */
export function inputsOf(stack: Stack): WorkflowInput[] {
  if (!isSelfContained(stack) || (stack.siblings ?? []).length > 0 || stack.tree.text.includes("{{")) return [];
  if (stack.services.some((service) => service.find("extends"))) return [];
  return (["secrets", "configs"] as const).flatMap((kind) => {
    const uses = new Map(usesOf(stack, kind).map(({ name }) => [name.value, name]));
    return [...entries(stack.tree, get(stack.tree, root(stack.tree), kind))].flatMap(({ key, value }) => {
      if (key.value === "<<" || key.value.startsWith("x-") || !isFilled(value && { tree: stack.tree, node: value }))
        return [];
      const used = uses.get(key.value);
      return [{ name: key, noun: NOUNS[kind], ...(used && { used }), repairs: [] }];
    });
  });
}

/** The files of the project that it names. */
export function linksOf(stack: Stack, { folder, around }: Place): Sourced<string>[] {
  const { tree, services } = stack;
  const nodes: (YamlNode | undefined)[] = [...filesOf(tree, get(tree, root(tree), "include"), "path")];
  for (const { map } of services) {
    nodes.push(get(tree, get(tree, map, "extends"), "file"), ...filesOf(tree, get(tree, map, "env_file"), "path"));
  }
  for (const kind of ["secrets", "configs"]) {
    for (const { value } of entries(tree, get(tree, root(tree), kind))) nodes.push(get(tree, value, "file"));
  }
  const direct = nodes.flatMap((node) => (node ? [...named(node, (text) => text)] : []));
  const mounts = services.flatMap((service) =>
    service.find("volumes")?.tree === tree
      ? listOf(service.find("volumes")).flatMap((node) => [
          ...named(node, (text) => /^(\.{1,2}\/[^:]{1,300}):/.exec(text)?.[1]),
        ])
      : [],
  );
  return [...direct, ...mounts].flatMap((link) => {
    const path = resolvePath(folder, link.value);
    const isFile = path !== undefined && /(?:^|\/)[^/]*\.[^/]+$/.test(path) && around.exists(path) === true;
    return isFile && tree.text.startsWith(link.value, link.start) ? [{ ...link, value: path }] : [];
  });
}

/** A path, or a list of paths, each perhaps in a mapping of its own. */
function* filesOf(tree: YamlTree, node: YamlNode | undefined, key: string): Iterable<YamlNode> {
  if (scalarText(node) !== undefined && node) yield node;
  for (const item of items(tree, node)) {
    const path = get(tree, item, key) ?? item;
    if (scalarText(path) !== undefined) yield path;
    else yield* items(tree, path);
  }
}
