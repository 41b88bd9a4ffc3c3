// Tells whether a long piece of work begins with a plan.
import type { Subtask } from "../model.ts";
import { isOwn, type Reading } from "./evidence.ts";
import type { Statement } from "./outline.ts";

/** So many steps are more than a reader keeps in mind. */
const MANY = 8;

/** True when the text lists so many steps that a plan should come before the first, and asks for none. */
export function isUnplanned(reading: Reading, subtasks: readonly Subtask[]): boolean {
  const { kind, outline, path, tree } = reading;
  if (kind !== "task-brief" && kind !== "command") return false;
  if (PLAN.test(path) || PLAN.test(tree.text)) return false;
  return longestList(outline.statements) >= MANY || longestRun(subtasks) >= MANY;
}

/** The number of items of the longest ordered list. */
function longestList(statements: readonly Statement[]): number {
  let longest = 0;
  let items = 0;
  let list: string | undefined;
  for (const statement of statements) {
    if (statement.item !== "number" || statement.depth !== 1 || statement.quoted || !isOwn(statement)) continue;
    const section = statement.section?.style === "item" ? statement.section.parent : statement.section;
    const name = `${section?.title.start ?? -1}`;
    items = name === list ? items + 1 : 1;
    list = name;
    longest = Math.max(longest, items);
  }
  return longest;
}

/** The number of subtasks of the level that has most of them, agents left out: they need not follow one another. */
function longestRun(subtasks: readonly Subtask[]): number {
  const levels = new Map<number, number>();
  for (const { level, key, parallel, name } of subtasks) {
    if (!parallel && !/^(?:agent|worker)\b/.test(key ?? "") && !LOOKS.test(name.value))
      levels.set(level, (levels.get(level) ?? 0) + 1);
  }
  return Math.max(0, ...levels.values());
}

/** Steps that change nothing need no plan. */
const LOOKS =
  /^\W{0,6}(?:(?:step|phase|task)?\s?\d{0,3}[.):]?\s{0,3}[-–—:]?\s{0,3})(?:understand|read|explore|learn|look|load)\b/i;

/** A plan in any of the languages, or a word for something like it. */
const PLAN =
  /\bplan(?:s|ned|ning|e|es|en|t|ung|ifi\w{1,10}|ej\w{1,6})?\b|\b(?:todowrite|to-?do list|roadmap|outline (?:the|your)|think (?:through|step by step|first|carefully)|break (?:it|this|the \w{1,20}) (?:down|into)|before (?:you )?(?:start|begin|writing any|coding))|план|计划|規劃|规划|計画|계획/i;
