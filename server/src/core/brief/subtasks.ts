// Reads the named subtasks of a brief.
import type { Subtask } from "../model.ts";
import type { Reading } from "./evidence.ts";

/** The named pieces of work of a brief, in the order of the text. */
export function readSubtasks(_reading: Reading): Subtask[] {
  return [];
}
