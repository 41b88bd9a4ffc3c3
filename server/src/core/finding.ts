import type { Sourced, Span } from "./text.ts";

/** From worst to mildest: it will not work; probably a mistake; right, but not what was meant; could be simpler. */
export const SEVERITIES = ["error", "warning", "info", "hint"] as const;
/** How bad a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** Plain data, and the only thing that leaves the core. Every surface is a function of findings. */
export interface Finding extends Span {
  /** Rule id, `workflow/missing-timeout` for example. */
  readonly rule: string;
  /** Path of the file, as in `SourceFile.path`. */
  readonly path: string;
  readonly family: string;
  readonly dialect: string;
  /** The name of what it is about: a job, an agent, an input, `Post.author`. */
  readonly subject: string;
  readonly severity: Severity;
  /** One sentence of plain text: what is wrong here and what follows from it. */
  readonly message: string;
  /** Other places that belong to the finding, each with a sentence. */
  readonly related: readonly Related[];
  /** True when the marked text may be deleted; editors fade it. */
  readonly unnecessary: boolean;
  /** How the rule came to it: what was looked for, what came nearest. Sentences of plain text, shown on hover. */
  readonly notes: readonly string[];
  readonly fixes: readonly Fix[];
  /** Present when a comment in the file silences this finding; the value is the reason given, or empty. */
  readonly suppressed?: Sourced<string>;
}

/** Another place that belongs to a finding, and what it has to do with it. */
export interface Related extends Sourced<string> {
  /** Where it lies when it is in another file: path as in `SourceFile.path`, 1-based line. The span then is the finding's. */
  readonly elsewhere?: { readonly path: string; readonly line: number };
}

/** A repair. `safe` keeps the meaning and may run on save; `review` needs a human to look. */
export interface Fix {
  /** A verb phrase that says the result: "Limit to 30 minutes". */
  readonly title: string;
  readonly safety: "safe" | "review";
  readonly edits: readonly Edit[];
  /** Files to be created, by path as in `SourceFile.path`. An editor that cannot create files does not offer the fix. */
  readonly creates?: readonly { readonly path: string; readonly text: string }[];
}

/** Replace the span by the text. An insertion has an empty span. */
export interface Edit extends Span {
  readonly text: string;
  /** Parts of `text` (offsets in it, in order, apart) that the author will want to reword: tab stops where there are any. */
  readonly stops?: readonly Span[];
}
