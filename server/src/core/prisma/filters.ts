// Which fields client code searches and sorts by without an index that helps.
import type { FieldFilter, IndexShape, Relation, ScalarField } from "../model.ts";
import type { Condition, Query } from "./query.ts";

/** What a model says that decides whether a query is served. */
export interface Searched {
  readonly fields: readonly ScalarField[];
  readonly relations: readonly Relation[];
  readonly indexes: readonly IndexShape[];
}

/** The fields of a model by which queries search or sort though no index helps them, with the queries. */
export function unservedFilters({ fields, relations, indexes }: Searched, queries: readonly Query[]): FieldFilter[] {
  const names = new Map(fields.map((field) => [field.name.value, field]));
  const leading = new Set(indexes.filter(isUsable).map(({ columns: [first] }) => first));
  // A field of a foreign key is the matter of another rule, with an index or without.
  const keys = new Set(relations.flatMap(({ columns }) => columns));
  const known: Known = { isField: (name) => names.has(name), helps: (name) => leading.has(name) || keys.has(name) };
  const found = new Map<string, Query[]>();
  for (const query of queries) {
    const { where, sorted } = query;
    if (where && (isUnknown(where) || isNarrowed(where, known))) continue;
    const used = new Set([...(where ? searchedIn(where, known) : []), ...sorted.filter(known.isField)]);
    for (const field of used) if (!known.helps(field)) found.set(field, [...(found.get(field) ?? []), query]);
  }
  return [...found].flatMap(([name, calls]) => {
    const field = names.get(name);
    return field ? [{ ...field, calls: calls.map(({ path, line }) => ({ path, line })) }] : [];
  });
}

interface Known {
  readonly isField: (name: string) => boolean;
  /** True for a field that leads an index, or is part of a foreign key. */
  readonly helps: (name: string) => boolean;
}

const isUsable = ({ kind, method, partial }: IndexShape): boolean =>
  kind !== "fulltext" && !partial && (method === undefined || /^(?:btree|hash)$/i.test(method));

/** True when some part of the condition is not written at the call: it may narrow the search already. */
const isUnknown = (condition: Condition): boolean =>
  condition.kind === "unknown" || ("parts" in condition && condition.parts.some(isUnknown));

/** True when an index finds the few rows among which the rest of the condition chooses. */
function isNarrowed(condition: Condition, known: Known): boolean {
  switch (condition.kind) {
    case "and":
      return condition.parts.some((part) => isNarrowed(part, known));
    case "or":
      return condition.parts.length > 0 && condition.parts.every((part) => isNarrowed(part, known));
    case "search":
      return known.helps(condition.field);
    // A relation narrows through its foreign key, and a compound key is unique.
    case "nested":
      return !known.isField(condition.field);
    case "unserved":
    case "unknown":
      return false;
  }
}

function* searchedIn(condition: Condition, known: Known): Iterable<string> {
  if (condition.kind === "search" && known.isField(condition.field)) yield condition.field;
  if ("parts" in condition) for (const part of condition.parts) yield* searchedIn(part, known);
}
