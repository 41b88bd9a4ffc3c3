import {
  type CancellationToken,
  type Disposable,
  type Progress,
  ProgressLocation,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import { type LanguageClient, WorkDoneProgress } from "vscode-languageclient/node";
import { OPEN_PLACE } from "./place.ts";

/** What the server answers to `plumblint/audit`. */
export interface AuditAnswer {
  /** A whole document without scripts; its links to places are commands. */
  readonly html: string;
  readonly findings: number;
  readonly files: number;
}

/** The report of the last audit, in a panel of its own that the next audit reuses. */
export class AuditView implements Disposable {
  readonly #client: LanguageClient;
  #panel: WebviewPanel | undefined;

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  /** Audits a folder, or the whole workspace, shows the report, and returns it to who ran the command. */
  async audit(folder?: Uri): Promise<AuditAnswer> {
    const options = { location: ProgressLocation.Notification, title: "Plumblint", cancellable: true };
    const answer = await window.withProgress(options, (progress, token) => this.#request(folder, progress, token));
    this.#show(answer);
    return answer;
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #request(
    folder: Uri | undefined,
    progress: Progress<{ message?: string; increment?: number }>,
    token: CancellationToken,
  ): Promise<AuditAnswer> {
    const workDoneToken = crypto.randomUUID();
    let shown = 0;
    const listener = this.#client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind !== "report") return;
      const { message, percentage = shown } = value;
      progress.report({ ...(message !== undefined && { message }), increment: percentage - shown });
      shown = percentage;
    });
    const params = { workDoneToken, ...(folder && { folder: folder.toString() }) };
    try {
      // A cancelled audit answers too, with what it has found until then.
      return await this.#client.sendRequest<AuditAnswer>("plumblint/audit", params, token);
    } finally {
      listener.dispose();
    }
  }

  #show({ html }: AuditAnswer): void {
    this.#panel ??= this.#open();
    this.#panel.webview.html = html;
    this.#panel.reveal();
  }

  #open(): WebviewPanel {
    // The built-in Markdown preview would open a Markdown file as another preview, not at the line of the finding.
    const panel = window.createWebviewPanel("plumblint.audit", "Plumblint Audit", ViewColumn.Active, {
      enableCommandUris: [OPEN_PLACE],
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    return panel;
  }
}
