// The only file that knows the TOML parser.
import { parseTOML } from "toml-eslint-parser";
import type { Sourced, Span } from "../text.ts";
import { type Embedded, withoutEscapes } from "./embedded.ts";

/** A parsed TOML document: what its top level says in strings. */
export interface TomlTree {
  readonly text: string;
  /** The strings of the top level by key, in the order of the text. */
  readonly strings: ReadonlyMap<string, TomlString>;
  /** Each with its `#`. */
  readonly comments: readonly Span[];
  readonly errors: readonly Sourced<string>[];
}

/** A string and the place of its key. */
export interface TomlString extends Sourced<string> {
  readonly key: Span;
  /** What stands between the quotes, without the line end behind the opening ones. */
  readonly content: Span;
  /** True for a text between three quotes, in which line ends are written as they are. */
  readonly multiline: boolean;
  /** True when a backslash has a meaning in it. */
  readonly escapes: boolean;
}

/** Reads a document. Never throws: of a text with a mistake, half-typed for example, only the mistake is known. */
export function parseToml(text: string): TomlTree {
  try {
    const { body, comments } = parseTOML(text);
    const strings = new Map<string, TomlString>();
    for (const node of body[0].body) {
      if (node.type !== "TOMLKeyValue" || node.key.keys.length !== 1) continue;
      const [name] = node.key.keys;
      const { value } = node;
      if (!name || value.type !== "TOMLValue" || value.kind !== "string") continue;
      const [start, end] = value.range;
      const quotes = value.multiline ? 3 : 1;
      const lead = value.multiline ? (/^\r?\n/.exec(text.slice(start + 3, start + 5))?.[0].length ?? 0) : 0;
      strings.set(name.type === "TOMLBare" ? name.name : name.value, {
        value: value.value,
        start,
        end,
        key: spanOf(name.range),
        content: { start: start + quotes + lead, end: Math.max(start + quotes + lead, end - quotes) },
        multiline: value.multiline,
        escapes: value.style === "basic",
      });
    }
    return { text, strings, comments: comments.map(({ range }) => spanOf(range)), errors: [] };
  } catch (error) {
    return { text, strings: new Map(), comments: [], errors: [mistake(text, error)] };
  }
}

const spanOf = ([start, end]: readonly [number, number]): Span => ({ start, end });

function mistake(text: string, error: unknown): Sourced<string> {
  const message = error instanceof Error ? error.message : String(error);
  const index = error instanceof Error && "index" in error && typeof error.index === "number" ? error.index : 0;
  const start = Math.max(0, Math.min(index, text.length));
  return { value: /[.!?]$/.test(message) ? message : `${message}.`, start, end: Math.min(text.length, start + 1) };
}

/** The comments of a document. */
export const tomlComments = ({ comments }: TomlTree): Iterable<Span> => comments;

/** The text of a string, for a parser of its own. New text may be written into one of several lines. */
export function embeddedToml({ text }: TomlTree, { content, escapes, multiline }: TomlString): Embedded {
  const said = text.slice(content.start, content.end);
  const end = content.start + said.trimEnd().length;
  return {
    ...withoutEscapes(said, content.start, escapes),
    ...(multiline && { room: { start: content.start, end, indent: "" } }),
  };
}
