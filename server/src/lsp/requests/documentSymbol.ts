import { type DocumentSymbol, type DocumentSymbolParams, SymbolKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type OutlineEntry, symbolsOf } from "../../core/help/symbols.ts";
import { toRange } from "../convert.ts";
import { hasOutline } from "../languages.ts";
import type { Session } from "../session.ts";

/**
 * `textDocument/documentSymbol`: subtasks, and the sections of the contract. None where the editor has an outline of
 * headings already: VS Code does not merge two outlines of one document, it puts one below the other, each under the
 * name of its extension, and every heading would be there twice.
 */
export async function documentSymbol(
  session: Session,
  { textDocument }: DocumentSymbolParams,
): Promise<DocumentSymbol[]> {
  const judged = await session.judge(textDocument.uri);
  if (!judged || hasOutline(judged.document.languageId)) return [];
  return symbolsOf(judged.result).map((entry) => toSymbol(judged.document, entry));
}

const toSymbol = (document: TextDocument, entry: OutlineEntry): DocumentSymbol => ({
  name: entry.label,
  detail: entry.detail,
  kind: entry.kind === "subtask" ? SymbolKind.Function : SymbolKind.Interface,
  range: toRange(document, entry),
  selectionRange: toRange(document, entry.name),
  children: entry.children.map((child) => toSymbol(document, child)),
});
