import { NEW_BRIEFS, newBrief } from "../../core/help/new-brief.ts";
import { toSnippet } from "../convert.ts";

/** The requests' names on the wire; the client sends them for *Plumblint: New Brief*. */
export const NEW_BRIEF_KINDS_REQUEST = "plumblint/newBriefKinds";
/** As above. */
export const NEW_BRIEF_REQUEST = "plumblint/newBrief";

/** A kind of brief to choose from. */
export interface NewBriefKindAnswer {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

/** What the client asks for: a kind, and a name as a person writes it. */
export interface NewBriefParams {
  readonly kind: string;
  readonly name: string;
}

/** Where the brief belongs, relative to a workspace folder, and its text as a snippet; null when the name has no letter. */
export type NewBriefAnswer = { readonly path: string; readonly snippet: string } | null;

/** `plumblint/newBriefKinds`: the kinds of briefs that can be begun, the commonest first. */
export const newBriefKinds = (): NewBriefKindAnswer[] =>
  NEW_BRIEFS.map(({ id, title, detail }) => ({ id, title, detail }));

/** `plumblint/newBrief`: a complete brief. */
export function newBriefRequest({ kind, name }: NewBriefParams): NewBriefAnswer {
  const made = newBrief(kind, name);
  return made ? { path: made.path, snippet: toSnippet(made.insertion) } : null;
}
