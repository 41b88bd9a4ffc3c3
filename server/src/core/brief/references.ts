// Reads which other files a brief needs.
import type { Reference } from "../model.ts";
import type { Reading } from "./evidence.ts";

/** The files that a brief leads to. */
export function readReferences(_reading: Reading): Reference[] {
  return [];
}
