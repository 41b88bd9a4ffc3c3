// Limits that are handed to an action which runs an agent and has no such input: the runner only warns of them.
import type { IdleGuard, Repair } from "../model.ts";
import {
  type Entry,
  entries,
  entry,
  get,
  isBlockScalar,
  isFlow,
  isQuoted,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineEnd, lineStart, lineStop, nextLine } from "../text.ts";
import type { Step } from "./github-jobs.ts";

/** An action that runs an agent, and the inputs it has that limit something. Source: `action.yml` of each. */
interface AgentAction {
  readonly uses: RegExp;
  /** Versions that are known to have no other. */
  readonly version: RegExp;
  readonly title: string;
  /** The input that hands options to the agent's command line. */
  readonly options?: string;
}

const NEW_CLAUDE = /^(?:main|v[1-9][\w.]{0,20})$/;
const ANY = /^(?!beta)/;
const ACTIONS: readonly AgentAction[] = [
  {
    uses: /^anthropics\/claude-code-action(?:\/base-action)?$/,
    version: NEW_CLAUDE,
    title: "claude-code-action has no such input since version 1",
    options: "claude_args",
  },
  {
    uses: /^anthropics\/claude-code-base-action$/,
    version: NEW_CLAUDE,
    title: "claude-code-base-action has no such input any more",
    options: "claude_args",
  },
  { uses: /^openai\/codex-action$/, version: ANY, title: "codex-action has no such input" },
  { uses: /^google-github-actions\/run-gemini-cli$/, version: ANY, title: "run-gemini-cli has no such input" },
  { uses: /^actions\/ai-inference$/, version: ANY, title: "ai-inference has no such input" },
];
/** Inputs that would limit an agent, if the action had them. None of the actions above does. */
const LIMITS =
  /^(?:max[-_]?(?:turns|iterations|steps)|timeout(?:[-_]?(?:minutes|seconds|ms))?|(?:dis)?allowed[-_]tools)$/i;

/** The limits that the action of a step passes over. Source: the runner warns of "Unexpected input(s)" and goes on. */
export function* ignoredInputs(tree: YamlTree, { map, uses, subject }: Step): Iterable<IdleGuard> {
  const action = ACTIONS.find(({ uses: known }) => known.test(uses.toLowerCase()));
  const named = get(tree, map, "uses");
  const inputs = get(tree, map, "with");
  if (!action || !named || !inputs || !action.version.test(versionOf(tree, named))) return;
  for (const found of entries(tree, inputs)) {
    const { key, value } = found;
    if (!LIMITS.test(key.value) || !value) continue;
    const move = isMinutes(key.value)
      ? toStep(tree, map, inputs, found)
      : action.options && toOptions(tree, inputs, found, action.options);
    yield {
      subject,
      words: key.value,
      why: action.title,
      instead: insteadOf(key.value, action.options),
      repairs: move ? [move] : [],
      start: key.start,
      end: key.end,
    };
  }
}

/** What stands behind `@`; of a commit the version that the comment behind it names. */
function versionOf({ text }: YamlTree, uses: YamlNode): string {
  const version = scalarText(uses)?.split("@")[1] ?? "";
  if (!/^[0-9a-f]{40}$/.test(version)) return version;
  const { end } = spanOf(uses);
  return /#\s{0,3}(v\d[\w.]{0,20})/.exec(text.slice(end, lineStop(text, end)))?.[1] ?? "";
}

const isMinutes = (input: string): boolean => /^timeout[-_]?minutes$/i.test(input);

function insteadOf(input: string, options: string | undefined): string {
  if (/^timeout/i.test(input)) return "set timeout-minutes on the step";
  const option = optionOf(input);
  return options && option ? `pass ${option} in ${options}` : "set timeout-minutes on the step instead";
}

/** The option of Claude Code that does what the input did. Source: the migration guide of claude-code-action. */
function optionOf(input: string): string | undefined {
  if (/turns$/i.test(input)) return "--max-turns";
  if (/^allowed/i.test(input)) return "--allowedTools";
  return /^disallowed/i.test(input) ? "--disallowedTools" : undefined;
}

/** Moves the minutes up to the step, which has such a limit. */
function toStep(tree: YamlTree, step: Step["map"], inputs: YamlNode, found: Entry): Repair | undefined {
  const minutes = scalarText(found.value) ?? "";
  const removal = removed(tree, inputs, found);
  if (!/^(?:[1-9]\d{0,4}|\$\{\{.{1,200}\}\})$/.test(minutes) || !removal) return undefined;
  if (entry(tree, step, "timeout-minutes")) return { title: `Remove "${found.key.value}"`, edits: [removal] };
  const limit = insertEntry(tree, step, `timeout-minutes: ${minutes}`, "uses");
  return limit && { title: "Limit the step instead", edits: [limit, removal] };
}

/** Moves a value into the input that hands options to the command line. */
function toOptions(tree: YamlTree, inputs: YamlNode, found: Entry, name: string): Repair | undefined {
  const option = optionOf(found.key.value);
  const value = scalarText(found.value) ?? "";
  const plain = /^[\w-]{1,20}$|^\$\{\{[^\n]{1,200}\}\}$/.test(value);
  if (!option || !value || value.includes("\n") || /["'\\]/.test(value) || isFlow(inputs)) return undefined;
  const words = `${option} ${plain ? value : `"${value}"`}`;
  const title = `Pass ${option} in ${name}`;
  const other = entry(tree, inputs, name)?.value;
  if (!other) {
    const { key, value: old } = found;
    if (!old || isBlockScalar(old)) return undefined;
    return {
      title,
      edits: [{ start: key.start, end: spanOf(old).end, text: `${name}: ${plain ? words : `'${words}'`}` }],
    };
  }
  const removal = removed(tree, inputs, found);
  const insert = removal && appended(tree, other, words);
  return insert && { title, edits: [insert, removal] };
}

/** The option behind the others: as a line of its own in a block, else in the same line. */
function appended(tree: YamlTree, value: YamlNode, words: string) {
  const { start, end } = spanOf(value);
  if (isBlockScalar(value)) {
    const first = nextLine(tree.text, start);
    const indent = /^[ \t]*/.exec(tree.text.slice(first, first + 200))?.[0] ?? "";
    return { start: first, end: first, text: `${indent}${words}${lineEnd(tree.text)}` };
  }
  if (tree.text.slice(start, end).includes("\n")) return undefined;
  const quote = isQuoted(value) ? tree.text[start] : undefined;
  if (quote && words.includes(quote)) return undefined;
  if (!quote && /[:#]/.test(words)) return undefined;
  const at = quote ? end - 1 : end;
  return { start: at, end: at, text: ` ${words}` };
}

/** Deletes an entry with its lines, unless it is the only one. */
function removed(tree: YamlTree, inputs: YamlNode, { key, value }: Entry) {
  if (!value || isFlow(inputs) || [...entries(tree, inputs)].length < 2) return undefined;
  const start = lineStart(tree.text, key.start);
  if (tree.text.slice(start, key.start).trim() !== "") return undefined;
  const { end } = spanOf(value);
  return { start, end: tree.text[end - 1] === "\n" ? end : nextLine(tree.text, end), text: "" };
}
