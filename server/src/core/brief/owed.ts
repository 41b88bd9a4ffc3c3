// What a brief owes its reader, and which of it is missing.
import type { Brief, ContractPart } from "../model.ts";
import type { Profile } from "../rule.ts";

/**
 * Tasks and commands owe inputs, outputs and success criteria; agent definitions and skills owe the last two, since
 * their inputs come with the call; a text of one sentence and a text that only explains owe nothing. Under `strict`
 * everything but context owes all three. An empty text owes nothing: it is still to be written.
 */
export function owed({ kind, sentences, procedural }: Brief, profile: Profile): readonly ContractPart[] {
  if (kind === "context" || kind === "not-a-brief" || sentences === 0) return [];
  if (profile === "strict") return ["inputs", "outputs", "success"];
  if (sentences === 1 || !procedural) return [];
  return kind === "task-brief" || kind === "command" ? ["inputs", "outputs", "success"] : ["outputs", "success"];
}

/** What is owed and not there. Where another reader may well see it, only `strict` misses it. */
const missing = (brief: Brief, profile: Profile): readonly ContractPart[] =>
  owed(brief, profile).filter(
    (part) => !brief.contract[part] && (profile === "strict" || brief.nearMisses[part]?.doubtful !== true),
  );

/** True when the brief owes something and is explicit about nothing. */
export const isVague = (brief: Brief, profile: Profile): boolean =>
  missing(brief, profile).length > 0 &&
  missing(brief, profile).length === owed(brief, profile).length &&
  Object.keys(brief.contract).length === 0;

/** True when this part is owed and not there, and another part is. */
export const lacks = (brief: Brief, part: ContractPart, profile: Profile): boolean =>
  missing(brief, profile).includes(part) && !isVague(brief, profile);
