// From a document to its models: the first half of the engine.
import type { AnyDialect, Surroundings, Syntax } from "./dialect.ts";
import type { Model } from "./model.ts";
import { type Candidate, candidates } from "./recognise.ts";
import { syntaxes } from "./syntax/index.ts";
import type { Sourced, SourceFile, Span } from "./text.ts";

/**
 * UTF-16 units (bytes, before a file is read) over which a text is not judged. The largest file of these families found in
 * some two hundred public repositories has 0.3 MB; what is longer was generated, and nobody mends it by hand.
 */
export const MAX_LENGTH = 2_000_000;

/** A document as far as it is understood. */
export interface Reading {
  readonly dialect: AnyDialect;
  readonly models: readonly Model[];
  /** What the parser did not understand, in the order of the text. */
  readonly errors: readonly Sourced<string>[];
  readonly comments: Iterable<Span>;
}

/** Runs a piece of work of a dialect; when it throws, the defect is noted and the other value stands in. */
export type Attempt = <T>(source: string, work: () => T, otherwise: T) => T;

/**
 * Parses a document, finds its dialect and lowers it. Undefined when no dialect knows it. Where the
 * configuration asks for a brief, a Markdown file that no dialect knows is one that its content tells.
 */
export function readDocument(file: SourceFile, attempt: Attempt, { asked, around }: Surroundings): Reading | undefined {
  if (file.text.length > MAX_LENGTH) return tooLong(file);
  const trees = new Map<Syntax, Tree>();
  const treeOf = (syntax: Syntax): Tree => {
    const tree = trees.get(syntax) ?? syntaxes[syntax].parse(file.text, file.path);
    trees.set(syntax, tree);
    return tree;
  };
  const claimed = (known: readonly Candidate[]) =>
    known
      .filter(({ dialect, byPath }) => byPath || !dialect.mention || dialect.mention.test(file.text))
      .map(({ dialect, byPath }) => ({
        dialect,
        claim: attempt(dialect.id, () => dialect.claim(treeOf(dialect.syntax) as never, file, byPath), 0),
      }))
      .filter(({ claim }) => claim > 0)
      .toSorted((a, b) => b.claim - a.claim);
  // A dialect that is certain by the path saves asking those that would have to look inside.
  const all = candidates(file.path, asked);
  const [sure] = claimed(all.filter(({ byPath }) => byPath));
  const [best] = sure?.claim === 1 ? [sure] : claimed(all);
  if (!best) return undefined;
  const { dialect } = best;
  const tree = treeOf(dialect.syntax);
  return {
    dialect,
    models: attempt(dialect.id, (): readonly Model[] => [...dialect.lower(tree as never, file, { asked, around })], []),
    errors: tree.errors,
    comments: syntaxes[dialect.syntax].comments(tree as never),
  };
}

type Tree = ReturnType<(typeof syntaxes)[Syntax]["parse"]>;

/** A document so long that nobody looks inside: known by its path alone. */
function tooLong({ path, text }: SourceFile): Reading | undefined {
  const dialect = candidates(path).find(({ byPath }) => byPath)?.dialect;
  if (!dialect) return undefined;
  const value = `This file has ${(text.length / 1e6).toFixed(1)} million characters and was not judged.`;
  return { dialect, models: [], errors: [{ value, start: 0, end: 0 }], comments: [] };
}
