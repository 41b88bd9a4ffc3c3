// The only file that knows both our words and the protocol's.
import {
  type CodeAction,
  CodeActionKind,
  CreateFile,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type Range,
  type SnippetTextEdit,
  StringValue,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Insertion } from "../core/edit.ts";
import type { Edit, Finding, Fix, Related } from "../core/finding.ts";
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
        location: locationOf(document, finding.path, place),
        message: place.value,
      })),
    }),
  };
}

/** A place of the document itself, or the line of another file: its address follows from those of the finding's file. */
function locationOf(document: TextDocument, path: string, { elsewhere, ...span }: Related): Location {
  if (!elsewhere) return { uri: document.uri, range: toRange(document, span) };
  const at = { line: elsewhere.line - 1, character: 0 };
  return { uri: uriFrom(document, path, elsewhere.path), range: { start: at, end: at } };
}

/**
 * A fix as a quick fix. Preferred (run without a look by *Auto Fix*) only when it is safe and the first one offered.
 * `snippets`: the client understands snippets in edits, so that what the author will reword becomes tab stops.
 */
export function toQuickFix(document: TextDocument, finding: Finding, fix: Fix, snippets = false): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, finding)],
    isPreferred: fix.safety === "safe" && fix === finding.fixes[0],
    edit: fix.creates ? withFiles(document, finding.path, fix) : toWorkspaceEdit(document, fix.edits, snippets),
  };
}

/** Creates files, each with its text, then edits the document. `path` is the document's own, as the engine knows it. */
function withFiles(
  document: TextDocument,
  path: string,
  { creates = [], edits }: Fix,
): NonNullable<CodeAction["edit"]> {
  const start = { line: 0, character: 0 };
  const files = creates.flatMap((file) => {
    const uri = uriFrom(document, path, file.path);
    const text = { range: { start, end: start }, newText: file.text };
    return [CreateFile.create(uri), { textDocument: { uri, version: null }, edits: [text] }];
  });
  const own = edits.length > 0 ? (toWorkspaceEdit(document, edits).documentChanges ?? []) : [];
  return { documentChanges: [...files, ...own] };
}

/** The URI of another file of the project. `path` is the document's own, as the engine knows it; `other` likewise. */
export function uriFrom(document: TextDocument, path: string, other: string): string {
  const root = document.uri.split("/").slice(0, -path.split("/").length);
  return [...root, ...other.split("/").map(encodeURIComponent)].join("/");
}

/** Versioned edits of one document: the editor refuses them when the text has changed meanwhile. */
export const toWorkspaceEdit = (
  document: TextDocument,
  edits: readonly Edit[],
  snippets = false,
): NonNullable<CodeAction["edit"]> => ({
  documentChanges: [
    {
      textDocument: { uri: document.uri, version: document.version },
      edits: snippets ? toSnippetEdits(document, edits) : edits.map((edit) => toTextEdit(document, edit)),
    },
  ],
});

const toTextEdit = (document: TextDocument, edit: Edit): TextEdit => ({
  range: toRange(document, edit),
  newText: edit.text,
});

/** Edits of which those with tab stops are snippets. The editor makes one session of them all, so the stops count on. */
function toSnippetEdits(document: TextDocument, edits: readonly Edit[]): (TextEdit | SnippetTextEdit)[] {
  let first = 1;
  return edits.map((edit) => {
    const { text, stops = [] } = edit;
    if (stops.length === 0) return toTextEdit(document, edit);
    const snippet = StringValue.createSnippet(toSnippet({ text, stops }, first));
    first += stops.length;
    return { range: toRange(document, edit), snippet };
  });
}

/** The text as a snippet, its stops numbered from `first`; an empty stop is where the cursor goes. */
export function toSnippet({ text, stops }: Insertion, first = 1): string {
  let out = "";
  let at = 0;
  for (const [index, { start, end }] of stops.entries()) {
    out += `${literal(text.slice(at, start))}\${${first + index}${end > start ? `:${literal(text.slice(start, end))}` : ""}}`;
    at = end;
  }
  return out + literal(text.slice(at));
}

/** What stands for itself in a snippet. */
const literal = (text: string): string => text.replace(/[\\$}]/g, "\\$&");

/** UTF-16 offsets as the protocol's lines and characters from 0. */
export const toRange = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});
