// Finds the calls of Prisma Client in TypeScript and JavaScript, and what they filter and sort by.
import {
  type JavaScriptCall,
  type JavaScriptEntry,
  type JavaScriptValue,
  javascriptCalls,
} from "../syntax/javascript.ts";
import type { Condition, Query } from "./query.ts";

/** The methods that search by more than a unique key (Prisma Client API reference). The others find one row by its key. */
const METHODS: ReadonlySet<string> = new Set([
  "findMany",
  "findFirst",
  "findFirstOrThrow",
  "count",
  "aggregate",
  "groupBy",
  "updateMany",
  "updateManyAndReturn",
  "deleteMany",
]);
/** A text without these has no call that searches, and need not be parsed. */
const MENTION = /\.\s{0,40}(?:find(?:Many|First)|count|aggregate|groupBy|(?:update|delete)Many)/;

/** The files in which client code is written. */
export const isSourcePath = (path: string): boolean => /(?<!\.d)\.[cm]?[jt]sx?$/.test(path) && !ELSEWHERE.test(path);

/** Tests, seeds, fixtures, scripts and generated code ask for other reasons than users do. */
const ELSEWHERE =
  /(?:^|\/)(?:node_modules|__tests__|__mocks__|__fixtures__|tests?|e2e|cypress|fixtures|mocks|scripts|seeds?|seeders?|migrations|generated|dist|build|\.next)\/|(?:^|\/)seeds?[\w.-]{0,40}\.[cm]?[jt]s$|\.(?:test|spec|stories|e2e|e2e-spec|integration-test|min)\.[cm]?[jt]sx?$/i;

/** The calls in a source file that search rows. Whether a model of that name exists is not known here. */
export function readClientCalls(path: string, text: string): Query[] {
  if (!MENTION.test(text)) return [];
  const queries: Query[] = [];
  let line = 1;
  let at = 0;
  for (const call of javascriptCalls(text, path, (name) => METHODS.has(name))) {
    const query = queryOf(call);
    if (!query) continue;
    for (; at < call.start; at++) if (text.charCodeAt(at) === LINE_END) line += 1;
    queries.push({ path, line, ...query });
  }
  return queries;
}

const LINE_END = 10;

function queryOf({
  names: [, accessor, client],
  arguments: [argument],
}: JavaScriptCall): Omit<Query, "path" | "line"> | undefined {
  // `caller.user.count()` of a typed router looks the same; `items.count()` has nothing before the name.
  if (accessor === undefined || client === undefined || /caller|trpc|router/i.test(client)) return undefined;
  if (argument === undefined) return { accessor, sorted: [] };
  if (argument.kind !== "object") return { accessor, where: UNKNOWN, sorted: [] };
  // A spread may bring a `where` along.
  const isOpen = argument.entries.some(({ key }) => key === undefined);
  const where = valueAt(argument.entries, "where");
  const condition = where && conditionOf(where);
  const sorted = ["orderBy", "distinct", "by"].flatMap((key) => firstField(valueAt(argument.entries, key)));
  return {
    accessor,
    ...(isOpen && !condition ? { where: UNKNOWN } : condition && { where: condition }),
    sorted,
  };
}

const UNKNOWN: Condition = { kind: "unknown" };
const UNSERVED: Condition = { kind: "unserved" };

const valueAt = (entries: readonly JavaScriptEntry[], name: string): JavaScriptValue | undefined =>
  entries.find(({ key }) => key === name)?.value;

/** The first field of `{ a: "asc" }`, `[{ a: "asc" }, { b: "desc" }]`, `["a", "b"]`. */
function firstField(value: JavaScriptValue | undefined): string[] {
  if (value?.kind === "list") return firstField(value.items[0]);
  if (value?.kind === "text") return [value.value];
  const [first] = value?.kind === "object" ? value.entries : [];
  if (first?.key === undefined) return [];
  // By a field of a relation, by `_count`: no index of this model helps.
  const order = first.value;
  const nested = order.kind === "object" && !order.entries.some(({ key }) => key === "sort");
  return nested || first.key.startsWith("_") ? [] : [first.key];
}

function conditionOf(value: JavaScriptValue): Condition {
  if (value.kind === "object") return { kind: "and", parts: value.entries.map(entryOf) };
  if (value.kind === "list") return { kind: "and", parts: value.items.map(conditionOf) };
  if (value.kind === "either") return { kind: "or", parts: value.values.map(conditionOf) };
  return value.kind === "name" && value.value === "undefined" ? { kind: "and", parts: [] } : UNKNOWN;
}

function entryOf({ key, value }: JavaScriptEntry): Condition {
  if (key === undefined) return spread(value);
  if (key === "AND") return conditionOf(value);
  if (key === "OR") {
    return value.kind === "list" ? { kind: "or", parts: value.items.map(conditionOf) } : conditionOf(value);
  }
  if (key === "NOT") return UNSERVED;
  return comparison(key, value);
}

/** `...(x && { a })` and `...(c ? { a } : {})` add conditions or none; what a variable or a call adds is not known. */
function spread(value: JavaScriptValue): Condition {
  if (value.kind !== "either") return conditionOf(value);
  const parts = value.values.map(conditionOf).filter((part) => part.kind !== "and" || part.parts.length > 0);
  return parts.length === 1 ? (parts[0] ?? UNKNOWN) : { kind: "or", parts };
}

const EQUAL = new Set(["equals", "in"]);
const RANGE = new Set(["lt", "lte", "gt", "gte", "startsWith"]);
const NEVER_SERVED =
  /^(?:not|notIn|contains|endsWith|search|has|hasSome|hasEvery|isEmpty|path|array_\w+|string_\w+|mode)$/;

function comparison(field: string, value: JavaScriptValue): Condition {
  if (value.kind === "either") {
    const parts = value.values.filter((one) => one.kind !== "name" || one.value !== "undefined");
    return parts.length > 0 ? { kind: "or", parts: parts.map((one) => comparison(field, one)) } : UNSERVED;
  }
  if (value.kind === "name" && value.value === "undefined") return { kind: "and", parts: [] };
  if (value.kind !== "object") return value.kind === "list" ? UNSERVED : { kind: "search", field, how: "equals" };
  const keys = value.entries.map(({ key }) => key ?? "");
  const insensitive = keys.includes("mode");
  if (keys.some((key) => EQUAL.has(key)) && !insensitive) return { kind: "search", field, how: "equals" };
  if (keys.some((key) => RANGE.has(key)) && !insensitive) return { kind: "search", field, how: "range" };
  if (keys.length > 0 && keys.every((key) => NEVER_SERVED.test(key) || EQUAL.has(key) || RANGE.has(key)))
    return UNSERVED;
  return { kind: "nested", field };
}
