// Reads what a caller may pass to a brief, and what the brief does with it.
import type { Parameter } from "../model.ts";
import type { Reading } from "./evidence.ts";

/** The arguments and inputs of a brief, declared or used. */
export function readParameters(_reading: Reading): Parameter[] {
  return [];
}
