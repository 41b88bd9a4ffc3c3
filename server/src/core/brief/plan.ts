// Tells whether a long piece of work begins with a plan.
import type { Reading } from "./evidence.ts";

/** True when the text lists so many steps that a plan should come before the first, and asks for none. */
export function isUnplanned(_reading: Reading): boolean {
  return false;
}
