/** What is known of a language other than English. Data only. */
export interface Words {
  /** Labels of sections (normalised, lower case), each with an English one of the same meaning. The first that fits counts. */
  readonly labels: readonly (readonly [said: RegExp, english: string])[];
  /** Sentences that hand something over or name a state to start from. */
  readonly given: readonly RegExp[];
  /** Verbs of reading: with a file, folder or address in the same sentence they name an input. */
  readonly read: RegExp;
  /** Sentences that tell the form of what is delivered. */
  readonly formed: readonly RegExp[];
  /** Verbs of writing: with a file, folder or address in the same sentence they name a deliverable. */
  readonly write: RegExp;
  /** Kinds of documents and changes: below a label for outputs each of them counts. */
  readonly thing: RegExp;
  /** Sentences that say when work is done and right. */
  readonly criteria: readonly RegExp[];
  /** Sentences that say a part of it: one alone decides nothing, two do. */
  readonly hints?: readonly RegExp[];
  /** Something about the result that is true or false; counts below a label for checks. */
  readonly conditions: readonly RegExp[];
}
