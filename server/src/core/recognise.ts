import type { AnyDialect, Asked } from "./dialect.ts";
import { dialects } from "./dialects/index.ts";
import taskBrief from "./dialects/task-brief.ts";
import { type Matcher, matcher } from "./glob.ts";
import { remembering } from "./memory.ts";

/** A dialect that may know a file. */
export interface Candidate {
  readonly dialect: AnyDialect;
  /** True when the path alone speaks for it. */
  readonly byPath: boolean;
}

/**
 * The dialects that may know a file, by its path, before anyone looks inside. Empty: the file is none of ours. `asked`:
 * the configuration calls it a brief.
 */
export const candidates = (path: string, asked?: Asked): readonly Candidate[] =>
  asked !== undefined && /\.mdc?$/.test(path) ? knownAsBrief(path) : known(path);

const matching = (asked: boolean) =>
  remembering((path: string): readonly Candidate[] =>
    compiled.flatMap(({ dialect, certain, maybe }) => {
      const byPath = certain(path) || (asked && dialect === taskBrief);
      return byPath || maybe(path) ? [{ dialect, byPath }] : [];
    }),
  );
const known = matching(false);
const knownAsBrief = matching(true);

const compiled: readonly { readonly dialect: AnyDialect; readonly certain: Matcher; readonly maybe: Matcher }[] =
  dialects.map((dialect) => ({
    dialect,
    certain: matcher(dialect.paths),
    maybe: matcher(dialect.elsewhere ?? []),
  }));
