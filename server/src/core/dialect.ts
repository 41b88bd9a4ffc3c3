import type { Around } from "./around.ts";
import type { Family, Model } from "./model.ts";
import type { IniTree } from "./syntax/ini.ts";
import type { MarkdownTree } from "./syntax/markdown.ts";
import type { PrismaTree } from "./syntax/prisma.ts";
import type { SourceTree } from "./syntax/source.ts";
import type { TomlTree } from "./syntax/toml.ts";
import type { YamlTree } from "./syntax/yaml.ts";
import type { SourceFile } from "./text.ts";

/**
 * One file format. It recognises its documents and lowers them to models; it never judges them, and it never throws:
 * what it does not understand is missing from the model. A construct still being typed is unfinished, not wrong.
 */
export interface Dialect<F extends Family, S extends Syntax> {
  /** Lower case with dashes, as SARIF shows it: `github-actions`. */
  readonly id: string;
  /** What a person calls such a file: "GitHub Actions workflow". */
  readonly title: string;
  readonly family: F;
  readonly syntax: S;
  /** Globs (picomatch, dot files included) of the paths, relative to the workspace, that by themselves mark such a file. */
  readonly paths: readonly string[];
  /** Globs of other paths at which the content may tell. */
  readonly elsewhere?: readonly string[];
  /** What a text at such another path has in it, if it is ours. Looked for before the text is parsed: most files are not. */
  readonly mention?: RegExp;
  /**
   * How sure we are that this document is ours: 0 is no, 1 is certain. The highest claim wins; of equals the first by id.
   * `byPath`: the path fits `paths`, and not only `elsewhere`.
   */
  claim(tree: Trees[S], file: SourceFile, byPath: boolean): number;
  /**
   * The models of the document, mostly of the dialect's own family: the tasks of a crew are briefs, and the crew is a
   * workflow. Files around it are read only where the format itself has one name another.
   */
  lower(tree: Trees[S], file: SourceFile, surroundings: Surroundings): Iterable<Model>;
}

/** What is known of a document beside its own text. */
export interface Surroundings {
  readonly around: Around;
  /** The configuration names the file, by a glob or by its very path. */
  readonly asked?: Asked | undefined;
}

/** How the configuration asks for a file to be judged as a brief. */
export type Asked = "by glob" | "by name";

/** A dialect of whichever family and syntax. */
export type AnyDialect = { readonly [F in Family]: { readonly [S in Syntax]: Dialect<F, S> }[Syntax] }[Family];

/** The concrete syntaxes. Each document is parsed once, by the parser of its syntax. */
export interface Trees {
  readonly ini: IniTree;
  readonly markdown: MarkdownTree;
  readonly toml: TomlTree;
  readonly yaml: YamlTree;
  readonly prisma: PrismaTree;
  readonly source: SourceTree;
}
/** The name of a concrete syntax. */
export type Syntax = keyof Trees;

/** The one way to write a dialect: types follow from `family` and `syntax`. */
export const dialect = <F extends Family, S extends Syntax>(definition: Dialect<F, S>): Dialect<F, S> => definition;
