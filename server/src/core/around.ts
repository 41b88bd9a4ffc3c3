// What lies around a document. The core asks, the host answers from the disk or from what it remembers.

import type { Query } from "./prisma/query.ts";

/** The files around a document, as far as the host can see them. Paths are relative like `SourceFile.path`. */
export interface Around {
  /** True for a file or folder that is there; undefined when the host cannot tell, as for what git ignores. */
  exists(path: string): boolean | undefined;
  /**
   * The names in a folder (the empty path is the root), those of folders with `/` behind them, at most `MAX_NAMES`;
   * undefined when the host cannot tell.
   */
  list(folder: string): readonly string[] | undefined;
  /** The text of a file as it lies there, without a byte order mark; undefined when the host cannot tell, or it is long. */
  read(path: string): string | undefined;
  /** What client code around it asks the database; undefined when no code was read, or not all of it yet. */
  queries(): readonly Query[] | undefined;
}

/** More names than any folder has in which somebody looks for a misspelt one. */
export const MAX_NAMES = 1000;

/** For hosts that see nothing but the document itself: nothing is known, so nothing is held against it. */
export const NOWHERE: Around = {
  exists: () => undefined,
  list: () => undefined,
  read: () => undefined,
  queries: () => undefined,
};
