// Finds sections that were opened and never written.
import type { EmptySection } from "../model.ts";
import type { Reading } from "./evidence.ts";

/** The sections for a part of the contract under which nothing is said. */
export function readEmptySections(_reading: Reading): EmptySection[] {
  return [];
}
