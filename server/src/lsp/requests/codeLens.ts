import type { CodeLens, CodeLensParams } from "vscode-languageserver";
import { lensesOf } from "../../core/help/lenses.ts";
import { toRange } from "../convert.ts";
import type { Session } from "../session.ts";

/** The command of the client that shows the pipeline of a document, by its URI. */
const SHOW_PIPELINE = "plumblint.showPipeline";

/** `textDocument/codeLens`: the graph of each workflow in one line, unless the settings say no. A click draws it, where the editor can. */
export async function codeLens(session: Session, { textDocument }: CodeLensParams): Promise<CodeLens[]> {
  const judged = await session.judge(textDocument.uri);
  if (!judged || !(await session.settingsFor(textDocument.uri)).codeLens) return [];
  return lensesOf(judged.result).map((lens) => ({
    range: toRange(judged.document, lens),
    command: session.showsPipelines
      ? { title: lens.title, tooltip: "Show Pipeline", command: SHOW_PIPELINE, arguments: [textDocument.uri] }
      : { title: lens.title, command: "" },
  }));
}
