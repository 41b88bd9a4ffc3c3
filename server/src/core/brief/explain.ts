// What Plumblint tells of a brief beside its findings: what counts as a part of the contract, and where the others are.
import type { Brief, ContractPart } from "../model.ts";
import type { Sourced } from "../text.ts";

/** What each part of the contract is for, what counts as one and what does not: plain text. */
export const PARTS: Readonly<Record<ContractPart, PartHelp>> = {
  inputs: {
    name: "Inputs",
    purpose: "What the reader is given or starts from, so that nobody has to guess where to look.",
    counts: "a file or address to read, an argument, an issue, the output of a command, what the caller hands over",
    not: "when to use it, background, software to install",
  },
  outputs: {
    name: "Output",
    purpose: "What exists when the work is over: where it is, in which form, with which parts.",
    counts: "a file to write, a commit or comment, the format of the answer, the list of its parts",
    not: "activities (analyse, review), qualities (clean, robust)",
  },
  success: {
    name: "Success criteria",
    purpose: "How both sides can tell that the work is done and right.",
    counts: "a command that must pass, a number, a condition on the result, a rule that decides the verdict",
    not: "adjectives, duties, prohibitions, goals",
  },
};

/** Help on one part of the contract. */
export interface PartHelp {
  readonly name: string;
  /** A sentence. */
  readonly purpose: string;
  /** What counts, and what does not: the ends of sentences. */
  readonly counts: string;
  readonly not: string;
}

/** What was looked for in vain, and what came nearest to it: the notes of findings about missing parts. */
export const notesOn = ({ nearMisses }: Brief, parts: readonly ContractPart[]): string[] =>
  parts.flatMap((part) => {
    const nearest = nearMisses[part];
    const { name, counts, not } = PARTS[part];
    return [
      `Counts as ${name.toLowerCase()}: ${counts}. Does not: ${not}.`,
      ...(nearest ? [`What came nearest: ${nearest.value}`] : []),
    ];
  });

/** The places where the brief states its other parts, each with a sentence. */
export const statedParts = ({ contract }: Brief): Sourced<string>[] =>
  Object.entries(contract).flatMap(([part, { start, end }]) =>
    end > start ? [{ value: STATED[part as ContractPart], start, end }] : [],
  );

const STATED: Readonly<Record<ContractPart, string>> = {
  inputs: "Inputs are stated here.",
  outputs: "The output is stated here.",
  success: "Success criteria are stated here.",
};
