import type { AnyDialect } from "./dialect.ts";
import { dialects } from "./dialects/index.ts";
import { type Matcher, matcher } from "./glob.ts";

/** The dialects that may know a file, by its path, before anyone looks inside. Empty: the file is none of ours. */
export const candidates = (path: string): readonly AnyDialect[] => dialectsAt(path, ({ maybe }) => maybe);

/** The dialects that a path alone speaks for. */
export const knownByPath = (path: string): readonly AnyDialect[] => dialectsAt(path, ({ certain }) => certain);

const dialectsAt = (path: string, pick: (matchers: Matchers) => Matcher): readonly AnyDialect[] =>
  compiled.filter((matchers) => pick(matchers)(path)).map(({ dialect }) => dialect);

interface Matchers {
  readonly dialect: AnyDialect;
  readonly certain: Matcher;
  readonly maybe: Matcher;
}

const compiled: readonly Matchers[] = dialects.map((dialect) => ({
  dialect,
  certain: matcher(dialect.paths),
  maybe: matcher([...dialect.paths, ...(dialect.elsewhere ?? [])]),
}));
