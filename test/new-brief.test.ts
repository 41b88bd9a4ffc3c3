// New briefs are complete: not even the strict profile finds anything in them.
import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { NEW_BRIEFS, newBrief, slugOf } from "../server/src/core/help/new-brief.ts";
import { lint } from "../server/src/core/lint.ts";

test.each(NEW_BRIEFS.map(({ id }) => id))("%s", (id) => {
  const { path = "", insertion } = newBrief(id, "Fix the login") ?? {};
  const text = insertion?.text ?? "";
  const { dialect, findings, models } = lint({ path, text }, { ...DEFAULT_CONFIG, profile: "strict" });
  expect(dialect).toBe(id);
  expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  const [brief] = models;
  expect(brief?.family === "brief" && Object.keys(brief.contract).toSorted()).toEqual(["inputs", "outputs", "success"]);
  expect(text).toMatch(/^# Fix the login$/m);
  for (const section of ["Inputs", "Subtasks", "Coordination", "Output", "Success Criteria"]) {
    expect(text).toContain(`\n## ${section}\n\n`);
  }
  expect(text).toMatch(/[^\n]\n$/);
});

test("names become file names in any script, and nothing else does", () => {
  expect(slugOf("  Fix the Login (again)! ")).toBe("fix-the-login-again");
  expect(slugOf("../../etc/passwd")).toBe("etc-passwd");
  expect(slugOf("Größe ändern")).toBe("größe-ändern");
  expect(slugOf("ログインを直す")).toBe("ログインを直す");
  expect(newBrief("task-brief", "...")).toBeUndefined();
  expect(newBrief("nothing", "name")).toBeUndefined();
});
