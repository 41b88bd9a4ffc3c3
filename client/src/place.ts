import { Position, Range, Uri, window } from "vscode";

/** The command in the links of the report. It is not in the manifest: nobody but the report needs it. */
export const OPEN_PLACE = "plumblint.openPlace";

/** Opens a document with the cursor at a line and column, both from 1. */
export async function openPlace(uri: string, line: number, column: number): Promise<void> {
  const place = new Position(line - 1, column - 1);
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(place, place) });
}
