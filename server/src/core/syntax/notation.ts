// A value that a fix writes, said once and written as YAML or as JSON.

/** Stands for the number that a rule fills in; a text that holds `{value}` is filled in as a text. */
export const NUMBER: unique symbol = Symbol("{value}");

/** What a fix may write behind a key. */
export type Value =
  | string
  | number
  | boolean
  | null
  | typeof NUMBER
  | readonly Value[]
  | { readonly [key: string]: Value };

/** An entry that a fix writes: its key, and what it says. */
export type NewEntry = readonly [key: string, value: Value];

/** The value in one line, as JSON; flow collections of YAML read the same. */
export function inOneLine(value: Value, colon = ": "): string {
  if (value === NUMBER) return "{value}";
  if (isList(value)) return `[${value.map((item) => inOneLine(item, colon)).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}${colon}${inOneLine(item, colon)}`);
  return pairs.length > 0 ? `{ ${pairs.join(", ")} }` : "{}";
}

/**
 * The value as JSON in many lines, without the indentation of the line that it begins in. Lists of plain values stay in
 * one line.
 */
export function asJson(value: Value, unit: string, colon = ": "): string {
  if (isList(value)) {
    if (!value.some(isNested)) return inOneLine(value, colon);
    return block("[", value.map((item) => asJson(item, unit, colon)).join(",\n"), "]", unit);
  }
  if (!isRecord(value) || Object.keys(value).length === 0) return inOneLine(value, colon);
  const pairs = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}${colon}${asJson(item, unit, colon)}`,
  );
  return block("{", pairs.join(",\n"), "}", unit);
}

/** The entry as YAML in block style, its key in the first column. */
export function asYaml([key, value]: NewEntry): string {
  const name = yamlText(key);
  if (isList(value) && value.some(isNested)) {
    const items = value.map((item) => `- ${indented(nested(item), "  ").trimStart()}`);
    return `${name}:\n${indented(items.join("\n"), "  ")}`;
  }
  if (isRecord(value) && Object.keys(value).length > 0) return `${name}:\n${indented(nested(value), "  ")}`;
  return `${name}: ${typeof value === "string" ? yamlText(value) : inOneLine(value)}`;
}

const nested = (value: Value): string =>
  isRecord(value) ? Object.entries(value).map(asYaml).join("\n") : inOneLine(value);

/** The entry in one line, for a flow mapping of YAML. */
export const asFlowYaml = ([key, value]: NewEntry): string =>
  `${yamlText(key)}: ${typeof value === "string" ? yamlText(value) : inOneLine(value)}`;

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === "object" && value !== null && !isList(value);
const isNested = (value: Value): boolean => isRecord(value) || isList(value);

const block = (open: string, inside: string, close: string, unit: string): string =>
  `${open}\n${indented(inside, unit)}\n${close}`;

const indented = (text: string, unit: string): string => text.replace(/^/gm, unit);

/** A text that YAML reads as itself without quotes, else in quotes. `{value}` is filled in with such a text. */
function yamlText(text: string): string {
  const filled = text.replaceAll("{value}", "x");
  const plain =
    /^[A-Za-z$][\w./$-]*(?: [\w./$-]+)*$/.test(filled) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(filled);
  return plain ? text : JSON.stringify(text);
}
