// The only file that knows the `jsonc-parser` package.
import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import type { Sourced, Span } from "../text.ts";
import { treeBuilder, type YamlTree } from "./yaml.ts";

/** True for a path whose text is JSON, with comments or without. Jupyter and map files are none of ours. */
export const isJsonPath = (path: string): boolean => /\.(?:json|jsonc|json5|code-workspace)$/i.test(path);

// Deeper than any honest file; the parser calls itself for each level.
const MAX_DEPTH = 500;

/**
 * Reads JSON, with comments and trailing commas, into the tree that dialects read YAML from: a format that may be written
 * in both needs one reader. Fifteen times as fast as reading it as YAML. Never throws; keeps what a broken text still says.
 */
export function parseJson(text: string): YamlTree {
  const tooDeep = depthFault(text);
  const builder = treeBuilder(text);
  if (tooDeep) return builder.end([tooDeep], []);
  const errors: Sourced<string>[] = [];
  const comments: Span[] = [];
  visit(
    text,
    {
      onObjectBegin: (start) => builder.open("mapping", start),
      onArrayBegin: (start) => builder.open("sequence", start),
      onObjectProperty: (name, start, length) => builder.key(name, { start, end: start + length }),
      onLiteralValue: (value: unknown, start, length) =>
        builder.scalar(value, { start, end: start + length }, text[start] === '"'),
      onObjectEnd: (start, length) => builder.close(start + length),
      onArrayEnd: (start, length) => builder.close(start + length),
      onComment: (start, length) => comments.push({ start, end: start + length }),
      onError: (code, start, length) => errors.push({ value: complaint(code), start, end: start + length }),
    },
    { allowTrailingComma: true, disallowComments: false },
  );
  return builder.end(errors, comments);
}

/** The parser's error code as a sentence: `CommaExpected` becomes "Comma expected." */
function complaint(code: ParseErrorCode): string {
  const words = printParseErrorCode(code).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words}.`;
}

/** The place where brackets are nested deeper than anybody writes, or undefined. Brackets in strings count too: they are few. */
function depthFault(text: string): Sourced<string> | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > MAX_DEPTH) return { value: `Brackets are nested more than ${MAX_DEPTH} deep.`, start: at, end: at + 1 };
  }
  return undefined;
}
