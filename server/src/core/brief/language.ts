// Tells the language of a text, as far as that can be told without a dictionary.
import { remembering } from "../memory.ts";
import type { Outline } from "./outline.ts";

/** The languages in which a brief can be judged, by ISO 639-1. */
export const LANGUAGES = ["en", "zh", "ja", "ko", "es", "pt", "de", "fr", "ru"] as const;
/** A language in which a brief can be judged. */
export type Language = (typeof LANGUAGES)[number];

/** Frequent words of the languages in Latin letters, none of them English. A word of several counts for each of them. */
const WORDS: Readonly<Record<string, string>> = {
  en: "the and to of in is for with a that this be are or if it not on as when by you use from all your must do",
  es: "el la los las de del que en y con para por una un es se su al como más si este esta cada todos lo debe",
  pt: "o os de da dos das que em e com para por uma um é se não na ao como mais ou este cada são você",
  de: "der die das und ist nicht mit für auf ein eine einen den dem des im zu von wird werden sie wenn oder auch bei alle du dein deine deinen bist sind kein keine nur zum zur sich",
  fr: "le la les des et est une un dans pour avec que qui du de au aux en ce pas sur par ou si vous chaque ne sont",
  it: "il la gli delle che è per con una un di del nel sono non come più e se ogni questo della dei",
  nl: "de het een en van niet met voor op dat die te zijn als bij naar worden deze alle",
  sv: "och att det som en ett inte på är för med av till den om eller varje ska alla",
  pl: "w nie na się z jest że oraz dla jak lub po od które każdy są",
  tr: "ve bir bu için ile de da olarak her veya ne gibi en olan değil",
  cs: "v se na je že pro jako nebo ve s ze které není každý",
  vi: "và của các là một cho với không được trong này để khi có những",
  id: "dan yang untuk dengan di ini dari tidak atau pada dalam adalah setiap harus jika",
};

const LATIN = new Map<string, string[]>();
for (const [language, words] of Object.entries(WORDS)) {
  for (const word of words.split(" ")) LATIN.set(word, [...(LATIN.get(word) ?? []), language]);
}

/** How many characters of each script a text has, and how often it uses the frequent words of each language. */
interface Counts {
  readonly letters: { latin: number; han: number; kana: number; hangul: number; cyrillic: number; other: number };
  readonly words: Map<string, number>;
  /** Words in Latin letters. */
  latinWords: number;
  /** Letters that Russian has not, in Cyrillic text. */
  alien: number;
}

/** So many UTF-16 units of prose tell the language. */
const SAMPLE = 3000;

/** The language of most of the prose; undefined when it is one that we do not read. */
export function languageOf({ statements }: Outline): Language | undefined {
  const sample: string[] = [];
  let read = 0;
  for (const { text, kind } of statements) {
    if (kind === "code") continue;
    sample.push(text);
    read += text.length;
    if (read > SAMPLE) break;
  }
  const found = languageIn(sample.join("\n").slice(0, SAMPLE + 900));
  return LANGUAGES.find((language) => language === found);
}

const languageIn = remembering((sample: string): Language | "another" => {
  const counts: Counts = {
    letters: { latin: 0, han: 0, kana: 0, hangul: 0, cyrillic: 0, other: 0 },
    words: new Map(),
    latinWords: 0,
    alien: 0,
  };
  count(counts, withoutCode(sample));
  const { latin, han, kana, hangul, cyrillic, other } = counts.letters;
  // A character of these scripts says as much as several letters, and names of tools are Latin everywhere.
  const eastern = 3 * (han + kana + hangul);
  const foreign = eastern + cyrillic + other;
  if (foreign <= latin && !(foreign * 3 > latin && isListOfNames(counts))) return latinLanguage(counts);
  if (other > eastern && other > cyrillic) return "another";
  if (cyrillic > eastern) return counts.alien * 100 > cyrillic ? "another" : "ru";
  if (hangul > han + kana) return "ko";
  // Japanese without kana is no prose.
  return kana * 8 > han + kana ? "ja" : "zh";
});

const withoutCode = (text: string): string =>
  text.replace(/`[^`]{0,300}`|https?:\/\/\S{1,300}|\]\([^()\s]{0,300}\)/g, " ");

/** Ranges of UTF-16 units, each with its script; what lies between them is no letter, or one of a rare script. */
const SCRIPTS: readonly (readonly [from: number, to: number, script: keyof Counts["letters"]])[] = [
  [0x41, 0x5a, "latin"],
  [0x61, 0x7a, "latin"],
  [0xc0, 0x24f, "latin"],
  [0x370, 0x3ff, "other"],
  [0x400, 0x52f, "cyrillic"],
  [0x530, 0x10ff, "other"],
  [0x3040, 0x30ff, "kana"],
  [0x3400, 0x9fff, "han"],
  [0xac00, 0xd7af, "hangul"],
];

function count(counts: Counts, prose: string): void {
  const { letters, words } = counts;
  for (let at = 0; at < prose.length; at += 1) {
    const code = prose.charCodeAt(at);
    const script = SCRIPTS.find(([, to]) => code <= to);
    if (script && code >= script[0]) letters[script[2]] += 1;
  }
  counts.alien += prose.match(/[іїєґўћђјљњџ]/giu)?.length ?? 0;
  for (const [word] of prose.toLowerCase().matchAll(/\p{L}+/gu)) {
    if (/[a-z]/.test(word)) counts.latinWords += 1;
    for (const language of LATIN.get(word) ?? []) words.set(language, (words.get(language) ?? 0) + 1);
  }
}

/** True when the Latin words are names and terms: every fourth word of prose is one of the frequent ones. */
const isListOfNames = ({ words, latinWords }: Counts): boolean => Math.max(0, ...words.values()) * 8 < latinWords;

/** The language whose words are the most frequent; of a text with none of them, English, as names and commands are. */
function latinLanguage({ words }: Counts): Language | "another" {
  let best = "en";
  for (const [language, often] of words) if (often > (words.get(best) ?? 0)) best = language;
  return LANGUAGES.find((known) => known === best) ?? "another";
}
