import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { lint } from "../server/src/core/lint.ts";
import { suppressionEdit } from "../server/src/core/suppress.ts";
import { UNLIMITED } from "./workspace.ts";

const path = ".github/workflows/ci.yml";
const RULE = "workflow/missing-timeout";
const strict = { ...DEFAULT_CONFIG, profile: "strict" } as const;
const judge = (text: string) => lint({ path, text }, strict).findings;
const open = (text: string) =>
  judge(text)
    .filter(({ suppressed }) => !suppressed)
    .map(({ rule }) => rule);
const withLine = (above: string, line: string) => UNLIMITED.replace(above, `${line}\n${above}`);

describe("a finding is silenced", () => {
  test.each([
    ["on the next line", withLine("  build:", `  # plumblint-disable-next-line ${RULE}`)],
    ["with a reason", withLine("  build:", `  # plumblint-disable-next-line ${RULE} -- the runner has a limit`)],
    ["by one of several ids", withLine("  build:", `  # plumblint-disable-next-line ${RULE}, brief/vague -- x`)],
    ["by a comment without ids", withLine("  build:", "  # plumblint-disable-next-line")],
    ["on the same line", UNLIMITED.replace("  build:", `  build: # plumblint-disable-line ${RULE}`)],
    ["in the whole file", `${UNLIMITED}# plumblint-disable-file ${RULE}\n`],
    ["from a comment on", `# plumblint-disable ${RULE}\n${UNLIMITED}`],
    ["before the comment that ends it", `# plumblint-disable ${RULE}\n${UNLIMITED}# plumblint-enable ${RULE}\n`],
  ])("%s", (_, text) => {
    expect(open(text).filter((rule) => rule === RULE)).toEqual([]);
    expect(judge(text).filter(({ rule }) => rule === RULE)).toHaveLength(1);
  });

  test("and the reason is kept", () => {
    const [finding] = judge(withLine("  build:", `  # plumblint-disable-next-line ${RULE} -- the runner has a limit`));
    expect(finding?.suppressed?.value).toBe("the runner has a limit");
  });
});

describe("a finding is not silenced", () => {
  test.each([
    ["two lines below", withLine("  build:", `  # plumblint-disable-next-line ${RULE}\n`)],
    ["by another rule's id", withLine("  build:", "  # plumblint-disable-next-line workflow/missing-retry")],
    ["behind the comment that ends it", `# plumblint-disable ${RULE}\n# plumblint-enable\n${UNLIMITED}`],
    ["by a word that only begins alike", withLine("  build:", `  # plumblint-disable-next-lines ${RULE}`)],
    ["by words in a string", UNLIMITED.replace("make", `make "plumblint-disable-file ${RULE}"`)],
  ])("%s", (_, text) => {
    expect(open(text)).toContain(RULE);
  });
});

describe("a comment that silences nothing is reported", () => {
  test("once for each id, with an edit that takes it away", () => {
    const text = withLine("  build:", `  # plumblint-disable-next-line ${RULE}, workflow/uncoordinated-agents -- x`);
    const [idle, ...more] = judge(text).filter(({ rule }) => rule === "plumblint/unused-suppression");
    expect(more).toEqual([]);
    expect(text.slice(idle?.start, idle?.end)).toBe("workflow/uncoordinated-agents");
    expect(apply(text, idle?.fixes[0]?.edits ?? [])).toContain(`disable-next-line ${RULE} -- x`);
  });

  test("but not when its rule is switched off", () => {
    const text = `${UNLIMITED.replace("make", "make #")}# plumblint-disable-file ${RULE}\n`.replace(
      "runs-on",
      "timeout-minutes: 5\n    runs-on",
    );
    const off = { ...strict, severity: { [RULE]: "off" } } as const;
    expect(lint({ path, text }, off).findings.map(({ rule }) => rule)).not.toContain("plumblint/unused-suppression");
    expect(open(text)).toContain("plumblint/unused-suppression");
  });
});

test("an unknown id is reported with the nearest one", () => {
  const [finding] = judge(`${UNLIMITED}# plumblint-disable-file workflow/mising-timeout\n`).filter(
    ({ rule }) => rule === "plumblint/unknown-rule",
  );
  expect(finding?.message).toContain('did you mean "workflow/missing-timeout"?');
});

test("the action that silences a finding does so", () => {
  const [finding] = judge(UNLIMITED);
  if (!finding) throw new Error("no finding");
  const edit = suppressionEdit(UNLIMITED, finding, "yaml");
  const text = apply(UNLIMITED, edit ? [edit] : []);
  expect(text).toContain(`  # plumblint-disable-next-line ${RULE} --\n  build:`);
  expect(open(text)).toEqual([]);
});
