// What the searches for inputs, outputs and success criteria share.
import type { BriefKind, NearMiss } from "../model.ts";
import type { FrontMatter } from "../syntax/front-matter.ts";
import type { MarkdownTree } from "../syntax/markdown.ts";
import type { Sourced } from "../text.ts";
import type { Language } from "./language.ts";
import type { Words } from "./languages/type.ts";
import type { Outline, Section, Statement } from "./outline.ts";
import { ASIDE, ASIDE_NOT, DUTIES } from "./words.ts";

/** A document as far as it is understood before its parts are looked for. */
export interface Reading {
  readonly tree: MarkdownTree;
  readonly outline: Outline;
  /** As in `SourceFile.path`. */
  readonly path: string;
  /** Id of the dialect: it decides which tool loads the file, and what that tool does with arguments. */
  readonly dialect: string;
  /** The language of the prose, where it is one that can be judged. */
  readonly language: Language | undefined;
  /** What that language says, where it is not English. */
  readonly words: Words | undefined;
  readonly frontMatter: FrontMatter | undefined;
  readonly kind: BriefKind;
  /** The name by which the file is called: its file name without extensions, or the folder's for a skill. */
  readonly name: string;
  /** Stands for dialect, language, kind and name: what `once` asks beside the statement. */
  readonly context: string;
}

/** What a search for one part of the contract came to. */
export interface Search {
  /** The first evidence. */
  readonly found?: Sourced<string>;
  /** Without evidence: what came nearest to it, its place, and a sentence that says why it does not count. */
  readonly nearest?: NearMiss;
}

/** A statement as evidence: what was found, and where. */
export const evidence = ({ text, start, end }: Statement): Sourced<string> => ({
  value: text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text,
  start,
  end,
});

/** The first statement of the brief's own prose and lists that names a place: what another reader may take for evidence. */
export const firstPlace = (statements: readonly Statement[]): Statement | undefined =>
  statements.find((statement) => statement.kind !== "code" && isOwn(statement) && namesPlace(statement.text));

/** A statement as a near miss; `why` goes on behind the statement's words: "names no file". */
export const nearMiss = ({ text, start, end }: Statement, why: string, doubtful = false): NearMiss => ({
  value: `"${text.length > 70 ? `${text.slice(0, 69).trimEnd()}…` : text}" ${why}.`,
  doubtful,
  start,
  end,
});

/** The first section around a statement, from inside out, whose label fits. */
export function sectionOf({ section }: Statement, label: RegExp): Section | undefined {
  if (!section) return undefined;
  // Asked for every statement, by a dozen labels: the answer is the same for all of a section.
  const known = answers.get(section) ?? new Map<RegExp, Section | undefined>();
  if (known.has(label)) return known.get(label);
  let around: Section | undefined = section;
  while (around && !label.test(around.label)) around = around.parent;
  answers.set(section, known.set(label, around));
  return around;
}

const answers = new WeakMap<Section, Map<RegExp, Section | undefined>>();

/** True when the statement is an order of this brief, and not part of an example or of a list of what to avoid. */
export function isOwn(statement: Statement): boolean {
  const aside = sectionOf(statement, ASIDE);
  return !aside || ASIDE_NOT.test(aside.label);
}

/** True in a list of what a persona can do. */
export const isDuty = (statement: Statement): boolean => sectionOf(statement, DUTIES) !== undefined;

/** True when nothing is said: a dash, `TBD`, an unfilled placeholder. */
export const isPlaceholder = ({ text, kind }: Statement): boolean =>
  kind !== "code" &&
  /^(?:[-–—*_.…\s]{0,20}|(?:tbd|todo|tba|n\/?a|none|fixme|lorem ipsum.{0,400})[.:]?|<[^<>]{0,200}>|\[[^[\]]{0,200}\]|\{[^{}]{0,200}\}|\(?(?:to be (?:defined|determined|written|filled(?: in)?)|describe .{0,60} here|coming soon)\)?[.]?)$/i.test(
    text.replace(/^\*\*[^*]{1,80}\*\*:?\s{0,3}|^[A-Z][\w ]{1,30}:\s/, ""),
  );

/** True for a statement that says something below its label. */
export const isContent = (statement: Statement): boolean => statement.kind !== "header" && !isPlaceholder(statement);

const FILE =
  "[\\w@~.-]{1,60}\\.(?:md|mdx|mdc|txt|json|jsonc|jsonl|ya?ml|toml|csv|tsv|xml|html?|css|scss|sql|sh|ps1|py|ts|tsx|js|jsx|mjs|go|rs|rb|java|kt|kts|cs|php|swift|prisma|graphql|proto|tf|lock|ini|cfg|conf|env|log|pdf|png|svg|ipynb|tex|docx|xlsx|pptx|vue|svelte|gradle|properties|tmpl|patch|diff|mod|d\\.ts)";
// A call may hold a slash, in its arguments: `run("Ship/Berth")`.
const IN_CODE = new RegExp(
  `\`[^\`\\n(]{0,120}(?:[\\w.<>{}$*~-]/[\\w.<{$*]|[\\w>}*]/\`|(?:^|[\`\\s])[.~]?/\\w|${FILE})[^\`\\n(]{0,120}\``,
  "i",
);
/** Outside code a slash also stands between alternatives: a path begins or ends like one, or has a placeholder. */
const BARE = new RegExp(
  `(?:^|[\\s("'[])(?:\\.{1,2}/|~/|@[\\w.-]{1,40}/|\\.[a-z][\\w-]{1,30}/|(?:src|docs?|tests?|lib|apps?|packages|config|specs?|plans|scripts|build|dist|tasks|examples)/|[\\w.-]{1,40}/(?:[\\w.-]{1,40}/){0,6}[<{$*])[\\w.@<>{}$*/-]{0,120}|(?:^|[\\s("'/])${FILE}(?![\\w/])`,
  "i",
);
const KNOWN_FILE = /\b(?:README|CHANGELOG|CONTRIBUTING|Dockerfile|Makefile)\b/;
const ADDRESS = /\bhttps?:\/\/[^\s)>\]]{3}/;
const LINK = /\]\((?!#|mailto:)[^()\s]{1,300}\)/;
/** Node.js and its like are no files. */
const PRODUCT = /\b[A-Z]\w{0,20}\.(?:js|ts|net|rs|py)\b|\b(?:docs|criterion|lib)\.rs\b/g;
/** Packages with a scope look like paths. */
const PACKAGE = /[`'"]@[a-z][\w-]{1,40}\/[\w-]{1,40}(?:\/[\w./-]{0,80})?[`'"]/g;
/** The parts that a skill brings along are no inputs, nor are other skills. */
const BUNDLED =
  /\[[^\]\n]{0,100}\]\([^()\s]{0,200}SKILL\.md[^()\s]{0,20}\)|(?<=^|[`([\s"'/])(?:\.\/)?(?:references?|scripts?|assets|resources|templates?|reference|examples?|workflows?|steps|rules)\/[\w./<>{}*-]{1,120}|[\w./-]{0,100}SKILL\.md/gi;

/** A place has a slash, or a dot inside a word; otherwise it is one of the few files without. */
const PLACE_SIGNS = /\/|[\w}>*]\.\w|\.[a-z]{2}|README|CHANGELOG|CONTRIBUTING|Dockerfile|Makefile/;

/** True when the text names a file, folder or address other than the parts that come with the brief itself. */
export function namesPlace(text: string): boolean {
  if (!PLACE_SIGNS.test(text)) return false;
  const said = text.replace(BUNDLED, " ").replace(PRODUCT, " ").replace(PACKAGE, " ");
  return IN_CODE.test(said) || BARE.test(said) || KNOWN_FILE.test(said) || ADDRESS.test(said) || LINK.test(said);
}
