// How sentences, placeholders and commands name an input. Data only; how they count is in `inputs.ts`.

/**
 * A placeholder that the host fills. Sources: Claude Code "Slash commands" ($ARGUMENTS, $1), VS Code "Prompt files"
 * (${input:x}, ${selection}), Gemini CLI custom commands ({{args}}), GitHub contexts.
 */
export const ARGUMENT =
  /(?<!\\)\$(?:ARGUMENTS|ARGS?)\b|\$\{(?:input:\w|selection\b|selectedText\b|file\b|fileBasename|workspaceFolder)|\{\{\s{0,3}args\s{0,3}\}\}|\{ARGS\}|\$\{\{\s{0,3}(?:github\.(?:event|repository|ref|head|base|actor|run)|inputs\.|needs\.|env\.)/;

/** What of it counts in code: programs have templates of their own. */
export const ARGUMENT_IN_CODE = /(?<!\\)\$ARGUMENTS\b|\$\{input:\w|\{\{\s{0,3}args\s{0,3}\}\}|\{ARGS\}/;

/** `$1` to `$9`, but no amount of money and nothing in code. */
export const POSITION = /(?<![\\$\w`'"{])\$[1-9](?![\d.,]|[kKmMbB]\b|%)/;

/** A placeholder that is filled before the reader sees the text. */
export const VARIABLE = /\{\{\s{0,3}[A-Za-z][\w .-]{1,40}\}\}|\$\{[A-Z][A-Z_]{2,40}\}/;

/** A line that is nothing but a slot, or a label and what is to stand behind it. */
export const SLOT =
  /^(?:(?:\*\*)?(?<label>[\p{L}][\p{L}\p{N} '/_-]{1,50}):?(?:\*\*)?:?\s{1,3})?(?:\{(?<slot>[a-z]\w{1,40})\}|\[(?<described>[^[\]]{8,200})\])[.\s]{0,3}$/u;

/** A slot with a name in a line that shows how something is called. */
export const NAMED =
  /<[\p{L}][\p{L}\p{N} _|/.-]{1,60}>|\[(?!(?:options?|args|arguments|flags)\])[\p{L}][\p{L}\p{N} _|/.,:-]{1,60}\](?!\()|\{[a-z][\w -]{1,40}\}|["“'](?:your|the) [^"”'\n]{3,60}["”']/iu;

/** Sections that show how the brief is called. */
export const USAGE_LABEL =
  /^(?:(?:basic|command|general|cli|quick|example) )?(?:usage|syntax|invocation|command format|how to use)\b/;

/** The beginning of a command that is run for what it prints. */
export const READING_COMMAND =
  /^(?:git (?:diff|log|status|show|blame|branch|ls-files|rev-parse|describe|fetch)|gh (?:(?:pr|issue|run|repo|release|workflow) (?:view|list|diff|checks|status|download)|api|search)|(?:cat|ls|head|tail|find|tree|rg|grep|jq) \S{1,60}|kubectl (?:get|describe|logs|top)|docker (?:ps|logs|inspect|stats)|npm (?:outdated|audit|ls|view)|pip (?:list|show)|journalctl|dmesg|systemctl (?:status|list-\w{2,12})|go (?:list|mod graph)|cargo (?:tree|metadata)|glab (?:mr|issue) (?:view|list|diff)|bd (?:show|list|ready))(?!\w)/;

/** Code below such a label is the input itself. */
export const HANDED_OVER =
  /^(?:existing|current|given|original|source|starting) (?:\w+ )?(?:scripts?|code|implementation|schema|quer(?:y|ies)|text|table|file|config(?:uration)?)$/;

const GIVER =
  "(?:users?|callers?|orchestrators?|parent(?: agent)?|coordinator|dispatcher|main agent|lead|invoker|requester|maintainer|client|skill|command|prompt|stakeholder)";

/** The reader is told what it gets; counts anywhere. */
export const RECEIVED =
  /\byou(?:'ll| will| may| should)?(?: be| are| have been)? (?:receive|given|handed|passed|provided)\b/i;

/** How sentences say that somebody hands something over, or what happens when nobody does. */
const HANDED = [
  /\b(?:use|call|run|query)s? (?:the )?`\w{0,30}(?:search|list|get|fetch|query|read|view)\w{0,30}`/i,
  /--[\w-]{2,20}[ =]["']?<[\w -]{2,30}>/,
  new RegExp(
    `(?<!\\bwhat )\\b(?:the|an?|your|this|each|its|if|when|which|that) (?:\\w+ )?${GIVER}(?:'s)? (?:(?:will|may|must|should|can|has|have|had|did|does|do|not|also|explicitly|usually|already|then|either|only|prompt|message|request|command|itself) ){0,3}(?:provides?|provided|pass(?:es|ed)?|gives?|gave|suppl(?:y|ie[sd])|specif(?:y|ie[sd])|hands?|injects?|sends?|points? (?:to|at)|shares?|pastes?|names|uploads)\\b`,
    "i",
  ),
  new RegExp(
    `\\b(?:provided|supplied|given|passed|specified|injected|named|selected) (?:by|from) (?:the |an? |your )?${GIVER}\\b`,
    "i",
  ),
  /\bif (?:no|an?|the|any|neither|both|only)\b.{0,60}\b(?:is|are|was|were)(?: not|n't)? (?:provided|given|specified|supplied|passed|empty)\b/i,
  /\bwhen (?:given|presented with|provided with|handed) (?:an?|the|one)\b/i,
  /\bif (?:not |un)?(?:provided|specified|supplied)\b/i,
  /\b(?:inject(?:ed|s)|passed|provided|given|supplied|named|specified|listed|mentioned|described)\b.{0,60}\b(?:as (?:the |an? |this |your |its )?|(?:in|into|via|through) (?:the |this |your |its ))(?:(?!build)\w+[ -]){0,2}(?:prompt|arguments?|input|request|message|task|conversation|command line)\b/i,
  /\b(?:in|from|with) (?:your|this) (?:(?:task|initial|spawn|system) )?(?:prompt|task instructions)\b/i,
  /\btake the (?:user|caller)['’]s [\w-]+/i,
  /\b(?:provided|supplied|given|passed|produced|prepared|handed over|written) by (?:the |an? |your )?(?:[\w-]+ ){1,3}agent\b/i,
  /\b(?:review|read|take|use|receive|consume|validate|process|analy[sz]e)s?\b.{0,40}\b(?:requirements|specs?|specifications?|plans?|designs?|architecture|findings|reports?|outputs?|results|tasks?|artifacts?) from (?:the )?`?[a-z]+(?:-[a-z]+)+/i,
  /\b(?:pull|fetch|extract|retrieve|query|load)(?:e?s)?\b.{0,160}\bfrom (?:the )?(?:\w+ )?(?:apis?|database|crm|dashboards?|spreadsheet|mcp server)\b/i,
  /\b(?:takes?|accepts?|expects?|receives?) (?:an?|the|one|two|either|its|your)\b.{0,30}\b(?:arguments?|parameters?|paths?|urls?|ids?|names?|file(?:name|path)?s?|numbers?|flags?|spec(?:ification)?s?|inputs?|range|description|diff|list)\b/i,
  /\b(?:the|an?|any|each|this|your|all) (?:user-)?(?:specified|given|provided|supplied|attached|pasted|linked|uploaded) (?:(?!is\b|are\b)[\w/-]+ ){0,2}(?:files?|paths?|urls?|links?|issues?|prs?|pull requests?|tickets?|branch|branches|director(?:y|ies)|folders?|diffs?|commits?|documents?|specs?|components?|functions?|modules?|tables?|names?|ids?|logs?|screenshots?|images?|designs?|scope|task|story|feature|range|topic|events?|run|test|plan|data(?:set)?|repo(?:sitory)?|page|endpoint|version|arguments?)\b/i,
  /\b(?<!\b(?:write|add|create|into) )(?:the|any|each|this|your) (?:selected|referenced|target|named|assigned|triggering|failing|requested|changed|modified) (?:(?!is\b|are\b)[\w/-]+ )?(?:files?|paths?|urls?|issues?|prs?|pull requests?|tickets?|branch|director(?:y|ies)|folders?|diffs?|commits?|tables?|runs?|logs?|tests?|events?)\b/i,
  /\b(?:the|your|its) (?:inputs?|arguments?) (?:is|are|may be|can be|will be) (?:an?|the|one|either|any|passed|given|in)\b/i,
  /\bwhen (?:launching|dispatching|spawning)\b.{0,40}\b(?:provide|pass|give)\b|\bwhen (?:invoked|called|run|started) with (?:an?|the|no|one|your|arguments?|`)/i,
  /(?<!n't |not |I )\bask (?:(?:the )?(?:user|me|them|human|caller) )?(?:for|to (?:provide|specify|supply|paste|enter))\b(?!.{0,40}\b(?:clarif|confirm|approv|permission|feedback|more (?:detail|info)|help|consent|questions?|guidance|direction|decision|choice|advice|missing))/i,
];

/** Somebody hands something over, or it is said what happens when nobody does. */
export const GIVEN = [new RegExp(HANDED.map(({ source }) => source).join("|"), "i")];

/** Somebody is asked, or chooses: what for is said elsewhere, if at all. */
export const HINTED =
  /\b(?:the|your|if) (?:user|caller|requester) (?:mentions|describes|selects|chooses|enters)\b|\brequested by (?:the )?user\b|\bwhat (?:the )?(?:user|caller) (?:provides?|provided|specified|gave)\b|\bthe user's (?:prompt|description|message|notes|draft|document)\b/i;

/** Verbs of reading; with a file, folder or address in the same sentence they name an input. */
export const READ =
  /\b(?:reads?|loads?|opens?|parses?|reviews?|checks?|inspects?|examines?|consults?|fetch(?:es)?|look (?:at|in|for|up)|scans?|follows?|refer to|start(?:ing)? (?:from|with|by)|analy[sz]es?|study|based on|according to|derives? from|derived from|scrapes?|crawls?|browses?|visits?|consider|see (?:the )?[`@]|(?:defined|described|documented|located|found|listed|specified|stored|recorded) (?:in|at|under|by)|lives? in|search(?:es)?|explores?|extracts?|collects?|verify|understand|against|from (?:the )?(?:file )?(?:`|https?:|\[)|compares?|resolves?|source:|see also|walks?|processes|identif(?:y|ies)|gather|pull|apply|respect|adhere to|conform to|per the|consistent with|locate|re-?use)\b/i;

/** An order to read something, even among duties: with a file it names an input. */
export const ORDER_TO_READ =
  /^\W{0,6}(?:(?:first|always|then|carefully|thoroughly),? )?(?:read|load|consult|open|study|fetch) (?!and write)/i;

/** Whose ways are to be kept: with a place they are an input, even among duties. */
export const CONVENTIONS =
  /\b(?:follow|match|respect|adhere to|conform to|consistent with|in line with)\b.{0,60}\b(?:patterns?|conventions?|style|standards?|guidelines?|rules)\b/i;

/** Below such a label commands are run for what they print. */
export const DIAGNOSIS =
  /\b(?:diagnos\w+|detect\w*|inspect\w*|investigat\w+|discover\w*|gather\w*|collect\w*|reproduc\w+|current state|analysis commands)\b/i;

/** A tool that has to be there before the work begins. */
export const CONDITION_OF_TOOLS =
  /\b(?:ensure|make sure|confirm|check|verify)\b.{0,40}(?:`[^`\n]{1,40}`|\b(?:docker|server|cli|binary|cluster|emulator|simulator|device|daemon|backend)) is (?:installed|running|available|authenticated|logged in)\b|\b(?:extension|mcp server|server|cli|cluster|api key|token|account|credentials|emulator|device|simulator) (?:must|needs? to|has to|should) (?:already )?be (?:installed|configured|enabled|available|set up|connected|running)\b|\bis installed and (?:enabled|configured)\b|\brequires? (?:the |an? )?(?:[\w-]+ ){0,3}(?:extension|mcp server|api key|access token|account|credentials)\b/i;

/** Verbs of writing: a file named with them is an output. */
export const WRITE =
  /\b(?:writes?|written|saves?|saved|creates?|created|generates?|generated|outputs?|appends?|stores?|produces?|exports?|goes? to|go to|emits?|places?|put|adds?|updates?|installs?|edits?|moves?)\b/i;

/** A command in backticks, its text in the first group. */
export const COMMAND =
  /`!?\s?((?:git|gh|cat|ls|head|tail|find|tree|rg|grep|jq|kubectl|docker|npm|pip|go|cargo|glab|bd|journalctl|dmesg|systemctl)\b[^`\n]{0,200})`/g;

/** A command that is run to learn something. */
export const RUN_TO_SEE =
  /\brun `[^`\n]{2,200}`.{0,40}\b(?:to (?:see|get|list|find|check|understand|identify|determine|discover|collect|gather|view|obtain)|and (?:display|show|read|report|parse|present|review|analy[sz]e))\b/i;

/** Verbs of taking notice; with an event they name an input. */
export const LOOK =
  /\b(?:read|check|review|look|inspect|examine|analy[sz]e|use|run|get|fetch|identify|gather|focus|scan|understand|find|collect|based on|from|view|list)\w{0,3}\b/i;

/** Below such a label stands what is to be worked on. */
export const SCOPE = /^(?:(?:review|analysis|default|audit|test) )?(?:scope|target|subject)s?\b/;

/** What is at hand without being passed: the change, the issue that started the work. */
export const EVENT =
  /\b(?:triggering (?:issue|event|pull request|pr|comment|run)|(?:current|active) file|(?:current|this|open) (?:branch|diff|pull request|pr|selection|changes)|staged (?:changes|files|diff)|git (?:diff|log|status|history)|uncommitted changes|unstaged changes|working tree|(?:pr|pull request)(?:'s)? changes|recent(?:ly)? (?:changed|modified|commits|changes)|(?:issue|pr|pull request|ticket) (?:number|id|body|title|description)|commit range|pull request diff|pr diff|changed files|the diff|(?:conversation|chat|session) (?:history|transcript))\b/i;

/** Of these the reader knows which one is meant; "the diff" and "recent changes" alone leave it open. */
export const TAKEN_AS_KNOWN =
  /\b(?:triggering|current (?:branch|diff|pull request|pr|selection|changes|file)|staged|commit range|changed files|git (?:diff|log|status|history)|(?:pull request|pr) diff|(?:this|open) (?:branch|diff|pull request|pr|selection)|(?:number|id|body|title|description)|(?:diff|changes) (?:against|between|from|since|of|in|on) (?:the |this |your |`)?[\w/`]{3,20})\b/i;

/** An item about one kind of thing that may be handed over: "**URL**: fetch the page". */
export const KIND_OF_INPUT =
  /^(?:an? )?(?:images?|screenshots?|urls?|videos?|pdfs?|links?|files?|documents?|issues?|pull requests?|diffs?|text)(?: or \w+)?$/;

/** A question of a checklist: nothing is handed over by it. */
export const ASKED =
  /^\W{0,6}(?:is|are|was|were|do|does|did|has|have|can|could|would|should|will|what|why|how|who|which|where)\b[^?]{0,400}\?["')*\s]{0,4}$/i;

/** Where the text itself comes from. */
export const CREDIT =
  /(?:\b(?:based on|adapted from|inspired by|credits?|authors?|licen[sc]e|fork of|thanks to|published (?:at|by))\b|出典|引用|来源|來源|출처).{0,160}https?:/i;

/** The sentence forbids. */
export const NEGATED = /^\W{0,6}(?:do not|don't|never|avoid|no)\b/i;

/** The same in other languages. */
export const NEGATED_ABROAD =
  /不要|请勿|請勿|禁止|严禁|嚴禁|避ける|しないで|しないこと|하지 ?마|금지|^\W{0,6}(?:no |nunca |evit|não |ne |n['’]|jamais |nie |niemals |vermeide|не |никогда |избегай)/i;

/** Another agent or server is asked. */
export const QUERY =
  /\b(?:query|ask|request from|consult) (?:the |a )?(?:context|knowledge|memory|project|\w+) (?:manager|server|base|mcp)\b/i;

/** A state in which the work may begin. */
export const CONDITION =
  /\bprerequisites?:|\b(?:requires?|needs?) (?:an? |the )?(?:running|existing|configured|authenticated|valid|clean|active|open|completed|approved|connected|access to|previous|prior)\b|\bmust (?:already |first )?(?:be (?:clean|running|authenticated|committed|logged in|approved|complete)|exist|have been (?:run|approved|completed))\b|\bassumes? (?:that |the |an? )?\w+|\b(?:has|have) been (?:run|approved|completed|created|generated)\b/i;

/** Sections that hold inputs. */
export const INPUT_LABEL =
  /^(?:(?:required|expected|user|your|key|command|task|skill|optional|main|primary|source|upstream|prompt|context|template|configuration|subagent|script|parsed?|accepted|supported|positional|collect|gather|understand) )?(?:the )?(?:inputs?|arguments?|args|parameters?|params|variables)(?: ?(?:\/|and|&|or) ?(?:prerequisites|flags|options|context|arguments|parameters|requirements))?(?: (?:parameters?|arguments?|requirements?|files?|data|formats?|contract|specifications?|variables|documents?|artifacts?|parsing|schema|required|needed|sources?|handling|processing|gathering|collection|type|types|provided|context|expected))?$|^(?:what )?you(?:'ll| will| are)? ?(?:be )?(?:receive|given|get)$|^(?:required reading|files to read|starting points?|initial request|required (?:information|data)|source (?:materials?|documents?|files?|of truth)|from the orchestrator|orchestrator provides|execution context|flags|arguments and flags|flags and arguments|provided (?:context|data|information)|(?:context|input|request) template|if (?:an? |the )?[\w -]{2,40}(?<!not )(?:provided|supplied|attached))$/;

/** Sections that count as inputs when they name something concrete. */
export const INPUT_LABEL_WITH_REFERENCE =
  /^(?:(?:load|gather|read|current|project|spec|additional|task|subagent|get|understand|existing|relevant|related|required|key|collect|review) )(?:context|references?|documents?|documentation|docs|files|sources?|code|state|material|background|requirements|data|scripts?|implementation|systems?|information)(?: (?:gathering|loading|files|to read|documents))?$|^(?:given|context|references|sources|files|prerequisites?|preconditions?|requirements|before you (?:start|begin)|before starting|pre-?flight(?: checks?| checklist)?|(?:files |paths )?(?:this )?applies to|(?:documentation|code|review|analysis|audit|file|search) scope|usage|invocation|syntax|options|modes)$/;
