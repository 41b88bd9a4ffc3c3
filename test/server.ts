// Starts the built language server and talks to it as an editor does.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionTriggerKind,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { TOP } from "./workspace.ts";

/** A client that asks for diagnostics. */
export const PULL: ClientCapabilities = {
  textDocument: { diagnostic: { relatedDocumentSupport: false } },
  window: { workDoneProgress: true },
};

/** An editor that talks to the built server. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly child: ChildProcess;
  readonly uri: (path: string) => string;
  readonly open: (path: string, text: string, languageId?: string) => void;
  readonly change: (path: string, version: number, range: Range, text: string) => void;
  readonly pull: (path: string, previousResultId?: string) => Promise<DocumentDiagnosticReport>;
  readonly rules: (path: string) => Promise<unknown[]>;
  readonly actions: (
    path: string,
    range: Range,
    only?: string[],
    triggerKind?: CodeActionTriggerKind,
  ) => Promise<CodeAction[]>;
}

/** Starts the built server on a folder, as an editor does. */
export async function editor(
  folder: string,
  capabilities = PULL,
  command = ["dist/server.cjs"],
  initializationOptions?: unknown,
): Promise<Editor> {
  const child = spawn(process.execPath, [...command.map((word, i) => (i === 0 ? join(TOP, word) : word)), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  onTestFinished(() => {
    connection.dispose();
    child.kill();
  });
  const uri = (path: string) => pathToFileURL(join(folder, path)).toString();
  const folders = [{ uri: pathToFileURL(folder).toString(), name: "folder" }];
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities,
    workspaceFolders: folders,
    initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const pull: Editor["pull"] = (path, previousResultId) =>
    connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: uri(path) },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  return {
    connection,
    child,
    uri,
    pull,
    open: (path, text, languageId = "plaintext") =>
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uri(path), languageId, version: 1, text },
      }),
    change: (path, version, range, text) =>
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uri(path), version },
        contentChanges: [{ range, text }],
      }),
    rules: async (path) => {
      const report = await pull(path);
      return report.kind === "full" ? report.items.map(({ code }) => code) : [];
    },
    actions: async (path, range, only, triggerKind = CodeActionTriggerKind.Invoked) =>
      (await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uri(path) },
        range,
        context: { diagnostics: [], triggerKind, ...(only && { only }) },
      })) as CodeAction[],
  };
}
