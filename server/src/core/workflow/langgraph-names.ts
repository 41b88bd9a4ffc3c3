// What a name means at a place of a program, and what is used within a place.
import type { Assignment, Context, Definition, Mention, Program, ProgramCall } from "../syntax/program.ts";
import type { Span } from "../text.ts";

/** A program whose names are looked up. */
export class Names {
  readonly text: string;
  readonly errors: readonly Span[];
  readonly #calls: readonly ProgramCall[];
  readonly #mentions: readonly Mention[];
  readonly #definitions: ReadonlyMap<string, readonly Definition[]>;
  readonly #assignments: ReadonlyMap<string, readonly Assignment[]>;

  constructor({ calls, mentions, definitions, assignments, errors }: Program, text: string) {
    this.text = text;
    this.errors = errors;
    this.#calls = calls;
    this.#mentions = mentions;
    this.#definitions = byName(definitions);
    this.#assignments = byName(assignments);
  }

  /** The function or class that a name means at a place; the innermost of several. */
  definition(name: string, place: Context): Definition | undefined {
    const last = name.replace(SHARED, "");
    const isOwn = last !== name;
    const all = (this.#definitions.get(last) ?? []).filter(({ context }) =>
      isOwn
        ? context?.kind === "class" && isAround(context, place)
        : context?.kind !== "class" && isVisible(context, place),
    );
    return all.reduce<Definition | undefined>(
      (best, one) => (best && (best.context?.start ?? 0) >= (one.context?.start ?? 0) ? best : one),
      undefined,
    );
  }

  /** The assignment that a name means at a place: at the top, in a function around it, or of the same object. */
  assignment(name: string, place: Context): Assignment | undefined {
    const isOwn = SHARED.test(name);
    return this.#assignments
      .get(name)
      ?.find(({ context, value }) => (isOwn || isVisible(context, place)) && !(place && value.start === place.start));
  }

  /** The text that a variable holds, if it is given only one. */
  constant(name: string): string | undefined {
    const [only, ...others] = this.#assignments.get(name) ?? [];
    return others.length === 0 && only?.value.kind === "text" ? only.value.value : undefined;
  }

  /** The variables that a place uses. */
  mentionsIn = (span: Span): readonly Mention[] => between(this.#mentions, span, ({ start }) => start);

  /** The calls that a place makes. */
  callsIn = (span: Span): readonly ProgramCall[] => between(this.#calls, span, ({ at }) => at.start);

  /** True when a part of a place could not be parsed. */
  isBroken = ({ start, end }: Span): boolean => this.errors.some((error) => error.start >= start && error.start <= end);
}

/** Names of the same object. */
const SHARED = /^(?:self|this|cls)\./;

function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const named = new Map<string, T[]>();
  for (const item of items) {
    const list = named.get(item.name);
    if (list) list.push(item);
    else named.set(item.name, [item]);
  }
  return named;
}

/** The items that begin in a span, of items in order. */
function between<T>(items: readonly T[], { start, end }: Span, of: (item: T) => number): readonly T[] {
  const first = (at: number) => {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = items[middle];
      if (item !== undefined && of(item) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return items.slice(first(start), first(end));
}

/** True when what stands in one context can be seen in another: the function around it is around both. */
function isVisible(context: Context, from: Context): boolean {
  const home = functionOf(context);
  return !home || isAround(home, from);
}

function isAround(home: NonNullable<Context>, from: Context): boolean {
  for (let at = from; at; at = at.outer) if (at.start === home.start && at.end === home.end) return true;
  return false;
}

function functionOf(context: Context): Context {
  for (let at = context; at; at = at.outer) if (at.kind === "function") return at;
  return undefined;
}
