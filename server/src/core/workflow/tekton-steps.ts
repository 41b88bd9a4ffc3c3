// The scripts in the steps of a Tekton task, and what guards them.
import type { Guard, RemoteCall, Repair } from "../model.ts";
import { get, isBlockScalar, scalarText, spanOf, type YamlMap, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { lineEnd, nextLine } from "../text.ts";
import { type ContainerScript, type ContainerWork, callsOf, flagsOf, readContainer } from "./containers.ts";
import { guardedCalls } from "./script-steps.ts";
import { readScript } from "./scripts.ts";
import { maskVariables, type TektonStep } from "./tekton-objects.ts";

/** What a step runs. Source: Tekton's documentation, "Running scripts within Steps". */
export function workOf(tree: YamlTree, { map }: Pick<TektonStep, "map">): ContainerWork {
  const earlier = known.get(map);
  if (earlier) return earlier;
  const work = readWork(tree, map);
  known.set(map, work);
  return work;
}

const known = new WeakMap<YamlMap, ContainerWork>();

function readWork(tree: YamlTree, map: YamlMap): ContainerWork {
  const script = get(tree, map, "script");
  if (!script) return readContainer(tree, map);
  const read = scriptOf(tree, script);
  return { scripts: read ? [read] : [], command: undefined };
}

/** `#!/usr/bin/env -S bash -e`, `#!/bin/sh -ex`. */
const SHEBANG = /^#![ \t]{0,9}(\S{1,200})((?:[ \t]{1,9}\S{1,100}){0,5})/;

/** Without a first line of its own a script gets `#!/bin/sh` and `set -e`. */
function scriptOf(tree: YamlTree, scalar: YamlNode): ContainerScript | undefined {
  const [line, path = "", rest = ""] = SHEBANG.exec(scalarText(scalar) ?? "") ?? [];
  const script = readScript(tree, scalar, "posix", maskVariables);
  if (!script) return undefined;
  if (!line) return { ...script, flags: { errexit: true, pipefail: false } };
  const words = [path, ...rest.trim().split(/\s{1,9}/)].filter(
    (word) => word && word !== "-S" && !word.endsWith("/env"),
  );
  const [program = "", ...options] = words;
  if (!/^(?:\S{0,200}\/)?(?:ba|da|z|k|a)?sh$/.test(program)) return undefined;
  const bash = program.endsWith("bash");
  const stop = behindShebang(tree, scalar, bash ? "set -euo pipefail" : "set -e", "Stop at the first error");
  const pipe = bash && behindShebang(tree, scalar, "set -o pipefail", "Fail with any program of the pipe");
  return { ...script, flags: flagsOf(options), ...(stop && { errexit: stop }), ...(pipe && { pipefail: pipe }) };
}

/** A line below the first one of a script in a block. */
function behindShebang({ text }: YamlTree, scalar: YamlNode, line: string, title: string): Repair | undefined {
  if (!isBlockScalar(scalar)) return undefined;
  const { start, end } = spanOf(scalar);
  const first = nextLine(text, start);
  const at = nextLine(text, first);
  if (at >= end) return undefined;
  const indent = text.slice(first, first + text.slice(first, at).search(/\S/));
  return { title, edits: [{ start: at, end: at, text: `${indent}${line}${lineEnd(text)}` }] };
}

/** The calls over a network that a step makes. `key`: what tries its task again. */
export function remoteCallsOf(step: TektonStep, work: ContainerWork, key: Guard): RemoteCall[] {
  const { subject } = step;
  const inside = new Set([...callsOf(work)].map(({ start }) => start));
  // A call to a neighbour in the cluster is none of these.
  const scripts = guardedCalls(work.scripts, { subject, key, rewritable: true, localCluster: false }).filter(
    ({ start }) => inside.has(start),
  );
  if (!work.command) return scripts;
  const direct = [...callsOf({ scripts: [], command: work.command })].filter(({ tries }) => tries === "once");
  return direct.map(({ tool, start, end }) => ({ subject: { ...subject, start, end }, tool, retry: key, start, end }));
}
