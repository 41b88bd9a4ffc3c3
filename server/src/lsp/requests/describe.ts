import { dialects } from "../../core/dialects/index.ts";
import type { Session } from "../session.ts";

/** The request's name on the wire; the client sends it to show what it is looking at. */
export const DESCRIBE_REQUEST = "plumblint/describe";

/** What the server takes an open document for; null when it is none of ours, excluded or switched off. */
export type Description = { readonly title: string; readonly profile: string } | null;

/** `plumblint/describe`: title of the dialect and profile of a document. */
export async function describe(session: Session, { uri }: { readonly uri: string }): Promise<Description> {
  const judged = await session.judge(uri);
  const dialect = dialects.find(({ id }) => id === judged?.result.dialect);
  return judged && dialect ? { title: dialect.title, profile: judged.config.profile } : null;
}
