// What a sentence says about inputs, and how much it weighs.
import { isDuty, namesPlace, type Reading, sectionOf } from "./evidence.ts";
import {
  ASKED,
  COMMAND,
  CONDITION_OF_TOOLS,
  CONVENTIONS,
  CREDIT,
  EVENT,
  GIVEN,
  HINTED,
  KIND_OF_INPUT,
  LOOK,
  NEGATED,
  NEGATED_ABROAD,
  ORDER_TO_READ,
  QUERY,
  READ,
  READING_COMMAND,
  RECEIVED,
  RUN_TO_SEE,
  SCOPE,
  TAKEN_AS_KNOWN,
  WRITE,
} from "./input-cues.ts";
import type { Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";

/** Two: names an input. One: a hint, which decides only together with another. */
export type Weight = 0 | 1 | 2;

/** The sentence before a list, a table or code tells to read what follows. */
export const leadsToReading = ({ lead }: Statement): boolean =>
  READ.test(lead) && (!WRITE.test(lead) || /\bexisting\b/i.test(lead)) && !NEGATED.test(lead);

/** A prohibition, a question, a topic, or a requirement on the product that is to be built. */
const saysNothing = (text: string): boolean =>
  NEGATED.test(text) ||
  ASKED.test(text) ||
  /\b(?:validat|saniti[sz])/i.test(text) ||
  /\bSHALL\b/.test(text) ||
  /^\W{0,4}As an? [a-z]/.test(text);

/** Weighs a sentence that hands something over, names what to read, or states a condition to start from. */
export function weighSentence(statement: Statement, { name }: Reading): Weight {
  const text = withoutOwn(statement.text, name);
  if (saysNothing(text)) return 0;
  if (RECEIVED.test(text)) return 2;
  if (ORDER_TO_READ.test(text)) {
    const said = withoutFolders(text);
    if (namesPlace(said)) return namesPlace(said.replace(SUCH_AS, " ")) ? 2 : 1;
  }
  if (CONVENTIONS.test(text) && (/`\/\w/.test(text) || placed(text) === 2)) return 2;
  if (isDuty(statement)) return 0;
  if ([...GIVEN, QUERY, RUN_TO_SEE, CONDITION_OF_TOOLS].some((cue) => cue.test(text))) return 2;
  const noticed = weighNotice(statement);
  if (noticed > 0) return noticed;
  if (KIND_OF_INPUT.test(statement.label) && /\b(?:read|fetch|open|extract|load|download|parse)\b/i.test(text))
    return 2;
  if (HINTED.test(text)) return 1;
  if (CREDIT.test(text) || sectionOf(statement, OUTPUT_LABEL) || WRITE.test(text)) return 0;
  return READ.test(text) || leadsToReading(statement) ? placed(text) : 0;
}

/** How clearly a text that tells to read names what: a file, or only a kind of document, a link or an example. */
function placed(text: string): Weight {
  const said = withoutFolders(text).replace(CALL, " ");
  if (!namesPlace(said)) return 0;
  return namesPlace(said.replace(SUCH_AS, " ").replace(LINKED, " ").replace(TOPIC, " ")) ? 2 : 1;
}

/** What is at hand is looked at: the change, the event, what a command prints, the state to start from. */
function weighNotice({ text, section }: Statement): Weight {
  const label = section?.label ?? "";
  if (EVENT.test(text) && (LOOK.test(text) || LOOK.test(label) || SCOPE.test(label)))
    return TAKEN_AS_KNOWN.test(text) ? 2 : 1;
  // Tools to choose from are nothing to read.
  if (!/\betc\b/.test(text))
    for (const [, command = ""] of text.matchAll(COMMAND)) if (READING_COMMAND.test(command)) return 2;
  return /\bprerequisites?:|\b(?:requires?|needs?) (?:an? |the )?(?:running|existing|clean|active) /i.test(text)
    ? 2
    : 0;
}

/** Weighs the same in another language. */
export function weighAbroad(statement: Statement, { words }: Reading): Weight {
  if (!words || isDuty(statement)) return 0;
  const { text } = statement;
  if (NEGATED_ABROAD.test(text)) return 0;
  if (words.given.some((cue) => cue.test(text))) return 2;
  if (sectionOf(statement, OUTPUT_LABEL) || words.write.test(text) || CREDIT.test(text)) return 0;
  const said = placed(text);
  return said === 2 && (words.read.test(text) || words.read.test(statement.lead)) ? 2 : said > 0 ? 1 : 0;
}

/** What lies in a skill's own folder comes with it. */
const withoutOwn = (text: string, name: string): string =>
  text.includes(`skills/${name}/`)
    ? text.replace(/[^\s`"'()[\]]{1,200}/g, (word) => (word.includes(`skills/${name}/`) ? "" : word))
    : text;

/** Examples in brackets: names that a file may have are no files that anybody has to read. */
const SUCH_AS = /\((?:e\.g\.|for example|such as|like)[^()]{0,200}\)|\([^()]{0,200}\betc\b[^()]{0,20}\)/gi;

/** Where a word of the sentence is explained. */
const LINKED = /\[[^[\]]{0,200}\]\(https?:[^()\s]{1,300}\)/g;

/** Kinds of documents that have a name of their own. */
export const TOPIC = /\b(?:README|CHANGELOG|CONTRIBUTING|Dockerfile|Makefile)s?\b(?!\.\w)/g;

/** Code that calls something, or has a value in quotes, is no place. */
const CALL = /`[\w.]{1,60}\([^`]{0,200}`|`[^`/]{0,60}-\d{1,3}\/\d{1,3}[^`]{0,60}`/g;

/** Folders that every project has are no file in particular: "common locations (src/, lib/)". */
const withoutFolders = (text: string): string =>
  text.replace(
    /(?<![\w/.-])(?:src|lib|pkg|apps?|components|pages|api|tests?|utils|hooks|services|config|public|docs)\/(?![\w*<{])/g,
    " ",
  );
