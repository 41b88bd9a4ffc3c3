// The limit on the turns of the agent that a step of a GitHub Actions workflow runs.
import type { Around } from "../around.ts";
import type { Guard, Slot } from "../model.ts";
import {
  type Entry,
  entries,
  entry,
  get,
  isBlockScalar,
  isFlow,
  isMapping,
  isQuoted,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineStop } from "../text.ts";
import type { Step } from "./github-jobs.ts";
import { turnsIn } from "./turns.ts";

/**
 * What limits the agent of a step, or undefined when it runs none in a loop. `time`: the limit on the step's time, which
 * bounds an agent as well. `folder`: that of the repository, empty or ending in `/`.
 */
export function turnsOfStep(
  tree: YamlTree,
  step: Step,
  time: Guard,
  around: Around,
  folder: string,
): Guard | undefined {
  if (step.agents.length === 0) return undefined;
  const own = turnsIn(step.script) ?? turnsOfAction(tree, step, around, folder);
  if (!own || own.state === "present" || own.state === "inherited") return own;
  if (time.state === "present" || time.state === "inherited") return { ...time, value: `${time.value} minutes` };
  return time.state === "unsupported" ? time : own;
}

const UNSUPPORTED: Guard = { state: "unsupported" };

/** Source: each action's `action.yml`. `actions/ai-inference` and PR-Agent ask a model once, they hold no loop. */
function turnsOfAction(tree: YamlTree, step: Step, around: Around, folder: string): Guard | undefined {
  const { uses, map } = step;
  const inputs = get(tree, map, "with");
  if (/\/ai-inference$|\/pr-agent$/i.test(uses)) return undefined;
  if (/retry/i.test(uses)) return wrapped(tree, inputs);
  if (/^anthropics\/claude-code-(?:base-)?action(?:\/|$)/i.test(uses)) return claude(tree, map, inputs);
  if (/gemini-cli(?:-action)?$/i.test(uses)) return gemini(tree, map, inputs, around, folder);
  return UNSUPPORTED;
}

/** Actions that repeat another one, and end it after a time. */
function wrapped(tree: YamlTree, inputs: YamlNode | undefined): Guard {
  const time = ["timeout_minutes", "timeout_seconds", "time_out"]
    .map((name) => entry(tree, inputs, name))
    .find((key) => key);
  return time ? { ...time.key, state: "present" } : UNSUPPORTED;
}

/** Inputs that only versions before the first release have; its migration guide names them. */
const BETA_INPUTS: ReadonlySet<string> = new Set([
  "direct_prompt",
  "override_prompt",
  "custom_instructions",
  "mode",
  "allowed_tools",
  "disallowed_tools",
  "timeout_minutes",
  "model",
]);

/** Versions before 1 have `max_turns` and `timeout_minutes`, later ones pass options on in `claude_args`. */
function claude(tree: YamlTree, map: YamlMap, inputs: YamlNode | undefined): Guard {
  const all = [...entries(tree, inputs)];
  const args = entry(tree, inputs, "claude_args");
  const text = scalarText(args?.value) ?? "";
  const limit = /--max-(?:turns|budget-usd)(?:[=\s]\s{0,40}(\S{1,80}))?/.exec(text);
  if (limit && args?.value) return { state: "present", value: limit[1] ?? "", ...spanOf(args.value) };
  const version = versionOf(tree, map);
  const isBeta =
    version === "beta" || (version === undefined && !args && all.some(({ key }) => BETA_INPUTS.has(key.value)));
  const old =
    isBeta || version === undefined
      ? all.find(({ key }) => /^(?:max_turns|timeout_minutes)$/.test(key.value))
      : undefined;
  if (old) return { ...old.key, state: "present", value: scalarText(old.value) ?? "" };
  if (mayHoldOptions(text) || entry(tree, inputs, "<<")) return UNSUPPORTED;
  const slot = isBeta ? inputSlot(tree, map, inputs, "max_turns: {value}") : argsSlot(tree, map, inputs, args);
  return { state: "absent", ...(slot && { slot }) };
}

/** `beta` before version 1; undefined for a commit without a comment that names its version. */
function versionOf(tree: YamlTree, map: YamlMap): "beta" | "current" | undefined {
  const uses = get(tree, map, "uses");
  const [, ref = ""] = (scalarText(uses) ?? "").split("@");
  const behind = uses ? tree.text.slice(spanOf(uses).end, lineStop(tree.text, spanOf(uses).end)) : "";
  const named = /^[0-9a-f]{40}$/.test(ref) ? (/#\s{0,9}(\S{1,40})/.exec(behind)?.[1] ?? "") : ref;
  if (/^(?:v?0(?:\.|$)|beta)/.test(named)) return "beta";
  return /^(?:v?[1-9]|main$)/.test(named) ? "current" : undefined;
}

/** True when an expression stands where an option may stand, and not as the value of one. */
const mayHoldOptions = (text: string): boolean =>
  /\$\{\{/.test(text.replace(/--[\w-]{1,60}[=\s]\s{0,40}["']?\$\{\{[^}]{0,400}\}\}/g, ""));

/** Behind the options there are, or as the first input. */
function argsSlot(
  tree: YamlTree,
  map: YamlMap,
  inputs: YamlNode | undefined,
  args: Entry | undefined,
): Slot | undefined {
  if (!args) return inputSlot(tree, map, inputs, "claude_args: --max-turns {value}");
  const { value } = args;
  const text = scalarText(value);
  if (!value || !text) return undefined;
  const { start, end } = spanOf(value);
  if (isBlockScalar(value)) {
    const body = tree.text.slice(start, end);
    const [line] = body
      .split("\n")
      .slice(1)
      .filter((each) => each.trim());
    const at = start + body.trimEnd().length;
    const indent = /^\s*/.exec(line ?? "")?.[0] ?? "";
    return line === undefined
      ? undefined
      : slotAt(at, `${tree.text.includes("\r\n") ? "\r\n" : "\n"}${indent}--max-turns {value}`);
  }
  return slotAt(isQuoted(value) ? end - 1 : end, " --max-turns {value}");
}

const slotAt = (at: number, text: string): Slot => ({ edits: [{ start: at, end: at, text }] });

function inputSlot(tree: YamlTree, map: YamlMap, inputs: YamlNode | undefined, line: string): Slot | undefined {
  const edit = isMapping(inputs)
    ? insertEntry(tree, inputs, line, lastKey(inputs))
    : isFlow(map) || entry(tree, map, "with")
      ? undefined
      : insertEntry(tree, map, `with:\n  ${line}`, "uses");
  return edit && { edits: [edit] };
}

const lastKey = (map: YamlMap): string => String(map.items.at(-1)?.key);

/** Source: Gemini CLI's documentation of its settings, `model.maxSessionTurns`; -1, the default, is no limit. */
function gemini(tree: YamlTree, map: YamlMap, inputs: YamlNode | undefined, around: Around, folder: string): Guard {
  const settings = entry(tree, inputs, "settings") ?? entry(tree, inputs, "settings_json");
  const text = scalarText(settings?.value) ?? "";
  const limit = SESSION_TURNS.exec(text);
  if (limit && settings?.value) return { state: "present", value: limit[1] ?? "", ...spanOf(settings.value) };
  // The settings may come from elsewhere: an expression, or the file that the tool reads in the repository.
  if (/^\s*\$\{\{/.test(text) || SESSION_TURNS.test(around.read(`${folder}.gemini/settings.json`) ?? ""))
    return UNSUPPORTED;
  if (settings) return { state: "absent" };
  const slot = inputSlot(tree, map, inputs, `settings: '{"model": {"maxSessionTurns": {value}}}'`);
  return { state: "absent", ...(slot && { slot }) };
}

const SESSION_TURNS = /"maxSessionTurns"\s{0,20}:\s{0,20}("?\$\{\{|[1-9]\d{0,9})/;
