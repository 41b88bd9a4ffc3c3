import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "prisma/unindexed-filter",
  title: "Code filters or sorts by a field that no index serves",
  why: `
A table of a hundred rows answers at once whatever one asks. At ten million rows each such query reads all of them. The
calls of Prisma Client in the TypeScript and JavaScript of the workspace tell by which fields it is asked.

A call counts when no other condition of it can use an index, when all of its \`where\` is written at the call, and when it does
not look for one row by its key. Tests, seeds, scripts and generated code are left out. Under the recommended profile so are
fields with few values, booleans and enums: an index on one rarely helps by itself.

Nothing is run and nothing is fetched: the source files are only read.
`,
  severity: { recommended: "info", strict: "warning" },
  since: "0.1.0",
  options: {
    calls: { default: 2, description: "So many calls have to filter or sort by a field." },
  },

  *check({ entities }, { calls: least }, { profile }) {
    for (const { name: entity, filters, indexSlot } of entities) {
      for (const { name, hasFewValues, calls } of filters) {
        const [first] = calls;
        if (!first || calls.length < least || (hasFewValues && profile !== "strict")) continue;
        const often = calls.length === 1 ? "One call filters or sorts" : `${calls.length} calls filter or sort`;
        const advice = hasFewValues
          ? "put it into an index behind a field that tells more"
          : `add @@index([${name.value}])`;
        yield {
          subject: { ...name, value: `${entity.value}.${name.value}` },
          message: `${often} by "${name.value}" and no index begins with it, so each reads the whole table; ${advice}.`,
          related: calls.slice(0, MAX_SHOWN).map(({ path, line }) => ({
            value: `${path}:${line} filters or sorts by it.`,
            start: name.start,
            end: name.end,
            elsewhere: { path, line },
          })),
          evidence: { slot: indexSlot, field: name.value, hasFewValues },
        };
      }
    }
  },

  *fix({ slot, field, hasFewValues }) {
    if (slot.edits.length === 0 || hasFewValues) return;
    yield { title: `Add @@index([${field}])`, safety: "review", edits: fill(slot, `@@index([${field}])`) };
  },

  examples: [
    {
      title: "Two calls look for tickets by their reference",
      path: "prisma/schema.prisma",
      around: {
        "src/tickets.ts": source`
          export const find = (reference: string) => prisma.ticket.findFirst({ where: { reference } });
          export const all = (team: string) => prisma.ticket.findMany({ where: { teamId: team, open: true } });
        `,
        "src/mail.ts": source`
          const known = await this.db.ticket.count({ where: { reference: mail.subject, open: true } });
        `,
      },
      bad: source`
        datasource db {
          provider = "postgresql"
        }

        model Ticket {
          id        Int     @id
          teamId    Int
          «reference» String
          open      Boolean

          @@index([teamId])
        }
      `,
      fixed: source`
        datasource db {
          provider = "postgresql"
        }

        model Ticket {
          id        Int     @id
          teamId    Int
          reference String
          open      Boolean

          @@index([teamId])
          @@index([reference])
        }
      `,
    },
    {
      title: "An index serves one call, a key another, and of a third nobody sees all conditions",
      path: "prisma/schema.prisma",
      around: {
        "src/tickets.ts": source`
          prisma.ticket.findMany({ where: { teamId, reference: { in: references } } });
          prisma.ticket.findUnique({ where: { id, reference } });
          prisma.ticket.findMany({ where: { reference, ...visibleTo(user) } });
          prisma.ticket.findMany({ where: { reference: { contains: word } } });
        `,
      },
      good: source`
        datasource db {
          provider = "postgresql"
        }

        model Ticket {
          id        Int    @id
          teamId    Int
          reference String

          @@index([teamId])
        }
      `,
    },
  ],
});

// Editors show them in a list below the message.
const MAX_SHOWN = 20;
