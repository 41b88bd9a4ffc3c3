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
  const names: string[] = [];
  let written = 0;
  for (const command of script.commands) {
    const line = text.slice(command.start, command.end);
    const times = count(line, "GITHUB_OUTPUT");
    const name = times > 0 || line.includes("set-output") ? nameIn(command) : undefined;
    if (name) names.push(name);
    else if (times > 0 || !isPlain(command, script.functions)) return undefined;
    written += times;
  }
  // A whole block may be written, or another program may do it.
  return written === count(text, "GITHUB_OUTPUT") ? names : undefined;
}

const count = (text: string, part: string): number => text.split(part).length - 1;

/** `tag` of `echo "tag=1.2" >> "$GITHUB_OUTPUT"`. */
function nameIn({ words }: Command): string | undefined {
  const [program, ...rest] = words.map(({ text }) => text);
  if (program !== "echo" && program !== "printf") return undefined;
  const said = rest.find((word) => !/^-\w$/.test(word)) ?? "";
  return /^(?:::set-output name=)?([\w-]{1,100})(?:=|<<|::)/.exec(said)?.[1];
}

/** Programs that know nothing of workflows. */
const PLAIN: ReadonlySet<string> = new Set(
  `echo printf test [ [[ ]] exit return true false : set export local declare readonly unset shift cd pwd ls find cat jq yq
  sed awk grep egrep fgrep cut tr head tail wc sort uniq date sleep mkdir cp mv rm touch basename dirname realpath read
  git curl wget sha256sum md5sum seq which command type tar unzip gzip diff cmp chmod printenv whoami uname break continue
  trap wait mapfile readarray shopt let expr bc base64 openssl stat du df`.split(/\s+/),
);

function isPlain({ words }: Command, functions: ReadonlySet<string>): boolean {
  const texts = words.map(({ text }) => text);
  const program = texts[programIndex(texts)];
  return program === undefined || PLAIN.has(program) || functions.has(program);
}

/** A script of actions/github-script returns `result`, and sets others by `core.setOutput`. Source: its README. */
function scriptResults(text = ""): readonly string[] | undefined {
  if (/\brequire\b|\bimport\b|\bcore\s{0,9}[,)}\]]|GITHUB_OUTPUT|set-output|\$\{\{/.test(text)) return undefined;
  const names = [...text.matchAll(/\bsetOutput\(\s{0,99}(["'`])([\w-]{1,100})\1/g)].map(([, , name = ""]) => name);
  return names.length === count(text, "setOutput") ? [...names, "result"] : undefined;
}
