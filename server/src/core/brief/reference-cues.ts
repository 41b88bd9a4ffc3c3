// How texts name the files that their reader needs. Data only; see `references.ts`.

/** The dialects whose tool puts the text of `@file` in its place, or whose readers are used to it. */
export const IMPORTING = /^(?:claude-(?:memory|command|rules?)|gemini-(?:context|command)|opencode-command|agents-md)$/;

/** A Markdown link or image: its mark and its target. */
export const LINK =
  /(!?)\[[^[\]\n]{0,300}\]\(\s{0,3}(<[^<>\n]{1,300}>|[^()\s<>]{1,300})(?:\s{1,4}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'))?\s{0,3}\)/g;

/** `@path`, not in the midst of a word, an address or another path. */
export const IMPORT = /(?<![\w@/.:`([\\-])@([\w./-]{3,200})/g;

/** A piece of code. */
export const IN_CODE = /`([^`\n]{1,200})`/g;

const ENDING =
  "(?:md|mdx|mdc|txt|rst|adoc|json|jsonc|json5|jsonl|ya?ml|toml|csv|tsv|xml|html?|css|scss|sql|sh|bash|ps1|py|ts|tsx|js|jsx|mjs|cjs|mts|go|rs|rb|java|kt|kts|cs|php|swift|c|h|cc|cpp|hpp|prisma|graphql|proto|tf|ini|cfg|conf|pdf|png|svg|jpe?g|ipynb|tex|docx|xlsx|pptx|vue|svelte|gradle|properties|tmpl|hbs|j2|mmd|dot|excalidraw)";
/** The whole of a path of a file, by its ending. */
export const NAMED_FILE = new RegExp(`^(?:[\\w. @+-]{1,100}/){0,12}[\\w. @+-]{1,100}\\.${ENDING}$`, "i");

/** A path from the folder of the plugin or skill. */
export const FROM_ROOT = /\$\{?CLAUDE_(?:PLUGIN_ROOT|SKILL_DIR)\}?\/([\w./-]{1,200})/;

/** The parts that a skill brings along. */
export const BUNDLED = /^(?:\.\/)?(?:references?|assets|templates?|resources|rules|workflows|steps|prompts|scripts)\//;

/** No path of one file: an address, a pattern, a placeholder, a home, a place outside, what a build makes. */
export const NO_PATH =
  /^(?:[a-z][a-z\d+.-]{1,30}:|\/|\\|~|www\.)|[*?<>{}$|[\]"'`\\,;=…]|\.{3}|\b(?:path\/to|node_modules|your[-_ ]|my[-_ ]|placeholder|x{2,}|yyyy|nnn+)|\d{4}-\d{2}|(?:^|\/)(?:dist|build|out|coverage|target|tmp|temp|\.next|\.cache|\.venv|vendor)\/|(?:^|\/)(?:path|file|filename|link|url|name|title|page|foo|bar|baz|example|sample|some[-_]?\w{0,20})\d?\.\w{1,8}$|^[\w-]{1,60}\.(?:com|org|net|io|dev|ai|app|co)(?:\/|$)/i;

/** Names that many projects have: a text for any project speaks of its user's. */
export const GENERIC =
  /^(?:\.\/)?(?:package(?:-lock)?\.json|README\.md|CHANGELOG\.md|CONTRIBUTING\.md|LICENSE(?:\.md)?|tsconfig\.json|requirements\.txt|pyproject\.toml|Cargo\.toml|go\.mod|CLAUDE\.md|AGENTS\.md|GEMINI\.md|docker-compose\.ya?ml|pom\.xml|build\.gradle|\.env[\w.]{0,20}|(?:src|lib|app)\/(?:index|main|app)\.\w{1,4})$/i;

/** Sections that hold a form to be filled in: what stands in them is not yet. */
export const SAMPLE = /\b(?:templates?|(?:output|report|response) (?:format|structure|example)|format)\b/;

/** The reader has to read it: the words stand right before the path. */
export const MUST_READ =
  /(?:^|[.:;,(–—-]\s{0,3}|\b(?:and|then|first|must|to|always|please|also)\s|^\W{0,6}(?:\d{1,2}[.)]\s)?)(?:fully |completely |carefully )?(?:read|load|open|follow|consult|study|see|use|refer to)(?: (?:and \w{1,20} )?(?:the|this|all|of|in|from|full|entire|file|files|guide|reference|instructions|steps|rules|template|spec|plan|document|at)){0,5}:? {0,2}[*"'(]{0,3}$/i;

/** The reader has to run it. */
export const RUN =
  /\b(?:run|execute|invoke|call)(?: (?:the|this|script|helper|bundled|provided|file|at)){0,4}:? {0,2}[*"'(]{0,3}$/i;

/** A mention that leaves it open whether the file is there. */
export const OPTIONAL =
  /\b(?:if|when|where|whenever|wherever|unless|in case) (?:it |they |one |the file |this file |any |you have )?(?:is |are )?(?:present|exists?|existing|available|any|there|found|applicable|provided|missing|defined|configured|needed there)\b|\bif (?:\w+ ){0,3}(?:exists?|is present|is available)\b|\boptional(?:ly)?\b|\be\.g\.|\bsuch as\b|\bfor (?:example|instance)\b|\bmay (?:exist|be missing)\b|\b(?:does not|doesn't|don't|do not|no longer|not yet) (?:yet )?exist/i;

/** The next sentence says what to do without it. */
export const OTHERWISE =
  /^\W{0,4}(?:if|when) (?:it|the file|this file|they|none|neither|that|this|not|missing|absent|no)\b.{0,40}\b(?:exist|missing|absent|found|present|available|there)/i;

/** The brief writes it. */
export const MAKES = new RegExp(
  `(?:\\b(?:creat(?:e[sd]?|ing)|writ(?:e|es|ing|ten)|sav(?:e[sd]?|ing)|generat(?:e[sd]?|ing)|produc(?:e[sd]?|ing)|outputs?|appends?|stores?|exports?|adds?|updates?|rename|copy|touch|emit|scaffold|initiali[sz]e|becomes?|moved? to)\\b[^.!?\\n]{0,60}?|>{1,2} {0,2}|-o |--output[ =])[\`"'(\\[]{0,2}([\\w./@-]{1,150}\\.${ENDING})\\b`,
  "gi",
);
