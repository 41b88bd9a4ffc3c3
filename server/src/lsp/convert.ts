// The only file that knows both our words and the protocol's.
import {
  type CodeAction,
  CodeActionKind,
  CreateFile,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit, Finding, Fix } from "../core/finding.ts";
import { pageOf } from "../core/product.ts";
import type { Span } from "../core/text.ts";

/** The kind of the action that applies all safe fixes, as `editor.codeActionsOnSave` names it. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.plumblint`;

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** A finding as the editor shows it. */
export function toDiagnostic(document: TextDocument, finding: Finding): Diagnostic {
  return {
    source: "plumblint",
    code: finding.rule,
    codeDescription: { href: pageOf(finding.rule) },
    severity: SEVERITY[finding.severity],
    range: toRange(document, finding),
    message: finding.message,
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map((place) => ({
        location: { uri: document.uri, range: toRange(document, place) },
        message: place.value,
      })),
    }),
  };
}

/** A fix as a quick fix. Preferred (run without a look by *Auto Fix*) only when it is safe and the first one offered. */
export function toQuickFix(document: TextDocument, finding: Finding, fix: Fix): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, finding)],
    isPreferred: fix.safety === "safe" && fix === finding.fixes[0],
    edit: fix.creates ? withFiles(document, finding.path, fix) : toWorkspaceEdit(document, fix.edits),
  };
}

/** Creates files, each with its text, then edits the document. `path` is the document's own, as the engine knows it. */
function withFiles(
  document: TextDocument,
  path: string,
  { creates = [], edits }: Fix,
): NonNullable<CodeAction["edit"]> {
  const root = document.uri.split("/").slice(0, -path.split("/").length);
  const start = { line: 0, character: 0 };
  const files = creates.flatMap((file) => {
    const uri = [...root, ...file.path.split("/").map(encodeURIComponent)].join("/");
    const text = { range: { start, end: start }, newText: file.text };
    return [CreateFile.create(uri), { textDocument: { uri, version: null }, edits: [text] }];
  });
  const own = edits.length > 0 ? (toWorkspaceEdit(document, edits).documentChanges ?? []) : [];
  return { documentChanges: [...files, ...own] };
}

/** Versioned edits of one document: the editor refuses them when the text has changed meanwhile. */
export const toWorkspaceEdit = (document: TextDocument, edits: readonly Edit[]): NonNullable<CodeAction["edit"]> => ({
  documentChanges: [
    {
      textDocument: { uri: document.uri, version: document.version },
      edits: edits.map((edit): TextEdit => ({ range: toRange(document, edit), newText: edit.text })),
    },
  ],
});

/** UTF-16 offsets as the protocol's lines and characters from 0. */
const toRange = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});
