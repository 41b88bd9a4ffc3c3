// Finds the agents that a brief asks to run at the same time, and who puts their work together.
import type { Crew } from "../model.ts";
import type { Sourced } from "../text.ts";
import { evidence, isOwn } from "./evidence.ts";
import { NUMBER, numberOf } from "./numbers.ts";
import type { Outline, Statement } from "./outline.ts";

/**
 * The groups of agents that the text asks for, largest first. A number counts when a verb starts the agents and
 * something says that they work at the same time; "up to five" is five, "three to five" is five, "10+" is ten.
 */
export function readCrews({ statements }: Outline, title: Sourced<string>): Crew[] {
  const own = statements.filter((statement) => statement.kind === "sentence" && !statement.quoted && isOwn(statement));
  const found = own.flatMap((statement, index) => {
    const size = sizeOf(statement, own, index);
    return size > 1 ? [{ statement, size, near: own.slice(Math.max(0, index - 3), index + 8) }] : [];
  });
  if (found.length === 0) return [];
  const coordinator = own.find(({ text }) => coordinates(text));
  const divided = own.find(({ text }) => APART.test(text));
  return found
    .map(({ statement, size, near }) => {
      const apart =
        divided ??
        (produces(statement.text) || near.some(({ text }) => OF_THEM.test(text) && produces(text))
          ? undefined
          : statement);
      return {
        subject: { value: title.value, start: statement.start, end: statement.end },
        size,
        ...(coordinator && { coordinator: evidence(coordinator) }),
        ...(apart && { apart: evidence(apart) }),
        start: statement.start,
        end: statement.end,
      };
    })
    .toSorted((a, b) => b.size - a.size);
}

const WORKERS =
  "(?:sub-?agents?|agents?|workers?|reviewers|teammates|specialists|researchers|critics|translators|developers|engineers|writers|testers|analysts|experts|(?:claude |codex )?(?:instances|sessions))";
const COUNT = new RegExp(
  `(?<![\\w.#-])(${NUMBER})(?:\\s?(?:-|–|to|or)\\s?(${NUMBER}))?\\+?(?: of (?:the|these|your))? (?:[\\w/-]+,? ){0,4}?${WORKERS}\\b(?! (?:definitions?|files?|configs?|available|types|roles|hours?|threads?)\\b)`,
  "gi",
);
const START =
  /\b(?:spawn|launch|dispatch|start|run|use|deploy|fan[ -]?out|kick off|create|invoke|let|have|send|assign|delegate|execute|employ|put|hire|want|need|work|bring up|spin up|fire up|split|divide|distribute|parallelize)(?:s|es|ing)?\b/i;
const TOGETHER =
  /\b(?:in parallel|parallel|concurrent(?:ly)?|simultaneous(?:ly)?|at once|at the same time|side by side|in a single message|in one message|all together|swarm)\b/i;
const NOT =
  /\b(?:never|not|don't|avoid|instead of|rather than|without|sequential(?:ly)?|one after (?:the other|another)|in sequence|one at a time|in turn)\b/i;
const LIST_OF = new RegExp(`\\b${WORKERS}\\b`, "i");

function sizeOf(statement: Statement, all: readonly Statement[], index: number): number {
  const { text, section } = statement;
  if (!(START.test(text) || PRODUCE.test(text)) || NOT.test(text)) return 0;
  const around = [
    text,
    section?.label ?? "",
    ...[all[index - 1], all[index + 1]].map((near) => (near?.section === section ? (near?.text ?? "") : "")),
  ];
  if (!around.some((said) => TOGETHER.test(said) && !/\bnot in parallel\b/i.test(said))) return 0;
  const counts = [...text.matchAll(COUNT)].map(([, low = "", high]) => numberOf(high ?? low));
  if (counts.length > 0) return Math.max(...counts);
  return TOGETHER.test(text) && LIST_OF.test(text) && text.endsWith(":") ? itemsBelow(statement, all, index) : 0;
}

/** The number of items of the list that a sentence with a colon leads to. */
function itemsBelow({ depth, text }: Statement, all: readonly Statement[], index: number): number {
  let items = 0;
  for (const next of all.slice(index + 1, index + 200)) {
    if (next.lead !== text.slice(-300) && next.depth <= depth) break;
    if (next.item !== "none" && next.depth === depth + 1) items += 1;
  }
  return items;
}

const COLLECT =
  /\b(?:merge|combine|consolidate|aggregate|synthesi[sz]e|collate|collect|gather|integrate|reconcile|de-?duplicate|compile|assemble|unify|resolve)(?:s|es|d)?\b.{0,80}\b(?:findings|results?|outputs?|reports?|answers|responses|drafts|work|contributions|parts|reviews?|perspectives|pieces|sections|conflicts|contradictions|analyses|feedback|variations|summaries|duplicates|them)\b/i;
const WAIT =
  /\b(?:wait (?:for|until) (?:all|every|each|them|the|both|they)|(?:once|when|after) (?:all|every|each|they|the)\b.{0,40}\b(?:finish|complete|return|report|done|are in)(?:es|s|ed)?\b|(?:return|report|hand|send|submit)s?\b.{0,60}\b(?:to you|back to|to the (?:main|parent|lead|caller|orchestrator|coordinator|launcher)))/i;
const ROLE =
  /\b(?:orchestrators?|coordinators?|integrators?|synthesi[sz]ers?|aggregators?|supervisors?|moderators?|conductor|dispatcher|lead agent|team lead|tech lead|manager agent|main agent|parent agent|editor-in-chief|the lead|one lead|a lead)\b/i;
const ABOUT_AGENTS =
  /\b(?:agents?|sub-?agents?|workers?|results?|findings|merges?|assigns?|decides?|you(?:'re| are)|acts? as|distributes?|collects?|owns?|reviews?|approves?|final|conflicts?|integrates?|single)\b/i;
const NO_ROLE =
  /\b(?:no|without(?: an?)?|nobody|none|never|not) (?:\w+ ){0,2}(?:orchestrators?|coordinators?|lead|merge|integrators?|supervisors?|one)\b|\bamong themselves\b|\bthemselves\b/i;
const EACH_OWN =
  /^\W{0,4}(?:each|every|all|they|the) (?:of (?:the|these|them) )?(?:\w+ ){0,2}(?:agents?|workers?|reviewers?|sub-?agents?)?\b.{0,40}\b(?:merge|combine|collect|gather|integrate|compile|resolve)s?\b/i;

const coordinates = (text: string): boolean =>
  !NO_ROLE.test(text) &&
  ((ROLE.test(text) && ABOUT_AGENTS.test(text)) || WAIT.test(text) || (COLLECT.test(text) && !EACH_OWN.test(text)));

const APART =
  /\b(?:each|every)\b.{0,40}\b(?:unique|different|distinct|own) (?:\w+ )?(?:variations?|versions?|iterations?|angles?|aspects?|perspectives?)\b|\b(?:own|separate|different|distinct|dedicated|individual|isolated|unique|disjoint|non-overlapping) (?:\w+ ){0,2}(?:files?|(?:git )?worktrees?|branch(?:es)?|director(?:y|ies)|folders?|documents?|modules?|reports?|outputs?|packages?|areas?|languages?|section files?)\b|\bworktrees?\b|\bfile ownership\b|\bno two (?:agents|workers)\b|\bread-only\b|\b(?:only|just) reads?\b|\b(?:one|a) (?:\w+ )?(?:file|document|report|module|package|directory) (?:per|for each) \b|\bonly \w+ (?:writes|edits|commits)\b|`[^`\n]{0,80}[<{][\w -]{1,30}[>}][^`\n]{0,80}`/i;
const PRODUCE =
  /\b(?:builds?|writ(?:e|es|ing)|implements?|translat(?:e|es|ing)|edits?|updates?|fix(?:es)?|refactors?|migrates?|appends?|ports?|rewrites?|creates?|generates?|adds?|fills?|merges?|commits?|push(?:es)?|changes?|modif(?:y|ies)|same (?:file|document|branch|page|report|ticket|issue|table)|shared (?:file|document|branch|page|report)|take a part)\b/i;

/** A sentence about the agents just started, or an item for one of them. */
const OF_THEM = new RegExp(
  `\\b${WORKERS}\\b|^\\W{0,6}(?:each|every|all|they|everyone)\\b|\\b(?:same|shared|into|one) (?:file|document|page|branch|report|table)\\b`,
  "i",
);
const produces = (text: string): boolean =>
  PRODUCE.test(text) && !/\b(?:do not|don't|never|without) (?:\w+ )?(?:write|edit|change|modify|commit)/i.test(text);
