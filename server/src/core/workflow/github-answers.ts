// What becomes of the answers of agents in a GitHub Actions workflow: who reads them, and in which form.
import type { Gate, Guard } from "../model.ts";
import { get, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { agentOfCommand } from "./agents.ts";
import type { Job, Step } from "./github-jobs.ts";

/** An answer held to a schema. Source: the options of Claude Code and Codex, and the inputs of their actions. */
export function schemaOf(tree: YamlTree, { map, script, agents }: Step): Gate | undefined {
  if (agents.length === 0) return undefined;
  const inputs = get(tree, map, "with");
  const args = ["claude_args", "codex-args"].map((name) => get(tree, inputs, name));
  const found = [
    ...["output-schema", "output-schema-file"].map((name) => get(tree, inputs, name)),
    ...args.filter((value) => SCHEMA_OPTION.test(scalarText(value) ?? "")),
    script?.commands.some(({ words }) => words.some(({ text }) => SCHEMA_OPTION.test(text)))
      ? script.scalar
      : undefined,
  ].find((value) => value);
  return found && { value: "schema", ...spanOf(found) };
}

const SCHEMA_OPTION = /--(?:json|output)-schema\b/;

/** The ids of the steps of a job whose answer a later step takes apart as data. What people read needs no form. */
export function parsedAnswers(tree: YamlTree, { steps }: Job): ReadonlySet<string> {
  const found = new Set<string>();
  if (!steps.some(({ agents }) => agents.length > 0)) return found;
  for (const { map } of steps) {
    const { start, end } = spanOf(map);
    const text = tree.text.slice(start, end);
    if (!PARSER.test(text)) continue;
    for (const [, id = ""] of text.matchAll(ANSWER)) found.add(id);
  }
  return found;
}

/** Outputs in which actions hand on what the model said. Source: `action.yml` of each. */
const ANSWER = /\bsteps\.([\w-]{1,100})\.outputs\.(?:summary|final-message|response|result)\b/g;
const PARSER = /\bfromJSON\s{0,9}\(\s{0,9}steps\.|\bJSON\.parse\b|\bjq\s|\bjson\.loads?\b/i;

/** What the form of an answer is held to, where a step takes it apart; undefined where nobody does. */
export function outputOf(
  tree: YamlTree,
  step: Step,
  schema: Gate | undefined,
  parsed: ReadonlySet<string>,
): Guard | undefined {
  if (step.agents.length === 0 || !parsed.has(scalarText(get(tree, step.map, "id")) ?? "")) return undefined;
  const inputs = get(tree, step.map, "with");
  // A prompt in a file of its own may name the form (docs.github.com, "prompt.yml": `responseFormat`).
  if (get(tree, inputs, "prompt-file")) return { state: "unsupported" };
  return schema ? { ...schema, state: "present", value: "schema" } : { state: "absent" };
}

/** What an agent prints goes to the log, which the platform keeps, unless somebody throws it away. */
export function tracingOf(jobs: readonly Job[]): Guard | undefined {
  for (const { script } of jobs.flatMap(({ steps }) => steps)) {
    const text = scalarText(script?.scalar);
    for (const { words, end } of (text && script?.commands) || []) {
      const thrownAway = DISCARDS.test(text?.slice(words.at(-1)?.end ?? end, end) ?? "");
      if (thrownAway && agentOfCommand(words.map((word) => word.text))) return { state: "absent" };
    }
  }
  return undefined;
}

const DISCARDS = /(?:^|[\s1&])>>?\s{0,9}\/dev\/null/;
