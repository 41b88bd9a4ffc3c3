// Reads which other files a brief needs.
import { remembering } from "../memory.ts";
import type { Reference } from "../model.ts";
import type { Sourced } from "../text.ts";
import { isOwn, isPlaceholder, type Reading, sectionOf } from "./evidence.ts";
import type { Statement } from "./outline.ts";
import {
  BUNDLED,
  FROM_ROOT,
  GENERIC,
  IMPORT,
  IMPORTING,
  IN_CODE,
  LINK,
  MAKES,
  MUST_READ,
  NAMED_FILE,
  NO_PATH,
  OPTIONAL,
  OTHERWISE,
  RUN,
  SAMPLE,
} from "./reference-cues.ts";

/** The files that a brief leads to, in the order of the text. */
export function readReferences(reading: Reading): Reference[] {
  const { kind, path } = reading;
  // What a template of a brief leads to will lie beside the brief that is made of it, and an agent for any project speaks of
  // files there.
  if (kind === "not-a-brief" || /templates?\b/i.test(path)) return [];
  if (kind === "agent-definition" && !IN_A_PROJECT.test(path)) return [];
  const text = withoutComments(reading);
  const { statements } = reading.outline;
  const found = statements.flatMap((statement, index) => {
    if (statement.kind === "code" || !isOwn(statement) || sectionOf(statement, SAMPLE)) return [];
    const said = text.slice(statement.start, statement.end);
    if (!MARKED.test(said)) return [];
    const places = [...mentions(said, statement, reading)];
    if (places.length === 0 || isOptional(statement, statements[index + 1])) return [];
    return places;
  });
  if (found.length === 0) return [];
  const made = madeFiles(statements);
  return found.filter(({ value, kind }) => kind === "link" || !made.has(lastPart(value)));
}

/** A link, an import or a piece of code. */
const MARKED = /\]\(|[@`]/;

/** The text with its comments blanked; offsets stay what they are. */
function withoutComments({ tree: { text, comments } }: Reading): string {
  let out = "";
  let at = 0;
  for (const { start, end } of comments) {
    if (start < at) continue;
    out += text.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return out + text.slice(at);
}

/** What a text names, wherever it stands. Offsets are those of the text. */
interface Spots {
  readonly links: readonly (readonly [target: string, offset: number])[];
  readonly imports: readonly (readonly [target: string, offset: number])[];
  /** The pieces of code, each with the offset of its first mark. */
  readonly codes: readonly (readonly [code: string, offset: number])[];
}

const spotsIn = remembering((said: string): Spots => {
  const prose = said.replace(/`[^`\n]{1,300}`/g, (code) => " ".repeat(code.length));
  const links = [...prose.matchAll(LINK)].filter(([, image]) => image === "");
  return {
    links: links.map(({ 0: whole, 2: target = "", index }) => [target, index + whole.lastIndexOf(target)]),
    imports: [...prose.matchAll(IMPORT)].map(({ 1: target = "", index }) => [target.replace(/[.]+$/, ""), index + 1]),
    codes: [...said.matchAll(IN_CODE)].map(({ 1: code = "", index }) => [code, index]),
  };
});

function* mentions(said: string, statement: Statement, reading: Reading): Iterable<Reference> {
  const { links, imports, codes } = spotsIn(said);
  const at = (value: string, offset: number): Sourced<string> => ({
    value,
    start: statement.start + offset,
    end: statement.start + offset + value.length,
  });
  for (const [target, offset] of links) yield* reference("link", at(target, offset), reading);
  if (takesImports(reading) && !statement.quoted) {
    for (const [target, offset] of imports) {
      if (isImport(target)) yield* reference("import", at(target, offset), reading);
    }
  }
  if (codes.length > 0 && !isPlaceholder(statement)) yield* named(said, codes, reading, at);
}

/**
 * True for a file whose tool puts the text of `@file` in its place. A command that does not lie where a project keeps its own
 * is one for any project, and speaks of files there.
 */
const takesImports = ({ dialect, path }: Reading): boolean =>
  IMPORTING.test(dialect) && (!/command/.test(dialect) || IN_A_PROJECT.test(path));

/** Where a project keeps its own agents and commands: `.claude/agents`, `.github/prompts`. */
const IN_A_PROJECT = /(?:^|\/)\.\w+\//;

/** A scoped package has a name of two parts and no file's ending, or that of a script. */
const isImport = (target: string): boolean =>
  NAMED_FILE.test(target) && !/^[\w-]{1,60}\/[\w.-]{1,60}\.(?:js|ts)$/.test(target) && !GENERIC.test(target);

function* named(
  said: string,
  codes: Spots["codes"],
  reading: Reading,
  at: (value: string, offset: number) => Sourced<string>,
): Iterable<Reference> {
  for (const [code, index] of codes) {
    const root = FROM_ROOT.exec(code);
    const before = said.slice(Math.max(0, index - 80), index);
    if (root) {
      const target = root[1] ?? "";
      const offset = index + 1 + root.index + root[0].length - target.length;
      if (MUST_READ.test(before) || RUN.test(before)) yield* reference("named", at(target, offset), reading);
      continue;
    }
    if (!NAMED_FILE.test(code) || GENERIC.test(code)) continue;
    const mine = reading.dialect === "skill" && BUNDLED.test(code);
    const asked = mine ? MUST_READ.test(before) || RUN.test(before) : MUST_READ.test(before);
    if (asked && (mine || reading.kind === "task-brief")) {
      yield* reference("named", at(code, index + 1), reading);
    }
  }
}

function* reference(kind: Reference["kind"], written: Sourced<string>, { path }: Reading): Iterable<Reference> {
  // Brackets, the mark of a path from the top, and a place in the file are no parts of the path.
  const [whole = "", mark = "", target = ""] = /^(<?(?:mdc:)?)([^#?>]{1,300})/.exec(written.value) ?? [];
  const file = pathOf(target);
  if (file === undefined) return;
  const candidates = placesOf(file, mark.endsWith("mdc:") ? "" : path);
  const start = written.start + mark.length;
  if (candidates.length > 0) yield { value: file, kind, candidates, start, end: written.start + whole.length };
}

/** The path in a link's target; undefined for addresses, placeholders and patterns. */
function pathOf(target: string): string | undefined {
  const path = NO_PATH.test(target) ? undefined : decoded(target);
  return path !== undefined && NAMED_FILE.test(path) ? path : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Where a path in a document may lie: beside the document, then in every folder above it up to the root. Empty when the first place is outside the root. */
export function placesOf(target: string, path: string): string[] {
  const folders = path.split("/").slice(0, -1);
  const places: string[] = [];
  for (let depth = folders.length; depth >= 0; depth--) {
    const place = joined([...folders.slice(0, depth), ...target.split("/")]);
    if (place !== undefined && !places.includes(place)) places.push(place);
    else if (depth === folders.length) return [];
  }
  return places;
}

function joined(parts: readonly string[]): string | undefined {
  const path: string[] = [];
  for (const part of parts) {
    if (part === "..") {
      if (path.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") path.push(part);
  }
  return path.join("/");
}

/** The text itself says that the file may be missing. */
const isOptional = ({ text, label }: Statement, next: Statement | undefined): boolean =>
  OPTIONAL.test(text) || OPTIONAL.test(label) || (next !== undefined && OTHERWISE.test(next.text));

/** The last parts of the paths that the brief itself writes. */
function madeFiles(statements: readonly Statement[]): Set<string> {
  const made = new Set<string>();
  for (const { text } of statements) for (const path of pathsMadeIn(text)) made.add(path);
  return made;
}

const pathsMadeIn = remembering((text: string): readonly string[] =>
  [...text.matchAll(MAKES)].map(([, path = ""]) => lastPart(path)),
);

const lastPart = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
