// Who may import whom. The design rests on these few arrows.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { expect, test } from "vitest";

const top = fileURLToPath(new URL("..", import.meta.url));

interface Import {
  readonly from: string;
  /** Path from the top for files of ours, the package's name for others. */
  readonly to: string;
}

const files = ["client/src", "server/src"].flatMap((folder) =>
  readdirSync(join(top, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
);

const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(top, from), "utf8");
  return [...text.matchAll(/^(?:import|export)\s[^"';]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm)].map(
    (match) => {
      const name = match[1] ?? match[2] ?? match[3] ?? "";
      const to = name.startsWith(".") ? relative(top, join(top, dirname(from), name)).replaceAll("\\", "/") : name;
      return { from, to };
    },
  );
});

/** The imports from files under `folder` that `allowed` does not name. */
const strays = (folder: string, allowed: RegExp) =>
  imports
    .filter(({ from, to }) => from.startsWith(folder) && !allowed.test(to))
    .map(({ from, to }) => `${from} -> ${to}`);

test("the files were found, and their imports", () => {
  expect(files.length).toBeGreaterThan(40);
  expect(imports.length).toBeGreaterThan(100);
});

test("the core imports itself and pure packages", () => {
  expect(
    strays(
      "server/src/core/",
      /^server\/src\/core\/|^(yaml|zod\/|picomatch\/posix|@lezer\/|jsonc-parser$|@dagrejs\/dagre$|toml-eslint-parser$|sarif$)/,
    ),
  ).toEqual([]);
});

test("each third-party package of the core has one door", () => {
  const doors = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    if (!from.startsWith("server/src/core/") || to.startsWith("server/") || to.startsWith("@lezer/common")) continue;
    const name = to.startsWith("@") ? to : (to.split("/")[0] ?? to);
    doors.set(name, (doors.get(name) ?? new Set()).add(from.replace(/\.parser\.generated\.ts$/, ".ts")));
  }
  for (const [name, from] of doors) expect([...from], name).toHaveLength(1);
});

test("rules know models, never syntax or dialects", () => {
  const rules =
    /^server\/src\/core\/(rules|rule|model|finding|edit|example|text|around|nearest|brief|workflow|prisma)\b/;
  const own = imports.filter(({ from }) => /^server\/src\/core\/rules\/[^/]+\//.test(from));
  expect(own.filter(({ to }) => !rules.test(to))).toEqual([]);
});

test("dialects never judge", () => {
  const judging = /\/core\/(rules|rule\.ts|lint|config|settle|suppress|fix\.ts|report)/;
  expect(imports.filter(({ from, to }) => from.startsWith("server/src/core/dialects/") && judging.test(to))).toEqual(
    [],
  );
});

test("syntax knows neither dialects nor rules", () => {
  const known = /\/core\/(dialects|rules|rule\.ts|model|lint|config)/;
  expect(imports.filter(({ from, to }) => from.startsWith("server/src/core/syntax/") && known.test(to))).toEqual([]);
});

test("the client knows the editor and the protocol, nothing of ours", () => {
  expect(strays("client/", /^client\/|^vscode$|^vscode-languageclient|^node:/)).toEqual([]);
});

test("the page of a panel knows the browser alone", () => {
  const text = readFileSync(join(top, "client/view/pipeline.ts"), "utf8");
  expect(text).not.toMatch(/^import|innerHTML|\beval\b/m);
  expect(text.split("\n").length).toBeLessThan(200);
});

test("the shell knows the core and the protocol, not the disk", () => {
  expect(strays("server/src/lsp/", /^server\/src\/(core|lsp)\/|^vscode-languageserver/)).toEqual([]);
});

test("only the command line prints", () => {
  const printing = files.filter((file) => /\bconsole\.|process\.std(out|err)/.test(withoutComments(file)));
  expect(printing.filter((file) => !file.startsWith("server/src/cli/") && !file.endsWith("session.ts"))).toEqual([]);
});

const withoutComments = (file: string): string =>
  readFileSync(join(top, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");

test("the core bundles for a browser", async () => {
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: [join(top, "server/src/core/lint.ts")],
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    platform: "browser",
    conditions: ["worker", "browser"],
    format: "esm",
    logLevel: "silent",
  });
  expect(Object.values(metafile.outputs).flatMap((output) => output.imports)).toEqual([]);
  // A budget, so that nobody adds half a megabyte unseen: it holds every parser and dialect there is.
  expect((outputFiles[0]?.text.length ?? 0) / 1000).toBeLessThan(1300);
});

test("everything exported says what it is", () => {
  const silent = files
    .filter((file) => !/generated|index\.ts$/.test(file))
    .flatMap((file) => {
      const lines = readFileSync(join(top, file), "utf8").split("\n");
      return lines.flatMap((line, index) => {
        const documented = /\*\/\s*$|^\s*\/\//.test(lines[index - 1] ?? "");
        return /^export (?!default\b|type \*)/.test(line) && !documented ? [`${file}: ${line}`] : [];
      });
    });
  expect(silent).toEqual([]);
});

test("no file of ours has outgrown one idea", () => {
  const long = files
    .filter((file) => !/generated|index\.ts$/.test(file))
    .map((file) => ({ file, lines: readFileSync(join(top, file), "utf8").split("\n").length }))
    .filter(({ file, lines }) => lines > (file.startsWith("client/") ? 200 : 400));
  expect(long).toEqual([]);
});
