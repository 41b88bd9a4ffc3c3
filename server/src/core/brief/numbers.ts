// Reads numbers as people write them.

const WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  fifty: 50,
  hundred: 100,
  "half a dozen": 6,
  "a dozen": 12,
  "two dozen": 24,
};

// The same number in several languages, where they write it with an alphabet.
const FOREIGN: readonly (readonly [number, string])[] = [
  [2, "zwei deux dos dois duas два две двух 두"],
  [3, "drei trois tres três три трёх трех 세"],
  [4, "vier quatre cuatro quatro четыре четырёх четырех 네"],
  [5, "fünf cinq cinco пять пяти 다섯"],
  [6, "sechs six seis шесть шести 여섯"],
  [7, "sieben sept siete sete семь семи 일곱"],
  [8, "acht huit ocho oito восемь восьми 여덟"],
  [9, "neun neuf nueve nove девять девяти 아홉"],
  [10, "zehn dix diez dez десять десяти 열"],
  [12, "zwölf douze doce doze двенадцать двенадцати 열두"],
  [15, "fünfzehn quinze quince пятнадцать"],
  [16, "sechzehn seize dieciséis dezesseis шестнадцать"],
  [20, "zwanzig vingt veinte vinte двадцать 스무"],
];
const BY_WORD = new Map([
  ...Object.entries(WORDS),
  ...FOREIGN.flatMap(([value, words]) => words.split(" ").map((word) => [word, value] as const)),
]);
const DIGITS = "一二三四五六七八九";

const longestFirst = (words: readonly string[]): string =>
  [...new Set(words)].toSorted((a, b) => b.length - a.length).join("|");

/** The source of a regular expression for one English number, in digits or in words. */
export const NUMBER = `(?:\\d{1,4}|${longestFirst(Object.keys(WORDS))})`;

/** The same for the other languages that are written with an alphabet. */
export const FOREIGN_NUMBER = `(?:\\d{1,4}|${longestFirst(FOREIGN.flatMap(([, words]) => words.split(" ")))})`;

/** The same for Chinese, Japanese and Korean. */
export const EASTERN_NUMBER = `(?:\\d{1,4}|[${DIGITS}两兩十]{1,3}|열두|스무|두|세|네|다섯|여섯|일곱|여덟|아홉|열)`;

/** The value of what one of them matched; not a number for anything else. */
export function numberOf(said: string): number {
  const known = BY_WORD.get(said.toLowerCase());
  if (known !== undefined) return known;
  const [, tens, ten, ones] = /^([二三四五六七八九]?)(十?)([一二三四五六七八九两兩]?)$/.exec(said) ?? [];
  if (!said || tens === undefined) return Number(said);
  const digit = (sign: string | undefined) => (sign === "两" || sign === "兩" ? 2 : DIGITS.indexOf(sign ?? "") + 1);
  return ten ? (digit(tens) || 1) * 10 + (ones ? digit(ones) : 0) : digit(tens || ones);
}
