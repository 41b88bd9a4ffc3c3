import type { Around } from "../around.ts";
import { dialect } from "../dialect.ts";
import type { Edit } from "../finding.ts";
import { groupBy } from "../groups.ts";
import { remembering } from "../memory.ts";
import type { Entity, Index, Relation, ScalarField } from "../model.ts";
import { unservedFilters } from "../prisma/filters.ts";
import { foreignKeys } from "../prisma/foreign-keys.ts";
import { indexesAfter } from "../prisma/history.ts";
import { type Home, homeAt, homeOf, migrationsOf } from "../prisma/home.ts";
import { indexSlot } from "../prisma/index-slot.ts";
import type { Query } from "../prisma/query.ts";
import {
  argument,
  type PrismaAttribute,
  type PrismaBlock,
  type PrismaField,
  type PrismaTree,
  type PrismaValue,
  parsePrisma,
} from "../syntax/prisma.ts";
import { lineStart, nextLine } from "../text.ts";

// A later language under the same file name; Prisma's own editor extension skips such files, too (`prismaNext.ts`).
const PRISMA_NEXT = /^\s{0,200}\/\/ ?use prisma-next\b/;

const INDEX_NOTHING = new Set(["postgresql", "sqlite", "sqlserver", "cockroachdb", "mongodb"]);

// Native types that MySQL and MariaDB do not have (native types as Prisma 8.1 lists them for each connector). Beside
// them, only lists of scalars tell that a database is not MySQL.
const NOT_MYSQL = new Set(
  `BinData Bool Boolean ByteA Bytes CatalogSingleChar Citext DateTime2 DateTimeOffset DoublePrecision Float4 Float8 Image
  Inet Int2 Int4 Int8 Integer JsonB Long Money NChar NText NVarChar ObjectId Oid Real SmallDateTime SmallMoney String
  Timestamptz Timetz UniqueIdentifier Uuid VarBit Xml`.split(/\s+/),
);
const SCALARS = new Set(["BigInt", "Boolean", "Bytes", "DateTime", "Decimal", "Float", "Int", "Json", "String"]);

export default dialect({
  id: "prisma",
  title: "Prisma schema",
  family: "prisma",
  syntax: "prisma",
  paths: ["**/*.prisma"],

  claim({ text, blocks, errors }) {
    if (PRISMA_NEXT.test(text)) return 0;
    // Prisma 1 wrote GraphQL types into such files: nothing but `type` and `enum`, and none of it ours.
    return errors.length === 0 || blocks.some(({ keyword }) => keyword !== "type" && keyword !== "enum") ? 1 : 0;
  },

  *lower(tree, { path }, { around }) {
    const own = datasourceOf(tree);
    const home = own ? homeAt(path) : homeOf(path, around);
    const source = own ?? (home && datasourceOf(sourceTree(around.read(home.datasource) ?? "")));
    const provider = providerOf(source);
    const indexes = indexesForeignKeys(tree, source, provider);
    const models = tree.blocks.filter(({ keyword }) => keyword === "model").map((block) => toEntity(tree, block));
    const known = home && indexes === false ? withMigrated(models, home, around) : models;
    yield {
      family: "prisma",
      dialect: "prisma",
      start: 0,
      end: tree.text.length,
      ...(provider && { provider }),
      ...(indexes !== undefined && { indexesForeignKeys: indexes }),
      entities: withFilters(known, path, around),
    };
  },
});

// The other files of a schema are asked for at each keystroke in this one.
const sourceTree = remembering(parsePrisma, { most: 20, longest: 1_000_000 });

const datasourceOf = ({ blocks }: PrismaTree): PrismaBlock | undefined =>
  blocks.find(({ keyword }) => keyword === "datasource");

function providerOf(source: PrismaBlock | undefined): string | undefined {
  const provider = setting(source, "provider");
  if (provider?.kind !== "string") return undefined;
  return provider.value === "postgres" ? "postgresql" : provider.value;
}

/** The history is read only where the schema alone leaves a foreign key without an index. */
function withMigrated(models: readonly Lowered[], home: Home, around: Around): readonly Lowered[] {
  const open = models.some(({ entity }) => [...foreignKeys(entity)].some(({ served }) => served !== "fully"));
  if (!open) return models;
  const tables = indexesAfter(migrationsOf(home, around));
  return models.map((model) => {
    const migrated = (tables.get(model.table) ?? []).map((index) => ({
      ...index,
      columns: index.columns.map((column) => model.columns.get(column) ?? ""),
    }));
    return { ...model, entity: { ...model.entity, migrated } };
  });
}

/** The entities, each with the fields by which the code around it searches in vain for an index. */
function withFilters(models: readonly Lowered[], path: string, around: Around): Entity[] {
  const queries = groupBy(nearest(around.queries() ?? [], path, around), ({ accessor }) => accessor);
  return models.map(({ entity, fields }) => {
    const { name, relations, indexes, migrated } = entity;
    const own = queries.get(accessorOf(name.value)) ?? [];
    const filters =
      own.length > 0 ? unservedFilters({ fields, relations, indexes: [...indexes, ...migrated] }, own) : [];
    return { ...entity, filters };
  });
}

/** The client lowers the first letter only: `oAuthToken`, `crm_Accounts`. */
const accessorOf = (model: string): string => model.charAt(0).toLowerCase() + model.slice(1);

/** In a repository of several programs, those of the schema's own package, if there are any. */
function nearest(queries: readonly Query[], path: string, around: Around): readonly Query[] {
  for (let folder = path; folder.includes("/"); ) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    if (!around.exists(`${folder}/package.json`)) continue;
    const own = queries.filter((query) => query.path.startsWith(`${folder}/`));
    return own.length > 0 ? own : queries;
  }
  return queries;
}

/**
 * Only InnoDB indexes a foreign key by itself (MySQL manual, "FOREIGN KEY Constraints"), and only where there is one:
 * with `relationMode = "prisma"` (`referentialIntegrity` before Prisma 4.5) there is none.
 */
function indexesForeignKeys(tree: PrismaTree, source: PrismaBlock | undefined, provider = ""): boolean | undefined {
  const mode = setting(source, "relationMode") ?? setting(source, "referentialIntegrity");
  if (mode?.kind === "string" && mode.value === "prisma") return false;
  if (provider === "mysql") return true;
  if (INDEX_NOTHING.has(provider)) return false;
  // The datasource stands in another file of this schema, or is still being typed.
  const fields = tree.blocks.filter(({ keyword }) => keyword === "model").flatMap((block) => block.fields);
  return fields.some(isBeyondMySql) ? false : undefined;
}

const setting = (source: PrismaBlock | undefined, key: string): PrismaValue | undefined =>
  source?.settings.find((one) => one.key === key)?.value;

const isBeyondMySql = ({ type, isList, attributes }: PrismaField): boolean =>
  (isList && SCALARS.has(type)) || attributes.some(({ name }) => NOT_MYSQL.has(name.split(".")[1] ?? ""));

/** An entity, with the names that the database has for it. */
interface Lowered {
  readonly entity: Entity;
  readonly table: string;
  /** The field of each column. */
  readonly columns: ReadonlyMap<string, string>;
  readonly fields: readonly ScalarField[];
}

/** Booleans and enums have few values. The enums of another file of the schema are not known: those fields are no scalars. */
function scalarsOf({ blocks }: PrismaTree, { fields }: PrismaBlock): ScalarField[] {
  const enums = new Set(blocks.filter(({ keyword }) => keyword === "enum").map(({ name }) => name.value));
  return fields
    .filter(({ type, isList }) => !isList && (SCALARS.has(type) || enums.has(type)))
    .map(({ name, type }) => ({ name, hasFewValues: type === "Boolean" || enums.has(type) }));
}

function toEntity(tree: PrismaTree, block: PrismaBlock): Lowered {
  const { name, fields, start, end } = block;
  const known = new Map(fields.map((field) => [field.name.value, field]));
  const entity = {
    name,
    relations: fields.flatMap((field) => toRelation(field, known) ?? []),
    indexes: [...fields.flatMap(indexesOn), ...block.attributes.flatMap((line) => toIndex(tree, line, known) ?? [])],
    migrated: [],
    filters: [],
    indexSlot: indexSlot(tree, block),
    start,
    end,
  };
  const columns = new Map(fields.map((field) => [columnOf(field), field.name.value]));
  return { entity, table: mapped(block.attributes) ?? name.value, columns, fields: scalarsOf(tree, block) };
}

/** With a list on either side of `fields:` it is MongoDB's many-to-many, which looks up the ids of the other side. */
function toRelation(field: PrismaField, columns: ReadonlyMap<string, PrismaField>): Relation | undefined {
  const relation = field.attributes.find(({ name }) => name === "relation");
  if (!relation || field.isList) return undefined;
  const names = namesIn(argument(relation, "fields"));
  // A column that is not there is still being typed.
  if (names.length === 0 || !names.every((name) => columns.get(name)?.isList === false)) return undefined;
  const onDelete = argument(relation, "onDelete");
  return {
    field: field.name,
    target: field.type,
    columns: names,
    ...(onDelete?.kind === "path" && { onDelete: onDelete.value }),
    start: field.start,
    end: field.end,
  };
}

const indexesOn = ({ name, attributes }: PrismaField): Index[] =>
  attributes.flatMap((attribute) => {
    const kind = attribute.name;
    if (kind !== "id" && kind !== "unique") return [];
    const special = attribute.arguments.some(({ key }) => key !== undefined && key !== "map");
    return [{ kind, columns: [name.value], partial: false, special, start: attribute.start, end: attribute.end }];
  });

function toIndex(
  tree: PrismaTree,
  line: PrismaAttribute,
  columns: ReadonlyMap<string, PrismaField>,
): Index | undefined {
  const kind = line.name;
  if (kind !== "id" && kind !== "unique" && kind !== "index" && kind !== "fulltext") return undefined;
  const indexed = namesIn(argument(line, "fields", true));
  const method = argument(line, "type");
  const where = argument(line, "where");
  return {
    kind,
    columns: indexed,
    special: isSpecial(argument(line, "fields", true)),
    ...(method?.kind === "path" && { method: method.value }),
    partial:
      where !== undefined &&
      !demandsOnlyValues(
        where,
        indexed.map((name) => columns.get(name)),
      ),
    removal: removalOf(tree, line),
    start: line.start,
    end: line.end,
  };
}

/** The whole line of an attribute, its comment included. */
const removalOf = ({ text }: PrismaTree, { start, end }: PrismaAttribute): Edit => ({
  start: lineStart(text, start),
  end: nextLine(text, end),
  text: "",
});

/** True for `[a(sort: Desc)]`, `[a(ops: raw("…"))]`, `[a(length: 10)]`. */
const isSpecial = (value: PrismaValue | undefined): boolean =>
  value?.kind === "call" || (value?.kind === "list" && value.items.some(isSpecial));

/** The fields that a value names: `[a, b(sort: Desc)]`, or `a` without brackets, as Prisma also accepts. */
function namesIn(value: PrismaValue | undefined): string[] {
  if (value?.kind === "list") return value.items.flatMap(namesIn);
  return value?.kind === "path" || value?.kind === "call" ? [value.value] : [];
}

/**
 * Whether a predicate only says that indexed columns are not null, in an object or in SQL: a search for a value implies
 * that, so it may use the index.
 */
function demandsOnlyValues(where: PrismaValue, columns: readonly (PrismaField | undefined)[]): boolean {
  const known = columns.filter((field) => field !== undefined);
  if (where.kind === "object") {
    return where.entries.every(({ key, value }) => isNotNull(value) && known.some(({ name }) => name.value === key));
  }
  const sql = where.kind === "call" && where.value === "raw" ? where.arguments[0]?.value : undefined;
  if (sql?.kind !== "string") return false;
  return sql.value.split(/\bAND\b/i).every((part) => {
    const name = /^[\s("[`]*(\w+)["\]`]? IS NOT NULL[\s)]*$/i.exec(part)?.[1];
    return known.some((field) => name === columnOf(field));
  });
}

const isNotNull = (value: PrismaValue): boolean =>
  value.kind === "object" &&
  value.entries.every(({ key, value: never }) => key === "not" && never.kind === "path" && never.value === "null");

/** The name of a field in the database. */
const columnOf = ({ name, attributes }: PrismaField): string => mapped(attributes) ?? name.value;

/** What `@map` or `@@map` gives as the name in the database. */
function mapped(attributes: readonly PrismaAttribute[]): string | undefined {
  const map = attributes.find((one) => one.name === "map");
  const name = map && argument(map, "name", true);
  return name?.kind === "string" ? name.value : undefined;
}
