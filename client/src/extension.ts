// The entry of the extension on the desktop and on remote machines.
import type { ExtensionContext } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { start } from "./start.ts";

let client: LanguageClient | undefined;

/** Called by VS Code when the first document of one of our languages opens, or when one of our commands is run. */
export function activate(context: ExtensionContext): void {
  client = start(context);
}

/** Called by VS Code before the window closes; the promise is kept when the server has ended. */
export async function deactivate(): Promise<void> {
  if (!client?.needsStop()) return;
  // A client that is still starting cannot be stopped.
  await client.start().catch(() => undefined);
  await client.stop();
}
