// Which services of a Compose file should always run, and what starts them again.
import type { Guard } from "../model.ts";
import { readShell } from "../syntax/shell.ts";
import { get, items, scalarText, scalarValue, spanOf, type YamlNode } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { programName } from "./commands.ts";
import { commandOf, scriptIn } from "./compose-commands.ts";
import { entryIn, isFilled, type Service, textOf } from "./compose-services.ts";
import { isForWork, type Stack, speaksOfTrial } from "./compose-stacks.ts";

/** What starts a service again; undefined for one that is not known to be long-running. */
export function restartOf(stack: Stack, service: Service): Guard | undefined {
  const written = policyOf(service);
  if (written) return written;
  if (!isLasting(stack, service)) return undefined;
  if (!isJudged(stack, service)) return { state: "unsupported" };
  const elsewhere = moodOf(stack).helped.get(service.name.value);
  if (elsewhere) return { ...service.name, state: "inherited", value: elsewhere };
  const { tree, map } = service;
  const after = ["image", "build", "extends", "<<"].find((key) => get(tree, map, key));
  const edit = insertEntry(tree, map, "restart: unless-stopped", after);
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

/** Files that people add to the main one where it runs for others. */
const OVERLAY = /[._-](?:override|prod|production|deploy|deployment|live|release|server|restart|swarm)[._-]/;

/** What the file says of restarts. `restart: no` is what its author wants. Source: Compose specification, Deploy. */
function policyOf(service: Service): Guard | undefined {
  const { tree, map } = service;
  const deploy = service.find("deploy");
  const policy = deploy && entryIn(deploy.tree, deploy.node, "restart_policy");
  const found = policy?.value ?? service.find("restart")?.node;
  const isTyped = policy || entryIn(tree, map, "restart");
  if (!found) return isTyped ? { state: "unsupported" } : undefined;
  const value = scalarText(policy ? get(tree, found, "condition") : found) ?? "any";
  if (!value || /^(?:no|none|false)$/.test(value)) return { state: "unsupported" };
  return { state: policy || found === get(tree, map, "restart") ? "present" : "inherited", value, ...spanOf(found) };
}

const isSupervised = (service: Service): boolean => /^(?:present|inherited)$/.test(policyOf(service)?.state ?? "");

/** False where the policy may come from elsewhere, or nobody wants one. */
function isJudged(stack: Stack, service: Service): boolean {
  const { isFragment, includes, isForTrial, isForSwarm, tree } = stack;
  if (isFragment || includes || isForTrial || isForSwarm || !service.isWhole || tree.errors.length > 0) return false;
  const { cares, isForWork: isTrial } = moodOf(stack);
  if (isForWork(service) || (!cares && isTrial)) return false;
  const profiles = service.find("profiles");
  if (!profiles) return true;
  // What only starts when it is asked for is judged where its neighbours are looked after.
  const names = [...items(profiles.tree, profiles.node)].map((node) => scalarText(node) ?? "");
  return cares && !names.every(speaksOfTrial);
}

/** What a stack is like: whether anything in it is started again, and whether it is there for somebody's work. */
interface Mood {
  readonly cares: boolean;
  readonly isForWork: boolean;
  /** The services that a file beside it starts again. */
  readonly helped: ReadonlyMap<string, string>;
}

const moods = new WeakMap<Stack, Mood>();

function moodOf(stack: Stack): Mood {
  const known = moods.get(stack);
  if (known) return known;
  const overlays = (stack.isMain ? (stack.siblings ?? []) : []).filter(({ name }) => OVERLAY.test(name));
  const helped = overlays.flatMap(({ name, tree, services }) =>
    (tree ? services.filter(isSupervised) : stack.services).map((service) => [service.name.value, name] as const),
  );
  const mood = {
    cares: stack.services.some(isSupervised),
    isForWork: isOnlyStorage(stack) || stack.services.some(isForWork),
    helped: new Map(helped),
  };
  moods.set(stack, mood);
  return mood;
}

/** Databases, queues and their consoles alone: somebody works on a program that is not in the file. */
const isOnlyStorage = ({ services }: Stack): boolean => services.every((service) => STORAGE.test(imageName(service)));

const STORAGE =
  /^(?:postgres|postgis|pgvector|timescaledb(?:-ha)?|mysql|mysql-server|mariadb|mongo|mongodb|mongodb-community-server|mongo-single-replica|redis|redis-stack|redis-stack-server|redisinsight|valkey|keydb|memcached|rabbitmq|kafka|zookeeper|cp-kafka|cp-zookeeper|minio|mc|adminer|pgadmin4?|phpmyadmin|mongo-express|redis-commander|dragonfly|mssql|server|azure-sql-edge|cockroach|neo4j|cassandra|scylla|influxdb|couchbase|couchdb|elasticsearch|opensearch|clickhouse|clickhouse-server|mongodb-atlas-local|kafka-ui|akhq|schema-registry|cp-schema-registry|[\w.-]{0,60}emulator)$/;

/** `postgres` for `docker.io/library/postgres:16`. */
function imageName(service: Service): string {
  const image = (textOf(service, "image") ?? "").replace(/@.*$/, "");
  return image
    .slice(image.lastIndexOf("/") + 1)
    .replace(/:.*$/, "")
    .toLowerCase();
}

/** Servers whose image runs one unless told otherwise. */
const SERVERS =
  /^(?:nginx|httpd|caddy|traefik|haproxy|envoy|opensearch|elasticsearch|kibana|logstash|grafana|prometheus|alertmanager|loki|tempo|jaeger|all-in-one|zipkin|consul|vault|etcd|registry|gitea|forgejo|nextcloud|wordpress|ghost|keycloak|qdrant|weaviate|milvus|chroma|ollama|n8n|portainer-ce|watchtower|cloudflared|clickhouse-server|clickhouse|nats|pulsar|emqx|mosquitto|eclipse-mosquitto|vaultwarden|server|minio|searxng|meilisearch|typesense|node-exporter|cadvisor|otel-collector|opentelemetry-collector(?:-contrib)?|opentelemetry-collector-contrib|docker-socket-proxy|open-webui)$/;

/** Words in the name or the command of what goes on. Source of the list: names that people give their workers. */
const LASTING =
  /(?:^|[-_./:\s])(?:worker|workers|server|consumer|scheduler|daemon|agent|tunnel|proxy|gateway|celery|beat|listener|poller|sidekiq|gunicorn|uvicorn|exporter|collector|bot)(?=[-_./:\s\d]|$)/i;

/** Words in the name or the last command of what does its work and is done. */
const ONCE =
  /(?:^|[-_./:\s])(?:migrat\w{0,5}|seed\w{0,3}|init\w{0,10}|setup|set-up|tests?|testing|e2e|lint|build|builder|buildbase|bootstrap\w{0,5}|provision\w{0,3}|install\w{0,3}|import\w{0,3}|export|pull|download\w{0,3}|prepare|create\w{0,12}|generate|codegen|certs?|keygen|cli|shell|console|tools?|toolbox|run-once|once|oneshot|one-shot|job|task|cmd|db-push|dump|restore|upgrade|clean\w{0,3}|wait\w{0,5}|copy|config\w{0,5}|permissions?|fix-\w{1,20}|perms|chown|loader|load|push|bench\w{0,4}|k6|dind-setup)(?=[-_./:\s\d]|$)/i;

/** True for a service that goes on until it is told to end, by something other than its lack of a policy. */
export function isLasting(stack: Stack, service: Service): boolean {
  if (service.find("provider") || isStopped(service)) return false;
  const waits = stack.waits.get(service.name.value) ?? [];
  if (waits.some(({ condition }) => condition === "service_completed_successfully")) return false;
  const last = lastCommand(service);
  if (ONCE.test(service.name.value) || (last && isOneShot(last))) return false;
  if (isFilled(service.find("ports")) || isFilled(service.find("expose")) || waits.length > 0) return true;
  const health = service.find("healthcheck");
  if (health && isFilled(health) && scalarValue(get(health.tree, health.node, "disable")) !== true) return true;
  if (LASTING.test(service.name.value) || LASTING.test((last ?? []).join(" "))) return true;
  const name = imageName(service);
  return (SERVERS.test(name) || STORAGE.test(name)) && name !== "mc" && !service.find("entrypoint");
}

/** Swarm runs jobs to their end, and so many copies as it is told. Source: Compose Deploy Specification, `mode`, `replicas`. */
function isStopped(service: Service): boolean {
  const deploy = service.find("deploy");
  const key = (name: string): YamlNode | undefined => deploy && entryIn(deploy.tree, deploy.node, name)?.value;
  if (scalarText(key("mode"))?.endsWith("-job")) return true;
  const numbers = [key("replicas"), service.find("scale")?.node].map(scalarValue);
  // Under Swarm a service is started again by default; these keys mean nothing elsewhere.
  const isSwarm = ["placement", "update_config", "rollback_config", "endpoint_mode"].some((name) => key(name));
  return numbers.includes(0) || isSwarm;
}

/** The words of what runs last: of a script that a shell is handed its last command. */
function lastCommand(service: Service): string[] | undefined {
  const words = commandOf(service);
  const script = scriptIn(words);
  if (script === undefined) return words.length > 0 ? words : undefined;
  const { commands } = readShell(script);
  const last = commands.findLast(
    (command) => !/^(?:echo|printf|true|exit|done|fi)$/.test(command.words[0]?.text ?? ""),
  );
  if (commands.some(({ loops }) => loops.some(({ kind }) => kind === "while"))) return undefined;
  return last?.words.map(({ text }) => text);
}

const CLIENTS =
  /^(?:psql|pg_dump|pg_restore|pg_isready|createdb|mysql|mysqldump|mysqladmin|mongosh|mongo|mongodump|mongorestore|redis-cli|mc|aws|awslocal|curl|wget|echo|cat|cp|mv|chown|chmod|mkdir|rm|touch|openssl|keytool|kafka-topics|kafka-topics\.sh|rabbitmqadmin|pytest|jest|vitest|newman|k6|locust|playwright|cypress|tsc|eslint|make|dockerize|prisma|alembic|flyway|liquibase|goose|dbmate|atlas|terraform|ansible|ansible-playbook|git|tar|gzip|rsync|true|hello-world)$/;

/** True for a command that does its work and is done. */
function isOneShot(words: readonly string[]): boolean {
  const [first = "", ...args] = words;
  // Options alone are for the program of the image.
  if (first.startsWith("-") || LASTING.test(words.join(" "))) return false;
  const program = programName(first).replace(SCRIPT, "");
  if (CLIENTS.test(program) || ONCE.test(program)) return true;
  const verbs = args.filter((arg) => !/^-|[=/\s.]/.test(arg) || SCRIPT.test(arg)).slice(0, 4);
  return verbs.some((verb) => ONCE.test(programName(verb).replace(SCRIPT, "").slice(0, 100)));
}

const SCRIPT = /\.(?:sh|bash|py|js|mjs|ts|rb|php|pl)$/;
