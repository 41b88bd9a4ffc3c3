// What a brief says: text for an agent, or a contractor.
import type { Language } from "../brief/language.ts";
import type { Edit } from "../finding.ts";
import type { Sourced, Span } from "../text.ts";
import type { Crew, Lowered, Slot } from "./shared.ts";

/** Text that tells an agent, or a contractor, what to do. */
export interface Brief extends Lowered<"brief"> {
  /** What the text is decides what it owes its reader. `not-a-brief`: it only lies where briefs lie. */
  readonly kind: BriefKind;
  /** The heading or name that stands for the whole brief, and where it is written. */
  readonly title: Sourced<string>;
  /** Sentences of prose in the body, front matter, code and headings left out. */
  readonly sentences: number;
  /** The first evidence of each part of the contract: what was found, and where. A part without evidence is absent. */
  readonly contract: Readonly<Partial<Record<ContractPart, Sourced<string>>>>;
  /** For parts without evidence, what came nearest to it: its place, and a sentence that says why it does not count. */
  readonly nearMisses: Readonly<Partial<Record<ContractPart, NearMiss>>>;
  /** Sections for a part of the contract that say nothing yet, or hold a placeholder. The span covers their title. */
  readonly emptySections: readonly EmptySection[];
  /** Statements that are meant as success criteria, in the order of the text. */
  readonly criteria: readonly Sourced<string>[];
  /** What a caller may pass: declared, used in the body, or both. */
  readonly parameters: readonly Parameter[];
  /** Files beside this one that its reader, or the tool that loads it, has to read. */
  readonly references: readonly Reference[];
  /** Pieces of work with a name of their own, in the order of the text: what an agent, or one of several, shall do. */
  readonly subtasks: readonly Subtask[];
  /** Who brings the work of subtasks that run side by side together, or has them take turns, where the text says so. */
  readonly join?: Sourced<string>;
  /** Why the tool that loads the file gets nothing of the front matter. Left out: it is valid, or there is none. */
  readonly frontMatterFault?: FrontMatterFault;
  /** True when the text lists so many steps that a plan should come before the first, and asks for none. */
  readonly unplanned: boolean;
  /** False for a text that only explains, knowledge to look up, and for one whose contract another text states. */
  readonly procedural: boolean;
  /** Groups of agents that the text asks to run at the same time. */
  readonly crews: readonly Crew[];
  /** The parts of the text that have a title, in its order. */
  readonly sections: readonly BriefSection[];
  /** How and where missing sections may be written. */
  readonly scaffold: Scaffold;
}

/**
 * What a text is, by content before path: one piece of work; a standing role; a procedure that somebody invokes; a
 * capability to draw on; knowledge and rules for every task; or something else that only lies where briefs lie.
 */
export type BriefKind = "task-brief" | "agent-definition" | "command" | "skill" | "context" | "not-a-brief";

/** What a brief owes: what goes in, what comes out, how one knows that it is done and right. */
export type ContractPart = "inputs" | "outputs" | "success";

/** What a reader might take for evidence, and a sentence that says why it is none. */
export interface NearMiss extends Sourced<string> {
  /** True when another careful reader may well count it. */
  readonly doubtful: boolean;
}

/** A part of the text with a title. The span covers both. */
export interface BriefSection extends Span {
  readonly title: Sourced<string>;
  readonly style: "heading" | "label" | "tag" | "item";
  /** Heading level, or list depth of an item. */
  readonly level: number;
  /** The part of the contract that it is for, by its title. */
  readonly part?: ContractPart;
}

/** A section for a part of the contract that says nothing. */
export interface EmptySection extends Sourced<string> {
  readonly part: ContractPart;
  /** The placeholder that stands there; left out when nothing does. */
  readonly placeholder?: Sourced<string>;
  /** Where the matter of the section may be written, and what stands before each of its lines but the first. */
  readonly slot: Slot;
  readonly indent: string;
  /** What takes the section away. */
  readonly removal: readonly Edit[];
}

/** A value that comes with the call. */
export interface Parameter {
  /** The name as a user knows it, `$ARGUMENTS`, `path` or `topic`, and its first place in the text. */
  readonly name: Sourced<string>;
  /** Where it is declared; left out when it is only used. */
  readonly declared?: Span;
  /** Where the body uses or mentions it; left out when it is only declared. */
  readonly used?: Span;
  /**
   * What happens to the value when the body does not place it. `appended`: the tool adds it to the text all the same;
   * `lost`: nobody ever sees it; `literal`: an undeclared name stays in the text as it is written.
   */
  readonly otherwise: "appended" | "lost" | "literal";
  /** Where a use of it may be written, or the place of its declaration may be cleared. */
  readonly repairs: readonly { readonly title: string; readonly edits: readonly Edit[] }[];
}

/** A file that a text leads to. The span covers the path as it is written. */
export interface Reference extends Sourced<string> {
  /** `import`: the tool puts the file's text here; `link`: a Markdown link; `named`: the reader is told to read it. */
  readonly kind: "import" | "link" | "named";
  /** Where the file may lie, relative like `SourceFile.path`, likeliest first. One that exists is enough. */
  readonly candidates: readonly string[];
}

/** A named piece of work inside a brief. The span covers its whole text, its title included. */
export interface Subtask extends Span {
  readonly name: Sourced<string>;
  /** Of its heading, from 1; deeper for items of lists. One with a higher level inside its span is a part of it. */
  readonly level: number;
  /** How the text calls it elsewhere, in lower case: `task 2`, `agent b`. Left out: it has neither number nor letter. */
  readonly key?: string;
  /** What it consumes, under a label that says so, and what it produces, each by the name that the text gives it. */
  readonly inputs: readonly Intake[];
  readonly outputs: readonly Sourced<string>[];
  /** The subtasks whose results it says it uses, each by its key; then those for which it only waits. */
  readonly uses: readonly Sourced<string>[];
  readonly waits: readonly Sourced<string>[];
  /** True when it may run while the one before it runs. */
  readonly parallel: boolean;
}

/** What a subtask consumes. */
export interface Intake extends Sourced<string> {
  /** Where the file may lie if it is there from the beginning, as in `Reference.candidates`; empty for what is no file. */
  readonly candidates: readonly string[];
  /** True when the text names it outside this subtask, other than as what a subtask produces. */
  readonly given: boolean;
}

/**
 * A front matter that tools cannot read. The value is the parser's complaint, the key that stands twice, or what stands
 * before it; the span covers the value that is at fault.
 */
export interface FrontMatterFault extends Sourced<string> {
  /** `syntax`: no valid YAML; `duplicate`: a key stands twice; `late`: it does not begin on the first line. */
  readonly kind: "syntax" | "duplicate" | "late";
  /** The key of that value, where there is one. */
  readonly key?: string;
  /** True when tools that read line by line, or try again with quotes, still get all of it. */
  readonly tolerated: boolean;
  /** What makes it valid; empty when nobody can tell what was meant. */
  readonly edits: readonly Edit[];
  /** True when the edits keep the meaning beyond doubt. */
  readonly sure: boolean;
}

/** The style of a brief and the places where its missing sections belong. */
export interface Scaffold {
  /**
   * `heading`: `## Inputs`; `label`: `**Inputs**` on a line of its own; `tag`: `<inputs>…</inputs>`; `item`: a list item
   * or paragraph that begins with a label, as in a document that is one list.
   */
  readonly style: "heading" | "label" | "tag" | "item";
  /** Heading level (1 to 6) of the sections around, for style `heading`. */
  readonly level: number;
  /** True when the headings around are written `Like this` and not `Like This`. */
  readonly sentenceCase: boolean;
  /** What stands around a label, for styles `label` and `item`: `**` and `:**`, for example. */
  readonly label: { readonly before: string; readonly after: string };
  /** What an item begins with, for style `item`: `- `, or nothing where items are paragraphs. */
  readonly marker: string;
  /** How a tag joins two words, for style `tag`. */
  readonly tagCase: "snake_case" | "kebab-case" | "camelCase";
  /** What stands before each line but the first, inside a block of another format; left out: nothing. */
  readonly indent?: string;
  /** The language of the text; English where that is not known. */
  readonly language: Language;
  readonly lineEnd: "\n" | "\r\n";
  /** Where each section may be written: `{value}` is the whole section without a line end behind it. */
  readonly at: Readonly<Record<ContractPart | "coordination", Slot>>;
  /** What the file itself says, for sections to be filled from: the front matter's `argument-hint`. */
  readonly argument?: string;
  /** A command in the text that checks the work: `npm test`. */
  readonly check?: string;
  /** True when the front matter lists the tools, and none of them writes or runs anything. */
  readonly readsOnly: boolean;
}
