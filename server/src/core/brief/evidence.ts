// What the searches for inputs, outputs and success criteria share.
import type { BriefKind } from "../model.ts";
import type { FrontMatter } from "../syntax/front-matter.ts";
import type { Sourced } from "../text.ts";
import type { Outline, Section, Statement } from "./outline.ts";
import { ASIDE, ASIDE_NOT, DUTIES } from "./words.ts";

/** A document as far as it is understood before its parts are looked for. */
export interface Reading {
  readonly outline: Outline;
  readonly frontMatter: FrontMatter | undefined;
  readonly kind: BriefKind;
  /** The name by which the file is called: its file name without extensions, or the folder's for a skill. */
  readonly name: string;
}

/** A statement as evidence: what was found, and where. */
export const evidence = ({ text, start, end }: Statement): Sourced<string> => ({
  value: text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text,
  start,
  end,
});

/** The first section around a statement, from inside out, whose label fits. */
export function sectionOf({ section }: Statement, label: RegExp): Section | undefined {
  for (let around = section; around; around = around.parent) if (label.test(around.label)) return around;
  return undefined;
}

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

const FILE = "[\\w@~.-]{1,60}\\.(?:md|mdx|mdc|txt|json|jsonc|jsonl|ya?ml|toml|csv|tsv|xml|html?|css|scss|sql|sh|ps1|py|ts|tsx|js|jsx|mjs|go|rs|rb|java|kt|kts|cs|php|swift|prisma|graphql|proto|tf|lock|ini|cfg|conf|env|log|pdf|png|svg|ipynb|tex|docx|xlsx|pptx|vue|svelte|gradle|properties|tmpl|patch|diff|mod|d\\.ts)";
const CODE_PATH = new RegExp(`\`[^\`\\n]{0,120}(?:/[^\`\\s]{0,120}|${FILE})[^\`\\n]{0,60}\``, "i");
const BARE_PATH = new RegExp(
  `(?:^|[\\s(@"'])(?:(?:\\.{1,2}|~)?/(?=[\\w.<{$])|@(?=[\\w.]{1,40}/)|(?=[\\w.-]{1,40}/[\\w.<>{}$*-]{0,60}/)|(?=[\\w.-]{1,40}/[<{$*]))[\\w.@~<>{}$*/-]{2,120}|(?:^|[\\s(@"'/])${FILE}(?![\\w/])`,
  "i",
);
const KNOWN_FILE = /\b(?:README|CHANGELOG|CONTRIBUTING|CLAUDE\.md|AGENTS\.md|package\.json|Dockerfile|Makefile)\b/;
const URL_LIKE = /\bhttps?:\/\/[^\s)>\]]{3}/;
const LINK = /\]\((?!#|mailto:)[^()\s]{1,300}\)/;
/** The parts that a skill brings along are no inputs. */
const BUNDLED = /(?:^|[`(\s"'/])(?:\.\/)?(?:references?|scripts?|assets|resources|templates?|reference|examples?|workflows?|steps)\/[\w./<>{}*-]{1,120}|SKILL\.md/i;

/** True when the text names a file, folder or address. `outside`: and not only one that comes with the brief itself. */
export function namesPlace(text: string, outside: boolean): boolean {
  const said = outside ? text.replace(new RegExp(BUNDLED, "gi"), " ") : text;
  return CODE_PATH.test(said) || BARE_PATH.test(said) || KNOWN_FILE.test(said) || URL_LIKE.test(said) || LINK.test(said);
}
