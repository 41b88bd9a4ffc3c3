import type { CancellationToken, ProgressToken } from "vscode-languageserver";
import { html } from "../../core/report/html.ts";
import { summarise } from "../../core/report/summary.ts";
import type { Session } from "../session.ts";

/** The request's name on the wire; the client sends it for *Plumblint: Audit Workspace*. */
export const AUDIT_REQUEST = "plumblint/audit";

/** What the client asks for. */
export interface AuditParams {
  /** URI; every workspace folder when left out. */
  readonly folder?: string;
  /** The client shows progress under this token. */
  readonly workDoneToken?: ProgressToken;
}

/** The report as a page without scripts, and its two sums. */
export interface AuditAnswer {
  readonly html: string;
  readonly findings: number;
  readonly files: number;
}

/** The command of the client that opens a URI at a line and column, both from 1; links of the report call it. */
const OPEN_PLACE = "plumblint.openPlace";

/** Judges the workspace. When it is cancelled, the report holds what was found until then, and says so. */
export async function auditRequest(
  session: Session,
  { folder, workDoneToken }: AuditParams,
  token: CancellationToken,
): Promise<AuditAnswer> {
  const progress = session.connection.window.attachWorkDoneProgress(workDoneToken);
  progress.begin("Plumblint", 0, undefined, true);
  let note: string | undefined;
  try {
    const { report, uris } = await session.host.audit({
      ...(folder !== undefined && { folder }),
      settingsFor: async (uri) => (await session.settingsFor(uri)).layer,
      open: (uri) => session.documents.get(uri)?.getText(),
      onProgress: (done, of) => {
        progress.report(Math.round((100 * done) / of), `${done} of ${of} files`);
        if (token.isCancellationRequested) note = `Cancelled after ${done} of ${of} files.`;
        return !token.isCancellationRequested;
      },
    });
    const linkTo = (path: string, line: number, column: number) => {
      const place = JSON.stringify([uris.get(path), line, column]);
      return `command:${OPEN_PLACE}?${encodeURIComponent(place)}`;
    };
    return { html: html(report, linkTo, note), findings: summarise(report).total, files: report.files.length };
  } finally {
    progress.done();
  }
}
