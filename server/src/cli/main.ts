#!/usr/bin/env node
// The command line: words in, an exit code out. Results go to standard output, everything else to standard error.
import { VERSION } from "../core/product.ts";
import { auditCommand } from "./audit.ts";
import { explainCommand } from "./explain.ts";
import { lspCommand } from "./lsp.ts";
import { UsageError } from "./options.ts";
import { USAGE } from "./usage.ts";

type Command = (words: readonly string[]) => number | undefined | Promise<number | undefined>;

const COMMANDS: Readonly<Record<string, Command>> = {
  audit: auditCommand,
  explain: explainCommand,
  lsp: lspCommand,
};

async function main([name, ...words]: readonly string[]): Promise<number | undefined> {
  if (name === "--version" || name === "-v") return print(`${VERSION}\n`);
  if (name === "--help" || name === "-h" || name === "help" || words.includes("--help")) return print(USAGE);
  const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name ?? ""] : undefined;
  if (!command) throw new UsageError(name === undefined ? "say what to do" : `there is no command "${name}"`);
  return await command(words);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function fail(error: unknown): number {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`plumblint: ${error.message}\nTry "plumblint --help".\n`);
  return 2;
}

// A reader that closes the pipe early (`| head`) has seen enough; that is no error of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  throw error;
});

void main(process.argv.slice(2))
  .catch(fail)
  .then((code) => {
    // The language server has no exit code yet: it goes on.
    if (code !== undefined) process.exitCode = code;
  });
