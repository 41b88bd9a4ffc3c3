import { Buffer } from "node:buffer";
import { workspace } from "vscode";
import { open, untilFindings, uriOf } from "../editor.ts";
import { test } from "../runner.ts";

const WORKFLOW = ".github/workflows/ci.yml";
const RULE = "workflow/missing-timeout";

test("a configuration file takes effect when it is written, changed and deleted", async () => {
  const { document } = await open(WORKFLOW);
  const file = uriOf(".plumblint.yaml");
  const write = (text: string) => workspace.fs.writeFile(file, Buffer.from(text));
  await untilFindings(document, RULE, 2);
  try {
    await write(`rules:\n  ${RULE}: off\n`);
    await untilFindings(document, RULE, 0);
    await write("rules: {}\n");
    await untilFindings(document, RULE, 2);
    await write(`rules:\n  ${RULE}: off\n`);
    await untilFindings(document, RULE, 0);
  } finally {
    await workspace.fs.delete(file);
  }
  await untilFindings(document, RULE, 2);
});

test("a mistake in the configuration file is found there", async () => {
  const file = uriOf(".plumblint.yaml");
  await workspace.fs.writeFile(file, Buffer.from("rules:\n  workflow/missing-timeuot: off\n"));
  try {
    const { document } = await open(".plumblint.yaml");
    await untilFindings(document, "plumblint/unknown-rule", 1);
  } finally {
    await workspace.fs.delete(file);
  }
});

test("settings take effect at once", async () => {
  const { document } = await open(WORKFLOW);
  const settings = workspace.getConfiguration("plumblint", document);
  await untilFindings(document, RULE, 2);
  for (const [name, value] of [
    ["enable", false],
    ["rules", { [RULE]: "off" }],
  ] as const) {
    await settings.update(name, value);
    try {
      await untilFindings(document, RULE, 0);
    } finally {
      await settings.update(name, undefined);
    }
    await untilFindings(document, RULE, 2);
  }
});
