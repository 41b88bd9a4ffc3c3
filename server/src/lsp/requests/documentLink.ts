import type { DocumentLink, DocumentLinkParams } from "vscode-languageserver";
import { toRange, uriFrom } from "../convert.ts";
import type { Session } from "../session.ts";

/** `textDocument/documentLink`: the files of the project that a workflow names, where they are there. */
export async function documentLink(session: Session, { textDocument }: DocumentLinkParams): Promise<DocumentLink[]> {
  const judged = await session.judge(textDocument.uri);
  if (!judged) return [];
  const { document, file, result } = judged;
  const { around } = session.host.homeOf(document.uri);
  return result.models
    .flatMap((model) => (model.family === "workflow" ? model.links : []))
    .filter(({ value }) => around.exists(value))
    .map((link) => ({ range: toRange(document, link), target: uriFrom(document, file.path, link.value) }));
}
