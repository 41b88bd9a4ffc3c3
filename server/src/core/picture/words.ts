// Words of a file as they may stand in a picture: escaped, short, and without anything that looks like a credential.

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const HIDDEN = "•••";

/** Text as the content or the attribute of an element. What XML cannot hold is left out. */
export const escapeXml = (text: string): string =>
  text.replace(UNSPEAKABLE, "").replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

// What XML 1.0 forbids: control characters, and halves of surrogate pairs.
const UNSPEAKABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * The text without what looks like a credential: a step without a name is called after its command, and a command may hold
 * one. What a variable stands for is not in the file, so its name may stay.
 */
export const withoutCredentials = (text: string): string =>
  text
    .replace(/\b(?:gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|sk-|npm_|AKIA|AIza|eyJ)[\w.-]{12,}/g, HIDDEN)
    .replace(/(:\/\/)[^\s/@:$]{0,100}:[^\s/@$]{1,200}@/g, `$1${HIDDEN}@`)
    .replace(/\b(bearer|basic|token)(\s{1,3})(?![$"'{]|is\b|to\b|for\b)[\w.+/=-]{8,}/gi, `$1$2${HIDDEN}`)
    .replace(
      /((?:api[-_]?key|password|passwd|secret|token|credentials?)["']?(?:=|:\s{0,3})["']?)(?![$"'{\s])[^\s"'&,;]{4,}/gi,
      `$1${HIDDEN}`,
    );

/** How wide a text stands, about, at a font size: there is no font to ask. */
export function widthOf(text: string, size: number): number {
  let sum = 0;
  for (const character of text) sum += WIDTHS.find(([kind]) => kind.test(character))?.[1] ?? 0.6;
  return sum * size;
}

// In parts of the font size, for the sans-serif fonts of the usual systems, on the generous side.
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'|!()[\]ftrI\s/-]/, 0.38],
  [/[mwMW@%—…<>&+=×→]/, 0.88],
  [/[A-Z]/, 0.7],
  [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u, 1.1],
];

/** As much of a text as fits, with `…` where more would follow. */
export function fitting(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (widthOf(`${kept}${character}…`, size) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A text in lines that fit, broken at its blanks. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length === 0 || widthOf(longer, size) > width) lines.push(fitting(word, size, width));
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** "a", "a and b", "a, b and c"; of a long list the first and how many more. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
