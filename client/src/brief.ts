import {
  InputBoxValidationSeverity,
  type QuickPickItem,
  SnippetString,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

/** What the server answers to `plumblint/newBrief`; null when the name holds no letter. */
type Made = { readonly path: string; readonly snippet: string } | null;

/**
 * Asks for a kind and a name, unless they are given, and opens a complete brief at its place in the workspace, not yet
 * saved. Returns its editor; undefined when the person has turned away.
 */
export async function newBrief(client: LanguageClient, id?: unknown, name?: unknown): Promise<TextEditor | undefined> {
  const kind = typeof id === "string" ? id : await askKind(client);
  if (kind === undefined) return undefined;
  const folder = workspace.workspaceFolders?.length === 1 ? workspace.workspaceFolders[0] : await askFolder();
  const make = (said: string) => client.sendRequest<Made>("plumblint/newBrief", { kind, name: said });
  const said = typeof name === "string" ? name : await askName(folder?.uri, make);
  const made = said === undefined ? null : await make(said);
  return made ? open(folder?.uri, made) : undefined;
}

async function askKind(client: LanguageClient): Promise<string | undefined> {
  const kinds = await client.sendRequest<Kind[]>("plumblint/newBriefKinds");
  const items = kinds.map(({ id, title, detail }): QuickPickItem & { id: string } => ({
    id,
    label: title,
    description: detail,
  }));
  const picked = await window.showQuickPick(items, {
    title: "New Brief",
    placeHolder: "What kind of brief?",
    matchOnDescription: true,
  });
  return picked?.id;
}

const askFolder = async () =>
  (workspace.workspaceFolders?.length ?? 0) > 1 ? window.showWorkspaceFolderPick() : undefined;

const askName = (folder: Uri | undefined, make: (name: string) => Promise<Made>) =>
  window.showInputBox({
    title: "New Brief",
    prompt: "What is it called?",
    placeHolder: "Make the importer faster",
    validateInput: async (name) => {
      if (!name.trim()) return undefined;
      const made = await make(name);
      if (!made) return "Use at least one letter or digit.";
      if (folder && (await exists(Uri.joinPath(folder, made.path)))) return `${made.path} exists already.`;
      return { message: `Opens ${made.path}, not yet saved.`, severity: InputBoxValidationSeverity.Info };
    },
  });

async function open(
  folder: Uri | undefined,
  { path, snippet }: { path: string; snippet: string },
): Promise<TextEditor> {
  // With a path of its own the document has its language at once, and is saved there.
  const place = folder ? Uri.joinPath(folder, path) : Uri.from({ scheme: "untitled", path });
  const document = await workspace.openTextDocument(
    folder && (await exists(place)) ? place : place.with({ scheme: "untitled" }),
  );
  const editor = await window.showTextDocument(document, { preview: false });
  // A file that is there already, or a brief that was begun before, is shown as it is.
  if (document.getText() === "") await editor.insertSnippet(new SnippetString(snippet));
  return editor;
}

const exists = (uri: Uri): Thenable<boolean> =>
  workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
