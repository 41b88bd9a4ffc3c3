import { expect, test } from "vitest";
import { isOurs, selectorFor } from "../client/src/selector.ts";
import { dialects } from "../server/src/core/dialects/index.ts";

/** The globs without braces that a glob with braces stands for. */
function alternatives(glob: string): string[] {
  const [whole, inside = ""] = /\{([^{}]*)\}/.exec(glob) ?? [];
  return whole ? inside.split(",").flatMap((part) => alternatives(glob.replace(whole, part))) : [glob];
}

const globs = new Set(dialects.flatMap(({ paths }) => paths.flatMap(alternatives)));

test.each([...globs])("the editor shows the server what fits %s", (glob) => {
  expect(isOurs(glob)).toBe(true);
});

test("documents come from the schemes of the folders and from files outside them, not from version control", () => {
  const schemes = selectorFor([]).map(({ scheme }) => scheme);
  expect(schemes).toEqual(["file", "untitled"]);
});
