// Why a failure may be passed over, where the file says so.
import { lineStart, lineStop, type Sourced } from "../text.ts";

const TIDY =
  /clean|tear-?down|notif|report|alert|slack|mail|delete|remove|destroy|finali[sz]e|upload-?log|collect|summar|exit|always|status/i;
const OPTIONAL = /optional|best-?effort|experiment|flak|allow|may-?fail|ignore|can-?fail|lint|warm|cache|prefetch/i;

/** True for words that name a clean-up, a message or a report: what runs after a failure, too. */
export const isTidyUp = (words: string): boolean => TIDY.test(words);

/** The name itself, where it says that the work may fail, or only tidies up. */
export const excusingName = (name: Sourced<string>, more = ""): Sourced<string> | undefined =>
  OPTIONAL.test(`${name.value} ${more}`) || isTidyUp(`${name.value} ${more}`) ? name : undefined;

/** A comment at the end of the line of an offset, or on the line above. */
export function commentAt(text: string, offset: number): Sourced<string> | undefined {
  const start = lineStart(text, offset);
  const line = text.slice(start, lineStop(text, offset));
  const own = /(?:^|\s)#\s{0,20}\w.*$/.exec(line);
  if (own) return { value: own[0].trim(), start: start + own.index, end: start + line.length };
  const above = lineStart(text, Math.max(0, start - 1));
  const before = text.slice(above, Math.max(above, start - 1));
  return /^\s*#\s{0,20}\w/.test(before) ? { value: before.trim(), start: above, end: start } : undefined;
}
