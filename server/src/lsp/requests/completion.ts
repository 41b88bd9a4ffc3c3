import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  InsertTextFormat,
  MarkupKind,
} from "vscode-languageserver";
import { completionsAt } from "../../core/help/completion.ts";
import { toRange, toSnippet } from "../convert.ts";
import { knowsKeys } from "../languages.ts";
import type { Session } from "../session.ts";

const KIND = {
  section: CompletionItemKind.Snippet,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  argument: CompletionItemKind.Variable,
} as const;

/** `textDocument/completion`: sections that a brief still owes, keys and values of its front matter, arguments. */
export async function completion(
  session: Session,
  { textDocument, position }: CompletionParams,
): Promise<CompletionItem[]> {
  const judged = await session.judge(textDocument.uri);
  if (!judged) return [];
  const { document, file, result } = judged;
  const found = completionsAt(file, result, document.offsetAt(position), knowsKeys(document.languageId));
  return found.map(({ label, detail, documentation, kind, insertion, span }, index) => ({
    label,
    kind: KIND[kind],
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    // What is typed already, a mark for example, is part of the label and not a word to the editor.
    filterText: label,
    sortText: String(index).padStart(3, "0"),
    insertTextFormat: session.hasSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: toRange(document, span),
      newText: session.hasSnippets ? toSnippet(insertion) : insertion.text,
    },
  }));
}
