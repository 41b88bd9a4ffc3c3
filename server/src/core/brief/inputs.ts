// Where a brief says what its reader is given, reads or receives.
import type { Sourced } from "../text.ts";
import { evidence, isContent, isDuty, isOwn, namesPlace, type Reading, type Search, sectionOf } from "./evidence.ts";
import {
  ARGUMENT,
  COMMAND,
  CONDITION,
  CONDITION_OF_TOOLS,
  DIAGNOSIS,
  EVENT,
  GIVEN,
  HANDED_OVER,
  INPUT_LABEL,
  INPUT_LABEL_WITH_REFERENCE,
  KIND_OF_INPUT,
  LOOK,
  NEGATED,
  ORDER_TO_READ,
  POSITION,
  QUERY,
  READ,
  READING_COMMAND,
  RECEIVED,
  RUN_TO_SEE,
  SCOPE,
  VARIABLE,
  WRITE,
} from "./input-cues.ts";
import { nearestInput } from "./inputs-near.ts";
import type { Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";

/** The first place that names an input. */
export function findInputs(reading: Reading): Search {
  const declared = declaredArgument(reading);
  if (declared) return { found: declared };
  const found = reading.outline.statements.find((statement) => isInput(statement, reading));
  if (found) return { found: evidence(found) };
  const described = inDescription(reading);
  if (described) return { found: described };
  const nearest = nearestInput(reading.outline.statements);
  return nearest ? { nearest } : {};
}

/** `argument-hint: ""` and "(none …)" say that there is no argument. */
function declaredArgument({ frontMatter }: Reading): Sourced<string> | undefined {
  for (const key of ["argument-hint", "arguments", "inputs", "parameters"]) {
    const field = frontMatter?.fields.get(key);
    if (field && /[\p{L}\p{N}$]/u.test(field.value) && !/^["'([]{0,3}(?:none|no arg)/i.test(field.value)) return field;
  }
  return undefined;
}

/** What the description asks for, or leads to: "Requires the order server", "reviews what lies under `src/rules/`". */
function inDescription({ frontMatter }: Reading): Sourced<string> | undefined {
  const said = frontMatter?.fields.get("description");
  if (!said) return undefined;
  const leads = /\b(?:under|in|from|at|below)\b/i.test(said.value) && READ.test(said.value) && namesPlace(said.value);
  return leads || CONDITION_OF_TOOLS.test(said.value) ? said : undefined;
}

function isInput(statement: Statement, reading: Reading): boolean {
  if (hasArgument(statement, reading)) return true;
  if (!isOwn(statement) || !isContent(statement)) return false;
  if (statement.kind === "code") {
    return (
      isUsageLine(statement, reading) ||
      hasBlanks(statement, reading) ||
      readsByCommand(statement) ||
      sectionOf(statement, HANDED_OVER) !== undefined ||
      (leadsToReading(statement) && namesPlace(statement.text))
    );
  }
  if (isUsageLine(statement, reading)) return true;
  if (statement.kind === "row")
    return isArgumentRow(statement, reading) || isInSection(statement, reading) || isDiagnosis(statement);
  return isInSection(statement, reading) || says(statement) || saysAbroad(statement, reading);
}

function hasArgument(statement: Statement, { kind }: Reading): boolean {
  const { text } = statement;
  // Code that shows a workflow file has expressions of its own.
  if (ARGUMENT.test(statement.kind === "code" ? text.replaceAll("${{", "") : text)) return true;
  if (statement.kind !== "sentence") return false;
  if (kind === "command" && POSITION.test(text) && !/\bawk\b|\bsed\b|regex/i.test(text)) return true;
  const prose = text.replace(/`[^`]{0,200}`/g, " ");
  return kind !== "task-brief" && isOwn(statement) && VARIABLE.test(prose) && !sectionOf(statement, OUTPUT_LABEL);
}

/** A usage line of this very command, in code or as a line of its own: `/name <file>`. */
function isUsageLine({ text }: Statement, { name, kind }: Reading): boolean {
  if (kind !== "command" && kind !== "skill") return false;
  return text.split("\n").some((line) => {
    const [, called = "", rest = ""] = /^\s{0,8}`?(?:[$>]\s)?\/([\w:.-]{1,80})\s(.{1,200})/.exec(line) ?? [];
    return called !== "" && (called === name || called.endsWith(`:${name}`)) && /[<[{"']|--\w|\w/.test(rest);
  });
}

/** How a command is called, with blanks for what comes with the call: `search for [words]`. */
const hasBlanks = (statement: Statement, { kind }: Reading): boolean =>
  kind === "command" &&
  sectionOf(statement, INPUT_LABEL_WITH_REFERENCE) !== undefined &&
  /\[\p{L}[^\]\n"']{2,40}\](?!\()|<\p{L}[^<>\n"'=]{2,40}>|["'“]your [\w -]{3,40}["'”]/iu.test(statement.text);

function readsByCommand(statement: Statement): boolean {
  const { text, info } = statement;
  if (!/^(?:|sh|bash|shell|console|zsh|text|powershell)$/i.test(info.trim())) return false;
  const diagnoses = sectionOf(statement, DIAGNOSIS) !== undefined || DIAGNOSIS.test(statement.lead);
  return text.split("\n", 60).some((line) => {
    const command = line.trim().replace(/^[$>!]\s{0,3}/, "");
    return READING_COMMAND.test(command) || (diagnoses && /^[\w./-]{2,40} [\w./-]/.test(command));
  });
}

/** A row with a command that is run for what it prints. */
const isDiagnosis = (statement: Statement): boolean =>
  sectionOf(statement, DIAGNOSIS) !== undefined &&
  /`(?:npx|npm|pnpm|python3?|cargo|go|dotnet|mvn|docker|kubectl) [^`]{2,80}`/.test(statement.text);

/** The sentence before a list, a table or code tells to read what follows. */
const leadsToReading = ({ lead }: Statement): boolean => READ.test(lead) && !WRITE.test(lead) && !NEGATED.test(lead);

/** A row of a table of arguments. In a skill such a table may as well describe somebody else's interface. */
const isArgumentRow = ({ info, text }: Statement, { kind }: Reading): boolean =>
  /^[`*]{0,3}(?:flags?|arguments?|options?|parameters?|inputs?|args?|params?)[`*]{0,3}$/i.test(info) &&
  (kind === "command" || /^\|?\s{0,3}`(?:--|<|\$)/.test(text));

function isInSection(statement: Statement, { words }: Reading): boolean {
  if (sectionOf(statement, INPUT_LABEL) || INPUT_LABEL.test(statement.label))
    return statement.text.length > (words ? 1 : 3);
  if (/\((?:user )?inputs?\)/i.test(statement.section?.title.value ?? "")) return true;
  const weak = sectionOf(statement, INPUT_LABEL_WITH_REFERENCE) ?? INPUT_LABEL_WITH_REFERENCE.test(statement.label);
  return Boolean(weak) && (namesPlace(statement.text) || CONDITION.test(statement.text));
}

/** The same in another language. */
function saysAbroad(statement: Statement, { words }: Reading): boolean {
  if (!words || isDuty(statement)) return false;
  const { text } = statement;
  if (words.given.some((cue) => cue.test(text))) return true;
  return !sectionOf(statement, OUTPUT_LABEL) && !words.write.test(text) && namesPlace(text);
}

/** A sentence that hands something over, names what to read, or states a condition to start from. */
function says(statement: Statement): boolean {
  const { text } = statement;
  if (NEGATED.test(text) || /\b(?:validat|saniti[sz])/i.test(text)) return false;
  // A requirement on the product that is to be built.
  if (/\bSHALL\b/.test(text) || /^\W{0,4}As an? [a-z]/.test(text)) return false;
  if (RECEIVED.test(text)) return true;
  if (ORDER_TO_READ.test(text) && namesPlace(withoutFolders(text))) return true;
  if (isDuty(statement)) return false;
  if (GIVEN.some((cue) => cue.test(text)) || QUERY.test(text) || RUN_TO_SEE.test(text)) return true;
  if (takesNotice(statement) || CONDITION_OF_TOOLS.test(text)) return true;
  if (KIND_OF_INPUT.test(statement.label) && /\b(?:read|fetch|open|extract|load|download|parse)\b/i.test(text))
    return true;
  if (sectionOf(statement, OUTPUT_LABEL) || WRITE.test(text)) return false;
  const said = withoutFolders(text);
  return READ.test(text) ? namesPlace(said) : leadsToReading(statement) && namesPlace(said.replace(SUCH_AS, " "));
}

/** What is at hand is looked at: the change, the event, what a command prints, the state to start from. */
function takesNotice({ text, section }: Statement): boolean {
  const label = section?.label ?? "";
  if (EVENT.test(text) && (LOOK.test(text) || LOOK.test(label) || SCOPE.test(label))) return true;
  for (const [, command = ""] of text.matchAll(COMMAND)) if (READING_COMMAND.test(command)) return true;
  return /\bprerequisites?:|\b(?:requires?|needs?) (?:an? |the )?(?:running|existing|clean|active) /i.test(text);
}

/** Examples of names in a list are no files that anybody has to read. */
const SUCH_AS = /\([^()]{0,200}\betc\b[^()]{0,20}\)/g;

/** Folders that every project has are no file in particular: "common locations (src/, lib/)". */
const withoutFolders = (text: string): string =>
  text.replace(
    /(?<![\w/.-])(?:src|lib|pkg|apps?|components|pages|api|tests?|utils|hooks|services|config|public|docs)\/(?![\w*<{])/g,
    " ",
  );
