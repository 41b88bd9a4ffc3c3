import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import type { Entity, Index, Relation } from "../../model.ts";
import { foreignKeys } from "../../prisma/foreign-keys.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "prisma/unindexed-relation",
  title: "A relation has no index on its foreign key",
  why: `
Prisma never adds an index for a relation. MySQL and MariaDB index a foreign key by themselves; PostgreSQL, SQLite, SQL
Server, CockroachDB and MongoDB do not, and neither does any database with \`relationMode = "prisma"\`. Without an index
the whole table is read whenever a parent row is deleted, whatever the referential action, and whenever a query goes from
the parent to its rows (\`include\`, relation filters, \`_count\`). Nobody notices until the table is large.

An index serves a foreign key when it begins with all of its columns, in any order; a unique index on some of them does,
too. An index that begins with another column does not, which is why the second half of a join table's \`@@id([a, b])\`
needs its own. Filtered indexes and BRIN, GIN and full-text indexes do not serve it either.

On PostgreSQL, \`prisma migrate\` creates the index without \`CONCURRENTLY\` and so blocks writes meanwhile. For a large
table in use, change the generated SQL to \`CREATE INDEX CONCURRENTLY IF NOT EXISTS\`.
`,
  severity: { recommended: "warning", strict: "error" },
  since: "0.1.0",

  *check({ provider, indexesForeignKeys, entities }) {
    if (indexesForeignKeys !== false) return;
    const words = provider === "mongodb" ? MONGODB : SQL;
    for (const entity of entities) {
      const taken = new Set(entity.indexes.filter(({ kind }) => kind === "index").map(listOf));
      for (const { columns, relations, served } of foreignKeys(entity)) {
        // An index on some of the columns may leave few rows or many: nobody can tell from here.
        if (served !== "not") continue;
        const [first, ...others] = relations;
        const { value, ...place } = first.field;
        const index = missing(entity.name.value, columns, taken);
        yield {
          subject: { value: `${entity.name.value}.${value}`, ...place },
          message: message(entity, first, index, words),
          related: others.map(({ field }) => ({
            ...field,
            value: `"${entity.name.value}.${field.value}" uses the same columns; one index serves both.`,
          })),
          evidence: { slot: entity.indexSlot, index },
        };
      }
    }
  },

  *fix({ slot, index }) {
    if (slot.edits.length > 0) yield { title: `Add ${index}`, safety: "review", edits: fill(slot, index) };
  },

  examples: [
    {
      title: "A foreign key without an index, and one with",
      path: "prisma/schema.prisma",
      bad: source`
        datasource db {
          provider = "postgresql"
        }

        model Post {
          id       Int    @id @default(autoincrement())
          title    String
          authorId Int
          «author»   User   @relation(fields: [authorId], references: [id], onDelete: Cascade)
          blogId   Int
          blog     Blog   @relation(fields: [blogId], references: [id])

          @@index([blogId])
          @@map("posts")
        }
      `,
      fixed: source`
        datasource db {
          provider = "postgresql"
        }

        model Post {
          id       Int    @id @default(autoincrement())
          title    String
          authorId Int
          author   User   @relation(fields: [authorId], references: [id], onDelete: Cascade)
          blogId   Int
          blog     Blog   @relation(fields: [blogId], references: [id])

          @@index([blogId])
          @@index([authorId])
          @@map("posts")
        }
      `,
    },
    {
      title: "A join table: its key serves the first column only",
      path: "prisma/schema.prisma",
      bad: source`
        datasource db {
          provider = "sqlite"
        }

        model Membership {
          teamId Int
          userId Int
          team   Team @relation(fields: [teamId], references: [id])
          «user»   User @relation(fields: [userId], references: [id])

          @@id([teamId, userId])
        }
      `,
      fixed: source`
        datasource db {
          provider = "sqlite"
        }

        model Membership {
          teamId Int
          userId Int
          team   Team @relation(fields: [teamId], references: [id])
          user   User @relation(fields: [userId], references: [id])

          @@id([teamId, userId])
          @@index([userId])
        }
      `,
    },
    {
      title: "A tree, and a model without block attributes",
      path: "prisma/schema.prisma",
      bad: source`
        datasource db {
          provider = "sqlserver"
        }

        model Folder {
          id       Int      @id
          parentId Int?
          ownerId  Int
          «parent»   Folder?  @relation("Tree", fields: [parentId], references: [id], onDelete: NoAction, onUpdate: NoAction)
          children Folder[] @relation("Tree")
          «owner»    User     @relation(fields: [ownerId], references: [id])
        }
      `,
      fixed: source`
        datasource db {
          provider = "sqlserver"
        }

        model Folder {
          id       Int      @id
          parentId Int?
          ownerId  Int
          parent   Folder?  @relation("Tree", fields: [parentId], references: [id], onDelete: NoAction, onUpdate: NoAction)
          children Folder[] @relation("Tree")
          owner    User     @relation(fields: [ownerId], references: [id])

          @@index([parentId])
          @@index([ownerId])
        }
      `,
    },
    {
      title: "An index that holds only some of the rows",
      path: "prisma/schema.prisma",
      bad: source`
        datasource db {
          provider = "postgresql"
        }

        model Comment {
          id        Int       @id
          postId    Int
          deletedAt DateTime?
          «post»      Post      @relation(fields: [postId], references: [id])

          @@index([postId], where: raw("\"deletedAt\" IS NULL"))
        }
      `,
      fixed: source`
        datasource db {
          provider = "postgresql"
        }

        model Comment {
          id        Int       @id
          postId    Int
          deletedAt DateTime?
          post      Post      @relation(fields: [postId], references: [id])

          @@index([postId], where: raw("\"deletedAt\" IS NULL"))
          @@index([postId], map: "Comment_postId_full_idx")
        }
      `,
    },
    {
      title: "MySQL indexes foreign keys by itself",
      path: "prisma/schema.prisma",
      good: source`
        datasource db {
          provider = "mysql"
        }

        model Post {
          id       Int  @id
          authorId Int
          author   User @relation(fields: [authorId], references: [id])
        }
      `,
    },
    {
      title: "MySQL without foreign keys",
      path: "prisma/schema.prisma",
      bad: source`
        datasource db {
          provider     = "mysql"
          relationMode = "prisma"
        }

        model Post {
          id       Int  @id
          authorId Int
          «author»   User @relation(fields: [authorId], references: [id])
        }
      `,
    },
    {
      title: "Unique and composite keys, in any order of their columns",
      path: "prisma/schema.prisma",
      good: source`
        datasource db {
          provider = "postgresql"
        }

        model Profile {
          id     Int  @id
          userId Int  @unique
          user   User @relation(fields: [userId], references: [id])
        }

        model Invoice {
          id       Int     @id
          tenantId Int
          number   Int
          order    Order   @relation(fields: [tenantId, number], references: [tenantId, number])

          @@index([number, tenantId])
        }
      `,
    },
    {
      title: "A many-to-many relation whose table Prisma keeps and indexes",
      path: "prisma/schema.prisma",
      good: source`
        datasource db {
          provider = "postgresql"
        }

        model Post {
          id   Int   @id
          tags Tag[]
        }

        model Tag {
          id    Int    @id
          posts Post[]
        }
      `,
    },
  ],
});

const listOf = ({ columns }: Pick<Index, "columns">): string => columns.join(", ");

/** The attribute as `prisma format` writes it. An index that does not serve may have taken the name Prisma would give. */
function missing(entity: string, columns: readonly string[], taken: ReadonlySet<string>): string {
  const list = listOf({ columns });
  const map = taken.has(list) ? `, map: "${[entity, ...columns, "full_idx"].join("_")}"` : "";
  return `@@index([${list}]${map})`;
}

const SQL = { table: "table", rows: "rows" };
const MONGODB = { table: "collection", rows: "documents" };

function message({ name }: Entity, relation: Relation, index: string, { table, rows }: typeof SQL): string {
  const { target, columns, onDelete } = relation;
  const key = columns.map((column) => `"${column}"`).join(" and ");
  const query = `every query from "${target}" to its "${name.value}" ${rows}`;
  const consequence = onDelete === "Cascade" ? ` (its ${rows} here go with it)` : "";
  // Where Prisma alone keeps the relation, NoAction looks for nothing; the query reads everything in any case.
  const cause = onDelete === "NoAction" ? query : `every deleted "${target}"${consequence} and ${query}`;
  return `No index begins with ${key}, so ${cause} reads the whole ${table}; add ${index}.`;
}
