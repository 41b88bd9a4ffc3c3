// What client code asks a database, in words that need no schema.

/** One call of Prisma Client: `prisma.post.findMany({ where: … })`. Plain data. */
export interface Query {
  /** Path of the file with the call, as in `SourceFile.path`. */
  readonly path: string;
  /** 1-based line of the call in that file. */
  readonly line: number;
  /** The model as the client calls it: `post`. */
  readonly accessor: string;
  /** What the rows have to fulfil; left out: anything goes. */
  readonly where?: Condition;
  /** The fields by which the rows are sorted, grouped or told apart: of each list the first, which alone can use an index. */
  readonly sorted: readonly string[];
}

/**
 * A condition on rows. `search`: a field is compared so that an index on it helps, with one value, several, or a range;
 * `nested`: a relation or a compound key, by its name; `unserved`: a comparison that no plain index helps; `unknown`: it is
 * not written here.
 */
export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "search"; readonly field: string; readonly how: "equals" | "range" }
  | { readonly kind: "nested"; readonly field: string }
  | { readonly kind: "unserved" }
  | { readonly kind: "unknown" };
