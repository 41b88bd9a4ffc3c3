// How sentences name a deliverable. Data only; how they count is in `outputs.ts`.
import { FORM, PART } from "./words.ts";

/** A document, a change or a part of a product. */
export const THING = new RegExp(`\\b(?:${FORM}|${PART})\\b`, "i");

/** A line of a script that hands the result over. */
export const DELIVERING_COMMAND =
  /^\s{0,8}(?:git commit|gh (?:pr|issue|release) (?:create|comment|review|edit))\b|^[^#\n]{1,200}\s>{1,2}\s?[\w./-]{0,80}\.[a-z]\w{1,12}\s{0,9}$/m;

/** Where a sentence gives an order: at its start, behind a mark, a conjunction or a modal. */
const ORDER =
  "(?:^\\W{0,6}|[.:;,!)—–>]\\*{0,2}\\s{1,2}\\*{0,2}|\\b(?:to|and|then|must|should|will|shall|can|always|finally|please|you|or|lastly|now|next|also|only|first|each|it|agents?|specialist|skill|command|who|that)\\s)";

const MAKE =
  "(?:write|save|create|generate|produce|output|append|store|export|emit|place|put|add|update|record|document|log|dump|render|copy|move|draft|compile|scaffold|persist|commit|edit|modify|deliver|print|make|build|report|rewrite|replace|insert|set|format)(?:e?s)?(?![-\\w])";

/** Cues that count when a file, folder or address is named with them. */
export const PLACED = [
  new RegExp(`${ORDER}${MAKE}`, "i"),
  /\b(?:goes?|go|lives?|saved?|written|stored|placed|created|generated|outputs?|lands?|persisted|recorded|appended|committed) (?:in|to|into|at|under|as)\b/i,
  /^\W{0,4}(?:outputs?|results?|location|target|save to|destination|saved?|write to|creates?|deliverables?|artifacts?|file)(?: (?:file|path|location|to|dir|directory))?\**:/i,
];

const SEVERAL = "(?:[^.;:]|\\.(?=\\S)){0,60}?";

/** Cues that tell the form by themselves. */
export const FORMED = [
  /\bin (?:the|your) (?:final|last|closing) (?:answer|message|response|reply|summary),? (?:please )?\w{3,}/i,
  new RegExp(
    `${ORDER}(?:generate|create|produce|write|provide|return|output|deliver|present|display|show|compile|prepare|draft|emit|print|post|submit|export|send|publish|attach|leave|append|file|build)(?:e?s)?\\b(?![^.]{0,30}\\b(?:solution|feedback)\\b)${SEVERAL}\\b${FORM}\\b`,
    "i",
  ),
  /\b(?:in|using|with|follow(?:ing)?|use|as|to) (?:this|the following|exactly this|that) (?:\w+ ){0,3}(?:format|structure|template|schema|layout|shape)\b/i,
  /\bin (?:an? |the )?(?:clear |structured |following |standard |tabular |json |markdown ){1,3}(?:format|structure|table|report|list)\b/i,
  new RegExp(
    `${ORDER}(?:structure|format|organi[sz]e|present|summari[sz]e|provide|deliver|report|return|output|respond|display|show|print|list)(?:e?s)?\\b[^.]{0,100}:\\**$`,
    "i",
  ),
  /\bfor (?:each|every) (?:\w+ ){1,6}?(?:to )?(?:provide|include|report|give|list|output|note|document|state|record|specify|use)s?\b.{0,30}:\**$/i,
  /\bfor (?:each|every) (?:\w+ )?(?:finding|issue|problem|bug|result|violation|recommendation|hypothesis|vulnerability|gap|discrepancy|item|match)(?: \w+)?,?(?: \w+){0,4}:\**$/i,
  /\b(?:reports?|responses?|answers?|outputs?|summary|findings?|messages?|comments?|documents?|plans?|specs?)\b.{0,30}\b(?:must|should|needs? to|will|always)? ?(?:contains?|includes?|consists? of|covers?|has|have|be)\b.{0,30}:\**$/i,
  /\b(?:your|the) (?:final |last )?(?:message|answer|response|reply|report|output) (?:must|should|contains?|includes?|consists?|is|has|ends?)\b/i,
  new RegExp(`${ORDER}(?:respond|reply|answer|end|finish|conclude|close) (?:only )?with\\b`, "i"),
  new RegExp(
    `${ORDER}(?:commit|push)(?:e?s)? (?:the |your |all |a |an |any |these |those |each )?(?:\\w+ ){0,2}(?:changes?|fix(?:es)?|files?|branch|work|result)\\b`,
    "i",
  ),
  new RegExp(
    `${ORDER}(?:open|create|submit|raise|draft|file|update|post)(?:e?s)? (?:the |your |a |an |any |new |one )?(?:\\w+ ){0,2}(?:pull requests?|prs?|issues?|tickets?)\\b`,
    "i",
  ),
  /\b(?:post|leave|add|write|provide|submit|use|put|create)s?\b.{0,40}\b(?:comments?|review|reply|labels?)\b.{0,30}\b(?:on|to|in|for)\b/i,
  /^\W{0,6}(?:a |an |one |your )?(?:concise |brief |short |final |full |structured |single )?(?:summary|reports?|tables?|checklist|verdict)(?: \w+){0,2}\**: \w/i,
  new RegExp(
    `${ORDER}(?:post|leave|submit)(?:e?s)? (?:the |an? |one |your )?(?:[\\w-]+ ){0,3}(?:comments?|review|reply)\\b`,
    "i",
  ),
  /\b(?:inline|top-level|review|pr|issue) comments? (?:for|on|with)\b|\bcomment on the (?:pr|issue|pull request)\b/i,
  /`(?:git commit|gh pr create|gh issue (?:create|comment|edit)|gh pr (?:comment|review|edit))\b/i,
  /\b(?:director(?:y|ies)|folders?|files?|paths?)\b.{0,40}\b(?:will be|is|are|to be) (?:saved|written|created|stored|generated|placed)\b/i,
  /\breports? (?:which|whether|back)\b|\breports? (?:the |its )?(?:\w+ ){0,2}(?:url|link|path|number)s?\b/i,
  new RegExp(
    `${ORDER}(?:send|post|upload|export|publish|insert|share|schedule|add|create|append|save|write|draft)(?:e?s)? .{2,50}\\b(?:to|in|on|into|via|with) (?:an? |the |your )?(?:\`|(?:[A-Z][a-z]+ ){0,2}(?:Sheets?|Docs?|Drive|Slack|Gmail|Calendar|Notion|Jira|Linear|Confluence|Chat|Forms?|Slides|Figma)\\b)`,
    "i",
  ),
  /\b(?:findings|results|issues|output)\b.{0,30}\b(?:in order of|ordered by|sorted by|grouped by|ranked by|organi[sz]ed by|by severity)\b/i,
];
