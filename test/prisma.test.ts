// Prisma: what the parser reads, what covers a foreign key, and where the fix is written.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { NOWHERE } from "../server/src/core/around.ts";
import prisma from "../server/src/core/dialects/prisma.ts";
import { apply, compatible } from "../server/src/core/edit.ts";
import { source } from "../server/src/core/example.ts";
import type { Schema } from "../server/src/core/model.ts";
import type { Context } from "../server/src/core/rule.ts";
import unindexedRelation from "../server/src/core/rules/prisma/unindexed-relation.ts";
import { parsePrisma, prismaComments } from "../server/src/core/syntax/prisma.ts";

const folder = new URL("fixtures/prisma/", import.meta.url);
const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => statSync(new URL(name, folder)).isFile())
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n") }));

const CONTEXT: Context = { options: {}, profile: "strict", around: NOWHERE };

function judge(text: string) {
  const tree = parsePrisma(text);
  const file = { path: "prisma/schema.prisma", text };
  const models =
    prisma.claim(tree, file, true) > 0 ? ([...prisma.lower(tree, file, { around: NOWHERE })] as Schema[]) : [];
  const verdicts = models.flatMap((model) => [...unindexedRelation.run(model, CONTEXT)]);
  return { tree, models, verdicts, subjects: verdicts.map(({ subject }) => subject.value) };
}

const edits = (text: string) => compatible(judge(text).verdicts.map(({ fixes }) => fixes[0]?.edits ?? []));
const fixAll = (text: string): string => apply(text, edits(text));
const datasource = (settings: string): string => `datasource db {\n  ${settings}\n}\n\n`;
const POSTGRES = datasource('provider = "postgresql"');

const POST = source`
  model Post {
    id       Int  @id
    authorId Int
    author   User @relation(fields: [authorId], references: [id])
  }
`;

describe("which databases index a foreign key", () => {
  test.each([
    ['provider = "postgresql"', true],
    ['provider = "postgres"', true],
    ['provider = "sqlite"', true],
    ['provider = "sqlserver"', true],
    ['provider = "cockroachdb"', true],
    ['provider = "mongodb"', true],
    ['provider = "mysql"', false],
    ['provider = "mysql"\n  relationMode = "foreignKeys"', false],
    ['provider = "mysql"\n  relationMode = "prisma"', true],
    ['provider = "mysql"\n  referentialIntegrity = "prisma"', true],
    ['provider = env("PROVIDER")', undefined],
    ['provider = "postgre"', undefined],
    ['url = "file:./dev.db"', undefined],
  ])("%s", (settings, reports) => {
    const { subjects, models } = judge(datasource(settings) + POST);
    expect(subjects).toEqual(reports ? ["Post.author"] : []);
    expect(models[0]?.indexesForeignKeys).toBe(reports === undefined ? undefined : !reports);
  });

  test.each([
    ["no datasource, nothing to tell", POST, []],
    ["a list of scalars", POST.replace("@id\n", "@id\n  tags String[]\n"), ["Post.author"]],
    ["a native type MySQL lacks", POST.replace("authorId Int", "authorId String @db.Uuid"), ["Post.author"]],
    ["a native type MySQL has", POST.replace("authorId Int", "authorId String @db.VarChar(36)"), []],
    ["a list of entities", POST.replace("@id\n", "@id\n  tags Tag[]\n"), []],
  ])("another file of a folder: %s", (_, text, subjects) => {
    expect(judge(text).subjects).toEqual(subjects);
  });
});

describe("what covers a foreign key", () => {
  /** A child with one-column key `a` (relation `p`), two-column key `a, b` (relation `q`), or both. */
  const child = (relations: string, lines: string): string =>
    `${POSTGRES}model Child {\n  id Int @id\n  a Int\n  b Int\n  c Int\n${relations}\n${lines}\n}\n`;
  const one = "  p Parent @relation(fields: [a], references: [id])";
  const two = "  q Parent @relation(fields: [a, b], references: [x, y])";

  test.each([
    ["nothing", one, "", ["Child.p"]],
    ["an index", one, "@@index([a])", []],
    ["an index without brackets", one, "@@index(a)", []],
    ["a named argument", one, '@@index(fields: [a], map: "i")', []],
    ["a longer index", one, "@@index([a, c])", []],
    ["a descending index", one, "@@index([a(sort: Desc), c])", []],
    ["an operator class", one, '@@index([a(ops: raw("int4_ops"))])', []],
    ["another column first", one, "@@index([c, a])", ["Child.p"]],
    ["a unique", one, "@@unique([a, c])", []],
    ["a key with another column first", one, "@@id([c, a])", ["Child.p"]],
    ["full text", one, "@@fulltext([a])", ["Child.p"]],
    ["hash", one, "@@index([a], type: Hash)", []],
    ["B-tree", one, "@@index([a], type: BTree)", []],
    ["BRIN", one, "@@index([a], type: Brin)", ["Child.p"]],
    ["GIN", one, "@@index([a], type: Gin)", ["Child.p"]],
    ["GiST", one, "@@index([a], type: Gist)", ["Child.p"]],
    ["SP-GiST", one, "@@index([a], type: SpGist)", ["Child.p"]],
    ["filtered by another column", one, '@@index([a], where: raw("c = 1"))', ["Child.p"]],
    ["filtered by an object", one, "@@index([a], where: { c: 1 })", ["Child.p"]],
    ["filtered unique", one, "@@unique([a], where: { c: 1 })", ["Child.p"]],
    ["not null", one, '@@index([a], where: raw("\\"a\\" IS NOT NULL"))', []],
    ["not null, as an object", one, "@@index([a], where: { a: { not: null } })", []],
    ["another column not null", one, "@@index([a], where: { c: { not: null } })", ["Child.p"]],
    ["not null and more", one, '@@index([a], where: raw("a IS NOT NULL AND c = 1"))', ["Child.p"]],
    ["a filter being typed", one, "@@index([a], where: )", []],
    ["both columns", two, "@@index([a, b])", []],
    ["both columns, other order", two, "@@index([b, a])", []],
    ["both columns, other order, and more", two, "@@unique([b, a, c])", []],
    ["a unique part", two, "@@unique([b])", []],
    ["a part", two, "@@index([a])", []],
    ["a part, then another column", two, "@@index([a, c, b])", []],
    ["neither first", two, "@@index([c, a, b])", ["Child.q"]],
    ["nothing on two columns", two, "", ["Child.q"]],
    ["two keys, one index", `${one}\n${two}`, "@@index([a, b])", []],
    ["in a comment", one, "// @@index([a])\n/* @@index([a]) */\n/// @@index([a])", ["Child.p"]],
    ["in a string", one, 's String @default("\\"@@index([a])\\"")', ["Child.p"]],
    ["a column being typed", "  p Parent @relation(fields: [aa], references: [id])", "", []],
    ["a relation being typed", "  p Parent @relation(fields: [", "", []],
    ["no columns", "  p Parent @relation(fields: [], references: [id])", "", []],
    ["ignored", one, "@@ignore", ["Child.p"]],
  ])("%s", (_, relations, lines, subjects) => {
    expect(judge(child(relations, lines)).subjects).toEqual(subjects);
  });

  test.each([
    ["@id", "a Int @id"],
    ["@unique", 'a Int @unique(map: "u")'],
  ])("a field with %s", (_, field) => {
    expect(judge(`${POSTGRES}model Child {\n  ${field}\n${one}\n}\n`).subjects).toEqual([]);
  });

  test("relations on the same columns are one finding, which names the others", () => {
    const { verdicts } = judge(child(`${one}\n${one.replace("p", "r")}`, ""));
    expect(verdicts.map(({ subject }) => subject.value)).toEqual(["Child.p"]);
    expect(verdicts[0]?.related?.map(({ value }) => value)).toEqual([expect.stringContaining('"Child.r"')]);
  });
});

describe("the message", () => {
  const say = (text: string) => judge(text).verdicts[0]?.message;
  test("names the columns, the parent, what is read, and the cure", () => {
    expect(say(POSTGRES + POST)).toBe(
      'No index begins with "authorId", so every deleted "User" and every query from "User" to its "Post" rows reads the whole table; add @@index([authorId]).',
    );
  });
  test("tells of rows that are deleted along", () => {
    expect(say(POSTGRES + POST.replace("references: [id]", "references: [id], onDelete: Cascade"))).toContain(
      'every deleted "User" (its rows here go with it)',
    );
  });
  test("leaves deletes out where nothing may look at them", () => {
    expect(say(POSTGRES + POST.replace("references: [id]", "references: [id], onDelete: NoAction"))).not.toContain(
      "deleted",
    );
  });
  test("speaks of documents where there are no tables", () => {
    expect(say(datasource('provider = "mongodb"') + POST)).toMatch(/"Post" documents reads the whole collection/);
  });
});

describe("the fix is written where `prisma format` leaves it", () => {
  const fields = source`
    model Post {
      id       Int  @id
      authorId Int
      editorId Int
      author   User @relation(fields: [authorId], references: [id])
      editor   User @relation("Editor", fields: [editorId], references: [id])
  `;
  const A = "@@index([authorId])";
  const E = "@@index([editorId])";

  test.each([
    ["no block attribute", "}", `\n  ${A}\n  ${E}\n}`],
    ["a blank line before the brace", "\n}", `\n  ${A}\n  ${E}\n}`],
    ["a comment before the brace", "  // end\n}", `  // end\n\n  ${A}\n  ${E}\n}`],
    ["an index", "\n  @@index([id])\n}", `\n  @@index([id])\n  ${A}\n  ${E}\n}`],
    ["a comment behind it", "\n  @@unique([id]) // x\n}", `\n  @@unique([id]) // x\n  ${A}\n  ${E}\n}`],
    [
      "a long comment behind it",
      "\n  @@unique([id]) /* x\n  y */\n}",
      `\n  @@unique([id]) /* x\n  y */\n  ${A}\n  ${E}\n}`,
    ],
    ["a key and a map", '\n  @@id([id])\n  @@map("p")\n}', `\n  @@id([id])\n  ${A}\n  ${E}\n  @@map("p")\n}`],
    ["only a map", '\n  @@map("p")\n}', `\n  ${A}\n  ${E}\n  @@map("p")\n}`],
    ["a map with comments", '\n  // a\n  /// b\n  @@map("p")\n}', `\n  ${A}\n  ${E}\n  // a\n  /// b\n  @@map("p")\n}`],
    ["a comment apart from the map", '  // a\n\n  @@map("p")\n}', `  // a\n\n  ${A}\n  ${E}\n  @@map("p")\n}`],
    ["a map right below the fields", '  @@map("p")\n}', `\n  ${A}\n  ${E}\n  @@map("p")\n}`],
    ["full text", "\n  @@fulltext([id])\n}", `\n  ${A}\n  ${E}\n  @@fulltext([id])\n}`],
    [
      "an index of another sort",
      "\n  @@index([authorId], type: Brin)\n}",
      `\n  @@index([authorId], type: Brin)\n  @@index([authorId], map: "Post_authorId_full_idx")\n  ${E}\n}`,
    ],
  ])("%s", (_, end, fixedEnd) => {
    const text = `${POSTGRES}${fields}${end}\n`;
    expect(fixAll(text)).toBe(`${POSTGRES}${fields}${fixedEnd}\n`);
    const single = judge(text).verdicts[1]?.fixes[0]?.edits ?? [];
    const without = fixedEnd.replace(/\n *@@index\(\[authorId\](?:, map: "[^"]*")?\)(?!,)/, "");
    expect(apply(text, single)).toBe(`${POSTGRES}${fields}${without}\n`);
  });

  test.each([
    ["tabs", (text: string) => text.replaceAll("  ", "\t")],
    ["four spaces", (text: string) => text.replaceAll("  ", "    ")],
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["no final line end", (text: string) => text.trimEnd()],
  ])("%s are kept", (_, change) => {
    for (const end of ["}\n", "\n  @@unique([id])\n}\n", '\n  // a\n  @@map("p")\n}\n']) {
      const text = `${POSTGRES}${fields}${end}`;
      expect(fixAll(change(text))).toBe(change(fixAll(text)));
      expect(fixAll(change(text))).not.toBe(change(text));
    }
  });

  test.each([
    ["no closing brace yet", `${POSTGRES}${fields}`],
    ["a block in one line", `${POSTGRES}${fields.replaceAll(/\n\s*/g, " ")}}\n`],
    ["a brace behind the last field", `${POSTGRES}${fields.trimEnd()} }\n`],
  ])("no fix: %s", (_, text) => {
    expect(judge(text).verdicts.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  test("an index of several columns keeps the order of the relation", () => {
    const text = `${POSTGRES}model C {\n  b Int\n  a Int\n  p P @relation(fields: [b, a], references: [x, y])\n}\n`;
    expect(judge(text).verdicts[0]?.fixes.map(({ title, safety }) => [title, safety])).toEqual([
      ["Add @@index([b, a])", "review"],
    ]);
  });
});

describe("the parser", () => {
  test("reads every construct of the language", () => {
    const { blocks } = parsePrisma(fixtures.find(({ name }) => name.startsWith("shop"))?.text ?? "");
    expect(blocks.map(({ keyword, name }) => `${keyword} ${name.value}`)).toEqual([
      "generator client",
      "datasource db",
      "enum Status",
      "model Customer",
      "model Profile",
      "model Order",
      "model Line",
      "model Product",
      "model Stock",
      "model Tag",
      "view CustomerSummary",
    ]);
    const order = blocks.find(({ name }) => name.value === "Order");
    expect(order?.fields.map(({ name, type, isList }) => `${name.value} ${type}${isList ? "[]" : ""}`)).toEqual([
      "id Int",
      "status Status",
      "customerId Int",
      "payerId Int",
      "customer Customer",
      "lines Line[]",
      "tags Tag[]",
      "createdAt DateTime",
    ]);
    expect(order?.attributes.map(({ name }) => name)).toEqual(["index", "index", "map"]);
    const profile = blocks.find(({ name }) => name.value === "Profile");
    expect(profile?.fields[2]?.type).toBe("Unsupported");
    expect(profile?.fields[1]?.attributes[0]).toMatchObject({
      name: "db.VarChar",
      arguments: [{ value: { kind: "number", value: "500" } }],
    });
  });

  test("places point at what they say", () => {
    for (const { text } of fixtures) {
      for (const block of parsePrisma(text).blocks) {
        expect(text.slice(block.start)).toMatch(new RegExp(`^${block.keyword}\\b`));
        if (block.open) expect(text.slice(block.open.start, block.open.end)).toBe("{");
        if (block.close) expect(text.slice(block.close.start, block.close.end)).toBe("}");
        for (const { name, attributes } of block.fields) {
          expect(text.slice(name.start, name.end)).toBe(name.value);
          for (const { start, name: called } of attributes) expect(text.startsWith(`@${called}`, start)).toBe(true);
        }
      }
    }
  });

  test("finds comments, and none in strings or block comments", () => {
    const text =
      'model A {\r\n  s String @default("// \\" // no") // one\r\n  /* // no\n "*/ /// two "x\r\n}\n// three';
    expect([...prismaComments(parsePrisma(text))].map(({ value }) => value)).toEqual([
      "// one",
      '/// two "x',
      "// three",
    ]);
    for (const { value, start, end } of prismaComments(parsePrisma(text))) expect(text.slice(start, end)).toBe(value);
  });

  const TWO = source`
    model User {
      id   Int    @id
      type String
      posts Post[]
    }

    model Post {
      id       Int  @id
      authorId Int
      author   User @relation(fields: [authorId], references: [id])

      @@index([authorId])
    }
  `;
  const shape = (text: string) =>
    parsePrisma(text).blocks.flatMap(({ name, fields, attributes }) => [
      name.value,
      ...fields.map((field) => `${name.value}.${field.name.value}`),
      ...attributes.map((attribute) => `${name.value} @@${attribute.name}`),
    ]);

  test.each([
    ["a brace is missing at the end", TWO.replace("}\n\n", "\n")],
    ["a brace is missing at the beginning", TWO.replace("User {", "User")],
    ["a brace too many", TWO.replace("}\n\n", "}\n}\n\n")],
    ["a head without a name", TWO.replace("model Post", "model \n\nmodel Post")],
    ["an attribute without a name", TWO.replace("Post[]", "Post[] @")],
    ["an attribute without arguments", TWO.replace("Post[]", "Post[] @relation(")],
    ["a string without its end", TWO.replace("type String", 'type String @default("a')],
    ["conflict marks", TWO.replace("  posts", "<<<<<<< HEAD\n  posts")],
    ["a block comment without its end", TWO.replace("  posts", "  /* \n  posts")],
    ["a byte order mark and CRLF", `\ufeff${TWO.replaceAll("\n", "\r\n")}`],
    ["arguments over several lines", TWO.replace("fields: [authorId],", "\n    fields: [authorId,\n],\n")],
  ])("half-typed: %s", (_, text) => {
    expect(shape(text)).toEqual(expect.arrayContaining(shape(TWO)));
  });

  test("complains of what nobody can read, and of nothing else", () => {
    const complaints = (text: string) =>
      parsePrisma(text).errors.map(({ value, start, end }) => [value, text.slice(start, end)]);
    expect(complaints(TWO)).toEqual([]);
    expect(complaints(TWO.replace("  posts", "  what is this?\n  posts"))).toEqual([
      ["Prisma cannot read this line.", "what is this?"],
    ]);
    expect(complaints(TWO.replace("}\n\n", "\n"))).toEqual([['The block "User" has no closing brace.', "User"]]);
    expect(complaints(`hello\n${TWO}`)).toEqual([["Prisma cannot read this line.", "hello"]]);
    for (const { name, text } of fixtures) {
      if (!name.startsWith("typing")) expect(complaints(text), name).toEqual([]);
    }
  });
});

describe("which files are ours", () => {
  const claim = (text: string) => prisma.claim(parsePrisma(text), { path: "schema.prisma", text }, true);
  test.each([
    ["a schema", POST, 1],
    ["an empty file", "", 1],
    ["only types", "type Address {\n  zip String\n}\n", 1],
    ["another language", `// use prisma-next\n${POST}`, 0],
    ["Prisma 1", "type User {\n  id: ID! @id\n  posts: [Post!]!\n}\n", 0],
  ])("%s", (_, text, sure) => expect(claim(text)).toBe(sure));
});

test("findings of the fixtures", () => {
  expect(
    Object.fromEntries(fixtures.map(({ name, text }) => [name.replaceAll("\\", "/"), judge(text).subjects])),
  ).toEqual({
    "folder/posts.prisma": ["Post.author", "Post.editor"],
    "mongo/schema.prisma": ["Post.author"],
    "shop/schema.prisma": ["Customer.invitedBy", "Order.customer", "Line.product", "Product.stock"],
    "typing/schema.prisma": ["Post.author"],
  });
});

describe("every prefix of every fixture", () => {
  test.each(fixtures.map(({ name, text }) => [name, text]))("%s", (_, text) => {
    for (let length = 0; length <= text.length; length++) {
      const part = text.slice(0, length);
      for (const { subject } of judge(part).verdicts) {
        expect(part.slice(subject.start, subject.end)).toBe(subject.value.split(".")[1]);
      }
      if (text[length] === "\n" || length === text.length) fixesHold(part);
    }
  });

  function fixesHold(text: string): void {
    const { tree, verdicts, subjects } = judge(text);
    for (const { fixes, subject } of verdicts) {
      for (const fix of fixes) {
        const after = judge(apply(text, fix.edits));
        expect(after.subjects).toEqual(subjects.filter((other) => other !== subject.value));
        expect(after.tree.errors.length).toBe(tree.errors.length);
      }
    }
    const fixed = judge(fixAll(text));
    expect(fixed.verdicts.filter(({ fixes }) => fixes.length > 0)).toEqual([]);
    expect(fixed.tree.errors.length).toBe(tree.errors.length);
  }
});

describe("large and hostile texts", () => {
  test("20,000 models", () => {
    const models = Array.from({ length: 20_000 }, (_, index) => POST.replace("Post", `Post${index}`));
    const { verdicts } = judge(POSTGRES + models.join("\n"));
    expect(verdicts).toHaveLength(20_000);
  }, 60_000);

  test.each([
    "[",
    "(",
    "{",
    "}\n",
    "@",
    "@@index([",
    "@relation(fields: [",
    "/*",
    '"',
    '\\"',
    "a(",
    "a.",
    "model ",
    "<",
  ])(
    "%j over and over",
    (unit) => {
      const many = unit.repeat(100_000 / unit.length);
      for (const before of ["", "model A {\n  id Int @id\n  b ", `${POST.slice(0, -2)}  @@index([`]) {
        const { tree, verdicts } = judge(POSTGRES + before + many);
        expect(tree.blocks.length).toBeGreaterThan(0);
        expect(verdicts.length).toBeLessThan(2);
      }
    },
    60_000,
  );
});
