import type { Connection } from "vscode-languageserver";
import { markdown } from "../../core/report/markdown.ts";
import { active } from "../../core/report/report.ts";
import type { Session } from "../session.ts";

/** The request's name on the wire; the client sends it for *Plumblint: Audit Workspace*. */
export const AUDIT_REQUEST = "plumblint/audit";

/** `folder`: URI; every workspace folder when left out. */
export interface AuditParams {
  readonly folder?: string;
}

/** The report, ready to be shown, and its two sums. */
export interface AuditAnswer {
  readonly markdown: string;
  readonly findings: number;
  readonly files: number;
}

/** Judges the workspace, with progress that can be cancelled; what was found until then is still reported. */
export async function auditRequest(session: Session, { folder }: AuditParams): Promise<AuditAnswer> {
  const progress = await begin(session.connection);
  try {
    const { report, uris } = await session.host.audit({
      ...(folder !== undefined && { folder }),
      settingsFor: async (uri) => (await session.settingsFor(uri)).layer,
      open: (uri) => session.documents.get(uri)?.getText(),
      onProgress: (done, of) => {
        progress.report(Math.round((100 * done) / of), `${done} of ${of} files`);
        return !progress.token.isCancellationRequested;
      },
    });
    const findings = report.files.reduce((sum, file) => sum + active(file).length, 0);
    return {
      markdown: markdown(report, (path, line) => `${uris.get(path)}#L${line}`),
      findings,
      files: report.files.length,
    };
  } finally {
    progress.done();
  }
}

async function begin(connection: Connection) {
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin("Plumblint: auditing", 0, undefined, true);
  return progress;
}
