// Takes `argument-hint` and usage lines apart.
import type { Sourced } from "../text.ts";

/**
 * The groups in brackets of a hint, each with its text and its place, brackets included; of a hint without brackets the
 * whole is one. Lists of quoted words are no groups.
 */
export function groupsOf(raw: string): Sourced<string>[] {
  const groups: Sourced<string>[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < raw.length && groups.length < MAX_GROUPS; at++) {
    const sign = raw[at] ?? "";
    if ("[<{(".includes(sign)) {
      if (depth === 0) start = at;
      depth += 1;
    } else if ("]>})".includes(sign) && depth > 0) {
      depth -= 1;
      const value = raw.slice(start + 1, at).trim();
      if (depth === 0 && /\p{L}/u.test(value)) groups.push({ value, start, end: at + 1 });
    }
  }
  const whole = raw.replace(/^["']|["']$/g, "");
  if (groups.length === 0 && depth === 0 && /\p{L}/u.test(whole)) {
    const from = raw.indexOf(whole);
    return [{ value: whole.trim(), start: from, end: from + whole.length }];
  }
  return groups;
}

const MAX_GROUPS = 20;

/** Words that say of a parameter only that it is one. */
const WEAK =
  /^(?:optional|required|description|describe|paths?|names?|files?|texts?|values?|ids?|numbers?|info|information|lists?|strings?|comma|separated|default|defaults|the|and|for|your|what|which|with|from|any|all|one|more|arguments?|args|parameters?|inputs?|options?|details?|etc|eg|user|provided|given|flags?|mode|type|kind|data|content)$/;

/** What to look for in the text: the words of a parameter, cut so that other forms of them fit. */
export function stemsOf(name: string): string[] {
  const parts = name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  const words = [
    ...new Set(parts.match(/[\p{Script=Latin}\p{N}]{3,40}|\p{Script=Cyrillic}{3,40}|[\p{Lo}\p{Lm}]{2,20}/gu) ?? []),
  ];
  const strong = words.filter((word) => !WEAK.test(word));
  return (strong.length > 0 ? strong : words).map(stem);
}

function stem(word: string): string {
  // Two characters of these scripts are a word.
  if (/^\p{Lo}/u.test(word)) return word.slice(0, 2);
  const { length } = word;
  if (/^\p{Script=Cyrillic}/u.test(word)) return word.slice(0, Math.max(3, length - 2));
  return word.slice(0, length > 9 ? -5 : length > 7 ? -3 : length > 4 ? -1 : length);
}
