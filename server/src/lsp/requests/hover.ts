import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import { hoverAt } from "../../core/help/hover.ts";
import { toRange } from "../convert.ts";
import { knowsKeys } from "../languages.ts";
import type { Session } from "../session.ts";

/** `textDocument/hover`: why a finding is there, what a section is for, what a key of the front matter means. */
export async function hover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const judged = await session.judge(textDocument.uri);
  if (!judged) return null;
  const { document, file, result } = judged;
  const help = hoverAt(file, result, document.offsetAt(position), {
    linkTo: (offset) => {
      const line = document.positionAt(offset).line + 1;
      return `[line ${line}](${document.uri.replace(/[()\s]/g, encodeURIComponent)}#L${line})`;
    },
    knowsKeys: knowsKeys(document.languageId),
  });
  return help
    ? { contents: { kind: MarkupKind.Markdown, value: help.markdown }, range: toRange(document, help) }
    : null;
}
