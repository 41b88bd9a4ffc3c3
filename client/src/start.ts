import { type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { registerCommands } from "./commands.ts";
import { CONFIG_FILES, isOurs, selectorFor } from "./selector.ts";
import { showStatus } from "./status.ts";

/** Starts the server and everything that stands before it. Returns at once; whoever asks the client waits for the server. */
export function start(context: ExtensionContext): LanguageClient {
  const log = window.createOutputChannel("Plumblint", { log: true });
  const configs = workspace.createFileSystemWatcher(CONFIG_FILES);
  // What a brief leads to may be any file. Only its coming and going counts, and the server knows which of them matter.
  const files = workspace.createFileSystemWatcher("**/*");
  const server = {
    module: context.asAbsolutePath("dist/server.cjs"),
    transport: TransportKind.ipc,
    // Not the user's folder: nothing that lies there may be loaded as a module or a configuration of Node.
    options: { cwd: context.extensionPath },
  };
  const client = new LanguageClient("plumblint", "Plumblint", server, {
    documentSelector: selectorFor(workspace.workspaceFolders),
    outputChannel: log,
    initializationOptions: { showsPipelines: true },
    synchronize: { fileEvents: [configs, files] },
    // All three are off by default: a document would be judged when it opens and never again.
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: true, match: (_, { path }) => isOurs(path) },
  });
  context.subscriptions.push(
    log,
    configs,
    files,
    ...registerCommands(client, log, context.extensionUri),
    ...showStatus(client),
  );
  // A server that does not start has already been reported, with a button that shows the log.
  client.start().catch(() => undefined);
  return client;
}
