// What Plumblint tells of a brief beside its findings: what counts as a part of the contract, and where the others are.
import type { Brief, ContractPart } from "../model.ts";
import type { Sourced } from "../text.ts";

/** What each part of the contract is for, what counts as one and what does not: sentences of plain text. */
export const PARTS: Readonly<
  Record<
    ContractPart,
    { readonly name: string; readonly purpose: string; readonly counts: string; readonly not: string }
  >
> = {
  inputs: {
    name: "Inputs",
    purpose: "What the reader is given or starts from, so that nobody has to guess where to look.",
    counts:
      "A file, folder or address to read, an argument, an issue, a command whose output is to be read, or what the caller hands over counts as an input.",
    not: "When to use the brief, background, and software to install do not.",
  },
  outputs: {
    name: "Output",
    purpose: "What exists when the work is over: where it is, in which form, with which parts.",
    counts:
      "A file to write, a commit, pull request or comment, the format of the answer, or the list of its parts counts as an output.",
    not: "An activity (analyse, improve, review) and a quality (clean, robust) do not.",
  },
  success: {
    name: "Success criteria",
    purpose: "How both sides can tell that the work is done and right.",
    counts:
      "A command that must pass, a number, a condition on the result, or a rule that decides the verdict counts as a criterion.",
    not: "Adjectives, duties, prohibitions and goals do not.",
  },
};

/** What was looked for in vain, and what came nearest to it: the notes of findings about missing parts. */
export const notesOn = ({ nearMisses }: Brief, parts: readonly ContractPart[]): string[] =>
  parts.flatMap((part) => {
    const nearest = nearMisses[part];
    const { counts, not } = PARTS[part];
    return [`${counts} ${not}`, ...(nearest ? [`What came nearest: ${nearest.value}`] : [])];
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
