// `npm run gen`: writes every file that follows from others. A test fails when one of them is out of date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import prismaParser from "./prisma-parser.ts";
import registries from "./registries.ts";

/** A generated file: path relative to the top folder, and what it must hold. */
export interface Output {
  readonly path: string;
  readonly text: string;
}

const TOP = fileURLToPath(new URL("../..", import.meta.url));

/** The generated files that the code itself needs; they come first, since the others are made by running the code. */
export const codeOutputs = (): Output[] => [...prismaParser(), ...registries(TOP)];

/** The generated pages, schemas and manifest entries. Needs the code to be generated already. */
export async function pageOutputs(): Promise<Output[]> {
  const { default: pages } = await import("./pages.ts");
  return pages(TOP);
}

/** What a file holds now; empty when it is not there. */
export function current(path: string): string {
  try {
    return readFileSync(join(TOP, path), "utf8");
  } catch {
    return "";
  }
}

function write(outputs: readonly Output[]): void {
  for (const { path, text } of outputs) {
    if (current(path) === text) continue;
    mkdirSync(dirname(join(TOP, path)), { recursive: true });
    writeFileSync(join(TOP, path), text);
    console.error(`wrote ${path}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  write(codeOutputs());
  write(await pageOutputs());
}
