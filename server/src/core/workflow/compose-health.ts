// Health checks of Compose services that cannot fail.
import type { Repair, Swallow } from "../model.ts";
import { readShell } from "../syntax/shell.ts";
import { isSequence, items, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { placesOf } from "../syntax/yaml-places.ts";
import { entryIn, type Service } from "./compose-services.ts";
import type { Stack, Wait } from "./compose-stacks.ts";
import { commentAbove } from "./excuses.ts";

/**
 * A check that always ends well says "healthy" of a service that is down. Where nobody waits for it, one that tests nothing
 * at all is how people turn off the check of an image. Source: Compose specification, `healthcheck`.
 */
export function* deafChecks({ services, waits }: Stack): Iterable<Swallow> {
  const seen = new Set<YamlNode>();
  for (const service of services) {
    const health = service.find("healthcheck");
    const test = health?.tree === service.tree ? entryIn(health.tree, health.node, "test")?.value : undefined;
    if (!health || !test || seen.has(test)) continue;
    seen.add(test);
    const script = scriptOf(health.tree, test);
    const end = script && endOf(script.text);
    if (!script || !end) continue;
    const waiters = (waits.get(service.name.value) ?? []).filter(({ condition }) => condition === "service_healthy");
    if (end.isAll && waiters.length === 0) continue;
    yield swallow(service, health.tree, script, end, waiters);
  }
}

interface CheckScript {
  readonly node: YamlNode;
  readonly text: string;
}

/** What a shell is handed: a text, or the last word of a list that begins with `CMD-SHELL` or calls a shell. */
function scriptOf(tree: YamlTree, test: YamlNode): CheckScript | undefined {
  if (!isSequence(test)) return withText(test);
  const nodes = [...items(tree, test)];
  const words = nodes.map((node) => scalarText(node) ?? "");
  if (words[0] === "CMD-SHELL") return withText(nodes[1]);
  if (words[0] !== "CMD") return undefined;
  if (/^(?:.{0,40}\/)?(?:ba|da|a)?sh$/.test(words[1] ?? "") && /^-[a-z]{0,5}c$/.test(words[2] ?? ""))
    return withText(nodes[3]);
  return words.length === 2 ? withText(nodes[1]) : undefined;
}

function withText(node: YamlNode | undefined): CheckScript | undefined {
  const text = scalarText(node);
  return node && text ? { node, text } : undefined;
}

/** The end of a script that makes it succeed. `isAll`: there is nothing else in it. */
interface DeafEnd {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly isAll: boolean;
}

function endOf(text: string): DeafEnd | undefined {
  const { commands } = readShell(text);
  const last = commands.at(-1);
  const before = commands.at(-2);
  const words = last?.words.map(({ text: word }) => word).join(" ") ?? "";
  if (!last || !/^(?:true|:|exit 0|exit|echo(?: .{0,200})?)$/s.test(words) || last.condition) return undefined;
  if (!before) return { ...last, words, isAll: true };
  // `a && echo ok` fails with a, and what leaves with a status of its own can fail at any place.
  if (!/^(?:\|\||;|\n)$/.test(before.after) || /\bexit [^0\s]|\bset -e|\bfalse\b/.test(text)) return undefined;
  const start = before.end + Math.max(0, text.slice(before.end).search(/\S/));
  return { start, end: last.end, words: text.slice(start, last.end), isAll: false };
}

function swallow(
  { name }: Service,
  tree: YamlTree,
  { node, text }: CheckScript,
  { start, end, words, isAll }: DeafEnd,
  waiters: readonly Wait[],
): Swallow {
  const places = placesOf(tree, node, text);
  const place = places ? { start: places(start), end: places(end) } : spanOf(node);
  const [waiter] = waiters;
  const then = waiter ? `, and "${waiter.service.name.value}" starts all the same` : "";
  const excuse = commentAbove(tree.text, spanOf(node).start);
  const repairs: Repair[] = [];
  if (places && !isAll) {
    const from = places(start - (/\s*$/.exec(text.slice(Math.max(0, start - 20), start))?.[0].length ?? 0));
    repairs.push({ title: "Let the check fail", edits: [{ start: from, end: place.end, text: "" }] });
  }
  return {
    subject: { value: name.value, ...place },
    words: words.slice(0, 60),
    effect: `the health check cannot fail, so a service that is down counts as healthy${then}`,
    ...(excuse && { excuse }),
    repairs,
    ...place,
  };
}
