// Divides SQL into words, as far as migrations need: PostgreSQL, MySQL, SQLite, SQL Server and CockroachDB.

/** A word of a statement. */
export interface SqlToken {
  /** `name`: a quoted identifier; `word`: an unquoted one, a keyword or a number; `text`: a string; `mark`: one character. */
  readonly kind: "name" | "word" | "text" | "mark";
  /** Without quotes; words as written. */
  readonly value: string;
}

// Comments, strings with doubled quotes, names in three kinds of quotes, the marks around a text, words, marks.
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'([^']*(?:''[^']*)*)(?:'|$)|"([^"]*(?:""[^"]*)*)(?:"|$)|`([^`]*)(?:`|$)|\[([A-Za-z_][^\]\n]{0,127})\]|(\$\w{0,60}\$)|([\w$\u0080-\uffff]+)|([^\s])/g;

/**
 * The statements of a script, each as its words, without comments. A statement ends at `;`, or at a line `GO` of SQL
 * Server. Takes time in proportion to the length; never throws.
 */
export function* sqlStatements(sql: string): Iterable<readonly SqlToken[]> {
  const tokens = new RegExp(TOKEN);
  let statement: SqlToken[] = [];
  for (let match = tokens.exec(sql); match; match = tokens.exec(sql)) {
    const [whole, , , , , dollars] = match;
    if (dollars !== undefined) {
      // The body of a function: nothing in it happens now.
      const close = sql.indexOf(dollars, tokens.lastIndex);
      tokens.lastIndex = close < 0 ? sql.length : close + dollars.length;
    }
    if (whole === ";" || (/^go$/i.test(whole) && isAlone(sql, match.index))) {
      if (statement.length > 0) yield statement;
      statement = [];
    } else {
      const token = tokenOf(match);
      if (token) statement.push(token);
    }
  }
  if (statement.length > 0) yield statement;
}

function tokenOf([whole, text, double, back, bracket, dollars, word]: RegExpExecArray): SqlToken | undefined {
  if (whole.startsWith("--") || whole.startsWith("/*")) return undefined;
  if (text !== undefined) return { kind: "text", value: text.replaceAll("''", "'") };
  if (dollars !== undefined) return { kind: "text", value: "" };
  const name = double?.replaceAll('""', '"') ?? back ?? bracket;
  if (name !== undefined) return { kind: "name", value: name };
  return { kind: word === undefined ? "mark" : "word", value: whole };
}

const isAlone = (sql: string, at: number): boolean =>
  /(?:^|\n)[ \t]{0,40}$/.test(sql.slice(Math.max(0, at - 42), at)) &&
  /^go[ \t\r]{0,40}(?:\n|$)/i.test(sql.slice(at, at + 44));
