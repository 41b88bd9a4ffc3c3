// Where a brief says what its reader is given, reads or receives.
import type { Sourced } from "../text.ts";
import { evidence, isContent, isDuty, isOwn, namesPlace, type Reading, sectionOf } from "./evidence.ts";
import type { Statement } from "./outline.ts";
import { INPUT_LABEL, INPUT_LABEL_WITH_REFERENCE, OUTPUT_LABEL } from "./words.ts";

/** The first place that names an input, or undefined. */
export function findInputs(reading: Reading): Sourced<string> | undefined {
  const declared = declaredArgument(reading);
  if (declared) return declared;
  const found = reading.outline.statements.find((statement) => isInput(statement, reading));
  return found && evidence(found);
}

/** `argument-hint: ""` and "(none …)" say that there is no argument. */
function declaredArgument({ frontMatter }: Reading): Sourced<string> | undefined {
  for (const key of ["argument-hint", "arguments", "inputs", "parameters"]) {
    const field = frontMatter?.fields.get(key);
    if (field && /[\p{L}\p{N}$]/u.test(field.value) && !/^["'([]{0,3}(?:none|no arg)/i.test(field.value)) return field;
  }
  return undefined;
}

function isInput(statement: Statement, reading: Reading): boolean {
  if (hasArgument(statement, reading)) return true;
  if (!isOwn(statement) || !isContent(statement)) return false;
  if (statement.kind === "code") {
    return (
      isUsageLine(statement, reading) || readsByCommand(statement) || sectionOf(statement, HANDED_OVER) !== undefined
    );
  }
  if (statement.kind === "row") return isArgumentRow(statement, reading) || isInSection(statement);
  return isInSection(statement) || says(statement);
}

// Sources: Claude Code "Slash commands" ($ARGUMENTS, $1), VS Code "Prompt files" (${input:x}, ${selection}), Gemini CLI
// custom commands ({{args}}), GitHub contexts.
const ARGUMENT =
  /(?<!\\)\$ARGUMENTS\b|\$\{(?:input:\w|selection\b|selectedText\b|file\b|fileBasename|workspaceFolder)|\{\{\s{0,3}args\s{0,3}\}\}|\{ARGS\}|\$\{\{\s{0,3}(?:github\.(?:event|repository|ref|head|base|actor|run)|inputs\.|needs\.|env\.)/;
const POSITION = /(?<![\\$\w`'"{])\$[1-9](?![\d.,]|[kKmMbB]\b|%)/;
const VARIABLE = /\{\{\s{0,3}[A-Za-z][\w .-]{1,40}\}\}|\$\{[A-Z][A-Z_]{2,40}\}/;

function hasArgument(statement: Statement, { kind }: Reading): boolean {
  const { text } = statement;
  if (ARGUMENT.test(text)) return true;
  if (statement.kind !== "sentence") return false;
  if (kind === "command" && POSITION.test(text) && !/\bawk\b|\bsed\b|regex/i.test(text)) return true;
  const prose = text.replace(/`[^`]{0,200}`/g, " ");
  return kind !== "task-brief" && isOwn(statement) && VARIABLE.test(prose) && !sectionOf(statement, OUTPUT_LABEL);
}

/** A usage line of this very command: `/name <file>`. */
function isUsageLine({ text }: Statement, { name, kind }: Reading): boolean {
  if (kind !== "command" && kind !== "skill") return false;
  return text.split("\n").some((line) => {
    const [, called = "", rest = ""] = /^\s{0,8}(?:[$>]\s)?\/([\w:.-]{1,80})\s(.{1,200})/.exec(line) ?? [];
    return called !== "" && (called === name || called.endsWith(`:${name}`)) && /[<[{"']|--\w|\w/.test(rest);
  });
}

const READING_COMMAND =
  /^(?:git (?:diff|log|status|show|blame|branch|ls-files|rev-parse|describe|fetch)|gh (?:(?:pr|issue|run|repo|release|workflow) (?:view|list|diff|checks|status|download)|api|search)|(?:cat|ls|head|tail|find|tree|rg|grep|jq) \S{1,60}|kubectl (?:get|describe|logs|top)|docker (?:ps|logs|inspect|stats)|npm (?:outdated|audit|ls|view)|pip (?:list|show)|go (?:list|mod graph)|cargo (?:tree|metadata)|glab (?:mr|issue) (?:view|list|diff)|bd (?:show|list|ready))(?!\w)/;

const readsByCommand = ({ text, info }: Statement): boolean =>
  /^(?:|sh|bash|shell|console|zsh|text|powershell)$/i.test(info.trim()) &&
  text.split("\n", 60).some((line) => READING_COMMAND.test(line.trim().replace(/^[$>!]\s{0,3}/, "")));

/** A row of a table of arguments. In a skill such a table may as well describe somebody else's interface. */
const isArgumentRow = ({ info, text }: Statement, { kind }: Reading): boolean =>
  /^[`*]{0,3}(?:flags?|arguments?|options?|parameters?|inputs?|args?|params?)[`*]{0,3}$/i.test(info) &&
  (kind === "command" || /^\|?\s{0,3}`(?:--|<|\$)/.test(text));

function isInSection(statement: Statement): boolean {
  if (sectionOf(statement, INPUT_LABEL) || INPUT_LABEL.test(statement.label)) return statement.text.length > 3;
  const weak = sectionOf(statement, INPUT_LABEL_WITH_REFERENCE) ?? INPUT_LABEL_WITH_REFERENCE.test(statement.label);
  return Boolean(weak) && (namesPlace(statement.text) || CONDITION.test(statement.text));
}

/** Code below such a label is the input itself. */
const HANDED_OVER =
  /^(?:existing|current|given|original|source|starting) (?:\w+ )?(?:scripts?|code|implementation|schema|quer(?:y|ies)|text|table|file|config(?:uration)?)$/;

const GIVER =
  "(?:users?|callers?|orchestrators?|parent(?: agent)?|coordinator|dispatcher|main agent|lead|invoker|requester|maintainer|client|skill|command|prompt|stakeholder)";
const GIVEN = [
  /\byou(?:'ll| will| may| should)?(?: be| are| have been)? (?:receive|given|handed|passed|provided)\b/i,
  new RegExp(
    `\\b(?:the|an?|your|this|each|its|if|when|which|what|that) (?:\\w+ )?${GIVER}(?:'s)? (?:(?:will|may|must|should|can|has|have|had|did|does|do|not|also|explicitly|usually|already|then|either|only|prompt|message|request|command|itself) ){0,3}(?:provides?|provided|passes|passed|gives?|gave|supplie[sd]|specifie[sd]|hands?|injects?|sends?|points? (?:to|at)|shares?|pastes?|names|mentions?|supplied|describes|selects|chooses|enters|uploads)\\b`,
    "i",
  ),
  new RegExp(
    `\\b(?:provided|supplied|given|passed|specified|injected|named|requested|selected) (?:by|from) (?:the |an? |your )?${GIVER}\\b`,
    "i",
  ),
  /\bif (?:no|an?|the|any|neither|both|only)\b.{0,60}\b(?:is|are|was|were)(?: not|n't)? (?:provided|given|specified|supplied|passed|empty)\b/i,
  /\bwhen (?:given|presented with|provided with|handed) (?:an?|the|one)\b/i,
  /\bif (?:not |un)?(?:provided|specified|supplied)\b/i,
  /\b(?:inject(?:ed|s)|passed|provided|given|supplied|included|contained|named|specified|listed)\b.{0,60}\b(?:in|into|via|through|as) (?:the |this |your |its )?(?:\w+[ -]){0,2}(?:prompt|arguments?|input|request|message|task|context|conversation|command line)\b/i,
  /\b(?:takes?|accepts?|expects?|receives?) (?:an?|the|one|two|either|its|your)\b.{0,30}\b(?:arguments?|parameters?|paths?|urls?|ids?|names?|file(?:name|path)?s?|numbers?|flags?|spec(?:ification)?s?|inputs?|range|description|diff|list)\b/i,
  /\b(?:the|an?|any|each|this|your|all) (?:user-)?(?:specified|given|provided|supplied|attached|pasted|linked|uploaded) (?:(?!is\b|are\b)[\w/-]+ ){0,2}(?:files?|paths?|urls?|links?|issues?|prs?|pull requests?|tickets?|branch|branches|director(?:y|ies)|folders?|diffs?|commits?|documents?|specs?|components?|functions?|modules?|tables?|names?|ids?|logs?|screenshots?|images?|designs?|scope|task|story|feature|range|topic|events?|run|test|plan|data(?:set)?|repo(?:sitory)?|page|endpoint|version|arguments?|content|text|code|requirements)\b/i,
  /\b(?:the|an?|any|each|this|your) (?:selected|referenced|target|named|assigned|triggering|failing|requested|changed|modified) (?:(?!is\b|are\b)[\w/-]+ )?(?:files?|paths?|urls?|issues?|prs?|pull requests?|tickets?|branch|director(?:y|ies)|folders?|diffs?|commits?|tables?|runs?|logs?|tests?|events?)\b/i,
  /\b(?:the|your|its) (?:inputs?|arguments?) (?:is|are|may be|can be|will be) (?:an?|the|one|either|any|passed|given|in)\b/i,
  /\bwhen (?:invoked|called|launching|dispatching|spawning)\b.{0,60}\b(?:with|provide|pass|give)\b/i,
  /\bask (?:the )?(?:user|me|them|human)?\s?(?:for|which|what|to (?:provide|specify|supply|paste|enter))\b(?!.{0,40}\b(?:clarif|confirm|approv|permission|feedback|more (?:detail|info)|help|consent|questions?))/i,
];
/** Verbs of reading; with a file, folder or address in the same sentence they name an input. */
const READ =
  /\b(?:reads?|loads?|opens?|parses?|reviews?|checks?|inspects?|examines?|consults?|fetch(?:es)?|look (?:at|in|for|up)|scans?|follows?|refer to|start(?:ing)? (?:from|with|by)|analy[sz]es?|study|based on|according to|derives? from|derived from|(?:defined|described|documented|located|found|listed|specified|stored|recorded) (?:in|at|under|by)|lives? in|search(?:es)?|explores?|extracts?|collects?|verify|understand|against|from (?:the )?(?:file )?(?:`|https?:|\[)|compares?|resolves?|source:|see also|walks?|processes)\b/i;
const WRITE =
  /\b(?:writes?|written|saves?|saved|creates?|created|generates?|generated|outputs?|appends?|stores?|produces?|exports?|goes? to|go to|emits?|places?|put|adds?|updates?|installs?|edits?)\b/i;
const COMMAND =
  /`!?\s?((?:git|gh|cat|ls|head|tail|find|tree|rg|grep|jq|kubectl|docker|npm|pip|go|cargo|glab|bd)\b[^`\n]{0,200})`/g;
const RUN_TO_SEE =
  /\brun `[^`\n]{2,200}`.{0,40}\b(?:to (?:see|get|list|find|check|understand|identify|determine|discover|collect|gather|view|obtain)|and (?:display|show|read|report|parse|present|review|analy[sz]e))\b/i;
const LOOK =
  /\b(?:read|check|review|look|inspect|examine|analy[sz]e|use|run|get|fetch|identify|gather|focus|scan|understand|find|collect|based on|from|view|list)\w{0,3}\b/i;
const EVENT =
  /\b(?:triggering (?:issue|event|pull request|pr|comment|run)|(?:current|this|open) (?:branch|diff|pull request|pr|selection|changes)|staged (?:changes|files|diff)|git (?:diff|log|status|history)|uncommitted changes|working tree|recent(?:ly)? (?:changed|modified|commits|changes)|(?:issue|pr|pull request|ticket) (?:number|id|body|title|description)|commit range|pull request diff|pr diff|changed files|the diff)\b/i;
/** An item about one kind of thing that may be handed over: "**URL**: fetch the page". */
const KIND_OF_INPUT =
  /^(?:an? )?(?:images?|screenshots?|urls?|videos?|pdfs?|links?|files?|documents?|issues?|pull requests?|diffs?|text)\b(?: or \w+)?/;
const NEGATED = /^\W{0,6}(?:do not|don't|never|avoid|no)\b/i;
const QUERY =
  /\b(?:query|ask|request from|consult) (?:the |a )?(?:context|knowledge|memory|project|\w+) (?:manager|server|base|mcp)\b/i;
const CONDITION =
  /\bprerequisites?:|\b(?:requires?|needs?) (?:an? |the )?(?:running|existing|configured|authenticated|valid|clean|active|open|completed|approved|connected|access to|previous|prior)\b|\bmust (?:already |first )?(?:be (?:clean|running|authenticated|committed|logged in|approved|complete)|exist|have been (?:run|approved|completed))\b|\bassumes? (?:that |the |an? )?\w+|\b(?:has|have) been (?:run|approved|completed|created|generated)\b/i;

/** A sentence that hands something over, names what to read, or states a condition to start from. */
function says(statement: Statement): boolean {
  const { text } = statement;
  if (NEGATED.test(text) || /\b(?:validat|saniti[sz])/i.test(text)) return false;
  if (GIVEN[0]?.test(text)) return true;
  if (isDuty(statement)) return false;
  if (GIVEN.some((cue) => cue.test(text)) || QUERY.test(text) || RUN_TO_SEE.test(text)) return true;
  if (EVENT.test(text) && (LOOK.test(text) || LOOK.test(statement.section?.label ?? ""))) return true;
  for (const [, command = ""] of text.matchAll(COMMAND)) if (READING_COMMAND.test(command)) return true;
  if (/\bprerequisites?:|\b(?:requires?|needs?) (?:an? |the )?(?:running|existing|clean|active) /i.test(text))
    return true;
  if (KIND_OF_INPUT.test(statement.label) && /\b(?:read|fetch|open|extract|load|download|parse)\b/i.test(text))
    return true;
  return !sectionOf(statement, OUTPUT_LABEL) && READ.test(text) && !WRITE.test(text) && namesPlace(text);
}
