// Tells the language of a text, as far as that can be told without a dictionary.
import type { Outline } from "./outline.ts";

const ENGLISH = new Set(
  "the and to of in is for with a that this be are or if it not on as when by you use from".split(" "),
);
// Frequent words of other languages in Latin letters that are no words of English.
const OTHERS = new Set(
  "der das und ist nicht mit für auf ein eine den dem les des et est une dans pour avec que el los las por para una del con não uma dos das são você é il della che per sono gli een het niet van voor och att som inte på jest nie się oraz dla bir ve için ile de la le en em um os ao su como mais ou du sur au aux ce pas zu von im wird werden sie wenn oder auch".split(
    " ",
  ),
);

/** The languages in which a brief can be judged, by ISO 639-1. */
export const LANGUAGES = ["en", "zh", "ja", "ko", "es", "pt", "de", "fr", "ru"] as const;
/** A language in which a brief can be judged. */
export type Language = (typeof LANGUAGES)[number];

/** The language of most of the prose; undefined when it is one that we do not read. */
export const languageOf = (outline: Outline): Language | undefined => (isEnglish(outline) ? "en" : undefined);

/** True unless most of the prose is in another script, or its frequent words are another language's. */
function isEnglish({ statements }: Outline): boolean {
  let english = 0;
  let others = 0;
  let latin = 0;
  let foreign = 0;
  for (const { text, kind } of statements) {
    if (kind === "code") continue;
    const prose = text.replace(/`[^`]{0,300}`/g, " ");
    latin += prose.match(/\p{Script=Latin}/gu)?.length ?? 0;
    // A character of these scripts says as much as several letters.
    foreign +=
      3 * (prose.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0);
    foreign +=
      prose.match(
        /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}]/gu,
      )?.length ?? 0;
    for (const [word] of prose.toLowerCase().matchAll(/\p{L}+/gu)) {
      if (ENGLISH.has(word)) english += 1;
      else if (OTHERS.has(word)) others += 1;
    }
  }
  return foreign <= latin && others <= english;
}
