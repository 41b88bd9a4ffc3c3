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

/** The source of a regular expression for one number, in digits or in words. */
export const NUMBER = `(?:\\d{1,4}|${Object.keys(WORDS).toReversed().join("|")})`;

/** The value of what `NUMBER` matched. */
export const numberOf = (said: string): number => WORDS[said.toLowerCase()] ?? Number(said);
