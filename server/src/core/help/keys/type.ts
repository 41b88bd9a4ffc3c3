// What a key of a front matter is, and the few that several families share.

/** A key of a front matter. */
export interface Key {
  readonly name: string;
  /** A sentence or two of plain text. */
  readonly meaning: string;
  readonly type: "text" | "true or false" | "number" | "list" | "mapping" | "glob" | "text or list";
  /** What holds when the key is left out, as the end of the sentence "Default: …". */
  readonly otherwise?: string;
  /** True when the tool does not load the file without it. */
  readonly required?: true;
  /** Values worth offering. With `open`, others are as good. */
  readonly values?: readonly string[];
  readonly open?: true;
}

/** The front matter of one family. */
export interface KeyFamily {
  /** The tool that reads it, as its makers write it. */
  readonly tool: string;
  readonly keys: readonly Key[];
}

/** The values of a key that is true or false. */
export const FLAG = ["true", "false"];

/** The key `description`. */
export const description = (meaning: string): Key => ({ name: "description", type: "text", meaning });
/** The key `argument-hint`. */
export const hint: Key = {
  name: "argument-hint",
  type: "text",
  meaning: "What the user is to write behind the name, shown while they type it: [issue-number], for example.",
};
