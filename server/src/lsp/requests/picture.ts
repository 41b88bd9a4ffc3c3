import type { Range } from "vscode-languageserver";
import { pictureOf } from "../../core/picture/picture.ts";
import { toRange } from "../convert.ts";
import type { Session } from "../session.ts";

/** The request's name on the wire; the client sends it for *Plumblint: Show Pipeline*. */
export const PICTURE_REQUEST = "plumblint/picture";

/** What the client asks for: a document, and whether the picture has to stand alone, in colours of its own. */
export interface PictureParams {
  readonly uri: string;
  readonly standalone?: boolean;
}

/** The picture and the place of each of its nodes; or why there is none. */
export type PictureAnswer =
  | { readonly svg: string; readonly title: string; readonly nodes: readonly NodePlace[] }
  | { readonly reason: string };

/** A node by its attribute `data-node`, and the words in the document that name it. */
export interface NodePlace {
  readonly id: number;
  readonly range: Range;
}

/** `plumblint/picture`: the graph of the workflows of a document as an SVG. */
export async function picture(session: Session, { uri, standalone }: PictureParams): Promise<PictureAnswer> {
  const judged = await session.judge(uri);
  if (!judged) return { reason: "Plumblint does not read this file: it is switched off, left out, or out of reach." };
  const { document, file, result } = judged;
  const made = pictureOf(result, file, standalone ? "own" : "editor");
  if (typeof made === "string") return { reason: made };
  const { svg, title, nodes } = made;
  return { svg, title, nodes: nodes.map((node) => ({ id: node.id, range: toRange(document, node) })) };
}
