import type { CodeLens, CodeLensParams } from "vscode-languageserver";
import { lensesOf } from "../../core/help/lenses.ts";
import { toRange } from "../convert.ts";
import type { Session } from "../session.ts";

/** `textDocument/codeLens`: the graph of each workflow in one line, unless the settings say no. Nothing to click. */
export async function codeLens(session: Session, { textDocument }: CodeLensParams): Promise<CodeLens[]> {
  const judged = await session.judge(textDocument.uri);
  if (!judged || !(await session.settingsFor(textDocument.uri)).codeLens) return [];
  return lensesOf(judged.result).map((lens) => ({
    range: toRange(judged.document, lens),
    command: { title: lens.title, command: "" },
  }));
}
