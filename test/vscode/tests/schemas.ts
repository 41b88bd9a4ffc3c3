import assert from "node:assert/strict";
import { commands } from "vscode";
import { findings, open, typeBehind, until, untilFindings } from "../editor.ts";
import { test } from "../runner.ts";

const RELATION = `
model Order {
  id     String @id
  item   Item   @relation(fields: [itemId], references: [id])
  itemId String
}
`;

test("an unindexed relation is found while it is typed, and gone when it is undone or indexed", async () => {
  const editor = await open("prisma/schema.prisma");
  await until("nothing to say", () => (findings(editor.document).length === 0 ? true : undefined));
  await typeBehind(editor, "@@index([shopId])\n}\n", RELATION);
  const [unindexed] = await untilFindings(editor.document, "prisma/unindexed-relation", 1);
  assert.match(unindexed?.message ?? "", /Order/);
  await commands.executeCommand("undo");
  await untilFindings(editor.document, "prisma/unindexed-relation", 0);

  await typeBehind(editor, "@@index([shopId])\n}\n", RELATION);
  await untilFindings(editor.document, "prisma/unindexed-relation", 1);
  await typeBehind(editor, "  itemId String\n", "\n  @@index([itemId])\n");
  await untilFindings(editor.document, "prisma/unindexed-relation", 0);
  assert(editor.document.isDirty, "nothing was saved");
});
