// New briefs, complete from the first line: the sections are those that quick-fixes write.
import { sectionText, type Template, type WrittenPart } from "../brief/scaffold.ts";
import { type Insertion, withStops } from "../edit.ts";
import type { BriefKind } from "../model.ts";

/** A kind of brief that can be begun. */
export interface NewBriefKind {
  /** Id of the dialect whose files it makes. */
  readonly id: string;
  readonly title: string;
  /** For whom it is, in a few words. */
  readonly detail: string;
  /** Where a brief with that name belongs in a workspace; `name` as from `slugOf`. */
  readonly pathOf: (name: string) => string;
}

interface Recipe extends NewBriefKind {
  readonly kind: BriefKind;
  /** Lines of the front matter, and what stands below the title; `{name}` is the name of the file. */
  readonly keys: readonly string[];
  readonly opening: string;
}

const DESCRIPTION = "description: ⟨What it does, and when to use it⟩";
const PROCEDURE = "⟨One or two sentences: what this does, for whom, and what it leaves alone.⟩";

const RECIPES: readonly Recipe[] = [
  {
    id: "task-brief",
    title: "Task brief",
    detail: "one piece of work, for an agent or a colleague",
    pathOf: (name) => `briefs/${name}.brief.md`,
    kind: "task-brief",
    keys: [],
    opening: "⟨One or two sentences: what is wrong or wanted, for whom, and why.⟩",
  },
  {
    id: "claude-command",
    title: "Claude Code command",
    detail: "a procedure that people start with /name",
    pathOf: (name) => `.claude/commands/${name}.md`,
    kind: "command",
    keys: [DESCRIPTION, "argument-hint: ⟨[path or issue number]⟩"],
    opening: PROCEDURE,
  },
  {
    id: "claude-agent",
    title: "Claude Code agent",
    detail: "a role that other agents hand work to",
    pathOf: (name) => `.claude/agents/${name}.md`,
    kind: "agent-definition",
    keys: ["name: {name}", DESCRIPTION],
    opening:
      "You are ⟨a careful reviewer of database migrations⟩. ⟨You look at what is asked for and at nothing else.⟩",
  },
  {
    id: "skill",
    title: "Agent skill",
    detail: "a capability that agents load when they need it",
    pathOf: (name) => `.claude/skills/${name}/SKILL.md`,
    kind: "skill",
    keys: ["name: {name}", DESCRIPTION],
    opening: PROCEDURE,
  },
  {
    id: "copilot-prompt",
    title: "Copilot prompt file",
    detail: "a procedure that people start with /name in VS Code",
    pathOf: (name) => `.github/prompts/${name}.prompt.md`,
    kind: "command",
    keys: [DESCRIPTION, "agent: agent"],
    opening: PROCEDURE,
  },
  {
    id: "copilot-agent",
    title: "Copilot agent",
    detail: "a role to talk to, or to hand work to, in VS Code",
    pathOf: (name) => `.github/agents/${name}.agent.md`,
    kind: "agent-definition",
    keys: [DESCRIPTION],
    opening:
      "You are ⟨a careful reviewer of database migrations⟩. ⟨You look at what is asked for and at nothing else.⟩",
  },
  {
    id: "cursor-command",
    title: "Cursor command",
    detail: "a procedure that people start with /name in Cursor",
    pathOf: (name) => `.cursor/commands/${name}.md`,
    kind: "command",
    keys: [],
    opening: PROCEDURE,
  },
];

/** The kinds of briefs that can be begun, the commonest first. */
export const NEW_BRIEFS: readonly NewBriefKind[] = RECIPES;

/** A name as files have it: lower case, with hyphens. Empty when nothing of it can stand in a file name. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64);

/** A complete brief of that kind and name; undefined when there is no such kind or the name is empty. */
export function newBrief(
  id: string,
  name: string,
): { readonly path: string; readonly insertion: Insertion } | undefined {
  const recipe = RECIPES.find((each) => each.id === id);
  const slug = slugOf(name);
  if (!recipe || !slug) return undefined;
  const { kind, keys, opening, pathOf } = recipe;
  const template: Template = { kind, dialect: id, scaffold: SCAFFOLD };
  const section = (part: WrittenPart) => sectionText(template, part);
  const head = keys.length > 0 ? `---\n${keys.join("\n").replace("{name}", slug)}\n---\n\n` : "";
  const title = name.trim().replace(/\s+/g, " ").replace(/[⟨⟩]/g, "");
  const parts = [
    withStops(`${head}# ⟨${/\s/.test(title) ? title : spelt(slug)}⟩\n\n${opening}`),
    section("inputs"),
    withStops(STEPS[kind === "agent-definition" ? "agent" : "task"]),
    kind === "agent-definition" ? withStops(CALLER) : section("coordination"),
    section("outputs"),
    section("success"),
  ];
  return { path: pathOf(slug), insertion: joined(parts) };
}

const SCAFFOLD: Template["scaffold"] = {
  style: "heading",
  level: 2,
  sentenceCase: false,
  label: { before: "**", after: "**" },
  marker: "",
  tagCase: "snake_case",
  language: "en",
  lineEnd: "\n",
  readsOnly: false,
};

const STEPS = {
  task: `## Subtasks

1. **Find**: ⟨read the inputs and list the places to change, each as \`path:line\`⟩.
2. **Change**: ⟨change each of these places, and write or adapt its test⟩.
3. **Check**: ⟨run the checks below and mend what they find⟩.`,
  agent: `## Subtasks

1. **Read**: ⟨everything that the prompt names, before any conclusion⟩.
2. **Judge**: ⟨each point on its own, with the line that shows it⟩.
3. **Report**: ⟨as described under Output⟩.`,
};

const CALLER = `## Coordination

Your caller is the coordinator: ⟨change only the files that it names, and report to it alone⟩.`;

/** `fix-login` as a title: `Fix login`. */
const spelt = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll("-", " ");

/** Insertions below each other, a blank line between them. */
function joined(parts: readonly Insertion[]): Insertion {
  let text = "";
  const stops = parts.flatMap((part) => {
    const start = text.length;
    text += `${part.text}\n\n`;
    return part.stops.map((stop) => ({ start: stop.start + start, end: stop.end + start }));
  });
  return { text: text.slice(0, -1), stops };
}
