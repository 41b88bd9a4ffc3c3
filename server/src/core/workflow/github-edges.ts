// Which job of a GitHub Actions workflow waits for which, and whether it uses anything of it.
import type { Edit } from "../finding.ts";
import type { Edge } from "../model.ts";
import { entry, get, isFlow, items, scalarText, spanOf, type YamlTree } from "../syntax/yaml.ts";
import { lineStart, nextLine } from "../text.ts";
import { programIndex, programName } from "./commands.ts";
import { nameAfter, reads, referencesUnder } from "./github-expressions.ts";
import type { Job, Step } from "./github-jobs.ts";
import { isHosted } from "./github-runners.ts";

/** The jobs that a job waits for. `jobs`: all that may run. */
export function edgesOf(tree: YamlTree, job: Job, jobs: ReadonlyMap<string, Job>): Edge[] {
  const needs = get(tree, job.map, "needs");
  const nodes = needs && scalarText(needs) !== undefined ? [needs] : [...items(tree, needs)];
  const idle = nodes.length > 0 && nodes.every((node) => isIdle(tree, job, jobs.get(scalarText(node) ?? "")));
  const cut = idle ? withoutNeeds(tree, job) : undefined;
  return nodes.flatMap((node) => {
    const to = scalarText(node);
    return to ? [{ to, at: spanOf(node), ...(idle && { uses: false }), ...(cut && { cut: [cut] }) }] : [];
  });
}

/** True when a job waits for another one that does nothing but make its own machine ready. */
function isIdle(tree: YamlTree, job: Job, other: Job | undefined): boolean {
  if (!other || !leavesNothing(tree, other) || !isHosted(tree, job.map) || job.steps.length === 0) return false;
  for (const reference of referencesUnder(tree, job.map)) {
    if (reads(reference, "needs") && nameAfter(reference, "needs")?.value !== undefined) return false;
    if (reference.path.length === 1 && reads(reference, "needs")) return false;
  }
  return true;
}

/**
 * A job that fetches the code and installs, and no more: the next one starts on another, empty machine. Whatever might
 * check, keep, hand over or change something is thought to be worth waiting for.
 */
function leavesNothing(tree: YamlTree, job: Job): boolean {
  const guarded = ["outputs", "environment", "uses", "if", "services"].some((key) => entry(tree, job.map, key));
  return (
    !guarded &&
    isHosted(tree, job.map) &&
    job.steps.length > 0 &&
    job.steps.some(installs) &&
    job.steps.every((step) => isSetUp(tree, step))
  );
}

const SET_UP =
  /^(?:actions\/(?:checkout|setup-[\w-]{1,40})|pnpm\/action-setup|oven-sh\/setup-bun|astral-sh\/setup-uv|ruby\/setup-ruby)$/i;
const INSTALL =
  /^(?:npm (?:ci|i|install)|yarn(?: install)?|pnpm (?:i|install)|bun install|pip3? install|poetry install|uv sync|bundle install)(?: (?:-\S*|\.|[\w./-]*\.txt))*$/;
const HARMLESS: ReadonlySet<string> = new Set(["echo", "printf", "cd", "set", "node", "npm", "python", "python3"]);

/** A step that sets a tool up and keeps nothing, installs, or prints. */
function isSetUp(tree: YamlTree, { map, uses, script }: Step): boolean {
  if (uses) {
    const inputs = get(tree, map, "with");
    const keeps =
      [...items(tree, inputs)].length > 0 ||
      /cache/i.test(inputs ? tree.text.slice(spanOf(inputs).start, spanOf(inputs).end) : "");
    return SET_UP.test(uses) && !keeps;
  }
  const lines = linesOf(script);
  return lines.length > 0 && lines.every((line) => INSTALL.test(line) || isHarmless(line));
}

const isHarmless = (line: string): boolean => {
  const [program = "", ...rest] = line.split(" ");
  return (
    HARMLESS.has(program) && (!/^(?:node|npm|python3?)$/.test(program) || /^(?:-v|-V|--version)$/.test(rest.join(" ")))
  );
};

const installs = ({ script }: Step): boolean => linesOf(script).some((line) => INSTALL.test(line));

const linesOf = (script: Step["script"]): string[] =>
  (script?.commands ?? []).map(({ words }) => {
    const texts = words.map(({ text }) => text);
    const [program = "", ...rest] = texts.slice(programIndex(texts));
    return [programName(program), ...rest].join(" ");
  });

/** Takes `needs` away, with its line or lines. */
function withoutNeeds({ text }: YamlTree, { map }: Job): Edit | undefined {
  const pair = map.items.find(({ key }) => scalarText(key) === "needs");
  if (!pair?.value?.range || isFlow(map)) return undefined;
  const start = lineStart(text, spanOf(pair.key).start);
  const { end } = spanOf(pair.value);
  const stop = text[end - 1] === "\n" ? end : nextLine(text, end);
  return text.slice(start, spanOf(pair.key).start).trim() ? undefined : { start, end: stop, text: "" };
}
