// What a database schema says.
import type { Edit } from "../finding.ts";
import type { Sourced, Span } from "../text.ts";
import type { Lowered, Slot } from "./shared.ts";

/** Entities, their relations, their indexes. */
export interface Schema extends Lowered<"prisma"> {
  /** `postgresql`, `mysql` …; left out when neither this document nor another of its schema says it. */
  readonly provider?: string;
  /** True when the database puts an index on each foreign key by itself; undefined when the document cannot tell. */
  readonly indexesForeignKeys?: boolean;
  readonly entities: readonly Entity[];
}

/** One table or collection. */
export interface Entity extends Span {
  readonly name: Sourced<string>;
  /** Relations for which this side holds the foreign key in scalar columns. */
  readonly relations: readonly Relation[];
  readonly indexes: readonly Index[];
  /** Indexes that only the migrations make. Empty too when nobody asked for them, or nobody can tell. */
  readonly migrated: readonly IndexShape[];
  /** The fields by which client code searches or sorts though no index helps. Empty too when no code was read. */
  readonly filters: readonly FieldFilter[];
  /** Where an index line may be written: `{value}` is the whole attribute. */
  readonly indexSlot: Slot;
}

/** A field with a value of its own, and not a relation. */
export interface ScalarField {
  readonly name: Sourced<string>;
  /** True for booleans and enums: many rows share each value. */
  readonly hasFewValues: boolean;
}

/** A field by which code searches or sorts. */
export interface FieldFilter extends ScalarField {
  /** The calls that do; `path` as in `SourceFile.path`, `line` 1-based. */
  readonly calls: readonly { readonly path: string; readonly line: number }[];
}

/** A relation whose foreign key lies in this entity. */
export interface Relation extends Span {
  /** The relation field. */
  readonly field: Sourced<string>;
  /** The entity it points to. */
  readonly target: string;
  /** The foreign-key fields, in the order of the relation. */
  readonly columns: readonly string[];
  /** What the database does with the rows here when the row there is deleted, if written. */
  readonly onDelete?: string;
}

/** An index, unique constraint or primary key. */
export interface Index extends IndexShape, Span {
  /** True when its columns have an order, length or operator class of their own, so that another cannot stand in for it. */
  readonly special: boolean;
  /** What takes it away; left out for one that is part of a field. */
  readonly removal?: Edit;
}

/** What an index can find. */
export interface IndexShape {
  readonly kind: "id" | "unique" | "index" | "fulltext";
  readonly columns: readonly string[];
  /** Access method as written (`Hash`, `Brin`, `Gin` …); left out: the database's B-tree. */
  readonly method?: string;
  /** True when the index holds only some of the rows (a `where` other than "foreign key is not null"). */
  readonly partial: boolean;
}
