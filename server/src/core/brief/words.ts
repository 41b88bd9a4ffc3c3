// What authors write: labels of sections, and words of sentences. Data only; how they count is in the files beside.

/** Sections that show somebody else's words, or what not to do: nothing in them is an order. */
export const ASIDE =
  /^(?:.{0,60}\b)?(?:examples?|samples?|anti[- ]?patterns?|red flags|commentary|pitfalls|common mistakes|rationalizations?)(?:\b.{0,40})?$|^(?:when )?(?:not to use|do not use|don't use)\b|^(?:what not to do|bad|wrong|troubleshooting|faq|changelog|history)$/;
/** An example of the output fixes its form. */
export const ASIDE_NOT =
  /\b(?:output|response|report|result) examples?$|^(?:example|sample) (?:output|response|report|result)/;

/** Lists of what a persona is able to do: subjects, not deliverables and not criteria. */
export const DUTIES =
  /\b(?:capabilit(?:y|ies)|expertise|skills|competenc(?:y|ies)|knowledge|focus areas?|strengths|specialties|speciali[sz]ations?|philosophy|principles|mindset|traits|personality|purpose|best practices|features|benefits)\b|\bwhen to (?:use|invoke|call)\b|^(?:use (?:this|when)|about|background|introduction)\b/;

/** Sections that hold inputs. */
export const INPUT_LABEL =
  /^(?:(?:required|expected|user|your|key|command|task|skill|optional|main|primary|source|upstream|prompt|configuration|subagent|script|parsed?|accepted|supported|positional|collect|gather|understand) )?(?:the )?(?:inputs?|arguments?|args|parameters?|params|variables)(?: ?(?:\/|and|&|or) ?(?:prerequisites|flags|options|context|arguments|parameters|requirements))?(?: (?:parameters?|arguments?|requirements?|files?|data|formats?|contract|specifications?|variables|documents?|artifacts?|parsing|schema|required|needed|sources?|handling|type|types|provided|context|expected))?$|^(?:what )?you(?:'ll| will| are)? ?(?:be )?(?:receive|given|get)$|^(?:required reading|files to read|initial request|required (?:information|data)|source (?:materials?|documents?|files?|of truth)|from the orchestrator|orchestrator provides|execution context|flags|arguments and flags|flags and arguments|provided (?:context|data|information))$/;

/** Sections that count as inputs when they name something concrete. */
export const INPUT_LABEL_WITH_REFERENCE =
  /^(?:(?:load|gather|read|current|project|spec|additional|task|subagent|get|understand|existing|relevant|related|required|key|collect|review) )(?:context|references?|documents?|documentation|docs|files|sources?|code|state|material|background|requirements|data|scripts?|implementation|systems?|information)(?: (?:gathering|loading|files|to read|documents))?$|^(?:given|context|references|sources|files|prerequisites?|preconditions?|requirements|before you (?:start|begin)|usage|invocation|syntax|options|modes)$/;

/** Sections that hold outputs. */
export const OUTPUT_LABEL =
  /^(?:(?:final|expected|required|example|sample|your|review|standard|default|required final|recommended|mandatory|deliverables?(?: and| &| \/)?) )?outputs?(?: ?(?:\/|and|&|or) ?(?:deliverables?|artifacts?|format|report|handoff|location|reporting))?(?: (?:formats?|templates?|structure|descriptions?|contract|requirements?|expectations?|examples?|paths?|files?|location|schema|specifications?|spec|artifacts?|guidance|standards?|style|rules|documents?|directory|sections?|guidelines?|deliverables?|to user))?$|^(?:.{0,40} )?(?:prd|spec|specification|adr|rfc|proposal|brief|email|changelog|test plan|design doc|report|response|answer|return|results?|findings?|review|summary|comment|issue|pr|pull request|plan|document|deliverables?|message|verdict|todo|ticket|note|article|file|commit message|reply|reporting) (?:format|template|structure|schema|layout|contract)$|^(?:.{0,30} )?deliverables?$|^what (?:you|to|it) (?:produces?|delivers?|returns?|reports?|writes?|outputs?|shows?|display)(?: .{0,30})?$|^(?:final |completion |return |full |summary |status |audit |review |analysis |test |bug )?reports?$|^(?:report|reporting) ?(?:back|results|findings|status|requirements|guidelines|structure)?$|^(?:returns?|response|structured returns?|hand-?off|verdicts?|artifacts?(?: produced)?|safe outputs|generated (?:files|artifacts)|files? (?:to (?:create|change|modify|write)|created|changed|modified)|return to the orchestrator|final (?:summary|answer|message|deliverables?)|display results?|(?:present|provide|give|show|display|share) (?:a |an |the |your )?(?:.{0,30} )?(?:results?|findings|summary|reports?|recommendations)|(?:generate|create|write|produce|save|output|deliver|compile|present|return|post) (?:the |a |an |your )?(?:.{0,30} )?(?:report|summary|document|file|output|results?|findings|plan|spec|prd|artifacts?|comment|deliverables?))$/;

/** Sections that hold success criteria. */
export const SUCCESS_LABEL =
  /^(?:.{0,40} )?(?:success|acceptance|completion|exit|approval|verification|validation|quality|done|stop(?:ping)?|pass(?:\/fail)?|evaluation|disposition|verdict|decision|release|merge|review) (?:criteri(?:a|on)|conditions?|thresholds?|bar)$|^(?:.{0,30} )?definition of (?:done|ready)$|^(?:done|done when|complete when|success when|finished when|you succeed when|observable done state|success|postconditions?|acceptance|must pass.{0,30}|what (?:good|done) looks like)$|^what success looks like$/;

/** Sections that count when what they hold is about the result and can be checked. */
export const SUCCESS_LABEL_WITH_CONDITION =
  /^(?:.{0,50} )?checklists?$|^(?:.{0,40} )?(?:quality|verification|validation|delivery|exit|completion|final|review|mandatory|test|release|security|merge) gates?(?: .{0,20})?$|^(?:.{0,40} )?(?:verification|validation|verify|validate|self-check|self-review|self-verification|quality (?:standards?|assurance|control|checks?|requirements?|metrics)|final (?:check|checks|review|verification|validation)|acceptance tests?|sanity checks?)(?: (?:steps?|commands?|requirements?|process|procedure|results?|protocol|phase|loop))?$|^(?:gates?|quality gates?.{0,40}|expected (?:outcomes?|results?)|completion|scoring(?: .{0,20})?|verify .{0,40}|performance (?:targets|requirements|budgets?)|(?:.{0,20} )?success (?:metrics|measures|indicators)|test plan)$/;

/** Kinds of documents and changes: naming one tells the form of what is delivered. */
export const FORM =
  "(?:reports?|tables?|checklists?|json|yaml|csv|tsv|svg|pdf|markdown|mermaid|diffs?|patch(?:es)?|(?:\\w+ )?scripts?|pull requests?|prs?|commit messages?|documents?|specs?|specifications?|prds?|adrs?|diagrams?|changelogs?|release notes|dashboards?|spreadsheets?|dockerfiles?|makefiles?|runbooks?|playbooks?|matri(?:x|ces)|templates?|summar(?:y|ies)|test (?:suites?|files?|cases?|plans?)|plans?|roadmaps?|proposals?|mockups?|slides?|decks?|emails?|drafts?|briefs?|outlines?|articles?|posts?|scorecards?|scores?|verdicts?|(?:bullet(?:ed)? |numbered |ordered |prioriti[sz]ed |ranked |flat |todo |task )lists?|list of|tweets?|threads?|captions?|todos?|inventory|transcripts?)";

/** What may stand in a list of deliverables, besides: parts of a product that one can point at. */
export const PART =
  "(?:lists?|commits?|comments?|html|xml|issues?|tickets?|files?|migrations?|configs?|configurations?|manifests?|snippets?|schemas?|screenshots?|pages?|websites?|components?|endpoints?|labels?|ratings?|sections?|sentences?|paragraphs?|entr(?:y|ies)|readmes?|logs?|branch(?:es)?|assets|images?|videos?|worksheets?|notes|stor(?:y|ies)|backlogs?|packages?|repl(?:y|ies)|messages?|tests?|quer(?:y|ies)|models?|definitions?|implementations?|functions?|class(?:es)?|types?|modules?|pipelines?|workflows?|recommendations? (?:with|for|by)|analys[ie]s|benchmarks?|metrics|guides?|documentation|examples?|timelines?|estimates?|strateg(?:y|ies)|calculations?|charts?|profiles?|rules|policies|procedures|alerts|findings|results|inventor(?:y|ies)|hooks?|libraries|apis?|status|counts?)";
