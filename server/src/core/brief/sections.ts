// The titled parts of a brief, for those who help to read and write it.
import type { BriefSection, ContractPart } from "../model.ts";
import { INPUT_LABEL } from "./input-cues.ts";
import type { Outline, Section } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";
import { SUCCESS_LABEL } from "./success-cues.ts";

const LABELS: readonly (readonly [ContractPart, RegExp])[] = [
  ["inputs", INPUT_LABEL],
  ["outputs", OUTPUT_LABEL],
  ["success", SUCCESS_LABEL],
];

/**
 * The headings, labels and tags of a document, and the list items whose label names a part of the contract. `length` is
 * that of the text.
 */
export function readSections({ sections }: Outline, length: number): BriefSection[] {
  const ends = endsOf(sections, length);
  return sections.flatMap(({ style, label, title, level }, index): BriefSection[] => {
    const part = LABELS.find(([, cue]) => cue.test(label))?.[0];
    if (style === "colon" || (style === "item" && !part)) return [];
    return [{ title, style, level, start: title.start, end: ends[index] ?? length, ...(part && { part }) }];
  });
}

/** Where each section ends: at the next one that is not inside it. */
function endsOf(sections: readonly Section[], length: number): number[] {
  const ends = sections.map(() => length);
  const open: number[] = [];
  for (const [index, { parent, title }] of sections.entries()) {
    for (let last = open.at(-1); last !== undefined && sections[last] !== parent; last = open.at(-1)) {
      ends[last] = title.start;
      open.pop();
    }
    open.push(index);
  }
  return ends;
}
