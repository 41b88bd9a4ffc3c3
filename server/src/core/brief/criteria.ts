// Reads what a brief sets down as its success criteria.
import type { Sourced } from "../text.ts";
import type { Reading } from "./evidence.ts";

/** The statements that are meant as success criteria, whether or not anybody can check them. */
export function readCriteria(_reading: Reading): Sourced<string>[] {
  return [];
}
