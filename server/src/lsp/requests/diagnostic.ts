import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { toDiagnostic } from "../convert.ts";
import type { Session } from "../session.ts";

// A file with more findings than this needs the audit, not a wall of squiggles.
const MAX_DIAGNOSTICS = 200;

/** `textDocument/diagnostic`: the findings of a document, or `unchanged`. */
export async function diagnostic(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  // A cancel or a newer change that is already waiting overtakes this request here.
  await new Promise((later) => setTimeout(later, 0));
  if (token.isCancellationRequested) {
    throw new ResponseError(LSPErrorCodes.ServerCancelled, "superseded", { retriggerRequest: false });
  }
  const document = session.documents.get(textDocument.uri);
  // Nobody tells of changes on disk, so what was found there is sent anew each time.
  if (!document) return { kind: "full", items: await diagnosticsOf(session, textDocument.uri) };
  const resultId = session.resultId(document);
  if (previousResultId === resultId) return { kind: "unchanged", resultId };
  return { kind: "full", resultId, items: await diagnosticsOf(session, textDocument.uri) };
}

/** The diagnostics of a document; none when it is out of reach or none of ours. */
export async function diagnosticsOf(session: Session, uri: string): Promise<Diagnostic[]> {
  const judged = await session.judge(uri);
  if (!judged) return [];
  const { document, result } = judged;
  const shown = result.findings.filter(({ suppressed }) => !suppressed);
  return shown.slice(0, MAX_DIAGNOSTICS).map((finding) => toDiagnostic(document, finding));
}
