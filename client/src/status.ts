import { type Disposable, languages, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { selectorFor } from "./selector.ts";

/** What the server answers to `plumblint/describe`; null for a document that is none of ours. */
type Description = { readonly title: string; readonly profile: string } | null;

/** Says in the language status of the active editor what the server takes the document for, and by which profile. */
export function showStatus(client: LanguageClient): Disposable[] {
  const item = languages.createLanguageStatusItem("plumblint", selectorFor(workspace.workspaceFolders));
  item.name = item.text = "Plumblint";
  item.command = {
    title: "Settings",
    command: "workbench.action.openSettings",
    arguments: ["@ext:plumblint.plumblint"],
  };
  const update = async () => {
    const uri = window.activeTextEditor?.document.uri;
    if (!uri) return;
    const params = { uri: uri.toString() };
    const answer = await client.sendRequest<Description>("plumblint/describe", params).catch(() => null);
    if (window.activeTextEditor?.document.uri !== uri) return;
    item.detail = answer ? `${answer.title}, ${answer.profile} profile` : "Not a file that Plumblint knows";
  };
  void update();
  // A new result is also the moment at which the settings may have changed.
  const changed = languages.onDidChangeDiagnostics(({ uris }) => {
    const active = window.activeTextEditor?.document.uri.toString();
    if (uris.some((uri) => uri.toString() === active)) void update();
  });
  return [item, changed, window.onDidChangeActiveTextEditor(update)];
}
