// Divides prose into sentences.
import { remembering } from "../memory.ts";
import type { Sourced } from "../text.ts";

const segments = new Intl.Segmenter("en", { granularity: "sentence" });
// `Intl.Segmenter` ends a sentence behind these; in prose they rarely end one.
const ALWAYS = /(?:^|[\s([])(?:e\.g|i\.e|vs|cf|dr|mr|mrs|ms|prof|st|approx|fig|resp)\.$/i;
const BEFORE_LOWER = /(?:^|[\s([])(?:etc|incl|al|inc|ltd|max|min|ver|ref|sec|dept|misc|\p{L})\.$/iu;
const BEFORE_DIGIT = /(?:^|[\s([])(?:no|nr|pp?|v|vol|ch|art)\.$/i;

/** Without one of these inside, a text is one sentence, and need not be taken apart. */
const ENDING = /[.!?…։؟।။።‽][^\p{L}\p{N}]{0,9}\s|[。！？．]/u;

/** Longer sentences are cut: nobody writes them, and every cue may look through what it is given. */
export const MAX_SENTENCE = 1200;

/** The sentences of a text, each with runs of blanks made one space, and its place in the text. */
export const sentences = remembering((text: string): readonly Sourced<string>[] => [...divided(text)]);

function* divided(text: string): Iterable<Sourced<string>> {
  if (!ENDING.test(text)) {
    if (text.trim()) yield sentence(text, 0, text.length);
    return;
  }
  let from = 0;
  let end = 0;
  for (const { segment, index } of segments.segment(text)) {
    const tail = text.slice(Math.max(from, end - 20), end).trimEnd();
    const said = tail !== "" && /[\p{L}\p{N}]/u.test(text.slice(from, Math.min(end, from + 200)));
    if (said && !continues(tail, segment) && !isGlued(text, end)) {
      yield sentence(text, from, end);
      from = index;
    }
    end = index + segment.length;
  }
  if (text.slice(from).trim()) yield sentence(text, from, text.length);
}

/** Behind a dot without a blank a word or path goes on: `../../notes.md`. */
const isGlued = (text: string, at: number): boolean => text[at - 1] === "." && /\S/.test(text[at] ?? " ");

const continues = (said: string, next: string): boolean =>
  ALWAYS.test(said) ||
  (BEFORE_LOWER.test(said) && /^\s{0,200}\p{Ll}/u.test(next)) ||
  (BEFORE_DIGIT.test(said) && /^\s{0,200}\d/.test(next));

function sentence(text: string, from: number, to: number): Sourced<string> {
  const slice = text.slice(from, to);
  const said = slice.trim();
  const start = from + (slice.length - slice.trimStart().length);
  return { value: said.replace(/\s+/g, " ").slice(0, MAX_SENTENCE), start, end: start + said.length };
}
