// Which failures a shell stops at, as it was started and as a script goes on to set it.
import type { Command } from "../syntax/shell.ts";

/** How the platform starts the shell. Give true where it cannot be told: then nothing is held against the script. */
export interface ShellFlags {
  /** `-e`: it ends with the first command that fails. */
  readonly errexit: boolean;
  /** `-o pipefail`: a pipe fails with any of its programs. */
  readonly pipefail: boolean;
}

/** What a command leaves of them: `set -eo pipefail` turns both on, `set +e` one off. Source: POSIX, `set`; bash(1). */
export function flagsAfter({ words }: Pick<Command, "words">, flags: ShellFlags): ShellFlags {
  const [program, ...args] = words.map(({ text }) => text);
  if (program !== "set") return flags;
  let { errexit, pipefail } = flags;
  for (const [at, arg] of args.entries()) {
    if (!/^[+-][A-Za-z]/.test(arg)) continue;
    const on = arg.startsWith("-");
    if (arg.includes("e")) errexit = on;
    if (arg.endsWith("o") && args[at + 1] === "errexit") errexit = on;
    if (arg.endsWith("o") && args[at + 1] === "pipefail") pipefail = on;
  }
  return { errexit, pipefail };
}

/** The options in the command line of a shell: `/bin/bash -eo pipefail`. Nothing is on unless an option says so. */
export const flagsInLine = (line: string): ShellFlags => ({
  errexit: /\s-[a-z]{0,8}e|errexit/.test(line),
  pipefail: line.includes("pipefail"),
});
