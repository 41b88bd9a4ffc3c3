// Where a file says that a failure may be overlooked.
import { spanOf, type YamlNode } from "../syntax/yaml.ts";
import type { Places } from "../syntax/yaml-places.ts";
import { lineStart, lineStop, type Sourced, type Span } from "../text.ts";

/** Words that say of a step that nothing depends on it. */
const OPTIONAL =
  /\b(?:best[ -]effort|optional(?:ly)?|informational|informative|advisory|non-?(?:blocking|fatal|critical|gating)|not blocking|experimental|allowed to fail|allow(?:ed)? failures?|may fail|can fail|soft[ -]fail|warn(?:ing)?[ -]only|report[ -]only|if (?:any|available|present|it exists|exists|possible|needed)|nightly|canary|flaky|tolerat\w{0,5}|diagnos\w{1,6}|clean(?:s|ing)?[ -]?up|tear-?down|notif\w{0,8}|slack|discord|telegram|evals?|baseline|previous|(?:generate|create|publish|post)\b.{0,60}\breports?)\b|コメント|ラベル|通知|评论|標籤|标签|知らせ/i;
/** Words for what is done beside the work, where they are not part of a larger thing: "Run tests with coverage". */
const BESIDE =
  /\b(?:try to|attempt|debug\w{0,4}|dump|remove|delete|stop|kill|prune|uninstall|logs?|clear|reset|comments?|announce|summary|badge|coverage|codecov|metrics|telemetry|labels?|labell?ing|reaction|welcome|greet\w{0,4}|stale)\b/i;
/** The work itself, at the beginning of a name. */
const WORK =
  /^[^A-Za-z]{0,5}(?:run|execute|test|build|compile|deploy|publish|release|install|scan|lint|check|verify|validate|migrate|train|push)\w{0,3}\b/i;

/** Words of a comment that say why a failure does not matter. */
const REASON =
  /\b(?:fail\w{0,4}|error\w{0,3}|exit(?:s|ed| code)?|status|ignor\w{0,4}|swallow\w{0,3}|block\w{0,3}|break\w{0,3}|crash\w{0,3}|abort\w{0,3}|fatal|green|red|already|missing|absent|tolerat\w{0,5}|hiccup\w{0,1}|flak\w{1,4}|unreliable|intentional\w{0,2}|deliberate\w{0,2}|on purpose|expected|allow\w{0,3})\b/i;

/** True of a name, or a comment, that says that nothing depends on what it is about. */
export const saysOptional = (text: string): boolean => OPTIONAL.test(text) || (BESIDE.test(text) && !WORK.test(text));

/** Words that leave no doubt that a job may fail. */
const FIRM =
  /\b(?:best[ -]effort|optional|informational|informative|advisory|non-?(?:blocking|fatal|critical|gating)|not blocking|experimental|allowed to fail|allow(?:ed)? (?:to|failures?)|expected to fail|known to fail|flak\w{1,4}|unstable|not (?:yet )?(?:stable|supported|required)|until|not a gate|never block|must not block)\b/i;

/** Words inside a script that say that it must not fail the run. */
const NEVER_FAILS =
  /\b(?:best[ -]effort|non-?(?:fatal|blocking|critical)|(?:do|does|should|must|can)(?: ?n[o']t|not)\s(?:fail|block|break|abort)|don't (?:fail|block|break)|never (?:fails?|blocks?))\b/i;

/** True of a comment in a script that says that it must not fail the run. */
export const saysNeverFails = (text: string): boolean => NEVER_FAILS.test(text);

/** True of a comment that leaves no doubt that failing is allowed. */
export const saysFirm = (text: string): boolean => FIRM.test(text);

/** True of a comment that says why a failure does not matter. */
export const saysReason = (text: string): boolean => OPTIONAL.test(text) || REASON.test(text);

const MAX_LINES = 12;

/**
 * The comment that explains a line of a script: behind it, or in the lines directly above. `places` leads from the script to
 * the document.
 */
export function excuseNear(
  text: string,
  { start, end }: Span,
  places: Places | undefined,
  scalar: YamlNode,
): Sourced<string> | undefined {
  const comment = commentBehind(text, end) ?? commentAbove(text, start);
  if (!comment) return undefined;
  const place = places ? { start: places(comment.start), end: places(comment.end) } : spanOf(scalar);
  return { value: comment.value, ...place };
}

/** The comment at the end of the line. */
export function commentBehind(text: string, offset: number): Sourced<string> | undefined {
  const stop = lineStop(text, offset);
  const rest = text.slice(offset, Math.min(stop, offset + 500));
  const [, before = "", value] = /^((?:[^"'#]|"[^"]{0,200}"|'[^']{0,200}'){0,300}\s)(#.*)$/.exec(rest) ?? [];
  if (!value) return undefined;
  const start = offset + before.length;
  return { value, start, end: start + value.length };
}

/** The comment lines directly above the line, if they say why a failure does not matter. */
export function commentAbove(text: string, offset: number, fits = saysReason): Sourced<string> | undefined {
  const last = lineStart(text, offset);
  let start = last;
  for (let count = 0; count < MAX_LINES && start > 0; count++) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, above + 200))) break;
    start = above;
  }
  const value = text.slice(start, last).trim();
  return value && fits(value) ? { value, start, end: Math.max(start, last - 1) } : undefined;
}
