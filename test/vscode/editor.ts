// What the tests do in the editor, and what they see there.
import assert from "node:assert/strict";
import {
  type CodeAction,
  type CodeActionKind,
  commands,
  type Diagnostic,
  languages,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";

// Far more than anything takes; a test that waits in vain fails with what it waited for.
const PATIENCE = 5_000;

/** The URI of a file of the workspace. */
export function uriOf(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert(folder, "a folder is open");
  return Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in an editor. */
export async function open(path: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(uriOf(path)), { preview: false });
}

/** The findings that the editor shows in a document now, in the order of their places. */
export function findings({ uri }: TextDocument): Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "plumblint")
    .toSorted((a, b) => a.range.start.compareTo(b.range.start));
}

/** The rule of a finding. */
function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The findings of one rule in a document now. */
export const findingsOf = (document: TextDocument, rule: string): Diagnostic[] =>
  findings(document).filter((finding) => ruleOf(finding) === rule);

/** Waits until a document has exactly so many findings of a rule, and returns them. */
export function untilFindings(document: TextDocument, rule: string, count: number): Promise<Diagnostic[]> {
  return until(`${count} of ${rule}`, () => {
    const found = findingsOf(document, rule);
    return found.length === count ? found : undefined;
  });
}

/** Waits until `probe` returns something, and returns that. Rejects with `what` when that does not happen in time. */
export async function until<T>(what: string, probe: () => T | undefined | Thenable<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const seen = await probe();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`In vain: ${what}. Seen: ${JSON.stringify(allFindings())}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until the editor offers a code action of exactly that kind at a range, and returns it with its edit. */
export function untilAction({ uri }: TextDocument, range: Range, kind: CodeActionKind): Promise<CodeAction> {
  // Other extensions offer actions too, and VS Code drops an answer when one of them registers its provider meanwhile.
  return until(`an action of kind ${kind.value}`, async () => {
    const offered = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      range,
      kind.value,
      50,
    );
    return offered.find((action) => action.kind?.value === kind.value);
  });
}

/** Applies an action, as choosing it in the menu does. */
export async function apply({ edit }: CodeAction): Promise<void> {
  assert(edit && (await workspace.applyEdit(edit)), "the action has an edit that fits the document");
}

/** The whole of a document. */
export const whole = (document: TextDocument): Range =>
  document.validateRange(new Range(0, 0, document.lineCount, Number.MAX_SAFE_INTEGER));

/** Types text behind the first place where `anchor` stands, without saving. */
export async function typeBehind(editor: TextEditor, anchor: string, text: string): Promise<void> {
  const { document } = editor;
  const at = document.getText().indexOf(anchor);
  assert(at >= 0, `"${anchor}" stands in ${document.uri.path}`);
  const place = document.positionAt(at + anchor.length);
  assert(await editor.edit((edit) => edit.insert(place, text)));
}

/** Undoes what a test typed and closes its editors. */
export async function closeEverything(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand("workbench.action.files.revert");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}

const allFindings = (): string[] =>
  languages.getDiagnostics().flatMap(([uri, found]) => found.map((each) => `${uri.path}: ${ruleOf(each)}`));
