// How sentences start agents, keep them apart and bring their work together. Data only; see `crews.ts`, and `crew-words.ts`
// for other languages.
import { NUMBER } from "./numbers.ts";

const WORKERS =
  "(?:sub-?agents?|agents?|workers?|reviewers|teammates|specialists|researchers|critics|translators|developers|engineers|writers|testers|analysts|experts|(?:claude |codex )?(?:instances|sessions))";

/** Nouns that no program uses for its parts; "workers", "instances" and "sessions" may be either. */
export const PERSON =
  /\b(?:sub-?agents?|agents?|claude|codex|teammates|reviewers|specialists|researchers|critics|translators|developers|engineers|writers|testers|analysts|experts)\b/i;
/** Workers of a program: of a test runner, a build, a server, a queue. */
export const MACHINE =
  /(?:^|\s)-j ?\d|--(?:\w+-)?(?:workers?|jobs|parallel|shards?|threads?)\b|\b(?:jest|vitest|pytest|playwright|xdist|gunicorn|celery|sidekiq|webpack|threads?|processes|cpus?|cores?|shards?|queues?|pool|runners?|test suite|test run|tests? (?:run|in parallel)|run (?:the )?tests|builds? (?:run|in parallel)|service workers?|web workers?|requests?|replicas?|pods?)\b/i;

/** How many workers: the number, and the upper one of a range. */
export const COUNT = new RegExp(
  `(?<![\\w.#-])(?<!\\b(?:agents?|workers?|reviewers?|phase|step|task|section) )(${NUMBER})(?:\\s?(?:-|–|to|or)\\s?(${NUMBER}))?\\+?(?: of (?:the|these|your))? (?:[\\w/-]+,? ){0,4}?${WORKERS}\\b(?! (?:definitions?|files?|configs?|available|types|roles|hours?|threads?)\\b)`,
  "gi",
);

/** "All five", "the six": workers that were named before. */
export const ALL_OF = new RegExp(
  `\\b(?:all|the|these|those)\\s(${NUMBER})\\b(?! (?:of\\b|\\w+(?:s|es) (?:in|of|from)\\b))`,
  "i",
);

/** Workers that were named before, without a number. */
export const THEM = /\b(?:they|them|all|everyone|everybody)\b/i;

/** The first column of a table of workers. */
export const WORKER_COLUMN =
  /^\W{0,3}(?:(?:sub-?)?agents?(?: name)?|workers?|reviewers?|teammates?|who|agenten?|agentes?|агенты?|エージェント|担当(?:者)?|代理|智能体|负责人|에이전트|담당(?:자)?)\W{0,3}$/i;

/** A worker with a number or letter for a name. */
export const NUMBERED =
  /(?<![\p{L}\d])(?:sub-?agente?n?|agente?|worker|reviewer|агент|エージェント|代理|智能体|에이전트)\s?[#№-]?\s?(\d{1,2}|[A-H])(?![\p{L}\d])/giu;

/** The most that run at once. */
export const CAP = new RegExp(
  `\\b(?:at most|max(?:imum)?(?: of)?:?|no more than|never more than|limit(?:ed)? to|(?:batches|groups|waves|rounds) of(?: at most| up to)?)\\s(${NUMBER})\\b`,
  "i",
);

/** Verbs that set agents to work. */
export const START =
  /\b(?:spawn|launch|dispatch|start|run|use|deploy|fan[ -]?out|kick off|create|invoke|let|have|send|assign|delegate|execute|employ|put|hire|want|need|work|bring up|spin up|fire up|split|divide|distribute|parallelize)(?:s|es|ing)?\b/i;

/** They work at the same time. */
export const TOGETHER =
  /\b(?:in parallel|parallel|concurrent(?:ly)?|simultaneous(?:ly)?|at once|at the same time|side by side|in a single message|in one message|all together|swarm)\b/i;

/** They do not, or shall not. */
export const NOT =
  /\b(?:never(?! more than)|not(?! more than)|don't|avoid|instead of|rather than|without|sequential(?:ly)?|one after (?:the other|another)|in sequence|one at a time|in turn)\b/i;

/** The sentence is about workers, with or without a number. */
export const LIST_OF = new RegExp(`\\b${WORKERS}\\b`, "i");

/** Somebody brings the results together. */
export const COLLECT =
  /\b(?:merge|combine|consolidate|aggregate|synthesi[sz]e|collate|collect|gather|integrate|reconcile|de-?duplicate|compile|assemble|unify|resolve)(?:s|es|d)?\b.{0,80}\b(?:findings|results?|outputs?|reports?|answers|responses|drafts|work|contributions|parts|reviews?|perspectives|pieces|sections|conflicts|contradictions|analyses|feedback|variations|summaries|duplicates|branches|patches|changes|translations|entries|edits|pull requests|prs|chapters|fragments|everything|them)\b/i;

/** Somebody waits for all of them, or gets what they return. */
export const WAIT =
  /\b(?:wait (?:for|until) (?:all|every|each|them|the|both|they)|(?:once|when|after) (?:all|every|each|they|the)\b.{0,40}\b(?:finish|complete|return|report|done|are in)(?:es|s|ed)?\b|(?:return|report|hand|send|submit)s?\b.{0,60}\b(?:to you|back to|to the (?:main|parent|lead|caller|orchestrator|coordinator|launcher)))/i;

/** The name of one who leads or merges. */
export const ROLE =
  /\b(?:orchestrators?|coordinators?|integrators?|synthesi[sz]ers?|aggregators?|supervisors?|moderators?|conductor|dispatcher|lead agent|team lead|tech lead|manager agent|main agent|parent agent|editor-in-chief|the lead|one lead|a lead)\b/i;

/** The role is one for these agents, and not somebody of the trade. */
export const ABOUT_AGENTS =
  /\b(?:agents?|sub-?agents?|workers?|results?|findings|merges?|assigns?|decides?|you(?:'re| are)|acts? as|distributes?|collects?|owns?|reviews?|approves?|final|conflicts?|integrates?|single)\b/i;

/** It is said that there is none. */
export const NO_ROLE =
  /\b(?:no|without(?: an?)?|nobody|none|never|not) (?:\w+ ){0,2}(?:orchestrators?|coordinators?|lead|merge|integrators?|supervisors?|one)\b|\bamong themselves\b|\bthemselves\b/i;

/** Each agent merges for itself, which is no coordination. */
export const EACH_OWN =
  /^\W{0,4}(?:each|every|all|they|the) (?:of (?:the|these|them) )?(?:\w+ ){0,2}(?:agents?|workers?|reviewers?|sub-?agents?)?\b.{0,120}\b(?:merge|combine|collect|gather|integrate|compile|resolve)s?\b/i;

/** Their work is kept apart, or they only read. */
export const APART =
  /\b(?:each|every)\b.{0,40}\b(?:unique|different|distinct|own) (?:\w+ )?(?:variations?|versions?|iterations?|angles?|aspects?|perspectives?)\b|\b(?:own|separate|different|distinct|dedicated|individual|isolated|unique|disjoint|non-overlapping) (?:\w+ ){0,2}(?:files?|(?:git )?worktrees?|branch(?:es)?|director(?:y|ies)|folders?|documents?|modules?|reports?|outputs?|packages?|areas?|section files?|workspaces?|repositor(?:y|ies)|paths?)\b|\bread-only\b|\b(?:only|just) reads?\b|\b(?:writes?|edits?|changes?|modif(?:y|ies)) nothing\b|\b(?:one|a) (?:\w+ )?(?:file|document|report|module|package|directory|branch|page) (?:per|for each|each)\b|\bonly \w+ (?:writes|edits|commits)\b/i;

/** What they find goes back to whoever started them. */
export const RETURNS =
  /\b(?:return|report|answer|respond|reply)s?(?: back)?\b(?: (?:only|with|a|an|the|its|their|list|structured|json|findings|results))/i;

/** Their work is kept apart, said anywhere in the text. */
export const APART_ANYWHERE = /\b(?:git )?worktrees?\b|\bfile ownership\b|\bno two (?:agents|workers)\b/i;

/** A path with a part that differs from agent to agent. */
export const APART_BY_NAME =
  /`[^`\n]{0,80}(?:[<{][\w -]{1,30}[>}]|\[(?:agent|name|module|package|language|locale|area|topic|id|n|x|lang|number|slug)\])[^`\n]{0,80}`/i;

/** Work that changes something, and things that several share. */
export const PRODUCE =
  /\b(?:builds?|writ(?:e|es|ing)|implements?|translat(?:e|es|ing)|edits?|updates?|fix(?:es)?|refactors?|migrates?|appends?|ports?|rewrites?|creates?|generates?|adds?|fills?|merges?|commits?|push(?:es)?|(?<!\b(?:the|these|those|your|their|its|any|of|all|code|recent|proposed|review|request) )changes?|modif(?:y|ies)|(?:add|edit|append|updat|commit{1,2}|push|fill|chang|implement|translat|refactor|migrat|rewrit|fix|build|generat|creat|merg)ing|works? (?:\w+ )?on `|same (?:file|document|branch|page|report|ticket|issue|table)|shared (?:file|document|branch|page|report)|take a part)\b/i;

/** A sentence about the agents just started, or an item for one of them. */
export const OF_THEM = new RegExp(
  `\\b${WORKERS}\\b|^\\W{0,6}(?:each|every|all|they|everyone|both)\\b|\\b(?:same|shared|into|one) (?:file|document|page|branch|report|table)\\b`,
  "i",
);

/** One works after the other, or takes turns. */
export const IN_TURN =
  /\b(?:one after (?:the other|another)|one at a time|in turn|take turns|serially|serializ(?:e|es|ed)|locks?|locked|mutex|conflict resolution|rebases?)\b/i;

/** A path or branch in code: `docs/report.md`, `feature/shop`. */
export const ONE_NAME = /`((?:[\w@.-]{1,80}\/){0,8}[\w@.-]{1,80}(?:\.\w{1,10}|(?<=\/[\w@.-]{1,80})))`/g;

/** The sentence is about every one of them. */
export const ALL_OF_THEM = /\b(?:each|every|all|both|they|everyone|same)\b/i;

/** An item of a list that speaks of all of them, and not of the one whose work it is. */
export const OF_ALL =
  /^\W{0,4}(?:each|every|all|they|both|everyone)\b|\b(?:agents|workers|reviewers|teammates)\b|\bsame (?:file|document|page|branch|report|table)\b/i;
