// What client code asks the database: which calls are seen, what narrows them, and which fields are left without an index.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";
import { isSourcePath, readClientCalls } from "../server/src/core/prisma/client-calls.ts";
import { Queries } from "../server/src/project/queries.ts";
import { aroundOf } from "./around.ts";
import { workspace } from "./workspace.ts";

const SCHEMA = `datasource db {
  provider = "postgresql"
}

enum State {
  OPEN
  DONE
}

model Team {
  id      Int      @id
  tickets Ticket[]
}

model Ticket {
  id     Int    @id
  code   String
  slug   String @unique
  at     DateTime
  open   Boolean
  state  State
  teamId Int
  team   Team   @relation(fields: [teamId], references: [id])

  @@unique([code, slug])
  @@index([at], type: Brin)
  @@index([teamId])
}
`;
/** The same without the unique constraint that serves `code`. */
const schema = SCHEMA.replace("  @@unique([code, slug])\n", "");

/** The fields found when one call stands in two places. */
function found(call: string, text = schema, profile: "strict" | "recommended" = "strict"): string[] {
  const around = aroundOf({ "src/a.ts": call, "src/b.ts": `// again\n${call}`, "db/schema.prisma": text });
  const result = lint({ path: "db/schema.prisma", text }, { ...DEFAULT_CONFIG, profile }, around);
  expect(result.failures).toEqual([]);
  return result.findings.filter(({ rule }) => rule === "prisma/unindexed-filter").map(({ subject }) => subject);
}

describe("calls that read the whole table", () => {
  test.each([
    ["prisma.ticket.findMany({ where: { code } })"],
    ["const all = await this.db.ticket.findFirst({ where: { code: { equals: x.y } } })"],
    ["ctx.prisma.ticket.count({ where: { AND: [{ code: 'a' }, { open: true }] } } as Args)"],
    ["getClient(tx)!.ticket.deleteMany({ where: { OR: [{ slug }, { code }] } })"],
    ["db?.ticket?.findFirstOrThrow<T>({ where: { code: { startsWith: 'a' } } })"],
    ["db['ticket'].findMany({ where: { code: flag ? 'a' : undefined } })"],
    ["prisma.ticket.findMany({ where: { ...(flag && { open: true }), code: { in: codes } } })"],
    ["prisma.ticket.findMany({ orderBy: [{ code: 'asc' }, { slug: 'asc' }] })"],
    ["prisma.ticket.groupBy({ by: ['code'] })"],
  ])("%s", (call) => {
    expect(found(call)).toContain("Ticket.code");
  });
});

describe("calls that do not, or of which nobody can tell", () => {
  test.each([
    ["a unique field narrows", "prisma.ticket.findMany({ where: { slug, code } })"],
    ["a foreign key narrows", "prisma.ticket.findMany({ where: { teamId, code }, orderBy: { code: 'asc' } })"],
    ["a relation narrows", "prisma.ticket.findMany({ where: { team: { id: 1 }, code } })"],
    ["each branch is narrowed", "prisma.ticket.findMany({ where: { OR: [{ slug, code }, { teamId, code }] } })"],
    ["a key", "prisma.ticket.findUnique({ where: { id, code } }); prisma.ticket.update({ where: { id, code } })"],
    ["not written here", "prisma.ticket.findMany({ where: { code, ...filter } })"],
    ["a variable", "prisma.ticket.findMany({ where })"],
    ["arguments from elsewhere", "prisma.ticket.findMany(args); prisma.ticket.findMany({ ...args })"],
    ["words inside a text", "prisma.ticket.findMany({ where: { code: { contains: 'a' } } })"],
    ["without regard to case", "prisma.ticket.findMany({ where: { code: { equals: 'a', mode: 'insensitive' } } })"],
    ["another model", "prisma.team.findMany({ where: { code } })"],
    ["no client", "ticket.findMany({ where: { code } }); tickets.map(({ code }) => code)"],
    ["a typed router", "caller.ticket.findMany({ where: { code } })"],
    ["in a comment", "// prisma.ticket.findMany({ where: { code } })"],
    ["half typed", "prisma.ticket.findMany({ where: { "],
  ])("%s", (_, call) => {
    expect(found(call)).not.toContain("Ticket.code");
  });

  test("an index that begins with the field serves it, one of another kind does not", () => {
    expect(found("prisma.ticket.findMany({ where: { code } })", SCHEMA)).toEqual([]);
    expect(found("prisma.ticket.findMany({ where: { at: { gt: x } } })")).toEqual(["Ticket.at"]);
  });

  test("one call is no habit", () => {
    const around = aroundOf({ "src/a.ts": "prisma.ticket.findMany({ where: { code } })" });
    const { findings } = lint({ path: "db/schema.prisma", text: schema }, DEFAULT_CONFIG, around);
    expect(findings.filter(({ rule }) => rule === "prisma/unindexed-filter")).toEqual([]);
  });

  test("fields with few values only under strict", () => {
    const call = "prisma.ticket.findMany({ where: { open: true, state: 'DONE' } })";
    expect(found(call)).toEqual(["Ticket.open", "Ticket.state"]);
    expect(found(call, schema, "recommended")).toEqual([]);
  });
});

describe("source files", () => {
  test.each([
    ["src/a.ts", true],
    ["app/(routes)/page.tsx", true],
    ["lib/a.mjs", true],
    ["src/a.d.ts", false],
    ["src/a.test.ts", false],
    ["prisma/seed.ts", false],
    ["src/__tests__/a.ts", false],
    ["src/generated/client.ts", false],
    ["src/a.py", false],
  ])("%s: %s", (path, expected) => {
    expect(isSourcePath(path)).toBe(expected);
  });

  test("each call has its line", () => {
    const text = "\r\nprisma.a.count()\n\n  prisma\n    .b\n    .count({})\n";
    expect(readClientCalls("a.ts", text).map(({ accessor, line }) => [accessor, line])).toEqual([
      ["a", 2],
      ["b", 4],
    ]);
  });

  test("hostile and half-typed text", () => {
    const call = "prisma.a.findMany({ where: { b: { in: [c] }, ...(d ? { e } : {}) } })";
    for (let end = 0; end <= call.length; end++)
      expect(() => readClientCalls("a.ts", call.slice(0, end))).not.toThrow();
    for (const text of ["(", "{ a: ", "[", "a.", "x ? ", "`${", "prisma.a.count(", "...("]) {
      expect(() => readClientCalls("a.tsx", `.findMany${text.repeat(5000)}`)).not.toThrow();
    }
  });
});

describe("the code of a project", () => {
  test("is read once; then only what changed", async () => {
    const root = workspace({
      "src/a.ts": "prisma.ticket.count({ where: { code } })",
      ".gitignore": "out/\n",
      "out/b.ts": "prisma.ticket.count()",
      "node_modules/c/c.js": "prisma.ticket.count()",
    });
    const queries = new Queries(root);
    expect(queries.found).toBeUndefined();
    expect(await queries.readSlowly()).toBe(true);
    expect(queries.found?.map(({ path, line }) => [path, line])).toEqual([["src/a.ts", 1]]);
    expect(await queries.readSlowly(), "nothing changed").toBe(false);
    writeFileSync(join(root, "src/d.ts"), "\nprisma.team.count()");
    expect(await queries.readSlowly()).toBe(true);
    expect(queries.read().map(({ path }) => path)).toEqual(["src/a.ts", "src/d.ts"]);
  });
});
