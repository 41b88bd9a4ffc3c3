// How sentences name a deliverable. Data only; how they count is in `outputs.ts`.

/** Kinds of documents and changes: naming one tells the form of what is delivered. */
const FORM =
  "(?:reports?|tables?|checklists?|json|yaml|csv|tsv|svg|pdf|markdown|mermaid|diffs?|patch(?:es)?|(?:\\w+ )?scripts?|pull requests?|prs?|commit messages?|documents?|specs?|specifications?|prds?|adrs?|diagrams?|changelogs?|release notes|dashboards?|spreadsheets?|dockerfiles?|makefiles?|runbooks?|playbooks?|matri(?:x|ces)|templates?|summar(?:y|ies)|test (?:suites?|files?|cases?|plans?)|plans?|roadmaps?|proposals?|mockups?|slides?|decks?|emails?|drafts?|briefs?|outlines?|articles?|posts?|scorecards?|scores?|verdicts?|(?:code )?snippets?|(?:bullet(?:ed)? |numbered |ordered |prioriti[sz]ed |ranked |flat |todo |task )lists?|list of|tweets?|threads?|captions?|todos?|inventory|transcripts?)";

/** What may stand in a list of deliverables, besides: parts of a product that one can point at. */
const PART =
  "(?:lists?|commands? (?:with|for|to)|commits?|comments?|html|xml|issues?|tickets?|files?|migrations?|configs?|configurations?|manifests?|snippets?|schemas?|screenshots?|pages?|websites?|components?|endpoints?|labels?|ratings?|sections?|sentences?|paragraphs?|entr(?:y|ies)|readmes?|logs?|branch(?:es)?|assets|images?|videos?|worksheets?|notes|stor(?:y|ies)|backlogs?|repl(?:y|ies)|messages?|tests?|quer(?:y|ies)|definitions?|workflows?|recommendations? (?:with|for|by)|analys[ie]s|benchmarks?|metrics|guides?|documentation|examples?|timelines?|estimates?|strateg(?:y|ies)|calculations?|charts?|profiles?|rules|policies|procedures|alerts|findings|results|inventor(?:y|ies)|libraries|status|counts?)";

/** A document, a change or a part of a product. */
export const THING = new RegExp(`\\b(?:${FORM}|${PART})\\b`, "i");

/** A list that the reader keeps for itself while it works. */
export const OWN_LIST = /\b(?:to-?do|task) lists?\b|\bTodoWrite\b/i;

/** A line of a script that hands the result over. */
export const DELIVERING_COMMAND =
  /\b(?:\w{1,30}[._])?(?:save|write|create|post|upload|store)(?:_\w{1,30})?\((?:\w{1,30}\s?[:=]\s?)?['"]|\s--?o(?:ut(?:put)?(?:-?(?:file|dir|path))?)?[ =][\w./<{$"'-]|^\s{0,8}(?:git commit|gh (?:pr|issue|release) (?:create|comment|review|edit))\b/m;

/** A line of a script that writes a file. */
export const REDIRECTION = /^[^#\n]{1,200}\s>{1,2}\s?[\w./-]{0,80}\.[a-z]\w{1,12}\s{0,9}$/m;

/** A description that promises a form: the verb in the third person, as descriptions have it. */
export const PROMISE = new RegExp(
  `(?:^|[.;,:—–] |\\b(?:and|then|that) )(?:produces|returns|outputs|writes|generates|delivers|reports|saves|emits|posts|opens|files)\\b[^.]{0,60}\\b(?:${FORM}|commits?|issues?|comments?)\\b`,
  "i",
);

/** Something shall come out, and that is all one learns. */
export const ACTIVITY =
  /\b(?:provide|deliver|produce|give|offer|suggest|create|generate|write|return|report|present|share)s?\b.{0,60}\b(?:recommendations?|feedback|solutions?|guidance|advice|insights?|documentation|code|results?|findings|suggestions?|explanations?|summary|improvements?|answers?)\b/i;

/** Where a sentence gives an order: at its start, behind a mark, a conjunction or a modal. */
const ORDER =
  "(?:^\\W{0,6}|[.:;,!)—–>]\\*{0,2}\\s{1,2}\\*{0,2}|\\b(?:to|and|then|must|should|will|shall|always|finally|please|you|or|lastly|now|next|also|only|first|each|it|agents?|help (?:me|us|you|users?|the user)|specialist|skill|command|who|that)\\s)";

const MAKE =
  "(?:write|save|create|generate|produce|output|append|store|export|emit|place|put|add|update|record|document|log|dump|render|copy|move|draft|compile|scaffold|persist|commit|edit|modify|deliver|print|build|report|rewrite|replace|insert|set|format)(?:e?s)?(?![-\\w])";

/** Cues that count when a file, folder or address is named with them. */
export const PLACED = [
  /\b(?:by|through) (?:updating|writing|creating|adding|generating|editing|appending|saving|producing|changing|marking|ticking)\b/i,
  new RegExp(`${ORDER}${MAKE}`, "i"),
  /\b(?:goes?|go|lives?|saved?|written|stored|placed|created|generated|outputs?|lands?|persisted|recorded|appended|committed) (?:in|to|into|at|under|as)\b/i,
  /^\W{0,4}(?:outputs?|results?|location|target|save to|destination|saved?|write to|creates?|deliverables?|artifacts?|file)(?: (?:file|path|location|to|dir|directory))?\**:/i,
];

const SEVERAL = "(?:[^.;:]|\\.(?=\\S)){0,60}?";

/** What is ordered in sentences that tell a form. */
const ORDERED = [
  `(?:format|present|return|output|write|render|give|report|summari[sz]e)(?:e?s)? [^.]{2,60}\\bas (?:an? )?(?:[\\w-]+ ){0,3}(?:lists?|tables?|json|yaml|markdown|csv|bullets?|diagrams?|checklists?|reports?|comments?|paragraphs?)\\b`,
  `(?:record|note|document|mention|list|include|paste|quote)(?:e?s)? [^.]{2,60}\\bin (?:the|your) (?:pr|pull request|issue|ticket|review|commit|release)(?: (?:body|description|message|notes|reply|comment))?\\b`,
  `(?:produce|prepare|compile)(?:e?s)? [^.]{2,60}\\bwith:\\**$`,
  `(?:bundle|package|convert|merge|combine|compile|turn|render|collect|consolidate|transform|export|assemble)(?:e?s)? [^.]{2,60}\\binto (?:an?|one|the) (?:[\\w-]+ ){0,3}(?:file|document|report|pdf|page|table|list|spreadsheet|message|comment)\\b`,
  `(?:emit|display|show|print|output|post|send)(?:e?s)? (?:an? |the |this |one )?(?:[\\w-]+ ){0,3}(?:notice|banner|warning|message|notification)s?\\b`,
  `(?:generate|produce|create|write|build)(?:e?s)? [^.:]{0,60}\\b(?:snippets?|files?|dockerfiles?|scripts?|documents?)\\b[^.:]{0,40}:\\**$`,
  `(?:generate|create|produce|write|provide|return|output|deliver|present|display|show|compile|prepare|draft|emit|print|post|submit|export|send|publish|attach|leave|append|file|build)(?:e?s)?\\b(?![^.]{0,30}\\b(?:solution|feedback)\\b)${SEVERAL}\\b${FORM}\\b`,
  `(?:structure|format|organi[sz]e|present|summari[sz]e|provide|deliver|report|return|output|respond|display|show|print|list)(?:e?s)?\\b(?<!provides?(?=:))[^.]{0,100}:\\**$`,
  `(?:respond|reply|answer|end|finish|conclude|close) (?:only )?with\\b`,
  `(?:(?:commit|push)(?:e?s)? (?:the |your |all |a |an |any |these |those |each |every )?(?:\\w+ ){0,2}(?:changes?|fix(?:es)?|files?|branch|work|results?|steps?|code|implementation|it|them)|(?:create|make)s? (?:an? |one |the )?(?:[\\w-]+ ){0,3}commits?(?! messages?))\\b`,
  `(?:open(?= (?:an?|the|one|your|new)\\b)|create|submit|raise|draft|file|update|post)(?:e?s)? (?:the |your |a |an |any |new |one )?(?:[\\w-]+ ){0,2}(?:pull requests?|prs?|issues?|tickets?|discussions?)\\b`,
  `(?:post|leave|submit)(?:e?s)? (?:the |an? |one |your )?(?:[\\w-]+ ){0,3}(?:comments?|review|reply)\\b`,
  `(?:send|post|upload|export|publish|insert|share|schedule|add|create|append|save|write|draft)(?:e?s)? .{2,50}\\b(?:to|in|on|into|via|with) (?:an? |the |your )?(?:\`|(?:[A-Z][a-z]+ ){0,2}(?:Sheets?|Docs?|Drive|Slack|Gmail|Calendar|Notion|Jira|Linear|Confluence|Chat|Forms?|Slides|Figma)\\b)`,
];

/** How else sentences tell a form. */
const SAID = [
  /\bfor (?:each|every) (?:[\w-]+,? ){1,6}?show (?:\w+ )?(?:before|the (?:code|diff)|code|diffs?|examples?)\b/i,
  /\bin (?:an? |the |this )?(?:[\w-]+ ){0,2}`[^`\n]{2,60}` (?:format|form|style|notation)\b/i,
  /\b(?:provide|give|offer|deliver)s? [^.]{0,60}\b(?:recommendations?|feedback|findings|suggestions?) (?:with|including) (?:\w+ ){0,2}(?:justifications?|examples?|reasons?|rationale|references?|line numbers?|code|priorit\w+|severit\w+)\b/i,
  /\bwith an? (?:\w+ ){0,2}(?:message|comment|note) (?:describing|explaining|stating)\b/i,
  /\b(?:output|return|print|respond with|reply with|answer with) (?:only|just|exactly|nothing but|a single|one)\b/i,
  /\b(?:begin|start|open) with (?:an? |the |your )(?:[\w-]+ ){0,2}(?:assessment|overview|summary|verdict)\b/i,
  /\b(?:keep|make|structure) (?:the |your )?(?:outputs?|reports?|responses?|answers?) [^.:]{0,40}: ?\w+,/i,
  /\bin (?:\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})?|one|two|three|five|a few) (?:\w+ )?(?:bullets?(?: points?)?|lines|paragraphs)\b/i,
  /\bsummar(?:y|ies) of (?:what|which|how|every|each|all|changes?|changed|the (?:\w+ ){0,2}(?:changes?|files|fixes|results))\b/i,
  /\bin (?:the|your) (?:final|last|closing) (?:answer|message|response|reply|summary),? (?:please )?\w{3,}/i,
  /\b(?:in|using|with|follow(?:ing)?|use|as|to) (?:this|the following|exactly this|that) (?:\w+ ){0,3}(?:format|structure|template|schema|layout|shape)\b/i,
  /\bin (?:an? |the )?(?:clear |structured |following |standard |tabular |json |markdown ){1,3}(?:format|structure|table|report|list)\b/i,
  /\bfor (?:each|every) (?:[\w-]+,? ){1,6}?(?:to )?(?:provide|show|include|report|give|list|output|note|document|state|record|specify|use)s?\b.{0,30}:\**$/i,
  /\bfor (?:each|every) (?:\w+ )?(?:finding|issue|problem|bug|result|violation|recommendation|hypothesis|vulnerability|gap|discrepancy|item|match)(?: \w+)?,?(?: \w+){0,4}:\**$/i,
  /\b(?:reports?|responses?|answers?|outputs?|summary|findings?|messages?|comments?|documents?|plans?|specs?)\b.{0,30}\b(?:must|should|needs? to|will|always)? ?(?:contains?|includes?|consists? of|covers?|has|have|be)\b.{0,30}:\**$/i,
  /\b(?:your|the) (?:final |last )?(?:message|answer|response|reply|report|output) (?:must|should|contains?|includes?|consists?|is|has|ends?)\b/i,
  /\b(?:post|leave|add|write|provide|submit|put|create)s?\b.{0,40}\b(?:comments?|review|reply|labels?)\b.{0,30}\b(?:on|to|in) (?:an? |the |each |every |this |that |its |your )?(?:\w+ ){0,2}(?:prs?|pull requests?|issues?|diff|tickets?|merge requests?|discussions?|threads?|lines?)\b/i,
  /^\W{0,6}(?:a |an |one |your )?(?:concise |brief |short |final |full |structured |single )?(?:summary|reports?|tables?|checklist|verdict)(?: \w+){0,2}\**: \w/i,
  /\b(?:top-level|review|pr|issue) comments? (?:for|on|with)\b|\binline comments? (?:on|with)\b|\bcomment on the (?:pr|issue|pull request)\b/i,
  /`(?:git commit|gh pr create|gh issue (?:create|comment|edit)|gh pr (?:comment|review|edit))\b/i,
  /\b(?:director(?:y|ies)|folders?|files?|paths?)\b.{0,40}\b(?:will be|to be|must be|should be|(?:is|are)(?= (?:saved|written|stored|placed))) (?:saved|written|created|stored|generated|placed)\b/i,
  /\breports? (?:which|whether|back)\b|\breports? (?:the |its )?(?:\w+ ){0,2}(?:url|link|path|number)s?\b/i,
  /\b(?:findings|results|issues|output)\b.{0,30}\b(?:in order of|ordered by|sorted by|grouped by|ranked by|organi[sz]ed by)\b/i,
];

/** Cues that tell the form by themselves; joined, so that a sentence is gone through twice and not thirty times. */
export const FORMED = [
  new RegExp(`${ORDER}(?:${ORDERED.join("|")})`, "i"),
  new RegExp(SAID.map(({ source }) => source).join("|"), "i"),
];

/** Sections that hold outputs. */
export const OUTPUT_LABEL =
  /^(?:(?:final|expected|required|example|sample|your|review|standard|default|required final|recommended|mandatory|deliverables?(?: and| &| \/)?) )?outputs?(?: ?(?:\/|and|&|or) ?(?:deliverables?|artifacts?|format|report|handoff|location|reporting))?(?: (?:formats?|templates?|structure|descriptions?|contract|requirements?|expectations?|examples?|paths?|files?|location|schema|specifications?|spec|artifacts?|guidance|standards?|style|rules|documents?|directory|sections?|guidelines?|deliverables?|to user))?$|^(?:.{0,40} )?(?:prd|spec|specification|adr|rfc|proposal|brief|email|changelog|test plan|design doc|report|response|answer|return|results?|findings?|review|summary|comment|issue|pr|pull request|plan|document|deliverables?|message|verdict|todo|ticket|note|article|file|commit message|reply|reporting) (?:format|template|structure|schema|layout|contract)$|^(?:.{0,30} )?deliverables?$|^what (?:you|to|it) (?:produces?|delivers?|returns?|reports?|writes?|outputs?|shows?|display)(?: .{0,30})?$|^(?:final |completion |return |full |summary |status |audit |review |analysis |test |bug )?reports?$|^(?:report|reporting) ?(?:back|results|findings|status|requirements|guidelines|structure)?$|^(?:returns?|response|structured returns?|hand-?off|verdicts?|artifacts?(?: produced)?|safe outputs|generated (?:files|artifacts)|files? (?:to (?:create|change|modify|write)|created|changed|modified)|return to the orchestrator|final (?:summary|answer|message|deliverables?)|display results?|(?:present|provide|give|show|display|share) (?:a |an |the |your )?(?:.{0,30} )?(?:results?|findings|summary|reports?|recommendations)|(?:generate|create|write|produce|save|output|deliver|compile|present|return|post) (?:the |a |an |your )?(?:.{0,30} )?(?:report|summary|document|file|output|results?|findings|plan|spec|prd|artifacts?|comment|deliverables?))$/;
