import { UsageError } from "./options.ts";

/** `plumblint lsp --stdio`: becomes the language server. It ends with the editor that started it. */
export async function lspCommand(words: readonly string[]): Promise<undefined> {
  if (words.length !== 1 || words[0] !== "--stdio") throw new UsageError("lsp takes --stdio");
  // Loaded only here, so that the audit does not pay for the protocol.
  await import("../node.ts");
}
