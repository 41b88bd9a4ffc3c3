// What the families of documents have in common.
import type { Edit } from "../finding.ts";
import type { Sourced, Span } from "../text.ts";

/** What every model of a document has. */
export interface Lowered<F extends string> extends Span {
  readonly family: F;
  /** Id of the dialect that lowered the document, `github-actions` for example. */
  readonly dialect: string;
}

/** Workers that run at the same time. */
export interface Crew extends Span {
  /** The name of the job, task or sentence that starts them, and its place. */
  readonly subject: Sourced<string>;
  /** How many run at the same time, at the most. */
  readonly size: number;
  /** Who routes, joins or merges them, where the document says so. */
  readonly coordinator?: Sourced<string>;
  /** What keeps their work apart, so that nobody needs to: files or worktrees of their own, or that they only read. */
  readonly apart?: Sourced<string>;
  /** The one thing that all of them write, by its name. */
  readonly artifact?: Sourced<string>;
  /** What else the document says of it: that they work at the same time, or that they write one thing. */
  readonly reasons?: readonly Sourced<string>[];
  /** Where a cap on the number may be written, if the format has one. */
  readonly cap?: Slot;
  /** Where one who joins them may be written, if the format has such a thing. */
  readonly join?: Slot;
}

/**
 * A protection that a dialect may offer. `absent` is about the file: nobody wrote it. `unsupported` is about the
 * dialect: nothing can be written there, or what is written cannot be judged.
 */
export type Guard =
  | ({ readonly state: "present"; readonly value: string } & Span)
  | ({ readonly state: "inherited"; readonly value: string } & Span)
  | { readonly state: "absent"; readonly slot?: Slot }
  | { readonly state: "unsupported" };

/**
 * A place where something missing may be written. The dialect knows the syntax, the rule knows the value: `{value}` in
 * the text of an edit stands for it.
 */
export interface Slot {
  readonly edits: readonly Edit[];
  /** How a length of time is written here. Left out: in minutes, as a bare number. */
  readonly time?: TimeUnit;
}

/** `30`, `1800`, `30m`, `30min`, `PT30M`, `30 minutes`. */
export type TimeUnit = "minutes" | "seconds" | "30m" | "30min" | "PT30M" | "30 minutes";
