// What a Compose file as a whole is for, and which files go with it.
import type { Around } from "../around.ts";
import { groupBy } from "../groups.ts";
import { entries, get, items, parseYaml, root, scalarText, type YamlTree } from "../syntax/yaml.ts";
import { dependenciesOf, type Found, isFilled, type Service, servicesOf, textOf, wordsOf } from "./compose-services.ts";

/** A Compose file and what lies beside it. */
export interface Stack {
  readonly tree: YamlTree;
  readonly services: readonly Service[];
  /** It only changes what another file declares: some service has no image of its own. */
  readonly isFragment: boolean;
  /** It takes in other files whole. */
  readonly includes: boolean;
  /** It is read alone unless somebody names it with others: `compose.yaml`, `docker-compose.yml`. */
  readonly isMain: boolean;
  /** For development, tests or show, by its path, its name or its first lines. */
  readonly isForTrial: boolean;
  /** For Docker Swarm, by its name, which starts every service again unless told otherwise (Compose Deploy Specification). */
  readonly isForSwarm: boolean;
  /** What each service is waited for, by its name. */
  readonly waits: ReadonlyMap<string, readonly Wait[]>;
  /** The other Compose files of its folder; undefined when nobody can tell. */
  readonly siblings: readonly Sibling[] | undefined;
}

/** That a service waits for another. */
export interface Wait {
  readonly service: Service;
  readonly condition: string;
}

/** A Compose file beside it; without services where it cannot be read. */
export interface Sibling {
  readonly name: string;
  readonly tree: YamlTree | undefined;
  readonly services: readonly Service[];
}

/** Reads a file with what is beside it. */
export function readStack(tree: YamlTree, path: string, around: Around): Stack {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const services = servicesOf(tree, { folder, around });
  return {
    tree,
    services,
    isFragment: BASE.test(path) || services.some((service) => service.isWhole && !isDeclared(service)),
    includes: get(tree, root(tree), "include") !== undefined,
    isMain: MAIN.test(path),
    isForTrial: isForTrial(tree, path),
    isForSwarm: /(?:^|[._-])(?:swarm|stack)[._-][^/]{0,100}$/.test(path.slice(folder.length)),
    waits: waitsOf(services),
    siblings: siblingsOf(path, folder, around),
  };
}

function waitsOf(services: readonly Service[]): Map<string, Wait[]> {
  const waits = services.flatMap((service) =>
    dependenciesOf(service).map(({ value, condition }) => ({ value, service, condition })),
  );
  return groupBy(waits, ({ value }) => value);
}

/** Files that others extend. */
const BASE = /[._-](?:base|common|shared|template)\.ya?ml$/;
const MAIN = /(?:^|\/)(?:docker-)?compose\.ya?ml$/;

/** True for a service that can be started as it is. */
const isDeclared = (service: Service): boolean =>
  ["image", "build", "extends", "provider"].some((key) => service.find(key) !== undefined);

/** Words of a path, a project or a profile that is not meant to run for others. */
const TRIAL =
  /(?:^|[/._\s-])(?:dev|devel|develop|development|devcontainer|devenv|tests?|testing|e2e|integration|ci|local|localhost|examples?|samples?|demos?|tutorials?|playground|sandbox|override|overrides|debug|fixtures?|bench|benchmarks?|workshop|mocks?|cookbook|course|lessons?|exercises?|hack|tools?|quickstarts?|vendor|third_party|node_modules)(?=[/._\s-]|$)/i;
/** The first lines of a file that say so. */
const SAYS_TRIAL =
  /\blocal[- ]dev|\bfor (?:local )?development\b|\bfor (?:testing|tests)(?: only| purposes)|\b(?:development|dev) (?:stack|environment|setup|only|purposes)\b|\bintegration[- ]tests?\b/i;

/** True for words that speak of development, tests or show. */
export const speaksOfTrial = (words: string): boolean => TRIAL.test(words);

function isForTrial(tree: YamlTree, path: string): boolean {
  const name = scalarText(get(tree, root(tree), "name")) ?? "";
  const head = /^(?:[ \t]{0,40}(?:#[^\n]{0,400}|-{3})?\r?\n){0,40}/.exec(tree.text.slice(0, 8000))?.[0] ?? "";
  return TRIAL.test(path) || TRIAL.test(name) || (SAYS_TRIAL.test(head) && !/\bproduction\b/i.test(head));
}

const COMPOSE_FILE = /^(?:[\w-]{1,60}\.)?(?:docker-)?compose(?:[._-][\w.-]{1,80})?\.ya?ml$/;
// More are no variants of one stack.
const MAX_SIBLINGS = 20;

function siblingsOf(path: string, folder: string, around: Around): Sibling[] | undefined {
  const own = path.slice(folder.length);
  const names = around.list(folder.replace(/\/$/, ""))?.filter((name) => COMPOSE_FILE.test(name) && name !== own);
  return names?.slice(0, MAX_SIBLINGS).map((name) => {
    const text = around.read(`${folder}${name}`);
    if (text === undefined) return { name, tree: undefined, services: [] };
    const tree = parseYaml(text);
    return { name, tree, services: servicesOf(tree, { folder, around }) };
  });
}

/** Values of environment variables, targets and the like that a running product does not have. */
const DEV_SETTING =
  /^(?:NODE_ENV|RAILS_ENV|RACK_ENV|APP_ENV|FLASK_ENV|ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|MIX_ENV|ENV|ENVIRONMENT)=(?:dev|development|local|test|testing)\b/i;
const DEV_COMMAND =
  /^(?:dev|start-dev|dev:[\w:-]{1,40}|[\w:-]{1,40}:dev|start:dev|--reload|--hot-reload|nodemon|runserver|watch|watch:[\w:-]{1,40}|air|vite|run-dev|develop)$/;
/** Images that stand in for something else, or catch mail, while somebody tries a program. */
const DEV_IMAGE =
  /(?:^|\/)(?:localstack|mailhog|mailpit|maildev|mailcatcher|smtp4dev|azurite|dynamodb-local|wiremock|mockserver|selenium|standalone-chrome|standalone-firefox|chrome|minio-mc|toxiproxy|fake-gcs-server|stripe-mock|devcontainers?|kafdrop|fake-\w{1,40})(?:[:@/]|$)|\/devcontainers\//i;
const IDLE = /^(?:sleep\s(?:infinity|inf|\d{4,})|tail\s-[fF]\s\/dev\/null|bash|sh|zsh|\/bin\/(?:ba)?sh)$/;

/** True for a service that somebody works on: it is built for development, reloads, runs over mounted sources, or waits for a shell. */
export function isForWork(service: Service): boolean {
  const build = service.find("build");
  const target = build && scalarText(get(build.tree, build.node, "target"));
  const dockerfile = build && scalarText(get(build.tree, build.node, "dockerfile"));
  if ([target, dockerfile].some((text) => text && speaksOfTrial(text))) return true;
  const image = textOf(service, "image") ?? "";
  if (DEV_IMAGE.test(image) || /[:-]dev(?:elopment)?$/.test(image)) return true;
  if (environmentOf(service.find("environment")).some((setting) => DEV_SETTING.test(setting))) return true;
  const words = [...wordsOf(service.find("entrypoint")), ...wordsOf(service.find("command"))];
  if (words.some((word) => word.split(/\s+/).some((part) => DEV_COMMAND.test(part)))) return true;
  return IDLE.test(words.join(" ")) || mountsSources(service, build);
}

function environmentOf(found: Found | undefined): string[] {
  if (!found) return [];
  const { tree, node } = found;
  const list = [...items(tree, node)].map((item) => scalarText(item) ?? "");
  const pairs = [...entries(tree, node)].map(({ key, value }) => `${key.value}=${scalarText(value) ?? ""}`);
  return [...list, ...pairs];
}

/** True when the folder that it is built from, or one of its source folders, lies over what was built. */
function mountsSources(service: Service, build: Found | undefined): boolean {
  if (!build) return false;
  const context = scalarText(build.node) ?? scalarText(get(build.tree, build.node, "context")) ?? ".";
  const plain = (path: string) => path.replace(/^\.\//, "").replace(/\/$/, "") || ".";
  const home = plain(context);
  const volumes = service.find("volumes");
  if (!volumes || !isFilled(volumes)) return false;
  return [...items(volumes.tree, volumes.node)].some((item) => {
    const source = scalarText(item)?.split(":")[0] ?? scalarText(get(volumes.tree, item, "source")) ?? "";
    if (!/^\.{1,2}(?:\/|$)/.test(source)) return false;
    const folder = plain(source);
    return folder === home || folder === plain(`${home}/src`) || folder === plain(`${home}/app`);
  });
}
