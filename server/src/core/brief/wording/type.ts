/**
 * What quick-fixes and completions write into a brief, in one language. Data only. `⟨…⟩` encloses what the author will
 * reword: a tab stop where the editor has any. Lines that begin with `- ` are items of a list, others run on.
 */
export interface Wording {
  readonly names: Readonly<Record<"inputs" | "outputs" | "success" | "coordination", string>>;
  readonly inputs: {
    /** For agents that see only the prompt of their caller. */
    readonly agent: readonly string[];
    /** For prompt files that ask their user; `{argument}` is the hint in the input box. */
    readonly prompt: readonly string[];
    /** For commands with `$ARGUMENTS`; `{argument}` is what it holds. */
    readonly command: readonly string[];
    /** For commands after whose name the user goes on writing. */
    readonly trailing: readonly string[];
    readonly skill: readonly string[];
    readonly task: readonly string[];
    /** For tasks of a crew, which get what the tasks before them leave. */
    readonly crew: readonly string[];
    /** What `{argument}` is when nobody has said it, and the hint for an input box. */
    readonly argument: string;
    readonly hint: string;
  };
  readonly outputs: Readonly<Record<"agent" | "skill" | "task", readonly string[]>> & {
    /** For agents whose tools cannot write. */
    readonly reader: readonly string[];
  };
  readonly success: {
    /** `{check}` is a command that the text names. */
    readonly check: string;
    readonly tests: string;
    /** For those who report: what every claim rests on. */
    readonly cited: string;
    /** For those who change things. */
    readonly scope: string;
    /** For agents whose tools cannot write. */
    readonly covered: string;
    readonly crew: readonly string[];
  };
  readonly coordination: readonly string[];
}
