// The scripts in the steps of a Bitbucket pipeline, and what guards them.
import type { Guard, RemoteCall, Repair, Risk } from "../model.ts";
import {
  entry,
  get,
  isFlow,
  isMapping,
  isSequence,
  items,
  root,
  scalarText,
  spanOf,
  type YamlMap,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import { lineEnd, lineStart } from "../text.ts";
import type { PipelineStep } from "./bitbucket-steps.ts";
import { checkIn } from "./checks.ts";
import { agentsOf, type ContainerScript, type ContainerWork, riskOf } from "./containers.ts";
import { find, findEntry } from "./merge-keys.ts";
import { guardedCalls } from "./script-steps.ts";
import { readScript } from "./scripts.ts";
import { flagsAfter, type ShellFlags } from "./shell-flags.ts";

/** Source: Atlassian's documentation, "Pipelines builds succeeds even on command failure": `-e` alone. */
const START: ShellFlags = { errexit: true, pipefail: false };

/** What the scripts of a step do. */
export interface StepFacts {
  readonly work: ContainerWork;
  readonly isAgent: boolean;
  /** True when one of them fails where what was made is not right. */
  readonly checks: boolean;
  readonly risk: Risk;
}

const known = new WeakMap<YamlMap, StepFacts>();

/** Reads the scripts of a step, once for all places that an alias brings it to. */
export function factsOf(tree: YamlTree, { map }: PipelineStep): StepFacts {
  const earlier = known.get(map);
  if (earlier) return earlier;
  const work = readWork(tree, find(tree, map, "script"));
  const checks = work.scripts.some((script) => checkIn(script) !== undefined);
  const facts = { work, isAgent: agentsOf(work).length > 0, checks, risk: riskOf(work) };
  known.set(map, facts);
  return facts;
}

/** Pipes are images that do what they do. All items share a shell and what is set in it. */
function readWork(tree: YamlTree, list: YamlNode | undefined): ContainerWork {
  const pipefail = pipefailFor(tree, list);
  const scripts: ContainerScript[] = [];
  let flags = START;
  for (const item of flat(tree, list)) {
    const script = readScript(tree, item);
    if (!script) continue;
    scripts.push({ ...script, flags, ...(pipefail && { pipefail }) });
    for (const command of script.commands) flags = flagsAfter(command, flags);
  }
  return { scripts, command: undefined };
}

/** A list that an alias brings may stand in a list. */
function* flat(tree: YamlTree, list: YamlNode | undefined): Iterable<YamlNode> {
  for (const item of items(tree, list)) {
    if (isSequence(item)) yield* items(tree, item);
    else yield item;
  }
}

/** A first item that turns `pipefail` on for those behind it. */
function pipefailFor({ text }: YamlTree, list: YamlNode | undefined): Repair | undefined {
  if (!list || !isSequence(list) || isFlow(list)) return undefined;
  const { start } = spanOf(list);
  const indent = text.slice(lineStart(text, start), start);
  if (/\S/.test(indent) || text[start] !== "-") return undefined;
  const line = `- set -o pipefail${lineEnd(text)}${indent}`;
  return { title: "Fail with any program of the pipe", edits: [{ start, end: start, text: line }] };
}

/** Programs that reach out are network; so is what is deployed. Pipes have limits of their own. */
export function riskOfStep(tree: YamlTree, { map, around }: PipelineStep, risk: Risk): Risk {
  const deploys = [map, ...around].some((holder) => findEntry(tree, holder, "deployment"));
  return risk === "agent" || !deploys ? risk : "network";
}

/**
 * The limit on a step: its own, or that of all steps. Source: Atlassian's documentation, "Step options" and "Global
 * options", `max-time`.
 */
export function timeoutOf(tree: YamlTree, { map }: PipelineStep): Guard {
  const own = find(tree, map, "max-time");
  if (own && scalarText(own)) return { state: "present", value: scalarText(own) ?? "", ...spanOf(own) };
  const all = get(tree, get(tree, root(tree), "options"), "max-time");
  if (all && scalarText(all)) return { state: "inherited", value: scalarText(all) ?? "", ...spanOf(all) };
  if (own ?? all) return { state: "unsupported" };
  const edit = insertEntry(tree, map, "max-time: {value}", entry(tree, map, "name") ? "name" : "<<");
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

/**
 * What runs a step again: its own strategy, or that of the block or stage around it. Source: Atlassian's blog, "Introducing
 * the retry step failure strategy".
 */
function retryOf(tree: YamlTree, { map, around }: PipelineStep): Guard {
  for (const holder of [map, ...around]) {
    const written = find(tree, holder, "on-fail");
    const strategy = find(tree, written, "strategy");
    if (!strategy) continue;
    const value = scalarText(strategy) ?? "";
    if (value === "retry") return { state: holder === map ? "present" : "inherited", value, ...spanOf(strategy) };
    // `fail` says as much as nothing; whoever ignores the failure has decided.
    if (value !== "fail" || holder !== map) return { state: "unsupported" };
    const count = isMapping(written) ? insertEntry(tree, written, "maxRetryCount: {value}", "strategy") : undefined;
    return count
      ? { state: "absent", slot: { edits: [{ ...spanOf(strategy), text: "retry" }, count] } }
      : { state: "absent" };
  }
  const edit = insertEntry(tree, map, RETRY, entry(tree, map, "name") ? "name" : "<<");
  return edit ? { state: "absent", slot: { edits: [edit] } } : { state: "absent" };
}

const RETRY = "on-fail:\n  strategy: retry\n  maxRetryCount: {value}";

/** The calls over a network that a step makes. */
export function callsOf(tree: YamlTree, step: PipelineStep, { scripts }: ContainerWork): RemoteCall[] {
  const { subject } = step;
  return guardedCalls(scripts, { subject, key: retryOf(tree, step), rewritable: false, localCluster: false });
}
