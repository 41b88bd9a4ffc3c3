// The shell: it listens, asks the core, and translates. This file is its table of contents.
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { isConfigPath } from "../core/config.ts";
import { TRIGGERS } from "../core/help/completion.ts";
import { VERSION } from "../core/product.ts";
import { FIX_ALL } from "./convert.ts";
import type { Host } from "./host.ts";
import { AUDIT_REQUEST, type AuditParams, auditRequest } from "./requests/audit.ts";
import { codeAction } from "./requests/codeAction.ts";
import { codeLens } from "./requests/codeLens.ts";
import { completion } from "./requests/completion.ts";
import { DESCRIBE_REQUEST, describe } from "./requests/describe.ts";
import { diagnostic, diagnosticsOf } from "./requests/diagnostic.ts";
import { documentLink } from "./requests/documentLink.ts";
import { documentSymbol } from "./requests/documentSymbol.ts";
import { hover } from "./requests/hover.ts";
import { NEW_BRIEF_KINDS_REQUEST, NEW_BRIEF_REQUEST, newBriefKinds, newBriefRequest } from "./requests/newBrief.ts";
import { PICTURE_REQUEST, type PictureAnswer, type PictureParams, picture } from "./requests/picture.ts";
import { Session } from "./session.ts";

/** Serves one editor over a connection until it closes. The entry for each platform makes the connection and the host. */
export function serve(connection: Connection, host: Host): void {
  const session = new Session(connection, host);
  let client: InitializeParams["capabilities"] = {};
  let folders: readonly string[] = [];

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    session.hasConfiguration = client.workspace?.configuration ?? false;
    session.createsFiles = client.workspace?.workspaceEdit?.resourceOperations?.includes("create") ?? false;
    session.hasSnippetEdits = client.workspace?.workspaceEdit?.snippetEditSupport ?? false;
    session.hasSnippets = client.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    session.showsPipelines = params.initializationOptions?.showsPipelines === true;
    folders = params.workspaceFolders?.map(({ uri }) => uri) ?? [];
    host.setFolders(folders);
    return {
      serverInfo: { name: "Plumblint", version: VERSION },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        diagnosticProvider: { identifier: "plumblint", interFileDependencies: false, workspaceDiagnostics: false },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        hoverProvider: true,
        codeLensProvider: {},
        documentLinkProvider: {},
        completionProvider: { triggerCharacters: [...TRIGGERS] },
        documentSymbolProvider: { label: "Plumblint" },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type);
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        host.setFolders(folders);
        changed();
      });
    }
  });

  host.onLearned(changed);
  connection.onDidChangeConfiguration(changed);
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ uri }) => isConfigPath(uri) || host.wasAsked(uri))) changed();
  });
  connection.languages.diagnostics.on((params, token) => diagnostic(session, params, token));
  connection.onCodeAction((params) => codeAction(session, params));
  connection.onHover((params) => hover(session, params));
  connection.onCodeLens((params) => codeLens(session, params));
  connection.onDocumentLinks((params) => documentLink(session, params));
  connection.onCompletion((params) => completion(session, params));
  connection.onDocumentSymbol((params) => documentSymbol(session, params));
  connection.onRequest(NEW_BRIEF_KINDS_REQUEST, newBriefKinds);
  connection.onRequest(NEW_BRIEF_REQUEST, newBriefRequest);
  connection.onRequest(AUDIT_REQUEST, (params: AuditParams, token) => auditRequest(session, params, token));
  connection.onRequest(DESCRIBE_REQUEST, (params: { readonly uri: string }) => describe(session, params));
  connection.onRequest<PictureAnswer, unknown>(PICTURE_REQUEST, (params: PictureParams) => picture(session, params));

  // A client that cannot pull is served by pushing; one that can never gets both.
  session.documents.onDidChangeContent(({ document }) => void push(document.uri));
  session.documents.onDidClose(({ document }) => {
    if (!pulls()) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  session.documents.listen(connection);
  connection.listen();

  function pulls(): boolean {
    return client.textDocument?.diagnostic !== undefined;
  }

  async function push(uri: string): Promise<void> {
    if (!pulls()) await connection.sendDiagnostics({ uri, diagnostics: await diagnosticsOf(session, uri) });
  }

  function changed(): void {
    session.refresh();
    for (const { uri } of session.documents.all()) void push(uri);
    if (client.workspace?.diagnostics?.refreshSupport) void connection.languages.diagnostics.refresh();
    if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  }
}
