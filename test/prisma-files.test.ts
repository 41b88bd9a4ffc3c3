// Prisma: schemas of many files, and indexes that only the migrations make.
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";
import { indexesAfter } from "../server/src/core/prisma/history.ts";
import { sqlStatements } from "../server/src/core/prisma/sql-tokens.ts";
import { aroundOf } from "./around.ts";

const datasource = (provider: string) => `datasource db {\n  provider = "${provider}"\n}\n`;
const POST = `model Post {
  id       Int  @id
  authorId Int  @map("author_id")
  author   User @relation(fields: [authorId], references: [id])

  @@map("posts")
}
`;

/** The relations of a file that are found without an index, with these files around it. */
const found = (path: string, text: string, files: Readonly<Record<string, string>>): string[] => {
  const result = lint({ path, text }, DEFAULT_CONFIG, aroundOf({ ...files, [path]: text }));
  expect(result.failures).toEqual([]);
  return result.findings.filter(({ rule }) => rule === "prisma/unindexed-relation").map(({ subject }) => subject);
};

describe("schemas of many files", () => {
  test.each([
    ["the datasource lies beside it", "prisma/schema/base.prisma"],
    ["the datasource lies in the folder above", "prisma/base.prisma"],
    ["the datasource lies below a folder above", "prisma/settings/db.prisma"],
  ])("%s", (_, place) => {
    const path = "prisma/schema/post.prisma";
    expect(found(path, POST, { [place]: datasource("postgresql") })).toEqual(["Post.author"]);
    expect(found(path, POST, { [place]: datasource("mysql") })).toEqual([]);
    expect(found(path, POST, {})).toEqual([]);
  });

  test("of several datasources the one right in the folder counts, if there is one", () => {
    const two = { "a/one.prisma": datasource("postgresql"), "a/b/c/two.prisma": datasource("mysql") };
    expect(found("a/b/post.prisma", POST, two)).toEqual([]);
    expect(found("a/post.prisma", POST, two)).toEqual(["Post.author"]);
    expect(found("a/post.prisma", POST, { ...two, "a/two.prisma": datasource("mysql") })).toEqual([]);
  });

  test("a file with a datasource of its own starts its own schema", () => {
    const text = datasource("postgresql") + POST;
    expect(found("a/post.prisma", text, { "a/other.prisma": datasource("mysql") })).toEqual(["Post.author"]);
  });

  test("a datasource in a comment is none", () => {
    expect(found("a/post.prisma", POST, { "a/base.prisma": `// ${datasource("postgresql")}` })).toEqual([]);
  });
});

describe("indexes that only the migrations make", () => {
  const CREATE =
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS "by_author" ON "public"."posts" USING btree ("author_id" DESC);';
  const judge = (...migrations: string[]) =>
    found(
      "db/schema.prisma",
      datasource("postgresql") + POST,
      Object.fromEntries(migrations.map((sql, index) => [`db/migrations/${index}_step/migration.sql`, sql])),
    );

  test.each([
    ["an index, qualified and quoted", [CREATE]],
    ["a unique index of PostgreSQL without a name", ["create unique index on posts (author_id, id)"]],
    ["backticks", ["CREATE INDEX `x` ON `posts`(`author_id`);"]],
    ["SQL Server", ["CREATE NONCLUSTERED INDEX [x] ON [dbo].[posts]([author_id] ASC);\nGO\n"]],
    ["a constraint", ['ALTER TABLE "posts" ADD CONSTRAINT "u" UNIQUE ("author_id");']],
    ["a key in a table", ["CREATE TABLE posts (id INT, author_id INT NOT NULL, KEY `x` (`author_id`));"]],
    ["a column that is unique", ["CREATE TABLE posts (id INT PRIMARY KEY, author_id INT UNIQUE);"]],
    ["values only", ['CREATE INDEX x ON posts (author_id) WHERE ("author_id" IS NOT NULL);']],
    ["a renamed table", ["CREATE INDEX x ON old (author_id);", "ALTER TABLE old RENAME TO posts;"]],
    ["a renamed column", ["CREATE INDEX x ON posts (writer);", "ALTER TABLE posts RENAME COLUMN writer TO author_id;"]],
    [
      "SQL Server's renaming",
      ["CREATE INDEX x ON posts (w);", "EXEC SP_RENAME N'dbo.posts.w', N'author_id', 'COLUMN';"],
    ],
    [
      "SQLite's new table",
      ['CREATE INDEX x ON "new_posts"("author_id"); DROP TABLE "posts"; ALTER TABLE "new_posts" RENAME TO "posts";'],
    ],
    [
      "an index that was renamed and another dropped",
      [CREATE, 'ALTER INDEX "by_author" RENAME TO "b";', "DROP INDEX by_author;"],
    ],
  ])("%s", (_, migrations) => {
    expect(judge(...migrations)).toEqual([]);
  });

  test.each([
    ["no migration", []],
    ["dropped later", [CREATE, 'DROP INDEX "public"."by_author";']],
    ["dropped with MySQL's words", ["CREATE INDEX x ON posts (author_id)", "DROP INDEX x ON posts;"]],
    [
      "dropped with its column",
      [CREATE, "ALTER TABLE posts DROP COLUMN IF EXISTS author_id, ADD COLUMN author_id INT;"],
    ],
    ["dropped with its table", [CREATE, "DROP TABLE IF EXISTS posts, users;"]],
    ["of another table", ["CREATE INDEX x ON users (author_id);"]],
    ["second in the list", ["CREATE INDEX x ON posts (id, author_id);"]],
    ["some of the rows", ["CREATE INDEX x ON posts (author_id) WHERE deleted IS NULL;"]],
    ["of an expression", ["CREATE INDEX x ON posts (lower(author_id));"]],
    ["of another kind", ["CREATE INDEX x ON posts USING gin (author_id);"]],
    [
      "in a comment, a string or a function",
      [`-- ${CREATE}\n/* ${CREATE} */ SELECT '${CREATE}'; DO $$ BEGIN ${CREATE} END $$;`],
    ],
    ["in the wrong order of time", ["DROP TABLE users;", "CREATE INDEX x ON posts (author_id);", "DROP INDEX x;"]],
  ])("not %s", (_, migrations) => {
    expect(judge(...migrations)).toEqual(["Post.author"]);
  });

  test("they lie beside the folder of a schema of many files", () => {
    const files = { "db/schema/base.prisma": datasource("sqlite"), "db/migrations/1_a/migration.sql": CREATE };
    expect(found("db/schema/post.prisma", POST, files)).toEqual([]);
  });
});

test("hostile SQL is read in time that grows with its length", () => {
  const texts = [
    "(",
    "'",
    '"',
    "/*",
    "$a$",
    "create index a on b (c);",
    "alter table a drop column b,",
    "[a",
    "''",
    "x ",
    "-- a\n",
  ];
  for (const text of texts) {
    const count = (length: number) => [...sqlStatements(text.repeat(length))].flat().length;
    expect(count(20_000)).toBeLessThanOrEqual(count(2000) * 10 + 20);
    expect(() => indexesAfter([text.repeat(200_000)])).not.toThrow();
  }
});
