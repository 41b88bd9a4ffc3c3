// What lies around a document. The core asks, the host answers from the disk or from what it remembers.

/** The files around a document, as far as the host can see them. Paths are relative like `SourceFile.path`. */
export interface Around {
  /** True for a file or folder that is there; undefined when the host cannot tell. */
  exists(path: string): boolean | undefined;
}

/** For hosts that see nothing but the document itself: nothing is known, so nothing is held against it. */
export const NOWHERE: Around = { exists: () => undefined };
