// Where a brief says what is produced, where and in which form.
import type { Sourced } from "../text.ts";
import { evidence, isContent, isDuty, isOwn, namesPlace, type Reading, sectionOf } from "./evidence.ts";
import type { Statement } from "./outline.ts";
import { ARTEFACT, OUTPUT_LABEL } from "./words.ts";

/** The first place that names a deliverable with its place or form, or undefined. */
export function findOutputs({ outline, kind }: Reading): Sourced<string> | undefined {
  const found = outline.statements.find((statement) => isOutput(statement, kind === "task-brief"));
  return found && evidence(found);
}

function isOutput(statement: Statement, isTask: boolean): boolean {
  if (!isOwn(statement) || !isContent(statement)) return false;
  if (isInSection(statement)) return true;
  if (statement.kind === "code") return isTemplate(statement) || /^\s{0,8}(?:git commit|gh (?:pr|issue|release) (?:create|comment|review|edit))\b/m.test(statement.text);
  if (statement.kind === "header") return false;
  const { text } = statement;
  if (PLACED.some((cue) => cue.test(text)) && namesPlace(text, false)) return true;
  if (isDuty(statement)) return false;
  return FORMED.some((cue) => cue.test(text)) || (isTask && isTaskOutput(statement));
}

/** Code below a sentence or label that speaks of a report or a format. */
const isTemplate = ({ lead, section }: Statement): boolean => SHOWN.test(lead || (section?.label ?? ""));
const SHOWN = /\b(?:reports?|reporting|outputs?|formats?|templates?|response|respond|summary|structure|display|print|results?|deliver)\b/i;

function isInSection(statement: Statement): boolean {
  const section = sectionOf(statement, OUTPUT_LABEL);
  if (!section && !OUTPUT_LABEL.test(statement.label)) return false;
  const label = section?.label ?? statement.label;
  if (/format|template|structure|schema|contract|path|file|location|layout/.test(label)) return true;
  const { text } = statement;
  return statement.kind !== "sentence" || FORM.test(text) || namesPlace(text, false) || FORMED.some((cue) => cue.test(text));
}

const FORM = new RegExp(`\\b${ARTEFACT}\\b`, "i");
/** Where a sentence gives an order: at its start, behind a conjunction or a modal. */
const ORDER = "(?:^|[.:;,!)—–>*-]\\s{0,2}|\\b(?:to|and|then|must|should|will|shall|can|always|finally|please|you|or|lastly|now|next|also|only|first|each|it|agent|specialist|skill|command)\\s)";
const MAKE =
  "(?:write|save|create|generate|produce|output|append|store|export|emit|place|put|add|update|record|document|log|dump|render|copy|move|draft|compile|scaffold|persist|commit|edit|modify|deliver|print|make|build|report)(?:s|es|d|ed)?";
const PLACED = [
  new RegExp(`${ORDER}\\**${MAKE}\\b`, "i"),
  /\b(?:goes?|go|live|lives|saved?|written|stored|placed|created|generated|output|land|persisted|recorded|appended|committed) (?:in|to|into|at|under|as)\b/i,
  /^\**(?:file|files|path|output|location|target|save to|destination|saved?|write to|creates?|deliverable|artifact)s?\**:/i,
];
const FORMED = [
  new RegExp(
    `${ORDER}\\**(?:generate|create|produce|write|provide|return|output|deliver|present|display|show|compile|prepare|draft|emit|print|post|submit|export|give|include|build|make|send|publish|attach|leave|append|add|construct|design|develop|save|update|report|file|apply|open)s?\\b(?![^.]{0,40}\\b(?:solution|feedback|recommendations)\\b)(?:[^.;:]|\\.(?=\\S)){0,60}?\\b${ARTEFACT}\\b`,
    "i",
  ),
  /\b(?:in|using|with|follow(?:ing)?|use|as|to) (?:this|the following|the|a|exactly this|that|an?)(?: \w+){0,3} (?:format|structure|template|schema|layout|shape)\b/i,
  /\b(?:structured|markdown|json|yaml|tabular|csv|html) (?:format|output|report|response|block|table|summary)\b/i,
  /^\**(?:return|respond|reply|output|display|present|report|answer|end|finish|conclude|close)\b.{0,60}(?::|\bwith\b|\bas\b|\bin\b|\bto the\b)/i,
  /\b(?:and|then) (?:display|show|report|present|return|print|output)\b[^.]{0,40}:/i,
  /\b(?:your|the|every|each) (?:final |last )?(?:message|answer|response|reply|output|report|finding|completion|result)s?\b.{0,20}\b(?:must|should|contains?|includes?|consists?|has|have|is an?|returns?|ends?)\b/i,
  /\b(?:commit|push|open|create|submit|raise|draft|file)(?:s|ted|ting)? (?:the |your |all |a |an |any |new )?(?:\w+ ){0,2}(?:changes|pull request|pr|commit|branch|issue|ticket)\b/i,
  /\b(?:post|leave|add|write|provide|submit|use|put)\b.{0,60}\b(?:comments?|review|reply|labels?)\b.{0,30}\b(?:on|to|in|for)\b/i,
  /\b(?:inline|top-level|review|pr|issue) comments?\b/i,
  /\b(?:git commit|gh pr create|gh issue (?:create|comment|edit)|gh pr (?:comment|review))\b/i,
  new RegExp(`\\b(?:generat|creat|produc|writ|return|output|deliver|present|display|compil|prepar|draft|emit|post|submit|export)(?:e|es|s|ing)?\\b[^.;:]{0,60}\\b(?:reports?|tables?|checklists?|json|yaml|csv|markdown|pull requests?|prs?|scripts?|diagrams?|dashboards?|runbooks?|spreadsheets?|release notes|changelogs?|summary)\\b`, "i"),
  /\b(?:provide|include|deliver|present|report|return|output|structure|format|summari[sz]e|respond|display|show|produce|generate)s?\b[^.]{0,100}:\**$/i,
  /\b(?:director(?:y|ies)|folders?|files?|paths?)\b.{0,40}\b(?:will be|is|are|to be) (?:saved|written|created|stored|generated|placed)\b/i,
  /\breports? (?:which|whether|what|any|all|the|back|on|each|every|how|status|final)\b/i,
  /\b(?:send|post|upload|export|publish|insert|share|schedule|sync|log)s? .{0,60}\b(?:to|in|on|into|via|with) (?:an? |the |your |`)?(?:[A-Z][a-z]+|\w+ )/,
  /\b(?:findings|results|issues|output)\b.{0,30}\b(?:in order of|ordered by|sorted by|grouped by|ranked by|organi[sz]ed by|by severity)\b/i,
];

/** In a task, what is to be created or changed is the deliverable. */
function isTaskOutput({ text, item }: Statement): boolean {
  if (item !== "none" && namesPlace(text, false) && /\((?:new|create|update|modify|edit|add)/i.test(text)) return true;
  return /^(?:\W{0,4})(?:create|add|implement|build|write|update|modify|rename|remove|delete|extract|introduce|replace|move|extend)\b/i.test(text) && /`[^`\n]{2,80}`/.test(text);
}
