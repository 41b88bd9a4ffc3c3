// Finds the placeholders in a brief that its tool fills with what the caller passes.
import type { Span } from "../text.ts";
import type { Declaration } from "./declarations.ts";
import type { Reading } from "./evidence.ts";

/** What a text places of its arguments. */
export interface Placeholders {
  /** Where all of them go. */
  readonly all: Span | undefined;
  /** Where the text hands its work to another file. */
  readonly delegated: Span | undefined;
  /** Numbers of arguments. */
  readonly positions: ReadonlySet<string>;
  /** Declared names, each with its place. */
  readonly names: ReadonlyMap<string, Span>;
  /** Names in prose that look like placeholders and are not declared. */
  readonly unknown: ReadonlyMap<string, Span>;
  /** How the text writes one: `$name`, `{{name}}`, `{name}` or `${name}`. */
  readonly style: (name: string) => string;
}

const ALL = /(?<!\\)\$ARGUMENTS\b(?!\[)|\{ARGS\}|\{\{\s{0,3}(?:args|arguments|input)\s{0,3}\}\}/i;
const INDEXED = /(?<!\\)\$ARGUMENTS\[(\d{1,2})\]/g;
const NUMBERED = /(?<![\\\w$])\$(?:\{)?(\d)(?!\d|[.,]\d|[kKmMbB]\b|%)/g;
/** In scripts of other languages the same sign means something else. */
const FOREIGN = /\b(?:awk|sed|perl|regex|sql|grep)\b/i;
const NAMED = /(?<![\\\w$])(\$\{?|\{\{\s{0,3}|\{)([A-Za-z_][\w-]{0,60})/g;
const DELEGATED = /(?:^|\s|`)@[~.]{0,2}\/?[\w./{}$-]{2,200}\.(?:md|txt)\b/;

/** Reads the placeholders; `declared` are the names that count. */
export function readPlaceholders({ outline: { statements } }: Reading, declared: readonly Declaration[]): Placeholders {
  const known = new Set(declared.map(({ name }) => name.value));
  const hasNames = declared.some(({ source }) => source === "named");
  const positions = new Set<string>();
  const names = new Map<string, Span>();
  const unknown = new Map<string, Span>();
  const styles = new Map<string, number>();
  for (const { text, kind, start } of statements) {
    for (const [, position = ""] of text.matchAll(INDEXED)) positions.add(position);
    for (const { index, 1: open = "", 2: name = "" } of text.matchAll(NAMED)) {
      const from = start + index;
      if (known.has(name)) {
        const sign = open.replace(/\s/g, "");
        styles.set(sign, (styles.get(sign) ?? 0) + 1);
        names.set(name, { start: from, end: from + open.length + name.length });
      } else if (hasNames && open === "$" && kind !== "code" && !/^[A-Z_]+$/.test(name)) {
        unknown.set(name, { start: from, end: from + 1 + name.length });
      }
    }
    if (kind === "code" || FOREIGN.test(text)) continue;
    for (const [, position = ""] of text.matchAll(NUMBERED)) positions.add(position);
  }
  const [sign = ""] = [...styles].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return {
    all: statements.find(({ text }) => ALL.test(text)),
    delegated: statements.find(({ text }) => DELEGATED.test(text)),
    positions,
    names,
    unknown,
    style: STYLES[sign] ?? STYLES.$,
  };
}

const STYLES = {
  $: (name: string) => `$${name}`,
  "${": (name: string) => `\${${name}}`,
  "{{": (name: string) => `{{${name}}}`,
  "{": (name: string) => `{${name}}`,
} as Readonly<Record<string, (name: string) => string>> & { readonly $: (name: string) => string };
