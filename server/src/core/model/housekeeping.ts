// What the engine says of its own work on a document.
import type { Edit } from "../finding.ts";
import type { Sourced, Span } from "../text.ts";
import type { Lowered } from "./shared.ts";

/** What the engine itself noticed in a document while it worked: the matter of the linter's own rules. */
export interface Housekeeping extends Lowered<"plumblint"> {
  /** Places that could not be read, each with the parser's complaint. */
  readonly unreadable: readonly Sourced<string>[];
  /** Rule ids that suppressions or a configuration name though there is no such rule, with the nearest one there is. */
  readonly unknownRules: readonly (Sourced<string> & { readonly nearest?: string })[];
  /** Suppressions that silenced nothing. */
  readonly idleSuppressions: readonly (Span & { readonly id: string | undefined; readonly edits: readonly Edit[] })[];
}
