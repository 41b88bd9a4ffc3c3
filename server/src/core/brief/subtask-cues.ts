// How briefs name their subtasks, and what each takes and gives. Data only; see `subtasks.ts`.

const NOUN =
  "(?:sub-?tasks?|tasks?|steps?|phases?|stages?|sub-?agents?|agents?|workers?|work ?packages?|work ?items?|milestones?|waves?|tracks?|teilaufgabe|aufgabe|schritt|étape|tâche|paso|tarea|etapa|passo|tarefa|шаг|задача|этап|步骤|任务|阶段|ステップ|タスク|단계|작업|에이전트|エージェント)";
const ORDINAL = "(\\d{1,3}(?:\\.\\d{1,3}){0,2}[a-z]?|[A-Z]|T\\d{2,4})";

/** A title that begins with a noun for a piece of work and its number or letter: `Task 1: Parser`, `Agent B`. */
export const KEYED = new RegExp(`^[^\\p{L}\\d]{0,8}(${NOUN})\\s?[#№]?\\s?${ORDINAL}(?![\\p{L}\\d])`, "iu");

/** `T012`, as lists of tasks number their items. */
export const TASK_ID = /^\W{0,6}(T\d{2,4})(?!\w)/;

/** A title that begins with a number: `3. Write the parser`, `2.1 Setup`. */
export const NUMBERED_TITLE = /^[^\p{L}\d]{0,8}\d{1,3}(?:\.\d{1,3}){0,2}[.):]?\s{1,4}\p{L}/u;

/** Sections whose numbered or named parts are pieces of work. */
export const WORK =
  /^(?:.{0,40}\b)?(?:sub-?tasks?|tasks?|task list|steps|work ?packages|phases|stages|agents|sub-?agents|workers|workflow|pipeline|process|procedure|implementation plan|work plan|milestones|division of (?:work|labou?r)|assignments?|execution)$/;

/** Labels for what a subtask takes. */
export const TAKES =
  /^(?:(?:required |task |expected )?inputs?(?: files?| data)?|reads?|consumes?|needs?|takes|receives?|given|source files?|arguments)$/;
/** Labels for what it waits for. */
export const WAITS = /^(?:depends on|dependenc(?:y|ies)|depends|blocked by|requires|after|prerequisites?)$/;
/** Labels for what it gives. */
export const GIVES =
  /^(?:(?:expected |required |task )?outputs?(?: files?| format)?|produces?|writes?(?: to)?|creates?|deliverables?|artifacts?|delivers|results?|generates?|returns?|files? (?:created|written|changed|owned)|owns|modifies)$/;

/** The first column of a table of subtasks. */
export const TASK_COLUMN =
  /^\W{0,3}(?:#|id|(?:sub-?)?tasks?(?: name| id)?|steps?|phases?|stages?|(?:sub-?)?agents?(?: name)?|workers?|work packages?|name|who|aufgabe|schritt|agent|tarea|paso|étape|tâche|tarefa|шаг|задача|任务|步骤|代理|タスク|ステップ|작업|단계)\W{0,3}$/i;

/** A piece of code that names a file or folder, and not a command, a pattern or a placeholder. */
export const NAME_IN_CODE = /`([\w@.-]{1,80}(?:\/[\w@.-]{1,80}){0,10}(?:\.\w{1,10}|\/)|[\w.-]{1,60}\.\w{1,10})`/g;
/** A name in bold type. */
export const NAME_IN_BOLD = /\*\*([^*\n]{2,60})\*\*/g;

/** Words before a path that say that it is written. */
export const WRITES =
  /\b(?:writ(?:es?|ing|ten)|creat(?:es?|ing)|sav(?:es?|ing)|generat(?:es?|ing)|produc(?:es?|ing)|outputs?|emits?|appends?|edits?|updates?|modif(?:y|ies)|adds?|fills?|exports?|changes?|commits?|stores?|records?|(?:in|on)to)\b[^.;]{0,60}$/i;
/** Words that turn it into something read. */
export const READS =
  /\b(?:reads?|from|using|based on|per|see|according to|follow(?:s|ing)?|than|like|check|compare)\b[^.;]{0,30}$/i;

const NO_RESULT =
  "repeat|again|start|starting|restart|continue|resume|return|back|begin|beginning|go|going|loop|jump|skip|move|transition|progress|proceed|switch|apart|aside|different|differs|distinct|separate|independent|away|coming|everything|anything|nothing|up";
const RESULT = "outputs?|results?|artifacts?|deliverables?|findings|schema|report|draft|file|files|code|`";

/** Another subtask whose work is used: what is used, then the noun and its number. */
export const USES = new RegExp(
  `(?:(?<![\\p{L}\\d])(?:${RESULT}) (?:(?:produced|created|made|written|generated) )?(?:of|from|by) |\\b(?!(?:${NO_RESULT})\\b)[a-z-]{3,20} from |\\bconsumes )(?:the )?(${NOUN})\\s${ORDINAL}(?![\\p{L}\\d.]\\w|['’]s)(?! (?:onwards?|on\\b|through|to\\b|(?:of|in|from) (?:the|this|another|our|\`|\\[)))`,
  "giu",
);
/** Any subtask by its noun and number, for labels that list them. */
export const ANY_KEY = new RegExp(`(?<![\\p{L}\\d])(${NOUN})\\s[#№]?${ORDINAL}(?![\\p{L}\\d.]\\w)`, "giu");

/** Marks on a single subtask that may run beside others. */
export const MARKED_PARALLEL = /\[P\]|\((?:can run )?(?:in )?parallel\)|⚡\s?parallel/i;

/** A group of subtasks that may run side by side, by their noun. */
export const PARALLEL_GROUP =
  /\b(?:(?:these|the following|all|all of the|both|the (?:two|three|four|five|six)|following) (?:\w{1,20} ){0,2}?(tasks|sub-?tasks|steps|agents|sub-?agents|workers|phases|work packages|tracks)\b|(tasks|sub-?tasks|agents|sub-?agents|workers|work packages|tracks) (?:below |above )?(?:can |may |should |must |all )?(?:be )?(?:run|work|start|execute|launched|dispatched|spawned)|\b(?:launch|spawn|dispatch|start|run|fan out)\b[^.;]{0,60}?\b(agents|sub-?agents|workers|tasks|sub-?tasks)\b)/i;
/** The subtasks that a sentence names: `Tasks 2 and 3`, `agents A, B and C`, `steps 2-4`. */
export const KEYS_IN_GROUP =
  /\b(tasks?|sub-?tasks?|steps?|agents?|workers?|phases?|tracks?) ((?:\d{1,3}[A-Z]?|[A-Z])(?:(?:,? and |,? & |, ?| ?[-–] ?| to | through |,? or )(?:\d{1,3}[A-Z]?|[A-Z])){1,10})\b/i;

/** A path or the name of a file, in code or not. */
export const ANY_NAME = /[\w@-][\w@./-]{0,120}\.\w{1,10}\b/g;
