// Composite actions, and actions of other kinds.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";
import type { Workflow } from "../server/src/core/model.ts";

const read = (
  path: string,
  text = readFileSync(new URL(`./fixtures/github-action/${path}`, import.meta.url), "utf8"),
) => lint({ path, text }, { ...DEFAULT_CONFIG, profile: "strict" });
const COMPOSITE = ".github/actions/setup/action.yml";

test.each([
  ["a composite action", COMPOSITE, undefined, "github-action"],
  ["an action in JavaScript", "tools/notify/action.yaml", undefined, "github-action"],
  ["an image", "action.yml", "name: a\nruns:\n  using: docker\n  image: Dockerfile\n", "github-action"],
  ["nothing that runs", "action.yml", "name: a\nruns: 3\n", undefined],
  ["the actions of a game", "data/action.yml", "runs:\n  - left\n", undefined],
  ["another name", "actions.yml", "runs:\n  using: composite\n  steps: []\n", undefined],
  [
    "a workflow of that name",
    ".github/workflows/action.yml",
    "on: push\njobs:\n  a:\n    runs-on: x\n",
    "github-actions",
  ],
])("%s", (_, path, text, dialect) => expect(read(path, text).dialect).toBe(dialect));

test("its steps, their calls, its inputs", () => {
  const [model] = read(COMPOSITE).models as Workflow[];
  expect(model?.nodes.map(({ name, kind }) => `${name.value} ${kind}`)).toEqual(["0 step", "1 step", "Plant step"]);
  expect(model?.nodes[2]?.after).toEqual([{ to: "1" }]);
  expect(model?.nodes.flatMap(({ calls }) => calls.map(({ tool }) => tool))).toEqual(["curl"]);
  expect(model?.inputs.map(({ name, used }) => `${name.value} ${used !== undefined}`)).toEqual([
    "node-version true",
    "database true",
    "verbose true",
  ]);
});

test("GH-4: a step has no limit of its own to write", () => {
  expect(read(COMPOSITE).findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
    "workflow/missing-retry Plant",
  ]);
});

test("the inputs of an action in JavaScript are read in its code", () => {
  expect(read("tools/notify/action.yaml").findings).toEqual([]);
});
