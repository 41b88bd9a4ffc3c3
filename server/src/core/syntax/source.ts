// Programs: a tree that costs nothing before somebody asks what is in it.
import type { Span } from "../text.ts";
import { readJavaScript } from "./javascript.ts";
import type { Program } from "./program.ts";
import { readPython } from "./python.ts";

/** A source file. It is parsed when `program` is first asked for: most files are none of ours. */
export interface SourceTree {
  readonly text: string;
  readonly isPython: boolean;
  /** A program that does not parse is its compiler's business. */
  readonly errors: readonly never[];
  program(): Program;
}

/** A source file as a tree; the ending of the path tells the language. */
export function parseSource(text: string, path: string): SourceTree {
  const isPython = path.endsWith(".py");
  let program: Program | undefined;
  const read = () => (program ??= isPython ? readPython(text) : readJavaScript(text, path));
  return { text, isPython, errors: [], program: read };
}

/** The comments, each with its marks. */
export const sourceComments = (tree: SourceTree): Iterable<Span> => tree.program().comments;
