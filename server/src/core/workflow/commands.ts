// What a command line runs, behind the programs that only start others.

/** Programs that run the command behind them, with those of their options that take a value, and other words of theirs. */
const WRAPPERS: ReadonlyMap<string, { readonly options?: string; readonly words?: number; readonly verb?: RegExp }> =
  new Map([
    ["sudo", { options: "ugCDhpRrTt" }],
    ["doas", { options: "uC" }],
    ["env", { options: "uSC" }],
    ["timeout", { options: "ks", words: 1 }],
    ["gtimeout", { options: "ks", words: 1 }],
    ["nice", { options: "n" }],
    ["ionice", { options: "cn" }],
    ["stdbuf", { options: "ioe" }],
    ["xargs", { options: "adEILnPs" }],
    ["nohup", {}],
    ["setsid", {}],
    ["exec", { options: "a" }],
    ["command", {}],
    ["builtin", {}],
    ["time", {}],
    ["unbuffer", {}],
    ["npx", { options: "p" }],
    ["bunx", {}],
    ["pnpx", {}],
    ["uvx", {}],
    ["pnpm", { verb: /^dlx$/ }],
    ["yarn", { verb: /^dlx$/ }],
    ["bun", { verb: /^x$/ }],
  ]);
const ASSIGNMENT = /^[A-Za-z_]\w{0,100}=/;
// `sudo env time …`: nobody stacks more.
const MAX_WRAPPERS = 5;

/** Index of the word that names the program a command runs: `curl` of `sudo -E timeout 60 curl`. */
export function programIndex(words: readonly string[]): number {
  let at = 0;
  for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
    const wrapper = WRAPPERS.get(programName(words[at]));
    if (!wrapper || (wrapper.verb && !wrapper.verb.test(words[at + 1] ?? ""))) break;
    let next = at + (wrapper.verb ? 2 : 1);
    while (/^-./.test(words[next] ?? "") || ASSIGNMENT.test(words[next] ?? "")) {
      const option = words[next] ?? "";
      const takesValue = option.length === 2 && (wrapper.options ?? "").includes(option[1] ?? " ");
      next += takesValue ? 2 : 1;
    }
    next += wrapper.words ?? 0;
    if (next >= words.length) break;
    at = next;
  }
  return at;
}

/** The bare name of a program: `curl` for `/usr/bin/curl` and `curl.exe`, `codex` for `@openai/codex@latest`. */
export const programName = (word = ""): string =>
  word
    .slice(word.lastIndexOf("/") + 1)
    .replace(/^([^@]+)@[^@]*$/, "$1")
    .replace(/\.exe$/i, "");
