// Where a brief says when the work is done and right.
import { evidence, isContent, isDuty, isOwn, type Reading, type Search, sectionOf } from "./evidence.ts";
import type { Words } from "./languages/type.ts";
import { once } from "./once.ts";
import type { Section, Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";
import {
  ASKED,
  ASKED_OF_ONESELF,
  CHECKING_COMMAND,
  CHECKING_COMMENT,
  CHECKING_LABEL,
  CONDITIONS,
  CUES,
  HINT_SIGNS,
  HINTS,
  PRAISED,
  PROOFS,
  PROVED,
  RUBRIC,
  RULED,
  SELF_CHECK,
  SIGNS,
  STARTING,
  STATES,
  SUCCESS_LABEL,
  SUCCESS_LABEL_WITH_CONDITION,
  TICKED,
  UNIVERSAL,
} from "./success-cues.ts";
import { nearestCriterion } from "./success-near.ts";

/** A statement decides alone; one is a hint, and two hints decide together; nothing. */
type Weight = 2 | 1 | 0;

/** The first place from which a reader can tell whether the work is done and right. */
export function findSuccess(reading: Reading): Search {
  const { statements } = reading.outline;
  let hint: Statement | undefined;
  for (const [index, statement] of statements.entries()) {
    const weight =
      statement.kind === "header" ? weighHeader(statement, statements[index + 1]) : weigh(statement, reading);
    if (weight === 0) continue;
    if (weight === 2) return { found: evidence(statement) };
    if (hint) return { found: evidence(hint) };
    hint = statement;
  }
  const nearest = nearestCriterion(statements, hint);
  return nearest ? { nearest } : {};
}

/** The first row of a table tells whether it is a rubric. */
function weighHeader(statement: Statement, next: Statement | undefined): Weight {
  if (!isOwn(statement) || isAsked(statement) || sectionOf(statement, OUTPUT_LABEL)) return 0;
  return next?.kind === "row" && RUBRIC.test(statement.text) ? 2 : 0;
}

const weigh = once((statement: Statement, { words, kind }: Reading): Weight => {
  if (!isOwn(statement) || isAsked(statement)) return 0;
  if (sectionOf(statement, OUTPUT_LABEL)) return statement.kind === "sentence" && PROVED.test(statement.text) ? 2 : 0;
  if (!isContent(statement) || isForm(statement)) return 0;
  const weight = weighSection(statement, words);
  if (weight === 2) return 2;
  if (statement.kind === "code") return weighCode(statement, kind);
  if (statement.kind === "row") return weight;
  if (statement.text.endsWith("?")) return weight || (SELF_CHECK.test(statement.lead) ? 1 : 0);
  return Math.max(weight, weighSentence(statement, words)) as Weight;
});

function weighSentence(statement: Statement, words: Words | undefined): Weight {
  const { text } = statement;
  if (PROOFS.some((cue) => cue.test(text))) return 2;
  if (isDuty(statement)) return 0;
  const weight = weighWords(statement, words);
  return weight > 0 && isStart(statement) ? 0 : weight;
}

function weighWords(statement: Statement, words: Words | undefined): Weight {
  const { text } = statement;
  const isSaid = (cue: RegExp) => cue.test(text);
  if ((SIGNS.test(text) && CUES.some(isSaid)) || words?.criteria.some(isSaid)) return 2;
  if (UNIVERSAL.test(text) && sectionOf(statement, RULED)) return 2;
  return (HINT_SIGNS.test(text) && HINTS.some(isSaid)) || words?.hints?.some(isSaid) ? 1 : 0;
}

/** What the label around a statement makes of it. */
function weighSection(statement: Statement, words: Words | undefined): Weight {
  const section = sectionOf(statement, SUCCESS_LABEL);
  if (section || SUCCESS_LABEL.test(statement.label)) return isCriterion(statement, section, words) ? 2 : 0;
  if (!sectionOf(statement, SUCCESS_LABEL_WITH_CONDITION) && !SUCCESS_LABEL_WITH_CONDITION.test(statement.label))
    return 0;
  const { text, kind, item } = statement;
  if (kind === "code" || isStart(statement)) return 0;
  if (isCondition(text, words)) return 2;
  if (kind !== "sentence" || item === "none" || PRAISED.test(text)) return 0;
  return STATES.some((cue) => cue.test(text)) || (item === "checkbox" && TICKED.test(text)) ? 1 : 0;
}

/** Below a label for success criteria everything of some length counts. */
function isCriterion(statement: Statement, section: Section | undefined, words: Words | undefined): boolean {
  const { text, label, kind, item, depth } = statement;
  // "Success: go on" beside "Failure: go back" is a branch, and a question leaves open what it asks for.
  const isBranch = item !== "none" && /^success$/.test(section?.style === "item" ? section.label : label);
  if (isBranch || (label !== "" && text.endsWith("?") && section?.style !== "heading")) return false;
  // A bullet among the abilities of a persona names a topic, unless it has criteria of its own below it.
  const isTopic = section?.style !== "heading" && depth <= (section?.level ?? 0);
  if (isTopic && isDuty(statement)) return false;
  return kind === "code" || text.length > (words ? 12 : 30) || isCondition(text, words);
}

/** Code that checks the work: below a label for checks, or an order in a procedure. */
function weighCode({ text, section, lead }: Statement, kind: Reading["kind"]): Weight {
  if (!CHECKING_COMMAND.test(text)) return 0;
  const label = `${section?.title.value ?? ""} ${section?.label ?? ""} ${lead}`;
  if (STARTING.test(label)) return 0;
  if (CHECKING_LABEL.test(label) || CHECKING_COMMENT.test(text)) return 2;
  return kind === "command" || kind === "task-brief" ? 1 : 0;
}

/** A check of the state to start from; where the title says so, that check is the work itself. */
function isStart(statement: Statement): boolean {
  const { section, text } = statement;
  if (!STARTING.test(text) && !sectionOf(statement, STARTING)) return false;
  let top = section;
  while (top?.parent) top = top.parent;
  return !(top?.level === 1 && STARTING.test(top.label));
}

/** Something about the result that is true or false. */
const isCondition = (text: string, words: Words | undefined): boolean =>
  CONDITIONS.some((cue) => cue.test(text)) || (words?.conditions.some((cue) => cue.test(text)) ?? false);

/** What shall be asked of somebody else. */
function isAsked(statement: Statement): boolean {
  const asked = sectionOf(statement, ASKED);
  return asked !== undefined && !ASKED_OF_ONESELF.test(asked.label);
}

/** A line of a form: without what is still to be filled in, nothing is left but its joints. */
const isForm = ({ text, kind }: Statement): boolean =>
  kind === "sentence" &&
  /[[{<]/.test(text) &&
  text.replace(
    /\{\{?[^{}]{0,200}\}?\}|\[[^[\]]{0,200}\](?!\()|<[^<>]{0,200}>|\b(?:given|when|then|and|if|for|verify)\b|\W/gi,
    "",
  ) === "";
