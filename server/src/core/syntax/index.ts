// What each concrete syntax offers the engine: a parser that never throws, its comments, its syntax errors.
import type { Syntax, Trees } from "../dialect.ts";
import type { Sourced, Span } from "../text.ts";
import { iniComments, parseIni } from "./ini.ts";
import { isJsonPath, parseJson } from "./json.ts";
import { markdownComments, parseMarkdown } from "./markdown.ts";
import { parsePrisma, prismaComments } from "./prisma.ts";
import { parseSource, sourceComments } from "./source.ts";
import { parseToml, tomlComments } from "./toml.ts";
import { parseYaml, yamlComments } from "./yaml.ts";

interface SyntaxServices<T> {
  /** `path`: its ending may tell one notation of a syntax from another. */
  parse(text: string, path: string): T & { readonly errors: readonly Sourced<string>[] };
  /** The comments, each with its marks: where suppressions may stand. */
  comments(tree: T): Iterable<Span>;
}

export const syntaxes: { readonly [S in Syntax]: SyntaxServices<Trees[S]> } = {
  ini: { parse: parseIni, comments: iniComments },
  markdown: { parse: (text) => parseMarkdown(text), comments: markdownComments },
  prisma: { parse: parsePrisma, comments: prismaComments },
  source: { parse: parseSource, comments: sourceComments },
  toml: { parse: parseToml, comments: tomlComments },
  yaml: { parse: (text, path) => (isJsonPath(path) ? parseJson(text) : parseYaml(text)), comments: yamlComments },
};
