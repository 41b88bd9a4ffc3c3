// What a workflow says: anything that runs units of work in some order, from a CI file to an agent graph.
import type { Edit } from "../finding.ts";
import type { Sourced, Span } from "../text.ts";
import type { Crew, Guard, Lowered } from "./shared.ts";

/**
 * Anything that runs units of work in some order. A dialect fills in what its format can say and leaves the other lists
 * empty (`core/workflow/workflow.ts` has them empty by default): a fact that is missing is never held against anybody.
 */
export interface Workflow extends Lowered<"workflow"> {
  readonly nodes: readonly WorkflowNode[];
  readonly crews: readonly Crew[];
  /** Places where a failure is hidden from what comes after it. */
  readonly swallows: readonly Swallow[];
  /** Guards that are written and guard nothing. */
  readonly idleGuards: readonly IdleGuard[];
  /** What a caller may pass, as far as the document alone can tell whether it is used. */
  readonly inputs: readonly WorkflowInput[];
  /** Uses of an output, artifact, step or node that nothing in reach produces or declares. */
  readonly dangling: readonly Dangling[];
  /** Retries around something that is not safe to repeat. */
  readonly unsafeRetries: readonly UnsafeRetry[];
  /** Set-ups of tools that could keep what they download for the next run. */
  readonly setups: readonly Setup[];
  /** The files of the project that the document names, as in `SourceFile.path`; the span is that of the words that do. */
  readonly links: readonly Sourced<string>[];
  /** What ends the runs of a pull request that a newer one has made idle. Left out: there is nothing to end. */
  readonly superseding?: Guard;
  /** What starts it, where findings about all of its runs stand. Left out: at its beginning. */
  readonly trigger?: Span;
  /** What keeps a trace of what the agents did. Left out: the format has no place that says so. */
  readonly tracing?: Guard;
}

/** One thing a workflow runs: a job, step, task, state, service or agent, whatever the dialect calls it. */
export interface WorkflowNode extends Span {
  /** Unique in the workflow. */
  readonly id: string;
  /** Its name, and the key or value that names it. Findings about the node stand there. */
  readonly name: Sourced<string>;
  readonly kind: "job" | "step" | "service" | "agent" | "call";
  /** What it does that may hang: call a model, reach over a network, or neither as far as the file tells. */
  readonly risk: Risk;
  /** The limit on its time, at whatever level it stands. */
  readonly timeout: Guard;
  /** Minutes after which the platform ends the node when nobody limits it. Left out: never. */
  readonly platformLimit?: number;
  /** Calls over a network that this node makes once, or guards with a retry. */
  readonly calls: readonly RemoteCall[];
  /** Id of the node that it is a part of: the job of a step, the parallel state of a branch. */
  readonly inside?: string;
  /** The nodes that must end before it begins. Nodes without a common edge may run side by side. */
  readonly after: readonly Edge[];
  /** How many of it run side by side. Left out: one. */
  readonly width?: number | "dynamic";
  /** What makes sure, at this node, that the work so far is right before anything goes on. */
  readonly gate?: Gate;
  /** The limit on the turns of an agent's loop. Left out: the node holds no such loop. */
  readonly turns?: Guard;
  /** What starts a service again when it has died. Left out: the node is no long-running service. */
  readonly restart?: Guard;
  /** What an agent may do here that cannot be undone. */
  readonly effects?: readonly SideEffect[];
  /** For an agent whose result goes to another node: what its form is held to. Left out: nobody can tell. */
  readonly output?: Guard;
}

/**
 * Why a node may hang or fail though nothing is wrong with the code. `person`: it waits for somebody to
 * answer. `poll`: it asks again and again for what may never come. `none`: all it does is print or compare.
 */
export type Risk = "agent" | "network" | "person" | "poll" | "local" | "none";

/** That one node waits for another. */
export interface Edge {
  /** Id of the other node. */
  readonly to: string;
  /** Where it is written; left out where order alone says it, as with steps. */
  readonly at?: Span;
  /** True when the node uses what the other one made; undefined when nobody can tell. */
  readonly uses?: boolean;
  /** The edits that end the waiting. */
  readonly cut?: readonly Edit[];
}

/**
 * What checks the work: a person who approves; a program that compares, as a test, a linter or a guardrail; a condition on
 * the result; or a schema that the result has to fit. The span is that of the words that say so.
 */
export type Gate = Sourced<"human" | "check" | "condition" | "schema">;

/** A command or action that reaches over a network. */
export interface RemoteCall extends Span {
  /** The name of the step or node that makes the call, and the place of the call. */
  readonly subject: Sourced<string>;
  /** The tool, as a reader would name it: `curl`, `git clone`, `actions/deploy-pages`. */
  readonly tool: string;
  readonly retry: Guard;
}

/** What an author may do about something; the dialect knows how it is written. `safe` as in `Fix`; left out: `review`. */
export interface Repair {
  /** A verb phrase that says the result. */
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly safety?: "safe" | "review";
}

/** A failure that is hidden. The span covers the words that hide it. */
export interface Swallow extends Span {
  /** The step or node whose failure it is, and the place where a finding about it stands. */
  readonly subject: Sourced<string>;
  /** The words that hide it, as a reader would quote them: `continue-on-error: true`, `… | tee review.md`. */
  readonly words: string;
  /** A sentence without its period that says how the failure is lost and what is taken for success. */
  readonly effect: string;
  /** Who looks at the result later. Left out: nobody. */
  readonly readBy?: Sourced<string>;
  /** Why the author wants it so, where the file says it: a comment, a clean-up, a leg called experimental. */
  readonly excuse?: Sourced<string>;
  readonly repairs: readonly Repair[];
}

/** A guard that does nothing. The span covers it. */
export interface IdleGuard extends Span {
  readonly subject: Sourced<string>;
  /** The guard as a reader would quote it: `max_turns`, `default: timeout`. */
  readonly words: string;
  /** What it does instead of guarding, behind its words. Left out: "does nothing here". */
  readonly does?: string;
  /** A clause that says why it does nothing: "claude-code-action has no such input since version 1". */
  readonly why: string;
  /** What to write in its place, as an order: "pass --max-turns in claude_args". */
  readonly instead: string;
  readonly repairs: readonly Repair[];
}

/** What a caller may pass. */
export interface WorkflowInput {
  readonly name: Sourced<string>;
  /** What the format calls it: "input", "parameter", "argument", "secret". */
  readonly noun: string;
  /** A place that uses it; left out when there is none. */
  readonly used?: Span;
  readonly repairs: readonly Repair[];
}

/** A use of what is not there. The span covers the words that name it. */
export interface Dangling extends Span {
  /** The node that uses it, and the place where a finding stands. */
  readonly subject: Sourced<string>;
  /** What the format calls it: "output", "artifact", "step", "job", "state". */
  readonly noun: string;
  /** Its name. */
  readonly wanted: string;
  /** A clause that says where it was looked for: `"build" declares only the output "tag"`. */
  readonly why: string;
  /** The names there are, for the nearest one to be offered in place of `wanted`. */
  readonly among: readonly string[];
  /** What else may be done about it. */
  readonly repairs?: readonly Repair[];
}

/** A retry that may do something twice. The span covers the retry. */
export interface UnsafeRetry extends Span {
  readonly subject: Sourced<string>;
  /** What would be done twice: "npm publish", "a POST request". */
  readonly action: string;
}

/** A set-up of a tool. The span is that of the step's first line. */
export interface Setup extends Span {
  readonly subject: Sourced<string>;
  /** The tool and what it would keep: `actions/setup-node`, `npm`. */
  readonly tool: string;
  readonly manager: string;
  readonly cache: Guard;
}

/** Something that cannot be undone. The span covers the words that do it. */
export interface SideEffect extends Span {
  /** As a clause behind "may": "publish the package", "push to the default branch". */
  readonly deed: string;
  /** The person who has to agree before it happens. Left out: nobody. */
  readonly approval?: Sourced<string>;
  /** How a person can be asked first. Left out: the format has no place that says so. */
  readonly repairs?: readonly Repair[];
}
