// Puts the three parts of a brief's contract together.
import type { Brief } from "../model.ts";
import type { Reading } from "./evidence.ts";
import { findInputs } from "./inputs.ts";
import { findOutputs } from "./outputs.ts";
import { findSuccess } from "./success.ts";

/** The parts of the contract that are explicit, each with its first evidence. */
export function readContract(reading: Reading): Brief["contract"] {
  const inputs = findInputs(reading);
  const outputs = findOutputs(reading);
  const success = findSuccess(reading);
  return { ...(inputs && { inputs }), ...(outputs && { outputs }), ...(success && { success }) };
}
