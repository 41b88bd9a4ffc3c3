import { describe, expect, test } from "vitest";
import { codeOutputs, current, pageOutputs } from "../server/generate/main.ts";
import { VERSION } from "../server/src/core/product.ts";

const outputs = [...codeOutputs(), ...(await pageOutputs())];

describe("`npm run gen` has nothing to write", () => {
  test.each(outputs.map(({ path, text }) => [path, text]))("%s", (path, text) => {
    expect(current(path)).toBe(text);
  });
});

test("the version is the same everywhere", () => {
  expect(JSON.parse(current("package.json")).version).toBe(VERSION);
  expect(current("CHANGELOG.md")).toContain(`## ${VERSION}`);
});
