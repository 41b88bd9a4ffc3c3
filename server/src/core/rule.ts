import type { Around } from "./around.ts";
import type { Fix, Related, Severity } from "./finding.ts";
import type { Family, ModelOf } from "./model.ts";
import type { Sourced } from "./text.ts";

/** The two sets of severities that users choose from. */
export const PROFILES = ["recommended", "strict"] as const;
/** The name of a profile. */
export type Profile = (typeof PROFILES)[number];

/** What is known of a rule without running it: its documentation page, its tests and its schema. */
export interface RuleMeta {
  /** The family, then the name of the mistake, as in the path of its file. */
  readonly id: string;
  /** A sentence without a period: what is wrong. */
  readonly title: string;
  /** Why it matters, in Markdown. */
  readonly why: string;
  /** `by default`: each finding brings its own, which follows the platform's default. */
  readonly severity: Readonly<Record<Profile, Severity | "off" | "by default">>;
  /** Version that introduced it. */
  readonly since: string;
  /** The dialects this rule is about. Left out: every dialect of the family. */
  readonly only?: readonly string[];
  readonly options?: OptionSpecs;
  readonly examples: readonly Example[];
}

/**
 * Documentation, a test of `check` (the «marks» are the findings), and with `fixed` a test of the first fix of each
 * finding. Every example is judged under the strict profile unless it names another.
 */
export type Example = {
  readonly title: string;
  /** Decides the dialect. */
  readonly path: string;
  readonly profile?: Profile;
  /** The files that lie around it, by path, or with their text; left out: nobody can tell. */
  readonly around?: readonly string[] | Readonly<Record<string, string>>;
} & ({ readonly good: string } | { readonly bad: string; readonly fixed?: string });

/** A rule's options by name. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
/** The values of a rule's options, by name. */
export type OptionsOf<O extends OptionSpecs> = { readonly [K in keyof O]: Widen<O[K]["default"]> };
type Widen<T> = T extends number ? number : T extends boolean ? boolean : T;
/** One option: its default also fixes its type. */
export interface OptionSpec {
  readonly default: number | boolean | readonly string[];
  readonly description: string;
}

/** A rule as the engine sees it. What is private to it, its evidence and options, is closed over. */
export interface Rule<F extends Family> {
  readonly meta: RuleMeta;
  readonly family: F;
  /** Judges one model. Options that are not given take their defaults. */
  run(model: ModelOf<F>, context: Context): Iterable<Verdict>;
}

/** What holds for a document beside its own text. */
export interface Context {
  /** The options of the rule as the configuration gives them: already checked against the specs. */
  readonly options: Overrides;
  readonly profile: Profile;
  readonly around: Around;
}

/** A rule of whichever family. */
export type AnyRule = { readonly [F in Family]: Rule<F> }[Family];

/** Options as the configuration gives them: already checked against the specs. */
export type Overrides = Readonly<Record<string, unknown>>;

/** What a rule says about one thing. The engine adds the rule, the file and the severity. */
export interface Verdict {
  /** Its name, and the place where the finding stands. */
  readonly subject: Sourced<string>;
  readonly message: string;
  /** Counts where the profile's severity is "by default". */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly unnecessary?: boolean;
  /** How the rule came to it, for those who ask: what was looked for, what came nearest. Sentences of plain text. */
  readonly notes?: readonly string[];
  readonly fixes: readonly Fix[];
}

/** A verdict before its fixes. The evidence is what `fix` needs to know, and nobody else. */
export type Draft<E> = Omit<Verdict, "fixes"> & { readonly evidence: E };

interface RuleDefinition<F extends Family, E, O extends OptionSpecs> extends RuleMeta {
  readonly id: `${F}/${string}`;
  readonly options?: O;
  check(this: void, model: ModelOf<F>, options: OptionsOf<O>, context: Context): Iterable<Draft<E>>;
  fix?(this: void, evidence: E, options: OptionsOf<O>): Iterable<Fix>;
}

/** The one way to write a rule: `check` finds, `fix` repairs what it found. */
export function rule<const F extends Family, E, const O extends OptionSpecs = Record<never, never>>(
  definition: RuleDefinition<F, E, O>,
): Rule<F> {
  const { check, fix, ...meta } = definition;
  return {
    meta,
    family: meta.id.slice(0, meta.id.indexOf("/")) as F,
    *run(model, context) {
      const options = resolve(meta.options, context.options);
      for (const { evidence, ...verdict } of check(model, options, context)) {
        // A format may have no place for what a fix would write.
        const fixes = [...(fix?.(evidence, options) ?? [])].filter(
          ({ edits, creates = [] }) => edits.length + creates.length > 0,
        );
        yield { ...verdict, fixes };
      }
    },
  };
}

function resolve<O extends OptionSpecs>(specs: O | undefined, overrides: Overrides): OptionsOf<O> {
  const entries = Object.entries(specs ?? {});
  return Object.fromEntries(entries.map(([name, spec]) => [name, overrides[name] ?? spec.default])) as OptionsOf<O>;
}
