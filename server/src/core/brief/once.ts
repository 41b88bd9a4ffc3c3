// What is worked out about a statement holds wherever the statement stands again: a keystroke elsewhere moves it, and
// changes nothing of what it says.
import type { Statement } from "./outline.ts";

/**
 * The work with a memory: done once for each statement that says the same in the same place of the outline, whatever its
 * offsets. It must depend on nothing else but the context; of that only the last one is kept. Nobody may change the value.
 */
export function once<C, T>(work: (statement: Statement, context: C) => T): (statement: Statement, context: C) => T {
  const known = new WeakMap<Statement["said"], { readonly context: unknown; readonly value: T }>();
  return (statement, context) => {
    const { said } = statement;
    const key = keyOf(context);
    const before = known.get(said);
    if (before !== undefined && before.context === key) return before.value;
    const value = work(statement, context);
    known.set(said, { context: key, value });
    return value;
  };
}

/** What stands for a context: a reading of the same kind of brief, language and name is the same one. */
const keyOf = (context: unknown): unknown =>
  typeof context === "object" && context !== null && "context" in context ? context.context : context;
