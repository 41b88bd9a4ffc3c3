// How sentences say when work is done and right. Data only; how they count is in `success.ts`.

/** What somebody else shall be asked for. */
export const ASKED = /\b(?:questions?|interview|clarif\w+|discovery|gathering)\b/;
/** Questions that the worker asks of its own result, though their label speaks of questions. */
export const ASKED_OF_ONESELF = /\b(?:yourself|self|final|before (?!you (?:start|begin)|starting))/;

/** Checks of the state to start from are preconditions. */
export const STARTING =
  /\bpre-?flight\b|\bpre-?(?:requisites?|conditions?)\b|\bbefore (?:you )?(?:start|begin|implement)\w{0,4}\b|\b(?:to establish|baseline tests?)\b|^set-?up\b/i;

/** Something about the result that is true or false; counts below a label for checks. */
export const CONDITIONS = [
  /^\W{0,6}(?:[^*?]{1,60}\*\*:?\s)?(?:is|are|does|do|has|have|did|can|would|will|was|were)\b[^?]{3,200}\?$/i,
  /(?:[<>≥≤]=?|\bat least|\bat most|\bno more than|\bless than|\bmore than|\bfewer than|\bunder|\bbelow|\babove|\bexceeds?|\bwithin|\bminimum(?: of)?|\bmaximum(?: of)?) ?\$?\d|\b\d+(?:\.\d+)? ?%|\bzero \w+/i,
  /\b(?:pass(?:es|ed|ing)?(?! (?:to|through|in|into|by|as|along|the|an?|it|them|on)\b)|succeeds?|compiles|builds? (?:cleanly|successfully|without)|exits? (?:with )?(?:code )?0|green)\b/i,
  /\b(?:no|without|zero) (?:\w+ ){0,3}(?:errors?|warnings?|failures?|regressions?|duplicates?|issues|violations?|leaks?|todos?|placeholders?|conflicts?|gaps|orphans?|broken|missing|secrets)\b/i,
  /\b(?:all|every|each)\b.{2,80}\b(?:is|are|has|have|was|were|been|contains?|includes?|cites?|match(?:es)?|exists?|works?|covered|documented|implemented|resolved|listed|addressed)\b/i,
];

/** Items of a list of checks begin like this when they are steps. */
const STEP =
  "(?:add|allow|align|analy[sz]e|apply|ask|assess|avoid|be|build|check|choose|clean|collect|combine|compare|confirm|consider|create|debug|define|delete|deploy|describe|design|detect|determine|develop|document|enable|ensure|establish|evaluate|examine|execute|explain|explore|extract|find|fix|focus|follow|gather|generate|get|give|handle|identify|implement|improve|include|inspect|integrate|investigate|keep|leverage|list|load|look|make|manage|map|mark|measure|migrate|minimi[sz]e|monitor|never|note|open|optimi[sz]e|perform|plan|prefer|prepare|prevent|prioriti[sz]e|profile|provide|re-\\w+|read|rewrite|record|reduce|refactor|remove|rename|replace|report|request|research|review|run|save|scan|search|select|set|show|start|state|stop|summari[sz]e|support|test|track|understand|update|use|utili[sz]e|validate|verify|whether|if|when|write)";
const SUBJECT = `^\\W{0,6}(?:[^*]{1,60}\\*\\*:?\\s{0,2}(?:[-–—]\\s)?)?(?!${STEP}\\b|\\w+ing\\b)[\\p{L}\`@/.]`;
/** What is so in the end: "Advice explains why", "Routes defined with a method"; two of them below a label for checks count. */
export const STATES = [
  new RegExp(
    `${SUBJECT}[^.?!:;]{1,60}?\\b(?:is|are|was|were|has|have|do(?:es)? not|doesn't|don't|can|cannot|can't|must|matches|contains?|includes|covers|explains|states|exists?|works|shows?|follows|uses|avoids|passes|provides|describes|exercises|names|lists|cites|fits|runs|stays|remains|handles)\\b`,
    "iu",
  ),
  new RegExp(
    `${SUBJECT}[\\w\`'/-]{0,30}(?: [\\w\`'/-]{1,30}){0,4} (?:\\w{2,20}ed|found|built|kept|met|written|set|made|shown) (?:with|without|to|in|for|by|from|as|and|or|per|before|after|on|at|under|against|through|via|where|not|only)\\b`,
    "iu",
  ),
];
/** An item to be ticked needs no more than its participle: "All kinds of users identified". */
export const TICKED = new RegExp(
  `${SUBJECT}[^.?!:;]{1,60}?\\b(?:\\w{2,20}ed|found|built|kept|met|written|set|made|shown)$`,
  "iu",
);
/** States that only praise: nobody can tell whether they hold. */
export const PRAISED =
  /\b(?:is|are|stays?|remains?) (?:\w+ly )?(?:clear|clean|robust|readable|maintainable|appropriate|actionable|comprehensive|high[- ]quality|efficient|intuitive|consistent|thorough|concise|good|proper|simple|scalable|secure|reliable|well-\w+)(?: and \w+)?\W{0,3}$|\b\w+ed (?:\w+ly|well)(?: and \w+ly)?\W{0,3}$/i;

/** Sentences that say it even in a list of principles: every claim is to be proved. */
export const PROOFS = [
  /\b(?:cites?|includes?|references?|provides?|gives?|quotes?|needs?|with)\b.{0,40}\bfile:line\b|\bfile:line\b.{0,20}\b(?:references?|evidence|citations?)\b/i,
  /\b(?:exact|direct|verbatim) quotes? (?:and|with) (?:\w+ )?(?:links?|sources?|urls?)\b/i,
];

/** Sentences that say it even in the form of the output. */
export const PROVED =
  /\b(?:always|must|every|each|all)\b.{0,50}\b(?:cite[sd]?|citations?|direct quotes?|file:line|source (?:urls?|links?))\b/i;

const CHECK =
  "(?:tests?(?! (?:data|cases?|files?|environments?))|lint(?:er|ing)?|type-?check(?:s|ing)?|test suite|pytest|clippy|tsc|checks|(?:validation|verification) (?:gates?|commands?|suites?|scripts?|steps?))";

/** Each of the cues needs one of these words; most sentences have none, and are done with. */
export const SIGNS =
  /[A-Z]{4}|\b(?:categori|classify|label|rate|treat|done|complet|finished|succe|accept|ready|arrived|approve|pass|until|must|green|compil|exit|threshold|only|do not|don't|never|cannot|can't|before you|fix|fails?\b|confidence|score|severity|coverage|every|each|all\b|verif|satisf|meet|confirm|prove|valid|re-?run|run\b|wcag|ensure|check|test|lint|type-?check|cite|citation|direct quote|source|one of|without|should be)/i;

/** Sentences that say it anywhere. */
export const CUES = [
  /(?:^|[\s(])\*{0,2}(?!(?:NOTE|TODO|WARNING|IMPORTANT|STEP|PHASE|USE|WHEN|IF|AND|NOT|ONLY|NEVER|ALWAYS|MUST|ASK|READ|STOP)\b)[A-Z]{4,20}\*{0,2},? (?:only )?(?:if|when|unless)\b/,
  /\b(?:categori[sz]e|classify|label|rate|treat) (?:it|this|them|these|the \w+|an? \w+) as (?:an? )?[`"“]/i,
  /\b(?:verify|check|validate|confirm|cross-check) (?:every|each|all|any)\b.{0,90}\bagainst (?:the )?(?:actual |current |real )?(?:code(?:base)?|sources?|files?|schema|spec\w{0,10}|documentation|diff|repository)\b/i,
  /\b(?:done|complete|finished|success(?:ful)?|succeeds?|accepted|ready|arrived|approved) (?:only )?(?:when|if|once|means|only after)\b|\bpassing (?:\w+ )?(?:means|requires)\b/i,
  /\buntil (?:all|every|the|no|it|they|there|both)\b.{0,60}\b(?:pass(?:es|ed|ing)?|green|clean|succeeds?|resolved|remain|met|fixed|complete|approved)\b/i,
  /\b(?:tests?|builds?|lint(?:er|ing)?|ci|checks?|type-?check(?:s|ing)?|compilation|suite|validations?|gates?)\b.{0,40}\b(?:must|should|needs? to|has to|have to|to)\b.{0,20}\b(?:pass|succeed|be green|compile)\b/i,
  /\bmust pass\b|\bmust all pass\b|\bexit code 0\b|\bexits? (?:with )?0\b|\b(?:must|should) be idempotent\b|\b(?:score|threshold) to pass\b|\bpass(?:ing)?[- ](?:threshold|score|mark)\b/i,
  /\bonly (?:report|flag|return|include|post|comment|mention|raise|list|surface|keep|accept|pick|select|choose|count|do so|label|approve|merge|close|mark|output|claim|promote|declare|emit)\b.{0,80}\b(?:if|when|that|with|where|which|whose|issues|once|after)\b/i,
  /\b(?:reported?|flag(?:ged)?|promoted?|approved?|accept(?:ed)?|mark(?:ed)?|claim(?:ed)?|declared?|counts?|valid|acceptable|allowed)\b.{0,60}\bonly (?:if|when|once|after)\b|\bis [\w-]{1,30} only (?:if|when)\b(?!.{0,60}(?:--\w|\bARGUMENTS\b))|\bonly valid (?:if|when)\b/i,
  /\b(?:do not|don't|never) (?:report|flag|include|mark|claim|declare)\b.{0,60}\b(?:unless|until|without|below)\b/i,
  /\b(?:do not|don't|never|cannot|can't|before you) (?:\w+ ){0,2}(?:proceed|continue|commit|merge|push|claim|move|advance|ship|finish|deliver|submit|stop|complete)\b.{0,60}\b(?:until|unless|without|while|if|with)\b.{0,60}\b(?:tests?|checks|pass(?:es|ed|ing)?|fail\w{0,4}|evidence|green|errors?|proof|prove)\b/i,
  /\bfix\b.{0,40}\b(?:failures?|errors?|failing|violations|warnings|regressions)\b.{0,30}\b(?:before|until|re-?run)\b/i,
  /\bif\b.{0,30}\b(?:tests?|checks?|builds?|lint\w{0,4}|validations?|compilation|ci|gates?)\b.{0,15}\bfails?\b.{0,80}\b(?:fix|stop|revert|roll ?back|repeat|return|back|loop|investigate|debug|undo|don't|do not)\b/i,
  /\b(?:confidence|score|severity|coverage)\b.{0,30}(?:[<>≥≤]=?|\bat least|\babove|\bbelow|\bover|\bof)\s?\d/i,
  /\b(?:every|each|all) (?:\w+ ){0,2}(?:claims?|findings?|issues?|statements?|facts?|assertions?|recommendations?|sentences?)\b.{0,40}\b(?:must|needs?|cites?|has|have|requires?|include|backed|linked|trace|carr(?:y|ies))/i,
  /\b(?:must|should|may|can) (?:verify|satisfy|meet|confirm|prove)\b[^.]{0,80}:\**$/i,
  /\b(?:when|if|once|after|unless) (?:all|every|each|no|both)\b.{0,60}\b(?:pass(?:es|ed)?|succeeds?|(?:are|is) (?:met|satisfied|green|resolved))\b/i,
  new RegExp(
    `(?:^\\W{0,6}(?:[^*]{1,60}\\*\\*:?\\s)?|[.:;,(]\\s|\\b(?:then|and|or|always|must|should|(?<!\\b(?:how|need) )to|first|finally|also|please|I'll|will|immediately)\\s|\\b(?:after|before|once)\\b[^.]{2,60}\\s(?=run (?:the|all|its|this|your|every|a|\`)(?!\\w)))\\W{0,4}(?:re-?)?run(?:\\*\\*)?\\b(?! in\\b| these)(?!:)[^:]{0,40}\\b${CHECK}\\b(?!:\\s?\`)`,
    "i",
  ),
  /\bWCAG (?:2\.\d )?(?:level )?A{1,3}\b|\bWCAG 2\.\d\b/i,
  /\b(?:verify|ensure|confirm|validate) (?:that )?(?:all |the |every |each |no |your |they )?.{0,60}\b(?:pass(?:es|ed|ing)?(?! (?:to|through|in|by|as)\b)|compiles?|(?:it|project|code|app|application|package|everything|still) builds?|builds? (?:cleanly|successfully)|resolved|succeeds?|succeeded|match(?:es)?|no (?:errors|regressions|duplicate))\b/i,
  /\b(?:verify|check|confirm|validate) (?:that )?[^.`]{2,80}\b(?:is|are|has|have|works?|responds?|returns?)\b[^.`]{0,40}[:(,]?\s`[^`]{3,200}`/i,
  /\b(?:test|verify|validate|lint|compile|type-?check)\b(?!.{0,60}\buser\b).{1,40}\b(?:before (?:you )?(?:deliver|commit|finish|submit|present|report|publish|merg|ship|declar|claim|hand)\w{0,4}|after (?:each|every|any|making|all)\b)/i,
  /\b(?:always|must|should|provide|include|give)\b.{0,30}\b(?:cite|citations?|direct quotes?|source (?:urls?|links?|references?))\b|^\W{0,6}(?:[^*]{1,40}\*\*:? )?cite\b.{0,30}\b(?:sources?|urls?|files?|lines?|evidence)\b/i,
  /\b(?:set|return|choose|assign|classify|use|pick|mark|select|output|report)\b.{0,50}\b(?:exactly )?one of\b.{0,30}:\**$/i,
  /\b(?:able to|enables?|can)\b.{0,80}\bwithout\b.{0,30}\b(?:questions?|clarifications?)\b/i,
];

/** Each of the hints needs one of these. */
export const HINT_SIGNS =
  /[\d`]|\b(?:must|shall|should|ha(?:s|ve) to|needs? to|verify|test|double-check|cross-check|evidence|proof|fix|no|zero|tests pass)\b/i;

/** Sentences that say a part of it: one alone decides nothing, two do. */
export const HINTS = [
  /\b(?:every|each|all|no)\b[^.,;:]{2,60}\b(?:must|shall|has to|have to|needs? to)\b|\b(?:documents?|reports?|outputs?|results?|code|tests?|plans?|specs?|specifications?|files?|artifacts?|descriptions?|prompts?|summary|comments?|commands?|tasks?|rows?|items?|pages?) (?:must|should)\b(?<!\bwhat \w{2,6} \w{2,20} \w{4,6})(?! (?:help|be (?:a|an|in|the)|i|you|we)\b)/i,
  /\b(?:coverage|accuracy|precision|recall|latency|uptime|availability|(?:response|load|build|startup|query) times?|pass rate|error rate|memory|margin|p9[59]|complexity|onboarding)\b.{0,25}(?:[<>≥≤]=?|\bat least|\bat most|\bunder|\bbelow|\babove|\bover|\bwithin|\bexceed\w{0,3}) ?\$?\d|(?:[<>≥≤]=?|\bunder|\bbelow|\bwithin|\bat least|\bat) ?\d+(?:\.\d+)? ?(?:ms|fps|milliseconds)\b/i,
  /^\W{0,6}`[\w: .]{2,50}`[\s*]{0,3}(?:only )?(?:when|if)\b|^\W{0,6}(?:return|output|set|choose|emit|report|mark|classify|label|assign)\b[^`]{0,30}`[\w: .]{2,50}`[^`]{0,40}\b(?:when|if)\b/i,
  /\b(?:all|both|unit|integration|existing|the|if) tests pass\b/i,
  /^\W{0,6}(?:Use|Prefer)\b[^`]{0,30}`[\w: .]{0,40}[A-Z]{3}[\w: .]{0,40}`[^`]{0,40}\b(?:when|if)\b/,
  /^\W{0,6}(?:\d{1,3}\s?[-–]\s?\d{1,3} ?%?|\d{1,3} ?%?\+|[<>≥≤]=? ?\d{1,3} ?%?)[\s*]{0,4}(?:[:—–=→]|- )/,
  /\b(?:rate|score|grade)\b.{0,40}\b(?:from|on a|between)\b.{0,10}\d/i,
  /^\W{0,6}(?:test|verify|double-check|cross-check) (?:that )?(?:all|every|each|no)\b/i,
  /\b(?:without|only (?:when|if)|confirm|requires?|must|backed by|supported by)\b.{0,30}\b(?:evidence|proof)\b/i,
  /\bfix\b.{0,40}\b(?:issues|findings|problems)\b.{0,30}\bbefore\b|\b(?:must|should) (?:match|conform to|comply with)\b/i,
  /^\W{0,6}(?:no|zero|0) (?:\w+ ){0,3}(?:errors?|warnings?|failures?|regressions?|duplicates?|violations?|leaks?|todos?|placeholders?|conflicts?|gaps|secrets|broken)\b/i,
];

/** Sections of rules for the result: what must be so of every part of it counts there. */
export const RULED = /\b(?:rules|standards|requirements|quality|criteria)\b/;
/** What must be so of every part. */
export const UNIVERSAL =
  /^\W{0,6}(?:[^*]{1,60}\*\*:?\s)?(?:every|each|all)\b[^.,;:]{2,60}\b(?:must|shall|has to|have to)\b/i;
/** Leads to questions that the worker asks of its own result. */
export const SELF_CHECK =
  /\bself-?(?:check|review|test)\b|\bask yourself\b|\bdouble-?check\b|\bbefore (?:finish|submit|deliver|commit|report|return|respond)\w{0,4}\b/i;

/** Code that runs a check. */
export const CHECKING_COMMAND =
  /^[ \t]{0,12}(?:\$ )?(?:(?:npm|pnpm|yarn|bun)(?: run)?(?: -\S{1,20}(?: \S{1,40})?)? (?:test|lint|typecheck|type-check|tsc|check|build|validate|ci)\b|npx (?:tsc|eslint|vitest|jest|playwright test|biome)\b|cargo (?:test|clippy|check|build|nextest)\b|go (?:test|vet|build)\b|(?:uv run |python3? -m )?(?:pytest|mypy|ruff check|ruff)\b|tsc\b|make (?:test|lint|check|ci|verify)\b|(?:\.\/)?gradlew? (?:test|check|build)\b|mvn (?:test|verify)\b|dotnet (?:test|build)\b|eslint\b|flutter (?:test|analyze)\b|phpunit\b|(?:bundle exec )?(?:rspec|rubocop)\b|swift (?:test|build)\b)/m;
/** Labels and leads of code that is run to see whether the work is right. */
export const CHECKING_LABEL =
  /\b(?:verif\w{1,9}|validat\w{1,4}|quality|gates?|checks?|after (?:each|every|the|all|update|changes?)|regressions?)\b/i;
/** A comment in code that says so, in any language. */
export const CHECKING_COMMENT =
  /^[ \t]{0,12}(?:#|\/\/)[^\n]{0,40}(?:verif|valid|regress|after|验证|驗證|确认|確認|检查|検証|검증|확인|провер|prüf|vérif|verific|comprob)/im;

/** Tables that fix a verdict: a grade in the first column, what it takes for it in another. */
export const RUBRIC =
  /^\W{0,4}(?:[\w-]+ ){0,2}(?:scores?|ratings?|severity|priority|levels?|verdicts?|confidence|grades?|criticality|claims?|decision|classification)(?: level)?\s?\|.{0,120}\b(?:criteri(?:a|on)|meaning|means|definition|when|conditions?|characteristics|threshold|requires|criticality|evidence)\b/i;

/** Sections that hold success criteria. */
export const SUCCESS_LABEL =
  /^(?:.{0,40} )?(?:success|acceptance|completion|exit|approval|verification|validation|quality|done|stop(?:ping)?|pass(?:\/fail)?|evaluation|disposition|verdict|decision|release|merge|review) (?:criteri(?:a|on)|conditions?|thresholds?|bar)$|^(?:.{0,30} )?definition of (?:done|ready)$|^(?:done|done when|complete when|success when|finished when|you succeed when|observable done state|success|postconditions?|acceptance|must pass.{0,30}|what (?:good|done) looks like)$|^what success looks like$/;

/** Sections that count when what they hold is about the result and can be checked. */
export const SUCCESS_LABEL_WITH_CONDITION =
  /^(?:.{0,50} )?checklists?$|^(?:.{0,40} )?(?:quality|verification|validation|delivery|exit|completion|final|review|mandatory|test|release|security|merge) gates?(?: .{0,20})?$|^(?:.{0,40} )?(?:verification|validation|verify|validate|quality (?:standards?|assurance|control|checks?|requirements?|metrics)|final (?:check|checks|review|verification|validation)|acceptance tests?|sanity checks?)(?: (?:steps?|commands?|requirements?|process|procedure|results?|protocol|phase|loop))?$|^(?:.{0,40} )?self-?(?:check|review|verification|test|critique)(?: .{0,40})?$|^(?:gates?|quality gates?.{0,40}|expected (?:outcomes?|results?)|completion|scoring(?: .{0,20})?|verify .{0,40}|performance (?:targets|requirements|budgets?)|(?:.{0,20} )?success (?:metrics|measures|indicators)|test plan|before (?:commit|submit|finish|deliver|report|publish|complet|declar|present|return|respond)ing.{0,40}|ask yourself)$/;
