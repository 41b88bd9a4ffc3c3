// Puts the three parts of a brief's contract together.
import type { Brief, ContractPart } from "../model.ts";
import type { Sourced } from "../text.ts";
import type { Reading, Search } from "./evidence.ts";
import { findInputs } from "./inputs.ts";
import { findOutputs } from "./outputs.ts";
import { findSuccess } from "./success.ts";

/** The parts of the contract that are explicit, each with its first evidence, and what came nearest to the others. */
export function readContract(reading: Reading): Pick<Brief, "contract" | "nearMisses"> {
  if (!reading.language) return { contract: unjudged(reading), nearMisses: {} };
  const searches: Readonly<Record<ContractPart, Search>> = {
    inputs: findInputs(reading),
    outputs: findOutputs(reading),
    success: findSuccess(reading),
  };
  const only = (what: keyof Search) =>
    Object.fromEntries(Object.entries(searches).flatMap(([part, { [what]: said }]) => (said ? [[part, said]] : [])));
  return { contract: only("found"), nearMisses: only("nearest") };
}

/** What is in no language that we read cannot be judged: nothing is held against it. */
function unjudged({ tree }: Reading): Brief["contract"] {
  const said: Sourced<string> = { value: "not judged: the language is not one that is known", start: 0, end: 0 };
  return tree.text === "" ? {} : { inputs: said, outputs: said, success: said };
}
