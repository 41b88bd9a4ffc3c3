import type { AnyDialect } from "./dialect.ts";
import { dialects } from "./dialects/index.ts";
import { type Matcher, matcher } from "./glob.ts";
import type { SourceFile } from "./text.ts";

/** The dialects whose paths fit a file, before anyone looks inside. Empty: the file is none of ours. */
export const candidates = (path: string): readonly AnyDialect[] =>
  matchers.filter(({ match }) => match(path)).map(({ dialect }) => dialect);

/** A document that a dialect has claimed, and its tree. */
export interface Claimed {
  readonly dialect: AnyDialect;
  readonly tree: never;
}

/** The dialect with the highest claim on a document, given how to parse each syntax; undefined when nobody claims it. */
export function claim(file: SourceFile, parse: (syntax: AnyDialect["syntax"]) => unknown): Claimed | undefined {
  let best: { dialect: AnyDialect; tree: unknown; sure: number } | undefined;
  for (const dialect of candidates(file.path)) {
    const tree = parse(dialect.syntax);
    const sure = dialect.claim(tree as never, file);
    if (sure > (best?.sure ?? 0)) best = { dialect, tree, sure };
  }
  return best && { dialect: best.dialect, tree: best.tree as never };
}

const matchers: readonly { readonly dialect: AnyDialect; readonly match: Matcher }[] = dialects.map((dialect) => ({
  dialect,
  match: matcher(dialect.paths),
}));
