import { groupBy } from "../groups.ts";
import type { Entity, IndexShape, Relation } from "../model.ts";

/** The columns of one or more relations, and what finds rows by them. */
export interface ForeignKey {
  /** In the order of the first relation. */
  readonly columns: readonly string[];
  /** The relations that use exactly these columns: one index serves all of them. */
  readonly relations: readonly [Relation, ...Relation[]];
  /** `partly`: an index leads with one of the columns but not with all, so it finds a part of the table. */
  readonly served: "fully" | "partly" | "not";
}

/** The foreign keys of an entity, each set of columns once. */
export function* foreignKeys({
  relations,
  indexes,
  migrated,
}: Pick<Entity, "relations" | "indexes" | "migrated">): Iterable<ForeignKey> {
  const byFirst = groupBy([...indexes, ...migrated].filter(isUsable), ({ columns }) => columns[0] ?? "");
  const byColumns = groupBy(relations, ({ columns }) => columns.toSorted().join());
  for (const [first, ...others] of byColumns.values()) {
    if (!first) continue;
    const { columns } = first;
    // An index that leads with none of the columns does not help, so the others need not be looked at.
    const leading = columns.flatMap((column) => byFirst.get(column) ?? []);
    const isServed = leading.some((index) => serves(index, columns));
    const served = isServed ? "fully" : leading.length > 0 ? "partly" : "not";
    yield { columns, relations: [first, ...others], served };
  }
}

/** BRIN narrows ranges, GIN and GiST find parts of values, full text finds words: none of them finds one plain value. */
const isUsable = ({ kind, method, partial }: IndexShape): boolean =>
  kind !== "fulltext" && !partial && (method === undefined || method === "BTree" || method === "Hash");

/**
 * Whether all columns of the key lead the index, in any order: a search for equal values of all of them may use any
 * (`EXPLAIN` of PostgreSQL 16 and 18 and of SQLite 3.40). A unique index on a part of the key leaves one row at most.
 */
function serves({ kind, columns, method }: IndexShape, key: readonly string[]): boolean {
  if (kind !== "index" && columns.every((column) => key.includes(column))) return true;
  // A hash index is searched by the whole of its key.
  if (method === "Hash" && columns.length !== key.length) return false;
  const leading = columns.slice(0, key.length);
  return key.every((column) => leading.includes(column));
}
