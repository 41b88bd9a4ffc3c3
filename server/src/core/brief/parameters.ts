// Reads what a caller may pass to a brief, and what the brief does with it.
import type { Parameter } from "../model.ts";
import { nearest } from "../nearest.ts";
import { lineStop, nextLine, type Span } from "../text.ts";
import { type Declaration, declaredInFrontMatter } from "./declarations.ts";
import { isOwn, type Reading, sectionOf } from "./evidence.ts";
import { stemsOf } from "./hint.ts";
import { RECEIVED } from "./input-cues.ts";
import type { Statement } from "./outline.ts";
import { INPUT_SECTION, SPOKEN_OF } from "./parameter-cues.ts";
import { parameterRepairs } from "./parameter-repairs.ts";
import { readPlaceholders } from "./placeholders.ts";
import { declaredInRows, declaredInUsage, type UsageLine, usageLines } from "./usage-lines.ts";

/**
 * What a tool does with arguments that the text does not place. gh-aw fills only expressions; its agent may still ask
 * for the event, so that words count. Claude Code, its plugins and OpenCode append them as
 * `ARGUMENTS: …`, unless some placeholder took one (Claude Code docs, "Skills"); Codex drops them (its issue 9239). In
 * Gemini CLI, VS Code and Cursor the text of the call goes along in any case, so that nothing can be said.
 */
const TOOLS: Readonly<Record<string, "appends" | "drops" | "fills">> = {
  "claude-command": "appends",
  "opencode-command": "appends",
  "archon-command": "appends",
  skill: "appends",
  "codex-prompt": "drops",
  "gh-aw": "fills",
};

/** The arguments that a brief declares, each with its use, and those that it uses by a name that nobody declares. */
export function readParameters(reading: Reading): Parameter[] {
  const rows = receivedInRows(reading);
  const tool = TOOLS[reading.dialect];
  if (!tool) return rows;
  const lines = usageLines(reading);
  const declared = [...declaredInFrontMatter(reading), ...declaredInUsage(reading, lines)];
  if (declared.length === 0) return rows;
  const placeholders = readPlaceholders(reading, declared);
  const { all, delegated, positions, names } = placeholders;
  // Another file, or another command, may be the one that uses them; `$ARGUMENTS` hands all of them over.
  const everything = all ?? delegated;
  if (everything) return [...declared.map((declaration) => used(declaration, everything)), ...rows];
  const lost = tool !== "appends" || positions.size > 0 || names.size > 0;
  const said = new Said(reading, lines, names.size > 0);
  // Claude Code counts from 0, and many authors from 1: only the number of positions tells.
  const byPosition = declared.filter(({ source }) => source === "hint" || source === "named");
  const parameters = declared.map((declaration) => {
    const { name } = declaration;
    const position = byPosition.indexOf(declaration);
    const place = names.get(name.value) ?? (position >= 0 && position < positions.size ? name : undefined);
    // What Codex drops no word can bring back.
    const mention = place ?? (tool === "drops" ? undefined : said.find(declaration));
    if (mention) return used(declaration, mention);
    const repairs = parameterRepairs(reading, declaration, placeholders);
    return { name, declared: name, otherwise: lost ? "lost" : "appended", repairs } as const;
  });
  // Usage lines list what a framework has; one that is spoken of shows that the others are not forgotten.
  const isUsage = (index: number) => declared[index]?.source === "usage";
  const isSpokenOf = parameters.some((parameter, index) => isUsage(index) && parameter.used);
  const told = parameters.map((parameter, index) =>
    isUsage(index) && isSpokenOf ? { ...parameter, used: parameter.used ?? parameter.name } : parameter,
  );
  return [...told, ...misspelt(placeholders.unknown, declared), ...rows];
}

const used = ({ name }: Declaration, { start, end }: Span): Parameter => ({
  name,
  declared: name,
  used: { start, end },
  otherwise: "appended",
  repairs: [],
});

/** `$foucs` where `focus` is declared: the name stays in the text as it is written. */
function misspelt(unknown: ReadonlyMap<string, Span>, declared: readonly Declaration[]): Parameter[] {
  const known = declared.filter(({ source }) => source === "named").map(({ name }) => name.value);
  return [...unknown].flatMap(([name, place]) => {
    const meant = nearest(name, known);
    if (!meant) return [];
    const span = { start: place.start, end: place.end };
    const repairs = [{ title: `Write "$${meant}"`, edits: [{ ...span, text: `$${meant}` }] }];
    return [{ name: { value: `$${name}`, ...span }, used: span, otherwise: "literal", repairs } as const];
  });
}

/** Where the words of a brief speak of a parameter. */
class Said {
  readonly #statements: readonly Statement[];
  readonly #sections: Reading["outline"]["sections"];
  readonly #usage: readonly UsageLine[];
  readonly #isEnglish: boolean;
  readonly #usesNames: boolean;
  readonly #generic: Span | undefined;

  constructor(
    { outline: { statements, sections }, language }: Reading,
    usage: readonly UsageLine[],
    usesNames: boolean,
  ) {
    this.#usesNames = usesNames;
    this.#statements = statements.filter((statement) => !usage.some(({ start, end }) => isOnly(statement, start, end)));
    this.#sections = sections;
    this.#usage = usage;
    this.#isEnglish = language === "en";
    const shows = ({ start, end }: Statement) => usage.some((line) => start <= line.start && line.end <= end);
    this.#generic = this.#statements.find((statement) => !shows(statement) && SPOKEN_OF.test(statement.text));
  }

  find({ name, source }: Declaration): Span | undefined {
    if (source !== "named" && source !== "key" && this.#generic) return this.#generic;
    const shows = ({ start, end }: Span) => start <= name.start && name.end <= end;
    const line = source === "usage" ? this.#usage.find(shows) : undefined;
    if (line?.explained) return line;
    const stems = stemsOf(name.value);
    if (stems.length === 0) return name;
    const isName = source === "named" || source === "key";
    // What an English word in brackets stands for, a text in another language says in its own words.
    const isWord = !name.value.startsWith("--") && !(isName && this.#usesNames);
    if (isWord && !this.#isEnglish && stems.every((stem) => /^[\w-]+$/.test(stem))) return name;
    // Of a name of several words all stand in the sentence that means it.
    const says = (text: string) => {
      const lower = text.toLowerCase();
      const has = (stem: string) => lower.includes(stem);
      return isName ? stems.every(has) : stems.some(has);
    };
    const found = this.#statements.find((statement) =>
      says(statement.kind === "code" ? this.#withoutUsage(statement) : statement.text),
    );
    return found ?? this.#sections.find(({ title, level }) => level !== 1 && says(title.value))?.title;
  }

  /** The code without the lines that show a call and explain nothing. */
  #withoutUsage({ text, start, end }: Statement): string {
    const own = this.#usage.filter((line) => !line.explained && line.start >= start && line.end <= end);
    let rest = "";
    let at = 0;
    for (const line of own) {
      rest += text.slice(at, line.start - start);
      at = line.end - start;
    }
    return rest + text.slice(at);
  }
}

const isOnly = ({ start, end, kind }: Statement, from: number, to: number): boolean =>
  kind !== "code" && from <= start && end <= to;

/** So many of the names must occur elsewhere, or the table explains something else. */
const MOSTLY = 0.6;

/** Values that somebody is said to receive, in a table: most of them are used below, and some are not. */
function receivedInRows(reading: Reading): Parameter[] {
  const { kind, tree, outline } = reading;
  if (kind !== "agent-definition" && kind !== "command") return [];
  const sections = new Set(outline.statements.filter(({ text }) => RECEIVED.test(text)).map(({ section }) => section));
  const declared = declaredInRows(
    reading,
    (row) =>
      isOwn(row) &&
      (RECEIVED.test(row.lead) || sections.has(row.section)) &&
      sectionOf(row, INPUT_SECTION) !== undefined,
  );
  if (declared.length < 4) return [];
  const { text } = tree;
  const parameters = declared.map((declaration): Parameter => {
    const { name, removal } = declaration;
    const place = elsewhere(text, declaration);
    if (place) return used(declaration, place);
    const repairs = [{ title: `Remove "${name.value}" from the table`, edits: removal }];
    return { name, declared: name, otherwise: "lost", repairs };
  });
  const found = parameters.filter((parameter) => parameter.used).length;
  const handsOn =
    /\b(?:all|every|each) (?:of )?(?:the |these |those )?(?:inputs?|values|parameters|arguments|fields)\b/i;
  return found / parameters.length >= MOSTLY && !handsOn.test(text) ? parameters : [];
}

function elsewhere(text: string, { name }: Declaration): Span | undefined {
  const row = { start: text.lastIndexOf("\n", name.start) + 1, end: nextLine(text, lineStop(text, name.end)) };
  // `repo_root` is also meant by "the repo root", and by the file that its row names.
  const words = name.value.replace(/(?<=[a-z])(?=[A-Z])|[_-]/g, "[\\s_-]?");
  const file = /`([\w-]{1,40}\.[a-z]{1,5})`/.exec(text.slice(row.start, row.end))?.[1]?.replace(".", "\\.");
  const pattern = new RegExp(`(?<![\\w-])(?:${file ? `${words}|${file}` : words})(?![\\w-])`, "gi");
  for (const { index, 0: found } of text.matchAll(pattern)) {
    if (index < row.start || index >= row.end) return { start: index, end: index + found.length };
  }
  return undefined;
}
