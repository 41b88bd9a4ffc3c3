import { dialect } from "../dialect.ts";
import type { Entity, Index, Relation, Schema } from "../model.ts";
import { indexSlot } from "../prisma/index-slot.ts";
import {
  argument,
  type PrismaAttribute,
  type PrismaBlock,
  type PrismaField,
  type PrismaTree,
  type PrismaValue,
} from "../syntax/prisma.ts";

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

  *lower(tree) {
    const provider = providerOf(tree);
    const indexes = indexesForeignKeys(tree, provider?.value);
    yield {
      family: "prisma",
      dialect: "prisma",
      start: 0,
      end: tree.text.length,
      ...(provider && { provider }),
      ...(indexes !== undefined && { indexesForeignKeys: indexes }),
      entities: tree.blocks.filter(({ keyword }) => keyword === "model").map((block) => toEntity(tree, block)),
    };
  },
});

function providerOf(tree: PrismaTree): Schema["provider"] {
  const provider = setting(tree, "provider");
  if (provider?.kind !== "string") return undefined;
  const { value, start, end } = provider;
  return { value: value === "postgres" ? "postgresql" : value, start, end };
}

/**
 * Only InnoDB indexes a foreign key by itself (MySQL manual, "FOREIGN KEY Constraints"), and only where there is one:
 * with `relationMode = "prisma"` (`referentialIntegrity` before Prisma 4.5) there is none.
 */
function indexesForeignKeys(tree: PrismaTree, provider = ""): boolean | undefined {
  const mode = setting(tree, "relationMode") ?? setting(tree, "referentialIntegrity");
  if (mode?.kind === "string" && mode.value === "prisma") return false;
  if (provider === "mysql") return true;
  if (INDEX_NOTHING.has(provider)) return false;
  // The datasource stands in another file of this schema, or is still being typed.
  const fields = tree.blocks.filter(({ keyword }) => keyword === "model").flatMap((block) => block.fields);
  return fields.some(isBeyondMySql) ? false : undefined;
}

const setting = ({ blocks }: PrismaTree, key: string): PrismaValue | undefined =>
  blocks.find(({ keyword }) => keyword === "datasource")?.settings.find((one) => one.key === key)?.value;

const isBeyondMySql = ({ type, isList, attributes }: PrismaField): boolean =>
  (isList && SCALARS.has(type)) || attributes.some(({ name }) => NOT_MYSQL.has(name.split(".")[1] ?? ""));

function toEntity(tree: PrismaTree, block: PrismaBlock): Entity {
  const { name, fields, start, end } = block;
  const columns = new Map(fields.map((field) => [field.name.value, field]));
  return {
    name,
    relations: fields.flatMap((field) => toRelation(field, columns) ?? []),
    indexes: [...fields.flatMap(indexesOn), ...block.attributes.flatMap((line) => toIndex(line, columns) ?? [])],
    indexSlot: indexSlot(tree, block),
    start,
    end,
  };
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
    return [{ kind, columns: [name.value], partial: false, start: attribute.start, end: attribute.end }];
  });

function toIndex(line: PrismaAttribute, columns: ReadonlyMap<string, PrismaField>): Index | undefined {
  const kind = line.name;
  if (kind !== "id" && kind !== "unique" && kind !== "index" && kind !== "fulltext") return undefined;
  const indexed = namesIn(argument(line, "fields", true));
  const method = argument(line, "type");
  const where = argument(line, "where");
  return {
    kind,
    columns: indexed,
    ...(method?.kind === "path" && { method: method.value }),
    partial:
      where !== undefined &&
      !demandsOnlyValues(
        where,
        indexed.map((name) => columns.get(name)),
      ),
    start: line.start,
    end: line.end,
  };
}

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
function columnOf({ name, attributes }: PrismaField): string {
  const map = attributes.find((one) => one.name === "map");
  const mapped = map && argument(map, "name", true);
  return mapped?.kind === "string" ? mapped.value : name.value;
}
