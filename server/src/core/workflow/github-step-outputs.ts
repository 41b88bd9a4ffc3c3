// The outputs that a step sets in its own script. Source: GitHub's documentation, "Workflow commands", "Setting an output
// parameter".
import type { Command } from "../syntax/shell.ts";
import { get, scalarText, type YamlMap, type YamlTree } from "../syntax/yaml.ts";
import { programIndex } from "./commands.ts";
import { readScript } from "./scripts.ts";

/** The outputs that the script of a step sets; undefined for every script that might set others. */
export function outputsOfScript(tree: YamlTree, step: YamlMap): readonly string[] | undefined {
  const uses = (scalarText(get(tree, step, "uses")) ?? "").split("@")[0]?.toLowerCase();
  if (uses === "actions/github-script") return scriptResults(scalarText(get(tree, get(tree, step, "with"), "script")));
  const run = get(tree, step, "run");
  const shell = scalarText(get(tree, step, "shell")) ?? "bash";
  const text = scalarText(run) ?? "";
  const isShell = /^(?:bash|sh)\b/.test(shell) && !/\$env:|\bWrite-|%\w+%/i.test(text);
  const script = isShell ? readScript(tree, run) : undefined;
  if (!script || uses) return undefined;
  const all = new Writes(text);
  return script.commands.every((command) => all.take(command, script.functions)) ? all.names() : undefined;
}

const FILE = "GITHUB_OUTPUT";
const count = (text: string, part: string): number => text.split(part).length - 1;

/** The names in what is printed, `a=1` or with several lines `a=1\nb=2`. */
const NAMES = /(?:^|\n|\\n)(?:::set-output name=)?([\w-]{1,100})(=|<<|::)/g;

/** What the commands of a script write to the file of outputs. */
class Writes {
  private readonly sure: string[] = [];
  private readonly said: string[] = [];
  /** Other lines may be printed whose names nobody can tell. */
  private prints = false;
  /** The line that ends the value of several lines that is being written. */
  private until = "";
  private times = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** False when the command may write outputs by names that nobody can tell. */
  take(command: Command, functions: ReadonlySet<string>): boolean {
    const line = this.text.slice(command.start, command.end);
    const texts = command.words.map(({ text }) => text);
    const [program = "", ...rest] = texts.slice(programIndex(texts));
    const times = count(line, FILE);
    this.times += times;
    if (program === "echo" || program === "printf") return this.print(rest, line, times > 0);
    if (program === "tee" && times > 0) {
      this.times -= times;
      return true;
    }
    if (times > 0) return this.until !== "";
    const inert = INERT.has(program);
    this.prints ||= !inert;
    return inert || functions.has(program) || isPlain(program, rest);
  }

  private print(words: readonly string[], line: string, toFile: boolean): boolean {
    const what = words.filter((word) => !/^-[neE]{1,3}$/.test(word)).join(" ");
    const names = [...what.matchAll(NAMES)];
    const [, name, mark] = names[0] ?? [];
    const toOutputs = toFile || line.includes("set-output");
    if (this.until) {
      if (what.trim() === this.until) this.until = "";
      return true;
    }
    if (mark === "<<") this.until = what.slice(what.indexOf("<<") + 2).trim();
    if (name) (toOutputs ? this.sure : this.said).push(...names.map(([, said = ""]) => said));
    // A name that is made up, or several lines in one variable.
    else if (/^[^\s=]*\$[^=]*=|^\$\S+$/.test(what)) this.prints = true;
    return name !== undefined || !toOutputs;
  }

  /** When a block or a pipe is written, any line that is printed may name an output. */
  names(): readonly string[] | undefined {
    if (this.times === count(this.text, FILE)) return this.sure;
    return this.prints ? undefined : [...this.sure, ...this.said];
  }
}

/** Programs that print nothing of their own choice. */
const INERT: ReadonlySet<string> = new Set(
  "test [ [[ ]] exit return true false : set export local declare readonly unset shift cd mkdir sleep break continue".split(
    " ",
  ),
).add("");
/** Programs that know nothing of workflows. */
const PLAIN: ReadonlySet<string> = new Set(
  `pwd ls find cat jq yq sed awk grep egrep fgrep cut tr head tail wc sort uniq date cp mv rm touch basename dirname
  realpath read git gh curl wget sha256sum md5sum seq which command type tar unzip zip gzip diff cmp chmod printenv whoami
  uname trap wait mapfile readarray shopt let expr bc base64 openssl stat du df docker aws az gcloud kubectl helm
  apt-get apt brew pip pip3 xargs`.split(/\s+/),
);
/** Verbs of programs that otherwise run what the project says. */
const READING: ReadonlyMap<string, RegExp> = new Map([
  ["npm", /^(?:view|version|pkg|ls|config|--version|-v)$/],
  ["node", /^(?:-p|--print|-pe|-e|--eval|--version|-v)$/],
  ["python", /^(?:-c|--version|-V)$/],
  ["python3", /^(?:-c|--version|-V)$/],
  ["go", /^(?:list|version|env)$/],
  ["cargo", /^(?:metadata|pkgid|--version)$/],
  ["poetry", /^(?:version|--version)$/],
]);

const isPlain = (program: string, [verb = ""]: readonly string[]): boolean =>
  PLAIN.has(program) || (READING.get(program)?.test(verb) ?? false);

/** A script of actions/github-script returns `result`, and sets others by `core.setOutput`. Source: its README. */
function scriptResults(text = ""): readonly string[] | undefined {
  if (/\brequire\b|\bimport\b|\bcore\s{0,9}[,)}\]]|GITHUB_OUTPUT|set-output|\$\{\{/.test(text)) return undefined;
  const names = [...text.matchAll(/\bsetOutput\(\s{0,99}(["'`])([\w-]{1,100})\1/g)].map(([, , name = ""]) => name);
  return names.length === count(text, "setOutput") ? [...names, "result"] : undefined;
}
