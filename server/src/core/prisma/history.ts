// The indexes that a database has after all of its migrations.
import { type SqlIndex, sqlChanges } from "./sql-changes.ts";

interface Table {
  indexes: readonly Kept[];
}

interface Kept {
  readonly name: string;
  readonly index: SqlIndex;
}

/** The indexes of each table after these migrations, in the order in which they were made. */
export function indexesAfter(migrations: Iterable<string>): ReadonlyMap<string, readonly SqlIndex[]> {
  const tables = new Map<string, Table>();
  // Where the index of a name lies: `DROP INDEX` mostly names no table.
  const homes = new Map<string, Table>();
  const edit = (table: Table | undefined, how: (all: readonly Kept[]) => readonly Kept[]) => {
    if (table) table.indexes = how(table.indexes);
  };
  const tableOf = (name: string): Table => {
    const known = tables.get(name) ?? { indexes: [] };
    tables.set(name, known);
    return known;
  };
  for (const change of [...migrations].flatMap(sqlChanges)) {
    switch (change.does) {
      case "add index": {
        const table = tableOf(change.table);
        if (table.indexes.length >= MOST) break;
        edit(table, (all) => [...all, { name: change.name, index: change.index }]);
        if (change.name) homes.set(change.name, table);
        break;
      }
      case "drop index": {
        const table = change.table === undefined ? homes.get(change.name) : tables.get(change.table);
        edit(table, (all) => all.filter(({ name }) => name !== change.name));
        break;
      }
      case "rename index": {
        const table = homes.get(change.name);
        edit(table, (all) => all.map((one) => (one.name === change.name ? { ...one, name: change.to } : one)));
        if (table) homes.set(change.to, table);
        break;
      }
      case "drop key":
        edit(tables.get(change.table), (all) => all.filter(({ index }) => index.kind !== "id"));
        break;
      case "drop table":
        tables.delete(change.table);
        break;
      case "rename table": {
        const table = tables.get(change.table);
        tables.delete(change.table);
        if (table) tables.set(change.to, table);
        break;
      }
      // An index goes with any of its columns.
      case "drop column":
        edit(tables.get(change.table), (all) => all.filter(({ index }) => !index.columns.includes(change.column)));
        break;
      case "rename column":
        edit(tables.get(change.table), (all) =>
          all.map((one) => ({ ...one, index: renamed(one.index, change.column, change.to) })),
        );
        break;
    }
  }
  return new Map([...tables].map(([name, { indexes }]) => [name, indexes.map(({ index }) => index)]));
}

/** No table has more indexes that anybody wants; a hostile history may add a hundred thousand. */
const MOST = 300;

const renamed = (index: SqlIndex, from: string, to: string): SqlIndex => ({
  ...index,
  columns: index.columns.map((column) => (column === from ? to : column)),
});
