// How sentences say when work is done and right. Data only; how they count is in `success.ts`.

/** What somebody else shall be asked for. */
export const ASKED = /\b(?:questions?|interview|clarif\w+|discovery|gathering)\b/;

/** Something about the result that is true or false; counts below a label for checks. */
export const CONDITIONS = [
  /^\W{0,6}(?:is|are|does|do|has|have|did|can|would|will|was|were)\b[^?]{3,200}\?$/i,
  /(?:[<>≥≤]=?|\bat least|\bat most|\bno more than|\bless than|\bmore than|\bfewer than|\bunder|\bbelow|\babove|\bexceeds?|\bwithin|\bminimum(?: of)?|\bmaximum(?: of)?) ?\$?\d|\b\d+(?:\.\d+)? ?%|\bzero \w+/i,
  /\b(?:pass(?:es|ed|ing)?|succeeds?|compiles?|builds? (?:cleanly|successfully)|exits? (?:with )?(?:code )?0|green)\b/i,
  /\b(?:no|without|zero) (?:\w+ ){0,3}(?:errors?|warnings?|failures?|regressions?|duplicates?|issues|violations?|leaks?|todos?|placeholders?|conflicts?|gaps|orphans?|broken|missing|secrets)\b/i,
  /\b(?:all|every|each|any)\b.{2,80}\b(?:is|are|has|have|was|were|been|contains?|includes?|cites?|match(?:es)?|exists?|works?|covered|documented|implemented|resolved|listed|addressed)\b/i,
];

/** Sentences that say it even in a list of principles: every claim is to be proved. */
export const PROOFS = [
  /\b(?:cites?|includes?|references?|provides?|gives?|quotes?|needs?|with)\b.{0,40}\bfile:line\b|\bfile:line\b.{0,20}\b(?:references?|evidence|citations?)\b/i,
  /\b(?:exact|direct|verbatim) quotes? (?:and|with) (?:\w+ )?(?:links?|sources?|urls?)\b/i,
];

/** Sentences that say it anywhere. */
export const CUES = [
  /\b(?:done|complete|finished|success(?:ful)?|succeeds?|accepted|ready) (?:only )?(?:when|if|once|means)\b/i,
  /\buntil (?:all|every|the|no|it|they|there)\b.{0,60}\b(?:pass(?:es|ed|ing)?|green|clean|succeeds?|resolved|remain|met|fixed|complete|approved)\b/i,
  /\b(?:tests?|builds?|lint(?:er|ing)?|ci|checks?|type-?check(?:s|ing)?|compilation|suite|validations?|gates?)\b.{0,40}\b(?:must|should|needs? to|has to|have to|to)\b.{0,20}\b(?:pass|succeed|be green|compile)\b/i,
  /\bmust pass\b|\bmust all pass\b|\bexit code 0\b|\bexits? (?:with )?0\b/i,
  /\bonly (?:report|flag|return|include|post|comment|mention|raise|list|surface|keep|accept|pick|select|choose|count|do so|label|approve|merge|close|mark)\b.{0,80}\b(?:if|when|that|with|where|which|whose|issues)\b/i,
  /\b(?:do not|don't|never) (?:report|flag|include|mark|claim|declare)\b.{0,60}\b(?:unless|until|without|below)\b/i,
  /\b(?:confidence|score|severity|coverage)\b.{0,30}(?:[<>≥≤]=?|\bat least|\babove|\bbelow|\bover|\bof)\s?\d/i,
  /\b(?:every|each|all) (?:\w+ ){0,2}(?:claims?|findings?|issues?|statements?|facts?|assertions?|recommendations?|sentences?)\b.{0,40}\b(?:must|needs?|cites?|has|have|requires?|include|backed|linked|trace)/i,
  /\b(?:must|should|may|can) (?:verify|satisfy|meet|confirm|prove)\b[^.]{0,80}:\**$/i,
  /\b(?:when|if|once|after|unless) (?:all|every|each|no)\b.{0,60}\b(?:pass(?:es|ed)?|succeeds?|(?:are|is) (?:met|satisfied|green|resolved))\b/i,
  /\b(?:valid|acceptable|allowed) only (?:if|when)\b|\bonly valid (?:if|when)\b/i,
  /(?<!need to )\b(?:run|re-?run)(?! in\b)(?!:)\b.{0,40}\b(?:tests?(?! (?:data|cases?|files?|environments?))|lint(?:er|ing)?|type-?check|test suite|pytest|clippy|tsc|checks|typecheck)\b/i,
  /\bWCAG (?:2\.\d )?(?:level )?A{1,3}\b|\bWCAG 2\.\d\b/i,
  /\b(?:verify|ensure|confirm|validate) (?:that )?(?:all |the |every |each |no |your |they )?.{0,60}\b(?:pass(?:es|ed|ing)?|compiles?|builds?|resolved|succeeds?|succeeded|match(?:es)?|no (?:errors|regressions|duplicate))\b/i,
  /\b(?:verify|check|confirm|validate) (?:that )?[^.`]{2,80}\b(?:is|are|has|have|works?|responds?|returns?)\b[^.`]{0,40}[:(,]?\s`[^`]{3,200}`/i,
];

/** Sections that hold success criteria. */
export const SUCCESS_LABEL =
  /^(?:.{0,40} )?(?:success|acceptance|completion|exit|approval|verification|validation|quality|done|stop(?:ping)?|pass(?:\/fail)?|evaluation|disposition|verdict|decision|release|merge|review) (?:criteri(?:a|on)|conditions?|thresholds?|bar)$|^(?:.{0,30} )?definition of (?:done|ready)$|^(?:done|done when|complete when|success when|finished when|you succeed when|observable done state|success|postconditions?|acceptance|must pass.{0,30}|what (?:good|done) looks like)$|^what success looks like$/;

/** Sections that count when what they hold is about the result and can be checked. */
export const SUCCESS_LABEL_WITH_CONDITION =
  /^(?:.{0,50} )?checklists?$|^(?:.{0,40} )?(?:quality|verification|validation|delivery|exit|completion|final|review|mandatory|test|release|security|merge) gates?(?: .{0,20})?$|^(?:.{0,40} )?(?:verification|validation|verify|validate|self-check|self-review|self-verification|quality (?:standards?|assurance|control|checks?|requirements?|metrics)|final (?:check|checks|review|verification|validation)|acceptance tests?|sanity checks?)(?: (?:steps?|commands?|requirements?|process|procedure|results?|protocol|phase|loop))?$|^(?:gates?|quality gates?.{0,40}|expected (?:outcomes?|results?)|completion|scoring(?: .{0,20})?|verify .{0,40}|performance (?:targets|requirements|budgets?)|(?:.{0,20} )?success (?:metrics|measures|indicators)|test plan)$/;
