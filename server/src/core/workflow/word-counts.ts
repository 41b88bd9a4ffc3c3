// How often a text says a word: asked once for a whole document, however many names are looked up.

/** The words of a text, each with the number of times it stands there. `word`: what counts as one. */
export function wordCounts(text: string, word: RegExp = /\w+/g): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [name] of text.matchAll(word)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
