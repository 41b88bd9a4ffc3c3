// The few words in which every format says the same things. Dialects write them, rules read them.
import type { Language } from "./brief/language.ts";
import type { Edit } from "./finding.ts";
import type { Sourced, Span } from "./text.ts";

/** What a document means, in the words of its family. One document may hold several models. */
export type Model = Brief | Workflow | Schema | Housekeeping;
/** The name of a family of documents. */
export type Family = Model["family"];
/** The model type of a family. */
export type ModelOf<F extends Family> = Extract<Model, { readonly family: F }>;

interface Lowered<F extends string> extends Span {
  readonly family: F;
  /** Id of the dialect that lowered the document, `github-actions` for example. */
  readonly dialect: string;
}

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

/** Anything that runs units of work in some order: a CI file, a compose file, an agent graph. */
export interface Workflow extends Lowered<"workflow"> {
  readonly nodes: readonly WorkflowNode[];
  readonly crews: readonly Crew[];
}

/** One thing a workflow runs: a job, step, task, state, service or agent, whatever the dialect calls it. */
export interface WorkflowNode extends Span {
  /** Its name, and the key or value that names it. Findings about the node stand there. */
  readonly name: Sourced<string>;
  readonly kind: "job" | "step" | "service" | "agent" | "call";
  /** What it does that may hang: call a model, reach over a network, or neither as far as the file tells. */
  readonly risk: Risk;
  readonly timeout: Guard;
  /** Minutes after which the platform ends the node when nobody limits it. Left out: never. */
  readonly platformLimit?: number;
  /** Calls over a network that this node makes once, or guards with a retry. */
  readonly calls: readonly RemoteCall[];
}

/** Why a node may hang or fail though nothing is wrong with the code. `none`: all it does is print or compare. */
export type Risk = "agent" | "network" | "local" | "none";

/** A command or action that reaches over a network. */
export interface RemoteCall extends Span {
  /** The name of the step or node that makes the call, and the place of the call. */
  readonly subject: Sourced<string>;
  /** The tool, as a reader would name it: `curl`, `git clone`, `actions/deploy-pages`. */
  readonly tool: string;
  readonly retry: Guard;
}

/** Workers that run at the same time. */
export interface Crew extends Span {
  /** The name of the job, task or sentence that starts them, and its place. */
  readonly subject: Sourced<string>;
  /** How many run at the same time, at the most. */
  readonly size: number;
  /** Who routes, joins or merges them, where the document says so. */
  readonly coordinator?: Sourced<string>;
  /** What keeps their work apart, so that nobody needs to: files or worktrees of their own, or that they only read. */
  readonly apart?: Sourced<string>;
  /** The one thing that all of them write, by its name. */
  readonly artifact?: Sourced<string>;
  /** What else the document says of it: that they work at the same time, or that they write one thing. */
  readonly reasons?: readonly Sourced<string>[];
  /** Where a cap on the number may be written, if the format has one. */
  readonly cap?: Slot;
  /** Where one who joins them may be written, if the format has such a thing. */
  readonly join?: Slot;
}

/**
 * A protection that a dialect may offer. `absent` is about the file: nobody wrote it. `unsupported` is about the
 * dialect: nothing can be written there, or what is written cannot be judged.
 */
export type Guard =
  | ({ readonly state: "present"; readonly value: string } & Span)
  | ({ readonly state: "inherited"; readonly value: string } & Span)
  | { readonly state: "absent"; readonly slot?: Slot }
  | { readonly state: "unsupported" };

/**
 * A place where something missing may be written. The dialect knows the syntax, the rule knows the value: `{value}` in
 * the text of an edit stands for it.
 */
export interface Slot {
  readonly edits: readonly Edit[];
}

/** Entities, their relations, their indexes. */
export interface Schema extends Lowered<"prisma"> {
  /** `postgresql`, `mysql` …; left out when this document does not say it. */
  readonly provider?: Sourced<string>;
  /** True when the database puts an index on each foreign key by itself; undefined when the document cannot tell. */
  readonly indexesForeignKeys?: boolean;
  readonly entities: readonly Entity[];
}

/** One table or collection. */
export interface Entity extends Span {
  readonly name: Sourced<string>;
  /** Relations for which this side holds the foreign key in scalar columns. */
  readonly relations: readonly Relation[];
  readonly indexes: readonly Index[];
  /** Where an index line may be written: `{value}` is the whole attribute. */
  readonly indexSlot: Slot;
}

/** A relation whose foreign key lies in this entity. */
export interface Relation extends Span {
  /** The relation field. */
  readonly field: Sourced<string>;
  /** The entity it points to. */
  readonly target: string;
  /** The foreign-key fields, in the order of the relation. */
  readonly columns: readonly string[];
  /** What the database does with the rows here when the row there is deleted, if written. */
  readonly onDelete?: string;
}

/** An index, unique constraint or primary key. */
export interface Index extends Span {
  readonly kind: "id" | "unique" | "index" | "fulltext";
  readonly columns: readonly string[];
  /** Access method as written (`Hash`, `Brin`, `Gin` …); left out: the database's B-tree. */
  readonly method?: string;
  /** True when the index holds only some of the rows (a `where` other than "foreign key is not null"). */
  readonly partial: boolean;
}

/** What the engine itself noticed in a document while it worked: the matter of the linter's own rules. */
export interface Housekeeping extends Lowered<"plumblint"> {
  /** Places that could not be read, each with the parser's complaint. */
  readonly unreadable: readonly Sourced<string>[];
  /** Rule ids that suppressions or a configuration name though there is no such rule, with the nearest one there is. */
  readonly unknownRules: readonly (Sourced<string> & { readonly nearest?: string })[];
  /** Suppressions that silenced nothing. */
  readonly idleSuppressions: readonly (Span & { readonly id: string | undefined; readonly edits: readonly Edit[] })[];
}
