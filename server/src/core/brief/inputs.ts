// Where a brief says what its reader is given, reads or receives.
import type { Sourced } from "../text.ts";
import { evidence, isContent, isOwn, namesPlace, type Reading, type Search, sectionOf } from "./evidence.ts";
import {
  ARGUMENT,
  ARGUMENT_IN_CODE,
  CONDITION,
  CONDITION_OF_TOOLS,
  DIAGNOSIS,
  EVENT,
  HANDED_OVER,
  HINTED,
  INPUT_LABEL,
  INPUT_LABEL_WITH_REFERENCE,
  NAMED,
  POSITION,
  READ,
  READING_COMMAND,
  SLOT,
  USAGE_LABEL,
  VARIABLE,
} from "./input-cues.ts";
import { leadsToReading, TOPIC, type Weight, weighAbroad, weighSentence } from "./input-sentences.ts";
import { nearestInput } from "./inputs-near.ts";
import { once } from "./once.ts";
import type { Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";

/** The first place that names an input. One that says so clearly decides alone; two hints decide together. */
export function findInputs(reading: Reading): Search {
  const declared = declaredArgument(reading);
  if (declared) return { found: declared };
  let hint: Statement | undefined;
  let second = false;
  for (const statement of reading.outline.statements) {
    const weight = weigh(statement, reading);
    if (weight === 2) return { found: evidence(statement) };
    if (weight === 0) continue;
    // The same thing again is the same hint.
    second ||= hint !== undefined && hinted(hint) !== hinted(statement);
    hint ??= statement;
  }
  if (hint && second) return { found: evidence(hint) };
  const described = inDescription(reading);
  if (described) return { found: described };
  const nearest = nearestInput(reading.outline.statements, hint);
  return nearest ? { nearest } : {};
}

/** What a hint is about. */
const hinted = ({ text }: Statement): string =>
  HINTED.test(text) ? "somebody says" : (EVENT.exec(text)?.[0].toLowerCase() ?? text);

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
  const leads =
    /\b(?:under|in|from|at|below)\b/i.test(said.value) &&
    READ.test(said.value) &&
    namesPlace(said.value.replace(TOPIC, " "));
  return leads || CONDITION_OF_TOOLS.test(said.value) ? said : undefined;
}

const weigh = once((statement: Statement, reading: Reading): Weight => {
  if (hasArgument(statement, reading) || isUsageLine(statement, reading)) return 2;
  if (!isOwn(statement)) return 0;
  const slot = weighSlot(statement, reading);
  if (slot > 0) return slot;
  if (!isContent(statement)) return 0;
  if (statement.kind === "code") return isInputCode(statement) ? 2 : 0;
  if (isInSection(statement, reading)) return 2;
  if (statement.kind === "row") return isArgumentRow(statement, reading) || isDiagnosis(statement) ? 2 : 0;
  return weighSentence(statement, reading) || weighAbroad(statement, reading);
});

function hasArgument(statement: Statement, { kind }: Reading): boolean {
  const { text } = statement;
  // Code that shows a workflow file or a program has expressions of its own.
  if (statement.kind === "code") return ARGUMENT_IN_CODE.test(text);
  if (ARGUMENT.test(text)) return true;
  if (statement.kind !== "sentence") return false;
  if (kind === "command" && POSITION.test(text) && !/\bawk\b|\bsed\b|regex/i.test(text)) return true;
  const prose = text.replace(/`[^`]{0,200}`/g, " ");
  return kind !== "task-brief" && isOwn(statement) && VARIABLE.test(prose) && !sectionOf(statement, OUTPUT_LABEL);
}

/**
 * A slot that is filled before the reader sees the text: `{report}` alone on a line; behind a label it may as well be
 * one to fill in. Below a label for inputs, `**Idea:** [what the user has in mind]` is one too. A task leaves them to
 * who writes the task.
 */
function weighSlot(statement: Statement, { kind }: Reading): Weight {
  if (statement.kind !== "sentence" || kind === "task-brief") return 0;
  const { label, slot, described } = SLOT.exec(statement.text)?.groups ?? {};
  if (described !== undefined) return sectionOf(statement, INPUT_LABEL) ? 2 : 0;
  if (slot === undefined || kind === "skill" || sectionOf(statement, OUTPUT_LABEL)) return 0;
  if (/\b(?:format|report|respond|return|write|template|structure)/i.test(statement.lead)) return 0;
  return label === undefined ? 2 : 1;
}

/** How this very command is called, in code or as a line of its own: `/name <file>`, `tool name "the task"`. */
function isUsageLine(statement: Statement, { name, kind }: Reading): boolean {
  if ((kind !== "command" && kind !== "skill") || statement.kind === "row" || statement.kind === "header") return false;
  const own = isOwn(statement);
  // Below a label for usage the command may have another name.
  const usage = isPlain(statement) && sectionOf(statement, USAGE_LABEL) !== undefined;
  if (!own && !usage) return false;
  return statement.text.split("\n", 60).some((line) => {
    const [, called = "", rest = ""] = /^\s{0,8}`?(?:[$>]\s)?\/([\w:.-]{1,80})\s(.{1,200})/.exec(line) ?? [];
    if (own && (called === name || called.endsWith(`:${name}`)) && /[<[{"']|--\w|\w/.test(rest)) return true;
    return usage && (called !== "" || SHOWN.test(line)) && NAMED.test(called === "" ? line : rest);
  });
}

/** A line of code that calls something, or says it to the agent. */
const SHOWN = /^\s{0,8}(?:["“「'`]|[\w./-]{2,40} )/;

function isInputCode(statement: Statement): boolean {
  if (readsByCommand(statement) || sectionOf(statement, HANDED_OVER) !== undefined) return true;
  return isPlain(statement) && leadsToReading(statement) && namesPlace(statement.text);
}

/** Commands, or no language at all. */
const isPlain = ({ info }: Statement): boolean =>
  /^(?:|sh|bash|shell|console|zsh|text|txt|powershell|markdown|md)$/i.test(info.trim());

function readsByCommand(statement: Statement): boolean {
  if (!isPlain(statement)) return false;
  const { text, info } = statement;
  const diagnoses = info !== "" && (sectionOf(statement, DIAGNOSIS) !== undefined || DIAGNOSIS.test(statement.lead));
  return text.split("\n", 60).some((line) => {
    const command = line.trim().replace(/^[$>!]\s{0,3}/, "");
    return READING_COMMAND.test(command) || (diagnoses && /^[\w./-]{2,40} [\w./-]/.test(command));
  });
}

/** A row with a command that is run for what it prints. */
const isDiagnosis = (statement: Statement): boolean =>
  sectionOf(statement, DIAGNOSIS) !== undefined &&
  /`(?:npx|npm|pnpm|python3?|cargo|go|dotnet|mvn|docker|kubectl) [^`]{2,80}`/.test(statement.text);

/** A row of a table of arguments. In a skill such a table may as well describe somebody else's interface. */
const isArgumentRow = ({ info, text }: Statement, { kind }: Reading): boolean =>
  /^[`*]{0,3}(?:flags?|arguments?|options?|parameters?|inputs?|args?|params?)[`*]{0,3}$/i.test(info) &&
  (kind === "command" || /^\|?\s{0,3}`(?:--|<|\$)/.test(text));

function isInSection(statement: Statement, { words }: Reading): boolean {
  // The word also stands for a field of a form.
  if (/\b(?:form|text|input) (?:field|input|control)s?\b|\bform\b/i.test(statement.text)) return false;
  if (sectionOf(statement, INPUT_LABEL) || INPUT_LABEL.test(statement.label))
    return statement.text.length > (words ? 1 : 3);
  if (/\((?:user )?inputs?\)/i.test(statement.section?.title.value ?? "")) return true;
  const weak = sectionOf(statement, INPUT_LABEL_WITH_REFERENCE) ?? INPUT_LABEL_WITH_REFERENCE.test(statement.label);
  return Boolean(weak) && (namesPlace(statement.text) || CONDITION.test(statement.text));
}
