import { source } from "../../example.ts";
import type { Index } from "../../model.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "prisma/redundant-index",
  title: "An index is the beginning of another one",
  why: `
An index on (a, b) also finds rows by a alone. A second index on (a) finds nothing more; it is written at each insert, held
in memory and backed up all the same. The same holds beside a unique constraint or a primary key that begins with a.

Unique constraints are never reported: they guard the data. Nor are indexes of another kind (Hash, Gin, full text), those
that hold only some of the rows, and those with an order, length or operator class of their own.
`,
  severity: { recommended: "info", strict: "info" },
  since: "0.1.0",

  *check({ entities }) {
    for (const { name, indexes } of entities) {
      for (const [at, index] of indexes.entries()) {
        const wider = indexes.find((other, place) => other !== index && isCovered(index, other, place < at));
        if (!wider) continue;
        const list = index.columns.join(", ");
        yield {
          subject: { value: `${name.value}.${index.columns[0] ?? ""}`, start: index.start, end: index.end },
          message: `${titleOf(wider)} also finds rows by "${list}", so this index only makes writes slower; remove it.`,
          related: [{ value: `${titleOf(wider)} begins with the same columns.`, start: wider.start, end: wider.end }],
          unnecessary: true,
          evidence: index.removal,
        };
      }
    }
  },

  *fix(removal) {
    if (removal) yield { title: "Remove the index", safety: "review", edits: [removal] };
  },

  examples: [
    {
      title: "An index on the first column of another, and of a unique constraint",
      path: "prisma/schema.prisma",
      bad: source`
        datasource db {
          provider = "postgresql"
        }

        model Member {
          id     Int    @id
          teamId Int
          email  String
          role   String

          @@unique([teamId, email])
          «@@index([teamId])»
          @@index([role, email])
          «@@index([role])»
        }
      `,
      fixed: source`
        datasource db {
          provider = "postgresql"
        }

        model Member {
          id     Int    @id
          teamId Int
          email  String
          role   String

          @@unique([teamId, email])
          @@index([role, email])
        }
      `,
    },
    {
      title: "Another order, another kind, some of the rows, a constraint",
      path: "prisma/schema.prisma",
      good: source`
        datasource db {
          provider = "postgresql"
        }

        model Event {
          id        Int       @id
          kind      String
          place     String
          at        DateTime
          deletedAt DateTime?

          @@unique([kind])
          @@index([place, kind])
          @@index([kind, at])
          @@index([at], type: Brin)
          @@index([at, place])
          @@index([place], where: raw("\"deletedAt\" IS NULL"))
        }
      `,
    },
  ],
});

/** True when the other index finds all that this one does; of two that are the same, the later one goes. */
function isCovered(index: Index, other: Index, isEarlier: boolean): boolean {
  if (index.kind !== "index" || !isPlain(index) || !isPlain(other) || other.kind === "fulltext") return false;
  if (!index.columns.every((column, at) => other.columns[at] === column)) return false;
  return index.columns.length < other.columns.length || other.kind !== "index" || isEarlier;
}

const isPlain = ({ method, partial, special, columns }: Index): boolean =>
  (method === undefined || method === "BTree") && !partial && !special && columns.length > 0;

const TITLES = { id: "The primary key", unique: "The unique constraint", index: "The index", fulltext: "The index" };

const titleOf = ({ kind, columns }: Index): string => `${TITLES[kind]} on "${columns.join(", ")}"`;
