// Finds sections that were opened and never written.
import { groupBy } from "../groups.ts";
import type { ContractPart, EmptySection } from "../model.ts";
import { ASKS_AUTHOR, FILLED, NONE, NOTE, NOUN, OTHER, STEP, TO_BE_DEFINED } from "./empty-cues.ts";
import { emptyRepairs } from "./empty-repairs.ts";
import { isPlaceholder, type Reading } from "./evidence.ts";
import { INPUT_LABEL } from "./input-cues.ts";
import type { Section, Statement } from "./outline.ts";
import { OUTPUT_LABEL } from "./output-cues.ts";
import { SUCCESS_LABEL } from "./success-cues.ts";
import { ASIDE } from "./words.ts";

const LABELS: readonly (readonly [ContractPart, RegExp])[] = [
  ["inputs", INPUT_LABEL],
  ["outputs", OUTPUT_LABEL],
  ["success", SUCCESS_LABEL],
];

/** Files that somebody copies and fills in: nothing in them is forgotten. */
const TEMPLATE = /(?:^|[/._-])(?:templates?|scaffolds?|boilerplates?|assets|fixtures?)(?=[/._-])/i;

/** So many are enough: a text with more of them is no brief. */
const MAX_FOUND = 50;

/** The sections for a part of the contract under which nothing is said. */
export function readEmptySections(reading: Reading): EmptySection[] {
  const { kind, path, outline } = reading;
  if (kind === "context" || kind === "not-a-brief" || TEMPLATE.test(path)) return [];
  const places = new Places(reading);
  const found: EmptySection[] = [];
  const hollow = new Set<Section>();
  for (const [index, section] of outline.sections.entries()) {
    const empty = places.judge(section, index);
    if (!empty || (section.parent && hollow.has(section.parent))) continue;
    hollow.add(section);
    found.push(empty);
    if (found.length === MAX_FOUND) return found;
  }
  return [...found, ...inlineLabels(reading)].slice(0, MAX_FOUND);
}

const partOf = (label: string): ContractPart | undefined => LABELS.find(([, pattern]) => pattern.test(label))?.[0];

class Places {
  readonly #reading: Reading;
  readonly #own: ReadonlyMap<Section | undefined, readonly Statement[]>;
  readonly #children: ReadonlyMap<Section | undefined, readonly Section[]>;
  /** Index of the first statement that has not been passed. */
  #next = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#own = groupBy(reading.outline.statements, ({ section }) => section);
    this.#children = groupBy(reading.outline.sections, ({ parent }) => parent);
  }

  /** The section, when it says nothing. Sections must come in their order. */
  judge(section: Section, index: number): EmptySection | undefined {
    const part = partOf(section.label);
    if (!part || !this.#isLabel(section) || isShown(section)) return undefined;
    const said = this.#matter(section, part);
    if (!said) return undefined;
    const { text } = this.#reading.tree;
    const below = this.#below(section, index);
    const after = said.at(-1)?.end ?? section.title.end;
    if (below && this.#isItsMatter(section, part, below, said.some(isLead))) return undefined;
    if ((isLoose(section) || said.some(isLead)) && this.#isFollowed(after, below)) return undefined;
    const comment = this.#rest(after, below?.title.start ?? text.length);
    if (comment === undefined) return undefined;
    const first = said.find((statement) => statement.kind !== "header" && !isLead(statement));
    const value = first ? bareOf(first).trim() : comment;
    return {
      ...section.title,
      part,
      ...(value && { placeholder: { value, start: first?.start ?? after, end: after } }),
      ...emptyRepairs(text, section, { said, below }),
    };
  }

  /** In lists and before colons only nouns are labels, and what is no noun in a heading is a step. */
  #isLabel({ style, label, title }: Section): boolean {
    if (STEP.test(label)) return false;
    if (!isLoose({ style })) return true;
    if (style === "item" && !/[:：]/.test(this.#reading.tree.text.slice(title.start, title.end).slice(0, 100)))
      return false;
    return NOUN.test(label) && title.value.length <= MAX_LABEL;
  }

  /** What stands in it, when all of that is void; undefined when something is said. */
  #matter(section: Section, part: ContractPart): readonly Statement[] | undefined {
    const own = this.#own.get(section) ?? [];
    const children = this.#children.get(section) ?? [];
    const open = children.filter(({ style }) => style === "colon");
    if (children.length > open.length || open.some((child) => this.#children.has(child))) return undefined;
    const said = [...own, ...open.flatMap((child) => this.#own.get(child) ?? [])];
    const nothing = (statement: Statement) =>
      isVoid(statement, part, this.#reading.kind) ||
      // "Done when:" and nothing behind it.
      (statement === said.at(-1) && isLead(statement) && section.style !== "item");
    return said.every(nothing) ? said : undefined;
  }

  /** The next section outside it. */
  #below(section: Section, index: number): Section | undefined {
    const { sections } = this.#reading.outline;
    let next = index + 1;
    while (sections[next]?.parent === section) next += 1;
    return sections[next];
  }

  /** True when what follows is what the section is about: the form itself, or a section inside it in all but name. */
  #isItsMatter(section: Section, part: ContractPart, below: Section, isLed: boolean): boolean {
    const { style, label, parent, title } = section;
    const { text } = this.#reading.tree;
    if (below.style === "tag" && partOf(below.label) === part) return true;
    if (below.style !== "heading") return false;
    // A heading of a higher level ends the outline's tag, and not the author's.
    if (style === "tag" && !text.slice(title.end, below.title.start).includes("</")) return true;
    const around = headingAround(parent);
    if (style !== "heading" && style !== "tag" && around && below.level > around.level) return true;
    const other = partOf(below.label);
    if (OTHER.test(below.label) || (other && other !== part)) return false;
    if (isLed) return true;
    if (part !== "outputs") return false;
    if (style === "label" || style === "colon") return true;
    const start = text.slice(below.title.start, below.title.start + 400);
    const isForm = /\[[^\]\n]{2,80}\](?!\()|\{[^}\n]{2,60}\}|^[^\n]{0,200}\n\s{0,20}(?:```|~~~)/.test(start);
    return isForm && /format|template|structure|example|report|deliverable/.test(label);
  }

  /** True when something else than the next section follows: the outline does not count it as the label's. */
  #isFollowed(after: number, below: Section | undefined): boolean {
    const { statements } = this.#reading.outline;
    while ((statements[this.#next]?.start ?? Number.POSITIVE_INFINITY) < after) this.#next += 1;
    const next = statements[this.#next];
    return next !== undefined && next.start < (below?.title.start ?? Number.POSITIVE_INFINITY);
  }

  /** The placeholder in a comment, or nothing; undefined when something stands there that is no statement, an image say. */
  #rest(from: number, to: number): string | undefined {
    const rest = this.#reading.tree.text.slice(from, Math.min(to, from + 4000)).replace(/<\/[\w-]{1,40}>/g, "");
    const [, note = ""] = /<!--\s{0,9}([^>]{0,400}?)\s{0,9}-->/.exec(rest) ?? [];
    const bare = note && isBlank(note) ? rest.replace(`<!--`, "").replace(note, "") : rest;
    return /[\p{L}\p{N}]/u.test(bare) ? undefined : note;
  }
}

const isLead = ({ kind, text }: Statement): boolean => kind === "sentence" && /[:：]\**$/.test(text);
const MAX_LABEL = 40;

/** Labels whose matter the outline may count to the section around. */
const isLoose = ({ style }: Pick<Section, "style">): boolean => style === "colon" || style === "item";

function headingAround(section: Section | undefined): Section | undefined {
  let around = section;
  while (around && around.style !== "heading") around = around.parent;
  return around;
}

/** A section around which another one shows what somebody else's text looks like. */
function isShown({ parent, label }: Section): boolean {
  if (ASIDE.test(label) && !/^(?:expected|example|sample) /.test(label)) return true;
  for (let around = parent; around; around = around.parent) {
    if (OUTPUT_LABEL.test(around.label) || ASIDE.test(around.label)) return true;
  }
  return false;
}

/** `**Label:**` or `Label:` before the matter. */
const LABEL = /^(?:\*\*[^*]{1,80}\*\*\s{0,3}[:：]?|__[^_]{1,80}__\s{0,3}[:：]?|[\p{L}][^:：*]{0,60}[:：])\s{0,3}/u;

/** What stands behind the label; a note, `TODO: ask`, only looks like one. */
const bareOf = ({ text, label }: Statement): string => (label && !NOTE.test(text) ? text.replace(LABEL, "") : text);

const isBlank = (said: string): boolean =>
  TO_BE_DEFINED.test(said.replace(/^[([（【]|[)\]）】]$/g, "")) || NOTE.test(said);

/** Nothing, or a blank to be filled in by the author. `{name}` may be filled by the tool that loads the text. */
function isVoid(statement: Statement, part: ContractPart, kind: Reading["kind"]): boolean {
  const { text } = statement;
  if (statement.kind === "code" || statement.kind === "header") return statement.kind === "header";
  if (statement.kind === "row")
    return text.split("|").every((cell) => isVoid({ ...statement, kind: "sentence", text: cell }, part, kind));
  const bare = bareOf(statement).trim();
  const said = bare.replace(/^[*_]{1,2}(.{0,200}?)[*_]{1,2}$/, "$1");
  if (/^[-–—*_.…\s|[\]]{0,20}$/.test(said) || isBlank(said)) return true;
  if (NONE.test(said)) return part === "success";
  if (FILLED.test(said) || !isPlaceholder({ ...statement, text: said })) return false;
  return !/^[<[]/.test(said) || kind === "task-brief" || ASKS_AUTHOR.test(said);
}

/** `Output: TBD` in a paragraph: a label, and a blank behind it. */
function inlineLabels({ tree: { text }, outline: { statements }, kind }: Reading): EmptySection[] {
  return statements.flatMap((statement, index) => {
    const { label, item, section, start, end } = statement;
    if (statement.kind !== "sentence" || item !== "none" || !NOUN.test(label)) return [];
    const part = partOf(label);
    const value = statement.text.replace(LABEL, "");
    const next = statements[index + 1];
    const goesOn = next && !next.label && !text.slice(end, next.start).includes("\n");
    if (
      !part ||
      !value ||
      goesOn ||
      !isVoid(statement, part, kind) ||
      (section && isShown({ ...section, parent: section }))
    )
      return [];
    const title = { value: statement.text.slice(0, statement.text.length - value.length).trim(), start, end };
    const own: Section = { style: "label", label, title, level: 0, parent: section, said: statement.said };
    const placeholder = { value, start: end - value.length, end };
    return [
      {
        ...title,
        part,
        placeholder,
        ...emptyRepairs(text, own, { said: [{ ...statement, ...placeholder }], below: undefined }),
      },
    ];
  });
}
