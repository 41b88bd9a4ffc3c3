// What was worked out for a text is kept for the next time it is asked: between two keystrokes nearly every sentence of a
// document stays the same.

// Some ten thousand sentences are the largest briefs there are.
const MOST = 8000;
// Longer texts are rarely the same twice, and would fill the memory.
const LONGEST = 4000;

/**
 * The work with a memory: the same text gives the same value without doing it again. The work must depend on nothing but
 * the text, and nobody may change the value. So many values are kept, and as many older ones until new ones have come.
 */
export function remembering<T extends NonNullable<unknown>>(
  work: (text: string) => T,
  { most = MOST, longest = LONGEST } = {},
): (text: string) => T {
  let recent = new Map<string, T>();
  let older: ReadonlyMap<string, T> = new Map();
  return (text) => {
    if (text.length > longest) return work(text);
    let value = recent.get(text);
    if (value !== undefined) return value;
    value = older.get(text) ?? work(text);
    if (recent.size >= most) [older, recent] = [recent, new Map()];
    recent.set(detached(text), value);
    return value;
  };
}

/** A part of a text keeps the whole of it in memory; its copy does not. */
const detached = (text: string): string => (text.length < 13 ? text : JSON.parse(JSON.stringify(text)));
