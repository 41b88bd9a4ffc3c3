// What a migration does to tables, columns and indexes.
import { remembering } from "../memory.ts";
import { type SqlToken, sqlStatements } from "./sql-tokens.ts";

/** An index or key as SQL writes it. */
export interface SqlIndex {
  readonly kind: "id" | "unique" | "index";
  /** Columns in order; one of an expression is empty. */
  readonly columns: readonly string[];
  /** Access method in lower case; left out: the database's B-tree. */
  readonly method?: string;
  /** True when it holds only some of the rows, other than those with a value in its columns. */
  readonly partial: boolean;
}

/** One change that a migration makes. Names are as the database has them, without the schema they are in. */
export type Change =
  | { readonly does: "add index"; readonly table: string; readonly name: string; readonly index: SqlIndex }
  | { readonly does: "drop index"; readonly table?: string; readonly name: string }
  | { readonly does: "rename index"; readonly name: string; readonly to: string }
  | { readonly does: "drop key"; readonly table: string }
  | { readonly does: "drop table"; readonly table: string }
  | { readonly does: "rename table"; readonly table: string; readonly to: string }
  | { readonly does: "drop column"; readonly table: string; readonly column: string }
  | { readonly does: "rename column"; readonly table: string; readonly column: string; readonly to: string };

// A history holds hundreds of migrations, and none of them changes once it has been applied.
const LIMITS = { most: 2000, longest: 1_000_000 };

/** The changes of a migration, in order. What is none of the known statements is skipped. */
export const sqlChanges: (sql: string) => readonly Change[] = remembering(
  (sql) => [...sqlStatements(sql)].flatMap((statement) => [...changesOf(new Words(statement))]),
  LIMITS,
);

/** The words of a statement, read from left to right. */
class Words {
  readonly #words: readonly SqlToken[];
  #at = 0;

  constructor(words: readonly SqlToken[]) {
    this.#words = words;
  }

  get done(): boolean {
    return this.#at >= this.#words.length;
  }

  /** Takes the keywords if they come next. */
  take(...keywords: readonly string[]): boolean {
    const fits = keywords.every((keyword, index) => {
      const word = this.#words[this.#at + index];
      return word?.kind !== "text" && word?.kind !== "name" && word?.value.toUpperCase() === keyword;
    });
    if (fits) this.#at += keywords.length;
    return fits;
  }

  next(): SqlToken | undefined {
    const word = this.#words[this.#at];
    this.#at += 1;
    return word;
  }

  /** The last part of a name with dots, `"public"."Post"`; undefined when none comes next. */
  name(): string | undefined {
    let value: string | undefined;
    for (;;) {
      const word = this.#words[this.#at];
      if (word?.kind !== "name" && word?.kind !== "word") return value;
      value = word.value;
      this.#at += 1;
      if (!this.take(".")) return value;
    }
  }

  /** What stands between the brackets that come next, divided at its commas. Brackets inside stay with their part. */
  list(): SqlToken[][] {
    if (!this.take("(")) return [];
    const parts: SqlToken[][] = [[]];
    for (let depth = 1; !this.done; ) {
      const word = this.next();
      if (!word) break;
      const mark = word.kind === "mark" ? word.value : "";
      if (mark === "(") depth += 1;
      if (mark === ")") depth -= 1;
      if (depth === 0) break;
      if (mark === "," && depth === 1) parts.push([]);
      else parts.at(-1)?.push(word);
    }
    return parts;
  }

  /** The rest, divided at its commas outside brackets. */
  rest(): SqlToken[][] {
    const all = [{ kind: "mark", value: "(" } as const, ...this.#words.slice(this.#at)];
    this.#at = this.#words.length;
    return new Words(all).list();
  }
}

function* changesOf(words: Words): Iterable<Change> {
  if (words.take("CREATE")) {
    const unique = words.take("UNIQUE");
    if (!words.take("NONCLUSTERED")) words.take("CLUSTERED");
    if (words.take("INDEX")) yield* createIndex(words, unique);
    else if (words.take("TABLE")) yield* createTable(words);
  } else if (words.take("DROP", "TABLE")) {
    words.take("IF", "EXISTS");
    for (const part of words.rest()) yield* named(part, (table) => ({ does: "drop table", table }));
  } else if (words.take("DROP", "INDEX")) yield* dropIndex(words);
  else if (words.take("ALTER", "INDEX")) {
    words.take("IF", "EXISTS");
    const name = words.name();
    const to = words.take("RENAME", "TO") ? words.name() : undefined;
    if (name && to) yield { does: "rename index", name, to };
  } else if (words.take("ALTER", "TABLE")) yield* alterTable(words);
  else if (words.take("EXEC") || words.take("EXECUTE")) yield* renameOfSqlServer(words);
}

function* named(part: readonly SqlToken[], change: (name: string) => Change): Iterable<Change> {
  const name = new Words(part).name();
  if (name) yield change(name);
}

function* createIndex(words: Words, unique: boolean): Iterable<Change> {
  words.take("CONCURRENTLY");
  words.take("IF", "NOT", "EXISTS");
  // PostgreSQL makes a name up where none is written.
  const name = words.take("ON") ? "" : words.name();
  if (name === undefined || (name !== "" && !words.take("ON"))) return;
  words.take("ONLY");
  const table = words.name();
  if (!table) return;
  const index = indexIn(words, unique ? "unique" : "index");
  if (index) yield { does: "add index", table, name, index };
}

/** Reads `[USING method] (columns) [INCLUDE (…)] [USING method] [WHERE …]`. */
function indexIn(words: Words, kind: SqlIndex["kind"]): SqlIndex | undefined {
  let method = words.take("USING") ? words.name() : undefined;
  const columns = words.list().map(columnOf);
  if (columns.length === 0) return undefined;
  let where: SqlToken[] | undefined;
  while (!words.done) {
    if (words.take("USING")) method = words.name();
    else if (words.take("WHERE")) where = words.rest().flat();
    else words.next();
  }
  const isTree = method === undefined || /^btree$/i.test(method);
  const partial = where !== undefined && !demandsOnlyValues(where, columns);
  return { kind, columns, partial, ...(!isTree && method && { method: method.toLowerCase() }) };
}

/** The name of a column behind which order and operators may stand; empty for an expression. */
function columnOf(part: readonly SqlToken[]): string {
  const [first, second] = part;
  const isName = first?.kind === "name" || (first?.kind === "word" && /^[^\d]/.test(first.value));
  // `name(10)` is the first characters of it; in PostgreSQL it would be a call.
  const isPrefix = second?.value === "(" && /^\d+$/.test(part[2]?.value ?? "") && part[3]?.value === ")";
  return isName && (second?.kind !== "mark" || isPrefix) ? first.value : "";
}

/** True when a predicate only says that columns of the index have a value: a search for one implies that. */
function demandsOnlyValues(where: readonly SqlToken[], columns: readonly string[]): boolean {
  const said = where.filter(({ kind }) => kind !== "mark").map(({ value }) => value);
  let at = 0;
  for (;;) {
    const words = said
      .slice(at + 1, at + 4)
      .join(" ")
      .toUpperCase();
    if (!columns.includes(said[at] ?? "") || words !== "IS NOT NULL") return false;
    at += 4;
    if (at >= said.length) return true;
    if (said[at]?.toUpperCase() !== "AND") return false;
    at += 1;
  }
}

function* createTable(words: Words): Iterable<Change> {
  words.take("IF", "NOT", "EXISTS");
  const table = words.name();
  if (!table) return;
  for (const part of words.list()) yield* tableConstraint(table, new Words(part), part);
}

/** A line of `CREATE TABLE` that makes a key or an index: of its own, or of one column. */
function* tableConstraint(table: string, words: Words, part: readonly SqlToken[]): Iterable<Change> {
  const name = words.take("CONSTRAINT") ? words.name() : undefined;
  const added = keyIn(words);
  if (added) {
    yield { does: "add index", table, name: name ?? added.name, index: added.index };
    return;
  }
  const [column] = part;
  if (!column || name !== undefined) return;
  const said = part
    .slice(1)
    .filter(({ kind }) => kind === "word")
    .map(({ value }) => value.toUpperCase());
  const kind = said.includes("PRIMARY") ? "id" : said.includes("UNIQUE") ? "unique" : undefined;
  if (kind) yield { does: "add index", table, name: "", index: { kind, columns: [column.value], partial: false } };
}

/** `PRIMARY KEY (…)`, `UNIQUE [INDEX|KEY] [name] (…)`, `INDEX|KEY name (…)`. */
function keyIn(words: Words): { readonly name: string; readonly index: SqlIndex } | undefined {
  const kind = words.take("PRIMARY", "KEY") ? "id" : words.take("UNIQUE") ? "unique" : undefined;
  const isIndex = words.take("INDEX") || words.take("KEY");
  if (!kind && !isIndex) return undefined;
  if (!words.take("NONCLUSTERED")) words.take("CLUSTERED");
  const name = kind === "id" ? "" : (words.name() ?? "");
  const index = indexIn(words, kind ?? "index");
  return index && { name, index };
}

function* dropIndex(words: Words): Iterable<Change> {
  words.take("CONCURRENTLY");
  words.take("IF", "EXISTS");
  for (const part of words.rest()) {
    const one = new Words(part);
    const name = one.name();
    const table = one.take("ON") ? one.name() : undefined;
    if (name) yield { does: "drop index", name, ...(table && { table }) };
  }
}

function* alterTable(words: Words): Iterable<Change> {
  words.take("IF", "EXISTS");
  words.take("ONLY");
  const table = words.name();
  if (!table) return;
  for (const part of words.rest()) yield* alteration(table, new Words(part));
}

function* alteration(table: string, words: Words): Iterable<Change> {
  if (words.take("RENAME")) yield* renamed(table, words);
  else if (words.take("DROP")) yield* dropped(table, words);
  else if (words.take("ADD")) {
    const name = words.take("CONSTRAINT") ? words.name() : undefined;
    const added = keyIn(words);
    if (added) yield { does: "add index", table, name: name ?? added.name, index: added.index };
  } else if (words.take("CHANGE")) {
    words.take("COLUMN");
    const [from, to] = [words.name(), words.name()];
    if (from && to && from !== to) yield { does: "rename column", table, column: from, to };
  }
}

function* renamed(table: string, words: Words): Iterable<Change> {
  if (words.take("TO") || words.take("AS")) {
    const to = words.name();
    if (to) yield { does: "rename table", table, to };
    return;
  }
  const isIndex = words.take("INDEX") || words.take("KEY") || words.take("CONSTRAINT");
  words.take("COLUMN");
  const [from, to] = [words.name(), words.take("TO") ? words.name() : undefined];
  if (from && to && isIndex) yield { does: "rename index", name: from, to };
  else if (from && to) yield { does: "rename column", table, column: from, to };
}

function* dropped(table: string, words: Words): Iterable<Change> {
  if (words.take("PRIMARY", "KEY")) {
    yield { does: "drop key", table };
    return;
  }
  const isIndex = words.take("INDEX") || words.take("KEY") || words.take("CONSTRAINT");
  if (!isIndex && (words.take("FOREIGN", "KEY") || words.take("CHECK"))) return;
  words.take("COLUMN");
  words.take("IF", "EXISTS");
  const name = words.name();
  if (name) yield isIndex ? { does: "drop index", table, name } : { does: "drop column", table, column: name };
}

/** `EXEC SP_RENAME N'dbo.Post.a', N'b', N'COLUMN'` (Microsoft, "sp_rename"). */
function* renameOfSqlServer(words: Words): Iterable<Change> {
  if (words.name()?.toLowerCase() !== "sp_rename") return;
  const texts = words.rest().map((part) => part.find(({ kind }) => kind === "text")?.value ?? "");
  const parts = (texts[0] ?? "").split(".").map((name) => name.replace(/^\[|\]$/g, ""));
  const [from, to, what = ""] = [parts.at(-1), texts[1], texts[2]];
  if (!from || !to) return;
  const table = parts.at(-2) ?? "";
  if (/^column$/i.test(what)) yield { does: "rename column", table, column: from, to };
  else if (/^index$/i.test(what)) yield { does: "rename index", name: from, to };
  else yield { does: "rename table", table: from, to };
}
