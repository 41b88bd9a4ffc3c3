// How the words of another language join the search for the parts of a contract, which is written for English.
import type { Language } from "../language.ts";
import de from "./de.ts";
import es from "./es.ts";
import fr from "./fr.ts";
import ja from "./ja.ts";
import ko from "./ko.ts";
import pt from "./pt.ts";
import ru from "./ru.ts";
import type { Words } from "./type.ts";
import zh from "./zh.ts";

const WORDS: Readonly<Partial<Record<Language, Words>>> = { de, es, fr, ja, ko, pt, ru, zh };

/** The words of a language; undefined for English, whose cues are always looked for, and for what we do not read. */
export const wordsOf = (language: Language | undefined): Words | undefined => language && WORDS[language];

/** The English label with the meaning of a label (lower case, normalised) in that language, or the label itself. */
export const inEnglish = (label: string, words: Words): string =>
  words.labels.find(([said]) => said.test(label))?.[1] ?? label;
